"""How much a cover and the contents say, and how large, so that a page holds each of them.

In: the cover alone, laid out in one of a few ways (`Squeeze`). Out: whether its words keep to
their places and off one another, and the first way in which they do. The same for the back
cover, whose imprint becomes smaller but leaves nothing out, and for the contents.
Themes set covers in lengths that follow the page, and know nothing of what editors write.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from weasyprint.document import Document

from bulletin.formats.characters import shortened
from bulletin.paper.page_boxes import (
    MILLIMETRE,
    TOLERANCE,
    Box,
    LineBox,
    all_boxes,
    children_of,
    inner,
    page_boxes,
)
from bulletin.theming.contexts.paper import Contents
from bulletin.theming.models import Measure, PageSettings

_ENDLESS = 9_000
"""Height of a page, in millimetres."""
_TYPE_SIZES = ("type", "small")
"""The custom properties that covers take the sizes of their letters from."""


@dataclass(frozen=True, slots=True)
class Squeeze:
    """A way of setting a cover: how large its letters are, and what is said at the most."""

    letters: float = 1.0
    """Against those of the theme."""
    summary: int = 10_000
    """Characters of the issue's summary."""
    headlines: int = 100

    def said(self, summary: str) -> str:
        """The summary, or its beginning."""
        return shortened(summary, self.summary)

    def styles(self, lengths: Mapping[str, str]) -> str:
        """The rule that makes the letters smaller; `lengths` are the theme's for this page."""
        return _smaller(".cover", self.letters, lengths)


def measured(measure: Measure, letters: float) -> Measure:
    """A title's measure, which is in em: smaller letters have more room."""
    size = measure.size and measure.size * letters
    return measure.model_copy(update={"width": measure.width / letters, "size": size})


WAYS = (
    Squeeze(),
    *(Squeeze(letters) for letters in (0.9, 0.8, 0.7)),
    Squeeze(0.7, summary=400),
    Squeeze(0.7, summary=200),
    Squeeze(0.7, summary=200, headlines=3),
    Squeeze(0.6, summary=160, headlines=2),
    Squeeze(0.5, summary=120, headlines=1),
)
"""From what a theme means to what always fits: first smaller letters, then fewer words."""


@dataclass(frozen=True, slots=True)
class ContentsStyle:
    """A way of setting the contents: with large letters ("few"), with or without leads ("many")."""

    manner: Contents
    letters: float = 1.0
    """Against those of the theme."""

    def styles(self, lengths: Mapping[str, str]) -> str:
        """The rule that makes the letters smaller; `lengths` are the theme's for this page."""
        return _smaller(".contents", self.letters, lengths)


LISTINGS = (
    *(ContentsStyle("few"), ContentsStyle(""), ContentsStyle("", 0.9)),
    *(ContentsStyle("many"), ContentsStyle("many", 0.9), ContentsStyle("many", 0.8)),
)
"""From what says most: a second page of contents would hold a line or two."""


IMPRINTS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""The letters of an imprint against those of the theme: the first whose lines all have room."""
_TIGHT = ".imprint p{line-height:1.25;margin-bottom:0.5mm}"
"""Lines of an imprint stand closer before its letters are made smaller than need be."""


def imprint_styles(letters: float, lengths: Mapping[str, str]) -> str:
    """The rule that makes the imprint smaller; `lengths` are the theme's for this page."""
    smaller = _smaller(".imprint", letters, lengths)
    return smaller and smaller + _TIGHT


def _smaller(selector: str, letters: float, lengths: Mapping[str, str]) -> str:
    if letters == 1:
        return ""
    sizes = ";".join(
        f"--{name}:{float(lengths[name].removesuffix('pt')) * letters:.4f}pt"
        for name in _TYPE_SIZES
    )
    return f"{selector}{{{sizes}}}"


def fitting(held: Callable[[Squeeze], bool]) -> int:
    """The number of the first way in which the cover holds what it says, or else of the last."""
    return next((number for number, way in enumerate(WAYS) if held(way)), len(WAYS) - 1)


def endless(settings: PageSettings) -> str:
    """The rule of a page on which nothing of a cover is broken or lost, so that all is measured."""
    return f"@page{{size:{settings.page_width}mm {_ENDLESS}mm}}"


def holds(document: Document, height: float, part: str = "") -> bool:
    """Whether a cover of a height in millimetres keeps its lines in their places, and apart.

    The document is set on an `endless` page. `part` is the class of the only positioned box
    whose lines are asked about.
    """
    (page,) = page_boxes(document)
    lines = [(line, place) for line, place in _lines(page, page) if line.children]
    end = height * MILLIMETRE
    asked = [(line, place) for line, place in lines if not part or part in _classes(place)]
    if any(_bottom(line) > min(_foot(place), end) + TOLERANCE for line, place in asked):
        return False
    if any(_hides(frame, line) for frame, before in _frames(page) for line in before):
        return False
    return not any(
        _overlap(one, other)
        for (one, place), (other, elsewhere) in itertools.product(asked, lines)
        if place is not elsewhere
    )


def _frames(page: Box) -> Iterator[tuple[Box, list[Box]]]:
    """Places of pictures, and the lines before each, which a picture there is painted over.

    A cover is measured without its picture, so a place is a positioned box without words.
    """
    lines: list[Box] = []
    for box in all_boxes(page):
        if isinstance(box, LineBox) and box.children:
            lines.append(box)
        elif box.is_absolutely_positioned() and not any(_lines(box, box)):
            yield box, list(lines)


def _hides(frame: Box, line: Box) -> bool:
    """Whether a picture's place stands over the words of a line."""
    left, right = _extent(line)
    x, y = frame.position_x, frame.position_y
    across = min(right, x + frame.margin_width()) - max(left, x)
    down = min(_bottom(line), _bottom(frame)) - max(line.position_y, y)
    return bool(across > TOLERANCE and down > TOLERANCE)


def _classes(place: Box) -> list[str]:
    return [] if place.element is None else place.element.get("class", "").split()


def _lines(box: Box, place: Box) -> Iterator[tuple[Box, Box]]:
    """Lines of text, each with the positioned box that it stands in."""
    box = inner(box)
    if box.is_absolutely_positioned():
        place = box
    if isinstance(box, LineBox):
        yield box, place
    for child in children_of(box):
        yield from _lines(child, place)


def _bottom(box: Box) -> float:
    return float(box.position_y + box.margin_height())


def _foot(place: Box) -> float:
    """How far down a place goes: to its padding."""
    return float(place.content_box_y() + place.height)


def _overlap(one: Box, other: Box) -> bool:
    """Whether the words of two lines stand over each other."""
    (left, right), (start, end) = _extent(one), _extent(other)
    across = min(right, end) - max(left, start)
    down = min(_bottom(one), _bottom(other)) - max(one.position_y, other.position_y)
    return bool(across > TOLERANCE and down > TOLERANCE)


def _extent(line: Box) -> tuple[float, float]:
    """Where a line's words begin and end."""
    edges = [(c.position_x, c.position_x + c.margin_width()) for c in line.children]
    return min((e[0] for e in edges), default=0), max((e[1] for e in edges), default=0)
