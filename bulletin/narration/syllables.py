"""How many syllables are said for a text, about.

In: what is said. Out: a number. It is counted without a library: the check counts, too.
"""

from __future__ import annotations

import re
from unicodedata import normalize

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
