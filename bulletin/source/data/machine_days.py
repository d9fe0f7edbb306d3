"""Days and months as machines write them (ISO 8601), in the writing of people.

In: the cells of a column or a row, and a language. Out: the same as the language writes them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import babel.dates

from bulletin.languages import language_of, locale_of

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_CENTURY = 100


def days_written(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """Cells that are all days, or all months, of machines; any others as they are."""
    patterns = language_of(language).cells().machine_days
    filled = [text for text in texts if text]
    if not filled or not patterns:
        return tuple(texts)
    if all(map(_DAY.fullmatch, filled)):
        ending, pattern = "", patterns[0]
    elif all(map(_MONTH.fullmatch, filled)) and not all(map(_is_school_year, filled)):
        ending, pattern = "-01", patterns[1]
    else:
        return tuple(texts)
    try:
        days = [dt.date.fromisoformat(f"{text}{ending}") if text else None for text in texts]
    except ValueError:  # no calendar has one of them, which has its finding
        return tuple(texts)
    locale = locale_of(language)
    return tuple(
        str(babel.dates.format_date(day, pattern, locale=locale)) if day else "" for day in days
    )


def _is_school_year(text: str) -> bool:
    """Whether a month may be a year and the next one: 2009-10, 2010-11."""
    year, _, month = text.partition("-")
    return (int(year) + 1) % _CENTURY == int(month)
