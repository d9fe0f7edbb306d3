"""Days of a month: which there are, which have names, and what announces one.

In: two numbers, or a place in the text. Out: whether there is such a day, whether it is one that
bulletins name by its numbers, and whether "ngày" is said already. Whether two numbers are a day
at all is weighed in `day_judges`.
"""

import re
from functools import cache

from bulletin.languages.vi.quantities import OCCASION
from bulletin.languages.vi.words import (
    PACKAGE,
    cased,
    follows,
    near,
    role,
)
from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
ENDED = r"(?![0-9])(?![./][0-9]|,[0-9](?![0-9]?/[0-9]))(?![A-Za-zĐđ²³%°])"
"""Behind a date: nothing that would make another number of it, or a quantity; "11/9,8/11" are two."""

LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
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
    r"\b(?:(?:sáng|trưa|chiều|tối|đêm|hôm|ngày)\s+(?:mai|nay|qua|kia)),?\s*\(?$", re.IGNORECASE
)
_HOUR = re.compile(r"(?<![0-9])(?:[01]?[0-9]|2[0-4])[hg](?:[0-5][0-9])?(?:,?\s+|,?\s*\()$")
_IN_MONTH = re.compile(
    r"(?:(?:,|;|\svà)\s?(?:ngày\s)?[0-9]{1,2}\s?[-–]\s?[0-9]{1,2}){0,6}"
    r"\s?(?:/\s?tháng|(?:h[àằ]ng|mỗi|mọi|các)\stháng|của\s(?:mỗi\s)?tháng|(?<=\s)tháng\s(?:[0-9]|này|sau|tới))(?![^\W\d_])"
)
_HELD = re.compile(  # "giải 8-5 lần thứ 4"
    rf"[0-9]{{1,2}}[-/][0-9]{{1,2}}(?:{OCCASION.pattern}|\s(?:mở rộng|khai mạc|bế mạc|toàn (?:xã|huyện|tỉnh|quốc)))(?![^\W\d_])"
)
DAYS_SINCE = re.compile(  # "ngày 5-9 sau khai giảng" is a day
    r"\s(?:sau\s(?:khi\s)?(?:sinh|đẻ|mổ|phẫu|gieo|sạ|cấy|trồng|xuống giống|trổ|phun|bón|tiêm|uống|dùng thuốc|nở|thả|ủ|ghép"
    r"|cắt|thụ|phối|cai sữa|thu hoạch|nhiễm|mắc|bị|phơi|sốt|khởi phát|phát bệnh|xuất viện)(?![^\W_])"
    r"|của\s(?:bệnh|chu kỳ|thai|đợt (?:dịch|bệnh|sốt|điều trị)))"
)
_COUNTED_ON = cased(r"\s(?!(?:đến|tới|và|tại|ở|là|có|sẽ|đã|này|hằng|hàng|âm)(?![^\W_]))[\l]")
_NAME_BEFORE = re.compile(r"[^\W\d_]\s$")
_CAPITAL_BEFORE = cased(r"(?<![^\W_])[\U][^\W_]*\s$")
_WORDS_NEAR = 6


def is_day_of_month(day: int, month: int) -> bool:
    """Whether there is such a day, in a leap year if need be."""
    return 1 <= month <= len(LONGEST_MONTHS) and 1 <= day <= LONGEST_MONTHS[month - 1]


def is_holiday(day: int, month: int) -> bool:
    """Whether the day is one that bulletins name by its numbers alone."""
    return (day, month) in _holidays()


def says_day(place: Place) -> bool:
    """Whether "ngày" (or "mùng", "hôm") is written before, right there or before a list."""
    if place.previous == "ngày" and len(place.words) > 1 and place.words[-2] in role("each"):
        return False  # "mỗi ngày 1/2 viên"
    return follows(place, "says_day") or _LIST_OF_DAYS.search(place.clause) is not None


def spans_in_month(text: str, end: int) -> bool:
    """Whether days that end here are of a month that is named behind them, or of each."""
    return _IN_MONTH.match(text, end) is not None


def leads_to_day(place: Place) -> bool:
    """Whether an hour, a part of the day or a weekday stands before: a day follows."""
    leading = (_WEEKDAY, _THAT_WEEK, _TOMORROW, _HOUR)
    return follows(place, "part_of_day") or any(one.search(place.clause) for one in leading)


def needs_announcing(place: Place) -> bool:
    """Whether "ngày" is to be said because nothing else announces the day."""
    street = place.before.endswith(("Đ.", "Đ. "))
    said = place.previous == "ngày" or says_day(place)
    return not (street or said or follows(place, "feast") or follows(place, "named_by_day"))


def counts_on(place: Place, day: int, month: int, end: int) -> bool:
    """Whether two numbers with a spaced hyphen are rather so many of what follows: "hết 2 - 3 bao"."""
    named = place.previous in {"ngày", "sáng", "trưa", "chiều", "tối", "đêm"}
    return day < month and not named and bool(_COUNTED_ON.match(place.text, end))


def is_held(place: Place) -> bool:
    """Whether what the day here names is held for the fourth time, or opens."""
    return place.match(_HELD) is not None


def names_feast(place: Place, day: int, month: int) -> bool:
    """Whether a feast's numbers are the name of something: "Olympic 30-4", "hội trại 26-3"."""
    if day < month and follows(place, "numbered_in_row"):
        return False
    led = leads_to_day(place) or follows(place, "leads_to_day")
    known = is_holiday(day, month) or is_held(place)
    if led or not known or not _NAME_BEFORE.search(place.before):
        return False
    capital = _CAPITAL_BEFORE.search(place.before) is not None
    return capital or near(place, "names_feast", _WORDS_NEAR)


@cache
def _holidays() -> frozenset[tuple[int, int]]:
    pairs = (pair.split("/") for pair in table(PACKAGE, "roles")["holidays"].split())
    return frozenset((int(day), int(month)) for day, month in pairs)
