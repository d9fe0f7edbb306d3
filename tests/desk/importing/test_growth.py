"""The time of an import grows with the text, whatever the text is made of."""

import time

import pytest
from lxml import etree

from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.docx.fonts import Fonts, slots_of
from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import WORD
from bulletin.desk.importing.inlines import LineWriter
from bulletin.desk.importing.markdown.vaults import without_vault_signs
from bulletin.desk.importing.odt import burdens
from bulletin.desk.importing.odt.names import STYLE, TEXT, XLINK
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.tree import Mark, Newline, TextRun
from bulletin.diagnostics import BulletinError
from tests.source.test_growth import LEAST, MOST, TRIES


def seconds(folder, text, name="x.txt"):
    begin = time.process_time()
    imported(Given(name, text.encode()), IssuePlace(folder))
    return time.process_time() - begin


def is_in_time(folder, write):
    """Whether four times as much of a text takes at most some four times as long."""

    def grows():
        small, large = (seconds(folder, write(n)) for n in (1, 4))
        return large / max(small, LEAST)

    return any(grows() < MOST for _ in range(TRIES))


@pytest.mark.parametrize("piece", ["a", " ", "\u00a0"], ids=["a word", "spaces", "hard spaces"])
def test_a_line_that_is_four_times_as_long_takes_no_sixteen_times_as_long(piece, tmp_path):
    assert is_in_time(tmp_path, lambda n: f"ế {piece * 8_000 * n}b")


@pytest.mark.parametrize(
    "piece", ["Chữ.\n\n", "5. x\n\n9. x\n\n", "- x\n\n+ y\n\n• z\n\n", "1\tx\ty\n"]
)
def test_four_times_as_many_paragraphs_take_no_sixteen_times_as_long(piece, tmp_path):
    assert is_in_time(tmp_path, lambda n: piece * 400 * n)


def test_spaces_beside_signs_of_programs_for_notes_take_no_sixteen_times_as_long():
    def spent(count):
        begin = time.process_time()
        without_vault_signs(f"[[a]]{' ' * count}b", 0, Remarks())
        return time.process_time() - begin

    assert any(spent(40_000) < MOST * max(spent(10_000), LEAST) for _ in range(TRIES))


@pytest.mark.parametrize(
    "line",
    [
        lambda count: (TextRun("a"), Newline()) * 4 * count,
        lambda count: (Mark("emphasis", (TextRun(f"a{'–' * count}"),)), TextRun("b")),
    ],
    ids=["breaks", "signs"],
)
def test_four_times_as_many_pieces_of_a_line_take_no_sixteen_times_as_long(line):
    def spent(count):
        begin = time.process_time()
        LineWriter(Remarks()).line(line(count))
        return time.process_time() - begin

    assert any(spent(3_000) < MOST * max(spent(750), LEAST) for _ in range(TRIES))


def test_four_times_as_many_runs_of_a_paragraph_take_no_sixteen_times_as_long():
    fonts = Fonts(DocxStyles(None), None)
    run = "<w:r><w:t>a</w:t></w:r>"

    def spent(count):
        tree = etree.fromstring(f'<w:p xmlns:w="{WORD}">{run * count}</w:p>')
        begin = time.process_time()
        assert len(next(slots_of(tree, fonts))) == count
        return time.process_time() - begin

    assert any(spent(8_000) < MOST * max(spent(2_000), LEAST) for _ in range(TRIES))


@pytest.mark.parametrize(
    "page",
    ["<p>a" * 60_000, "<p>" + "a<br>" * 250_000, "<p " + "a=1 " * 40_000 + ">a", "<p>" + "<b>a" * 90_000],
    ids=["paragraphs", "breaks", "attributes", "marks"],
)  # fmt: skip
def test_a_page_of_more_than_an_article_has_is_refused_before_it_is_read(page, tmp_path):
    begin = time.process_time()
    with pytest.raises(BulletinError):
        seconds(tmp_path, page, "x.html")
    assert time.process_time() - begin < 1


PAGES = {
    "comments of Word without an end": lambda n: "<!--[if x " * 5_000 * n,
    "beginnings of marks of Word": lambda n: "<![if " * 5_000 * n,
    "words that are hidden": lambda n: "<i hidden>a</i>b " * 1_500 * n,
    "links to places": lambda n: "".join(f"<a href='#{i}'>a</a> " for i in range(500 * n)),
}


@pytest.mark.parametrize("name", PAGES)
def test_four_times_as_much_of_a_page_takes_no_sixteen_times_as_long(name, tmp_path):
    def spent(n):
        return seconds(tmp_path, f"<p>a{PAGES[name](n)}", "x.html")

    assert any(spent(4) < MOST * max(spent(1), LEAST) for _ in range(TRIES))


def test_of_bookmarks_in_libreoffice_those_stay_that_something_leads_to():
    marks = "".join(f'<t:bookmark t:name="m{i}"/>{i}' for i in range(4))
    link, field = '<t:a x:href="#m%31">a</t:a>', '<t:bookmark-ref t:ref-name="m2"/>'
    names = f'xmlns:t="{TEXT[1:-1]}" xmlns:x="{XLINK[1:-1]}"'
    tree = etree.fromstring(f"<t:p {names}>{marks}{link}{field}</t:p>")
    burdens.drop_bookmarks(tree)
    assert [one.get(f"{TEXT}name") for one in tree.iter(f"{TEXT}bookmark")] == ["m1", "m2"]
    assert "".join(tree.itertext()) == "0123a"


@pytest.mark.parametrize("goes_round", [True, False])
def test_no_style_of_libreoffice_has_more_above_it_than_are_asked(goes_round):
    above = f"{STYLE}parent-style-name"
    tree = etree.Element("styles")
    for i in range(100):
        over = str(i + 1) if i < 99 else "0" if goes_round else ""
        etree.SubElement(tree, f"{STYLE}style", {f"{STYLE}name": str(i), above: over})
    burdens.cut_lines_of_styles(tree)
    parents = {one.get(f"{STYLE}name"): one.get(above) for one in tree}
    for name in parents:
        line = [name]
        while parents.get(line[-1]):
            line.append(parents[line[-1]])
            assert len(line) <= burdens.DEEPEST_STYLE + 1
