"""Small figures above the line, or behind a ^: 10⁶, 10⁻³, 10^-3, x², 15 km 2, and the class 10A¹.

In: a place at the figures, or at the letter before them. Out: the power, or the number of what
is only numbered so.
"""

import re
from unicodedata import normalize

from bulletin.languages.vi.cardinals import in_words
from bulletin.languages.vi.quantities import after_number, governed_by, names
from bulletin.languages.vi.words import PHRASE_END, near, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_SMALL = "(?P<small>[⁺⁻]?[¹²³⁰⁴-⁹]{1,3}(?![⁺⁻]))"  # SO₄²⁻ has a charge
_POWER = re.compile(
    rf"(?:\^(?P<typed>[-+−]?[0-9]{{1,2}})|{_SMALL})(?:(?![^\W_])|(?=(?P<unit>[^\W\d_]{{1,4}})(?![^\W_])))"
)
_LETTER = re.compile(rf"(?P<letter>[^\W\d_]){_SMALL}(?![^\W_])")
_OF_UNIT = re.compile(r"(?P<unit>[^\W\d_]{1,4})(?P<small>⁻[¹²³⁰⁴-⁹]{1,2})(?![^\W_])")
_APART = re.compile(rf"(mm|cm|dm|m|km)\s([23])(?=\s*/|{PHRASE_END})")
_ACROSS = re.compile(r"(mm|cm|dm|m|km)\s?[xX](?=\s?[0-9])")
_TYPED_RING = re.compile(r"(?P<number>[1-9]?[0-9](?:,[0-9])?)?0C(?![^\W_])")
_WORDS_TO_TEMPERATURE = 6
_SIGNS = {"+": "dương ", "-": "âm ", "\N{MINUS SIGN}": "âm "}


def power(place: Place, match: re.Match[str]) -> Claim | None:
    """The small figures of 10² and 10⁻⁶."""
    if not place.preceding.isdecimal():
        return None
    if match["unit"] and match["unit"] not in names():
        return None
    gap = " " if match["unit"] else ""
    return Claim(match.end(), f" mũ {_figure(match['typed'] or match['small'])}{gap}")


def of_unit(place: Place, match: re.Match[str]) -> Claim | None:
    """The unit of 1650 cm⁻¹ with its power."""
    if match["unit"] not in names() or not after_number(place):
        return None
    return Claim(match.end(), f"{names()[match['unit']]} mũ {_figure(match['small'])}")


def apart(place: Place, match: re.Match[str]) -> Claim | None:
    """The unit of "diện tích 15 km 2", whose figure stands apart from it and counts nothing."""
    if not after_number(place):
        return None
    if governed_by(place) != "quantity" and not place.text.startswith("/", match.end()):
        return None
    return Claim(match.end(), names()[match[1] + match[2]])


def degrees(place: Place, match: re.Match[str]) -> Claim | None:
    """35 0C and 350C: a ring that was typed as a nought, where a temperature is told."""
    if not match["number"]:
        return Claim(match.end(), "độ C") if after_number(place) else None
    if not near(place, "temperature", _WORDS_TO_TEMPERATURE):
        return None
    said = (f"{in_words(number)} độ C" for number in (match["number"], match["number"] + "0"))
    return Claim(match.end(), (senses := tuple(said))[0], senses=senses)


def across(place: Place, match: re.Match[str]) -> Claim | None:
    """The first unit of 2mx3m."""
    if not after_number(place):
        return None
    return Claim(match.end(), f"{names()[match[1]]} nhân ")


def of_letter(place: Place, match: re.Match[str]) -> Claim | None:
    """The power of a quantity that has a letter, as in x²; 10A¹ and A¹ are numbered."""
    letter, figure = match["letter"], _figure(match["small"])
    numbered = match["small"] == "¹" or (letter.isupper() and place.preceding.isdecimal())
    return Claim(match.end(), f"{spelled(letter)} {'' if numbered else 'mũ '}{figure}")


def _figure(written: str) -> str:
    plain = normalize("NFKC", written)
    return _SIGNS.get(plain[0], "") + in_words(plain.lstrip("+-\N{MINUS SIGN}"))


FIRST_RULES = (
    Rule("word", apart, _APART, opens="cdkm", then=" "),
    Rule("word", across, _ACROSS, opens="cdkm", then=" 0123456789"),
    Rule("number", degrees, _TYPED_RING, then=",C"),
)
RULES = (
    Rule("word", power, _POWER, opens="²³¹⁰⁴⁵⁶⁷⁸⁹"),
    Rule("sign", power, _POWER, opens="^⁺⁻"),
    Rule("word", of_unit, _OF_UNIT, then="⁻"),
    Rule("word", of_letter, _LETTER),
)
