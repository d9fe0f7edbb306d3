"""The texts of an article in which no Markdown is read: data, names, figures, alternative text.

In: an article. Out: texts, and where they stand, or what shows them.
"""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from bulletin import document
from bulletin.diagnostics import Span

_NO_WORDS = {"id", "file", "reference", "recording", "target", "form", "zalo", "voice"}
"""Fields that hold no words for readers."""


def unread_texts(article: document.Article) -> Iterator[tuple[str, Span]]:
    """The texts of an article, its authors' names first."""
    yield from ((name, article.title.span) for name in article.authors)
    for block in document.walk(*article.blocks):
        if isinstance(block, document.CodeBlock):
            continue
        yield from ((text, block.span) for text in _words_of(block))
        for inlines in document.inlines_of(block):
            pictures = (
                one for one in document.walk_inlines(inlines) if isinstance(one, document.Picture)
            )
            yield from ((picture.alt, picture.span) for picture in pictures)


def _words_of(block: document.Block) -> Iterator[str]:
    """The texts of a block in which no Markdown is read."""
    for name in _names(type(block)):  # type: ignore[arg-type]  # a type can be hashed
        value = getattr(block, name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, document.Picture):
            yield value.alt
    if isinstance(block, document.Chart):
        yield from (*block.categories, *(series.name for series in block.series))
    if isinstance(block, document.Cell) and not block.span.file.endswith(".md"):
        yield document.plain_text(block.children)


@cache
def _names(kind: type[document.Block]) -> list[str]:
    return [field.name for field in fields(kind) if field.name not in _NO_WORDS]
