"""How pieces fill columns and pages, as WeasyPrint will fill them.

In: pieces in order, the height of a page and where on it they begin. Out: where they end, the
holes that they leave, and what made the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.paper.arranging.pieces import PagePiece

FEWEST_LINES = 3
"""Lines of a paragraph that stand together at a column's foot or head."""
FEWEST_ROWS = 3
_STEP = 2.0
"""Millimetres by which the height of balanced columns is tried."""
_EVEN = 12.0
"""Millimetres by which columns may differ without anybody minding."""


@dataclass(frozen=True, slots=True)
class PageCursor:
    """How far pieces have been placed: all before `index`, and so much of that one."""

    index: int = 0
    done: float = 0.0


@dataclass(frozen=True, slots=True)
class Hole:
    """Space left empty above the foot of a column because a piece did not fit.

    `piece` is its place in the order, `room` the height that it would have had, `share` the
    part of the page's width that is empty.
    """

    piece: int
    room: float
    share: float


@dataclass(frozen=True, slots=True)
class Poured:
    """Where an article ends on its last page, over how many pages, and the holes it left.

    `waste` is what uneven columns leave empty above what follows them, squared, by half a page.
    `begun` has the place in the order of the first piece that begins on each further page.
    """

    end: float
    breaks: int
    waste: float
    holes: tuple[Hole, ...]
    begun: tuple[int, ...]


def pour(pieces: Sequence[PagePiece], columns: int, start: float, page: float) -> Poured:
    """Fill pages with pieces from `start` millimetres below the top of the first."""
    pouring = _Pouring(pieces, page, start)
    if columns == 1:
        pouring.text(PageCursor(), len(pieces))
    else:
        pouring.segments()
    begun = tuple(pouring.begun)
    return Poured(pouring.y, len(begun), pouring.waste, tuple(pouring.holes), begun)


class _Pouring:
    def __init__(self, pieces: Sequence[PagePiece], page: float, start: float) -> None:
        self.pieces = pieces
        self.page = page
        self.y = start
        self.begun: list[int] = []
        self.waste = 0.0
        self.holes: list[Hole] = []

    def text(self, cursor: PageCursor, end: int) -> None:
        """One column, over as many pages as it takes."""
        while True:
            after, used, room = column(self.pieces, cursor, end, self.page - self.y)
            if after.index >= end:
                self.y += used
                return
            if after == cursor and self.y == 0:
                # Taller than a page: it is set all the same, and noticed later.
                after, used = PageCursor(cursor.index + 1), self.page
            self._break(after, room, 1.0)
            cursor = after

    def segments(self) -> None:
        """Two columns between pieces that span both."""
        index = 0
        while index < len(self.pieces):
            end = index
            while end < len(self.pieces) and not self.pieces[end].spans:
                end += 1
            if end > index:
                self._pair(PageCursor(index), end)
            index = self._span(end) if end < len(self.pieces) else end

    def _span(self, index: int) -> int:
        """What spans both columns, with the headings above it; the place of what comes next."""
        end = index + 1
        while end < len(self.pieces) and self._goes_on(end):
            end += 1
        gap = self.pieces[index].gap if self.y else 0.0
        height = sum(p.gap + p.height for p in self.pieces[index:end]) - self.pieces[index].gap
        if self.y + gap + height > self.page and self.y:
            self._break(PageCursor(index), self.page - self.y - gap, 1.0)
            gap = 0.0
        self.y += gap + height
        return end

    def _goes_on(self, index: int) -> bool:
        """Whether a piece that spans both columns stands below its heading."""
        return self.pieces[index].spans and self.pieces[index - 1].kind == "heading"

    def _pair(self, cursor: PageCursor, end: int) -> None:
        while True:
            height = self.page - self.y
            left, used_left, room_left = column(self.pieces, cursor, end, height, narrow=True)
            right, used_right, room_right = column(self.pieces, left, end, height, narrow=True)
            if right.index >= end:
                self.y += self._balanced(cursor, end, max(used_left, used_right))
                return
            if right == cursor:
                if self.y == 0:
                    right = PageCursor(cursor.index + 1)
                self._break(right, height, 1.0)
            else:
                if left.done == 0:
                    self._hole(left, room_left, 0.5)
                self._break(right, room_right, 0.5)
            cursor = right

    def _balanced(self, cursor: PageCursor, end: int, most: float) -> float:
        """The least height at which both columns hold the rest."""
        total = sum(p.gap + p.height for p in self.pieces[cursor.index : end]) - cursor.done
        height = min(total / 2, most)
        while height < most:
            left, used_left, _ = column(self.pieces, cursor, end, height, narrow=True)
            right, used_right, _ = column(self.pieces, left, end, height, narrow=True)
            if right.index >= end:
                uneven = abs(used_left - used_right)
                self.waste += max(0.0, uneven - _EVEN) ** 2 / 2
                return max(used_left, used_right)
            height += _STEP
        return most

    def _break(self, cursor: PageCursor, room: float, share: float) -> None:
        if cursor.done == 0:
            self._hole(cursor, room, share)
        self.begun.append(cursor.index + (cursor.done > 0))
        self.y = 0.0

    def _hole(self, cursor: PageCursor, room: float, share: float) -> None:
        if room > 0 and cursor.index < len(self.pieces):
            self.holes.append(Hole(cursor.index, room, share))


def column(
    pieces: Sequence[PagePiece],
    cursor: PageCursor,
    end: int,
    height: float,
    *,
    narrow: bool = False,
) -> tuple[PageCursor, float, float]:
    """Fill one column: where it stops, the height used, and the room left below.

    WeasyPrint drops the space above what begins a page, but not above what begins one of
    several (`narrow`) columns.
    """
    y = 0.0
    index, done = cursor.index, cursor.done
    while index < end:
        piece = pieces[index]
        gap = piece.gap if y or not cursor.index or (narrow and not done) else 0.0
        again = piece.again if done else 0.0
        rest = piece.height - done + piece.notes
        if y + gap + again + rest <= height:
            y += gap + again + rest
            index, done = index + 1, 0.0
            continue
        part = _part(piece, rest, height - y - gap - again)
        if part:
            return PageCursor(index, done + part), y + gap + again + part, 0.0
        first = index
        while index > cursor.index and pieces[index - 1].kind == "heading":
            index -= 1
            y -= pieces[index].gap + pieces[index].height
        room = height - max(y, 0.0) - (pieces[first].gap if y else 0.0)
        return PageCursor(index, done if index == cursor.index else 0.0), max(y, 0.0), room
    return PageCursor(index), y, height - y


def _part(piece: PagePiece, rest: float, room: float) -> float:
    """How much of a piece goes into the room; 0 if it cannot be split there."""
    if piece.unit <= 0 or piece.kind not in {"text", "rows"}:
        return 0.0
    fewest = FEWEST_LINES if piece.kind == "text" else FEWEST_ROWS
    units, fitting = round(rest / piece.unit), int(room / piece.unit)
    fitting = min(fitting, units - fewest)
    return fitting * piece.unit if fitting >= fewest else 0.0
