"""What nurses write short: M 88, HA 120/80, truyền XXX g/p.

In: a place at an M before a number, or at a rate behind one. Out: "mạch" and
"nhiệt độ", where blood pressure, fever or breath is told of, and drops a minute, where something is infused.
"""

import re

from bulletin.languages.vi.words import near, said_near
from bulletin.reading.scanner import Claim, Place, Rule

_PULSE = re.compile(r"M\s?:?\s(?=(?:[3-9][0-9]|1[0-9]{2}|2[0-4][0-9])(?![^\W_]|[.,][0-9]))")
_HEAT = re.compile(
    r"T°?\s?:?\s?(?=(?:3[4-9]|4[0-2])(?:[.,][0-9])?\s?(?:°|o[0-9]?(?![^\W_C])|oC|độ))|t°\s?:?\s?(?=[0-9])"
)
_DROPS = re.compile(r"g/(?:p|ph|phút)(?![^\W_])")
_COUNT_BEFORE = re.compile(r"(?:[0-9]|(?<![^\W_])[IVX]{1,5})\s?$")
_WORDS_TO_DRIP = 14
_WORDS_NEAR = 8
_SIGHT = 40  # characters behind the number


def pulse(place: Place, match: re.Match[str]) -> Claim | None:
    """The M of "M 100, HA 110/70"."""
    return Claim(match.end(), "mạch ") if _beside_others(place, match.end()) else None


def heat(place: Place, match: re.Match[str]) -> Claim | None:
    """The T of "HA: 130/80mmHg, T: 37oC"."""
    said = "" if place.previous_two == "nhiệt độ" else "nhiệt độ "
    return Claim(match.end(), said) if _beside_others(place, match.end()) else None


def _beside_others(place: Place, end: int) -> bool:
    """Whether other signs of life stand before or behind."""
    before = said_near(place.before, "vital_signs", _WORDS_NEAR)
    return before or said_near(place.text[end : end + _SIGHT], "vital_signs", _SIGHT)


def drops(place: Place, match: re.Match[str]) -> Claim | None:
    """The g/p of "truyền 30 g/p"."""
    if not _COUNT_BEFORE.search(place.before):
        return None
    return Claim(match.end(), "giọt một phút") if near(place, "infused", _WORDS_TO_DRIP) else None


RULES = (
    Rule("word", drops, _DROPS, opens="g", then="/"),
    Rule("word", pulse, _PULSE, opens="M", then=" :"),
    Rule("word", heat, _HEAT, opens="Tt", then=" :°34"),
)
