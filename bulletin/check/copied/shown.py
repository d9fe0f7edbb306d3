"""A rule on Markdown and HTML where none is read: in data, names, figures and alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.document import (
    Article,
    Block,
    Cell,
    Chart,
    CodeBlock,
    Picture,
    inlines_of,
    plain_text,
    walk,
    walk_inlines,
)
from bulletin.messages import tr
from bulletin.source.issue import Issue

_SIGNS = re.compile(
    r"\[\^[^\s\]]{1,200}\]|\*\*[^*\n]{1,200}\*\*"
    r"|\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|tel:)[^()\s]{1,500}\)"
    r"|</?(?:[abipu]|br|div|em|font|s|small|span|strong|su[bp])(?: [^<>]{0,200})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|#[0-9]{2,5});"
)
"""Of Markdown and of HTML."""
_NO_WORDS = {"id", "file", "reference", "recording", "target", "form", "zalo", "voice"}
"""Fields that hold no words for readers."""


@rule(codes.SIGNS_SHOWN)
def signs_shown(issue: Issue) -> Iterator[Noticed]:
    """Signs of Markdown and HTML stand where they mean something."""
    for text, span in _texts(issue):
        if signs := _SIGNS.search(text):
            yield Noticed(
                span,
                tr("{signs} is shown as it is written", signs=signs[0]),
                tr("write it without signs: bold words, links and notes stand in the text only"),
            )


def _texts(issue: Issue) -> Iterator[tuple[str, Span]]:
    yield issue.settings.title or "", issue.place("issue.title")
    yield issue.settings.summary or "", issue.place("issue.summary")
    for number, section in enumerate(issue.settings.sections):
        yield section.title, issue.place(f"issue.sections.{number}.title")
    for article in issue.articles:
        yield from _texts_of(article)


def _texts_of(article: Article) -> Iterator[tuple[str, Span]]:
    yield from ((name, article.title.span) for name in article.authors)
    for block in walk(*article.blocks):
        if isinstance(block, CodeBlock):
            continue
        yield from ((text, block.span) for text in _words_of(block))
        for inlines in inlines_of(block):
            pictures = (one for one in walk_inlines(inlines) if isinstance(one, Picture))
            yield from ((picture.alt, picture.span) for picture in pictures)


def _words_of(block: Block) -> Iterator[str]:
    """The texts of a block in which no Markdown is read."""
    for field in fields(block):
        value = getattr(block, field.name)
        if isinstance(value, str) and field.name not in _NO_WORDS:
            yield value
        elif isinstance(value, Picture):
            yield value.alt
    if isinstance(block, Chart):
        yield from (*block.categories, *(series.name for series in block.series))
    if isinstance(block, Cell) and not block.span.file.endswith(".md"):
        yield plain_text(block.children)
