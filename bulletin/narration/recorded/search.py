"""Where clauses end in a recording, the likeliest of all ways to lay them between its pauses.

In: the speech in a recording, clauses, and where each is expected to end. Out: a stretch for each.
It is dynamic programming: a clause should take as long as its syllables, pauses not counted, and
end at a pause that suits it. What fits nothing (music, a greeting, a sentence that is read twice)
is passed over between two pauses, and a clause that is not read is left out, both at a price.

For each end only what is near its expected place is looked at, so that the time grows with the
length of the text and no faster.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.recorded.pauses import SpeechHeard

Floats = NDArray[np.float64]

_NEAR = 64
"""Pauses that are looked at for the end of one clause."""
_SPREAD, _SPREAD_OF_ONE = 0.10, 0.55
"""How far a clause's length is off, as a share of it: always, and by a syllable."""
_SHARPNESS = 0.3
"""How quickly a pause that is longer than most becomes likely, on a scale of logarithms."""
_SUREST = 5.0
_NONE, _CLEAR = 8.0, 22.0
"""Frames: if what tells pauses after sentences from others is shorter, they do not tell; if it is
longer, they do."""
_NO_PAUSE = 5.0
"""What it costs to end a sentence where there is no pause."""
_AT_COMMA, _NO_COMMA = -1.0, 1.0
"""What it costs to end a clause within a sentence at a pause, and where there is none."""
_FEWER, _MORE, _FEW = 0.7, 1.4, 2
"""How many pauses there may be after sentences, as a share of what there should be."""
_LONGER = {"paragraph": 1.25, "heading": 1.5, "article": 1.5, "thinking": 1.5}
"""How much more a pause counts after the end of more than a sentence."""
_REACH, _AROUND = 150, 15
"""Frames around the expected end where it may be without a pause, and at steps of how many: of
each step the quietest is taken."""
_PASSED, _PASSED_FRAME = 6.3, 0.003
_PASSED_EDGE = 5.5
"""What it costs to pass over what is heard, and each frame of it; before and after all is more often
something else."""
_LEFT_OUT, _CLAUSE_LEFT_OUT = 5.0, 2.5
"""What it costs that the last clause of a sentence is not read, and another one."""
_OUTSIDE, _OUTSIDE_MOST = 0.3, 60.0
"""What each frame costs by which an end is outside its window, and the most."""
_NEVER = 1e6


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said between two places where one may pause.

    `weight` is how long it takes, in syllables, `pause` what follows it ("": a comma, within a
    sentence). `window` are the frames between which it ends, if that is known.
    """

    weight: float
    pause: str = ""
    window: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SpeechStretch:
    """Where a clause is read, in frames."""

    first: int
    last: int


@dataclass(frozen=True)
class _Layer:
    """Where a clause may end: stretches of silence, the speech before each, what each costs.

    The first so many are `pauses`; the others are moments within speech.
    """

    places: NDArray[np.int64]
    voiced: Floats
    costs: Floats
    pauses: int


@dataclass(frozen=True)
class _Step:
    """How the cheapest way to each place of a layer came there."""

    before: NDArray[np.int64]
    passed: NDArray[np.int64]


def search(
    spoken: SpeechHeard,
    clauses: Sequence[Clause],
    expected: Floats,
    pace: float,
    *,
    telling: float = 1.0,
) -> tuple[list[SpeechStretch], float]:
    """The stretch of each clause, and what all of it costs.

    `expected` is the speech before each end, in frames.

    `telling`, from 0 to 1: how much longer pauses speak for the end of a sentence.
    """
    layers = _layers(spoken, clauses, expected, telling)
    begin = _begin(layers[0])
    costs, passed = _passed_over(begin.costs, begin, layers[0].costs[: begin.pauses] + _PASSED_EDGE)
    steps, voiced = [_Step(_straight(begin), passed)], begin.voiced
    for number, (clause, layer) in enumerate(zip(clauses, layers, strict=True), start=1):
        price = _PASSED_EDGE if number == len(layers) else _PASSED
        length = layer.voiced[None, :] - voiced[:, None]
        ways = costs[:, None] + _off(length, clause, pace, layer.costs)
        before = ways.argmin(axis=0)
        costs = ways[before, np.arange(len(before))] + layer.costs
        costs, passed = (
            _passed_over(costs, layer, layer.costs + price)
            if clause.pause
            else (costs, _straight(layer))
        )
        steps.append(_Step(before, passed))
        voiced = layer.voiced
    return _traced(steps, [begin, *layers]), float(costs[-1])


def _traced(steps: Sequence[_Step], layers: Sequence[_Layer]) -> list[SpeechStretch]:
    """Back along the cheapest way, from the end of all speech."""
    found: list[SpeechStretch] = []
    at = len(layers[-1].places) - 1  # the end of all speech
    for number in range(len(steps) - 1, 0, -1):
        ended = int(steps[number].passed[at])
        begun = int(steps[number].before[ended])
        first = int(layers[number - 1].places[begun, 1])
        last = int(layers[number].places[ended, 0])
        found.append(SpeechStretch(first, max(first, last)))
        at = begun
    return found[::-1]


def _begin(first: _Layer) -> _Layer:
    """Where the first clause may begin: where speech does, or after what is passed over."""
    costs = np.full(first.pauses, _NEVER)
    costs[0] = 0.0
    return _Layer(first.places[: first.pauses], first.voiced[: first.pauses], costs, first.pauses)


def _straight(layer: _Layer) -> NDArray[np.int64]:
    return np.arange(len(layer.places))


def _passed_over(costs: Floats, layer: _Layer, prices: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """The costs when what lies between two pauses may be passed over, and from where it was."""
    voiced = layer.voiced
    between = voiced[None, :] - voiced[:, None]
    ways = costs[:, None] + prices[None, :] + _PASSED_FRAME * between
    ways[between <= 0] = np.inf
    ways[layer.pauses :, :] = np.inf
    ways[:, layer.pauses :] = np.inf
    ways[np.arange(len(costs)), np.arange(len(costs))] = costs
    best = ways.argmin(axis=0)
    return ways[best, np.arange(len(best))], best


def _off(length: Floats, clause: Clause, pace: float, costs: Floats) -> Floats:
    """What it costs that a clause takes so many frames.

    One that takes none is not read, and has no pause of its own; none takes less than that.
    """
    spread = _SPREAD**2 + _SPREAD_OF_ONE**2 / clause.weight
    logs = np.log(np.maximum(length, 0.05 * pace) / (clause.weight * pace))
    left_out = _LEFT_OUT if clause.pause else _CLAUSE_LEFT_OUT
    usual: Floats = np.square(logs) / (2 * spread)
    return np.where(
        length > 0, usual, np.where(length == 0, left_out - costs[None, :], _NEVER - length)
    )


# -- where a clause may end ----------------------------------------------------------------


def _layers(
    spoken: SpeechHeard, clauses: Sequence[Clause], expected: Floats, most: float
) -> list[_Layer]:
    pauses = np.array([[spoken.start] * 2, *spoken.pauses.tolist(), [spoken.end] * 2], np.int64)
    before = spoken.voiced[pauses[:, 0]].astype(np.float64)
    lengths = (pauses[:, 1] - pauses[:, 0]).astype(np.float64)
    likely, telling = _likely(lengths, sum(1 for one in clauses if one.pause) - 1)
    layers = []
    for clause, place in zip(clauses, expected, strict=True):
        middle = int(np.searchsorted(before, place))
        near = slice(max(0, middle - _NEAR // 2), middle + _NEAR // 2)
        quiet = _quietest(spoken, place)
        longer = _LONGER.get(clause.pause, 1.0)
        sure = min(most, telling) if clause.pause else 0.0
        paused = (1 - sure) * _AT_COMMA - sure * likely[near] * longer
        unpaused = (1 - sure) * _NO_COMMA + sure * _NO_PAUSE
        places = np.concatenate([pauses[near], np.stack([quiet, quiet], axis=1)])
        costs = np.concatenate([paused, np.full(len(quiet), unpaused)])
        layers.append(
            _Layer(
                places,
                spoken.voiced[places[:, 0]].astype(np.float64),
                costs + _outside(places, clause.window),
                len(paused),
            )
        )
    return [*layers[:-1], _ending(layers[-1])]


def _ending(layer: _Layer) -> _Layer:
    """Where the last clause may end: where speech does, or before what is passed over."""
    last = slice(0, layer.pauses)
    costs = np.append(layer.costs[: layer.pauses - 1], 0.0)
    return _Layer(layer.places[last], layer.voiced[last], costs, layer.pauses)


def _outside(places: NDArray[np.int64], window: tuple[int, int] | None) -> Floats | float:
    if window is None:
        return 0.0
    off = np.maximum(0, np.maximum(window[0] - places[:, 0], places[:, 1] - window[1]))
    costs: Floats = np.minimum(_OUTSIDE_MOST, _OUTSIDE * off.astype(np.float64))
    return costs


def _likely(lengths: Floats, wanted: int) -> tuple[Floats, float]:
    """How much each pause looks like one after a sentence, and how much that tells, from 0 to 1.

    A reader who runs on makes none after sentences: the longest are those at commas.
    """
    usual = _usual(np.sort(lengths)[::-1], wanted)
    telling = float(np.clip((usual - _NONE) / (_CLEAR - _NONE), 0, 1))
    logs = np.log((lengths + 2) / (usual + 2)) / _SHARPNESS
    return np.clip(logs, -_SUREST, _SUREST), telling


def _usual(lengths: Floats, wanted: int) -> float:
    """The length between pauses after sentences and those within, of pauses by their length.

    It is where lengths fall off most at about as many as there should be: some sentences may not
    be read, or read twice.
    """
    if len(lengths) < _FEW:
        return float(lengths.mean()) if len(lengths) else 1.0
    most, wanted = len(lengths) - 1, max(1, wanted)  # there may be but one sentence
    counts = np.arange(
        min(most, math.ceil(wanted * _FEWER)), min(most, math.ceil(wanted * _MORE)) + 1
    )
    logs = np.log(np.maximum(lengths, 1.0))
    falls = logs[counts - 1] - logs[counts] - np.abs(np.log(counts / wanted))
    last = int(counts[falls.argmax()])
    return math.exp((logs[last - 1] + logs[last]) / 2)


def _quietest(spoken: SpeechHeard, expected: float) -> NDArray[np.int64]:
    """The quietest frames of each stretch about where so much has been spoken."""
    at = int(np.searchsorted(spoken.voiced, expected))
    first = max(spoken.start, at - _REACH)
    last = max(first + 1, min(spoken.end, at + _REACH))
    starts = range(first, last, _AROUND)
    found = [k + int(spoken.levels[k : min(last, k + _AROUND)].argmin()) for k in starts]
    return np.array(found, np.int64)
