"""The XML of LibreOffice files: its names (OpenDocument 1.3, part 3, 3.1.2)."""

from lxml import etree

Tree = etree._Element  # noqa: SLF001, lxml's only name for the type

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, DRAW = (f"{{{_OASIS}{name}:1.0}}" for name in ("text", "style", "drawing"))
TABLE, OFFICE, META = (f"{{{_OASIS}{name}:1.0}}" for name in ("table", "office", "meta"))
SVG, FO = (f"{{{_OASIS}{name}-compatible:1.0}}" for name in ("svg", "xsl-fo"))
XLINK = "{http://www.w3.org/1999/xlink}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
