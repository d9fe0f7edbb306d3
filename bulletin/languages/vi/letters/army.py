"""Units of an army by their letters: C3 D7 E271 F5, "bộ đội E 174".

In: a place at one of the letters C to F. Out: the kind of unit and its number.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import follows, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_UNIT_OF_ARMY = re.compile(r"([CDEF])\s?([0-9]{1,3})(?![^\W_]|[.,/-][0-9])")
_CHAIN_OF_UNITS = re.compile(
    r"[CDEF][0-9]{1,3}(?:(?:,\s?|\s?[-–]\s?|\s)[CDEF][0-9]{1,3}){2,3}(?![^\W_]|[.,/-][0-9])"
)
_UNIT = re.compile(r"([CDEF])([0-9]{1,3})")
_ARMY = {"C": "đại đội", "D": "tiểu đoàn", "E": "trung đoàn", "F": "sư đoàn"}


def chain_of_units(_: Place, match: re.Match[str]) -> Claim | None:
    """C3 D7 E271 F5: units of an army from the small to the large."""
    units = _UNIT.findall(match[0])
    letters = [letter for letter, _ in units]
    if letters != sorted(set(letters)):
        return None
    said = ", ".join(f"{_ARMY[letter]} {cardinal(int(number))}" for letter, number in units)
    return Claim(match.end(), said)


def unit_of_army(place: Place, match: re.Match[str]) -> Claim | None:
    """Bộ đội E 174, F 9 hành quân: a unit that soldiers stand right beside."""
    if not (follows(place, "before_army_unit") or precedes(place, match.end(), "after_army_unit")):
        return None
    return Claim(match.end(), f"{_ARMY[match[1]]} {cardinal(int(match[2]))}")


RULES = (
    Rule("word", chain_of_units, _CHAIN_OF_UNITS, opens="CDEF", then="0123456789"),
    Rule("word", unit_of_army, _UNIT_OF_ARMY, opens="CDEF", then=" 0123456789"),
)
