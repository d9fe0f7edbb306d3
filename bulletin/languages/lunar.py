"""The Vietnamese lunar calendar, from 1900 to 2100.

In: a day. Out: its day, month and year in the lunar calendar as it is reckoned for UTC+7, which
in some years is not the Chinese one (Tết of 1985, 2007, 2030), nor what the South printed before
1976, by UTC+8. `lunar.tsv` has a line a year:
its first day, the month that comes twice (0: none), and 1 or 0 for each month of thirty or of
twenty-nine days; `tests/languages/lunar_years.py` makes it from where sun and moon stand.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FIRST, LAST = 1900, 2100
"""The years of the common calendar whose days are known."""

_SHORT = 29
_FULL_MOON = 15
_EARLY = 10
_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = (
    *("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ"),
    *("Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"),
)
_OF_YEAR_NOUGHT = 6
"""The stem of the year 0; its branch is two further on."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar. `year` is the common year in which its year begins."""

    day: int
    month: int
    leap: bool
    year: int

    @property
    def year_name(self) -> str:
        """The year's name in the cycle of sixty: "Bính Ngọ"."""
        stem = _STEMS[(self.year + _OF_YEAR_NOUGHT) % len(_STEMS)]
        return f"{stem} {_BRANCHES[(self.year + _OF_YEAR_NOUGHT + 2) % len(_BRANCHES)]}"


@dataclass(frozen=True, slots=True)
class _LunarYear:
    start: dt.date
    leap: int
    lengths: tuple[int, ...]


def lunar_day(day: dt.date) -> LunarDay | None:
    """A day's place in the lunar calendar; None before 1900 and after 2100."""
    if not FIRST <= day.year <= LAST:
        return None
    years = _years()
    found = years[bisect_right(years, day, key=lambda year: year.start) - 1]
    left = (day - found.start).days
    place = 0
    while left >= found.lengths[place]:
        left -= found.lengths[place]
        place += 1
    # The leap month stands after the month whose number it has.
    leap = found.leap > 0 and place == found.leap
    month = place + 1 - (found.leap > 0 and place >= found.leap)
    return LunarDay(left + 1, month, leap, found.start.year)


def lunar_words(day: dt.date, tell: Callable[..., str]) -> str:
    """A day's lunar date in words; "" where none is known.

    `tell` says a key's words with values in them; `lunar_months` names twelve, commas between.
    """
    found = lunar_day(day)
    if found is None:
        return ""
    key = "lunar_full_moon" if found.day == _FULL_MOON else "lunar_day"
    if found.day <= _EARLY:
        key = "lunar_early_day"
    month = tell("lunar_months").split(", ")[found.month - 1]
    return tell(
        "lunar_date",
        day=tell(key, day=found.day),
        month=tell("lunar_leap_month", month=month) if found.leap else month,
        year=found.year_name,
    )


def lunar_days(
    first: dt.date, last: dt.date | None, tell: Callable[..., str], key: str = "lunar"
) -> str:
    """The days of an event in words, told as `key` and "..._until" say; "" where none is known."""
    date = lunar_words(first, tell)
    until = lunar_words(last, tell) if last and last != first else ""
    if date and until:
        return tell(f"{key}_until", date=date, until=until)
    return tell(key, date=date) if date else ""


@cache
def _years() -> tuple[_LunarYear, ...]:
    text = Path(__file__).with_name("lunar.tsv").read_text(encoding="ascii")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple(
        _LunarYear(
            dt.date.fromisoformat(start), int(leap), tuple(_SHORT + int(long) for long in lengths)
        )
        for start, leap, lengths in rows
    )
