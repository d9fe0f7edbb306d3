"""Is "20/11" a day? What stands around two small numbers decides.

In: a place in the text and the two numbers. Out: whether a person would read a day and a month,
and whether "ngày" has to be said before it. The signs are weighed from the surest down: a word
that announces a day, a list of days, a lunar or yearly remark, then the words that announce a
part of a whole, and at last the numbers themselves.
"""

import re
from dataclasses import dataclass
from functools import cache

from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import (
    PACKAGE,
    follows,
    old_placing,
    precedes,
    role,
)
from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LIST_OF_DAYS = re.compile(
    r"ngày(?:\s*[0-9]{1,2}(?:[/.-][0-9]{1,2})?\s*(?:,|;|và|đến|tới|hoặc|rạng sáng|-|–)\s*)+"
    r"(?:rạng\s+)?(?:sáng\s+)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:\bthứ\s+\w+|\bchủ nhật|\bCN|\bT[2-7])\s*,?\s*\(?$", re.IGNORECASE)
_THAT_WEEK = re.compile(
    r"\bthứ\s+\w+\s+(?:(?:tuần\s+)?(?:này|tới|sau|trước|rồi|qua)\s*)?,?\s*\(?$", re.IGNORECASE
)
_TOMORROW = re.compile(
    r"(?:\b(?:sáng|trưa|chiều|tối|đêm)\s+(?:mai|nay|qua|kia)|\bngày mai),?\s*\(?$"
)
_HOUR = re.compile(r"(?<![0-9])(?:[01]?[0-9]|2[0-4])[hg](?:[0-5][0-9])?,?\s+$")
_YEARLY = re.compile(
    r"\s*\(?(?:âm lịch|dương lịch|ÂL|AL|năm (?:[0-9]{4}|nay|sau|tới|ngoái)|h[àằ]ng năm"
    r"|vừa (?:qua|rồi)|sắp tới|tới đây)(?!\w)"
)
_TO_ANOTHER_DAY = re.compile(r"\s*(?:đến|tới)\s+(?:ngày\s+)?[0-9]{1,2}[-./][0-9]{1,2}(?![0-9])")
_AFTER_HOLIDAY = re.compile(r"(?<![0-9])(?:30[./-]4|1[./-]5|2[./-]9)\s*(?:và|,|-|–)\s*$")
_ALL_WEEK = (24, 7)  # 24/7 is round the clock where nothing announces a day
_WORDS_BACK = 12
_MOST_PARTS = 10  # the largest denominator of a part of a whole in everyday text


def is_day_of_month(day: int, month: int) -> bool:
    """Whether there is such a day, in a leap year if need be."""
    return 1 <= month <= len(_LONGEST_MONTHS) and 1 <= day <= _LONGEST_MONTHS[month - 1]


def is_holiday(day: int, month: int) -> bool:
    """Whether the day is one that bulletins name by its numbers alone."""
    return (day, month) in _holidays()


def says_day(place: Place) -> bool:
    """Whether "ngày" (or "mùng", "hôm") is written before, right there or before a list."""
    return follows(place, "says_day") or _LIST_OF_DAYS.search(place.clause) is not None


def leads_to_day(place: Place) -> bool:
    """Whether an hour, a part of the day or a weekday stands before: a day follows."""
    leading = (_WEEKDAY, _THAT_WEEK, _TOMORROW, _HOUR)
    return follows(place, "part_of_day") or any(one.search(place.clause) for one in leading)


def needs_announcing(place: Place) -> bool:
    """Whether "ngày" is to be said because nothing else announces the day."""
    street = place.before.endswith(("Đ.", "Đ. "))
    return not (street or says_day(place) or follows(place, "feast"))


def _is_part(place: Place, part: int, whole: int, end: int) -> bool:
    """Whether the words around say that a part of a whole is meant."""
    if part >= whole or whole > _MOST_PARTS:
        return False
    near = {old_placing(word) for word in place.words[-3:]}
    return precedes(place, end, "part_of") or bool(near & role("proportion"))


@cache
def _holidays() -> frozenset[tuple[int, int]]:
    pairs = (pair.split("/") for pair in table(PACKAGE, "roles")["holidays"].split())
    return frozenset((int(day), int(month)) for day, month in pairs)


@dataclass(frozen=True)
class _Pair:
    """Two numbers that may be a day and a month, where they stand and what is between them."""

    place: Place
    day: int
    month: int
    sign: str
    end: int

    @property
    def holiday(self) -> bool:
        return is_holiday(self.day, self.month)


def reads_as_day(place: Place, day: int, month: int, sign: str, end: int) -> bool:
    """Whether "day sign month", written here and ending at `end`, is a day of a month."""
    if not is_day_of_month(day, month):
        return False
    pair = _Pair(place, day, month, sign, end)
    verdicts = (judge(pair) for judge in _JUDGES)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _announced(pair: _Pair) -> bool | None:
    """A word for a day, a weekday, or a remark on the calendar."""
    yearly = _YEARLY.match(pair.place.text, pair.end) is not None
    return says_day(pair.place) or leads_to_day(pair.place) or yearly or None


def _part_of_a_whole(pair: _Pair) -> bool | None:
    if pair.sign == "/" and _is_part(pair.place, pair.day, pair.month, pair.end):
        return False
    return None


def _beside_a_holiday(pair: _Pair) -> bool | None:
    """The second of two holidays named together: "30/4 và 1/5"."""
    return (_AFTER_HOLIDAY.search(pair.place.clause) is not None and pair.holiday) or None


def _led_to(pair: _Pair) -> bool | None:
    """After "từ", "đến", "trước": a day, unless the numbers rather count or span something."""
    place = pair.place
    if not follows(place, "leads_to_day"):
        return None
    another = _TO_ANOTHER_DAY.match(place.text, pair.end) is not None
    if another or (pair.day > pair.month and pair.sign != "."):
        return True
    if precedes(place, pair.end, "counted"):
        opens_clause = len(place.words) == 1
        return pair.sign == "/" and (opens_clause or place.words[-2] in {"kể", "tính", "đầu"})
    return pair.sign != "-"


def _round_the_clock(pair: _Pair) -> bool | None:
    return False if (pair.day, pair.month) == _ALL_WEEK else None


def _feast(pair: _Pair) -> bool | None:
    """A feast or a street before, and a holiday or a number that can be no month."""
    long_day = pair.day > len(_LONGEST_MONTHS)
    if follows(pair.place, "feast") and (pair.holiday or long_day):
        return True
    if pair.sign == "." and pair.holiday and long_day:
        return not measures(pair.place.text, pair.end)
    return None


def _counts(pair: _Pair) -> bool | None:
    return False if precedes(pair.place, pair.end, "counted") else None


def _in_brackets(pair: _Pair) -> bool | None:
    text, end = pair.place.text, pair.end
    if pair.place.preceding != "(" or text[end : end + 1] != ")":
        return None
    return pair.sign != "-" and (pair.day > pair.month or pair.holiday)


def _bare(pair: _Pair) -> bool:
    """Nothing says anything: the numbers decide, and the feasts that the clause names."""
    words = {old_placing(word) for word in pair.place.words[-_WORDS_BACK:]}
    named = bool(words & role("names_feast"))
    if pair.sign == "/" and pair.day != pair.month:
        return pair.holiday or pair.day > pair.month
    return pair.sign in {"/", "-"} and named and pair.holiday


_JUDGES = (
    _announced,
    _part_of_a_whole,
    _beside_a_holiday,
    _led_to,
    _round_the_clock,
    _feast,
    _counts,
    _in_brackets,
    _bare,
)
