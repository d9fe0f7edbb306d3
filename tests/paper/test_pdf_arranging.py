"""Pages without holes: what is decided before they are set."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bulletin.art.fonts import Face, Faces
from bulletin.art.signs import LETTERS
from bulletin.diagnostics import Span
from bulletin.document import Gallery, Heading, Paragraph
from bulletin.paper.arranging import Facts, Head, PagePiece, arranged
from bulletin.paper.arranging.simulate import PageCursor, column, pour
from bulletin.paper.issue_html import Medium, PrintedDocument
from bulletin.paper.markup.balance import Balance
from bulletin.paper.markup.spanning import span_columns
from bulletin.paper.markup.unbroken import JOINER
from bulletin.paper.measuring.measure import Ruler, facts_of
from bulletin.paper.page_numbers import given
from bulletin.paper.render import probing
from bulletin.paper.typesetter import own_fonts, styles
from bulletin.theming.models import Measure
from bulletin.xhtml import element
from tests.paper.press import job_of, paper

PAGE = 250.0
LINE = 5.0


def text(lines, gap=0.0):
    return PagePiece(gap, lines * LINE, "text", breaks(lines))


def breaks(lines, fewest=3):
    return tuple(n * LINE for n in range(fewest, lines - fewest + 1))


def heading(gap=6.0):
    return PagePiece(gap, 6.0, "heading")


def announcement(lines):
    return replace(text(lines), announces=True)


def figure(height, gap=5.0, picture=0.0, *, waits=True, spans=False):
    return PagePiece(gap, height, "solid", picture=picture, waits=waits, spans=spans)


def article(pieces, columns=1, heads=None, slug="a"):
    return Facts(slug, columns, heads or {"across": Head(50)}, tuple(pieces), 20, 0)


# -- pouring -------------------------------------------------------------------------------


def test_a_paragraph_leaves_three_lines_at_least_on_either_side():
    assert column([text(10)], PageCursor(), 1, 42)[0] == PageCursor(0, 35.0)
    assert column([text(10)], PageCursor(), 1, 12)[0] == PageCursor(0, 0.0)
    assert column([text(5)], PageCursor(), 1, 22)[0] == PageCursor(0, 0.0)


def test_a_heading_goes_with_what_follows():
    assert column([text(4), heading(), figure(60)], PageCursor(), 3, 50)[0] == PageCursor(1)


def test_a_figure_that_does_not_fit_leaves_a_hole():
    poured = pour([text(20), figure(100), text(2)], 1, 100, PAGE)
    assert [(hole.piece, hole.room, hole.share) for hole in poured.holes] == [(1, 45.0, 1.0)]
    assert (poured.breaks, poured.end) == (1, 110.0)


def test_a_table_that_goes_on_repeats_its_head():
    table = PagePiece(0.0, 10 * LINE, "rows", breaks(10), again=8.0)
    assert pour([table], 1, PAGE - 25, PAGE).end == pytest.approx(8 + 25)


def test_two_columns_end_at_one_height():
    assert pour([text(20)], 2, 0, PAGE).end == pytest.approx(50, abs=3)


def test_what_spans_stands_below_both_columns():
    assert pour([text(20), figure(60, spans=True), text(6)], 2, 0, PAGE).end == pytest.approx(
        130, abs=5
    )


def test_a_heading_that_spans_goes_with_what_it_stands_above():
    above = replace(heading(), spans=True)
    poured = pour([text(20), above, figure(60, spans=True)], 2, PAGE - 65, PAGE)
    assert [hole.piece for hole in poured.holes] == [1]
    assert (poured.breaks, poured.end) == (1, 6 + 5 + 60)


def test_headings_above_what_spans_both_columns_span_them_too():
    settings = SimpleNamespace(columns_of_narrow_table=3)
    place = Span("a.md")
    title = Heading(level=2, children=(), span=place)
    words = Paragraph(children=(), span=place)
    wide = Gallery(children=(), columns=2, span=place)
    blocks = (title, words, title, title, wide, title)
    body = element("div", *(element("p") for _ in blocks))
    span_columns(blocks, list(body), settings)
    assert [one.get("class") for one in body] == [None, None, "span", "span", "span", None]


def test_the_greater_margin_parts_two_pieces_whichever_come_together():
    boxed = replace(figure(60), below=5.0)
    assert pour([boxed, text(4), boxed], 1, 0, PAGE).end == 60 + 5 + 20 + 5 + 60
    assert pour([text(4), boxed, heading(), text(4)], 1, 0, PAGE).end == 20 + 5 + 60 + 6 + 6 + 20


def test_a_column_holds_the_margin_below_its_last_piece():
    boxed = replace(figure(60, gap=0.0), below=5.0)
    assert column([boxed], PageCursor(), 1, 62)[0] == PageCursor(1)
    assert column([boxed], PageCursor(), 1, 62, narrow=True)[0] == PageCursor(0)
    assert pour([text(13), boxed], 2, 0, PAGE).end == 65
    spanning = replace(figure(60, spans=True), below=5.0)
    assert pour([spanning, text(3), text(3, gap=6.0)], 2, 0, PAGE).end == 60 + 5 + 6 + 15


def test_notes_below_an_article_that_do_not_fit_begin_a_page():
    assert pour([text(20)], 1, 0, PAGE, 30).end == 130
    poured = pour([text(48)], 1, 0, PAGE, 30)
    assert (poured.end, poured.breaks) == (30, 1)


def test_what_is_taller_than_a_page_does_not_stop_the_pouring():
    assert pour([figure(400), text(3)], 1, 30, PAGE).breaks == 2
    assert pour([figure(400), text(3)], 2, 30, PAGE).breaks >= 1


def test_no_notes_stand_alone_on_a_page_where_a_lower_picture_leaves_them_room():
    heads = {"across": Head(100), "strip": Head(80)}
    noted = replace(article([text(int((PAGE - 110) / LINE))], heads=heads), after=15.0)
    assert arranged([noted], PAGE)[0].stance == "strip"
    assert arranged([replace(noted, after=5.0)], PAGE)[0].stance == "across"


# -- the plan ------------------------------------------------------------------------------


def test_a_full_page_is_left_as_the_editor_wrote_it():
    (made,) = arranged([article([text(10), figure(80), text(10)])], PAGE)
    assert (made.order, made.scales, made.stance) == ((0, 1, 2), {}, "across")


def test_a_figure_waits_for_the_text_that_follows_it():
    (made,) = arranged(
        [article([text(24), figure(100), text(12), text(12), heading(), text(4)])], PAGE
    )
    assert made.order.index(1) in {2, 3}
    assert made.order[-2:] == (4, 5)


def test_nothing_waits_beyond_the_next_heading():
    (made,) = arranged([article([text(24), figure(100), heading(), text(40)])], PAGE)
    assert made.order == (0, 1, 2, 3)


def test_a_note_keeps_its_place():
    pieces = [text(24), figure(100, waits=False), text(20)]
    assert arranged([article(pieces)], PAGE)[0].order == (0, 1, 2)


def test_nothing_comes_between_what_is_announced_and_its_announcement():
    told = [announcement(3), figure(60, waits=False), heading(), text(5)]
    (made,) = arranged([article([text(21), figure(100), *told])], PAGE)
    assert made.order.index(3) == made.order.index(2) + 1
    (made,) = arranged([article([announcement(24), figure(120, waits=False), figure(50)])], PAGE)
    assert made.order == (0, 1, 2)
    heads = {"inside": Head(35, PagePiece(5, 60, "solid")), "across": Head(130)}
    first = article([text(24)], slug="a")
    second = article([announcement(3), figure(60, waits=False)], heads=heads, slug="b")
    assert arranged([first, second], PAGE)[1].stance == "across"


STATS = ":::{stats}\n:title: Con số\n- {value: 12, label: cầu}\n- {value: 3, label: cống}\n:::\n"
TABLE = "| Ngày | Khu vực |\n| --- | --- |\n| 01/12 | Thới Hòa |\n"


def facts_with(tmp_path, blocks):
    change = ("Câu trong mục một, xem [mục này](#muc-mot).", "\n".join(blocks))
    job = job_of(paper("brief", tmp_path, **{"2026_11_01_bai_md": change}), tmp_path)
    printed, fonts = PrintedDocument(job, Medium()), own_fonts()
    sheets, _ = styles(given(printed.sheets()), printed.shelf, fonts)
    lay_out = probing(printed, sheets, fonts)
    ruler = Ruler(printed.settings, printed.faces, lay_out, lambda found, make: make([*found]))
    (facts,) = facts_of(printed.drafts(), ruler, titled=printed.titled)
    return facts


def test_what_may_wait_has_a_title_and_was_not_announced(tmp_path):
    blocks = [
        f"Câu trước con số.\n\n{STATS}",
        f"Câu trước bảng.\n\n{TABLE}",
        f"Con số như sau:\n\n{STATS}",
        "Trong ảnh là **cầu mới**:\n\n![Cầu](images/ngang.jpg)\n",
        "Câu trước ảnh.\n\n![Cầu](images/ngang.jpg)\n",
        "Câu trước ảnh nữa.\n\n:::{figure} images/ngang.jpg\n:alt: Cầu\nCầu mới.\n:::\n",
    ]
    facts = facts_with(tmp_path, blocks)
    shown = [piece.waits for piece in facts.pieces if piece.kind not in {"text", "heading"}]
    assert shown == [True, False, False, False, False, True]


def test_pieces_break_where_their_lines_items_and_rows_end(tmp_path):
    words = "Cầu mới thông xe sáng nay, bà con hai ấp qua lại. "
    rows = "".join(f"| {day:02}/12 | Thới Hòa |\n" for day in range(1, 13))
    said = f"**Hỏi:** {words}\n\n**Đáp:** {words * 6}\n"
    blocks = [
        words * 12,
        f"- {words * 6}\n- Một dòng.\n  - {words * 6}\n- {words}\n",
        f"{TABLE}{rows}",
        f":::{{dialogue}}\n{said}:::\n",
    ]
    line = 15 / 72 * 25.4
    facts = facts_with(tmp_path, blocks)
    assert facts.at_top == facts.before == pytest.approx(12)
    _, _, *found = [
        (piece.kind, [round(end / line, 1) for end in piece.breaks], round(piece.below, 1))
        for piece in facts.pieces
    ]
    assert found == [
        ("text", [3, 4, 5, 6], 0),
        ("text", [2, 3, 5, 11.5], 2.6),
        ("rows", [4.6, 6.1, 7.6, 9.1, 10.6, 12.1, 13.6, 15.1, 16.6, 18.1], 5),
        ("text", [1.8, 4.5, 5.5, 6.6], 5),
    ]


def test_a_picture_shrinks_a_little_before_a_page_breaks():
    (made,) = arranged([article([text(22), figure(100, picture=90), heading(), text(5)])], PAGE)
    assert made.order == (0, 1, 2, 3)
    assert 0.72 <= made.scales[1] < 1


def test_a_smaller_figure_goes_first_where_a_larger_leaves_a_hole():
    pieces = [text(24), figure(120), figure(50), heading(), text(5)]
    assert arranged([article(pieces)], PAGE)[0].order == (0, 2, 1, 3, 4)


def test_an_opening_picture_gives_way_near_the_foot_of_a_page():
    heads = {
        "across": Head(130),
        "beside": Head(70),
        "inside": Head(35, PagePiece(5, 60, "solid")),
    }
    first = article([text(24)], slug="a")
    second = article([text(30)], heads=heads, slug="b")
    assert arranged([first, second], PAGE)[1].stance in {"beside", "inside"}
    alone = article([text(10)], heads=heads, slug="b")
    assert arranged([alone], PAGE)[0].stance == "across"


def test_the_same_facts_give_the_same_plan():
    facts = [
        article([text(9), figure(70, picture=60), text(8), heading(), text(7)], slug=str(n))
        for n in range(12)
    ]
    assert arranged(facts, PAGE) == arranged(facts, PAGE)
    assert len(arranged(facts, PAGE)) == 12


# -- titles --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def balance():
    from fontpkg import path  # noqa: PLC0415

    face = Face("Be Vietnam Pro", "normal", 800, path("Be Vietnam Pro", 800))
    return Balance(Faces((face,), (face,)))


def test_a_title_breaks_into_lines_of_even_length(balance):
    title = "Vụ Thu Đông ruộng bớt một chút, lời thêm sáu triệu"
    fit = balance.of(title, Measure(width=20))
    assert fit.lines == 2
    assert fit.width < 16
    assert balance.of(title, Measure(width=fit.width)).lines == 2


def test_a_short_title_takes_one_line(balance):
    assert balance.of("Hỏi đáp", Measure(width=20)).lines == 1


@pytest.mark.parametrize("title", ["សុខភាព", "ការប្រជុំភូមិ ២០២៦"])
def test_letters_of_a_title_are_as_wide_as_in_the_face_that_has_them(balance, title):
    face = next(face for face in LETTERS if "Khmer" in face.family)
    alone = Balance(Faces((face,), (face,))).of(title, Measure(width=20))
    assert balance.of(title, Measure(width=20, tracking=-0.02)).width == alone.width


def test_words_that_are_joined_are_not_parted_to_balance(balance):
    joined = balance.of(f"Người canh con nước ở Bến {JOINER}Gỗ", Measure(width=9))
    apart = balance.of("Người canh con nước ở Bến Gỗ", Measure(width=9))
    assert joined.lines == apart.lines == 2


def test_words_that_are_joined_are_parted_where_no_line_holds_them(balance):
    name = f"ỦY {JOINER}BAN {JOINER}NHÂN và TP.HCM"
    assert balance.of(name, Measure(width=9)).text == name
    assert balance.of(name, Measure(width=6)).text == "ỦY BAN NHÂN và TP.HCM"
