"""Days, hours and months as machines write them: 2026-11-20, 2026-12-01T07:00, NSX: 150126.

In: a place at a year with its month behind a dash, or at a stamped day. Out: the same in the order in which people say
it.
"""

import re

from bulletin.languages.vi.calendar.dates import dated
from bulletin.languages.vi.calendar.days import is_day_of_month
from bulletin.languages.vi.cardinals import cardinal, digits, month_name, year, year_in_full
from bulletin.languages.vi.identifiers.papers import names_paper
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import follows
from bulletin.reading.scanner import Claim, Place, Rule

_ISO = re.compile(
    r"((?:1[0-9]|20|21)[0-9]{2})-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])(?![0-9])(?![.,/][0-9])(?![A-Za-zĐđ²³%°])"
)
_ISO_TIME = re.compile(
    r"((?:1[0-9]|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:[0-2][0-9]|3[01]))[T ]([01][0-9]|2[0-3]):([0-5][0-9])"
    r"(?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?![^\W_])"
)
_STAMPED = re.compile(r"([0-3][0-9])([01][0-9])(20[0-9]{2}|[2-4][0-9])(?![^\W_]|[.,/-][0-9])")
_STAMPED_BEFORE = re.compile(
    r"(?<![^\W_])(?:NSX|HSD|HD|EXP|MFG|[Nn]gày sản xuất|[Hh]ạn(?: (?:sử )?dùng)?)\s?[:.]?\s?$"
)
_LETTERED_DATE = re.compile(
    r"(?P<letters>HD|NSX)\s?[:.]?\s?(?P<figures>[0-3][0-9][01][0-9](?:20)?[2-4][0-9])(?![^\W_]|[.,/-][0-9])"
)
_MADE_BEFORE = re.compile(
    r"(?:NSX|MFG|[Nn]gày sản xuất)\s?[:.]?\s?[0-9./-]{4,10}[^^\W0-9]{0,3}\W{0,3}$"
)
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?![0-9]|[.,/-][0-9]|[^\W\d_])")


def iso(place: Place, match: re.Match[str]) -> Claim | None:
    """2026-11-20."""
    if not is_day_of_month(int(match[3]), int(match[2])):
        return None
    return Claim(match.end(), dated(place, match[3], match[2], match[1]))


def iso_time(place: Place, match: re.Match[str]) -> Claim | None:
    """2026-12-01T07:00: an hour of a day, as machines write it."""
    day = _ISO.match(match[1])
    if day is None or not is_day_of_month(int(day[3]), int(day[2])):
        return None
    hour = f"{cardinal(int(match[2]))} giờ"
    minutes = f" {cardinal(int(match[3]))} phút" if int(match[3]) else ""
    return Claim(match.end(), f"{hour}{minutes} {dated(place, day[3], day[2], day[1])}")


def iso_month(place: Place, match: re.Match[str]) -> Claim | None:
    """2026-11; "2011-12" may be a season, and what is tied to letters a code."""
    if place.preceding in {"/", "-", ".", "–"} or place.preceding.isalnum():
        return None
    season = int(match[2]) == int(match[1][2:]) + 1
    if season or place.previous == "năm" or follows(place, "named_number"):
        return None
    month = f"{month_name(match[2])} năm {year(match[1])}"
    return Claim(match.end(), month if place.previous == "tháng" else f"tháng {month}")


def stamped(place: Place, match: re.Match[str]) -> Claim | None:
    """NSX: 150126, HSD 15012028: days as they are stamped on goods."""
    if measures(place.text, match.end()):
        return None
    stamp = _STAMPED_BEFORE.search(place.before) or follows(place, "says_day")
    if not (stamp or (follows(place, "stamped_so") and not names_paper(place))):
        return None
    if not is_day_of_month(int(match[1]), int(match[2])):
        return None
    in_year = year_in_full(match[3])
    said = dated(place, match[1], match[2], in_year)
    if stamp:
        return Claim(match.end(), said)
    return Claim(match.end(), digits(match[0]), senses=(digits(match[0]), said))  # "QĐ 150326"


def dated_or_numbered(place: Place, match: re.Match[str]) -> Claim | None:
    """NSX 150126, HD 150326: the day that goods were made or are good until; alone HD is a paper too."""
    day = _STAMPED.match(match["figures"])
    if day is None or not is_day_of_month(int(day[1]), int(day[2])):
        return None
    in_year = year_in_full(day[3])
    said = f"ngày {cardinal(int(day[1]))} tháng {month_name(day[2])} năm {year(in_year)}"
    if match["letters"] == "NSX":
        return Claim(match.end(), f"ngày sản xuất {said}")
    goods, paper = f"hạn dùng {said}", f"hướng dẫn số {digits(match['figures'])}"
    if _MADE_BEFORE.search(place.before):
        return Claim(match.end(), goods)
    cited = follows(place, "cites") or place.text.startswith(" của ", match.end())
    senses = (paper, goods) if cited else (goods, paper)
    return Claim(match.end(), senses[0], senses=senses)


FIRST_RULES = (Rule("word", dated_or_numbered, _LETTERED_DATE, opens="HN", then=" .:0123"),)
RULES = (
    Rule("number", stamped, _STAMPED, opens="0123"),
    Rule("number", iso_time, _ISO_TIME, opens="12", then="-"),
    Rule("number", iso, _ISO, opens="12", then="-"),
    Rule("number", iso_month, _ISO_MONTH, opens="12", then="-"),
)
