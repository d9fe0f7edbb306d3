"""What the importer writes is read again as the same words, whatever signs are in them."""

from __future__ import annotations

import random

import pytest

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.shaping.layouts import unfolded
from bulletin.desk.importing.writer import ArticleWriter
from bulletin.document import Link, Phrase, inlines_of, plain_text, walk
from bulletin.source.markdown.article import read_lone

NASTY = [
    "1. không phải danh sách", "12) cũng không", "- gạch", "+ cộng", "* sao", "# thẻ", "## hai",
    "> lớn hơn", "C# và F#", "a * b * c", "_gạch_ dưới", "foo_bar_baz", "**đậm**", "`mã`", "a`b",
    "[ngoặc](không)", "![ảnh](x)", "[^1]", "[x]: https://a.example", "<b>thẻ</b>", "<!-- chú -->",
    "a < b > c", "&nbsp; &amp; &#65;", "AT&T; &c", "~~gạch~~", "H~2~O", "m^2^ và x^n^", "5~10~15",
    "a | b | c", "\\ ngược \\* lại", "{.silent} và {#neo}", "[a]{say=b}", "::: ba chấm", ":::{note}",
    ":alt: lựa chọn", "---", "===", "***", "```", "~~~", "    thụt", "https://xa.example/a_b?c=*d*",
    "giá 5.000đ*", "(a) mục", "a) mục", "– gạch", "“trích”", "!", "Hết!", "-5 độ", "+84 912", "=1+1",
    "https://1.250", "http://a..vn", "https://localhost:80/x", "| a | b | |--|--|", "a `|` | b || c",
    "| ô", "\\", "a\\", "x^", "~", "[", "]", "![", "`", "``", "*", "_", "&", "<", "#", "Số #", "1.", "-",
]  # fmt: skip


def _texts(body):
    article, findings = read_lone(f"# T\n\n{body}".encode())
    assert [str(f) for f in findings if f.is_error] == []
    blocks = walk(*article.body, *article.footnotes)
    return [plain_text(inlines) for block in blocks for inlines in inlines_of(block)]


def _written(*blocks):
    return ArticleWriter("a", Remarks()).body(blocks)


PLACES = {
    "paragraph": tree.Para,
    "heading": lambda line: tree.HeadPara(1, line),
    "item": lambda line: tree.ListEntries(((tree.Para(line),), (tree.Para(line),))),
    "numbered item": lambda line: tree.ListEntries(((tree.Para(line),),), start=3),
    "quotation": lambda line: tree.Quoted((tree.Para(line),)),
    "box": lambda line: tree.Boxed((tree.Para(line),)),
    "cell": lambda line: tree.Grid(
        (
            (tree.GridCell((tree.Para((tree.TextRun("đầu"),)),)),),
            (tree.GridCell((tree.Para(line),)),),
        ),
        1,
    ),
    "footnote": lambda line: tree.Para((tree.TextRun("chữ"), tree.NoteMark((tree.Para(line),)))),
}


@pytest.mark.parametrize("place", PLACES)
def test_signs_stay_the_characters_that_they_are(place):
    for text in NASTY:
        body = _written(PLACES[place]((tree.TextRun(text),)), tree.Para((tree.TextRun("sau"),)))
        assert " ".join(text.split()) in [" ".join(t.split()) for t in _texts(body)], (text, body)


WORDS = [
    "xã",
    "Đường",
    "ấp5",
    "12",
    "1.200",
    "ngày",
    ",",
    ".",
    ":",
    "(",
    ")",
    "“",
    "”",
    "–",
    "/",
    "*",
    "_",
    "~",
    "%",
    "[",
    "!",
    "...",
    "2026",
] + [" "] * 8


@pytest.mark.parametrize("place", ["paragraph", "heading", "item", "cell", "footnote"])
def test_words_are_set_off_as_they_were_or_the_report_says_that_they_are_not(place):
    for seed in range(80):
        line = _random_line(random.Random(f"{place} {seed}"))  # noqa: S311, no secret
        remarks = Remarks()
        body = ArticleWriter("a", remarks).body((PLACES[place](line),))
        article, _ = read_lone(f"# T\n\n{body}".encode())
        blocks = walk(*article.body, *article.footnotes)
        lines = [list(_characters(inlines)) for block in blocks for inlines in inlines_of(block)]
        wanted = list(_characters(line))
        told = any("within a word" in remark.text for remark in remarks.all())
        kept = [found for found in lines if _words(found) == _words(wanted)]
        assert kept, body
        for (char, before), (_, after) in zip(wanted, kept[0], strict=True):
            before -= {"strong"} if place == "heading" else set()  # noqa: PLW2901, it is bold anyway
            assert before == after or not char.isalnum() or (told and before > after), body


def _random_line(chance):
    made = []
    for _ in range(chance.randint(1, 8)):
        line = (tree.TextRun("".join(chance.choices(WORDS, k=chance.randint(1, 5)))),)
        kinds = [kind for kind in ("strong", "emphasis", "struck") if chance.random() < 0.35]
        kinds.append(chance.choice(["link", "phrase", *[""] * 8]))
        for kind in chance.sample(kinds, k=len(kinds)):
            if kind == "link":
                line = (tree.LinkTo("https://xa.example/a", line),)
            elif kind:
                line = (tree.Mark(kind, line, "lang=en"),)
        made += line
    return tuple(made)


def _characters(line, kinds=frozenset()):
    """Each character but spaces, and how it is set off."""
    for inline in line:
        own = _BRACKETED.get(type(inline)) or getattr(inline, "style", getattr(inline, "kind", ""))
        if children := getattr(inline, "children", ()):
            yield from _characters(children, kinds | {own} if own else kinds)
        else:
            yield from ((char, kinds) for char in getattr(inline, "text", "") if char != " ")


_BRACKETED = {Phrase: "phrase", Link: "link", tree.LinkTo: "link"}


def _words(characters):
    return "".join(char for char, _ in characters)


@pytest.mark.parametrize("after", ["(98,7%)", "(https://a.example/)", ": và", "[2]", "{.silent}"])
def test_a_mark_of_a_note_stays_one_whatever_stands_behind_it(after):
    note = tree.NoteMark((tree.Para((tree.TextRun("lời chú"),)),))
    assert _texts(_written(tree.Para((note, tree.TextRun(after))))) == [after, "lời chú"]


def test_a_link_whose_words_have_a_language_stays_a_link():
    words = tree.Mark("phrase", (tree.TextRun("Form"),), "lang=en")
    assert _written(tree.Para((tree.LinkTo("https://a.example/", (words,)),))) == (
        "[Form](https://a.example/)\n"
    )


def test_a_row_without_cells_below_pictures_is_no_row_of_captions():
    picture = tree.Illustration(tree.Image("a.png", ""))
    table = tree.Grid(((tree.GridCell((picture,)),), (tree.GridCell((picture,)),), ()))
    assert unfolded((table,), Remarks()) == (picture, picture)


def test_a_table_of_one_row_is_a_line_for_nothing_would_stand_below_its_head():
    cells = tuple(tree.GridCell((tree.Para((tree.TextRun(text),)),)) for text in ("một", "hai"))
    assert _written(tree.Grid((cells,))) == "một – hai\n"


@pytest.mark.parametrize(
    ("kind", "before", "raised", "after", "shown"),
    [
        ("above", "Mua 5", "1/2", " kg", "Mua 5 1/2 kg"),
        ("above", "m", "1/2", "5", "m1/2 5"),
        ("below", "x", "1/2", "", "x1/2"),
        ("above", "10", "-3", " m", "10⁻³ m"),
        ("above", "120 m", "2", "", "120 m²"),
        ("above", "1", "st", "", "1st"),
    ],
)
def test_figures_that_stood_above_the_line_join_no_others(kind, before, raised, after, shown):
    line = (tree.TextRun(before), tree.Mark(kind, (tree.TextRun(raised),)), tree.TextRun(after))
    assert _texts(_written(tree.Para(line))) == [shown]
