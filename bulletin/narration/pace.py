"""How fast a voice speaks: syllables counted, and what is far from the voice's own pace.

In: what is said, and how long it took. Out: the sentences that are odd, measured by how much the
voice's own pace varies among sentences of about that length.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from statistics import median
from unicodedata import normalize

_FEWEST_SYLLABLES = 4
"""In fewer, the beginning and the end of a clip weigh more than what is said."""
_FEWEST_SENTENCES = 8
_LEAST_ODD = math.log(1.5)
_SPREADS = 4.0
"""Median deviations from which a pace is odd."""
_DEVIATION = 1.4826  # of a normal distribution: its standard deviation by the median one
_VOWELS = re.compile(r"[aeiouyAEIOUY]+")


def syllables(text: str) -> int:
    """About how many syllables are said: groups of vowels, and words without any.

    Of what is not written in Latin letters it is the number of letters.
    """
    plain = "".join(c for c in normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return sum(_syllables_of(word) for word in re.findall(r"[^\W_]+", plain))


def _syllables_of(word: str) -> int:
    latin = all(letter < "\u0250" for letter in word)
    return max(1, len(_VOWELS.findall(word))) if latin else len(word)


def odd_paces(sentences: Sequence[tuple[str, float | None]]) -> list[float | None]:
    """For each sentence its seconds a syllable against the median, if that is odd.

    What is odd is measured by the voice's own spread, so that slow voices are not all odd.
    """
    rates = [_rate(text, seconds) for text, seconds in sentences]
    logs = [math.log(rate) for rate in rates if rate]
    if len(logs) < _FEWEST_SENTENCES:
        return [None] * len(rates)
    middle = median(logs)
    spread = median(abs(one - middle) for one in logs) * _DEVIATION
    odd = max(_LEAST_ODD, _SPREADS * spread)
    return [
        round(math.exp(off), 2) if rate and abs(off := math.log(rate) - middle) > odd else None
        for rate in rates
    ]


def _rate(text: str, seconds: float | None) -> float | None:
    count = syllables(text)
    return seconds / count if seconds and count >= _FEWEST_SYLLABLES else None
