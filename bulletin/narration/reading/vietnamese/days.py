"""Is "20/11" a day? What stands around two small numbers decides.

In: a place in the text and the two numbers. Out: whether a person would read a day and a month,
and whether "ngày" has to be said before it. The signs are weighed from the surest down: a word
that announces a day, a list of days, a lunar or yearly remark, then the words that announce a
part of a whole, and at last the numbers themselves.
"""

import re
from functools import cache

from bulletin.narration.reading.scanner import Place
from bulletin.narration.reading.tables import table
from bulletin.narration.reading.vietnamese.quantities import measures
from bulletin.narration.reading.vietnamese.words import (
    PACKAGE,
    follows,
    old_placing,
    precedes,
    role,
)

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LIST_OF_DAYS = re.compile(
    r"ngày(?:\s*[0-9]{1,2}(?:[/.-][0-9]{1,2})?\s*(?:,|;|và|đến|tới|hoặc|rạng sáng|-|–)\s*)+"
    r"(?:rạng\s+)?(?:sáng\s+)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:\bthứ\s+\w+|\bchủ nhật|\bCN|\bT[2-7])\s*,?\s*\(?$", re.IGNORECASE)
_YEARLY = re.compile(r"\s*\(?(?:âm lịch|dương lịch|ÂL|AL|năm [0-9]{4}|h[àằ]ng năm)(?!\w)")
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
    """Whether a part of the day or a weekday stands before: what follows is a day."""
    return follows(place, "part_of_day") or _WEEKDAY.search(place.clause) is not None


def needs_announcing(place: Place) -> bool:
    """Whether "ngày" is to be said because nothing else announces the day."""
    return not (says_day(place) or follows(place, "feast"))


def reads_as_day(place: Place, day: int, month: int, sign: str, end: int) -> bool:
    """Whether "day sign month", written here and ending at `end`, is a day of a month."""
    if not is_day_of_month(day, month):
        return False
    if says_day(place) or leads_to_day(place) or _YEARLY.match(place.text, end):
        return True
    if sign == "/" and _is_part(place, day, month, end):
        return False
    if _AFTER_HOLIDAY.search(place.clause) and is_holiday(day, month):
        return True
    if follows(place, "leads_to_day"):
        return _led_to(place, day, month, sign, end)
    if (day, month) == _ALL_WEEK:
        return False
    if follows(place, "feast") and (is_holiday(day, month) or day > len(_LONGEST_MONTHS)):
        return True
    if sign == "." and is_holiday(day, month) and day > len(_LONGEST_MONTHS):
        return not measures(place.text, end)
    if precedes(place, end, "counted"):
        return False
    if _in_brackets(place, end):
        return sign != "-" and (day > month or is_holiday(day, month))
    if sign == "/":
        return is_holiday(day, month) or day > month
    named = {old_placing(word) for word in place.words[-_WORDS_BACK:]} & role("names_feast")
    return sign == "-" and bool(named) and is_holiday(day, month)


def _is_part(place: Place, part: int, whole: int, end: int) -> bool:
    """Whether the words around say that a part of a whole is meant."""
    if part >= whole or whole > _MOST_PARTS:
        return False
    near = {old_placing(word) for word in place.words[-3:]}
    return precedes(place, end, "part_of") or bool(near & role("proportion"))


def _led_to(place: Place, day: int, month: int, sign: str, end: int) -> bool:
    """After "từ", "đến", "trước": a day, unless the numbers rather count or span something."""
    if _TO_ANOTHER_DAY.match(place.text, end) or (day > month and sign != "."):
        return True
    if precedes(place, end, "counted"):
        opens_clause = len(place.words) == 1
        return sign == "/" and (opens_clause or place.words[-2] in {"kể", "tính", "đầu"})
    return sign != "-"


def _in_brackets(place: Place, end: int) -> bool:
    return place.preceding == "(" and place.text[end : end + 1] == ")"


@cache
def _holidays() -> frozenset[tuple[int, int]]:
    pairs = (pair.split("/") for pair in table(PACKAGE, "roles")["holidays"].split())
    return frozenset((int(day), int(month)) for day, month in pairs)
