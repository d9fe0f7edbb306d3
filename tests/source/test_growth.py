"""Time grows with the text, whatever the text is made of, or a limit says that it is too long.

A token class is a piece that is repeated. Within the limits four times as much may take four
times as long and not sixteen times; beyond them a finding comes at once. Time is that of the
processor, and what looks slow is measured again, for the machine may be busy.
"""

import time

import pytest

from bulletin.codes import TOO_LARGE, TOO_LONG
from bulletin.narration.passage import Passage
from bulletin.source.markdown.rules import MAX_PARAGRAPH
from tests.source.anything import ARTICLE, DATA, findings_about, publication

PARAGRAPH = MAX_PARAGRAPH // 4
SMALL = 2 * PARAGRAPH
"""Characters in the smallest text; the largest has four times as many."""
MOST = 9.0
"""How many times as long the largest text may take; quadratic ones take sixteen."""
TRIES = 4
A_MEGABYTE = 5.0
"""Seconds of the processor, at most, before a text of a megabyte is read or refused."""

IN_LINES = {
    "footnote marks": "[^1] ",
    "open footnote marks": "[^",
    "open footnote marks with words": "[^a ",
    "pictures": "![a](images/a.png) ",
    "open pictures": "![",
    "open pictures with places": "![a](",
    "links": "[a](https://a.example/) ",
    "open links": "[a](",
    "open links with words": "[a](b ",
    "references": "[a] ",
    "references to nothing": "[a][b] ",
    "open brackets": "[",
    "open brackets that one closes": "[a",
    "closing brackets": "]",
    "empty brackets": "[]",
    "parentheses": "(",
    "attributes": "[a]{.silent} ",
    "readings": '[a]{say="b"} ',
    "open attributes": "[a]{",
    "braces": "{",
    "braces with equals": "{a=",
    "anchors": "{#a} ",
    "stars": "*",
    "emphasis": "*a* ",
    "open emphasis": "*a ",
    "closing emphasis": "a* ",
    "strong": "**a** ",
    "open strong": "**a ",
    "closing strong": "a** ",
    "stars inside words": "a**b*c",
    "stars and lines": "*a_ ",
    "low lines": "_",
    "low lines with words": "_a ",
    "strikes": "~~a ",
    "tildes": "H~2~",
    "carets": "m^2^",
    "backticks": "`",
    "code": "`a` ",
    "open code": "`a ``b ",
    "backslashes": "\\",
    "escapes": "\\*",
    "entities": "&amp;",
    "open entities": "&#9",
    "angles": "<",
    "open tags": "<a ",
    "tags": "a <b> ",
    "comments": "a <!-- ",
    "instructions": "a <? ",
    "character data": "a <![CDATA[ ",
    "declarations": "a <!A ",
    "attributes of tags": "a <a b='",
    "addresses in angles": "<https://a.example/b> ",
    "addresses": "https://a.example/b?c=d&e ",
    "addresses without spaces": "https://a.example/",
    "hosts": "www.a.",
    "mail": "a@",
    "pipes": "|",
    "slashes": "/",
    "words and slashes": "a/",
    "hyphens": "-",
    "words and hyphens": "a-",
    "dashes": "a – b ",
    "spaces": " ",
    "hard spaces": "\u00a0",
    "marks from right to left": "\u200f",
    "breaks of no width": "a\u200b",
    "combining marks": "\u0301",
    "unordered combining marks": "\u0323\u0301",
    "one word": "a",
    "digits": "1",
    "numbers": "1.",
    "dots": ".",
    "initials": "A. ",
    "sentences": "Ab cd. ",
    "quotes": '"',
    "exclamations": "!",
    "colons": ":",
    "equals": "=",
    "dollars": "$",
    "emoji": "\U0001f600",
    "percents": "%",
}
IN_BLOCKS = {
    "lines": "a\n",
    "paragraphs": "a b c.\n\n",
    "blank lines": "\n",
    "hard breaks": "a\\\nb\n\n",
    "lists": "- a\n",
    "numbered lists": "1. a\n",
    "nested lists": "- a\n  - b\n    - c\n",
    "quotations": "> a\n",
    "headings": "## a\n\n",
    "underlined headings": "a\n=\n",
    "attributes of headings": "## a {#a}\n\n",
    "attributes of blocks": "{.silent}\na\n\n",
    "dividers": "---\n\n",
    "fences": "```\na\n```\n",
    "indented code": "    a\n",
    "colons": ":::\n",
    "open directives": ":::{note}\n",
    "directives": ":::{note}\nx\n:::\n\n",
    "unknown directives": ":::{nte}\nx\n:::\n\n",
    "figures": "![a](images/a.png)\n\n",
    "missing figures": "![a](images/b.png)\n\n",
    "comments": "<!-- a -->\n\n",
    "definitions": "[a]: https://a.example/\n",
    "notes": "[^1]: a\n\n",
    "notes of many paragraphs": "    b\n\n",
    "stray options": ":alt: x\n",
}


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
    """A piece repeated, cut into paragraphs that are as long as may be."""
    one = "a" + piece * (PARAGRAPH // len(piece)) + "b"
    return "\n\n".join([one] * (characters // PARAGRAPH))


def grows_with_the_text(root, text_of):
    for _ in range(TRIES):
        small, large = (seconds(root, article(text_of(SMALL * k))) for k in (1, 4))
        if large <= MOST * max(small, 0.02):
            return True
    return False


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


MILLION = 1_000_000
HUGE = {
    "50,000 open notes": (article("[^" * 50_000), TOO_LARGE),
    "50,000 open pictures": (article("![" * 50_000), TOO_LARGE),
    "20,000 references": (article("[a]: https://a.example/\n\n" + "[a] " * 20_000), TOO_LARGE),
    "20,000 attributes": (article("[a]{.silent} " * 15_000), TOO_LARGE),
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
        TOO_LONG,
    ),
    "1 MB of lexicon": (
        {"lexicon.yaml": b"".join(b"A%d: b\n" % n for n in range(MILLION // 10))},
        TOO_LARGE,
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


@pytest.mark.parametrize("piece", [".", " ", "-", "(", "\u00a0", "…a", "a"])
def test_a_passage_of_any_characters_is_closed_in_time(piece):
    for _ in range(TRIES):
        begin = time.process_time()
        Passage("a" + piece * 200_000 + "b").close()
        if time.process_time() - begin < 1:
            return
    raise AssertionError(piece)
