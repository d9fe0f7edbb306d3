"""Letters of dimensions with their millimetres: cống D1.200, cống hộp B2.000xH1.500.

In: a place at such a letter. Out: the letter and one whole number, whose dot is that of thousands;
behind a word for a plot the same is a name.
"""

import re

from bulletin.languages.vi.cardinals import in_words
from bulletin.languages.vi.words import follows, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_DIMENSION = re.compile(r"([BDHLR])([1-9][0-9]{0,2}\.[0-9]{3})(?![0-9]|[.,][0-9])")
_TO = re.compile(r"\s?[-–]\s?(?=[BDHLR][1-9])")
_TIMES = re.compile(r"\s?[xX×]\s?(?=[BDHLR]?[0-9])")


def dimension(place: Place) -> Claim | None:
    """D1.200; the sign behind it, between two of them, is said with it."""
    match = place.match(_DIMENSION)
    if match is None or follows(place, "lot") or follows(place, "lettered"):
        return None
    said = f"{spelled(match[1])} {in_words(match[2])}"
    times = _TIMES.match(place.text, match.end())
    if times:
        return Claim(times.end(), f"{said} nhân ")
    span = _TO.match(place.text, match.end())
    return Claim(span.end(), f"{said} đến ") if span else Claim(match.end(), said)


RULES = (Rule("word", dimension, _DIMENSION, opens="BDHLR"),)
