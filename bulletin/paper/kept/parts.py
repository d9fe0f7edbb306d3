"""What an issue's flow consists of: parts that follow one another, each with a digest.

In: the boxes that WeasyPrint made of a document, before they are laid out. Out: `FlowParts`: cover,
contents, heads of sections, articles. A digest says everything that shapes a part's boxes: where
it stands, its element, what the style sheets declare for it and for what it is in, the text that
they add, and the pictures that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import tinycss2
from weasyprint.css.tokens import Pending
from weasyprint.formatting_structure import boxes

from bulletin.cache import key_of
from bulletin.paper.page_boxes import Box

LayoutContext = Any
"""WeasyPrint's layout context; it has no types."""
ElementPlace = tuple[int | None, int]
"""An element: its part, and which one in there; no part for what holds parts itself."""

_HOLDERS = ("html", "body", "main")
_SECTION = "section"
_ADDRESS = " at 0x"
"""In the words for what has no words of its own."""
_END = "end"
"""Stands behind the last part."""


class UnfitError(Exception):
    """A document, or a page, that does something by which its pages depend on one another."""


class FlowParts:
    """The parts of a document. `pictures` gives digests of what an element's XML shows."""

    def __init__(
        self, root: Box, context: LayoutContext, pictures: Callable[[str], object]
    ) -> None:
        self._root = root
        self._pictures = pictures
        self._styles = _styles_of(context)
        self._numbers: dict[int, int] = {}
        self._places: dict[ET.Element, ElementPlace] = {}
        self._held: list[ET.Element] = []
        self._elements: list[list[ET.Element]] = []
        self._boxes: list[Box] = []
        self._digests: list[str] = []
        inside: list[tuple[Box, object]] = list(self._walk(root, ()))
        notes: dict[int, list[object]] = {}
        for note in context.footnotes:
            part, _ = self._places.get(note.element, (None, 0))
            if part is None:
                raise UnfitError
            notes.setdefault(part, []).append(_told(note))
        for number, (box, around) in enumerate(inside):
            self._digests.append(key_of(around, self._own(box, number), notes.get(number)))

    def _walk(self, box: Box, around: tuple[object, ...]) -> Iterator[tuple[Box, object]]:
        """The parts inside a box, each with what it is in."""
        if not _holds_parts(box):
            number = len(self._boxes)
            self._boxes.append(box)
            self._numbers[id(box)] = number
            own = list(box.element.iter()) if box.element is not None else []
            if own and own[0] in self._places:  # a nameless box of what holds it
                own = []
            self._elements.append(own)
            self._places.update({one: (number, order) for order, one in enumerate(own)})
            yield box, around
            return
        self._places[box.element] = (None, len(self._held))
        self._held.append(box.element)
        here = (*around, box.element.tag, dict(box.element.attrib), self._styles.get(box.element),
                box.string_set, box.bookmark_label)  # fmt: skip
        for index, child in enumerate(box.children):
            yield from self._walk(child, (*here, index))

    def _own(self, box: Box, number: int) -> object:
        if not self._elements[number]:
            return _told(box)
        xml = ET.tostring(box.element, encoding="unicode")
        styles = [self._styles.get(one) for one in self._elements[number]]
        return (xml, styles, _told(box), self._pictures(xml))

    def number_at(self, resume_at: Any) -> int:  # noqa: ANN401, WeasyPrint has no types
        """The number of the part in which the flow goes on at a place."""
        box = self._root
        while id(box) not in self._numbers:
            index, resume_at = next(iter(resume_at.items())) if resume_at else (0, None)
            box = box.children[index]
        return self._numbers[id(box)]

    def of(self, element: ET.Element | None) -> int | None:
        """The number of the part that an element is."""
        part, order = self._places.get(element, (None, 0)) if element is not None else (None, 0)
        return part if order == 0 else None

    def between(self, first: int, last: int) -> Sequence[str]:
        """The digests of parts, and whether nothing follows them."""
        found = self._digests[first : last + 1]
        return [*found, _END] if last + 1 >= len(self._digests) else found

    def place(self, element: ET.Element, base: int) -> ElementPlace:
        """Where an element is, counted from a part."""
        try:
            part, order = self._places[element]
        except KeyError:
            raise UnfitError from None
        return (None if part is None else part - base, order)

    def element(self, place: ElementPlace, base: int) -> ET.Element:
        """The element at a place."""
        part, order = place
        return self._held[order] if part is None else self._elements[part + base][order]


def _holds_parts(box: Box) -> bool:
    """Whether the parts inside a box are laid out one after the other, and nothing else."""
    return (
        type(box) is boxes.BlockBox
        and box.element is not None
        and (box.element_tag in _HOLDERS or _SECTION in box.element.get("class", "").split())
        and box.style["column_count"] == box.style["column_width"] == "auto"
        and bool(box.children)
        and all(isinstance(child, boxes.BlockLevelBox) for child in box.children)
    )


def _told(box: Box) -> Sequence[object]:
    """What style sheets make a box say: counters, marks, labels, strings for heads of pages."""
    told: list[object] = []
    for one in box.descendants():
        if one.missing_link:  # it will ask for the number of a page
            raise UnfitError
        if isinstance(one, boxes.TextBox):
            told.append(one.text)
        if one.string_set or one.bookmark_label:
            told.append((one.string_set, one.bookmark_label))
    return told


def _styles_of(context: LayoutContext) -> dict[ET.Element, object]:
    """What style sheets declare for each element and for what they add to it."""
    found: dict[ET.Element, list[object]] = {}
    texts: dict[int, str] = {}
    for (element, pseudo), style in context.style_for.get_computed_styles().items():
        if not isinstance(element, ET.Element):  # the style of a kind of page
            continue
        declared = {name: _text(value, texts) for name, (value, _) in style.cascaded.items()}
        found.setdefault(element, []).append((pseudo, declared))
    return dict(found)


def _text(value: Any, texts: dict[int, str]) -> str:  # noqa: ANN401, of any property
    """A declared value as text."""
    if isinstance(value, Pending):
        if id(value) not in texts:
            texts[id(value)] = f"{value.name}: {tinycss2.serialize(value.tokens)}"
        return texts[id(value)]
    text = repr(value)
    if _ADDRESS not in text:
        return text
    if isinstance(value, tuple | list):
        return f"[{', '.join(_text(one, texts) for one in value)}]"
    if hasattr(value, "__dict__"):  # a gradient
        within = {name: _text(one, texts) for name, one in vars(value).items()}
        return f"{type(value).__name__} {within}"
    raise UnfitError
