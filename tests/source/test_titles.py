"""Where an article's title is found: in its settings, or as ordinary Markdown has it."""

from __future__ import annotations

import pytest

from bulletin.document import Heading, plain_text
from bulletin.source.markdown import ArticlePlace, read_article
from bulletin.source.markdown.links import slug_of_file
from bulletin.source.reporting import Findings
from bulletin.source.text import decode

FILE = "01-bai.md"


def _read(text: str):
    findings = Findings()
    source = decode(text.encode(), FILE, findings)
    article = read_article(source, ArticlePlace(slug_of_file(FILE), 1, FILE), findings)
    return article, [finding.code.number for finding in findings.all()]


@pytest.mark.parametrize(
    "text",
    [
        "# Mùa lũ\n\nChữ.",
        "\n\n# Mùa lũ\n\nChữ.",
        "# Mùa lũ #\nChữ.",
        "Mùa lũ\n======\n\nChữ.",
        "   # Mùa lũ\r\n\r\nChữ.\r\n",
        "    # Mùa lũ\n\nChữ.",
        "#\tMùa lũ\n\nChữ.",
        "# **Mùa** lũ\n\nChữ.",
        "# Mùa lũ {#mua-lu}\n\nChữ.",
        "{#mua-lu}\n# Mùa lũ\n\nChữ.",
        "[xa]: https://xa.example/\n\n# Mùa lũ\n\nChữ [xa].",
        "---\nsummary: Tóm tắt.\n---\n# Mùa lũ\n\nChữ.",
        "---\ntitle:\n---\n# Mùa lũ\n\nChữ.",
        "---\n---\n\n# Mùa lũ\n\nChữ.",
        "---\n# một lời ghi chú\n---\n\n# Mùa lũ\n\nChữ.",
        "---\ntitle: Mùa lũ\n---\n\nChữ.",
        "\n\n---\ntitle: Mùa lũ\n---\n\nChữ.",
        "---\ntitle: Mùa lũ\n---\n# Mùa lũ\n\nChữ.",
        "---\ntitle: Mùa lũ\n---\n\n#  MÙA  LŨ\n\nChữ.",
    ],
)
def test_a_title_is_read_wherever_ordinary_markdown_has_it_and_stands_once(text):
    article, found = _read(text)
    assert found == []
    assert plain_text(article.title.children).lower() == "mùa lũ"
    assert article.title.id == "bai-title"
    assert not any(isinstance(block, Heading) for block in article.body)
    assert plain_text(article.body[0].children).startswith("Chữ")


def test_a_title_above_the_text_is_at_its_own_line():
    article, _ = _read("---\nlayout: two\n---\n\n# Mùa lũ\n\nChữ.")
    assert (article.title.span.line, article.columns) == (5, 2)


def test_the_notes_of_a_title_come_before_those_of_the_text():
    article, found = _read("# Mùa lũ[^b]\n\nChữ.[^a]\n\n[^a]: Hai.\n\n[^b]: Một.\n")
    assert found == []
    assert [plain_text(note.children[0].children) for note in article.footnotes] == [
        "Một.",
        "Hai.",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chữ trước.\n\n# Mùa lũ\n\nChữ.", "B120"),
        ("## Mùa lũ\n\nChữ.", "B120"),
        ("#\n\nChữ.", "B120"),
        ("#Mùa lũ\n\nChữ.", "B120"),
        ("> # Mùa lũ\n\nChữ.", "B120"),
        ("---\n---\nChữ.", "B120"),
        ("---\nsummary: Tóm tắt.\n---\nChữ.", "B111"),
        ("---\ntitle:\n---\nChữ.", "B111"),
        ('---\ntitle: ""\n---\nChữ.', "B114"),
        ("---\ntitle: [a]\n---\n# Mùa lũ\n\nChữ.", "B113"),
    ],
)
def test_an_article_without_a_title_says_so_once(text, code):
    _, found = _read(text)
    assert [number for number in found if number in {"B120", "B111", "B113", "B114"}] == [code]
