"""Stretches of a text that are said otherwise than they are written, and those settled at first.

In: what the editor has fixed, the words of the lexicon, the silent brackets of definitions. Out:
all that no rule may claim, in order and without overlaps.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bulletin.reading.model import Lexicon


class Stretch(NamedTuple):
    """A claim with its beginning: half-open offsets in the scanned text.

    `why` names the rule, and the table if there is one, that it comes from.
    """

    start: int
    end: int
    say: str
    language: str | None = None
    unknown: tuple[tuple[int, int], ...] = ()
    senses: tuple[str, ...] = ()
    why: str = ""


def settled(
    text: str, fixed: Sequence[Stretch], lexicon: Lexicon, silent: Sequence[Stretch]
) -> list[Stretch]:
    """What is settled, in order; a fixed reading wins an overlap, and the lexicon over silence."""
    all_settled = list(fixed)
    own = (
        Stretch(start, end, entry.say, entry.language, why="lexicon.yaml")
        for start, end, entry in lexicon.occurrences(text)
    )
    all_settled += _outside(own, fixed)
    all_settled += _outside(silent, all_settled)
    return sorted(all_settled, key=lambda stretch: (stretch.start, stretch.end))


def _outside(stretches: Iterable[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """The stretches that overlap none of those that are taken and do not overlap each other."""
    ordered = sorted((stretch.start, stretch.end) for stretch in taken)
    starts = [start for start, _ in ordered]
    kept: list[Stretch] = []
    for stretch in stretches:
        after = bisect_right(starts, stretch.end - 1)
        if after == 0 or ordered[after - 1][1] <= stretch.start:
            kept.append(stretch)
    return kept
