"""Between which moments a sentence ends, as a recogniser heard it: words with times in, windows out.

In: what is to be said, and the words that were heard, each with its time. Out: for each sentence a
window in which it ends, None where nobody can tell. The two rows of words are laid side by side;
of those that are the same only what has others beside it is believed, for a recogniser guesses.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.listening.recogniser import HeardWord
from bulletin.narration.recorded.alignment import Window
from bulletin.narration.recorded.takes import FRAME
from bulletin.reading import Reader, spoken_text

_WORD = re.compile(r"[^\W_]+")
_BAND = 400
"""Words by which what is heard may be ahead of the text, or behind it."""
_SAME, _OTHER, _MISSING = 2.0, -1.0, -0.7
_AROUND, _BESIDE = 3, 2
"""Among so many words on either side so many are the same, or a word is not believed."""
_INEXACT = 0.12
"""Seconds by which a recogniser's times are off."""

_DIAGONAL, _UP, _LEFT = 0, 1, 2


def windows_heard(
    sentences: Sequence[str], heard: Sequence[HeardWord], reader: Reader
) -> list[Window]:
    """Where each of some sentences ends."""
    said = [_forms(text) for text in sentences]
    words = [word for sentence in said for word in sentence]
    found = [(form, word) for word in heard for form in _forms(_read(word.text, reader))]
    pairs = _believed(_paired(words, [form for form, _ in found]))
    times = {ours: found[theirs][1] for ours, theirs in pairs.items()}
    return list(_windows(list(accumulate(map(len, said))), times))


def _read(text: str, reader: Reader) -> str:
    """A word as the voice says it: recognisers write numbers in digits."""
    plain = text.strip()
    return spoken_text(reader.read(plain)) if any(map(str.isdigit, plain)) else plain


def _forms(text: str) -> list[str]:
    """The words of a text without their marks, which recognisers guess."""
    plain = normalize("NFD", text.casefold().replace("đ", "d"))
    return _WORD.findall("".join(c for c in plain if not combining(c)))


def _windows(ends: Sequence[int], times: Mapping[int, HeardWord]) -> Iterator[Window]:
    """A window for each sentence that ends before so many words, if it is known on both sides."""
    known = np.array(sorted(times), np.int64)
    for end in ends:
        at = int(np.searchsorted(known, end))
        if at in (0, len(known)):
            yield None
            continue
        first, last = times[int(known[at - 1])].end, times[int(known[at])].start
        window = (round((first - _INEXACT) / FRAME), round((last + _INEXACT) / FRAME))
        yield window if window[0] < window[1] else None


def _believed(pairs: Mapping[int, int]) -> dict[int, int]:
    """The pairs that have others close beside them in both rows."""
    return {
        ours: theirs
        for ours, theirs in pairs.items()
        if sum(
            abs(pairs.get(ours + step, -9999) - theirs - step) <= 1
            for step in range(-_AROUND, _AROUND + 1)
            if step
        )
        >= _BESIDE
    }


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """Which words are the same, by the best way to lay the rows side by side, within a band."""
    if not ours or not theirs:
        return {}
    codes = {word: number for number, word in enumerate(dict.fromkeys((*ours, *theirs)))}
    row = np.array([codes[word] for word in theirs])
    width = min(2 * _BAND, len(theirs)) + 1
    begins = [_begin(number, len(ours), len(theirs), width) for number in range(len(ours) + 1)]
    gaps = _MISSING * np.arange(width)
    scores, ways = gaps.copy(), np.zeros((len(ours), width), np.int8)
    for number, word in enumerate(ours):
        shift = begins[number + 1] - begins[number]
        above = np.append(scores[shift:], np.full(shift, -np.inf))
        places = begins[number + 1] + np.arange(width) - 1
        same = np.where(row[np.clip(places, 0, len(row) - 1)] == codes[word], _SAME, _OTHER)
        before = np.concatenate([scores[shift - 1 : shift] if shift else [-np.inf], above[:-1]])
        diagonal = np.where(places >= 0, before + same, -np.inf)
        best = np.maximum(diagonal, above + _MISSING)
        scores = np.maximum.accumulate(best - gaps) + gaps
        ways[number] = np.where(
            scores > best, _LEFT, np.where(diagonal >= above + _MISSING, _DIAGONAL, _UP)
        )
    return _traced(ways, begins, int(scores.argmax()), ours, theirs)


def _begin(number: int, most: int, others: int, width: int) -> int:
    """The first place of a row of the band."""
    return max(0, min(others + 1 - width, round(number / most * others) - width // 2))


def _traced(
    ways: NDArray[np.int8],
    begins: Sequence[int],
    last: int,
    ours: Sequence[str],
    theirs: Sequence[str],
) -> dict[int, int]:
    number, place = len(ours), begins[-1] + last
    pairs = {}
    while number and place > 0:
        way = ways[number - 1, place - begins[number]]
        if way == _DIAGONAL and ours[number - 1] == theirs[place - 1]:
            pairs[number - 1] = place - 1
        number -= way != _LEFT
        place -= way != _UP
    return pairs
