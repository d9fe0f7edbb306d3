"""What a line must not tear apart: numbers and their units, document numbers, last words.

In: text, or a tree whose runs of inlines are composed. Out: the same with word joiners
(U+2060) at the places where a line must not end. A word joiner takes no room, forbids a break
on both sides (Unicode Standard Annex 14, rule LB11), leaves the space before it free to
stretch, and is not among the characters that are copied from or searched in a PDF.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bulletin import document
from bulletin.languages.base import Ties
from bulletin.xhtml.elements import Element

JOINER = "\u2060"

_NUMBER = r"\d[\d.,]*"
_COMMON = (
    # 0274 |3822 |825
    r"(?<=\d{3}) (?=\d{3})",
    # 5 |– |7, and a dash never begins a line
    r" (?=[–—](?:\s|$))",
    rf"(?<={_NUMBER[:2]} [–—]) (?=\d)",
)
_TOKEN = re.compile(r"[^\s<>()\[\]{}\"“”]+")
_LONGEST_TOKEN = 28
"""What is longer than this must be allowed to break, or narrow columns tear."""

_LAST_WORDS = 11
"""The last words of a paragraph stay together until they have this many characters."""
_SHORT_PARAGRAPH = 60
_LONGEST_NAME = 3
"""Words with capitals that a title keeps in one line."""


class Unbroken:
    """Text made fit for lines by the common rules and those of a language."""

    def __init__(self, ties: Ties) -> None:
        rules = list(_COMMON) + list(ties.others)
        if ties.units:  # 35 |cm, 42,6 |tỷ, and 42,6 tỷ |đồng
            rules.append(rf"(?<=\d) (?=(?:{_any_of(ties.units)})(?![\w-]))")
        if ties.labels:  # Điều |7, báo động |II, khóa |II
            rules.append(rf"\b(?:{_any_of(ties.labels)})( )(?=\d|[IVX]+(?!\w))")
        self._rules = tuple(re.compile(rule) for rule in rules)

    def text(self, text: str, *, ending: bool = False) -> str:
        """The text with word joiners; `ending`: it is a whole paragraph, keep its last words."""
        return _joined(text, frozenset(self._places(text, ending=ending)), 0)

    def title(self, text: str) -> str:
        """A title with word joiners, also inside names: Tân Phước, Bến Gỗ."""
        return _joined(text, frozenset((*self._places(text, ending=False), *_names(text))), 0)

    def article(self, article: document.Article) -> document.Article:
        """The article with word joiners in all its runs of text."""
        return document.map_blocks(article, self._run)

    def _run(self, inlines: document.Inlines, block: document.Block) -> document.Inlines:
        text = document.plain_text(inlines)
        places = frozenset(self._places(text, ending=isinstance(block, document.Paragraph)))
        if isinstance(block, document.Heading):
            places |= frozenset(_names(text))
        return tuple(_distributed(inlines, places, 0)) if places else inlines

    def _places(self, text: str, *, ending: bool) -> Iterator[int]:
        """Offsets before which a word joiner belongs; none beside a word that fills a line."""
        long = {
            end
            for match in _TOKEN.finditer(text)
            if len(match[0]) > _LONGEST_TOKEN
            for end in (match.start(), match.end() + 1)
        }
        yield from (place for place in self._tied(text, ending=ending) if place not in long)

    def _tied(self, text: str, *, ending: bool) -> Iterator[int]:
        for rule in self._rules:
            yield from (match.end() for match in rule.finditer(text))
        for match in _TOKEN.finditer(text):
            if _is_number_of_something(match[0]):
                inner = re.finditer(r"[/–-](?=\w)", match[0])
                yield from (match.start() + found.end() for found in inner)
        if ending and len(text) > _SHORT_PARAGRAPH:
            at = len(text.rstrip())
            while len(text) - (at := text.rfind(" ", 0, at)) - 1 < _LAST_WORDS and at > 0:
                yield at + 1


def _any_of(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, words))


def _names(text: str) -> Iterator[int]:
    """Offsets inside names: between words with capitals, at most three together."""
    length, start = 1, 0
    for match in re.finditer(r"(?<=\w) (?=\w)", text):
        before = text[: match.start()].rpartition(" ")[2]
        if length == 1:
            start = match.start() - len(before)
        whole = f"{text[start : match.end()]}{text[match.end() :].split(maxsplit=1)[0]}"
        fits = length < _LONGEST_NAME and len(whole) <= _LONGEST_TOKEN
        if before[0].isupper() and text[match.end()].isupper() and fits:
            length += 1
            yield match.end()
        else:
            length = 1


def _is_number_of_something(token: str) -> bool:
    """Whether a word is a date, a range or a document's number: 06/QĐ-TTg, 20/11, NQ-HĐND."""
    if len(token) > _LONGEST_TOKEN or "://" in token or "@" in token:
        return False
    capitals = re.search(r"[A-ZĐ][A-ZĐƯƠÂĂÊÔ]", token)
    return bool(re.search(r"\d", token) or capitals)


def _distributed(
    inlines: document.Inlines, places: frozenset[int], at: int
) -> Iterator[document.Inline]:
    for inline in inlines:
        if isinstance(inline, document.Text):
            yield document.Text(_joined(inline.text, places, at))
        elif children := getattr(inline, "children", ()):
            yield replace(inline, children=tuple(_distributed(children, places, at)))  # type: ignore[call-arg]
        else:
            yield inline
        at += len(document.plain_text((inline,)))


def _joined(text: str, places: frozenset[int], start: int) -> str:
    return "".join(
        JOINER + char if start + index in places and start + index else char
        for index, char in enumerate(text)
    )


def untie(made: Element, kept: str) -> None:
    """Takes those joiners out of an element's text that `kept`, the same text, has not."""
    at = 0

    def left(text: str | None) -> str:
        nonlocal at
        start = at
        for char in text or "":
            at += char != JOINER or kept[at : at + 1] == JOINER
        return kept[start:at]

    def walk(node: Element) -> None:
        node.text = left(node.text)
        for child in node:
            walk(child)
            child.tail = left(child.tail)

    walk(made)
