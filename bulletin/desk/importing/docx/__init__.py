"""Word files (.docx): made ready for pandoc, which drops what it does not know of them."""
