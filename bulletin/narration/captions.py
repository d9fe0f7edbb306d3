"""Sentences cut for captions: nothing stands for longer than it can be read, or is too long to.

In: a cue. Out: captions of at most 120 characters and 12 seconds, cut at commas if there are some
near the middle, else between words; each has the time of the syllables that are said for it.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from bulletin.languages import sentences_of
from bulletin.narration.model import Cue

MOST_CHARACTERS = 120
MOST_SECONDS = 12.0

_SURE = MOST_SECONDS - 0.1
"""Seconds that are aimed at: times are rounded afterwards."""
_JOINER = "\u200d"
_VIRAMA = 9
"""The class of signs that set the next letter below the last one, as in Khmer (Unicode, 4.3)."""
_BETWEEN_SPACES = re.compile(r"\S+")
_WITHIN = re.compile("[^\u200b]+\u200b*|\u200b+")
"""The words of what stands between two spaces: Khmer and Thai may have spaces of no width."""
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
    is_bound: bool = False
    """Whether it belongs to the one before: the rest of a word, or a name behind "TP."."""


def captions_of(cue: Cue, language: str) -> Iterator[TimedCaption]:
    """The captions of a cue in a language, one after the other without a gap."""
    words = list(_words(cue, language))
    if not words:
        yield TimedCaption(cue.start, cue.end, "")
        return
    times = list(accumulate((word.seconds for word in words), initial=cue.start))
    for first, last in _pieces(words):
        end = cue.end if last == len(words) else times[last]
        yield TimedCaption(times[first], end, _joined(words[first:last]))


def _words(cue: Cue, language: str) -> Iterator[_Word]:
    """The words of a cue with their times, none too long to be shown."""
    said = cue.caption or cue.written
    found = list(_BETWEEN_SPACES.finditer(said))
    beats = cue.beats if len(cue.beats) == len(found) else [1.0] * len(found)
    if sum(beats) <= 0:
        beats = [1.0] * len(found)
    a_beat = (cue.end - cue.start) / sum(beats) if found else 0.0
    stops, is_bound = {end for _, end in sentences_of(said, language)}, False
    for one, count in zip(found, beats, strict=True):
        text, joins = one[0], False
        for part in _WITHIN.findall(text):
            word = _Word(part, count * a_beat * len(part) / len(text), joins, is_bound)
            yield from _cut(word)
            joins, is_bound = True, False
        is_bound = text.endswith(".") and not text.endswith("..") and one.end() not in stops


def _cut(word: _Word) -> Iterator[_Word]:
    """A word, cut if it alone is too long; parts that cannot be cut further are shown again."""
    text = word.text
    wanted = max(math.ceil(len(text) / MOST_CHARACTERS), math.ceil(word.seconds / _SURE), 1)
    if wanted == 1:
        yield word
        return
    ends = sorted(
        {_sign_end(text, number * len(text) // wanted) for number in range(1, wanted + 1)}
    )
    parts = [text[start:end] for start, end in pairwise((0, *ends)) if end > start]
    times = math.ceil(wanted / len(parts))
    seconds = word.seconds / (len(parts) * times)
    for number, part in enumerate(parts):
        is_rest = number > 0
        yield replace(
            word,
            text=part,
            seconds=seconds,
            joins=word.joins or is_rest,
            is_bound=word.is_bound or is_rest,
        )
        yield from (_Word(part, seconds) for _ in range(times - 1))


def _sign_end(text: str, at: int) -> int:
    """The nearest place from here on that is not within a sign."""
    while 0 < at < len(text) and _belongs_together(text[at - 1], text[at]):
        at += 1
    return at


def _belongs_together(before: str, after: str) -> bool:
    """Whether two characters are one sign: a letter and its accents, or what is joined to one picture."""
    is_joined = unicodedata.combining(before) == _VIRAMA or _JOINER in {before, after}
    return is_joined or unicodedata.category(after).startswith("M")


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
        return (2 if words[at].is_bound else 0 if comma else 1), off

    return min(range(first + 1, last), key=worth)


def _joined(words: Sequence[_Word]) -> str:
    return "".join(w.text if w.joins or not n else f" {w.text}" for n, w in enumerate(words))
