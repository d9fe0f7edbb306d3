"""Letters and figures that name something: hạng BE, RON 95-III, xuất tuyến PT 471, lốp 80/90-17.

In: a place at such letters, or at the number of a grade or a size. Out: the letters by their names,
numerals and sizes as numbers.
"""

import re

from bulletin.languages.vi.abbreviations.glossary import means_one
from bulletin.languages.vi.cardinals import cardinal, in_words
from bulletin.languages.vi.words import CAPITALS, follows, near, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_LICENCE = r"(?:[A-F][B-E]?[12]?E?)(?![^\W_])"
_CLASS = re.compile(r"(?:[BCD][12]?E|F[B-E])(?![^\W_])")
_CLASS_BEFORE = re.compile(  # "hạng C1, C và CE"
    rf"(?<![^\W_])(?:hạng|bằng lái|bằng)\s(?:{_LICENCE}(?:,\s?|;\s?|/|\s(?:và|hoặc|hay)\s)){{0,14}}$"
)
_GRADED = re.compile(
    r"(?P<number>9[0-9]|0[.,][0-9]{2,3}S)\s?-\s?(?P<grade>I{1,3}|IV|V)(?![^\W_]|-)"
)
_GRADES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_WORDS_TO_FUEL = 6
_TYRE = re.compile(
    r"(?:[1-9][0-9]{1,2}/[1-9][0-9]{1,2}|[1-9]\.[0-9]{2})-[12][0-9](?![^\W_]|[-/.,][0-9])"
)
_ROWS = re.compile(r"(?P<first>[A-EĐG-Z])\s?[-–]\s?(?P<last>[A-EĐG-Z])(?![^\W_]|[-–/.&][^\W_])")
_ALPHABET = "ABCDĐEGHIKLMNOPQRSTUVXY"
_SHIELDS = re.compile(r"PA\+{1,4}(?![^\W_])")
_VARIABLE = re.compile(r"([A-ZĐ](?!min|max)[a-zđ]{1,3})(?=\s?[=≥≤]\s?[0-9])")
_POOR = re.compile(r"N(?=(?:\s[0-9]+)?(?:,\s?|\s?/\s?|\svà\s)CN(?![^\W_]))")
_FEEDER = re.compile(r"(?P<letters>[A-ZĐ]{2,4})\s?(?=[34][0-9]{2}(?![^\W_]|[.,/-][0-9]))")


def licence(place: Place, match: re.Match[str]) -> Claim | None:
    """The BE of "giấy phép lái xe hạng B, BE"."""
    if not _CLASS_BEFORE.search(place.before):
        return None
    figures = [cardinal(int(one)) if one.isdigit() else spelled(one) for one in match[0]]
    return Claim(match.end(), " ".join(figures))


def poor(place: Place, _: re.Match[str]) -> Claim | None:
    """The N of "hộ N, CN": poor households before those that are nearly so."""
    return Claim(place.end, "nghèo") if place.previous in {"hộ", "diện"} else None


def fuel(place: Place, match: re.Match[str]) -> Claim | None:
    """95-III of petrol, 0,05S-II of diesel: a grade by its standard, without a pause."""
    if not near(place, "fuels", _WORDS_TO_FUEL):
        return None
    number = match["number"]
    said = in_words(number.rstrip("S").replace(".", ","))
    sulphur = " ét" if number.endswith("S") else ""
    return Claim(match.end(), f"{said}{sulphur} {cardinal(_GRADES[match['grade']])}")


def feeder(place: Place, match: re.Match[str]) -> Claim | None:
    """The PT of "xuất tuyến PT 471": the name of the substation that a line begins at."""
    if not follows(place, "feeders") or means_one(match["letters"]):
        return None  # "lộ ĐZ 471"
    return Claim(match.end(), f"{spelled(match['letters'])} ")


def sunscreen(_: Place, match: re.Match[str]) -> Claim | None:
    """PA++++ of a sunscreen: how well it shields."""
    return Claim(match.end(), "pê a" + " cộng" * match[0].count("+"))


def variable(_: Place, match: re.Match[str]) -> Claim | None:
    """The Bn of "Bn = 7,5m": a letter of a formula with another below it, and no short word."""
    return Claim(match.end(1), spelled(match[1]))


def rows(place: Place, match: re.Match[str]) -> Claim | None:
    """Dãy A-D: from one letter to another, where what is lettered stands before."""
    if not follows(place, "in_lettered_rows"):
        return None
    first, last = (_ALPHABET.find(match[name]) for name in ("first", "last"))
    if not 0 <= first < last - 1:
        return None
    return Claim(match.end(), f"{spelled(match['first'])} đến {spelled(match['last'])}")


def tyre(place: Place, match: re.Match[str]) -> Claim | None:
    """Lốp 80/90-17, 2.75-17: width, height and rim of a tyre, and no span."""
    if not near(place, "tyres", _WORDS_TO_FUEL):
        return None
    sizes = (in_words(one.replace(".", ",")) for one in re.split("[/-]", match[0]))
    return Claim(match.end(), ", ".join(sizes))


RULES = (
    Rule("number", tyre, _TYRE, then="./"),
    Rule("word", sunscreen, _SHIELDS, opens="P", then="+"),
    Rule("word", rows, _ROWS, opens=CAPITALS, then=" -–"),
    Rule("word", variable, _VARIABLE, opens=CAPITALS, then=" =≤≥"),
    Rule("word", licence, _CLASS, opens="BCDF"),
    Rule("number", fuel, _GRADED, opens="09", then=" ,-."),
    Rule("word", feeder, _FEEDER, opens=CAPITALS, then=" 34"),
    Rule("word", poor, _POOR, opens="N", then=" ,/"),
)
