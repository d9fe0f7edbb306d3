"""Blocks that left much of a page empty, since they were kept whole on the next one.

In: laid-out pages. Out: the ids of those that may as well be broken. No rule has to reckon
beforehand where a block comes to stand, or in what: the pages tell.
"""

from collections.abc import Iterator
from itertools import pairwise

from weasyprint.document import Document

from bulletin.paper.kept.sheets import KeptPage
from bulletin.paper.page_boxes import (
    MILLIMETRE,
    Box,
    FootnoteAreaBox,
    LineBox,
    ReplacedBox,
    all_boxes,
    box_of,
    children_of,
    inner,
)

_MUCH = 1 / 3
"""Share of a page's height that may stay empty for a block that is kept whole."""
_MARGINS = 12 * MILLIMETRE
"""CSS pixels of space between blocks, of which a block takes no account."""
_GO_ON = {"note", "ask", "broadcast", "gallery", "compare", "stats", "progress"}
_GO_ON |= {"table", "dates", "timeline", "quiz"}  # kept whole where few, or across columns
_GO_ON |= {"event", "milestone", "quiz-question"}
"""Classes of what goes on on the next page without harm: of words, rows, cards or pictures."""
_GO_ON_TAGS = {"blockquote", "pre"}


def gaps(document: Document) -> Iterator[str]:
    """The ids of blocks that may be broken, as each left much of the page before it empty."""
    pages = document.pages
    for before, after in pairwise(pages):
        if isinstance(before, KeptPage) or isinstance(after, KeptPage):
            continue  # such pages are only kept where nothing was to be done
        page = box_of(before)
        left = _left(page)
        if left > _MUCH * page.height:
            yield from _kept_whole(box_of(after), _ids(page), left)


def _left(page: Box) -> float:
    """How much of a page is empty below all that stands on it."""
    root, *others = page.children
    areas = [area for area in others if isinstance(area, FootnoteAreaBox) and area.children]
    foot = min([page.content_box_y() + page.height, *(area.position_y for area in areas)])
    ends = [
        box.position_y + _height(box)
        for box in all_boxes(root)
        if isinstance(box, LineBox | ReplacedBox)
    ]
    return float(foot - max(ends, default=foot))


def _taken(box: Box, room: float) -> float:
    """How much of a room a block would take before it goes on: a picture in it stays whole."""
    taken = 0.0
    for piece in _pieces(box):
        end = piece.position_y + _height(piece) - box.position_y
        if end > room:
            break
        taken = end
    return taken


def _pieces(box: Box) -> Iterator[Box]:
    """What no page's end goes through, in a block."""
    for child in map(inner, children_of(box)):
        if isinstance(child, LineBox | ReplacedBox) or child.style["break_inside"] == "avoid":
            yield child
        else:
            yield from _pieces(child)


def _height(box: Box) -> float:
    return float(box.height if isinstance(box, LineBox) else box.margin_height())


def _ids(page: Box) -> set[str]:
    """The ids of all that stands on a page."""
    return {box.element.get("id", "") for box in all_boxes(page) if box.element is not None}


def _kept_whole(page: Box, earlier: set[str], left: float) -> Iterator[str]:
    """What begins on a page, was kept whole, and so had no room in what the one before had left.

    Nothing where the page begins with an article. In columns it may be any block of these, as
    they are evened out together.
    """
    waiting = [inner(page.children[0])]
    evened = False
    while waiting:
        box = inner(waiting.pop(0))
        element = box.element
        name = element.get("id", "") if element is not None else ""
        if element is not None and element.tag == "article" and name not in earlier:
            return
        whole = box.style["break_inside"] == "avoid"
        if name and name not in earlier and whole and box.margin_height() > left - _MARGINS:
            classes = set(element.get("class", "").split())
            goes_on = classes & _GO_ON or element.tag in _GO_ON_TAGS
            if goes_on and _taken(box, left - _MARGINS) > left / 2:
                yield name
        evened = evened or box.style["column_count"] != "auto"
        inside = [child for child in children_of(box) if hasattr(inner(child), "margin_height")]
        waiting = [*inside, *waiting] if evened else inside[:1]
