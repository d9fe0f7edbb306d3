"""How far stretches of speech are from others that are said at another pace: dynamic time warping.

In: pairs of timbres. Out: for each the mean distance along the cheapest way through both. Many pairs
go at once, for a row of all of them is one piece of work.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.sound.timbre import Timbre, distances

TimbrePair = tuple[Timbre, Timbre]
"""Of one row at least each."""

_AT_ONCE, _ROWS = 32, 64
"""Pairs, and rows of them, that are looked at together: a matter of memory."""


def warped(pairs: Sequence[TimbrePair]) -> list[float]:
    """The mean distance of each pair: 0 where both are the same."""
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]))
    found = [0.0] * len(pairs)
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        for at, far in zip(some, _together([pairs[at] for at in some]), strict=True):
            found[at] = far
    return found


def _together(pairs: Sequence[TimbrePair]) -> list[float]:
    """The same, with as many columns for each as the widest has.

    What is behind the end of one changes nothing before it.
    """
    last_rows, last_columns = np.array([[len(one), len(other)] for one, other in pairs]).T - 1
    found, costs = np.zeros(len(pairs)), np.zeros((len(pairs), last_columns.max() + 1))
    for row, here in enumerate(_rows(pairs, costs.shape[1])):
        # Along the row it is a running minimum, of what is left once each has its own cost.
        passed = np.cumsum(here, axis=1)
        before = np.pad(costs[:, :-1], ((0, 0), (1, 0)), constant_values=np.inf)
        best = np.minimum(costs, before) + here
        costs = np.minimum.accumulate(best - passed, axis=1) + passed if row else passed
        ended = np.flatnonzero(last_rows == row)
        found[ended] = costs[ended, last_columns[ended]]
    return [float(one) for one in found / (last_rows + last_columns + 2)]


def _rows(pairs: Sequence[TimbrePair], width: int) -> Iterator[NDArray[np.float64]]:
    """The distances of each row from all columns, of all pairs."""
    for start in range(0, max(len(one) for one, _ in pairs), _ROWS):
        far = np.zeros((_ROWS, len(pairs), width))
        for at, (one, other) in enumerate(pairs):
            some = distances(one[start : start + _ROWS], other)
            far[: len(some), at, : len(other)] = some
        yield from far


def without_each(heard: Timbre, parts: Sequence[Timbre]) -> tuple[float, list[tuple[float, int]]]:
    """The mean distance of what is heard from two parts or more in a row, and from those without each.

    With the latter stands before which row of what is heard the part is missing. Two ways through all
    of it tell everything: from the front and from the back. Each part has one row at least.
    """
    rows, last, every = len(heard), len(parts) - 1, sum(map(len, parts))
    front = _up_to(heard, parts)
    back = _up_to(heard[::-1], [part[::-1] for part in reversed(parts)])
    found = []
    for at, part in enumerate(parts):
        if 0 < at < last:
            costs = front[:-1, at - 1] + back[-2::-1, last - 1 - at]
            place, cost = int(costs.argmin()) + 1, float(costs.min())
        else:
            place, cost = (rows, front[-1, -2]) if at else (0, back[-1, -2])
        found.append((float(cost) / (rows + every - len(part)), place))
    return float(front[-1, -1]) / (rows + every), found


def _up_to(heard: Timbre, parts: Sequence[Timbre]) -> NDArray[np.float64]:
    """What it costs to have come to the end of each part, for each number of rows of what is heard."""
    whole, ends = np.concatenate(parts), np.cumsum([len(part) for part in parts]) - 1
    found = np.zeros((len(heard), len(parts)))
    costs = np.full(len(whole), np.inf)
    for start in range(0, len(heard), _ROWS):
        for row, here in enumerate(distances(heard[start : start + _ROWS], whole), start=start):
            passed = np.cumsum(here, dtype=np.float64)
            best = np.minimum(costs, np.append(np.inf, costs[:-1])) + here
            costs = np.minimum.accumulate(best - passed) + passed if row else passed
            found[row] = costs[ends]
    return found
