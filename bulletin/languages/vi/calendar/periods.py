"""Days of the week, months, quarters and halves of a year by a letter: T2-T6, T11/2026, QIV, H1/2026.

In: a place at such a letter, or at "2-4-6" of a timetable. Out: "thứ", "tháng", "quý" and their
number. T4 is a Wednesday or April: what stands around it tells.
"""

import re

from bulletin.languages.vi.abbreviations.neighbours import counts
from bulletin.languages.vi.calendar.days import ENDED, MONTH, YEAR, is_day_of_month
from bulletin.languages.vi.cardinals import cardinal, month_name, ordinal, year, year_in_full
from bulletin.languages.vi.words import follows, near, said_right_before
from bulletin.reading.scanner import Claim, Place, Rule, saying

_MONTH_LETTER = re.compile(rf"T\.?\s?({MONTH})[/.-]({YEAR}){ENDED}")
_TO_MONTH_LETTER = re.compile(rf"\s?[-–]\s?(?=T\.?\s?{MONTH}[/.-]{YEAR})")
_QUARTER_LETTER = re.compile(
    rf"Q\.?(?:([1-4]|IV|I{{1,3}})[/.-]({YEAR}|(?<=/)2[0-9]){ENDED}|(IV|I{{1,3}})(?![^\W_]))"
)
_QUARTER = re.compile(r"Q([1-4])(?P<of>)(?P<roman>)(?![^\W_]|[.,/-][0-9])")
_IN_QUARTER = re.compile(
    r"\s(?:ước|đạt|tăng|giảm|năm|này|vừa|qua|tới|so|lãi|lỗ|doanh thu)(?![^\W_])"
)
_QUARTER_ADDED = re.compile(r"\s?\+\s?Q[1-4](?![^\W_])")  # "Q1+Q2": nobody adds districts
_HALF_LETTER = re.compile(rf"H([12])[/.-]({YEAR}){ENDED}")
_WEEKDAY_LETTER = re.compile(r"T\.?([2-7])(?![^\W_])")
_WEEKDAY_SPAN = re.compile(r"\s?[-–]\s?(?=T\.?[2-7]|CN)")
_HORMONES_AFTER = re.compile(r"T[34](?:(?:,\s|\svà\s|/)F?T[34]){0,2}(?:,\s|\svà\s)(?:TSH|FT[34])")
_AND_WEEKDAY = re.compile(r"\s(?:và|hoặc)\s(?:T[2-7]|CN)(?![^\W_])")
_WEEKDAY_AND = re.compile(r"(?<![^\W_])T[2-7]\s(?:và|hoặc)\s$")
_INSTARS = re.compile(r"T([1-5])(?:\s?[-–]\s?T?([2-6]))?(?![^\W_]|[.,/-][0-9])")
_WEEKDAYS_SHORT = re.compile(r"T([2-6])\s?[-–]\s?([3-7])(?![^\W_]|[.,/-][0-9])")
_WEEKDAY_CHAIN = re.compile(r"(?:\s?[-–]\s?(?:T[2-7]|CN)){2}")
_WEEKDAY_AFTER = re.compile(
    r"\s?[-–,;&/]\s?(?:T\.?[2-7]|CN)(?![^\W_])|:|,?\s*\(?(?:ngày\s)?[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?(?![0-9/])|\s+\(?(?:tuần|này|tới|h[àằ]ng tuần|sáng|trưa|chiều|tối|tiết|ca\s[0-9]|buổi)(?!\w)"
)
_AT_AN_HOUR = re.compile(
    r"[0-9]{1,2}(?:[hg:](?:[0-5][0-9])?|\sgiờ),?\s\(?$|[0-9][/-][0-9]{1,2}(?:/[0-9]{4})?\s?\($|(?<![^\W_])(?:[Tt]iết|[Cc]a|[Bb]uổi)\s[0-9]{1,2}(?:(?:[-–]|,\s?)[0-9]{1,2})*(?:,?\s|/)$"
)
_SUNDAY = re.compile(r"CN(?=,?\s*\(?(?:ngày\s+)?[0-9]{1,2}/[0-9]{1,2}(?![0-9]))")
_CN = re.compile(r"CN(?![^\W_])")
_SUNDAY_IN_WEEK = re.compile(r"(?<![^\W_])(?:T7|[Tt]hứ (?:7|bảy)|Bảy)(?![^\W_])[^.;,]{0,60}[;,]\s$")
"""The last column of a week: "T6: 5; T7: 6; CN: 7"."""
_AT_HOUR = re.compile(r"[0-9]\s?[hg](?:[0-5][0-9])?\s$")
_OF_WEEK = re.compile(
    r"CN(?=\s?[,.;:)]|$|\s(?:hàng|hằng|này|tuần|tới|đầu|cuối|ngày)(?![^\W_]))"
)  # "17g30 CN"
_OF_BUDDHA = re.compile(r"PL\.?\s?(?=2[56][0-9]{2}(?![^\W_]|[.,/-][0-9]))")
_DATED_NEW = re.compile(r"DL\.\s?(?=(?:19|20)[0-9]{2}(?![^\W_]|[.,/-][0-9]))")
_SUNDAY_HOURS = re.compile(
    r"(?<![0-9]\s)CN(?=,?:?\s(?:lúc\s)?[0-9]{1,2}(?:h(?:[0-5][0-9])?|\sgiờ|g[0-5][0-9])(?![^\W_]))"
)
_QUARTER_SPAN = re.compile(
    r"Q([1-4])\s?[-–]\s?(?:(?=Q[1-4][/-](?:(?:19|20)[0-9]{2}|2[0-9])(?![0-9]))|(?P<last>[1-4])[/-](?P<year>(?:19|20)[0-9]{2}|2[0-9])(?![0-9]))"
)
_MONTH_IN_CLAUSE = re.compile(r"(?<![^\W_])T(?:[89]|1[0-2])(?![^\W_]).{0,40}\s$")
_TO_END_OF = re.compile(r"(?<![^\W_])T[2-7]\s(?:đến|tới)\shết\s$")  # "từ T2 đến hết T7"
_ROW_OF_MONTHS = re.compile(r"T[1-7]\s[^;T]{2,40}(?:,|\svà)\s$")
_HEADED = re.compile(r"T([2-7])(?=:)")
_FIRST_BEFORE = re.compile(r"(?<![^\W_])T1(?![^\W_])")
_CENTURY = re.compile(  # "TK 1 phiên tòa" takes the minutes
    r"(?:TK|tk)(?!\s?[0-9]{1,2}\s(?:phiên|cuộc|kỳ họp|tháng|năm|ngày)(?![^\W_]))\s?(?=(?:(?:1?[0-9]|2[01])(?!\.?[0-9]|\s?[0-9%])|(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})(?![^\W_])))"
)
_WEEKDAY_BEFORE = re.compile(r"(?:T\.?[2-7]|CN)\s?[-–,;&/]\s?$")
_MONTH_TO = re.compile(r"T(?:[189]|1[0-2])\s?(?:đến|tới|và|[-–,])\s?$")  # "từ T12 đến T5"
_WEEKDAY_LIST = re.compile(r"T[2-7](?:,\s?[2-7](?![^\W_]|[.,:][0-9]{2}|/[0-9])){1,5}")
_WEEKDAY_NUMBERS = re.compile(
    r"(?:2(?P<even>\s?[-–,]\s?)4(?P=even)6|3(?P<odd>\s?[-–,]\s?)5(?P=odd)7)(?![^\W_]|\s?[-–/.,]\s?[0-9])"
)
_WEEKDAY_OF_DAY = re.compile(r"([2-7]),(?=([0-9]{1,2})/([0-9]{1,2})(?:/[0-9]{4})?(?![0-9/]))")
_WEEKDAYS_APART = re.compile(rf"T(?=[23]\s?[-–])(?={_WEEKDAY_NUMBERS.pattern})")
_BONUS = re.compile(r"T13(?![^\W_]|[.,/-][0-9])")  # a month more of wages
_BARE_MONTH_LETTER = re.compile(r"T\.?([1-9]|1[0-2])(?![^\W_]|[.,/-][0-9])")
_MONTH_SPAN = re.compile(
    rf"T({MONTH})(\s(?:đến|tới)\s|\s?[-–]\s?)T({MONTH})(?:/({YEAR}))?(?![^\W_]|[.,/-][0-9])"
)
_MONTH_LIST = re.compile(rf"T{MONTH}(?:(?:,\s?|\svà\s)T{MONTH}){{1,11}}(?![^\W_]|[.,/-][0-9])")
_YEAR_AFTER = re.compile(r"\s(?:h[àằ]ng\snăm|năm|sang năm)(?![^\W_])")
_MONTH_WORDS = frozenset({"đầu", "giữa", "cuối", "trong", "hết", "tháng", "rằm", "lương"})
_LAST_WEEKDAY = 7
_WORDS_TO_SEASON = 8
_WORDS_TO_TIMETABLE = 20
_WEEKDAYS = range(2, _LAST_WEEKDAY + 1)
_WORDS_TO_QUARTER = 8
_WORDS_TO_PEST = 4


def month_letter(place: Place) -> Claim | None:
    """T11/2026, Q4/2026, QIV/2026, Q.II."""
    match = place.match(_MONTH_LETTER)
    if match:
        said = f"{month_name(match[1])} năm {year(match[2])}"
        span = _TO_MONTH_LETTER.match(place.text, match.end())
        said = (said if place.previous == "tháng" else f"tháng {said}") + (" đến " if span else "")
        return Claim(span.end() if span else match.end(), said)
    match = place.match(_QUARTER_LETTER) or _bare_quarter(place)
    if match is None:
        return None
    written = match[1] or match[3]
    number = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(written) or int(written)
    said = cardinal(number) + (f" năm {year(year_in_full(match[2]))}" if match[2] else "")
    return Claim(match.end(), said if place.previous in {"quý", "quí"} else f"quý {said}")


def _bare_quarter(place: Place) -> re.Match[str] | None:
    """Q4 of a year where something is achieved in it; "Q4" of a city is a district."""
    match = place.match(_QUARTER)
    compared = near(place, "quarters", _WORDS_TO_QUARTER)
    end = match.end() if match else place.end
    added = _QUARTER_ADDED.match(place.text, end) is not None or place.preceding == "+"
    beside = _IN_QUARTER.match(place.text, end) is not None or follows(place, "in_quarter")
    return match if added or beside or compared else None


def half_letter(_: Place, match: re.Match[str]) -> Claim | None:
    """H1/2026: half of a year, as companies write it."""
    half = "nửa đầu" if match[1] == "1" else "nửa cuối"
    return Claim(match.end(), f"{half} năm {year(match[2])}")


def weekday_letter(place: Place) -> Claim | None:
    """T2-T6, "sáng T7", and "đầu T3" or T11 for a month; "Thứ: T2" is a line of a timetable."""
    if _is_hormone(place):
        return None
    weekday = place.match(_WEEKDAY_LETTER)
    if weekday and place.previous == "thứ":
        return Claim(weekday.end(), ordinal(int(weekday[1])))
    of_week = _TO_END_OF.search(place.before) is not None
    of_month = (place.previous in _MONTH_WORDS and not of_week) or _in_row_of_months(place)
    claim = _weekday(place, weekday, of_month=of_month) if weekday else None
    return claim or _bare_month(place, of_month=of_month)


def _in_row_of_months(place: Place) -> bool:
    """Whether what is reckoned by months has one before: "doanh thu T2 đạt 120 triệu, T3 135"."""
    if _MONTH_TO.search(place.before):
        return True
    first = _ROW_OF_MONTHS.search(place.clause)
    before = place.clause[: first.start()] if first else ""
    return said_right_before(before, "reckoned_monthly")


def _listed_with_and(place: Place, end: int) -> bool:
    """Whether another day of the week, or month, is listed: "2 ngày/tuần (T3 và T6)"."""
    beside = _AND_WEEKDAY.match(place.text, end) or _WEEKDAY_AND.search(place.before)
    return beside is not None and not follows(place, "lettered_t")


def _is_hormone(place: Place) -> bool:
    """Whether "T3, T4, TSH" are measured in blood."""
    before = near(place, "hormones", _WORDS_TO_SEASON)
    before = before and place.text[place.end : place.end + 1] in "34"
    return before or _HORMONES_AFTER.match(place.text, place.start) is not None


def _weekday(place: Place, weekday: re.Match[str], *, of_month: bool) -> Claim | None:
    """T2 to T7 where words or signs beside tell a day of the week, a guess where they may."""
    after = _WEEKDAY_AFTER.match(place.text, weekday.end())
    named = after is not None and after[0] == ":" and follows(place, "lettered_t")
    if named or (of_month and not after):
        return None  # "trạm bơm T4: 2x37kW"
    beside = after or _WEEKDAY_BEFORE.search(place.before)
    listed = _listed_with_and(place, weekday.end())
    told = beside or follows(place, "part_of_day") or _AT_AN_HOUR.search(place.before)
    in_table = near(place, "timetable", _WORDS_TO_TIMETABLE)
    sure = bool(told) or in_table or (listed and near(place, "of_week", _WORDS_TO_SEASON))
    if not (sure or listed or follows(place, "leads_to_day") or follows(place, "kept_on")):
        return None
    said = f"thứ {ordinal(int(weekday[1]))}"
    span = _WEEKDAY_SPAN.match(place.text, weekday.end())
    if span is None:
        month = f"tháng {month_name(weekday[1])}"
        return Claim(weekday.end(), said, senses=() if sure else (said, month))
    in_row = _WEEKDAY_BEFORE.search(place.before) or _WEEKDAY_CHAIN.match(place.text, weekday.end())
    return Claim(span.end(), f"{said}, " if in_row else f"{said} đến ")


def _bare_month(place: Place, *, of_month: bool) -> Claim | None:
    """T3 beside a word of months, T8 to T12 anywhere."""
    bare = place.match(_BARE_MONTH_LETTER)
    if bare is None or follows(place, "lettered_t"):
        return None
    beside = int(bare[1]) == 1 and _MONTH_IN_CLAUSE.search(place.clause)  # "đợt 1 T9, đợt 2 T1"
    if of_month or int(bare[1]) > _LAST_WEEKDAY or beside:
        said = month_name(bare[1])
        return Claim(bare.end(), said if place.previous == "tháng" else f"tháng {said}")
    return None


def quarter_span(_: Place, match: re.Match[str]) -> Claim | None:
    """Q1-Q3/2026, Q3-4/2026: quarters, for their year stands behind; no districts."""
    said = f"quý {cardinal(int(match[1]))} đến "
    if match["last"]:
        said += f"{cardinal(int(match['last']))} năm {year(year_in_full(match['year']))}"
    return Claim(match.end(), said)


def after_first(place: Place, match: re.Match[str]) -> Claim | None:
    """The T2 of "(T1: 800, T2: 400)": no day of the week is T1; hamlets as well as months."""
    if not _FIRST_BEFORE.search(place.clause):
        return None
    letters, month = f"tê {cardinal(int(match[1]))}", f"tháng {month_name(match[1])}"
    return Claim(match.end(), letters, senses=(letters, month))


def month_span(place: Place, match: re.Match[str]) -> Claim | None:
    """Từ T1 đến T6, "vụ khô T2-T4": months, or stops and towers; no weekday is T1 or T8."""
    first, last = int(match[1]), int(match[3])
    letters = f"tê {cardinal(first)} đến tê {cardinal(last)}"
    if follows(place, "lettered_t") and not match[4]:
        return Claim(match.end(), letters)
    grows = near(place, "in_season", _WORDS_TO_SEASON) and first < last
    monthly = follows(place, "reckoned_monthly")
    if first in _WEEKDAYS and last in _WEEKDAYS and not (match[4] or grows or monthly):
        return None
    months = f"tháng {month_name(match[1])} đến tháng {month_name(match[3])}"
    if match[4]:
        return Claim(match.end(), f"{months} năm {year(match[4])}")
    told = _YEAR_AFTER.match(place.text, match.end()) or place.previous in _MONTH_WORDS
    wraps = first > last or last > _LAST_WEEKDAY  # a season, or half a year and more
    told = told or wraps or grows or monthly
    return Claim(match.end(), months, senses=() if told else (months, letters))


def bonus(place: Place, match: re.Match[str]) -> Claim | None:
    """Lương T13: what is paid before Tết."""
    return Claim(match.end(), "tháng mười ba") if follows(place, "of_wages") else None


def month_list(place: Place, match: re.Match[str]) -> Claim | None:
    """T1, T2, T3: months where one of them is no weekday; or stops and towers."""
    written = re.findall(r"[0-9]+", match[0])
    letters = ", ".join(f"tê {cardinal(int(one))}" for one in written)
    if follows(place, "lettered_t"):
        return Claim(match.end(), letters)
    monthly = follows(place, "reckoned_monthly") and " và " not in match[0]  # those are asked
    if all(int(one) in _WEEKDAYS for one in written) and not monthly:
        return None
    months = ", ".join(f"tháng {month_name(one)}" for one in written)
    told = _YEAR_AFTER.match(place.text, match.end()) or place.previous in _MONTH_WORDS
    return Claim(match.end(), months, senses=() if told or monthly else (months, letters))


def instars(place: Place, match: re.Match[str]) -> Claim | None:
    """Rầy nâu T2-T3: the age of insects, in moults."""
    if not near(place, "pests", _WORDS_TO_PEST):
        return None
    return Claim(
        match.end(), " đến ".join(f"tuổi {cardinal(int(one))}" for one in match.groups() if one)
    )


def weekdays(place: Place, match: re.Match[str]) -> Claim | None:
    """T2-6: from one day of the week to another."""
    if match[1] >= match[2] or place.previous in _MONTH_WORDS:
        return None
    if any(follows(place, one) for one in ("lettered_t", "lot", "lettered_p")):
        return Claim(
            match.end(), " đến ".join(f"tê {cardinal(int(one))}" for one in match.groups())
        )
    first, last = (ordinal(int(number)) for number in match.groups())
    return Claim(match.end(), f"thứ {first} đến thứ {last}")


def weekday_numbers(place: Place, match: re.Match[str]) -> Claim | None:
    """Tối 2-4-6, T3-5-7, "thứ 3-5-7": every other day of the week."""
    lettered = match.re is _WEEKDAYS_APART
    numbers = _WEEKDAY_NUMBERS.match(place.text, match.end()) if lettered else match
    if numbers is None:
        return None
    days = [ordinal(int(one)) for one in re.findall("[0-9]", numbers[0])]
    if place.previous == "thứ":
        return Claim(numbers.end(), ", ".join(days))
    if not (lettered or follows(place, "part_of_day") or follows(place, "weekly")):
        return None
    return Claim(numbers.end(), ", ".join(f"thứ {day}" for day in days))


def weekday_of_day(place: Place, match: re.Match[str]) -> Claim | None:
    """Thứ 2,5/3: a day of the week, and the day of the month that it is."""
    if place.previous != "thứ":
        return None
    if not is_day_of_month(int(match[2]), int(match[3])):
        return None
    return Claim(match.end(), ordinal(int(match[1])) + ", ")


def weekday_list(place: Place, match: re.Match[str]) -> Claim | None:
    """T2,4,6: days of the week; months have such letters too."""
    numbers = re.findall("[0-9]", match[0])
    said = ", ".join(f"thứ {ordinal(int(one))}" for one in numbers)
    told = match[0][1:].replace(" ", "") in {"2,4,6", "3,5,7"}  # every other day of the week
    told = told or follows(place, "part_of_day")
    told = told or place.previous in {"lịch", "trực", "học", "cửa"}
    told = told or near(place, "scheduled", _WORDS_TO_SEASON)
    months = ", ".join(f"tháng {month_name(one)}" for one in numbers)
    return Claim(match.end(), said, senses=() if told else (said, months))


def sunday(place: Place, _: re.Match[str]) -> Claim | None:
    """CN, 31/8, and behind Saturday in a row: but 300 CN on a day are workers."""
    in_week = place.written == "CN" and _SUNDAY_IN_WEEK.search(place.before)
    at_hour = _AT_HOUR.search(place.before) and place.match(_OF_WEEK)
    told = in_week or at_hour or (place.match(_SUNDAY) and not counts(place))
    return Claim(place.end, "Chủ nhật") if told else None


FIRST_RULES = (
    Rule("word", saying("chủ nhật"), _SUNDAY_HOURS, opens="C", then=" ,:"),
    # PL.2570, a year of the Buddha; no appendix has such a number
    Rule("word", saying("Phật lịch "), _OF_BUDDHA, opens="P", then=" .2"),
    # DL. 2026, beside a year of the Buddha
    Rule("word", saying("dương lịch "), _DATED_NEW, opens="D", then="."),
    Rule("word", quarter_span, _QUARTER_SPAN, opens="Q", then="1234"),
)
RULES = (
    Rule("number", weekday_numbers, _WEEKDAY_NUMBERS, opens="23", then=" ,-–"),
    Rule("number", weekday_of_day, _WEEKDAY_OF_DAY, then=","),
    Rule("word", instars, _INSTARS, opens="T", then="12345"),
    Rule("word", month_letter, opens="TQ"),
    Rule("word", half_letter, _HALF_LETTER, opens="H", then="12"),
    Rule("word", weekday_numbers, _WEEKDAYS_APART, opens="T", then="23"),
    Rule("word", weekdays, _WEEKDAYS_SHORT, opens="T", then="23456"),
    Rule("word", month_span, _MONTH_SPAN, opens="T", then="0123456789"),
    Rule("word", month_list, _MONTH_LIST, opens="T", then="0123456789"),
    Rule("word", bonus, _BONUS, opens="T", then="1"),
    Rule("word", weekday_list, _WEEKDAY_LIST, opens="T", then="234567"),
    Rule("word", after_first, _HEADED, opens="T", then="234567"),
    Rule("word", weekday_letter, opens="T"),
    Rule("word", sunday, _CN, opens="C"),
    # TK 17, TK XV; the number is read by itself
    Rule("word", saying("thế kỷ "), _CENTURY, opens="Tt"),
)
