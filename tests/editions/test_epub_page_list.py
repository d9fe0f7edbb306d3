"""The book's page list is that of the printed edition."""

from __future__ import annotations

import gc
import shutil
import warnings
from pathlib import Path

import pikepdf
import pytest

from bulletin.editions.epub.page_list import Printed, mark, read_printed
from bulletin.editions.pdf.edition import PdfEdition
from bulletin.xhtml import Element, element
from tests.editions.bookshop import BOOKS, NAMES, TYPE, Opened, books_of, job_of
from tests.validators import epubcheck

pytestmark = pytest.mark.xdist_group("epub")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Opened]:
    """An article of some pages as PDF and as book."""
    folder = tmp_path_factory.mktemp("pages")
    root = Path(shutil.copytree(BOOKS / "ten-thousand-words", folder / "root"))
    file = root / "2026-11" / "01-nhat-ky.md"
    file.write_text("\n\n".join(file.read_text("utf-8").split("\n\n")[:40]), encoding="utf-8")
    job = job_of(root, folder / "made")
    with warnings.catch_warnings():
        # WeasyPrint leaves the file of its colour profile open.
        warnings.simplefilter("ignore", ResourceWarning)
        PdfEdition().make(job, job.made)
        gc.collect()
    talking, _ = books_of(job, folder)
    return job.made / "ban-tin-thu-nghiem-2026-11.pdf", talking


def listed(book: Opened) -> list[tuple[str, str]]:
    """Labels and places of the page list."""
    nav = next(n for n in book.tree("nav.xhtml").iter() if n.get(TYPE) == "page-list")
    return [(link.text or "", link.get("href", "")) for link in nav.iterfind(".//h:a", NAMES)]


def test_the_page_list_has_the_labels_of_the_printed_pages(made: tuple[Path, Opened]) -> None:
    pdf, book = made
    with pikepdf.open(pdf) as printed:
        labels = [str(page.label) for page in printed.pages]
    assert len(labels) > 5
    assert [label for label, _ in listed(book)] == labels


def test_a_page_begins_in_the_book_where_it_begins_in_print(made: tuple[Path, Opened]) -> None:
    pdf, book = made
    places = read_printed(pdf).places
    number = -1
    breaks = 0
    for path in book.paths("text", ".xhtml"):
        for item in book.tree(path).iter():
            if item.get(TYPE) == "pagebreak":
                breaks += 1
                number = int(item.get("id", "").removeprefix("page-")) - 1
            elif breaks and item.get("id") in places and item.tag.endswith("}span"):
                assert places[item.get("id", "")] == number, item.get("id")
    assert breaks >= len(listed(book)) - 2


def test_the_book_names_what_its_pages_are_those_of(made: tuple[Path, Opened]) -> None:
    pdf, book = made
    assert book.metas("pageBreakSource") == [f"https://bantin.thu.example/2026-11/{pdf.name}"]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(book.metas("schema:accessibilityFeature"))
    assert epubcheck.messages(book.file) == []


def article(*ids: str) -> Element:
    """An article of one paragraph a sentence."""
    made = element("section", id="a")
    for name in ids:
        made.append(element("p", element("span", "Câu.", id=name)))
    return made


def starts(printed: Printed, tree: Element) -> list[tuple[str, str]]:
    marked = mark([("text/a.xhtml", tree)], printed, front=("cover.xhtml", "nav.xhtml"))
    return [(start.label, start.path) for start in marked]


def test_cover_and_contents_stand_for_the_pages_before_the_text() -> None:
    printed = Printed(("Bìa", "2", "3"), {"a": 2, "s1": 2})
    assert starts(printed, article("s1")) == [
        ("Bìa", "cover.xhtml"),
        ("2", "nav.xhtml"),
        ("3", "text/a.xhtml#page-3"),
    ]


def test_a_page_on_which_nothing_begins_is_in_the_list_all_the_same() -> None:
    printed = Printed(("1", "2", "3"), {"a": 0, "s1": 0, "s2": 2})
    tree = article("s1", "s2")
    assert [label for label, _ in starts(printed, tree)] == ["1", "2", "3"]
    breaks = [item.get("id") for item in tree.iter() if item.get(TYPE) == "pagebreak"]
    assert breaks == ["page-1", "page-2", "page-3"]


def test_a_place_that_print_shows_earlier_makes_no_second_break() -> None:
    printed = Printed(("1", "2"), {"a": 0, "s1": 1, "note": 0, "s2": 1})
    tree = article("s1", "note", "s2")
    assert [label for label, _ in starts(printed, tree)] == ["1", "2"]


def test_breaks_in_lists_and_tables_leave_them_whole() -> None:
    item = element("li", "Một.", id="l1")
    cell = element("td", "Hai.", id="c1")
    table = element("table", element("tbody", element("tr", cell, id="r1")))
    tree = element("section", element("ul", item), table, id="a")
    starts(Printed(("1", "2", "3"), {"a": 0, "l1": 1, "r1": 2, "c1": 2}), tree)
    for holder, text in ((item, "Một."), (cell, "Hai.")):
        assert holder[0].get(TYPE) == "pagebreak"
        assert holder[0].tail == text
    assert [child.tag for child in table.iter()] == ["table", "tbody", "tr", "td", "span"]


def test_a_pdf_without_named_places_gives_no_pages(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "bare.pdf")
    assert read_printed(tmp_path / "bare.pdf") == Printed(("1",), {})
    assert starts(Printed(("1",), {}), article("s1")) == []
