"""What sticks out of its place on a page.

In: laid-out pages and the articles on them. Out: a finding for each block that is too wide or
too tall, with its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from bulletin.codes import OVERFULL
from bulletin.diagnostics import Finding, Span
from bulletin.document import Article, Block, walk

Box = Any
"""A box of WeasyPrint's formatting structure; it has no types."""

_TOLERANCE = 1.5
"""CSS pixels by which rounding may go over."""
_MILLIMETRE = 96 / 25.4
"""CSS pixels."""

_BLEED = 5 * _MILLIMETRE
"""Grounds and pictures of covers reach over the paper's edge by this much at the most."""

_WIDE = "use fewer or shorter columns, break long words, or set the article in one column"
_TALL = "make it shorter, or cut it into two"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where boxes are: the right edge and the bottom that they may reach, and their block."""

    right: float
    bottom: float
    holder: str


def overflows(document: Document, articles: Sequence[Article], issue: Span) -> Iterator[Finding]:
    """Findings for all pages, one for each block. `issue` is the place of what has no block."""
    blocks = {
        block.id: block for article in articles for block in walk(*article.blocks) if block.id
    }
    seen: set[str] = set()
    for page in document.pages:
        # WeasyPrint has no public way to the boxes that it laid out.
        for place, right, bottom in _page(page._page_box, blocks):  # noqa: SLF001
            if place.holder not in seen:
                seen.add(place.holder)
                block = blocks.get(place.holder)
                yield _finding(place, right, bottom, block.span if block else issue)


def _finding(place: _Place, right: float, bottom: float, span: Span) -> Finding:
    wide, tall = right - place.right, bottom - place.bottom
    if wide > _TOLERANCE:
        message = f"this is {wide / _MILLIMETRE:.0f} mm wider than its place on the page"
        return Finding(OVERFULL, message, span, _WIDE)
    message = f"this reaches {tall / _MILLIMETRE:.0f} mm below the foot of its page"
    return Finding(OVERFULL, message, span, _TALL)


def _page(page: Box, blocks: Mapping[str, Block]) -> Iterator[tuple[_Place, float, float]]:
    """What sticks out on one page: its place, its right edge and its bottom."""
    root, *others = page.children
    bottom = page.content_box_y() + page.height
    for area in others:
        if isinstance(area, boxes.FootnoteAreaBox) and area.children:
            bottom = min(bottom, area.position_y)
    paper = _Place(page.margin_width() + _BLEED, page.margin_height() + _BLEED, "")
    for box, place in _leaves(root, paper, bottom, blocks):
        right = box.position_x + box.margin_width()
        end = box.position_y + box.margin_height()
        if right > place.right + _TOLERANCE or end > place.bottom + _TOLERANCE:
            yield place, right, end


def _leaves(
    box: Box, place: _Place, foot: float, blocks: Mapping[str, Block]
) -> Iterator[tuple[Box, _Place]]:
    """Lines, pictures and tables, each with the place that it must keep to."""
    box = getattr(box, "_box", box)
    name = box.element.get("id", "") if box.element is not None else ""
    if name in blocks:
        place = _Place(place.right, foot, name)
    if isinstance(box, boxes.ReplacedBox | boxes.LineBox) or _is_table(box):
        yield (_Extent.of(box) if isinstance(box, boxes.LineBox) else box), place
    if place.holder and isinstance(box, boxes.BlockContainerBox) and not _is_table(box):
        edge = box.content_box_x() + box.width + (box.padding_right or 0)
        place = _Place(edge, place.bottom, place.holder)
    for child in getattr(box, "children", ()):
        yield from _leaves(child, place, foot, blocks)


def _is_table(box: Box) -> bool:
    return bool(getattr(box, "is_table_wrapper", False))


@dataclass(frozen=True, slots=True)
class _Extent:
    """The ink of a line: from its start to the end of its last visible word."""

    position_x: float
    position_y: float
    width: float
    height: float

    @classmethod
    def of(cls, line: Box) -> _Extent:
        ends = [
            child.position_x + child.margin_width()
            for child in line.children
            if getattr(child, "is_in_normal_flow", lambda: True)()
        ]
        end = max(ends, default=line.position_x)
        return cls(line.position_x, line.position_y, end - line.position_x, line.height)

    def margin_width(self) -> float:
        return self.width

    def margin_height(self) -> float:
        return self.height
