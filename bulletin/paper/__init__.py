"""An issue on paper: typesetting, what every printed edition shares."""

LIBRARIES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "pikepdf",
    "pillow",
    "qrcode",
    "uharfbuzz",
    "vl-convert-python",
    "fontpkg-be-vietnam-pro",
    "fontpkg-ibm-plex-mono",
    "fontpkg-source-serif-4",
)
"""What shapes the bytes of pages."""
