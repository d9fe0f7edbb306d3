"""Days and hours as people and programs write them.

In: a text that says a day or an hour. Out: the one that it can only mean, or None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?"),
    *("aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_NAMED = "(?P<named>" + "|".join(_MONTHS) + r")\.?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_DAY = r"(?<![0-9])(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_FORMS = tuple(
    re.compile(rf"(?i){form}")
    for form in (
        rf"(?<![0-9]){_YEAR}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*(?P<day>[0-9]{{1,2}})(?![0-9])",
        rf"{_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}",
        rf"{_DAY}\s*(?:tháng|thg\.?)\s*{_MONTH}(?:\s*,?\s*năm\s*|\s*[/,-]\s*|\s+){_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th)?[ -]+(?:of )?{_NAMED}[ ,-]+{_YEAR}",
        rf"(?<!\w){_NAMED} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
"""With a year of four digits, behind a weekday and before an hour too."""
_LONGEST = 60
"""Characters of a text that may say a day or an hour."""


def meant_day(text: str) -> dt.date | None:
    """The one day that a text names; 12/25/2026 has its day where only a day can be."""
    if len(text) > _LONGEST:
        return None
    found = [match for form in _FORMS for match in form.finditer(text)]
    if len(found) != 1:
        return None
    parts = found[0].groupdict()
    named = parts.get("named")
    month = _number_of(named) if named else int(parts["month"])
    year, day = int(parts["year"]), int(parts["day"])
    fixed = named or found[0].re is _FORMS[0]
    return _date(year, month, day) or (None if fixed else _date(year, day, month))


def is_twofold(text: str) -> bool:
    """Whether its day and its month may change places, as in 05/12/2026."""
    if (match := _FORMS[1].search(text)) is None:
        return False
    first, second = int(match["day"]), int(match["month"])
    return first != second and max(first, second) <= len(_MONTHS)


def _number_of(name: str) -> int:
    return next(n for n, form in enumerate(_MONTHS, start=1) if re.fullmatch(form, name.lower()))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_HOUR = re.compile(
    r"(?i)(?P<hour>[0-9]{1,2})\s*"
    r"(?:(?:[:hg]|giờ)\s*(?:(?P<minute>[0-9]{2})(?::00|\s*(?:phút|p|’|'))?)?|\.(?P<part>[0-9]{2}))?"
    r"(?:\s*(?P<half>[ap]\.?m\.?|sa|ch|sáng|trưa|chiều|tối))?"
)
_NOON = 12
_LATER: dict[str, Callable[[int], bool]] = {
    "pm": lambda hour: hour < _NOON,
    "ch": lambda hour: hour < _NOON,
    "chiều": lambda hour: hour < _NOON,
    "tối": lambda hour: hour < _NOON,
    "trưa": lambda hour: hour <= _LUNCH,
}
"""The hours that are twelve later than they are written, by the half of the day behind them."""
_LUNCH = 2
_NOT_AT_NOON = {"sáng", "tối"}
"""Halves of a day in which nobody can say what twelve o'clock is."""


def meant_hour(text: str) -> dt.time | None:
    """The hour that a text says: 7h30, 7.30, 7:30 PM, 2:30 CH, 7 giờ 30 sáng."""
    match = _HOUR.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None or not re.search(r"[^0-9\s]", text):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["part"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if half in _LATER and _LATER[half](hour):
        hour += _NOON
    elif hour == _NOON and half in {"am", "sa"}:
        hour = 0
    elif hour == _NOON and half in _NOT_AT_NOON:
        return None
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None
