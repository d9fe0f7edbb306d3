"""Periods that end before they begin, and months and hours that there are not.

In: text. Out: slips. What goes back on purpose (a day that is brought forward, a night, a shift)
is none, nor is a length of time: "trong 36 giờ 30 phút".
"""

import re
from collections.abc import Iterator

from bulletin.languages.proof import Slip
from bulletin.reading.sought import Begun, Sought, has_figure

_DAY = r"(?P<day{0}>\d{{1,2}})(?:[/.-](?P<month{0}>\d{{1,2}})(?:[/.-](?P<year{0}>\d{{4}}))?|\s+tháng\s+(?P<month{0}_w>\d{{1,2}})(?:\s+năm\s+(?P<year{0}_w>\d{{4}}))?)"
_TO = r"\s*(?:,?\s*(?:cho\s+)?(?:đến|tới)|-|–)\s*(?:hết\s+)?"
_DAYS = Begun(
    rf"(?i)(?:(?<!\w)từ\s+(?P<word>ngày\s+)?|(?<!\w)(?P<alone>ngày\s+)|\A)"
    rf"{_DAY.format(1)}{_TO}(?P<word2>ngày\s+)?{_DAY.format(2)}(?![\w/-]|[.,]\d)",
    "từ",
    "ngày",
)
_DAYS_OF_A_MONTH = Begun(
    rf"(?i)(?<!\w)(?:từ\s+(?:ngày\s+)?|ngày\s+)(?P<first>\d{{1,2}}){_TO}(?:ngày\s+)?(?P<last>\d{{1,2}})"
    r"(?:[/.-](?:0?[1-9]|1[0-2])(?:[/.-]\d{4})?|\s+tháng\s+\d{1,2})(?![\w/-]|[.,]\d)",
    "từ",
    "ngày",
)
"""Two days of which only the last names its month: từ ngày 20-22/11."""
_YEARS = Begun(
    r"(?i)(?<!\w)(?:từ\s+năm\s+(?P<first>(?:19|20)\d\d)\s+(?:đến|tới)\s+(?:năm\s+)?(?P<last>(?:19|20)\d\d)"
    r"|(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+khóa)\s+(?P<first_d>(?:19|20)\d\d)\s?[-–]\s?(?P<last_d>(?:19|20)\d\d))(?!\w|[/.-]\d)",
    "từ",
    "giai",
    "nhiệm",
    "năm",
    "niên",
)
_HOUR = r"(?P<hour{0}>\d{{1,2}})(?:\s?(?:h|g|giờ)(?:\s?(?P<minute{0}>\d{{2}})(?:\s?(?:phút|p))?)?|:(?P<minute{0}_c>\d\d))(?!\w)"
_HOURS = Begun(
    rf"(?i)(?<!\w)từ\s+(?:lúc\s+)?{_HOUR.format(1)}(?P<morning>\s+sáng)?{_TO}(?:lúc\s+)?{_HOUR.format(2)}",
    "từ",
)
_MOVED = re.compile(
    r"(?i)(?<!\w)(?:dời|lùi|lui|chuyển|đổi|hoãn|rút|đẩy|thay|sớm|điều\s+chỉnh|giảm|hạ|ngược|trở\s+về|đính\s+chính)(?!\w)"
    r"[^.;!?]{0,80}\Z"
)
_OVERNIGHT = re.compile(
    r"(?i)(?<!\w)(?:hôm|mai|đêm|tối|khuya|sáng|chiều|trưa|ca|trực|ngày|kế|rạng|liên\s+tục)(?!\w)"
)
_TOLD = re.compile(
    r"(?i)(?<!\w)(?:đêm|tối|khuya|ca|trực|liên\s+tục|sáng|chiều|trưa|hôm|mai|kế)(?!\w)"
)
_OF_MORNING = re.compile(r"(?i)\s+sáng(?!\w)")
_LATER = re.compile(r"(?i)(?<!\w)(?:đêm|tối|khuya|chiều|ca|trực|liên\s+tục|hôm|mai|kế|sau)(?!\w)")
_NIGHT = re.compile(r"(?i)(?<!\w)(?:đêm|tối|khuya|ca|trực|liên\s+tục)(?!\w)")
_MIDDAY, _NOON, _EVENING, _DAWN = 12 * 60, 13 * 60, 17 * 60, 7 * 60
_SIGHT = 120
_NEAR = 30


def backwards(text: str) -> Iterator[Slip]:
    """Periods of days, years or hours whose end stands before their beginning."""
    if not has_figure(text):
        return
    for pattern, fits in (
        (_DAYS, _days_fit),
        (_DAYS_OF_A_MONTH, _in_one_month),
        (_YEARS, _years_fit),
        (_HOURS, _hours_fit),
    ):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _SIGHT) : match.start()]
            if not fits(match) and not _MOVED.search(before):
                yield Slip(match.start(), match.end())


def _days_fit(match: re.Match[str]) -> bool:
    """Whether two days can be a beginning and an end; days without a word or a year may be marks."""
    days = []
    for one in "12":
        year = match[f"year{one}"] or match[f"year{one}_w"]
        month = match[f"month{one}"] or match[f"month{one}_w"]
        days.append((int(year or 0), int(month), int(match[f"day{one}"])))
    (year, month, day), (last_year, last_month, last_day) = days
    said = any(match[name] for name in ("word", "alone", "word2", "month1_w", "month2_w"))
    if not (year or last_year or said):
        return True
    if year and last_year:
        return days[0] <= days[1]
    return month != last_month or day <= last_day


def _in_one_month(match: re.Match[str]) -> bool:
    """Whether two days can follow each other; one far behind the other is of the month before."""
    return not 0 < int(match["first"]) - int(match["last"]) <= _WITHIN


_WITHIN = 12


def _years_fit(match: re.Match[str]) -> bool:
    first, last = match["first"] or match["first_d"], match["last"] or match["last_d"]
    return int(first) <= int(last)


def _hours_fit(match: re.Match[str]) -> bool:
    """Whether two hours of one day can be; whoever says 14 says neither 9 for 21."""
    start, end = (
        60 * int(match[f"hour{one}"]) + int(match[f"minute{one}"] or match[f"minute{one}_c"] or 0)
        for one in "12"
    )
    text, at = match.string, match.end()
    after = text[at : at + _NEAR]
    if start <= end or (match["morning"] and not _OF_MORNING.match(after)):
        return True
    if start < _NOON:  # people say 5 for 17, and hardly 7.30 for 19.30
        said = text[max(0, match.start() - _NEAR) : at] + after
        both = _OF_MORNING.match(after) and end >= _DAWN and start < _MIDDAY  # 12 is midnight, too
        return end < _DAWN or (_LATER if both else _TOLD).search(said) is not None
    if _OVERNIGHT.search(after):
        return True
    around = re.split("[.;!?]", text[max(0, match.start() - _NEAR) : match.start()])[-1] + match[0]
    return _NIGHT.search(around) is not None or (
        end < _NOON and not _DAWN <= end <= start < _EVENING
    )


_MONTH = Begun(
    r"(?i)(?<!\w)tháng\s+(?P<month>0{1,2}|1[3-9]|[2-9]\d)(?:\s?[/-]\s?|\s+năm\s+)(?:19|20)\d\d(?![\w/-])",
    "tháng",
)
_PAY = re.compile(r"(?i)(?<!\w)(?:lương|thưởng|thu nhập|\d)\s+(?:\w+\s+){0,3}\Z")
_MINUTES = re.compile(
    r"(?i)\d(?<![\w.,/:-]\d)\d?(?:h\s?|g|\s?giờ\s+)(?P<minute>[6-9]\d)(?:\s?phút)?(?!\w|[.,/]\d|\s?(?:km|m|kg)\b)"
)
_PERHAPS_CLOCK = re.compile(r"2[5-9](?:[hHgG:]|\s[gG])")
_CLOCK = Sought(
    r"(?i)(?:(?<!\w)(?P<at>lúc|hồi)\s+|(?<!\w)(?:từ|đến|tới|vào|trước|sáng|trưa|chiều|tối)\s+|\A|[-–(,;:]\s?)"
    r"(?P<clock>(?P<hour>2[5-9])(?:(?:h|g|\s?giờ)\s?(?P<minute>[0-5]\d)(?:\s?phút)?|(?P<colon>:[0-5]\d)|(?:h|g|\s?giờ)))(?!\w|[.,/:]\d)",
    *(f"2{digit}" for digit in range(5, 10)),
)
_LENGTH = re.compile(
    r"(?i)(?<!\w)(?:trong|suốt|kéo\s+dài|sau|tổng|hết|ủ|ngâm|nấu|liên\s+tục|thời\s+gian|thời\s+lượng)(?!\w)[^.;!?]{0,40}\Z"
)


def impossible(text: str) -> Iterator[Slip]:
    """Months and hours that no calendar and no clock has."""
    if not has_figure(text):
        return
    for match in _MONTH.finditer(text):
        if not _PAY.search(text[max(0, match.start() - _NEAR) : match.start()]):
            yield Slip(match.start(), match.end())
    for match in _MINUTES.finditer(text):
        yield Slip(match.start(), match.end())
    for match in _CLOCK.finditer(text) if _PERHAPS_CLOCK.search(text) else ():
        start = match.start("clock")
        in_sight = max(0, start - _SIGHT)
        if match["at"] or (match["minute"] and not _LENGTH.search(text, in_sight, start)):
            yield Slip(start, match.end("clock"))
