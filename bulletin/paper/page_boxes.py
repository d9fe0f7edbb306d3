"""The boxes that WeasyPrint laid out, which it has no public way to.

In: a laid-out document. Out: its page boxes and what is inside them. Every use of one of
WeasyPrint's private names stands here, and in the modules that say so of layout and drawing: its
upper bound in pyproject.toml is for them.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

MILLIMETRE = 96 / 25.4
"""CSS pixels, in which boxes are measured."""
TOLERANCE = 1.5
"""CSS pixels by which rounding may go over."""

Box = Any
"""A box of WeasyPrint's formatting structure; it has no types."""

BlockContainerBox = boxes.BlockContainerBox
BlockLevelBox = boxes.BlockLevelBox
FootnoteAreaBox = boxes.FootnoteAreaBox
LineBox = boxes.LineBox
ReplacedBox = boxes.ReplacedBox
TextBox = boxes.TextBox


def page_boxes(document: Document) -> Iterator[Box]:
    """The box of each page, in order."""
    yield from map(box_of, document.pages)


def box_of(page: Any) -> Box:  # noqa: ANN401, it has no types
    """The box of a page."""
    return page._page_box  # noqa: SLF001


def words_around(page: Any) -> Iterator[tuple[Element, str]]:  # noqa: ANN401, no types there
    """What style sheets show before and behind elements of a page of a document, with these."""
    if hasattr(page, "words"):  # one that was set before
        yield from page.words()
        return
    for box in all_boxes(box_of(page)):
        if isinstance(box, TextBox) and box.element is not None and "::" in box.element_tag:
            yield box.element, box.text


def inner(box: Box) -> Box:
    """The box itself, where a stand-in holds the place of one out of the flow."""
    return getattr(box, "_box", box)


def children_of(box: Box) -> Iterator[Box]:
    """The boxes directly inside a box."""
    yield from getattr(box, "children", ())


def all_boxes(box: Box) -> Iterator[Box]:
    """A box and all inside it in their order, without those that stand in for others."""
    waiting = [box]
    while waiting:
        found = inner(waiting.pop())
        yield found
        waiting.extend(reversed([*children_of(found)]))
