"""How fast a voice speaks: syllables counted, and what is far from the voice's own pace.

In: what is said, and how long it took. Out: the sentences that are odd. How long a voice takes is
found from its own sentences: so much for a syllable, so much for a pause inside, so much for a
stop. What is left over is compared with how much it varies among sentences of about that length:
in short ones, where a breath more weighs much, it varies most, so that nobody has to say from
which length on a voice can be judged. What nobody can say in its time is odd with any voice: a
service may always give the same sound.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.syllables import syllables

_FEWEST = 8
"""Sentences from which something can be learned."""
_LEAST_ODD = math.log(1.3)
"""What no sentence is odd below: a word of five or so."""
_WORD = 0.8
"""Of the seconds that a syllable takes: what a word has at least that is missing, or said twice. By less,
one that is cut short (Lịch) differs from one that is drawn out."""
_SPREADS = 5.0
"""Median deviations from which a pace is odd."""
_DEVIATION = 1.4826  # of a normal distribution: its standard deviation by the median one
_ROUNDS = 20
_SMALL = 0.02
"""Of a sentence's length: differences that count alike when the voice is measured."""
_LEAST_SHARE = 0.3
"""Of what its syllables take: the least that a sentence is expected to last."""
_POSSIBLE = (0.04, 1.5)
"""Seconds a syllable, pauses counted, in which a sentence can be said at all, at any rate."""
_WORDS_ENOUGH = 5
"""Syllables from which on that is sure."""
_USUAL = 0.2
"""Seconds a syllable that people read in."""
_CLOSING = r"""["'”’»)\]]*"""
"""What may stand between a sign and the space that it is known by."""
_PAUSES = re.compile(rf"[,;:–—]{_CLOSING}(?=\s)")
_STOPS = re.compile(rf"[.!?…]+{_CLOSING}(?=\s|$)|[,;:–—]+{_CLOSING}$")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence that was spoken: what takes time in it, and the time."""

    number: int
    syllables: int
    pauses: int
    stops: int
    seconds: float

    @property
    def length_class(self) -> int:
        """Sentences of up to twice the length are of one class."""
        return self.syllables.bit_length()

    @property
    def is_impossible(self) -> bool:
        """Whether nobody can say it in its time."""
        quickest, slowest = (pace * self.syllables for pace in _POSSIBLE)
        return self.syllables >= _WORDS_ENOUGH and not quickest <= self.seconds <= slowest


def odd_paces(sentences: Sequence[tuple[str, float | None]]) -> list[float | None]:
    """For each sentence its seconds against what the voice would take, if that is odd.

    Sentences without a time are not judged, and too few to know the voice by only by what anybody
    can say.
    """
    found: list[float | None] = [None] * len(sentences)
    spoken = [
        _Spoken(n, syllables(text), len(_PAUSES.findall(text)), len(_STOPS.findall(text)), seconds)
        for n, (text, seconds) in enumerate(sentences)
        if seconds
    ]
    spoken = [one for one in spoken if one.syllables]
    for one in spoken:
        if one.is_impossible:
            found[one.number] = round(one.seconds / (_USUAL * one.syllables), 3)
    if len(spoken) < _FEWEST:
        return found
    off = dict(zip(spoken, _off(spoken), strict=True))
    least = _WORD * _pace(spoken)
    for length in {one.length_class for one in spoken}:
        alike = [one for one in spoken if one.length_class == length]
        # Shorter ones vary more: with them nothing is odd that is not.
        known = [one for one in spoken if one.length_class <= length]
        known = alike if len(alike) >= _FEWEST else known
        if len(known) < _FEWEST:
            continue
        middle = median(off[one] for one in known)
        spread = median(abs(off[one] - middle) for one in known) * _DEVIATION
        for one in alike:
            times = math.exp(off[one] - middle)
            is_word = abs(one.seconds - one.seconds / times) >= least
            if is_word and abs(off[one] - middle) > max(_LEAST_ODD, _SPREADS * spread):
                found[one.number] = round(times, 2)
    return found


def _off(spoken: Sequence[_Spoken]) -> list[float]:
    """The logarithms of what each sentence took in proportion to what was to be expected."""
    counts = np.array([(s.syllables, s.pauses, s.stops, 1) for s in spoken], np.float64)
    seconds = np.array([s.seconds for s in spoken])
    least = _LEAST_SHARE * _pace(spoken) * counts[:, 0]
    expected = np.maximum(counts @ _voice(counts, seconds), least)
    return [float(one) for one in np.log(seconds / expected)]


def _pace(spoken: Sequence[_Spoken]) -> float:
    """The seconds that a syllable mostly takes."""
    return median(one.seconds / one.syllables for one in spoken)


def _voice(counts: NDArray[np.float64], seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a syllable, a pause, a stop and a sentence take.

    By least deviations, so that odd sentences do not shift what is usual.
    """
    scale = 1 / counts[:, 0]
    rows, values = counts * scale[:, None], seconds * scale
    pace = median(values.tolist())
    weights = np.ones(len(values))
    found: NDArray[np.float64] = np.zeros(counts.shape[1])
    for _ in range(_ROUNDS):
        fitted = np.linalg.lstsq(rows * weights[:, None], values * weights, rcond=None)[0]
        found = np.asarray(fitted, np.float64)
        weights = 1 / np.sqrt(np.maximum(np.abs(values - rows @ found), _SMALL * pace))
    return found
