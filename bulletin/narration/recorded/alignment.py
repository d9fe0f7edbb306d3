"""Which sentence is read when: sentences and pauses in, times out.

In: the speech in a recording, and for each sentence how many syllables it has and how long a
pause belongs after it. Out: a start and an end for each.

Sentences lie between pauses. Which pauses are meant is what dynamic programming finds: each
sentence should take as long as its syllables, at the reader's own pace (pauses within it not
counted), and end at a long pause rather than a short one. For each end only the pauses near its
expected place are looked at, so that the time grows with the length of the text and no faster.
A reader who runs sentences together leaves no pause: then the quietest moment where the end is
expected stands for one, at a price.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.model import Pause
from bulletin.narration.recorded.pauses import SpeechHeard

VERSION = 1
"""To be raised when the same recording gives other times."""

_NEAR = 64
"""Pauses that are looked at for the end of one sentence."""
_SPREAD, _SPREAD_OF_ONE = 0.10, 0.55
"""How far a sentence's length is off, as a share of it: always, and by a syllable."""
_SHARPNESS = 0.3
"""How quickly a pause that is longer than most becomes likely, on a scale of logarithms."""
_SUREST = 5.0
_NO_PAUSE = 5.0
"""What it costs to end a sentence where there is no pause."""
_LONGER = {"paragraph": 1.25, "heading": 1.5, "article": 1.5, "thinking": 1.5}
"""How much more a pause counts after the end of more than a sentence."""
_EDGE = 0.5
"""Syllables that the end of a sentence takes besides: its last one is drawn out."""
_REACH, _AROUND = 150, 15
"""Frames around the expected end where it may be without a pause, and at steps of how many: of
each step the quietest is taken."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A sentence that is to be found: its syllables, and what follows it."""

    syllables: int
    pause: Pause = "sentence"

    @property
    def weight(self) -> float:
        """How long it takes, in syllables."""
        return max(1, self.syllables) + _EDGE


@dataclass(frozen=True, slots=True)
class Found:
    """When a sentence is read, in seconds, and its pace against the reader's own (1: as usual)."""

    start: float
    end: float
    pace: float


def aligned(spoken: SpeechHeard, sentences: Sequence[Expected]) -> tuple[Found, ...]:
    """When each sentence is read, in order; they never overlap."""
    if not sentences:
        return ()
    weights = np.array([one.weight for one in sentences])
    total = float(spoken.voiced[spoken.end] - spoken.voiced[spoken.start])
    pace = total / weights.sum()
    ends = _chosen(spoken, sentences, weights, pace)
    edges = [(spoken.start, spoken.start), *ends, (spoken.end, spoken.end)]
    found = []
    for weight, before, after in zip(weights, edges, edges[1:], strict=False):
        start, end = before[1], max(before[1], after[0])
        voiced = float(spoken.voiced[end] - spoken.voiced[start])
        found.append(Found(*spoken.seconds(start, end), voiced / (weight * pace)))
    return _apart(found)


def _apart(found: Sequence[Found]) -> tuple[Found, ...]:
    """The same without overlaps: neighbours share what lies between them."""
    times = [[one.start, one.end] for one in found]
    for before, after in itertools.pairwise(times):
        if before[1] > after[0]:
            middle = (before[1] + after[0]) / 2
            before[1] = after[0] = middle
    return tuple(
        Found(start, max(start, end), one.pace)
        for one, (start, end) in zip(found, times, strict=True)
    )


@dataclass(frozen=True)
class _Layer:
    """Where one sentence may end: stretches, the speech before each, and what each costs."""

    places: NDArray[np.int64]
    voiced: NDArray[np.float64]
    costs: NDArray[np.float64]


def _chosen(
    spoken: SpeechHeard, sentences: Sequence[Expected], weights: NDArray[np.float64], pace: float
) -> list[tuple[int, int]]:
    """The stretch of silence after each sentence but the last."""
    base = float(spoken.voiced[spoken.start])
    done = base + np.cumsum(weights) * pace
    layers = _layers(spoken, sentences, done[:-1])
    costs, voiced = np.zeros(1), np.array([base])
    back: list[NDArray[np.int64]] = []
    for layer, weight in zip(layers, weights, strict=False):
        steps = costs[:, None] + _off(layer.voiced[None, :] - voiced[:, None], weight, pace)
        best = steps.argmin(axis=0)
        back.append(best)
        costs = steps[best, np.arange(len(best))] + layer.costs
        voiced = layer.voiced
    if not layers:
        return []
    last = _off(float(spoken.voiced[spoken.end]) - voiced, float(weights[-1]), pace)
    at = int((costs + last).argmin())
    ends: list[tuple[int, int]] = []
    for layer, best in zip(reversed(layers), reversed(back), strict=True):
        ends.append((int(layer.places[at, 0]), int(layer.places[at, 1])))
        at = int(best[at])
    return ends[::-1]


def _off(voiced: NDArray[np.float64], weight: float, pace: float) -> NDArray[np.float64]:
    """What it costs that a sentence takes so many frames; none is worse than any."""
    spread = _SPREAD**2 + _SPREAD_OF_ONE**2 / weight
    logs = np.log(np.maximum(voiced, 0.05 * pace) / (weight * pace))
    backwards = np.where(voiced > 0, 0.0, 1e3 - voiced)
    return np.square(logs) / (2 * spread) + backwards


def _layers(
    spoken: SpeechHeard, sentences: Sequence[Expected], done: NDArray[np.float64]
) -> list[_Layer]:
    pauses = spoken.pauses
    before = spoken.voiced[pauses[:, 0]].astype(np.float64)
    usual = _usual(pauses, len(sentences) - 1)
    lengths = (pauses[:, 1] - pauses[:, 0]).astype(np.float64)
    likely = np.clip(np.log((lengths + 2) / (usual + 2)) / _SHARPNESS, -_SUREST, _SUREST)
    layers = []
    for one, expected in zip(sentences, done, strict=False):
        middle = int(np.searchsorted(before, expected))
        near = slice(max(0, middle - _NEAR // 2), middle + _NEAR // 2)
        quiet = _quietest(spoken, expected)
        costs = -likely[near] * _LONGER.get(one.pause, 1.0)
        layers.append(
            _Layer(
                np.concatenate([pauses[near], np.stack([quiet, quiet], axis=1)]),
                np.concatenate([before[near], spoken.voiced[quiet].astype(np.float64)]),
                np.concatenate([costs, np.full(len(quiet), _NO_PAUSE)]),
            )
        )
    return layers


def _usual(pauses: NDArray[np.int64], wanted: int) -> float:
    """The length between pauses after sentences and those within, if there are about as many."""
    lengths = np.sort(pauses[:, 1] - pauses[:, 0])[::-1]
    if not len(lengths):
        return 1.0
    last = float(lengths[min(wanted, len(lengths)) - 1])
    following = float(lengths[min(wanted, len(lengths) - 1)])
    return math.sqrt(max(1.0, last) * max(1.0, following))


def _quietest(spoken: SpeechHeard, expected: float) -> NDArray[np.int64]:
    """The quietest frames of each stretch about where so much has been spoken."""
    at = int(np.searchsorted(spoken.voiced, expected))
    first = max(spoken.start, at - _REACH)
    last = max(first + 1, min(spoken.end, at + _REACH))
    starts = range(first, last, _AROUND)
    found = [k + int(spoken.levels[k : min(last, k + _AROUND)].argmin()) for k in starts]
    return np.array(found, np.int64)
