"""Days, months and hours as machines write them (ISO 8601), in the writing of people.

In: the cells of a column or a row, and a language. Out: the same as the language writes them.
"""

import datetime as dt
import re
from collections.abc import Sequence

import babel.dates

from bulletin.languages import language_of, locale_of

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::00(?:\.0+)?)?")
_ZONE = re.compile(
    r"(?<=[T ][0-9]{2}:[0-9]{2})(?P<rest>[0-9:.]*)(?P<zone>[+-](?!00:?00)[0-9]{2}:?[0-9]{2})"
)
"""How far a clock goes from that of Greenwich, which people who share it do not write."""
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_CENTURY = 100


def days_written(texts: Sequence[str], language: str, name: str = "") -> tuple[str, ...]:
    """Cells that are all days, months or moments of machines; any others as they are.

    `name` is that of their column: 2026-11 below "Mã hồ sơ" is no month.
    """
    if language_of(language).headings().is_code(name):
        return tuple(texts)
    patterns = language_of(language).cells().machine_days
    zones = {found["zone"] if (found := _ZONE.search(text)) else "" for text in texts if text}
    whole, texts = texts, [_ZONE.sub(r"\g<rest>", t) for t in texts] if len(zones) == 1 else texts
    filled = [text for text in texts if text]
    if not filled or not patterns:
        return tuple(whole)
    day, month = patterns
    if all(map(_DAY.fullmatch, filled)):
        ending, pattern = "", day
    elif all(map(_MOMENT.fullmatch, filled)):
        ending, pattern = "", f"HH:mm, {day}"
    elif all(map(_MONTH.fullmatch, filled)) and not all(map(_is_school_year, filled)):
        ending, pattern = "-01", month
    else:
        return tuple(whole)
    try:
        moments = [dt.datetime.fromisoformat(f"{t}{ending}") if t else None for t in texts]
    except ValueError:  # no calendar has one of them, which has its finding
        return tuple(whole)
    locale = locale_of(language)
    return tuple(
        str(babel.dates.format_datetime(one, pattern, locale=locale)) if one else ""
        for one in moments
    )


def _is_school_year(text: str) -> bool:
    """Whether a month may be a year and the next one: 2009-10, 2010-11."""
    year, _, month = text.partition("-")
    return (int(year) + 1) % _CENTURY == int(month)
