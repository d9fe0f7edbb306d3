"""The document tree as the HTML that WeasyPrint sets."""
