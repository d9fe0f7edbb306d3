"""The names of a table's rows stay in sight on a screen that is narrower than the table."""

import pytest

from bulletin.diagnostics import Span
from bulletin.document import Cell, Row, Table, Text
from bulletin.editions.web.assets import READER_STYLES
from bulletin.editions.web.row_names import classes_of
from bulletin.theming.theme import DEFAULT, templates_root

SPAN = Span("a.md")


def row(*texts):
    cells = tuple(Cell(children=(Text(text),), span=SPAN) for text in texts)
    return Row(children=cells, span=SPAN)


def table(names, align="left right right", *, heads=False):
    rows = tuple(row(name, "1", "2") for name in names)
    header = row("Ấp", "2025", "2026")
    return Table(header=header, rows=rows, align=tuple(align.split()), row_headers=heads, span=SPAN)


@pytest.mark.parametrize(
    ("made", "classes"),
    [
        (table(["Gò Dưa", "Bến Cát"]), "named"),
        (table(["Gò Dưa"], "left left right", heads=True), "named"),
        (table(["Gò Dưa"], "left left right"), ""),
        (table(["1", "2"]), ""),
        (table(["Cấp giấy chứng nhận lần đầu cho hộ"]), "named named-long"),
        (table(["Telecommunications"]), ""),
        (table([]), ""),
    ],
)
def test_the_first_column_names_the_rows_where_it_is_told_so_or_all_others_hold_figures(
    made, classes
):
    assert classes_of(made) == classes


def test_names_stay_in_sight_unless_letters_are_so_large_that_nothing_else_had_room(browser):
    folder = templates_root() / DEFAULT
    css = "".join((folder / style).read_text(encoding="utf-8") for style in READER_STYLES)
    cells = "<td>Gò Dưa</td>" + "<td>1.234.567</td>" * 9
    body = (
        f"<div class=table><div class='table-scroll named'><table><tr>{cells}</table></div></div>"
    )
    with browser.new_page(viewport={"width": 360, "height": 640}) as page:
        page.set_content(
            f"<style>{css}</style><main><article class=article><div class=article-body>{body}"
        )
        move = """size => {
            document.documentElement.dataset.size = size;
            const box = document.querySelector(".named");
            box.scrollLeft = 200;
            return box.querySelector("td").getBoundingClientRect().x - box.getBoundingClientRect().x;
        }"""
        assert page.evaluate(move, "150") == 0
        assert page.evaluate(move, "200") < 0


TABLE = "<div class=table><div class=table-scroll><table><thead><tr>{}</table></div></div>"
PICTURE = "<figure class='figure {}'><picture class=as-full><img src='data:,' width=1600></picture></figure>"
ROOMS = [
    (TABLE.format("<th>Sản lượng (tấn)" * 9), {360: 320, 1280: 992}),
    (TABLE.format("<th>Năm" * 4), {360: 320, 1280: 672}),
    (PICTURE.format("full"), {360: 320, 1000: 936, 1280: 992}),
    (PICTURE.format("wide"), {1280: 832}),
    (PICTURE.format(""), {1280: 672}),
]


@pytest.mark.parametrize(("body", "rooms"), ROOMS)
def test_many_columns_and_wide_pictures_stand_out_of_the_text_where_there_is_room(
    browser, body, rooms
):
    folder = templates_root() / DEFAULT
    css = "".join((folder / style).read_text(encoding="utf-8") for style in READER_STYLES)
    with browser.new_page() as page:
        page.set_content(
            f"<!doctype html><style>{css}</style><main><article class=article>"
            f"<div class=article-body>{body}"
        )
        measure = "document.querySelector('.article-body > *').getBoundingClientRect().width"
        found = {}
        for width in rooms:
            page.set_viewport_size({"width": width, "height": 800})
            found[width] = page.evaluate(measure)
            assert page.evaluate("document.documentElement.scrollWidth") == width
        assert found == rooms
