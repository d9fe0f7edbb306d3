"""Every kind of issue gives a book that EPUBCheck and Ace have nothing against.

The folders in `books/` are issues as an editor could have them; EPUBCheck's messages of every
weight count, also those on usage, which tell of what is deprecated.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bulletin.art import drawings
from tests.editions.bookshop import BOOKS, Opened, books_of, job_of
from tests.paper.press import paper
from tests.validators import ace, epubcheck

ALL = {"FATAL", "ERROR", "WARNING", "INFO", "USAGE"}

pytestmark = pytest.mark.xdist_group("epub")


@pytest.mark.parametrize("name", sorted(p.name for p in BOOKS.iterdir()))
def test_every_kind_of_issue_is_a_valid_book(name: str, tmp_path: Path) -> None:
    talking, light = books_of(job_of(BOOKS / name, tmp_path / "made"), tmp_path)
    assert epubcheck.messages(talking.file, ALL) == []
    assert epubcheck.messages(light.file, ALL) == []


def test_the_sample_is_a_valid_book(sample_books: tuple[Opened, Opened]) -> None:
    assert [epubcheck.messages(book.file, ALL) for book in sample_books] == [[], []]


def test_ace_finds_no_violation_in_the_sample(sample_books: tuple[Opened, Opened]) -> None:
    assert ace.violations(sample_books[0].file) == []


def test_what_drawing_programs_export_is_valid_in_a_book(tmp_path: Path) -> None:
    root = paper("brief", tmp_path)
    article = root / "2026-11/01-bai.md"
    text = article.read_text(encoding="utf-8")
    for file in sorted((Path(__file__).parents[1] / "art").glob("*/*.svg")):
        if drawings.judged(file).drawing:
            (root / "2026-11/images" / file.name).write_bytes(file.read_bytes())
            text += f"\n:::{{figure}} images/{file.name}\n:alt: {file.stem}\n:::\n"
    article.write_text(text, encoding="utf-8")
    talking, _ = books_of(job_of(root, tmp_path / "made"), tmp_path)
    # Messages on usage tell what of SVG 2 is not in SVG 1.1.
    assert epubcheck.messages(talking.file) == []


def test_the_judges_do_find_what_is_wrong(tmp_path: Path) -> None:
    talking, _ = books_of(job_of(BOOKS / "one-sentence", tmp_path / "made"), tmp_path)
    page = "EPUB/text/01-bao-tin.xhtml"
    wrong = talking.files[page].replace(b"<h1 ", b'<p><img src="none.png"/></p><h1 ', 1)
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(broken, "w") as out:
        for name, data in (talking.files | {page: wrong}).items():
            out.writestr(name, data)
    assert any("none.png" in message for message in epubcheck.messages(broken))
    assert any("image-alt" in violation for violation in ace.violations(broken))


def test_the_light_book_of_the_sample_is_under_three_megabytes(
    sample_books: tuple[Opened, Opened],
) -> None:
    assert sample_books[1].file.stat().st_size < 3_000_000
