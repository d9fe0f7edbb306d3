"""The shared XHTML: each folder of `xhtml/` is an article and the elements it must become.

`python -m pytest --accept` writes what the writer makes now: read the difference.
"""

import logging
from functools import lru_cache
from pathlib import Path

import pytest
import tinyhtml5
import weasyprint
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin import document
from bulletin.composition.sentences import with_sentences
from bulletin.diagnostics import Span
from bulletin.editions.epub.wide_tables import stack
from bulletin.narration.model import Cue
from bulletin.source.markdown.article import read_lone
from bulletin.theming.theme import DEFAULT, Strings, templates_root
from bulletin.xhtml import Writer, append, element, to_html, to_xhtml
from bulletin.xhtml.elements import OPS, clean
from tests.written import as_elements

CASES = sorted(path for path in (Path(__file__).parent / "xhtml").iterdir() if path.is_dir())
SPAN = Span("a.md")


@lru_cache
def strings(language="vi"):
    table = {}
    for file in sorted((templates_root() / DEFAULT / "strings" / language).glob("*.yaml")):
        table |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return Strings(language, table)


def article_of(case):
    file = case / "01-bai.md"
    article, findings = read_lone(file.read_bytes(), file.name, case)
    assert not findings
    return with_sentences(article, "vi")


def written(case, writer=None):
    return (writer or Writer(strings())).article(article_of(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_becomes_these_elements(case, golden):
    golden.file(case / "expected.xhtml", as_elements(written(case)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_block_has_its_id_and_no_id_stands_twice(case):
    article = article_of(case)
    ids = [
        item.get("id") for item in Writer(strings()).article(article).iter("*") if item.get("id")
    ]
    assert len(ids) == len(set(ids))
    assert {block.id for block in document.walk(*article.blocks) if block.id} <= set(ids)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_named_by_an_id_is_there(case):
    root = written(case)
    ids = {item.get("id") for item in root.iter("*")}
    named = {item.get("aria-labelledby") for item in root.iter("*") if item.get("aria-labelledby")}
    named |= {item.get("href")[1:] for item in root.iter("a") if item.get("href").startswith("#")}
    assert named <= ids


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_html_and_xhtml_say_the_same(case):
    root = written(case)
    parsed = tinyhtml5.parse(
        f"<!DOCTYPE html><main>{to_html(root)}</main>", namespace_html_elements=False
    )
    tags = [
        etree_tag(item) for item in parsed.find("body/main").iter() if isinstance(item.tag, str)
    ]
    assert tags[1:] == [etree_tag(item) for item in etree.fromstring(to_xhtml(root)).iter("*")]
    assert "".join(parsed.find("body/main").itertext()) == "".join(root.itertext())


def etree_tag(item):
    return item.tag.rpartition("}")[2]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_weasyprint_has_nothing_to_say_about_it(case, caplog):
    caplog.set_level(logging.WARNING, "weasyprint")

    class Files(Writer):
        def asset(self, file):
            return (case / file).as_uri()

    html = f"<html lang='vi'><body>{to_xhtml(written(case, Files(strings())))}</body></html>"
    weasyprint.HTML(string=html).write_pdf()
    assert [record.getMessage() for record in caplog.records] == []


def test_the_words_come_from_the_table():
    english = "".join(written(CASES[0].parent / "data", Writer(strings("en"))).itertext())
    assert "Source:" in english
    assert "Nguồn:" not in english
    assert "1,234.5" in english


def test_both_languages_have_the_same_words_to_fill_in():
    for name in ("content",):
        tables = [
            yaml.safe_load(
                (templates_root() / DEFAULT / "strings" / language / f"{name}.yaml").read_text(
                    "utf-8"
                )
            )
            for language in ("vi", "en")
        ]
        assert list(tables[0]) == list(tables[1])
        for key, words in tables[0].items():
            fields = [
                {part.split("}")[0] for part in text.split("{")[1:]}
                for text in (words, tables[1][key])
            ]
            assert fields[0] == fields[1], key


# -- text ------------------------------------------------------------------------------------


def paragraph(*inlines, language="vi"):
    return Writer(strings(language)).block(
        document.Paragraph(span=SPAN, id="a-b1", children=inlines)
    )


@settings(deadline=None)
@given(st.text())
def test_any_text_comes_out_as_it_went_in(text):
    made = paragraph(document.Text(text))
    expected = clean(text)
    for markup in (to_xhtml(made), to_xhtml(etree.fromstring(to_xhtml(made)))):
        shown = "".join(etree.fromstring(markup).itertext())
        assert shown.replace("\u00a0", " ") == expected.replace("\u00a0", " ")
    assert "<script" not in to_html(paragraph(document.Text(f"<script>{text}</script>")))


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_an_attribute(text):
    made = element("img", alt=text)
    assert etree.fromstring(to_xhtml(made)).get("alt") == clean(text)
    assert to_html(made).count("<") == 1


def test_empty_elements_are_closed_as_html_wants_it():
    made = element("div", element("p"), element("br"), element("video", element("source", src="a")))
    assert to_xhtml(made) == '<div><p></p><br/><video><source src="a"/></video></div>'
    assert to_html(made) == '<div><p></p><br><video><source src="a"></video></div>'


def test_html_has_no_attributes_of_xml():
    made = element("span", "a", lang="en")
    made.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    made.set(f"{{{OPS}}}type", "noteref")
    assert to_html(made) == '<span lang="en">a</span>'
    assert to_xhtml(made) == (
        f'<span xmlns:epub="{OPS}" lang="en" xml:lang="en" epub:type="noteref">a</span>'
    )


# -- hooks -----------------------------------------------------------------------------------


def tiny(*body, **more):
    title = document.Heading(span=SPAN, id="a-title", level=1, children=(document.Text("Đề"),))
    return document.Article(slug="a", number=1, file="a.md", title=title, body=body, **more)


def test_what_is_read_aloud_carries_its_times():
    cues = {"a-s1": Cue("a-s1", "Một.", 1.25, 2.5), "a-b9": Cue("a-b9", "", 3.0, 4.0)}
    made = written(
        CASES[0].parent / "boxes",
        Writer(strings(), {k.replace("a-", "bai-"): v for k, v in cues.items()}),
    )
    timed = {
        item.get("id"): (item.get("data-begin"), item.get("data-end"))
        for item in made.iter("*")
        if item.get("data-begin")
    }
    assert timed == {"bai-s1": ("1.250", "2.500"), "bai-b9": ("3.000", "4.000")}


def test_headings_stand_lower_where_articles_share_a_page():
    class Lower(Writer):
        heading_shift = 1

    body = [
        document.Heading(span=SPAN, id=f"a-b{n}", level=n, children=(document.Text("x"),))
        for n in (2, 6)
    ]
    tags = [item.tag for item in Lower(strings()).article(tiny(*body)).iter("h1", "h2", "h3", "h6")]
    assert tags == ["h2", "h3", "h6"]


def test_only_the_first_mark_of_a_note_is_where_the_note_leads_back():
    made = written(CASES[0].parent / "prose")
    marks = [link.get("id") for link in made.iter("a") if link.get("role") == "doc-noteref"]
    back = [link.get("href") for link in made.iter("a") if link.get("role") == "doc-backlink"]
    assert marks == ["bai-fnref1", None]
    assert back == ["#bai-fnref1"]


def test_marks_of_two_notes_stand_apart():
    marks = [document.FootnoteReference("bai-fn1", 1), document.FootnoteReference("bai-fn2", 2)]
    made = Writer(strings()).inlines(element("p"), tuple(marks))
    assert "".join(made.itertext()) == "1\u202f2"


def test_a_writer_writes_the_same_article_twice_alike():
    writer = Writer(strings())
    article = article_of(CASES[0].parent / "prose")
    assert to_xhtml(writer.article(article)) == to_xhtml(writer.article(article))


def test_an_edition_changes_addresses_files_and_roles():
    class Other(Writer):
        def href(self, target):
            return f"{target.article}.xhtml" if isinstance(target, document.Anchor) else target

        def asset(self, file):
            return f"../{file}"

        def annotate(self, target, kind, _node):
            target.set("data-kind", kind)

        def footnotes(self, article):
            return element("p", str(len(article.footnotes)), class_="counted")

        def footnote_reference(self, ref: document.FootnoteReference):
            return append(element("b"), *self.blocks(self.footnote_of(ref).children))

    prose = to_xhtml(written(CASES[0].parent / "prose", Other(strings())))
    assert 'href="bai.xhtml"' in prose
    assert '<p class="counted">1</p>' in prose
    assert prose.count("Nội dung") == 2
    kinds = {
        item.get("data-kind")
        for case in CASES
        for item in written(case, Other(strings())).iter("*")
    }
    assert {
        "article",
        "sentence",
        "link",
        "phrase",
        "pull-quote",
        "event",
        "stat",
        "icon",
        "bar",
    } <= kinds
    assert {
        "table-scroll",
        "chart-svg",
        "cell",
        "row",
        "figure",
        "link-card",
        "footnote-reference",
    } <= kinds
    assert 'src="../images/a.svg"' in to_xhtml(
        written(CASES[0].parent / "pictures", Other(strings()))
    )


def test_every_icon_of_the_format_is_there_and_safe():
    from bulletin.art import drawings  # noqa: PLC0415

    folder = templates_root() / DEFAULT / "icons"
    named = (
        "people home school health rice money road water tree calendar phone shield bolt document"
    )
    notes = [f"note-{kind}" for kind in ("info", "tip", "warning", "danger")]
    assert {*named.split(), *notes} <= {file.stem for file in folder.glob("*.svg")}
    for file in folder.glob("*.svg"):
        drawing = drawings.read(file)
        assert (drawing.width, drawing.height, drawing.plain) == (24, 24, True)


WIDE = {
    ("Ấp | Hộ", "Gò Dưa | 1.250"): 0,
    ("Ấp | Hộ | Ghi chú | Người", "Gò | 1.250 | đủ | nghiêng"): 14,
    (" | ".join(f"Tháng {n}" for n in range(6)), " | ".join(6 * ["9,5"])): 20,
    (" | ".join(f"T{n}" for n in range(12)), " | ".join(12 * ["9,5"])): 30,
    (" | ".join(f"Tháng {n}" for n in range(12)), " | ".join(12 * ["1.250"])): 45,
    (" | ".join("ab"), "nguoi.phu-trach@tanphuoc.example.vn | " + 30 * "x"): 45,
    (" | ".join(f"Năm {n}" for n in range(12)), " | ".join(12 * ["1.250.000"])): 80,
}


@pytest.mark.parametrize("rows", WIDE)
def test_cells_of_tables_too_wide_for_small_screens_are_named_in_books(rows):
    head, cells = rows
    text = f"| {head} |\n|{'--|' * (head.count('|') + 1)}\n| {cells} |\n"
    article, _ = read_lone(text.encode(), "a.md", None)
    (table,) = article.body
    made = Writer(strings()).block(table)[0]
    stack(made)
    screen = WIDE[rows]
    assert made.get("class") == "table-scroll" + (f" listed-{screen}" if screen else "")
    labels = [cell.get("data-label") for cell in made.iter("td")]
    assert labels == (head.split(" | ") if screen else [None] * len(labels))
