"""Sentences cut for captions: nothing stands for longer than it can be read, or is too long to.

In: a cue. Out: captions of at most 120 characters and 12 seconds, cut at commas if there are some
near the middle, else between words; each has the time of the syllables that are said for it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bulletin.narration.model import Cue

MOST_CHARACTERS = 120
MOST_SECONDS = 12.0

_SURE = MOST_SECONDS - 0.1
"""Seconds that are aimed at: times are rounded afterwards."""
_JOINER = "\u200d"
_ENDS = tuple(",;:.!?…–—)”")
_LEAST = 0.2
"""The share of a sentence that a comma must have on either side to be cut at."""


@dataclass(frozen=True, slots=True)
class TimedCaption:
    """What is shown from one second to another."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, or a part of one that alone would be too long; how long it is said."""

    text: str
    seconds: float
    joins: bool = False
    """Whether it goes on from the one before, without a space."""


def captions_of(cue: Cue) -> Iterator[TimedCaption]:
    """The captions of a cue, one after the other without a gap."""
    words = list(_words(cue))
    if not words:
        yield TimedCaption(cue.start, cue.end, "")
        return
    times = list(accumulate((word.seconds for word in words), initial=cue.start))
    for first, last in _pieces(words):
        end = cue.end if last == len(words) else times[last]
        yield TimedCaption(times[first], end, _joined(words[first:last]))


def _words(cue: Cue) -> Iterator[_Word]:
    """The words of a cue with their times, none too long to be shown."""
    texts = (cue.caption or cue.written).split()
    beats = cue.beats if len(cue.beats) == len(texts) else [1.0] * len(texts)
    if sum(beats) <= 0:
        beats = [1.0] * len(texts)
    a_beat = (cue.end - cue.start) / sum(beats) if texts else 0.0
    for text, count in zip(texts, beats, strict=True):
        yield from _cut(text, count * a_beat)


def _cut(text: str, seconds: float) -> Iterator[_Word]:
    """A word, cut if it alone is too long; parts that cannot be cut further are shown again."""
    wanted = max(math.ceil(len(text) / MOST_CHARACTERS), math.ceil(seconds / _SURE), 1)
    ends = sorted(
        {_sign_end(text, number * len(text) // wanted) for number in range(1, wanted + 1)}
    )
    parts = [text[start:end] for start, end in pairwise((0, *ends)) if end > start]
    times = math.ceil(wanted / len(parts))
    for number, part in enumerate(parts):
        for again in range(times):
            yield _Word(part, seconds / (len(parts) * times), number > 0 and not again)


def _sign_end(text: str, at: int) -> int:
    """The nearest place from here on that is not within a sign."""
    while 0 < at < len(text) and _belongs_together(text[at - 1], text[at]):
        at += 1
    return at


def _belongs_together(before: str, after: str) -> bool:
    """Whether two characters are one sign: a letter and its accents, or what is joined to one picture."""
    return unicodedata.category(after).startswith("M") or _JOINER in {before, after}


def _pieces(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """The words in pieces that fit, from the first to the last."""
    letters = list(accumulate((len(w.text) + (not w.joins) for w in words), initial=0))
    seconds = list(accumulate((w.seconds for w in words), initial=0.0))
    # Both count, so that pieces are as alike in what is read as in what is heard.
    weights = [a / MOST_CHARACTERS + b / _SURE for a, b in zip(letters, seconds, strict=True)]
    waiting = [(0, len(words))]
    while waiting:
        first, last = waiting.pop()
        long = letters[last] - letters[first] - (not words[first].joins)
        fits = long <= MOST_CHARACTERS and seconds[last] - seconds[first] <= _SURE
        if fits or last - first == 1:
            yield first, last
            continue
        cut = _best(words, weights, first, last)
        waiting += [(cut, last), (first, cut)]


def _best(words: Sequence[_Word], weights: Sequence[float], first: int, last: int) -> int:
    """Where to cut: at the comma nearest the middle, or between words; inside none if it can be."""
    whole = weights[last] - weights[first]
    middle = weights[first] + whole / 2

    def worth(at: int) -> tuple[int, float]:
        off = abs(weights[at] - middle)
        comma = words[at - 1].text.endswith(_ENDS) and off <= whole * (0.5 - _LEAST)
        return (2 if words[at].joins else 0 if comma else 1), off

    return min(range(first + 1, last), key=worth)


def _joined(words: Sequence[_Word]) -> str:
    return "".join(w.text if w.joins or not n else f" {w.text}" for n, w in enumerate(words))
