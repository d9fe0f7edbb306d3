"""Time grows with the text, whatever the text is made of, or a limit says that it is too long.

A token class is a piece that is repeated. Within the limits four times as much may take four
times as long and not sixteen times; beyond them a finding comes at once. Time is that of the
processor, and what looks slow is measured again, for the machine may be busy.
"""

import time

import pytest

from bulletin.check.copied.misread import misread
from bulletin.codes import TOO_LARGE, TOO_LONG
from bulletin.narration.script.passage import Passage
from bulletin.reading.sentences import Dots, split
from bulletin.source.markdown.rules import MAX_PARAGRAPH
from tests.fuzz.tokens import IN_BLOCKS, IN_LINES
from tests.source.anything import ARTICLE, CHARTED, DATA, findings_about, publication

PARAGRAPH = MAX_PARAGRAPH // 4
SMALL = 2 * PARAGRAPH
"""Characters in the smallest text; the largest has four times as many."""
MOST = 9.0
"""How many times as long the largest text may take; quadratic ones take sixteen."""
LEAST = 0.02
"""Seconds of the smallest text, at least: what is shorter cannot be measured."""
TRIES = 4
A_MEGABYTE = 2.0
"""Seconds of the processor, at most, before a text of a megabyte is read or refused."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    made = publication(tmp_path_factory.mktemp("growth") / "issues")
    seconds(made, article("a"))  # what is loaded once is loaded now
    return made


def article(body):
    return {ARTICLE: f"---\ntitle: x\n---\n\n{body}\n".encode()}


def seconds(root, files):
    begin = time.process_time()
    findings_about(root, files)
    return time.process_time() - begin


def in_paragraphs(piece, characters):
    """A piece repeated, cut into paragraphs that are as long as may be.

    They begin with a letter with marks, for much is left alone where all is ASCII.
    """
    one = "ế" + piece * (PARAGRAPH // len(piece)) + "b"
    return "\n\n".join([one] * (characters // PARAGRAPH))


TELLING = {4: 5.8, 2: 7.1, 1: MOST}
"""How many times as long the largest text may take where all are so many times smaller.

A quadratic part that makes the whole texts differ by `MOST` makes these differ by as much, and they
take a fraction of the time; whatever any article takes is no part of it.
"""


def tells_no_growth(root, text_of, smaller, limit):
    """Whether texts that are smaller than the whole ones show that time grows with the text."""
    large = seconds(root, article(text_of(SMALL * 4 // smaller)))
    if large <= MOST * LEAST / smaller**2:
        return True
    nothing = seconds(root, article("a"))
    return large - nothing <= limit * (seconds(root, article(text_of(SMALL // smaller))) - nothing)


def grows_with_the_text(root, text_of):
    tries = [one for one in TELLING.items() if text_of(SMALL // one[0])]
    tries += [(1, MOST)] * (TRIES - 1)
    return any(tells_no_growth(root, text_of, *one) for one in tries)


@pytest.mark.parametrize("name", IN_LINES)
def test_time_grows_with_the_text_in_lines_of(root, name):
    assert grows_with_the_text(root, lambda n: in_paragraphs(IN_LINES[name], n))


@pytest.mark.parametrize("name", IN_BLOCKS)
def test_time_grows_with_the_text_in_blocks_of(root, name):
    piece = IN_BLOCKS[name]
    assert grows_with_the_text(root, lambda n: "a\n\n" + piece * (n // len(piece)))


NUMBERED = {
    "definitions with uses": lambda n: (
        "".join(f"[a{i}]: https://a.example/\n" for i in range(n // 30))
        + "\n"
        + "\n\n".join(f"[x][a{i}]" for i in range(n // 30))
    ),
    "notes with marks": lambda n: "\n\n".join(f"a[^{i}]\n\n[^{i}]: b" for i in range(n // 20)),
    "marks without notes": lambda n: "\n\n".join(f"a[^x{i}]\n\n[^y{i}]: b" for i in range(n // 20)),
    "places and links": lambda n: "\n\n".join(
        f"## a {{#x{i}}}\n\n[b](#x{i})" for i in range(n // 30)
    ),
    "links to no place": lambda n: "\n\n".join(
        f"## a {{#x{i}}}\n\n[b](#y{i})" for i in range(n // 30)
    ),
    "backticks of each length": lambda n: in_paragraphs(
        "".join("`" * i + "a" for i in range(1, 60)), n
    ),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_time_grows_with_the_text_in_numbered(root, name):
    assert grows_with_the_text(root, NUMBERED[name])


DATA_SHAPES = {
    "names": lambda n: ",".join(f"a{i}" for i in range(n)) + "\n" + ",".join("1" for _ in range(n)),
    "one name": lambda n: ",".join("a" for _ in range(n)) + "\n" + ",".join("1" for _ in range(n)),
    "no names": lambda n: "a" + "," * n + "b\n" + "1" + "," * n + "2",
    "cells that rows leave out": lambda n: (
        ",".join(f"a{i}" for i in range(4 * n)) + "\n" + "x\n" * (4 * n)
    ),
    "figures in doubt": lambda n: "a,b\n" + "x,1.234\n" * (8 * n) + "y,1.50\n",
}
"""Files of data that are wide or long, by how many columns they have, or rows in eights."""


@pytest.mark.parametrize("name", DATA_SHAPES)
def test_time_grows_with_the_size_of_data(root, name):
    small, large = (
        lambda n=n: seconds(root, {DATA: DATA_SHAPES[name](n).encode(), ARTICLE: CHARTED.encode()})
        for n in (150, 600)
    )
    assert any((spent := large()) <= MOST * LEAST or spent <= MOST * small() for _ in range(TRIES))


MILLION = 1_000_000
TABLE = ":::{table} data/a.csv\n:caption: a\n:::"
HUGE = {
    "50,000 open notes": (article("[^" * 50_000), TOO_LARGE),
    "50,000 open pictures": (article("![" * 50_000), TOO_LARGE),
    "20,000 references": (article("[a]: https://a.example/\n\n" + "[a] " * 20_000), TOO_LARGE),
    "20,000 attributes": (article("[a]{.silent} " * 15_000), TOO_LARGE),
    "20,000 mail addresses": (
        article("a@b.vn " * 1_400 + ("\n\n" + "a@b.vn " * 1_400) * 14),
        TOO_LARGE,
    ),
    "a line of slashes": (article("/" * 190_000), TOO_LARGE),
    "a line of hard spaces": (article("a" + "\u00a0" * 190_000 + "b"), TOO_LARGE),
    "10 MB of Markdown": (article("a b c\n\n" * (10 * MILLION // 7)), TOO_LARGE),
    "1 MB of Markdown": (article("a b c\n\n" * (MILLION // 7)), TOO_LARGE),
    "a table of 100,000 rows": (article("|a|b|\n|-|-|\n" + "|a|b|\n" * 100_000), TOO_LARGE),
    "a table of 20,000 rows": (article("|a|b|\n|-|-|\n" + "|a|b|\n" * 20_000), TOO_LARGE),
    "a list of 40,000 items": (article("- a\n" * 40_000), TOO_LARGE),
    "a title of 1 MB": ({ARTICLE: b"---\ntitle: " + b"a" * MILLION + b"\n---\n\nx\n"}, TOO_LARGE),
    "a title of 100 kB": ({ARTICLE: b"---\ntitle: " + b"a" * 100_000 + b"\n---\n\nx\n"}, TOO_LONG),
    "a list of authors": (
        {ARTICLE: b"---\ntitle: a\nauthors: [" + b"a, " * 30_000 + b"]\n---\n\nx\n"},
        TOO_LARGE,
    ),
    "1 MB of lexicon": (
        {"lexicon.yaml": b"".join(b"A%d: b\n" % n for n in range(MILLION // 10))},
        TOO_LARGE,
    ),
    "1,001 articles": (
        {f"2026-11/b{n}.md": b"---\ntitle: a\n---\n\nx\n" for n in range(1_001)},
        TOO_LARGE,
    ),
    "1,500 rows of as many columns": (
        {
            f"{DATA}.yaml": "".join(f"- {{a{n}: x}}\n" for n in range(1_500)).encode(),
            **article(":::{table} data/a.csv.yaml\n:caption: a\n:::"),
        },
        TOO_LARGE,
    ),
    "a table of 6,000 cells, shown again and again": (
        {DATA: b"a,b,c\n" + b"x,1,2\n" * 2_000, **article((TABLE + "\n\n") * 400)},
        TOO_LARGE,
    ),
    "1,001 dates": (
        article(":::{dates}\n" + "- {date: 2026-12-01, title: a}\n" * 1_001 + ":::"),
        TOO_LARGE,
    ),
    "a cell of 1 MB": ({DATA: b"a,b\nx," + b"y" * MILLION, **article(TABLE)}, TOO_LONG),
    "words of a lexicon in each other": (
        {"lexicon.yaml": b"".join(b"a " * n + b"b: c\n" for n in range(150, 400))},
        TOO_LONG,
    ),
    "10 MB of data": (
        {
            DATA: b"1,2\n" * (10 * MILLION // 4),
            ARTICLE: b"---\ntitle: a\n---\n\n:::{table} data/a.csv\n:caption: a\n:::\n",
        },
        TOO_LARGE,
    ),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_is_too_much_is_refused_before_it_takes_long(root, name):
    files, code = HUGE[name]
    for _ in range(TRIES):
        begin = time.process_time()
        findings = findings_about(root, files)
        if (spent := time.process_time() - begin) <= A_MEGABYTE:
            break
    assert code in {finding.code for finding in findings}
    assert spent <= A_MEGABYTE


LINE = 19_000
READERS = {
    "passage": lambda text: Passage(text).close(),
    "sentences": lambda text: split(text, Dots()),
    "lines": lambda text: list(
        misread("a", [text[at : at + LINE] for at in range(0, len(text), LINE)])
    ),
}
"""What reads a text of any length that no limit of an article holds back."""


@pytest.mark.parametrize("piece", [".", " ", "-", "(", "\u00a0", "…a", "a", ".)", "\n", "\n\nA"])
@pytest.mark.parametrize("name", READERS)
def test_a_text_of_any_characters_is_read_in_time_as_a(name, piece):
    for _ in range(TRIES):
        begin = time.process_time()
        READERS[name]("a" + piece * 200_000 + "b")
        if time.process_time() - begin < 1:
            return
    raise AssertionError(piece)
