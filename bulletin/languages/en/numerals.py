"""English Roman numerals: Chapter IV, Ch. IV, World War II, Henry VIII, the XIV Congress, "II. Plans".

In: a place at an I, a V or an X. Out: the number, or the ordinal behind the name of a ruler; no
claim for the initial of a name.
"""

import re

from bulletin.languages.en.numbers import cardinal, ordinal
from bulletin.languages.en.words import listed
from bulletin.reading.scanner import Claim, Place, Rule

_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?![^\W_])")
_POINT = re.compile(r"(?<=[IVX]{2})\.\s[A-ZĐ]|\.\s[A-ZĐ]{3}")  # "V. Nguyen" is a person
_INITIAL = re.compile(r"[IVX]\.\s[A-Z][a-z]")  # "Henry V. Nguyen"
_NAME_BEFORE = re.compile(r"[A-Z][a-z]+\s$")
_PART_BEFORE = re.compile(r"(?<![^\W_])(?:[Cc]h|[Cc]hap|[Ss]ec|[Aa]rt|[Vv]ol|[Nn]o|[Pp]t)\.\s$")
_MEETING_AFTER = re.compile(
    r"\s(?:[A-Z][a-z]+\s){0,2}(?:Congress|Assembly|Olympiad|Olympics|Games|Session|Conference)(?![^\W_])"
)
_NUMBER_HEAD = re.compile(r"No(?=:\s?[0-9])")


def numbered_head(place: Place) -> Claim | None:
    """No: 1, "II. Plans": the name of a column of numbers, and the number of a heading."""
    if place.match(_NUMBER_HEAD):
        return Claim(place.end, "number")
    match = place.match(_ROMAN)
    heads = (
        match and match[0] and not place.before.strip() and _POINT.match(place.text, match.end())
    )
    return Claim(match.end(), cardinal(_value(match[0]))) if heads and match else None


def roman(place: Place, match: re.Match[str]) -> Claim | None:
    """Chapter IV, World War II; Henry VIII is the eighth."""
    if not match[0] or _INITIAL.match(place.text, place.start):
        return None
    if place.previous in listed("regnal") and _NAME_BEFORE.search(place.before):
        return Claim(match.end(), f"the {ordinal(_value(match[0]))}")
    if _MEETING_AFTER.match(place.text, match.end()) and place.previous == "the":
        return Claim(match.end(), ordinal(_value(match[0])))
    if place.previous not in listed("numbered") and not _PART_BEFORE.search(place.before):
        return None
    return Claim(match.end(), cardinal(_value(match[0])))


def _value(numeral: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    numbers = [values[letter] for letter in numeral]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-one if one < two else one for one, two in pairs)


HEADS = (Rule("word", numbered_head, opens="NIVX"),)
RULES = (Rule("word", roman, _ROMAN),)
