"""Hours together as the South writes them: lễ Chúa nhật: 5g, 7g30, 17g; lúc 17-18g.

In: a place at "5g". Out: the hour, where another of the row has minutes, where the row stands behind
the word for what begins at hours, or where a word of hours leads to a span; alone it may be grams
(`times.hour_g`), and "4g/24h" as well.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import follows, near, said_near
from bulletin.reading.scanner import Claim, Place, Rule

_HOUR = re.compile(r"([01]?[0-9]|2[0-4])g(?![^\W_])")
_LINK = r"(?:[,;–-]|\svà|\shoặc)\s?"
_ONE = r"[0-2]?[0-9]g(?:[0-5][0-9])?(?![^\W_])"
_ON = re.compile(rf"(?:{_LINK}{_ONE}){{1,12}}")
_BACK = re.compile(rf"(?:(?<![^\W_]){_ONE}{_LINK}){{1,12}}$")
_WITH_MINUTES = re.compile(r"[0-9]g[0-5][0-9]")
_FIRST_OF_SPAN = re.compile(r"(?<![0-9.,/-])([01]?[0-9]|2[0-3])\s?[-–]\s?$")
_OF_ALL_HOURS = re.compile(
    r"(?P<first>[01]?[0-9]|2[0-3])g/(?P<last>[1-4]?[0-9])(?P<unit>[gh])(?![^\W_]|/[0-9])"
)
_GOES_ON = ("opens_at", "at_work_hours", "kept_on", "supplied")
_WORDS_TO_OPEN = 6
_WORDS_TO_ROW = 5
_WORDS_LEADING = 2


def hour_of_row(place: Place, match: re.Match[str]) -> Claim | None:
    """One hour of two or more."""
    after, before = _ON.match(place.text, match.end()), _BACK.search(place.before)
    row = f"{before[0] if before else ''}{after[0] if after else ''}"
    if not row:
        return None
    if not (_WITH_MINUTES.search(row) or near(place, "at_hours_of_row", _WORDS_TO_ROW)):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} giờ")


def hour_of_span(place: Place, match: re.Match[str]) -> Claim | None:
    """The 18g of "lúc 17-18g", "chiều 5-6g"."""
    first = _FIRST_OF_SPAN.search(place.before)
    if first is None or int(first[1]) >= int(match[1]):
        return None
    led = place.before[: first.start()]
    if near(place, "doses", _WORDS_TO_ROW) or said_near(led, "weighed", _WORDS_LEADING):
        return None  # "buổi sáng uống 5-6g bột nghệ"
    if not any(said_near(led, one, _WORDS_LEADING) for one in ("hour", "part_of_day", "opens_at")):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} giờ")


def of_all_hours(place: Place, match: re.Match[str]) -> Claim | None:
    """4g/24h: grams in so many hours where something is taken, hours of a day where it goes on."""
    first, last = (cardinal(int(match[one])) for one in ("first", "last"))
    if match["unit"] == "g" and match["last"] != "24":
        return _two_hours(place, match)
    grams, hours = f"{first} gam trong {last} giờ", f"{first} giờ trên {last} giờ"
    if match["unit"] == "g" or any(near(place, one, _WORDS_TO_OPEN) for one in _GOES_ON):
        return Claim(match.end(), hours)
    taken = near(place, "doses", _WORDS_TO_OPEN) or near(place, "dosed", _WORDS_TO_OPEN)
    return Claim(match.end(), grams, senses=() if taken else (grams, hours))


def _two_hours(place: Place, match: re.Match[str]) -> Claim | None:
    """The "5g/8g" of "sau 5g/8g": two hours behind a word of hours, or grams of grams."""
    if not (follows(place, "clock") or any(near(place, one, _WORDS_TO_OPEN) for one in _GOES_ON)):
        return None
    first, last = (cardinal(int(match[one])) for one in ("first", "last"))
    senses = (f"{first} giờ, {last} giờ", f"{first} gam trên {last} gam")
    return Claim(match.end(), senses[0], senses=senses)


RULES = (
    Rule("number", of_all_hours, _OF_ALL_HOURS, then="g"),
    Rule("number", hour_of_span, _HOUR, then="g"),
    Rule("number", hour_of_row, _HOUR, then="g"),
)
