"""What stands below columns and points: the categories' names, none touching another.

In: the names, the places of their columns or points, and the width of it all in pixels. Out:
`Names`, each with its lines and its place; of many names every second, third, ... is left.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bulletin.art.charts.lettering import LINE, cut

Broken = Callable[[str, float], list[str] | None]

_GAP = 6.0
"""Pixels between two names that stand side by side."""
_APART = 12.0
"""Pixels between two names when others between them are left out."""
_PADDING = 6.0
"""Above and below the names, in pixels."""


@dataclass(frozen=True, slots=True)
class NameInLines:
    """A name in lines; `x` is their middle."""

    x: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are shown, and what they have in common ("Tháng")."""

    shown: tuple[NameInLines, ...]
    title: str = ""

    @property
    def height(self) -> float:
        """Height of it all, in pixels."""
        rows = max((len(name.lines) for name in self.shown), default=0)
        return LINE * (rows + (1 if self.title else 0)) + _PADDING + 2


@dataclass(frozen=True)
class NameRow:
    """Where names may stand: the places of their columns, `width` of it all, their face."""

    places: Sequence[float]
    width: float
    broken: Broken
    measure: Callable[[str], float]

    @property
    def step(self) -> float:
        """From one place to the next."""
        places = self.places
        return places[1] - places[0] if len(places) > 1 else self.width

    def placed(
        self, indices: Sequence[int], names: Sequence[str], gap: float
    ) -> list[NameInLines] | None:
        """The names of these categories; None if they touch each other or are too wide."""
        every = indices[1] - indices[0] if len(indices) > 1 else math.ceil(self.width / self.step)
        made: list[NameInLines] = []
        free = -gap
        for index in indices:
            lines = self.broken(names[index], self.step * every - gap)
            if lines is None:
                return None
            half = max(map(self.measure, lines)) / 2
            x = min(max(self.places[index], half), self.width - half)
            if x - half < free + gap:
                return None
            free = x + half
            made.append(NameInLines(x, tuple(lines)))
        return made


def all_below(row: NameRow, names: Sequence[str]) -> Names | None:
    """Every name, side by side, or None if they do not fit.

    What all begin with ("Tháng") is said once where that helps.
    """
    start, short = common_start(names)
    for title, written in (("", names), (start, short)):
        if placed := row.placed(range(len(names)), written, _GAP):
            return Names(tuple(placed), title)
    return None


def some_below(row: NameRow, names: Sequence[str]) -> Names:
    """As many names as fit, at the same distance from each other, the last one among them."""
    start, short = common_start(names)
    best: tuple[int, str, list[NameInLines]] | None = None
    for title, written in ((start, short), ("", names)):
        for every in _distances(len(names)):
            if best and every >= best[0]:
                break
            if placed := row.placed(_in_turn(len(names), every), written, _APART):
                best = (every, title, placed)
                break
    if best is None:
        last = cut(names[-1], row.width, row.measure)
        return Names((NameInLines(row.width - row.measure(last) / 2, (last,)),))
    return Names(tuple(best[2]), best[1])


def below(row: NameRow, names: Sequence[str]) -> Names:
    """All names, or as many as fit."""
    return all_below(row, names) or some_below(row, names)


def are_in_turn(names: Sequence[str]) -> bool:
    """Whether names follow one another as days, months and years do: some may be left out."""
    return len({re.sub("[0-9]+", "0", name) for name in names}) == 1 and bool(
        re.search("[0-9]", names[0])
    )


def _distances(count: int) -> list[int]:
    """Distances to try, from the nearest; the more there are the coarser, so that all is quick."""
    made = [1]
    while made[-1] < count:
        made.append(max(made[-1] + 1, made[-1] * 9 // 8))
    return made


def _in_turn(count: int, every: int) -> range:
    """Every so many of a count of places, the last one always."""
    return range((count - 1) % every, count, every)


def common_start(names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The words that all names begin with, and what is left of each."""
    split = [name.split() for name in names]
    most = min(len(parts) for parts in split) - 1
    count = 0
    while count < most and len({parts[count] for parts in split}) == 1:
        count += 1
    if len(names) == 1:
        count = 0
    return " ".join(split[0][:count]), tuple(" ".join(parts[count:]) for parts in split)
