"""A footnote's mark stands wherever an editor puts it, in every edition, with its note.

The book `footnotes-everywhere` has a mark in each place that takes text, in one column and in
two; EPUBCheck and Ace judge it in `test_epub_valid`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html
from weasyprint.formatting_structure import boxes

from bulletin.art.fonts import faces_of
from bulletin.document import FootnoteReference, all_inlines
from bulletin.editions.base import Job
from bulletin.editions.web import WebEdition
from bulletin.paper.fetcher import Shelf
from bulletin.paper.render import screen_pdf
from bulletin.paper.typesetter import lay_out, listening, own_fonts, styles
from bulletin.source.load import load
from tests.editions.bookshop import BOOKS, Opened, books_of, job_of

BOOK = BOOKS / "footnotes-everywhere"
LABELS = re.findall(
    r"^\[\^([\w-]+)\]:", (BOOK / "2026-11/01-mot-cot.md").read_text("utf-8"), re.MULTILINE
)
SLUGS = ("mot-cot", "hai-cot")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return job_of(BOOK, tmp_path_factory.mktemp("footnotes"))


def marks(tree: etree._Element) -> list[str]:
    return [link.get("href", "") for link in tree.xpath("//*[@role='doc-noteref']")]


def has_each_mark_and_note(tree: etree._Element, slug: str, marks_at_all: int) -> None:
    places = set(tree.xpath("//@id"))
    found = [href for href in marks(tree) if href.startswith(f"#{slug}-")]
    assert len(found) == marks_at_all
    assert len(set(found)) == len(LABELS)
    assert {href.removeprefix("#") for href in found} <= places
    back = tree.xpath(f"//*[@role='doc-backlink'][starts-with(@href, '#{slug}-')]/@href")
    assert len(back) == len(LABELS)
    assert {href.removeprefix("#") for href in back} <= places


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    """Marks in each article, as it is read."""
    issue = load(BOOK, "2026-11").issue
    assert issue is not None
    return {
        a.slug: sum(isinstance(i, FootnoteReference) for i in all_inlines(a))
        for a in issue.articles
    }


def test_the_book_has_a_mark_for_every_note(counts: dict[str, int]) -> None:
    assert all(count >= len(LABELS) for count in counts.values())


@pytest.fixture(scope="module")
def web(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    WebEdition().make(job, folder)
    return folder


@pytest.fixture(scope="module")
def book(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return books_of(job, tmp_path_factory.mktemp("books"))[0]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_web_edition_has_each_mark_and_its_note(
    web: Path, slug: str, counts: dict[str, int]
) -> None:
    page = html.fromstring((web / f"{slug}.html").read_bytes())
    has_each_mark_and_note(page, slug, counts[slug])


@pytest.mark.parametrize("slug", SLUGS)
def test_the_book_has_each_mark_and_its_note(
    book: Opened, slug: str, counts: dict[str, int]
) -> None:
    page = next(p for p in book.paths("text", ".xhtml") if p.endswith(f"{slug}.xhtml"))
    has_each_mark_and_note(book.tree(page), slug, counts[slug])


def test_the_pdf_has_each_note_once_in_each_article(job: Job) -> None:
    pdf = pypdfium2.PdfDocument(screen_pdf(job))
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    text = re.sub(r"\s+", " ", text.replace("\ufffe", "-"))
    assert {n: len(re.findall(rf"Ghi chú {n}\.", text)) for n in LABELS} == dict.fromkeys(LABELS, 2)


def test_no_space_stands_before_a_mark(web: Path) -> None:
    page = (web / "mot-cot.html").read_text("utf-8")
    assert not re.findall(r"[ \u00a0](?:</?span[^>]*>)*<sup", page)


def test_notes_stand_on_the_page_of_their_marks_on_pages_of_any_height(job: Job) -> None:
    heights = range(130, 340, 7)
    theme, fonts = job.composition.theme, own_fonts()
    faces, shelf = faces_of(theme), Shelf(theme, Path())
    style = f"* {{ font: 8.6pt/1.45 {faces.stack('text')} }}" + "".join(
        f"@page h{height} {{ size: 120mm {height}mm; margin: 19mm 14mm 22mm;"
        " @footnote { border-top: 0.25mm solid; padding-top: 1mm; margin-top: 3mm } }"
        f"#h{height} {{ page: h{height} }}"
        for height in heights
    )
    style += ".note { float: footnote; padding-top: 0.6mm }"
    noted = "<p>Một<span class=note>Một.</span> hai<span class=note>Hai.</span>.</p>"
    page = "".join(f"<section id=h{height}>{noted}<p>Hết.</p></section>" for height in heights)
    sheets, _ = styles([("faces", faces.css(shelf.face)), ("page", style)], shelf, fonts)
    with listening():
        document = lay_out(page, sheets, shelf, fonts, None)
    areas = [
        area
        for page in document.pages
        for area in page._page_box.children  # noqa: SLF001, it has no other way in
        if isinstance(area, boxes.FootnoteAreaBox)
    ]
    assert [len(area.children) for area in areas] == [2] * len(heights)
