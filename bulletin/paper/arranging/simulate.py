"""How pieces fill columns and pages, as WeasyPrint will fill them.

In: pieces in order, the height of a page and where on it they begin. Out: where they end, the
holes that they leave, and what made the first of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.paper.arranging.pieces import PagePiece

_STEP, _ROUNDING = 2.0, 0.01
"""Millimetres by which the height of balanced columns is tried, and that computers err by."""
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


def pour(
    pieces: Sequence[PagePiece], columns: int, start: float, page: float, after: float = 0.0
) -> Poured:
    """Fill pages with pieces from `start` millimetres below the top of the first.

    What comes `after` them is so high, and stands whole if it is no more than a third of a page.
    """
    pouring = _Pouring(pieces, page, start)
    if columns == 1:
        pouring.text(PageCursor(), len(pieces))
    else:
        pouring.segments()
    if after and pouring.y + after > page:
        pouring.begun.append(len(pieces))
        pouring.y = 0.0 if after < page / 3 else pouring.y - page
    pouring.y += after
    begun = tuple(pouring.begun)
    return Poured(pouring.y, len(begun), pouring.waste, tuple(pouring.holes), begun)


class _Pouring:
    def __init__(self, pieces: Sequence[PagePiece], page: float, start: float) -> None:
        self.pieces = pieces
        self.page = page
        self.y = start
        self.begun: list[int] = []
        self.below = 0.0
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
        self.y += self.below

    def _span(self, index: int) -> int:
        """What spans both columns, with the headings above it; the place of what comes next."""
        end = index + 1
        while end < len(self.pieces) and self._goes_on(end):
            end += 1
        gap = max(self.below, self.pieces[index].gap) if self.y else 0.0
        _, height, _ = column(self.pieces, PageCursor(index), end, float("inf"))
        if self.y + gap + height > self.page and self.y:
            self._break(PageCursor(index), self.page - self.y - gap, 1.0)
            gap = 0.0
        self.y += gap + height
        self.below = self.pieces[end - 1].below
        return end

    def _goes_on(self, index: int) -> bool:
        """Whether a piece that spans both columns stands below its heading."""
        return self.pieces[index].spans and self.pieces[index - 1].kind == "heading"

    def _pair(self, cursor: PageCursor, end: int) -> None:
        self.y, self.below = self.y + self.below, 0.0
        while True:
            height = self.page - self.y
            left, used_left, room_left = column(self.pieces, cursor, end, height, narrow=True)
            right, used_right, room_right = column(self.pieces, left, end, height, narrow=True)
            if right.index >= end:
                self.y += self._balanced(cursor, end, (used_left + used_right) / 2, height)
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

    def _balanced(self, cursor: PageCursor, end: int, height: float, most: float) -> float:
        """The height at which both columns hold the rest, tried from `height` on."""
        while True:
            height = min(height, most)
            left, used_left, _ = column(self.pieces, cursor, end, height, narrow=True)
            right, used_right, _ = column(self.pieces, left, end, height, narrow=True)
            if right.index >= end or height >= most:
                break
            height += _STEP
        self.waste += max(0.0, abs(used_left - used_right) - _EVEN) ** 2 / 2
        last = used_right if left.index < end else used_left
        # What goes on in the next column fills its own.
        return max(height if left.done else used_left, last + self.pieces[end - 1].below)

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

    WeasyPrint drops the space above what begins a page and below what ends it, but not those of
    what begins and ends one of several (`narrow`) columns.
    """
    y = below = 0.0
    index, done = cursor.index, cursor.done
    while index < end:
        piece = pieces[index]
        gap = max(below, piece.gap) if y or (narrow and not done) else 0.0
        again = piece.again if done else 0.0
        rest = piece.height - done + piece.notes
        if y + gap + again + rest + narrow * piece.below <= height + _ROUNDING:
            y += gap + again + rest
            index, done, below = index + 1, 0.0, piece.below
            continue
        if part := _part(piece, done, height - y - gap - again):
            return PageCursor(index, done + part), y + gap + again + part, 0.0
        first = index
        while index > cursor.index and pieces[index - 1].kind == "heading":
            index -= 1
            y -= pieces[index].gap + pieces[index].height
        room = height - max(y, 0.0) - (pieces[first].gap if y else 0.0)
        return PageCursor(index, done if index == cursor.index else 0.0), max(y, 0.0), room
    return PageCursor(index), y, height - y


def _part(piece: PagePiece, done: float, room: float) -> float:
    """How much more of a piece goes into the room; 0 if it cannot be broken there."""
    return max((b - done for b in piece.breaks if 0 < b - done <= room + _ROUNDING), default=0.0)
