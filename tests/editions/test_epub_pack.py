"""A book's container, whatever the clock of the machine says."""

from __future__ import annotations

import datetime as dt
import time
import zipfile

import pytest

from bulletin.editions.epub.package import Book, PackageItem, write

PAGE = PackageItem("a.xhtml", "application/xhtml+xml", b"<html/>")
BOOK = Book("urn:x:1", "A", "vi", "ltr", (), (), (PAGE,), ("a.xhtml",), (), "a.xhtml")


@pytest.mark.parametrize("year", [1904, 1970, 2026, 2108])
def test_a_book_is_made_at_any_time(tmp_path, monkeypatch, year):
    moment = dt.datetime(year, 1, 2, tzinfo=dt.UTC)
    monkeypatch.setattr(time, "time", moment.timestamp)
    write(BOOK, tmp_path / "a.epub", moment)
    with zipfile.ZipFile(tmp_path / "a.epub") as container:
        assert container.namelist()[0] == "mimetype"
        assert container.read("EPUB/a.xhtml") == b"<html/>"
