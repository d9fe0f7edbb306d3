"""Runs of text cut into sentences, where page, book and voice meet.

In: an article as the reader made it. Out: the same article with `Sentence` nodes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeGuard

from bulletin import document
from bulletin.languages import sentences_of


def with_sentences(article: document.Article, language: str) -> document.Article:
    """The same article with every run of text cut into `Sentence` nodes.

    Their ids count through the article: "mua-lu-s1", "mua-lu-s2", ...
    """
    count = itertools.count(1)

    def cut(inlines: document.Inlines, _block: document.Block) -> document.Inlines:
        return tuple(_sentences(inlines, language, article.slug, count))

    return document.map_blocks(article, cut)


def _sentences(
    inlines: document.Inlines, language: str, slug: str, count: itertools.count[int]
) -> Iterable[document.Inline]:
    """Sentences, with the white space between them left outside.

    Nothing is left out, whatever stands between sentences, before them, or alone.
    """
    text = document.plain_text(inlines)
    if not text.strip():
        yield from inlines
        return
    whole = list(_whole(inlines))
    done = 0
    for start, end in _merged(sentences_of(_lines(inlines), language), whole):
        if start > done:
            yield from _cut(inlines, _Stretch(done, start, len(text)))
        yield document.Sentence(
            f"{slug}-s{next(count)}", _cut(inlines, _Stretch(start, end, len(text)))
        )
        done = end
    if done < len(text):
        yield from _cut(inlines, _Stretch(done, len(text), len(text)))


def _lines(inlines: document.Inlines) -> str:
    """Their text, as long as `plain_text` gives it, with an end of line for each forced break."""
    return "".join(
        "\n"
        if isinstance(inline, document.LineBreak)
        else _lines(inline.children)
        if isinstance(inline, document.Styled | document.Phrase)
        else document.plain_text((inline,))
        for inline in inlines
    )


def _merged(
    ranges: Iterable[tuple[int, int]], whole: list[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """Ranges joined where a boundary would fall inside something that stays whole."""
    open_start: int | None = None
    for start, end in ranges:
        begin = start if open_start is None else open_start
        if any(first < end < last for first, last in whole):
            open_start = begin
            continue
        open_start = None
        yield begin, end


def _whole(inlines: document.Inlines, at: int = 0) -> Iterable[tuple[int, int]]:
    """The stretches of text that one sentence must hold whole: links, code, what is said so."""
    for inline in inlines:
        end = at + len(document.plain_text((inline,)))
        if isinstance(inline, document.Styled) or _is_foreign(inline):
            yield from _whole(inline.children, at)
        elif not isinstance(inline, document.Text | document.FootnoteReference):
            yield at, end
        at = end


def _is_foreign(inline: document.Inline) -> TypeGuard[document.Phrase]:
    """Whether it is no more than in another language, in which there are sentences, too."""
    return isinstance(inline, document.Phrase) and inline.say is None and not inline.silent


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Offsets of a text of a certain length, and what without width belongs to them."""

    start: int
    end: int
    length: int

    def has_mark(self, at: int) -> bool:
        """A footnote's mark belongs to the text before it, if there is any."""
        return self.start < at <= self.end or at == self.start == 0

    def has_point(self, at: int) -> bool:
        """Anything else, as an icon, belongs to the text after it, if there is any."""
        return self.start <= at < self.end or at == self.end == self.length


def _cut(inlines: document.Inlines, stretch: _Stretch, at: int = 0) -> document.Inlines:
    """What of inlines that begin at an offset stands in a stretch of the whole text."""
    pieces: list[document.Inline] = []
    for inline in inlines:
        width = len(document.plain_text((inline,)))
        low, high = max(stretch.start - at, 0), min(stretch.end - at, width)
        match inline:
            case document.FootnoteReference() if stretch.has_mark(at):
                pieces.append(inline)
            case document.Text(text) if low < high:
                pieces.append(document.Text(text[low:high]))
            case document.Styled(style, children) if inner := _cut(children, stretch, at):
                pieces.append(document.Styled(style, inner))
            case document.Phrase() if _is_foreign(inline) and (
                inner := _cut(inline.children, stretch, at)
            ):
                named = bool(document.plain_text(inner).strip())
                pieces += [replace(inline, children=inner)] if named else inner
            case (
                document.InlineCode()
                | document.LineBreak()
                | document.Link()
                | document.Phrase()
                | document.Picture()
            ) if low < high or (not width and stretch.has_point(at)):
                pieces.append(inline)
        at += width
    return tuple(pieces)
