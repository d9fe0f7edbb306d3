"""What an issue's flow consists of: parts that follow one another, each with a digest.

In: the boxes that WeasyPrint made of a document, before they are laid out. Out: `FlowParts`: the
blocks that break over pages one after the other, as paragraphs, tables, or articles in two columns.
A digest says everything that shapes a part's boxes: where
it stands, its element, what the style sheets declare for it and for what it is in, the text that
they add, and the pictures that it shows.
"""

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
ElementPlace = tuple[int, int]
"""An element: its part, and which one in there; below 0 what the part is in, from outside."""

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
        self._holders: dict[ET.Element, tuple[int, int, int]] = {}
        self._around: list[Sequence[ET.Element]] = []
        self._elements: list[list[ET.Element]] = []
        self._boxes: list[Box] = []
        self._digests: list[str] = []
        inside = list(self._walk(root, "", ()))
        notes: dict[int, list[object]] = {}
        for note in context.footnotes:
            if note.element not in self._places:
                raise UnfitError
            part, _ = self._places[note.element]
            notes.setdefault(part, []).append(_told(note))
        for number, (box, around) in enumerate(inside):
            self._digests.append(key_of(around, self._own(box, number), notes.get(number)))

    def _walk(
        self, box: Box, around: str, holders: Sequence[ET.Element]
    ) -> Iterator[tuple[Box, str]]:
        """The parts inside a box, each with what it is in."""
        first = len(self._boxes)
        element = box.element
        if not _holds_parts(box):
            self._boxes.append(box)
            self._numbers[id(box)] = first
            self._elements.append(list(element.iter()))
            self._around.append(holders)
            self._places.update({one: (first, n) for n, one in enumerate(element.iter())})
            yield box, around
            return
        own = (element.tag, dict(element.attrib), self._styles.get(element))
        here = key_of(around, own, box.string_set, box.bookmark_label)
        for index, child in enumerate(box.children):
            yield from self._walk(child, key_of(here, index), (*holders, element))
        self._holders[element] = first, len(self._boxes) - 1, len(holders)

    def _own(self, box: Box, number: int) -> object:
        xml = ET.tostring(box.element, encoding="unicode")
        styles = [self._styles.get(one) for one in self._elements[number]]
        return (xml, styles, _told(box), self._pictures(xml))

    @property
    def last(self) -> int:
        """The number of the part behind which there is none."""
        return len(self._boxes) - 1

    def number_at(self, resume_at: Any) -> int:
        """The number of the part in which the flow goes on at a place."""
        box = self._root
        while id(box) not in self._numbers:
            index, resume_at = next(iter(resume_at.items())) if resume_at else (0, None)
            box = box.children[index]
        return self._numbers[id(box)]

    def of(self, element: ET.Element | None) -> int | None:
        """The number of the part that an element is."""
        part, order = self._places.get(element, (0, -1)) if element is not None else (0, -1)
        return part if order == 0 else None

    def between(self, first: int, last: int) -> Sequence[str]:
        """The digests of parts, and whether nothing follows them."""
        found = self._digests[first : last + 1]
        return [*found, _END] if last + 1 >= len(self._digests) else found

    def place(self, element: ET.Element, base: int) -> ElementPlace:
        """Where an element is, counted from a part. Raises `UnfitError` if it is in none."""
        if element in self._holders:
            first, last, depth = self._holders[element]
            return (0 if first <= base <= last else first - base, -1 - depth)
        if element not in self._places:
            raise UnfitError
        part, order = self._places[element]
        return (part - base, order)

    def element(self, place: ElementPlace, base: int) -> ET.Element:
        """The element at a place."""
        part, order = place
        if order < 0:
            return self._around[part + base][-1 - order]
        return self._elements[part + base][order]


def _holds_parts(box: Box) -> bool:
    """Whether the parts inside a box are laid out one after the other, and nothing else."""
    return (
        type(box) is boxes.BlockBox
        and box.element is not None
        and not box.is_table_wrapper
        and box.is_in_normal_flow()
        and box.style["column_count"] == box.style["column_width"] == "auto"
        and bool(box.children)
        and _are_elements(box.children, box.element)
    )


def _are_elements(children: Sequence[Box], parent: ET.Element) -> bool:
    """Whether boxes are blocks, each that of an element inside its parent."""
    elements = set(parent)
    return all(
        isinstance(child, boxes.BlockLevelBox)
        and child.element in elements
        and child.element_tag == child.element.tag
        for child in children
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
    known: dict[tuple[tuple[str, int], ...], str] = {}
    for (element, pseudo), style in context.style_for.get_computed_styles().items():
        if not isinstance(element, ET.Element):  # the style of a kind of page
            continue
        # Elements that the same rules are for have the very same values.
        same = tuple((name, id(value)) for name, (value, _) in style.cascaded.items())
        if same not in known:
            known[same] = key_of(
                {n: _text(value, texts) for n, (value, _) in style.cascaded.items()}
            )
        found.setdefault(element, []).append((pseudo, known[same]))
    return dict(found)


def _text(value: Any, texts: dict[int, str]) -> str:
    """A declared value as text."""
    if isinstance(value, Pending):
        if id(value) not in texts:
            texts[id(value)] = f"{value.name}: {tinycss2.serialize(value.tokens)}"
        return texts[id(value)]
    if id(value) not in texts:
        texts[id(value)] = repr(value)
    text = texts[id(value)]
    if _ADDRESS not in text:
        return text
    if isinstance(value, tuple | list):
        return f"[{', '.join(_text(one, texts) for one in value)}]"
    if hasattr(value, "__dict__"):  # a gradient
        within = {name: _text(one, texts) for name, one in vars(value).items()}
        return f"{type(value).__name__} {within}"
    raise UnfitError
