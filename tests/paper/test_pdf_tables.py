"""Tables are reckoned with the sizes of the style sheets."""

from __future__ import annotations

import re

import pytest
import tinycss2
from weasyprint import HTML

from bulletin.document import Ask, Broadcast, Dialogue, LinkCard, ListItem, Media, Note, Quotation
from bulletin.paper.markup import tables
from bulletin.paper.page_boxes import box_of
from bulletin.paper.patches.floats_kept import floats_kept
from bulletin.paper.patches.grid_rows import grid_rows
from bulletin.paper.patches.spans_kept import spans_kept
from bulletin.source.load import load
from bulletin.theming.theme import Theme
from tests.findings.cases import BASE

POINTS = {"table": "", ".dense table": "dense", ".crowded table": "crowded"}
CELLS = {"th, td": "", ".dense th, .dense td": "dense", ".crowded th, .crowded td": "crowded"}
BOXES = {
    ListItem: [("ul, ol", "padding-left")],
    Quotation: [("blockquote", "margin")],
    Note: [(".note", "border-left"), (".note", "padding")],
    Dialogue: [(".dialogue", "border-left"), (".dialogue", "padding-left")],
    LinkCard: [
        (".link-card", "border"),
        (".link-card", "border-left"),
        (".link-card", "padding"),
    ],
    Media: [(".media .code-box", "width")],
    Ask: [
        (".ask, .broadcast", "border-left"),
        (".ask, .broadcast", "padding"),
        (".ask .code-box, .broadcast .code-box", "width"),
    ],
}
"""What takes from the width of each box: declarations of a selector."""


def theme():
    issue = load(BASE, "2026-11").issue
    return Theme(issue.publication, BASE)


def declared(*sheets):
    """By selector and property: the value that the last of the sheets has."""
    found = {}
    for name in sheets:
        text = theme().text(f"pdf/{name}")
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                selector = tinycss2.serialize(rule.prelude).strip()
                for item in tinycss2.parse_blocks_contents(rule.content):
                    if item.type == "declaration":
                        found[selector, item.name] = tinycss2.serialize(item.value).strip()
    return found


def across(name, value):
    """The millimetres that a declaration takes from the width, both sides together."""
    lengths = [float(n) for n in re.findall(r"([\d.]+)(?:mm)?(?=\s|$)", value)]
    if name == "padding" and len(lengths) > 1:
        return 2 * lengths[1]
    return lengths[-1] if name == "margin" else lengths[0]


@pytest.mark.parametrize(
    ("kept", "sheets"),
    [(tables.SETTING, ("boxes.css",)), (tables.NARROW, ("boxes.css", "narrow.css"))],
)
def test_letters_and_padding_of_tables_are_those_of_the_style_sheets(kept, sheets):
    said = declared(*sheets)
    for selector, name in POINTS.items():
        points = said.get((selector, "font-size")) or said[selector, "font"]
        assert kept[name][0] == float(re.search(r"([\d.]+)pt", points)[1])
    for selector, name in CELLS.items():
        assert kept[name][1] == across("padding", said[selector, "padding"]) / 2


def test_what_boxes_take_from_a_table_is_what_the_style_sheets_say():
    said = declared("article.css", "figures.css", "boxes.css", "narrow.css")
    said_of = {
        kind: sum(across(name, said[selector, name]) for selector, name in parts)
        for kind, parts in BOXES.items()
    }
    said_of[Broadcast] = said_of[Ask]
    assert pytest.approx(said_of) == dict(tables.TAKEN)


PAGE = """<style>@page { size: 200px 100px; margin: 0 } body { margin: 0; font-size: 9px }
div { columns: 2 } section { column-span: all } p { margin: 0; break-inside: avoid }</style>
<div><p style="height:99.9px">a</p><p style="height:98.5px">b</p><section>across</section><p>end</p>
</div>"""


def said(box):
    return getattr(box, "text", "") + "".join(map(said, getattr(box, "children", ())))


def test_what_spans_columns_comes_on_the_next_page_where_even_columns_fill_one():
    with spans_kept():
        pages = HTML(string=PAGE).render().pages
    assert [said(box_of(page)).split() for page in pages] == [["ab"], ["acrossend"]]


GRID = """<style>@page { size: 200px 100px; margin: 0 } body { margin: 0; font: 9px/10px serif }
main { columns: 2 } ul { display: grid; grid-template-columns: 1fr 1fr; margin: 0; padding: 0 }
li { display: block; break-inside: avoid } p { margin: 0 }</style><main><p style="height:20px">a</p>
<ul><li>b<br>c<li>d<br>e<li>f<br>g<li>h<br>i<li>j<br>k<li>l<br>m</ul>
<p style="break-before: avoid; height: 10px">n</p></main>"""


def test_a_grid_in_even_columns_goes_on_at_the_row_where_it_was_left():
    with grid_rows():
        pages = HTML(string=GRID).render().pages
    letters = "".join(said(box_of(page)) for page in pages).split()
    assert sorted("".join(letters)) == list("abcdefghijklmn")


RAISED = """<style>@page {{ size: 100px 100px; margin: 0 }} body {{ margin: 0; font: 9px/10px serif; orphans: 3 }}
p, h2 {{ margin: 0 }} div {{ height: {above}px }} h2 {{ font: inherit; break-after: avoid }}
i {{ float: left; font: 25px/27px serif }}</style><div></div><section><h2>head</h2><p><i>L</i>ist of
many words that go on for so long that they fill three lines and more beside a letter</p></section>"""


@pytest.mark.parametrize("above", [62, 80])
def test_a_raised_letter_goes_with_its_lines_and_the_title_with_both(above):
    with floats_kept():
        pages = HTML(string=RAISED.format(above=above)).render().pages
    first, second = (said(box_of(page)) for page in pages)
    assert not first.strip()
    assert second.startswith("headList")


TITLED = """<style>@page { size: 200px 100px; margin: 0 } body { margin: 0; font: 9px/10px serif }
main { columns: 2 } p, h2 { margin: 0; font: inherit } .span { column-span: all; break-inside: avoid }
h2 { break-after: avoid }</style><main><p style="height:120px">a</p><h2 class=span>b</h2><h2 class=span>c</h2>
<div class=span style="height:30px">d</div></main>"""


def test_headings_that_span_columns_go_on_with_what_they_stand_above():
    with spans_kept():
        pages = HTML(string=TITLED).render().pages
    assert [said(box_of(page)).split() for page in pages] == [["a"], ["bcd"]]
