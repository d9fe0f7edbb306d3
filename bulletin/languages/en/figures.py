"""English figures that stand in a row: 4-4-2, 192.168.1.1, 2:15:48, BP 130/80, ISBN 978-604-1.

In: a place at a number. Out: its parts one after the other, with what is said between them; no
claim for a span of two numbers, a day or an hour.
"""

import re

from bulletin.languages.en.numbers import NUMBER, cardinal, digits, in_words, year
from bulletin.languages.en.words import listed, words
from bulletin.reading.scanner import Claim, Place, Rule

_CHAIN = re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2}){2,4}(?![^\W_]|[-.,/][0-9])")
_VERSION = re.compile(r"(?!0[0-9])[0-9]{1,4}(?:\.[0-9]{1,4}){2,4}(?![^\W_]|[.,/-][0-9])")
_LONG = re.compile(r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])(?![0-9]|[:.,][0-9])")
_PRESSURE = re.compile(r"([0-9]{2,3})/([0-9]{2,3})(?![0-9]|[/.,-][0-9])(\s?mmHg(?![^\W_]))?")
_BOOK = re.compile(r"97[89](?:[- ][0-9]{1,7}){4}(?![0-9])|[0-9]{4}-[0-9]{3}[0-9X](?![^\W_])")
_BOOK_BEFORE = re.compile(r"(?<![^\W_])IS[BS]N(?:-1[03])?:?\s$")
_PLATE = re.compile(r"([0-9]{2}[A-Z][A-Z0-9]?)[- ]([0-9]{3})\.?([0-9]{2})(?![^\W_]|[.,/-][0-9])")
_ROOM = re.compile(r"([A-Z][0-9]{0,2})-(0[0-9]{1,2})(?![^\W_]|[.,/-][0-9])")
_DUST = re.compile(r"PM\s?([0-9]+)\.([0-9])(?![0-9])")
_SECONDS = re.compile(r"[\"”″]([NSEW])(?![^\W_])")
_SECONDS_BEFORE = re.compile(r"[0-9]['’′][0-9]{1,2}(?:\.[0-9]+)?$")
_POLES = {"N": "north", "S": "south", "E": "east", "W": "west"}
_PARAGRAPH = re.compile(r"\(([0-9]{1,2}|[a-z])\)")
_PARAGRAPH_BEFORE = re.compile(
    r"(?<![^\W_])(?:Art|Arts|Article|Section|Sec|Clause|Rule)\.?\s[0-9]{1,3}(?:\([0-9a-z]{1,2}\)){0,3}$"
)
_SQUARE = re.compile(rf"({NUMBER})\s?sq\.?\s(m|km|cm)(?![^\W_])")
_FISCAL = re.compile(r"FY\s?((?:19|20)[0-9]{2})(?![^\W_])")
_AT = frozenset(("at", "from", "to", "until", "by", "before", "after"))
_GAMES = 4  # words from the name of what is told to its figures


def _told(place: Place, name: str) -> bool:
    return not listed(name).isdisjoint(place.words[-_GAMES:])


def chain(place: Place, match: re.Match[str]) -> Claim | None:
    """4-4-2, NPK 16-16-8: three numbers or more are no span."""
    if place.preceding in {"-", "/", "."}:
        return None
    return Claim(match.end(), ", ".join(cardinal(int(one)) for one in match[0].split("-")))


def version(place: Place, match: re.Match[str]) -> Claim | None:
    """2.1.6, 192.168.1.1: a point between each two."""
    if place.preceding in {"-", "/", "."}:
        return None
    return Claim(match.end(), " point ".join(cardinal(int(one)) for one in match[0].split(".")))


def duration(place: Place, match: re.Match[str]) -> Claim | None:
    """2:15:48: hours, minutes and seconds; an hour of the day has full seconds."""
    if place.preceding == ":":
        return None
    if match[3] == "00" and (match[1][0] == "0" or place.previous in _AT):
        minutes = cardinal(int(match[2])) if match[2] != "00" else "o'clock"
        return Claim(match.end(), f"{cardinal(int(match[1]))} {minutes}")
    parts = zip(map(int, match.groups()), ("hour", "minute", "second"), strict=True)
    said = (f"{cardinal(n)} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n)
    return Claim(match.end(), " ".join(said) or "nought seconds")


def pressure(place: Place, match: re.Match[str]) -> Claim | None:
    """BP 130/80, 130/80 mmHg: one number over another."""
    if not (match[3] or _told(place, "pressed")):
        return None
    unit = " millimetres of mercury" if match[3] else ""
    return Claim(match.end(), f"{cardinal(int(match[1]))} over {cardinal(int(match[2]))}{unit}")


def book(place: Place, match: re.Match[str]) -> Claim | None:
    """ISBN 978-604-1-12345-6: digit by digit."""
    if not _BOOK_BEFORE.search(place.before):
        return None
    return Claim(match.end(), ", ".join(map(_with_letters, re.split("[- ]", match[0]))))


def plate(_: Place, match: re.Match[str]) -> Claim | None:
    """51K-123.45: the plate of a car."""
    return Claim(match.end(), f"{_with_letters(match[1])}, {digits(match[2] + match[3])}")


def _with_letters(written: str) -> str:
    """Each sign by its name: the digits, and an X at the end of them."""
    return " ".join(digits(sign) if sign.isdecimal() else sign for sign in written)


def room(_: Place, match: re.Match[str]) -> Claim | None:
    """A2-05: a room of a block, and no span."""
    figure = f" {cardinal(int(match[1][1:]))}" if match[1][1:] else ""
    return Claim(match.end(), f"{match[1][0]}{figure} {digits(match[2])}")


def dust(_: Place, match: re.Match[str]) -> Claim | None:
    """PM2.5."""
    return Claim(match.end(), f"P M {cardinal(int(match[1]))} point {cardinal(int(match[2]))}")


def seconds(place: Place, match: re.Match[str]) -> Claim | None:
    """The end of 10°14'32"N."""
    if not _SECONDS_BEFORE.search(place.before):
        return None
    return Claim(match.end(), f" seconds {_POLES[match[1]]}")


def paragraph(place: Place, match: re.Match[str]) -> Claim | None:
    """The (3)(b) of "Art. 12(3)(b)"."""
    if not _PARAGRAPH_BEFORE.search(place.before):
        return None
    said = cardinal(int(match[1])) if match[1].isdecimal() else match[1].upper()
    return Claim(match.end(), f", {said}")


_GLYPHS = {"½": "half", "¼": "quarter", "¾": "three quarters", "⅓": "third", "⅔": "two thirds"}


def glyph(place: Place) -> Claim | None:
    """½ cup, 1½ hours."""
    said = _GLYPHS.get(place.written)
    if said is None:
        return None
    article = "" if " " in said else "a " if place.preceding.isdigit() or said == "half" else "one "
    return Claim(
        place.end, f" and {article}{said}" if place.preceding.isdigit() else f"{article}{said}"
    )


def square(_: Place, match: re.Match[str]) -> Claim | None:
    """120 sq m, 2.5 sq. km."""
    one, many = words("units")[match[2]]
    return Claim(match.end(), f"{in_words(match[1])} square {one if match[1] == '1' else many}")


def fiscal_year(_: Place, match: re.Match[str]) -> Claim | None:
    """FY2026, FY 2026."""
    return Claim(match.end(), f"fiscal year {year(int(match[1]))}")


RULES = (
    Rule("sign", glyph, opens="½¼¾⅓⅔"),
    Rule("number", square, _SQUARE),
    Rule("word", fiscal_year, _FISCAL),
    Rule("number", book, _BOOK),
    Rule("number", plate, _PLATE),
    Rule("number", duration, _LONG),
    Rule("number", pressure, _PRESSURE),
    Rule("number", chain, _CHAIN),
    Rule("number", version, _VERSION),
    Rule("word", room, _ROOM),
    Rule("word", dust, _DUST),
    Rule("sign", seconds, _SECONDS, opens='"”″'),
    Rule("sign", paragraph, _PARAGRAPH, opens="("),
)
