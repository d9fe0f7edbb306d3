"""No input of an editor's ever gives a traceback, and every finding points into its file."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.source.anything import (
    ARTICLE,
    CHARTED,
    DATA,
    SETTINGS,
    TESTS,
    findings_about,
    publication,
)

FEW = settings(max_examples=60, derandomize=True, deadline=None, database=None)

MARKDOWN = [
    *(
        "\n",
        "\n\n",
        "    ",
        "\t",
        " ",
        "a",
        "Gò",
        "1. ",
        "- ",
        "> ",
        "# ",
        "### ",
        "---\n",
        "|",
        "|-|-|",
    ),
    *("*", "**", "_", "~~", "`", "```", "<", "<b>", "</b>", "&", "&#12;", "\\", "[", "]", "(", ")"),
    *("![", "](", "images/a.png", "#a", "01-bai-mot.md", "http://[", "[^1]", "[^1]: ", "[a]: b\n"),
    *(
        "{",
        "}",
        "{#a}",
        "{.silent}",
        '{say="x"}',
        "{say=",
        "%",
        "\u0301",
        "\u2028",
        "\ufeff",
        "\u0085",
    ),
    *(":::", "::::", "\n:::\n", "\n:::{note} A\n", "\n:::{figure} images/a.png\n", ":alt: x\n"),
    *("\n:::{dates}\n", "- {date: 2026-11-20, title: x}\n", "\n:::{gallery}\n", "\n:::{stats}\n"),
    *(
        "\n:::{chart} data/a.csv\n",
        ":type: pie\n",
        "value: ",
        "title: ",
        "<!-- ",
        " -->",
        "\x00",
        "\x1b",
    ),
]
YAML = [
    *(
        "\n",
        "\n  ",
        ": ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!!x ",
        "!x",
        "|\n",
        ">-\n",
    ),
    *(
        "#",
        '"',
        "'",
        "\\",
        "\t",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "no",
        "null",
        "~",
        "true",
        "1",
        "1.5",
    ),
    *(
        "title",
        "date",
        "number",
        "2026-11-25",
        "sections",
        "articles",
        "01-bai-mot.md",
        "voice",
        "off",
    ),
    *(
        "\\ud800",
        "\\U00110000",
        "\\x07",
        "\x00",
        "\ufeff",
        "\u2028",
        "\u0301",
        "<<: ",
        "=",
        "Gò Dưa",
        "cover",
    ),
]
CSV = [
    *(
        ",",
        ";",
        "\t",
        "\n",
        '"',
        '""',
        " ",
        "Năm",
        "Số",
        "1",
        "1.5",
        "1.234",
        '"1.234,5"',
        "-",
        "x",
    ),
    *("\ufeff", "\x00", "\u0301", "1e999", "9" * 400, "\u0663", "−3"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return publication(tmp_path_factory.mktemp("any") / "issues")


def text_of(pieces):
    return st.lists(st.sampled_from(pieces), max_size=60).map("".join)


@given(
    file=st.sampled_from([ARTICLE, SETTINGS, DATA, "publication.yaml", "lexicon.yaml"]),
    data=st.binary(max_size=300),
)
@FEW
def test_any_bytes_in_any_file_give_findings_at_most(root, file, data):
    findings_about(root, {ARTICLE: CHARTED.encode(), file: data})


@given(body=text_of(MARKDOWN))
@FEW
def test_any_markdown_gives_findings_at_most(root, body):
    article = f"---\ntitle: Bài một\n---\n\n{body}"
    findings_about(root, {ARTICLE: article.encode("utf-8", "surrogatepass")})


@given(file=st.sampled_from([SETTINGS, "publication.yaml", "lexicon.yaml"]), text=text_of(YAML))
@FEW
def test_any_yaml_gives_findings_at_most(root, file, text):
    findings_about(root, {file: text.encode()})


@given(front=text_of(YAML), rows=text_of(YAML))
@FEW
def test_any_yaml_in_an_article_gives_findings_at_most(root, front, rows):
    article = f"---\n{front}\n---\n\n> - :::{{timeline}}\n>   {rows}\n>   :::\n"
    findings_about(root, {ARTICLE: article.encode()})


@given(text=text_of(CSV))
@FEW
def test_any_csv_gives_findings_at_most(root, text):
    findings_about(root, {ARTICLE: CHARTED.encode(), DATA: text.encode()})


TREES = sorted((TESTS / "source" / "trees").glob("*/article.md"))


@pytest.mark.parametrize("article", TREES, ids=lambda path: path.parent.name)
def test_a_damaged_article_gives_findings_at_most(root, article):
    """Every directive, cut off and with pieces put in or taken out at a few places."""
    whole = article.read_bytes()
    places = range(0, len(whole), max(1, len(whole) // 7))
    for place, piece in zip(
        places, itertools.cycle([b":::\n", b"\x00", b"\xff", b"[", b"\n", b'"']), strict=False
    ):
        for damaged in (
            whole[:place],
            whole[:place] + piece + whole[place:],
            whole[:place] + whole[place + 9 :],
        ):
            findings_about(root, {ARTICLE: damaged})


def article_of(body):
    return {ARTICLE: b"---\ntitle: x\n---\n\n" + body}


MANY = 10_000
WORST = {
    "quotations": article_of(b">" * MANY + b" x"),
    "lists": article_of(b"- " * MANY + b"x"),
    "brackets": article_of(b"[" * 3000),
    "pictures": article_of(b"![" * 1500),
    "pictures in pictures": article_of(b"![a " * 1000 + b"](b)" * 1000),
    "spans in spans": article_of(b"[a " * 300 + b"]{.silent}" * 300),
    "emphasis": article_of(b"*a " * 3000 + b"a* " * 3000),
    "stars": article_of(b"*" * MANY),
    "backticks": article_of(b"`" * MANY),
    "angles": article_of(b"<a " * MANY),
    "braces": article_of(b"[a]{" * 5000),
    "directives in directives": article_of(
        b"".join(b":" * n + b"{note}\n" for n in range(300, 3, -1))
    ),
    "open directives": article_of(b":::{note}\n" * 2000),
    "fences": article_of(b":::\n" * 500),
    "rows": article_of(b"| a | b |\n|---|---|\n" + b"| a | b |\n" * 800),
    "footnotes": article_of(b"".join(b"[^%d]: x\n\n" % n for n in range(1000))),
    "headings": article_of(b"## a\n\n" * 500),
    "options": article_of(b":::{figure} images/a.png\n" + b":alt: x\n" * 500 + b":::"),
    "a list in YAML": article_of(b":::{stats}\n- " + b"[" * MANY + b"\n:::"),
    "deep YAML": {SETTINGS: b"a: " + b"{a: " * MANY},
    "deep keys": {SETTINGS: b"? " * MANY},
    "aliases of aliases": {
        "lexicon.yaml": b"a0: &a0 [x]\n"
        + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60))
    },
    "an alias of itself": {"lexicon.yaml": b"a: &a [*a]\n"},
    "a key that cannot be one": {"publication.yaml": b"{{a: b}: c, [d]: e, ? {} : f}"},
    "many rows of data": {
        ARTICLE: CHARTED.encode(),
        DATA: "Năm,Số\n".encode() + b"2026,1\n" * 2000,
    },
    "many columns of data": {ARTICLE: CHARTED.encode(), DATA: b"a," * 300 + b"\n" + b"1," * 300},
    "lone surrogates": {
        ARTICLE: b"---\ntitle: \xed\xa0\xbd\n---\n",
        "publication.yaml": b'title: "\\ud83d"\n',
    },
}


@pytest.mark.parametrize("name", WORST)
def test_input_made_to_break_readers_gives_findings_at_most(root, name):
    findings_about(root, WORST[name])


@pytest.mark.parametrize(
    "name",
    [
        "quotations",
        "lists",
        "emphasis",
        "a list in YAML",
        "deep YAML",
        "deep keys",
        "an alias of itself",
    ],
)
def test_what_is_too_deep_to_be_read_whole_is_said(root, name):
    assert any(finding.is_error for finding in findings_about(root, WORST[name]))
