"""Going through trees: their blocks, inlines, pictures, files, facts, and trees made of others."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from bulletin.document.article import Article
from bulletin.document.blocks import HOLD_BLOCKS, HOLD_INLINES, Block
from bulletin.document.figures import Media
from bulletin.document.inlines import (
    Anchor,
    FootnoteReference,
    Inline,
    InlineCode,
    Inlines,
    Phrase,
    Picture,
    Text,
    walk_inlines,
)
from bulletin.document.prose import Table


def children_of(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order."""
    if isinstance(block, Table):
        yield block.header
    for name in HOLD_BLOCKS[type(block)]:
        yield from getattr(block, name)


def walk(*blocks: Block) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    waiting = [*reversed(blocks)]
    while waiting:
        block = waiting.pop()
        yield block
        if names := HOLD_BLOCKS[type(block)]:
            for name in reversed(names):
                waiting += reversed(getattr(block, name))
            if isinstance(block, Table):
                waiting.append(block.header)


def sources_of(article: Article) -> list[str]:
    """The files in which an article's words stand: its own, and those of data that it shows."""
    return [*dict.fromkeys((article.file, *(one.span.file for one in walk(*article.blocks))))]


def inlines_of(block: Block) -> Iterator[Inlines]:
    """The runs of inlines directly in a block (not in blocks inside it)."""
    for name in HOLD_INLINES[type(block)]:
        yield getattr(block, name)


def all_inlines(article: Article) -> Iterator[Inline]:
    """Every inline of an article, in reading order."""
    for block in walk(*article.blocks):
        for inlines in inlines_of(block):
            yield from walk_inlines(inlines)


_B = TypeVar("_B", bound=Block)


def map_inlines(block: _B, change: Callable[[Inlines, Block], Inlines]) -> _B:
    """The same tree with `change(inlines, its block)` in place of each run of inlines."""
    values: dict[str, Any] = {}
    if isinstance(block, Table):
        values["header"] = map_inlines(block.header, change)
    for name in HOLD_INLINES[type(block)]:
        values[name] = change(getattr(block, name), block)
    for name in HOLD_BLOCKS[type(block)]:
        values[name] = tuple(map_inlines(child, change) for child in getattr(block, name))
    return replace(block, **values)


def map_blocks(article: Article, change: Callable[[Inlines, Block], Inlines]) -> Article:
    """The article with `change(inlines, its block)` in place of each run of inlines."""
    return replace(
        article,
        title=map_inlines(article.title, change),
        lead=article.lead and map_inlines(article.lead, change),
        opening=article.opening and map_inlines(article.opening, change),
        body=tuple(map_inlines(block, change) for block in article.body),
        footnotes=tuple(map_inlines(note, change) for note in article.footnotes),
    )


def pictures_of(article: Article) -> Iterator[Picture]:
    """Every picture that an article shows, in reading order."""
    for block in walk(*article.blocks):
        for name in ("picture", "poster"):
            picture = getattr(block, name, None)
            if picture is not None:
                yield picture
        for inlines in inlines_of(block):
            yield from (i for i in walk_inlines(inlines) if isinstance(i, Picture))


def files_of(article: Article) -> tuple[str, ...]:
    """Every file of the issue that an article shows or plays: pictures, films, sounds, captions."""
    found = dict.fromkeys(picture.file for picture in pictures_of(article))
    for block in walk(*article.blocks):
        if isinstance(block, Media):
            found |= dict.fromkeys(name for name in (block.file, block.captions) if name)
    return tuple(name for name in found if not name.startswith(("https:", "http:")))


_LOOKS = {
    *("span", "id", "number", "reference"),
    *("align", "columns", "icon", "kind", "level", "lunar", "ordered", "row_headers", "tight"),
    *("type", "width", "at", "language", "left_out", "silent", "voice"),
}
"""Fields that change nothing that is told; whatever else a node has or gets is a fact."""


def facts_of(article: Article) -> list[tuple[str, str]]:
    """What is told beside the words (figures, days, addresses, credits), by names of fields."""
    told = (article.authors, article.section, article.speaker, *article.blocks)
    return [*_facts("", told)]


def _facts(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Phrase):
        value = value.children  # how it is said is none
    if isinstance(value, tuple):
        for one in value:
            yield from _facts(name, one)
    elif isinstance(value, Text | InlineCode | FootnoteReference | Anchor):
        return
    elif is_dataclass(value):
        for field in fields(value):
            found = getattr(value, field.name)
            if field.name not in _LOOKS and found != field.default:
                yield from _facts(field.name, found)
    elif value not in {"emphasis", "strong"}:  # but struck
        yield name, str(value)
