"""What sticks out of its place on a page, and what stands on no page at all.

In: laid-out pages and the articles on them. Out: an `Overflow` for each block that is too wide,
too tall or lost, with the finding of its line.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from weasyprint.document import Document

from bulletin.codes import OVERFULL, PAGE_WARNING
from bulletin.diagnostics import Finding, Span
from bulletin.document import (
    Article,
    Block,
    Cell,
    InlineCode,
    Sentence,
    Text,
    inlines_of,
    walk,
    walk_inlines,
)
from bulletin.messages import tr
from bulletin.paper import page_boxes
from bulletin.paper.kept.sheets import KeptPage
from bulletin.paper.markup.unbroken import JOINER
from bulletin.paper.patches.khmer_lines import as_written

_BLEED = 5 * page_boxes.MILLIMETRE
"""Grounds and pictures of covers reach over the paper's edge by this much at the most."""

_LEAST = 20 * page_boxes.MILLIMETRE
"""CSS pixels in which two words of Vietnamese stand side by side."""

_WIDE = tr("use fewer or shorter columns, break long words, or set the article in one column")
_TALL = tr("make it shorter, or cut it into two")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where boxes are: the right edge and the bottom that they may reach, and their block."""

    right: float
    bottom: float
    holder: str


@dataclass(frozen=True, slots=True)
class Overflow:
    """What was found of a block, by its id ("" for what has none); `wide`: it sticks out aside."""

    block: str
    finding: Finding
    wide: bool = False


def overflows(
    document: Document, articles: Sequence[Article], issue: Span, imprint: Sequence[Block] = ()
) -> Iterator[Overflow]:
    """What sticks out on all pages, once for each block. `issue` is the place of what has none."""
    written = [b for article in articles for b in walk(*article.blocks)] + [*walk(*imprint)]
    blocks = {b.id: b for b in written if b.id}
    shown: Counter[str] = Counter()
    told: set[str] = set()
    for page in document.pages:
        if isinstance(page, KeptPage):
            shown.update(page.letters)
            continue
        own: Counter[str] = Counter()
        for place, right, bottom in _page(page_boxes.box_of(page), blocks, own):
            if place.holder not in told:
                told.add(place.holder)
                block = blocks.get(place.holder)
                yield _overflow(place, right, bottom, block.span if block else issue)
        shown.update(own)
        page.letters = own
    yield from _lost(written, shown)


def cramped(document: Document, articles: Sequence[Article]) -> set[str]:
    """The blocks that have so little room that a line holds a few letters; cells may have that."""
    written = [b for article in articles for b in walk(*article.body, *article.footnotes)]
    blocks = {b.id for b in written if b.id and not isinstance(b, Cell)}
    return {
        box.element.get("id")
        for page in document.pages
        if not isinstance(page, KeptPage)
        for box in page_boxes.all_boxes(page_boxes.box_of(page))
        if isinstance(box, page_boxes.BlockContainerBox)
        and box.element is not None
        and "::" not in box.element_tag
        and box.element.get("id") in blocks
        and box.width < _LEAST
    }


def _overflow(place: _Place, right: float, bottom: float, span: Span) -> Overflow:
    wide, tall = right - place.right, bottom - place.bottom
    if wide > page_boxes.TOLERANCE:
        message = tr(
            "this is {wide:.0f} mm wider than its place on the page",
            wide=wide / page_boxes.MILLIMETRE,
        )
        return Overflow(place.holder, Finding(OVERFULL, message, span, _WIDE), wide=True)
    message = tr(
        "this reaches {tall:.0f} mm below the foot of its page", tall=tall / page_boxes.MILLIMETRE
    )
    return Overflow(place.holder, Finding(OVERFULL, message, span, _TALL))


def _lost(blocks: Sequence[Block], shown: Counter[str]) -> Iterator[Overflow]:
    """Blocks with letters that are on no page: WeasyPrint drops what it cannot break."""
    for block in blocks:
        if shown[block.id] < _letters(_written(block)):
            message = tr("this is too tall for a page, and part of it would be lost")
            yield Overflow(block.id, Finding(PAGE_WARNING, message, block.span, _TALL))


def _written(block: Block) -> str:
    """The words of a block's sentences."""
    runs = (inline for inlines in inlines_of(block) for inline in inlines)
    return "".join(
        inline.text
        for sentence in runs
        if isinstance(sentence, Sentence)
        for inline in walk_inlines((sentence,))
        if isinstance(inline, Text | InlineCode)
    )


def _letters(text: str) -> int:
    """How many characters a text has that leave something on paper."""
    return len(as_written("".join(text.split())).replace(JOINER, ""))


def _page(
    page: page_boxes.Box, blocks: Mapping[str, Block], shown: Counter[str]
) -> Iterator[tuple[_Place, float, float]]:
    """What sticks out on one page: its place, its right edge and its bottom."""
    root, *others = page.children
    bottom = page.content_box_y() + page.height
    paper = _Place(page.margin_width() + _BLEED, page.margin_height() + _BLEED, "")
    areas = [(root, bottom)]
    for area in others:
        if isinstance(area, page_boxes.FootnoteAreaBox) and area.children:
            areas = [(root, min(bottom, area.position_y)), (area, bottom)]
    for area, foot in areas:
        for box, place in _solid(area, paper, foot, blocks, shown):
            right, end = _extent(box)
            if (
                right > place.right + page_boxes.TOLERANCE
                or end > place.bottom + page_boxes.TOLERANCE
            ):
                yield place, right, end


def _solid(
    box: page_boxes.Box,
    place: _Place,
    foot: float,
    blocks: Mapping[str, Block],
    shown: Counter[str],
) -> Iterator[tuple[page_boxes.Box, _Place]]:
    """Boxes that have a size of their own, each with the place that it must keep to."""
    box = page_boxes.inner(box)
    name = box.element.get("id", "") if box.element is not None else ""
    if name in blocks:
        place = _Place(place.right, foot, name)
    if not box.is_in_normal_flow():
        place = _Place(max(place.right, box.position_x + box.margin_width()), foot, place.holder)
    if isinstance(box, page_boxes.BlockLevelBox | page_boxes.LineBox | page_boxes.ReplacedBox):
        yield box, place
    elif isinstance(box, page_boxes.TextBox) and "::" not in box.element_tag:
        shown[place.holder] += _letters(box.text)
    if place.holder and isinstance(box, page_boxes.BlockContainerBox):
        place = _Place(box.content_box_x() + box.width, place.bottom, place.holder)
    for child in page_boxes.children_of(box):
        yield from _solid(child, place, foot, blocks, shown)


def _extent(box: page_boxes.Box) -> tuple[float, float]:
    """The right edge and the bottom of a box; of a line, those of its words."""
    if isinstance(box, page_boxes.LineBox):
        ends = [
            child.position_x + child.margin_width()
            for child in box.children
            if not isinstance(child, page_boxes.BlockLevelBox) and hasattr(child, "margin_width")
        ]
        return max(ends, default=box.position_x), box.position_y + box.height
    right = box.position_x + box.margin_width()
    if isinstance(box, page_boxes.ReplacedBox):
        return right, box.position_y + box.margin_height()
    return right, 0.0
