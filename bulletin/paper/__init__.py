"""An issue on paper: typesetting, what every printed edition shares.

`render.py` goes the whole way: `issue_html.py` writes the issue as one document (`markup/` its
articles, `drafts.py` before it is known how they stand), `measuring/` finds out how high they are,
`arranging/` decides how they stand, `typesetter.py` sets the pages with WeasyPrint, which `patches/`
mend, `kept/` takes pages from the build before; `overflow.py`, `gaps.py` and `faults.py` look at the
pages, `archival.py` finishes the file.
"""

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
