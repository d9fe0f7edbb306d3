"""Dates as Vietnamese offices write them, with the weekday beside.

In: text. Out: days, also those that no calendar has where the words leave no doubt that a date
is meant. The ordinal "lần thứ năm, ngày 15-10" is no Thursday; days of the moon are none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bulletin.languages.proof import WrittenDay
from bulletin.reading.sought import holds

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NUMBERS = {
    **dict.fromkeys(("hai", "2"), 0),
    **dict.fromkeys(("ba", "3"), 1),
    **dict.fromkeys(("tư", "4"), 2),
    **dict.fromkeys(("năm", "5"), 3),
    **dict.fromkeys(("sáu", "6"), 4),
    **dict.fromkeys(("bảy", "bẩy", "7"), 5),
}
_WEEKDAY = r"(?:thứ\s+(?P<{0}>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|T(?P<{0}_short>[2-7])|(?P<{0}_sunday>chủ\s+nhật|CN))(?!\w)"
_DATE = (
    r"(?:(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?:(?P=sign)(?P<year>\d{4}))?"
    r"|(?P<day_w>\d{1,2})\s+tháng\s+(?P<month_w>\d{1,2})(?:(?:\s+năm\s+|[/-])(?P<year_w>\d{4}))?)"
)
_DAY = re.compile(
    rf"(?<![\w/.+-])(?:(?i:{_WEEKDAY.format('before')})[\s,(:]{{0,4}})?"
    rf"(?P<word>(?i:ngày|hôm|mùng|mồng)\s+(?:(?i:mùng|mồng)\s+)?)?{_DATE}"
    rf"(?![\w/-])(?![.,]\d)(?:\s*\(\s*(?i:{_WEEKDAY.format('after')})\s*\))?"
)
_PERHAPS = re.compile(r"\d[/.-]\d|\d\s+tháng")
_MOON = re.compile(r"[^.;!?]{0,40}?(?:âm lịch|\bÂL\b|\bAL\b)|\s*\(âm\b|\s+âm\b")
_MOON_BEFORE = re.compile(r"(?:âm lịch|\bÂL\b|mùng|mồng|rằm)[^.;!?]{0,12}$", re.IGNORECASE)
_OF_MOON = ("âm", "âl", "al", "mùng", "mồng", "rằm")
"""Without which a text has no day of the moon's calendar."""
_LEADS = re.compile(
    r"(?:^|[.,;:(!?–—\n-]\s*|\b(?:sáng|trưa|chiều|tối|đêm|khuya|vào|từ|đến|tới|hôm|ngày|trước|sau|là"
    r"|giờ|lúc|hết|cuối|(?<!kỳ )(?<!kì )(?<!cuộc )(?<!phiên )(?<!buổi )(?<!lần )họp|\d{1,2}[hg]\d{0,2}|\d{1,2}:\d\d)\s+)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<!\w)(?:lần|kỳ|kì|(?:kỳ|kì|cuộc|phiên|buổi|lần)\s+họp|khóa|khoá|đợt|hội nghị|đại hội|phiên|giải|hạng|tập|số|tiết mục|người|con)\s+$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:thứ\s+\w+|chủ nhật|T[2-7])\s*(?:,|và|đến|tới|hoặc|hay|-|–)\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\bsố|\bsố:|tỷ lệ|tỉ lệ|khoản|điều|mục|bài|trang|tờ|thửa|hẻm|ngõ|kiệt|nhà|phòng|đường|QĐ|NĐ|NQ)\s*$",
    re.IGNORECASE,
)
_WILL_BE = re.compile(
    r"(?:sẽ|dự kiến|kính mời|mời)\s+(?:được\s+)?(?:\w+\s+){0,2}?(?:tổ chức|diễn ra|khai mạc|bế mạc|họp|bắt đầu|tiêm"
    r"|phát|chiếu|thi|mở|dự|tham dự|tham gia|khám|tập huấn|ra quân|khởi công|tiếp)(?!\w)[^.;!?]{0,80}$",
    re.IGNORECASE,
)
_PLANNED = ("sẽ", "dự kiến", "mời")
"""Without which a text says of no day what will be."""
_DUE = re.compile(
    r"(?i)(?<!\w)(?:hạn|hạn chót|hết|trước|chậm nhất|muộn nhất|đến|tới|sáng|chiều|tối)\s+\Z"
)
"""What stands before a day, and before no share: "hạn 30/11", "đến hết 31/12"."""
_SIGHT = 140
_NEAR = 32
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_LAST_MONTH, _LAST_DAY = 12, 31


def days(text: str) -> Iterator[WrittenDay]:
    """Every day that is written with its month."""
    return iter(_days(text))


@lru_cache(maxsize=4_000)
def _days(text: str) -> tuple[WrittenDay, ...]:
    """The same, kept for the rules that ask for it."""
    return tuple(_found(text)) if _PERHAPS.search(text) else ()


def _found(text: str) -> Iterator[WrittenDay]:
    lunar, planned = holds(text, _OF_MOON), holds(text, _PLANNED)
    for match in _DAY.finditer(text):
        if (found := _read(text, match)) and not (lunar and _is_lunar(text, match)):
            is_event = planned and found.year and _is_to_be(text, match)
            yield replace(found, event=True) if is_event else found


def _is_lunar(text: str, match: re.Match[str]) -> bool:
    """Whether a day is one of the calendar of the moon."""
    near = text[max(0, match.start() - _NEAR) : match.start()]
    after = _MOON.match(text, match.end())
    return _is_moon(match["word"]) or bool(after or _MOON_BEFORE.search(near))


def _read(text: str, match: re.Match[str]) -> WrittenDay | None:
    """What day stands there, if one does."""
    day = int(match["day"] or match["day_w"])
    month = int(match["month"] or match["month_w"])
    year = int(match["year"] or match["year_w"] or 0) or None
    near = text[max(0, match.start() - _NEAR) : match.start()]
    weekday = _named(match, near)
    due = match["sign"] == "/" and _DUE.search(near)
    sure = bool(match["word"] or match["day_w"] or weekday is not None or due)
    if not (sure or (year and not _NUMBERED.search(near[-15:]))):
        return None
    if day == 0 or month == 0 or not (match["word"] or _is_possible(day, month, dated=bool(year))):
        return None
    # The year that is left out may be one that stands near, or the issue's: nobody knows.
    years = () if year else tuple(map(int, _YEAR.findall(_around(text, match))))
    return WrittenDay(match.start(), match.end(), day, month, year, weekday, years=years)


def _named(match: re.Match[str], before: str) -> int | None:
    """The weekday beside a day."""
    weekday = _weekday(match, "after")
    if weekday is None and (weekday := _weekday(match, "before")) is not None:
        listed = _LISTED.search(before[-24:])
        return None if listed or _counts(match, before) else weekday
    return weekday


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 60) : match.end() + 60]


def _is_to_be(text: str, match: re.Match[str]) -> bool:
    """Whether the words before say that something will be held on a day."""
    before = text[max(0, match.start() - _SIGHT) : match.start()]
    return _WILL_BE.search(before) is not None


def _counts(match: re.Match[str], before: str) -> bool:
    """Whether a weekday is rather an ordinal: "lần thứ năm, ngày 15-10", "Kỳ họp thứ Ba"."""
    word = match["before"]
    if not word:
        return False
    named = word[0].isupper() or match[0][0].isupper()
    return bool(_COUNTED.search(before)) if named else not _LEADS.search(before)


def _is_moon(word: str | None) -> bool:
    return word is not None and word.strip().lower().endswith(("mùng", "mồng"))


def _is_possible(day: int, month: int, *, dated: bool) -> bool:
    """Whether numbers may be meant as a day: one of them may be wrong where there is a year."""
    fits = (day <= _LAST_DAY, month <= _LAST_MONTH)
    return any(fits) if dated else all(fits)


def _weekday(match: re.Match[str], group: str) -> int | None:
    if match[f"{group}_sunday"]:
        return 6
    word = match[group] or match[f"{group}_short"]
    return _NUMBERS[word.lower()] if word else None
