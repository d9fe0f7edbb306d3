"""An hour with its day behind a stroke: 7h/20/11, lúc 7h/12.

In: a place at a number. Out: the hour and the day. Without its month the day is a guess, and is told
only behind a word of hours or where water is gauged; "xe 6h/7h" has two hours.
"""

import re

from bulletin.languages.vi.calendar.days import LONGEST_MONTHS, is_day_of_month
from bulletin.languages.vi.cardinals import cardinal, month_name, year
from bulletin.languages.vi.words import follows, near
from bulletin.reading.scanner import Claim, Place, Rule

_HOUR = r"(?P<hour>[01]?[0-9]|2[0-4])[hg](?P<minute>[0-5][0-9])?/"
_WITH_MONTH = re.compile(
    rf"{_HOUR}(?P<day>[0-3]?[0-9])[/.-](?P<month>[01]?[0-9])(?:[/.-](?P<year>(?:19|20)[0-9]{{2}}))?(?![0-9])"
)
_WITHOUT_MONTH = re.compile(rf"{_HOUR}(?P<day>[0-3]?[0-9])(?![^\W_]|[.,:/-][0-9]|\s?[-–]\s?[0-9])")
_WORDS_TO_GAUGE = 6
_FIRST_LONG_MINUTE = 10


def _time(match: re.Match[str]) -> str:
    said, minute = f"{cardinal(int(match['hour']))} giờ", int(match["minute"] or 0)
    if not minute:
        return said
    return f"{said} {cardinal(minute)}" + ("" if minute >= _FIRST_LONG_MINUTE else " phút")


def with_month(_: Place, match: re.Match[str]) -> Claim | None:
    """7h/20/11."""
    if not is_day_of_month(int(match["day"]), int(match["month"])):
        return None
    day = f"ngày {cardinal(int(match['day']))} tháng {month_name(match['month'])}"
    in_year = f" năm {year(match['year'])}" if match["year"] else ""
    return Claim(match.end(), f"{_time(match)}, {day}{in_year}")


def without_month(place: Place, match: re.Match[str]) -> Claim | None:
    """Mực nước lúc 7h/12: the day of the month, or so many of so many hours."""
    if not 1 <= int(match["day"]) <= LONGEST_MONTHS[0]:
        return None
    if not (follows(place, "hour") or near(place, "gauged", _WORDS_TO_GAUGE)):
        return None
    day = cardinal(int(match["day"]))
    senses = (f"{_time(match)} ngày {day}", f"{_time(match)} trên {day}")
    return Claim(match.end(), senses[0], senses=senses)


RULES = (
    Rule("number", with_month, _WITH_MONTH, then="gh"),
    Rule("number", without_month, _WITHOUT_MONTH, then="gh"),
)
