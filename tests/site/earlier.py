"""Documents of earlier years, for tests."""

from __future__ import annotations

import pikepdf

REPORT = {
    "file": "archive/bao-cao-2018.pdf",
    "title": "Báo cáo năm 2018",
    "date": "2018-12-28",
    "kind": "Báo cáo",
}


SCAN = {"file": "archive/cu.tif", "title": "Bản tin cũ", "date": "2001-05-01", "kind": "Bản tin"}


def pdf(path, words, face="Helvetica", **options):
    """A PDF with a line of text."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(420, 595))
        page.Contents = made.make_stream(f"BT /F 12 Tf 40 500 Td ({words}) Tj ET".encode())
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": f"/{face}"}
        page.Resources = pikepdf.Dictionary(Font={"/F": pikepdf.Dictionary(font)})
        made.save(path, **options)
