"""What is set, measured or cut once gives the pages that it would give each time anew."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from importlib import import_module

import pytest
from weasyprint import HTML
from weasyprint.layout import block, column, inline

from bulletin.art.fonts import faces_of
from bulletin.cache import Cache, once
from bulletin.paper import issue_html, typesetter
from bulletin.paper.fetcher import BASE, Shelf
from bulletin.paper.issue_html import Medium, PrintedDocument
from bulletin.paper.page_boxes import TextBox, all_boxes, page_boxes
from bulletin.paper.page_numbers import corrected, given, settled, strays_of
from bulletin.paper.patches import column_heights, font_files
from bulletin.paper.render import screen_pdf
from bulletin.theming.typesetter.imports import imported_when_called
from bulletin.xhtml import to_html
from tests.paper.press import job_of, paper

PROSE = "Nước về sớm hơn mọi năm, bà con ấp Tân Hòa gặt chạy lúa suốt ba ngày đêm liền. "
PIECES = {
    "text": [f"<p>{PROSE * n}</p>" for n in (9, 4, 17, 1, 6)],
    "marked": [f"<p>Một <b>{PROSE}</b> và <i>{PROSE}<a href='#z'>nữa</a></i> {PROSE * 5}</p>"] * 3,
    "headed": [f"<h3>Việc {n}</h3><p>{PROSE * n}</p>" for n in (3, 8, 2, 11)],
    "listed": [f"<ul>{f'<li>{PROSE * 2}</li>' * 5}</ul>", f"<p>{PROSE * 7}</p>"],
    "tabled": [f"<table>{f'<tr><td>{PROSE}</td><td>12</td></tr>' * 6}</table><p>{PROSE * 6}</p>"],
    "noted": [f"<p>{PROSE * 3}<span class=note>{PROSE}</span>{PROSE * 9}</p>"] * 2,
    "spanned": [f"<p>{PROSE * 8}</p>", f"<h2>{PROSE}</h2>", f"<p>{PROSE * 12}</p>"],
    "floated": [f"<p><span class=float>Ô</span>{PROSE * 6}</p>"] * 4,
    "justified": [f"<p style='text-align:justify'>{PROSE * 6}</p>"] * 3,
    "signed": [f"<p>{PROSE}<span class=box>ký</span>{PROSE * 5}</p>"] * 4,
    "indented": [f"<p style='text-indent:2em;letter-spacing:.02em'>{PROSE * 4}</p>"] * 5,
    "unbroken": [f"<div style='break-inside:avoid'><p>{PROSE * 4}</p></div>"] * 6,
    "long": [f"<p>{PROSE * 5}</p>"] * 18,
    "nested": [f"<div class=columns><p>{PROSE * 4}</p></div><p>{PROSE * 5}</p>"],
}
STYLE = """
@page { size: 150mm 120mm; margin: 10mm }
body, p { margin: 0; font-size: 11px; orphans: 3; widows: 3 }
.columns { columns: 2; column-gap: 5mm }
h2 { column-span: all; font-size: 13px }
.note { float: footnote }
.float { float: left; width: 12mm; font-size: 30px }
.box { display: inline-block; border: 1px solid; padding: 3px }
"""


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    """Sheets, shelf and fonts of a theme, with the style of this page."""
    folder = tmp_path_factory.mktemp("press")
    theme = job_of(paper("brief", folder), folder).composition.theme
    faces, shelf, fonts = faces_of(theme), Shelf(theme, folder), typesetter.own_fonts()
    style = f"{STYLE}body{{font-family:{faces.stack('text')}}}"
    sheets, _ = typesetter.styles([("f", faces.css(shelf.face)), ("s", style)], shelf, fonts)
    return sheets, shelf, fonts


def _places(document):
    """Each piece of text with its page and its place on it."""
    return [
        (number, box.text, round(box.position_x, 6), round(box.position_y, 6), box.width)
        for number, page in enumerate(page_boxes(document))
        for box in all_boxes(page)
        if isinstance(box, TextBox)
    ]


def _set(press, pieces, expected=None):
    sheets, shelf, fonts = press
    page = f"<html lang=vi><body><p>Đầu</p><div class=columns>{''.join(pieces)}</div></body>"
    made = typesetter.lay_out_numbered(
        page, sheets, shelf, fonts, None, expected=expected or {}, surroundings="these"
    )
    return _places(made.document)


@pytest.mark.parametrize("kind", PIECES)
def test_columns_stand_as_weasyprint_sets_them(press, tmp_path, monkeypatch, kind):
    with monkeypatch.context() as plain:
        plain.setattr(typesetter, "lines_once", nullcontext)
        plain.setattr(typesetter, "heights_kept", lambda _: nullcontext())
        expected = _set(press, PIECES[kind])
    with once.kept_in(once.store_in(Cache(tmp_path))):
        assert _set(press, PIECES[kind]) == expected
        assert _set(press, PIECES[kind]) == expected


def test_a_height_that_was_found_is_not_searched_again(press, tmp_path, monkeypatch):
    tried = []
    set_box = block.block_box_layout

    def counted(context, box, *others, **named):
        tried.append(box.is_column)
        return set_box(context, box, *others, **named)

    monkeypatch.setattr(block, "block_box_layout", counted)
    with once.kept_in(once.store_in(Cache(tmp_path))):
        _set(press, PIECES["signed"])
        first = sum(tried)
        tried.clear()
        _set(press, PIECES["signed"])
    assert sum(tried) < first / 2
    changed = [*PIECES["signed"], f"<p>{PROSE * 3}</p>"]
    with once.kept_in(once.store_in(Cache(tmp_path))):
        kept = _set(press, changed)
    assert kept == _set(press, changed)


def test_weasyprint_is_left_as_it_was(press):
    before = (block.columns_layout, block.block_box_layout, inline.get_next_linebox)
    _set(press, PIECES["text"])
    assert before == (block.columns_layout, block.block_box_layout, inline.get_next_linebox)
    assert not hasattr(column, "sum")
    assert font_files.Font.clean is font_files._cut  # noqa: SLF001


# -- numbers of pages ----------------------------------------------------------------------

LINKED = "<a href='#{}'>xem</a>"
NUMBERED = """
@page { size: 100mm 60mm; margin: 5mm; @bottom-center { content: counter(page) } }
p { break-before: page; margin: 0 }
a::after { content: " (tr. " target-counter(attr(href url), page) ")" }
"""


def test_of_a_face_without_letters_on_the_page_hardly_anything_is_written(press):
    sheets, shelf, fonts = press
    page = "<html lang=vi><body><p>Đầu<i>\u2060</i></p></body>"
    made = typesetter.lay_out(page, sheets, shelf, fonts, None)
    assert len(typesetter.write(made, None)) < 20_000


def _numbered(body, expected, style=NUMBERED):
    """The words that links show, and how often the pages were laid out."""
    html = HTML(string=f"<html lang=vi><body>{body}</body>", base_url=BASE)
    ((_, css),) = given([("s", style)])
    rounds = []

    def lay_out():
        rounds.append(1)
        return html.render(stylesheets=[typesetter.CSS(string=css)])

    with typesetter.listening():
        document, found = settled(html.etree_element, expected, lay_out)
    texts = [
        box.text
        for page in page_boxes(document)
        for box in all_boxes(page)
        if isinstance(box, TextBox) and box.element_tag == "a::after"
    ]
    return texts, len(rounds), found


BODY = f"{LINKED.format('b')}{LINKED.format('c')}<p id=a>A</p><p id=b>B</p><p id=c>C</p>"


def test_numbers_that_were_right_are_shown_after_one_layout():
    texts, rounds, found = _numbered(BODY, {"b": 3, "c": 4})
    assert (texts, rounds) == ([" (tr. 3)", " (tr. 4)"], 1)
    assert found == {"a": 2, "b": 3, "c": 4}


@pytest.mark.parametrize(
    "wrong", [{}, {"b": 3}, {"b": 4, "c": 3}, {"b": 12345678901234567890, "c": 4}, {"x": 1}]
)
def test_numbers_that_were_wrong_are_shown_right_after_another(wrong):
    texts, rounds, _ = _numbered(BODY, wrong)
    assert (texts, rounds) == ([" (tr. 3)", " (tr. 4)"], 2)


def test_what_was_found_elsewhere_is_the_guess_where_the_same_is_expected_again():
    strays = strays_of({"a": 2, "b": 2, "c": 4}, {"a": 2, "b": 3, "c": 5, "imprint": 6})
    assert corrected({"a": 2, "b": 2, "c": 3}, strays) == {"a": 2, "b": 3, "c": 3, "imprint": 6}


def test_a_wrong_number_that_nobody_sees_costs_nothing():
    assert _numbered(BODY, {}, "p { break-before: page }")[1] == 1


def test_a_number_that_moves_its_own_target_comes_right():
    body = f"<div>{LINKED.format('z') * 150}</div><p id=z>Z</p>"
    texts, _, found = _numbered(body, {"z": 1})
    assert "".join("".join(texts).split()) == f"(tr.{found['z']})" * 150


@pytest.mark.parametrize(
    "own",
    [
        "@page :first { counter-reset: page 7 }",
        "p { counter-increment: page 2 }",
        "body { counter-set: page 3 }",
    ],
)
def test_a_theme_that_counts_pages_in_its_own_way_goes_on_doing_so(own):
    assert given([("a", NUMBERED), ("b", own)]) == (("a", NUMBERED), ("b", own))


def test_what_asks_for_other_numbers_is_left_alone():
    for css in (
        "a::after { content: target-counter(attr(href url), page, lower-roman) }",
        "a::after { content: target-counter(attr(href url), figure) }",
        "a::after { content: target-text(attr(href url)) }",
    ):
        assert given([("a", css)]) == (("a", css),)


# -- the whole -----------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_kept")
def test_an_issue_has_the_same_bytes_with_a_store_and_without_on_whatever_day(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    job = job_of(paper("brief", tmp_path), tmp_path)
    with monkeypatch.context() as plain:
        plain.setattr(typesetter, "lines_once", nullcontext)
        plain.setattr(typesetter, "heights_kept", lambda _: nullcontext())
        plain.setenv("SOURCE_DATE_EPOCH", "1795000000")
        expected = screen_pdf(job)
    with once.kept_in(once.store_in(Cache(tmp_path / "cache"))):
        assert screen_pdf(job) == expected
        cut = []
        monkeypatch.setattr(font_files, "_cut", lambda *_: cut.append(1))
        monkeypatch.setattr(column_heights.once, "keep", lambda *_: cut.append(2))
        assert screen_pdf(job) == expected
    assert not cut


def test_drafts_that_are_found_are_those_that_were_written(tmp_path, monkeypatch):
    job = job_of(paper("every", tmp_path), tmp_path)

    def drafts():
        printed = PrintedDocument(job, Medium())
        each = [draft for part in printed.drafts() for draft in part]
        elements = [e for d in each for e in (d.frame, d.figure, *d.heads.values())]
        html = "".join(to_html(e) for e in elements if e is not None)
        printed.placing.fill(html)
        named = [(d.article.slug, d.article.title, d.article.lead, [*d.heads]) for d in each]
        return html, named, printed.shelf.digests(html), printed.placing.placed

    with once.kept_in(once.store_in(Cache(tmp_path / "cache"))):
        written = drafts()
        monkeypatch.setattr(issue_html, "draft_of", None)
        assert drafts() == written


def test_what_weasyprint_seldom_calls_is_imported_when_it_calls_it(monkeypatch):
    names = ("weasyprint.pdf.fonts", "fontTools.subset", "fontTools.varLib.instancer")
    _, cutting, _ = map(import_module, names)
    for name in names:
        parent, _, own = name.rpartition(".")
        monkeypatch.delattr(sys.modules[parent], own)
        monkeypatch.delitem(sys.modules, name)
    imported_when_called()
    fonts = import_module("weasyprint.pdf.fonts")
    assert not {"fontTools.subset", "fontTools.varLib.instancer"} & set(sys.modules)
    monkeypatch.setitem(sys.modules, "fontTools.subset", cutting)  # it can be run only once
    assert isinstance(fonts.subset.Options(), cutting.Options)
