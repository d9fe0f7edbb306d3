"""LibreOffice files (.odt): made ready for pandoc, which drops what it does not know of them."""
