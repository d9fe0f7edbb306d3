"""The search for an arrangement with small holes.

In: the facts of all articles in order, the height of a page. Out: an `Arrangement` for each.
Articles are arranged one after another; the few best ways to have come so far are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bulletin.paper.arranging.pieces import Arrangement, Facts, PagePiece, Stance
from bulletin.paper.arranging.simulate import Hole, Poured, pour

_WAYS = 5
"""How many ways are kept from article to article."""
_TRIES = 8
"""How many holes of an article are worked on."""
_SMALL_HOLE = 14.0
"""Millimetres at a column's foot that nobody minds."""
_LEAST_SCALE = 0.72
_START = 24.0
"""Millimetres of text that must follow an article's head on its page."""
_SLACK = 5.0
"""Millimetres by which the true page may differ from the measured one."""

_STANCE_COST: Mapping[Stance, float] = {
    "across": 0.0,
    "strip": 100.0,
    "grand": 100.0,
    "beside": 250.0,
    "inside": 700.0,
}
_WAITING_COST = 120.0
_SCALE_COST = 1500.0
_PAGE_COST = 400.0
_LAST_PAGE = 0.15
"""How much less a hole matters at the end of the last page."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How the articles so far are arranged, where the last one ends, and what it costs."""

    made: tuple[Arrangement, ...]
    y: float
    cost: float


def arranged(articles: Sequence[Facts], page: float) -> tuple[Arrangement, ...]:
    """The best arrangement found, one for each article. The first begins a page."""
    ways = [_Way((), 0.0, 0.0)]
    for facts in articles:
        further = [way for old in ways for way in _ways(facts, old, page)]
        further.sort(key=lambda way: way.cost)
        ways = _different(further)
    return min(ways, key=lambda way: way.cost + _hole_cost(page - way.y, _LAST_PAGE)).made


def planned_pages(
    articles: Sequence[Facts], arrangements: Sequence[Arrangement], page: float
) -> Iterator[tuple[int, ...]]:
    """On which page each article's head stands by this reckoning, and each of its pieces.

    The first page has the number 0.
    """
    number, y = 0, 0.0
    for facts, arrangement in zip(articles, arrangements, strict=True):
        head = facts.heads[arrangement.stance]
        start = y + facts.before + head.height
        if not _begins(y, start, page):
            number += y > 0
            start = facts.at_top + head.height
        poured = pour(_sequence(facts, arrangement), facts.columns, start, page, facts.after)
        inside = head.figure is not None
        pages = dict.fromkeys(range(len(facts.pieces)), number)
        for place, piece in enumerate(arrangement.order):
            shown = place + (inside and place > 0)
            pages[piece] = number + sum(begun <= shown for begun in poured.begun)
        yield (number, *(pages[piece] for piece in range(len(facts.pieces))))
        number += poured.breaks
        y = min(poured.end, page)


def _begins(y: float, start: float, page: float) -> bool:
    """Whether an article's text may begin at `start` on the page that is full down to `y`."""
    return y > 0 and start + _START + _SLACK <= page


def _different(ways: Iterable[_Way]) -> list[_Way]:
    """The cheapest ways that end at different heights."""
    kept: list[_Way] = []
    for way in ways:
        if all(abs(way.y - other.y) > _SMALL_HOLE for other in kept):
            kept.append(way)
        if len(kept) == _WAYS:
            break
    return kept


def _ways(facts: Facts, old: _Way, page: float) -> Iterator[_Way]:
    for stance, head in facts.heads.items():
        if stance == "inside" and facts.pieces and facts.pieces[0].announces:
            continue
        here = old.y + facts.before + head.height
        if _begins(old.y, here, page):
            yield _way(old, _improved(facts, stance, here, page), page)
            continue
        best = _improved(facts, stance, facts.at_top + head.height, page)
        if old.y:
            hole = _hole_cost(page - old.y, 1.0) + _PAGE_COST
            best = replace(best, cost=best.cost + hole)
        yield _way(old, best, page)


def _way(old: _Way, best: _Try, page: float) -> _Way:
    cost = old.cost + best.cost + _PAGE_COST * best.poured.breaks
    cost += _STANCE_COST[best.arrangement.stance]
    end = min(best.poured.end, page)
    return _Way((*old.made, best.arrangement), end, cost)


# -- one article ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Try:
    arrangement: Arrangement
    poured: Poured
    cost: float


def _improved(facts: Facts, stance: Stance, start: float, page: float) -> _Try:
    """The body with its holes mended as far as that pays, from the first hole on."""
    arrangement = Arrangement(stance=stance, order=tuple(range(len(facts.pieces))))
    best = _tried(facts, arrangement, start, page)
    given_up: set[int] = set()
    for _ in range(_TRIES):
        hole = next(
            (
                hole
                for hole in best.poured.holes
                if hole.room > _SMALL_HOLE and _number(best, hole) not in given_up
            ),
            None,
        )
        if hole is None:
            break
        changes = [_tried(facts, changed, start, page) for changed in _changes(facts, best, hole)]
        change = min(changes, key=lambda change: change.cost, default=None)
        if change is not None and change.cost < best.cost:
            best = change
        else:
            given_up.add(_number(best, hole))
    return best


def _tried(facts: Facts, arrangement: Arrangement, start: float, page: float) -> _Try:
    poured = pour(_sequence(facts, arrangement), facts.columns, start, page, facts.after)
    cost = poured.waste + sum(_hole_cost(hole.room, hole.share) for hole in poured.holes)
    cost += _WAITING_COST * _inversions(arrangement.order)
    cost += _SCALE_COST * sum(1 - scale for scale in arrangement.scales.values())
    return _Try(arrangement, poured, cost)


def _hole_cost(room: float, share: float) -> float:
    return max(0.0, room - _SMALL_HOLE) ** 2 * share


def _inversions(order: Sequence[int]) -> int:
    """How many pieces come after one that followed them."""
    return sum(number > later for at, number in enumerate(order) for later in order[at + 1 :])


def _sequence(facts: Facts, arrangement: Arrangement) -> list[PagePiece]:
    pieces = []
    for number in arrangement.order:
        piece = facts.pieces[number]
        smaller = piece.picture * (1 - arrangement.scales.get(number, 1.0))
        pieces.append(replace(piece, height=piece.height - smaller))
    figure = facts.heads[arrangement.stance].figure
    if figure is not None:
        pieces.insert(1, figure)
    return pieces


def _number(tried: _Try, hole: Hole) -> int:
    """The number of the piece that left a hole; -1 for the opening picture in the text."""
    place = hole.piece
    if tried.arrangement.stance == "inside":
        if place == 1:
            return -1
        place -= place > 1
    return tried.arrangement.order[min(place, len(tried.arrangement.order) - 1)]


def _changes(facts: Facts, best: _Try, hole: Hole) -> Iterator[Arrangement]:
    number = _number(best, hole)
    if number < 0:
        return
    order = best.arrangement.order
    at = order.index(number)
    while facts.pieces[order[at]].kind == "heading" and at + 1 < len(order):
        at += 1
    piece = facts.pieces[order[at]]
    scale = _scale(piece, hole.room)
    if scale is not None and order[at] not in best.arrangement.scales:
        scales = {**best.arrangement.scales, order[at]: scale}
        yield replace(best.arrangement, scales=scales)
    if piece.waits:
        for end in _texts_after(facts, order, at):
            yield replace(best.arrangement, order=_moved(order, at, end))
    for later in _small_after(facts, order, at, hole.room):
        first = (*order[:at], order[later], *order[at:later], *order[later + 1 :])
        yield replace(best.arrangement, order=first)


def _moved(order: Sequence[int], at: int, end: int) -> tuple[int, ...]:
    """The order with the piece at `at` put before the one at `end`."""
    return (*order[:at], *order[at + 1 : end], order[at], *order[end:])


def _small_after(facts: Facts, order: Sequence[int], at: int, room: float) -> Iterator[int]:
    """Figures after a piece, up to the next heading, that would go into the room before it."""
    if at and facts.pieces[order[at - 1]].announces:
        return
    for later in range(at + 1, len(order)):
        piece = facts.pieces[order[later]]
        if piece.kind == "heading":
            return
        if piece.waits and piece.height + piece.gap <= room:
            yield later


def _scale(piece: PagePiece, room: float) -> float | None:
    """By how much the picture must shrink to go into the room, if it may."""
    if not piece.picture:
        return None
    scale = (room - _SLACK - (piece.height - piece.picture)) / piece.picture
    return round(scale, 3) if _LEAST_SCALE <= scale < 1 else None


def _texts_after(facts: Facts, order: Sequence[int], at: int) -> Iterator[int]:
    """Where a piece may go: after texts that follow it, up to the next heading."""
    end = at + 1
    while end < len(order) and facts.pieces[order[end]].kind in {"text", "rows"}:
        piece = facts.pieces[order[end]]
        if piece.waits:
            return
        end += 1
        if not piece.announces:
            yield end
