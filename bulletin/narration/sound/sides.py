"""Numbers that fall into two heaps: some places on a line in, the border between them out.

What one voice says lies close together; where two speak there is a gap, many times as wide as what
either varies by.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST = 12
"""Sentences that are judged at all by how much they vary."""
_FEWEST_ON_A_SIDE, _LEAST_SHARE = 3, 0.05
"""How many, and which share of all, lie on either side: fewer were measured wrongly."""
_APART, _GAP = 6.0, 2.0
"""How far two heaps are from each other, and without anything between them, in spreads of their own."""


@dataclass(frozen=True, slots=True)
class TwoSides:
    """The gap between two heaps: the `last` place of the lower, the `first` of the higher one.

    `apart` is how far their middles are from each other, `spread` what either varies by.
    """

    last: float
    first: float
    apart: float
    spread: float

    @property
    def are_two(self) -> bool:
        """Whether it cannot be one heap, by what it varies."""
        gap = self.first - self.last
        return self.apart >= _APART * self.spread and gap >= _GAP * self.spread


def parted(places: NDArray[np.float64]) -> TwoSides | None:
    """Places on both sides of the widest gap that has enough of them on either."""
    count, ordered = len(places), np.sort(places)
    least = max(_FEWEST_ON_A_SIDE, math.ceil(_LEAST_SHARE * count))
    cuts = range(least, count - least + 1)
    if not cuts:
        return None
    at = max(cuts, key=lambda cut: float(ordered[cut] - ordered[cut - 1]))
    low, high = ordered[:at], ordered[at:]
    spread = math.sqrt((low.var() * len(low) + high.var() * len(high)) / count)
    return TwoSides(float(low[-1]), float(high[0]), float(high.mean() - low.mean()), spread)
