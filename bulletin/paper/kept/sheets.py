"""Pages of a document, freshly set or of their record.

In: a page's box, or a record. Out: what stands in for `weasyprint.document.Page`, and for the
page box of those that are kept; and records as bytes.
"""

import ast
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint.document import Page

from bulletin.paper.kept import bones, painting
from bulletin.paper.kept.parts import ElementPlace, FlowParts, LayoutContext, UnfitError
from bulletin.paper.kept.plain import Plain
from bulletin.paper.page_boxes import Box, inner, words_around

FlowState = tuple[Any, Any, Any, Any]
"""Where WeasyPrint goes on, with what break, on which side, with which counters."""


def as_text(state: object) -> str:
    """A state as text. Raises `UnfitError` where it would not come back the same."""
    text = repr(state)
    try:
        if ast.literal_eval(text) == state:
            return text
    except (ValueError, SyntaxError):
        pass
    raise UnfitError


@dataclass
class HandedOn:
    """What a page sets for those behind it: strings, and bookmarks that are not set again."""

    strings: list[tuple[str, str]] = field(default_factory=list)
    marked: list[tuple[str, ET.Element]] = field(default_factory=list)


class FreshPage(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that was laid out now."""

    def __init__(self, page_box: Box, number: int) -> None:
        super().__init__(page_box)
        self.number = number
        self.letters: Counter[str] = Counter()
        self.drawing: painting.PageDrawing | None = None

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw the page, and keep the drawing in mind."""
        self.drawing = painting.drawn(
            stream, self.number, lambda: super(FreshPage, self).paint(stream, scale)
        )


class KeptPage:
    """A page of its record."""

    def __init__(self, record: Plain, parts: FlowParts, base: int, context: LayoutContext) -> None:
        self._record = record
        self._context = context
        self._boxes = bones.boxes_of(record["boxes"], parts, base)
        self._page_box = self._boxes[0]
        self._words = [(parts.element(place, base), text) for place, text in record["words"]]
        self.width, self.height = record["size"]
        self.bleed = record["bleed"]
        self.anchors = dict(record["anchors"])
        self.bookmarks = record["bookmarks"]
        self.links = [
            (kind, target, rectangle, self._box(number))
            for kind, target, rectangle, number in record["links"]
        ]
        self.forms: dict[None, list[object]] = {None: []}
        self.letters: Counter[str] = Counter(record["letters"])

    def _box(self, number: int | None) -> Box:
        return _Nowhere() if number is None else self._boxes[number]

    def words(self) -> Iterator[tuple[ET.Element, str]]:
        """What is shown before and behind elements, with these."""
        return iter(self._words)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw the page as it was drawn."""
        del scale
        painting.drawn_again(stream, self._record["drawing"], self._boxes, self._context)


class _Nowhere:
    """Stands for the box of a link that no tag asks for."""

    link_annotation: object = None


@dataclass(frozen=True)
class RunStart:
    """Where pages begin: the number of the first one, and of the part that goes on there."""

    page: int
    part: int


@dataclass(frozen=True)
class PageRun:
    """Pages between two places where nothing is carried over but the last one's `ends`.

    `reach` is how many parts behind the first one were looked at to set them.
    """

    start: RunStart
    reach: int
    pages: Sequence[FreshPage | KeptPage]
    sets: Sequence[HandedOn]
    ends: Sequence[FlowState]
    sizes: Mapping[str, Any]


def written(
    run: PageRun, parts: FlowParts, context: LayoutContext, fits: Callable[[painting.FontUse], bool]
) -> bytes:
    """A run as bytes. Raises `UnfitError` if it cannot come again of these."""
    rows = [
        {
            "set": [
                laid.strings,
                [(kind, parts.place(element, run.start.part)) for kind, element in laid.marked],
            ],
            "end": as_text(end),
            **_page(page, parts, run.start.part, context, fits),
        }
        for page, laid, end in zip(run.pages, run.sets, run.ends, strict=True)
    ]
    return json.dumps(
        {"pages": rows, "sizes": as_text(dict(run.sizes))}, ensure_ascii=False
    ).encode()


def _page(
    page: FreshPage | KeptPage,
    parts: FlowParts,
    base: int,
    context: LayoutContext,
    fits: Callable[[painting.FontUse], bool],
) -> dict[str, Plain]:
    if isinstance(page, KeptPage) or page.drawing is None or any(page.forms.values()):
        raise UnfitError
    if not all(map(fits, page.drawing.fonts)):
        raise UnfitError
    rows, numbers = bones.recorded(page._page_box, parts, base)
    return {
        "boxes": rows,
        "words": [(parts.place(element, base), text) for element, text in words_around(page)],
        "size": (page.width, page.height),
        "bleed": page.bleed,
        "anchors": [*page.anchors.items()],
        "bookmarks": page.bookmarks,
        "links": [
            (kind, target, rectangle, numbers.get(id(inner(box))))
            for kind, target, rectangle, box in page.links
        ],
        "letters": page.letters,
        "drawing": painting.recorded(page.drawing, numbers, context),
    }


def read(
    data: bytes, start: RunStart, reach: int, parts: FlowParts, context: LayoutContext
) -> PageRun:
    """The run of its bytes."""
    record = json.loads(data)
    rows = record["pages"]
    sets = []
    for row in rows:
        strings, marked = row["set"]
        places: list[tuple[str, ElementPlace]] = [(kind, tuple(place)) for kind, place in marked]
        sets.append(
            HandedOn(
                [(name, text) for name, text in strings],
                [(kind, parts.element(place, start.part)) for kind, place in places],
            )
        )
    return PageRun(
        start,
        reach,
        [KeptPage(row, parts, start.part, context) for row in rows],
        sets,
        [ast.literal_eval(row["end"]) for row in rows],
        ast.literal_eval(record["sizes"]),
    )
