"""The lunar calendar: right on every day from 1900 to 2100, as sun and moon and papers have it."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from pathlib import Path

import pytest

from bulletin.languages import lunar
from bulletin.languages.lunar import LunarDay, lunar_day
from tests.languages import lunar_years

_TET = {
    1900: "01-31", 1930: "01-30", 1945: "02-13", 1954: "02-03", 1968: "01-29", 1969: "02-16",
    1975: "02-11", 1976: "01-31", 1984: "02-02", 1985: "01-21", 1986: "02-09", 2000: "02-05",
    2004: "01-22", 2005: "02-09", 2006: "01-29", 2007: "02-17", 2008: "02-07", 2010: "02-14",
    2015: "02-19", 2020: "01-25", 2021: "02-12", 2022: "02-01", 2023: "01-22", 2024: "02-10",
    2025: "01-29", 2026: "02-17", 2027: "02-06", 2028: "01-26", 2029: "02-13", 2030: "02-02",
    2033: "01-31", 2034: "02-19", 2035: "02-08", 2053: "02-18", 2100: "02-09",
}  # fmt: skip
"""The first day of the year as calendars printed it."""


def test_the_table_is_what_sun_and_moon_give() -> None:
    table = Path(lunar.__file__).with_name("lunar.tsv").read_text(encoding="ascii")
    assert table == lunar_years.lines()


def test_every_new_moon_begins_a_month() -> None:
    firsts = set(lunar_years.new_moons())
    day, end = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
    while day <= end:
        found = lunar_day(day)
        assert found is not None
        assert (found.day == 1) == (day in firsts), day
        day += dt.timedelta(days=1)


def test_every_major_term_falls_in_the_month_that_has_its_number() -> None:
    """Only the leap month has none; by another reckoning than the table's: Meeus' short series."""
    day, end = dt.date(1900, 1, 5), dt.date(2100, 12, 28)
    terms: dict[tuple[int, int, bool], int] = {}
    before = _sign(day)
    while day <= end:
        after = _sign(day + dt.timedelta(days=1))
        found = lunar_day(day)
        assert found is not None
        key = (found.year, found.month, found.leap)
        terms.setdefault(key, 0)
        if after != before:
            terms[key] += 1
            if after == 9:
                assert (found.month, found.leap) == (11, False), day
        day, before = day + dt.timedelta(days=1), after
    whole = dict(itertools.islice(terms.items(), 1, len(terms) - 1))
    assert [key for key, count in whole.items() if key[2] and count] == []
    without = [key for key, count in whole.items() if not count and not key[2]]
    assert len(without) < 10  # a rule, not the sun, keeps these from being leap months


def _sign(day: dt.date) -> int:
    """The twelfth of the sun's way at 00:00 of UTC+7 (Meeus, Astronomical Algorithms, 25)."""
    days = (day - dt.date(2000, 1, 1)).days - 0.5 - 7 / 24 + 65 / 86400
    t = days / 36525
    m = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * math.sin(m) + 0.019993 * math.sin(2 * m)
    node = math.radians(125.04 - 1934.136 * t)
    longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre
    return int((longitude - 0.00569 - 0.00478 * math.sin(node)) % 360 / 30)


@pytest.mark.parametrize(("year", "day"), _TET.items())
def test_tet_is_on_the_day_of_printed_calendars(year: int, day: str) -> None:
    assert lunar_day(dt.date.fromisoformat(f"{year}-{day}")) == LunarDay(
        1, 1, leap=False, year=year
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-07-25", (1, 6, True, "Ất Tỵ")),
        ("2025-08-22", (29, 6, True, "Ất Tỵ")),
        ("2023-03-22", (1, 2, True, "Quý Mão")),
        ("2020-05-23", (1, 4, True, "Canh Tý")),
        ("2034-01-19", (29, 11, True, "Quý Sửu")),
        ("2026-04-26", (10, 3, False, "Bính Ngọ")),
        ("2026-09-25", (15, 8, False, "Bính Ngọ")),
        ("1945-08-19", (12, 7, False, "Ất Dậu")),
        ("2026-02-16", (29, 12, False, "Ất Tỵ")),
    ],
)
def test_known_days_have_their_names(day: str, told: tuple[int, int, bool, str]) -> None:
    found = lunar_day(dt.date.fromisoformat(day))
    assert found is not None
    assert (found.day, found.month, found.leap, found.year_name) == told


@pytest.mark.parametrize("day", ["1899-12-31", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_outside_of_the_known_years_nothing_is_said(day: str) -> None:
    assert lunar_day(dt.date.fromisoformat(day)) is None
