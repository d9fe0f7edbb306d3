"""What an article says and shows beside its running words: figures, days, addresses, credits.

In: an article. Out: its facts as plain values. How something looks, sounds or is called within
the issue is none: a wider picture, another kind of chart, a mended pronunciation change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from bulletin.document.article import Article
from bulletin.document.inlines import Anchor, FootnoteReference, InlineCode, Phrase, Text

_NO_FACTS = {
    *("span", "id", "number", "reference"),
    *("align", "columns", "icon", "kind", "level", "lunar", "ordered", "row_headers", "tight"),
    *("type", "width", "at", "language", "left_out", "silent", "voice"),
}
"""Fields of nodes; whatever else a node has or gets is a fact."""
_STRESSED = ("emphasis", "strong")
"""Words that are stressed say the same; words that are struck out do not."""


def facts_of(article: Article) -> list[tuple[str, str]]:
    """Names and values in reading order; what has its default is left out."""
    return [
        *_facts("authors", article.authors),
        *_facts("section", article.section),
        *_facts("speaker", article.speaker),
        *_facts("", tuple(article.blocks)),
    ]


def _facts(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Text | InlineCode | FootnoteReference | Anchor):
        return  # the words are asked for by themselves
    if isinstance(value, Phrase):
        yield from _facts(name, value.children)
    elif isinstance(value, tuple):
        for one in value:
            yield from _facts(name, one)
    elif is_dataclass(value):
        for field in fields(value):
            found = getattr(value, field.name)
            if field.name not in _NO_FACTS and found != field.default:
                yield from _facts(field.name, found)
    elif value not in _STRESSED:
        yield name, str(value)
