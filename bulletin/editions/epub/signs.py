"""A font for signs that e-readers may lack, with just those that a book shows.

In: the signs that an issue shows, and its pages. Out: the font's items and styles, and the signs
in elements of their own. Only they are set in it: all else stays in the face that a reader chose.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bulletin.art.signs import FALLBACKS, cut, rules
from bulletin.editions.epub.package import PackageItem
from bulletin.source.values import slug_of
from bulletin.xhtml import Element

_CLASS = "signs"
_WITHIN = "[\u200b-\u200d\u2060]+"
"""What is not seen between letters: where words end, and how the letters are put together."""
_UNMARKED = {"svg", "title", "option", "textarea", "script", "style"}
"""Elements that hold no elements for parts of a line."""


@dataclass(frozen=True, slots=True)
class BookSigns:
    """What a book needs for its signs; empty for a book without them."""

    signs: frozenset[str] = frozenset()
    items: tuple[PackageItem, ...] = ()
    style: str = ""

    def among(self, text: str) -> list[str]:
        """The signs in a text, in order."""
        return sorted(self.signs & set(text))

    def mark(self, page: Element) -> None:
        """Put the signs of a page into elements of their own, words of Khmer as one."""
        if self.signs:
            sign = f"[{re.escape(''.join(sorted(self.signs)))}]+"
            _mark(page, re.compile(f"{sign}(?:{_WITHIN}{sign})*\ufe0e?"))


def signs_for(signs: Collection[str]) -> BookSigns:
    """The font for these signs of a book, as far as the faces here have them."""
    made = [(face, data) for face in FALLBACKS if (data := cut(face, signs))]
    if not made:
        return BookSigns()
    files = [(face, f"fonts/{slug_of(face.family)}.woff") for face, _ in made]
    families = ", ".join(f'"{face.family}"' for face, _ in files)
    return BookSigns(
        frozenset(signs),
        tuple(
            PackageItem(path, "font/woff", data)
            for (_, path), (_, data) in zip(files, made, strict=True)
        ),
        f"{rules(files, signs)}.{_CLASS} {{ font-family: {families}; }}\n",
    )


def _mark(element: Element, signs: re.Pattern[str]) -> None:
    for child in list(element):
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] not in _UNMARKED:
            _mark(child, signs)
        if child.tail and signs.search(child.tail):
            place = element.index(child) + 1
            child.tail, spans = _parted(element, child.tail, signs)
            element[place:place] = spans
    if element.text and signs.search(element.text):
        element.text, spans = _parted(element, element.text, signs)
        element[0:0] = spans


def _parted(parent: Element, text: str, signs: re.Pattern[str]) -> tuple[str, list[Element]]:
    """The text before the first sign, and an element for each sign with what follows it."""
    namespace = str(parent.tag).rpartition("}")[0]
    tag = f"{namespace}}}span" if namespace else "span"
    matches = list(signs.finditer(text))
    ends = [*(match.start() for match in matches[1:]), len(text)]
    spans = []
    for match, end in zip(matches, ends, strict=True):
        span = parent.makeelement(tag, {"class": _CLASS})
        span.text, span.tail = match[0], text[match.end() : end]
        spans.append(span)
    return text[: matches[0].start()], spans
