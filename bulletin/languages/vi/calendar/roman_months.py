"""Days whose month is no figure: 2/IX/1945, 19-VIII, "ngày 1.V.1975", 15/Giêng.

In: a place at a number. Out: the day, with its year if that is written; without a year only where
a day is announced or led to.
"""

import re

from bulletin.languages.vi.calendar.dates import dated
from bulletin.languages.vi.calendar.day_pairs import is_led
from bulletin.languages.vi.calendar.days import (
    ENDED,
    YEAR,
    is_day_of_month,
    is_holiday,
    leads_to_day,
    says_day,
)
from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import follows, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_NAMED = re.compile(r"([0-3]?[0-9])[/-](Giêng|Chạp|giêng|chạp)(?![^\W_])")
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = re.compile(
    rf"(?P<day>[0-3]?[0-9])\s?(?P<sign>[/.-])\s?(?P<month>X?I{{1,3}}|I[VX]|V?I{{0,3}}|X)(?<=[IVX])"
    rf"(?:\s?(?P=sign)\s?(?P<year>{YEAR}){ENDED}|(?![^\W_]|[/.-][^\W_]))"
)


def roman_month(place: Place, match: re.Match[str]) -> Claim | None:
    """A day of a month in Roman numerals."""
    if match["month"] not in _MONTHS or place.preceding in {"/", ".", "-"}:
        return None
    month = _MONTHS.index(match["month"]) + 1
    if not is_day_of_month(int(match["day"]), month):
        return None
    if not (match["year"] or says_day(place) or leads_to_day(place) or _led(place, match, month)):
        return None
    said = dated(place, match["day"], str(month), match["year"])
    sure = match["year"] or says_day(place) or leads_to_day(place) or follows(place, "feast")
    if sure or len(match["month"]) > 1:
        return Claim(match.end(), said)
    part = f"{cardinal(int(match['day']))} trên {spelled(match['month'])}"  # "từ 1/V"
    return Claim(match.end(), said, senses=(said, part))


def _led(place: Place, match: re.Match[str], month: int) -> bool:
    """Whether "từ" leads to it, or a feast is named; of one letter nobody can be sure."""
    if is_holiday(int(match["day"]), month) and (follows(place, "feast") or is_led(place)):
        return True
    short = len(match["month"]) == 1 and match["sign"] == "-"  # "từ 3-V"
    return not short and match["sign"] != "." and is_led(place)


def named_month(_: Place, match: re.Match[str]) -> Claim | None:
    """15/Giêng, 23/Chạp: the first and the last month of the moon."""
    if not is_day_of_month(int(match[1]), 1):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} tháng {match[2]}")


RULES = (
    Rule("number", named_month, _NAMED, then="/-"),
    Rule("number", roman_month, _ROMAN, then=" -./"),
)
