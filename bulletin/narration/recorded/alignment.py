"""Which sentence is read when: sentences and pauses in, times out.

In: the speech in a recording, and for each sentence how many syllables its clauses have and how
long a pause belongs after it. Out: a start and an end for each.

Sentences lie between pauses, and which are meant `search` finds: clause by clause, each should take
as long as its syllables at the reader's own pace; a sentence ends at a long pause rather than a
short one, and at a comma there may be any. A reader who runs sentences together leaves no pause:
then the quietest moment where the end is expected stands for one, at a price. What was found is
the next round's expectation, and tells the reader's pace better. Where sentences come out at lengths
that they cannot have because the reader pauses longer within than between them, lengths decide.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.model import Pause
from bulletin.narration.recorded.pauses import SpeechHeard
from bulletin.narration.recorded.search import Clause, SpeechStretch, search
from bulletin.narration.recorded.takes import FRAME

VERSION = 8
"""To be raised when the same recording gives other times."""

_EDGE = 0.5
"""Syllables that the end of a sentence takes besides: its last one is drawn out."""
_ROUNDS = 5
_FEWEST = 6.0
"""Syllables of sentences that tell a reader's pace."""

SHARES = (1.0, 0.85, 1.2, 0.5)
"""What the search begins with: all of it is the text, there is more, or some is not read; or half of
it is music."""
_MISLED, _MISLED_TIMES = 5.0, 8.0
"""The misfit from which longer pauses may mislead, and how many times that without them."""
_SOME_WORDS = 100
"""Frames: a cough or a chair is shorter."""
_LONG_NOISE = 200
"""Frames: paper that rustles for less hides nothing, and is heard in any room."""
_LEAST = 0.03
"""Seconds that even a sentence has which is not read."""
_ENOUGH = 20.0
"""Syllables of a sentence that counts as much as any."""
_LEAST_PACE, _MOST_OFF = 0.05, 1.5

Window = tuple[int, int] | None
"""Frames between which a sentence ends; None: nobody knows."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A sentence that is to be found: the syllables of its clauses, and what follows it.

    `written` is the share of it that people read at least: they leave out what a machine says around it,
    such as the section's name before a title, and of an interview the names of those who speak. What is
    left out altogether has no clauses.
    """

    clauses: tuple[int, ...]
    pause: Pause = "sentence"
    written: float = 1.0

    @property
    def as_written(self) -> Expected:
        """The same without what people leave out."""
        if not self.written:
            return Expected((), self.pause)
        added = (1 - self.written) * sum(self.clauses)
        ends = [0, *itertools.accumulate(self.clauses[:-1])]
        first = min(range(len(ends)), key=lambda at: abs(ends[at] - added))
        return Expected(self.clauses[first:], self.pause)

    @property
    def weights(self) -> tuple[float, ...]:
        """How long each clause takes, in syllables."""
        found = [float(max(1, one)) for one in self.clauses]
        return (*found[:-1], *(last + _EDGE for last in found[-1:]))

    @property
    def weight(self) -> float:
        """How long it takes, in syllables."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class Found:
    """When a sentence is read, in seconds, and its pace against the reader's own (1: as usual)."""

    start: float
    end: float
    pace: float


@dataclass(frozen=True, slots=True)
class Laid:
    """Sentences as they lie in a recording.

    `cost` is what it costs, where `share` of what is heard is taken for the text. `sentences` are
    those that were looked for: with or without what a machine says around what is written.
    """

    sentences: Sequence[Expected]
    found: tuple[Found, ...]
    share: float
    cost: float

    @property
    def price(self) -> float:
        """What a clause costs."""
        return self.cost / sum(len(one.clauses) for one in self.sentences)


def aligned(
    spoken: SpeechHeard, sentences: Sequence[Expected], windows: Sequence[Window] = ()
) -> tuple[Found, ...]:
    """When each sentence is read, in order; they never overlap.

    `windows` are where sentences end, so far as somebody heard it.
    """
    return laid(spoken, sentences, windows).found if sentences else ()


def laid(
    spoken: SpeechHeard, sentences: Sequence[Expected], windows: Sequence[Window] = ()
) -> Laid:
    """The same, of one sentence at least, with what it costs.

    Of the `ways_to_read` them the likeliest is taken.
    """
    likeliest, *more = ways = ways_to_read(sentences)
    if more:
        likeliest = min(ways, key=lambda way: _cost_of(spoken, way, windows, SHARES[0]))
    return _laid(spoken, likeliest, windows)


def ways_to_read(sentences: Sequence[Expected]) -> list[tuple[Expected, ...]]:
    """What is read of sentences: all that a machine says, or less around the title, the others, or both."""
    said, written = tuple(sentences), tuple(one.as_written for one in sentences)
    ways = ((a[0], *b[1:]) for a in (said, written) for b in (said, written))
    return list(dict.fromkeys(ways))


def _laid(spoken: SpeechHeard, sentences: Sequence[Expected], windows: Sequence[Window]) -> Laid:
    clauses = list(_clauses(sentences, windows or [None] * len(sentences)))
    (told, share), (lengths, _) = (
        min(
            ((_settled(spoken, sentences, clauses, telling, share), share) for share in SHARES),
            key=lambda way: way[0].cost,
        )
        for telling in (1.0, 0.0)
    )
    misled = told.misfit > max(_MISLED, _MISLED_TIMES * lengths.misfit)
    found = _apart((lengths if misled else told).found)
    return Laid(sentences, found, share, told.cost)


def _settled(
    spoken: SpeechHeard,
    sentences: Sequence[Expected],
    clauses: Sequence[Clause],
    telling: float,
    share: float,
) -> _Way:
    """Where clauses are read, once a further round changes nothing.

    `share`: how much of what is heard is the text, as a first guess.
    """
    weights = np.array([clause.weight for clause in clauses])
    base, whole = float(spoken.voiced[spoken.start]), float(spoken.voiced[spoken.end])
    pace = share * (whole - base) / weights.sum()
    middle = base + (whole - base) / 2
    expected = middle + share * (
        base + np.cumsum(weights) / weights.sum() * (whole - base) - middle
    )
    expected = _within(spoken, clauses, expected)
    found: list[SpeechStretch] = []
    for _ in range(_ROUNDS):
        before, (found, cost) = found, search(spoken, clauses, expected, pace, telling=telling)
        if found == before:
            break
        lasts = np.array([one.last for one in found])
        expected = _within(spoken, clauses, spoken.voiced[lasts].astype(np.float64))
        pace = _pace(spoken, sentences, found) or pace
    return _Way(spoken, sentences, found, pace, cost)


def price(spoken: SpeechHeard, sentences: Sequence[Expected], share: float) -> float:
    """What it costs to lay sentences into a recording, a clause: the lower, the better they fit."""
    return _cost_of(spoken, sentences, (), share) / sum(len(one.clauses) for one in sentences)


def _cost_of(
    spoken: SpeechHeard, sentences: Sequence[Expected], windows: Sequence[Window], share: float
) -> float:
    clauses = list(_clauses(sentences, windows or [None] * len(sentences)))
    return _settled(spoken, sentences, clauses, 1.0, share).cost


def unclaimed(spoken: SpeechHeard, found: Sequence[Found]) -> Iterator[tuple[float, float]]:
    """What is heard and is none of the sentences, in seconds, if it is as long as some words."""
    yield from sorted((*_unread(spoken, found), *_noises(spoken)))


def _noises(spoken: SpeechHeard) -> Iterator[tuple[float, float]]:
    """The long ones; in the middle of one nothing is louder than it."""
    starts, ends = spoken.noises[1:, 0], spoken.noises[:-1, 1]
    apart = (spoken.voiced[starts] > spoken.voiced[ends]) | (starts - ends > _LONG_NOISE)
    for parts in np.split(spoken.noises, np.flatnonzero(apart) + 1):
        if len(parts) and parts[-1, 1] - parts[0, 0] > _LONG_NOISE:
            yield float(parts[0, 0] * FRAME), float(parts[-1, 1] * FRAME)


def _unread(spoken: SpeechHeard, found: Sequence[Found]) -> Iterator[tuple[float, float]]:
    edges = [(0.0, 0.0), *((one.start, one.end) for one in found)]
    last = spoken.seconds(spoken.end, spoken.end)[1]
    for (_, done), (following, _) in itertools.pairwise([*edges, (last, last)]):
        first, end = (min(round(t / FRAME), len(spoken.voiced) - 1) for t in (done, following))
        if spoken.voiced[end] - spoken.voiced[first] > _SOME_WORDS:
            heard = np.flatnonzero(np.diff(spoken.voiced[first : end + 1])) + first
            yield spoken.seconds(int(heard[0]), int(heard[-1]) + 1)


@dataclass(frozen=True)
class _Way:
    """One way to lay the sentences into the recording."""

    spoken: SpeechHeard
    sentences: Sequence[Expected]
    stretches: Sequence[SpeechStretch]
    pace: float
    cost: float

    @property
    def found(self) -> list[Found]:
        """The sentences, which may overlap by the soft sounds at their ends."""
        return list(_found(self.spoken, self.sentences, self.stretches, self.pace))

    @property
    def misfit(self) -> float:
        return misfit(self.sentences, self.found)


def misfit(sentences: Sequence[Expected], found: Sequence[Found]) -> float:
    """How far sentences are from the length that they should have: a mean square, in percent.

    What is not read counts for nothing.
    """
    read = [pair for pair in zip(sentences, found, strict=True) if pair[1].pace]
    weights = np.array([min(one.weight, _ENOUGH) for one, _ in read])
    paces = np.array([max(found.pace, _LEAST_PACE) for _, found in read])
    offs = np.minimum(np.abs(np.log(paces)), _MOST_OFF)
    return float(100 * (np.square(offs) * weights).sum() / max(1.0, weights.sum()))


def _clauses(sentences: Sequence[Expected], windows: Sequence[Window]) -> Iterator[Clause]:
    for one, window in zip(sentences, windows, strict=True):
        yield from (Clause(weight) for weight in one.weights[:-1])
        yield from (Clause(last, one.pause, window) for last in one.weights[-1:])


def _within(
    spoken: SpeechHeard, clauses: Sequence[Clause], expected: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What is expected, moved into the windows."""
    most = len(spoken.voiced) - 1
    low = [spoken.voiced[min(most, c.window[0])] if c.window else 0 for c in clauses]
    high = [spoken.voiced[min(most, c.window[1])] if c.window else most for c in clauses]
    moved = np.clip(expected, np.maximum.accumulate(low), np.minimum.accumulate(high[::-1])[::-1])
    return np.asarray(moved, np.float64)


def _read(
    spoken: SpeechHeard, sentences: Sequence[Expected], found: Sequence[SpeechStretch]
) -> Iterator[tuple[Expected, SpeechStretch, float]]:
    """Each sentence, where it is read, and how many frames that takes without pauses.

    What is left out altogether lies where the next one begins.
    """
    at = 0
    for one in sentences:
        parts, at = found[at : at + len(one.clauses)], at + len(one.clauses)
        if not parts:
            first = found[min(at, len(found) - 1)].first
            yield one, SpeechStretch(first, first), 0.0
            continue
        voiced = sum(float(spoken.voiced[p.last] - spoken.voiced[p.first]) for p in parts)
        yield one, SpeechStretch(parts[0].first, parts[-1].last), voiced


def _pace(
    spoken: SpeechHeard, sentences: Sequence[Expected], found: Sequence[SpeechStretch]
) -> float | None:
    """The frames that a syllable takes, without sentences that are read otherwise."""
    paces = [
        voiced / one.weight
        for one, _, voiced in _read(spoken, sentences, found)
        if one.weight >= _FEWEST and voiced
    ]
    return float(np.median(paces)) if paces else None


def _found(
    spoken: SpeechHeard, sentences: Sequence[Expected], found: Sequence[SpeechStretch], pace: float
) -> Iterator[Found]:
    for one, place, voiced in _read(spoken, sentences, found):
        start, end = spoken.seconds(place.first, place.last)
        if one.clauses:
            yield Found(start, end, voiced / (one.weight * pace))
        else:
            yield Found(start, start, 1.0)


def _apart(found: Sequence[Found]) -> tuple[Found, ...]:
    """The same without overlaps: neighbours share what lies between them."""
    times = [[one.start, one.end] for one in found]
    for before, after in itertools.pairwise(times):
        if before[1] > after[0]:
            middle = (before[1] + after[0]) / 2
            before[1] = after[0] = middle
    done, apart = 0.0, []
    for one, (start, end) in zip(found, times, strict=True):
        first = max(start, done)
        done = max(end, first + _LEAST)
        apart.append(Found(first, done, one.pace))
    return tuple(apart)
