"""Words that a reader said, broke off, and said again: the recording in, where that is out.

In: a recording and the speech in it. Out: stretches right before a pause that are heard once more
right after it. No recogniser is needed: the same words of the same reader sound alike, which
dynamic programming finds at any pace. Texts repeat words, too: whoever asks looks there.

Measured with a neural voice (Piper) that says the beginnings of 8 sentences twice, the second time as
fast, a tenth faster or slower: what is the same has 0.46 to 0.84 a step, other words mostly less than
nothing. In noise all sounds are alike: who asks sees to it that there is little.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.recorded.pauses import STEPS, SpeechHeard, voiced_rows
from bulletin.narration.recorded.takes import FRAME, Take
from bulletin.narration.sound.timbre import STEP, Timbre, distances, timbre_of

_PAUSE = 0.12
"""Seconds that a reader needs at least to begin again."""
_REST = 0.5
"""Seconds of a pause after a sentence."""
_LONGEST = 200
"""Steps of speech that are looked at on either side."""
_ALIKE = 0.85
"""The distance from which on two sounds are not the same one."""
_STRETCHED = 0.15
"""What it costs that one of both dwells on a sound."""
_AT_ONCE = 32
"""Pauses that are looked at together: a matter of memory."""
_NOWHERE = -1e6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two stretches are at least: how short in steps, the score of all and of each step."""

    shortest: int
    score: float
    share: float


SURELY_AGAIN = Likeness(40, 8.0, 0.42)
"""Two readings of the same words, whatever the text."""
MAYBE_AGAIN = Likeness(30, 6.0, 0.3)
"""Readings that the text is yet to tell of."""


def restarts(take: Take, spoken: SpeechHeard, least: Likeness) -> Iterator[tuple[float, float]]:
    """The stretches that are said again right behind them, in seconds; they may overlap."""
    voiced = voiced_rows(take, spoken)
    pauses = [(a, b) for a, b in spoken.pauses.tolist() if b - a >= _PAUSE / FRAME]
    if not pauses or not len(voiced):
        return
    timbre = timbre_of(take.bands[voiced])
    cuts = np.searchsorted(voiced, [(a + b) // 2 // STEPS for a, b in pauses])
    for at in range(0, len(cuts), _AT_ONCE):
        found = _again(timbre, cuts[at : at + _AT_ONCE], least)
        for (first, _), cut, length in zip(
            pauses[at : at + _AT_ONCE], cuts[at:], found, strict=False
        ):
            start = float(voiced[cut - length] * STEP) if length else 0.0
            if length and not _rests(spoken, start, first * FRAME):
                yield start, first * FRAME


def _rests(spoken: SpeechHeard, start: float, end: float) -> bool:
    """Whether there is a pause in a stretch as after a sentence: nobody goes back behind that."""
    first, last = spoken.pauses[:, 0] * FRAME, spoken.pauses[:, 1] * FRAME
    return bool(((last - first >= _REST) & (first > start) & (last < end)).any())


def _again(timbre: Timbre, cuts: NDArray[np.int64], least: Likeness) -> list[int]:
    """How many steps before each cut are heard again behind it; 0: none."""
    rows = np.arange(_LONGEST)
    before, after = cuts[:, None] - _LONGEST + rows, cuts[:, None] + rows
    outside = (before < 0)[:, :, None] | (after >= len(timbre))[:, None, :]
    alike = _ALIKE - distances(
        timbre[np.clip(before, 0, None)], timbre[np.clip(after, None, len(timbre) - 1)]
    )
    alike = np.where(outside, _NOWHERE, alike)
    scores = np.full((len(cuts), _LONGEST), _NOWHERE)
    starts = np.zeros((len(cuts), _LONGEST), np.int64)
    for row in range(_LONGEST):
        scores, starts = _stepped(scores, starts, alike[:, row], row)
    best = scores.argmax(axis=1)
    every = np.arange(len(cuts))
    lengths, reached = _LONGEST - starts[every, best], scores[every, best]
    told = (
        (lengths >= least.shortest)
        & (best + 1 >= least.shortest)
        & (reached >= np.maximum(least.score, least.share * lengths))
    )
    return [int(one) for one in np.where(told, lengths, 0)]


def _stepped(
    scores: NDArray[np.float64], starts: NDArray[np.int64], alike: NDArray[np.float32], row: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The best score with which the next row ends at each column, and the row where it began.

    All begin in the first column; a column may be passed without a row, or a row without a column.
    """
    begins = np.arange(_LONGEST) == 0
    diagonal = np.concatenate([np.full((len(scores), 1), _NOWHERE), scores[:, :-1]], axis=1)
    come_from = np.concatenate([np.zeros((len(starts), 1), np.int64), starts[:, :-1]], axis=1)
    dwelt = scores - _STRETCHED
    best, origin = (
        np.where(dwelt > diagonal, dwelt, diagonal),
        np.where(dwelt > diagonal, starts, come_from),
    )
    fresh = begins & (best < 0)
    best, origin = np.where(fresh, 0.0, best), np.where(fresh, row, origin)
    # Along the row it is a running maximum, of what is left once each column has its own score.
    passed = np.cumsum(alike, axis=1) - _STRETCHED * np.arange(_LONGEST)
    ahead = best + alike - passed
    reached = np.maximum.accumulate(ahead, axis=1)
    leading = np.maximum.accumulate(np.where(ahead >= reached, np.arange(_LONGEST), 0), axis=1)
    return reached + passed, np.take_along_axis(origin, leading, axis=1)
