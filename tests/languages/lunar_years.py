"""The years of the Vietnamese calendar from the sky: `python -m tests.languages.lunar_years`.

In: where sun and moon stand (`ephem`, XEphem's library). Out: the lines of
`bulletin/languages/lunar.tsv`. A month begins on the day of its new moon by the clock of UTC+7;
the winter solstice falls in the eleventh; of thirteen months between two such, the first in
which the sun enters no sign (no major term) is the leap month.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator
from functools import cache

import ephem

FIRST, LAST = 1899, 2100
ZONE = 7.0
_BEFORE, _AFTER = (7, 8), (9, 10)
"""Where the sun may stand at the two ends of the month of the winter solstice."""
_MONTHS_WITH_LEAP = 13


def civil(moment: ephem.Date, zone: float = ZONE) -> dt.date:
    """The day of a moment by a zone's clock."""
    return (moment.datetime() + dt.timedelta(hours=zone)).date()


@cache
def new_moons(zone: float = ZONE) -> tuple[dt.date, ...]:
    """The days of all new moons from the autumn before the first year on."""
    found: list[dt.date] = []
    moment = ephem.Date(f"{FIRST - 2}/11/1")
    while not found or found[-1].year < LAST + 2:
        moment = ephem.next_new_moon(moment)
        found.append(civil(moment, zone))
    return tuple(found)


def sign(day: dt.date, zone: float = ZONE) -> int:
    """In which twelfth of its way the sun stands when a day begins; 9 from the solstice on."""
    midnight = dt.datetime.combine(day, dt.time()) - dt.timedelta(hours=zone)
    moment = ephem.Date(midnight)
    longitude = float(ephem.Ecliptic(ephem.Sun(moment), epoch=moment).lon)
    return int(longitude / (math.pi / 6))


def years(zone: float = ZONE) -> Iterator[tuple[int, dt.date, int, str]]:
    """Each year: its number, its first day, the month that comes twice (0: none), and 1 or 0
    for each month of thirty or of twenty-nine days."""
    months = _numbered(zone)
    starts = [at for at, (_, number, leap) in enumerate(months) if number == 1 and not leap]
    for begin, end in itertools.pairwise(starts):
        year = months[begin][0].year
        if FIRST <= year <= LAST:
            days = [months[at][0] for at in range(begin, end + 1)]
            leap = next((months[at][1] for at in range(begin, end) if months[at][2]), 0)
            lengths = "".join(str((b - a).days - 29) for a, b in itertools.pairwise(days))
            yield year, days[0], leap, lengths


def _numbered(zone: float) -> list[tuple[dt.date, int, bool]]:
    """Every month: its first day, its number, and whether it is a leap month."""
    moons = new_moons(zone)
    signs = [sign(day, zone) for day in moons]
    elevenths = [
        at for at in range(len(moons) - 1) if signs[at] in _BEFORE and signs[at + 1] in _AFTER
    ]
    found = []
    for begin, end in itertools.pairwise(elevenths):
        leap = (
            next((at for at in range(begin + 1, end) if signs[at] == signs[at + 1]), None)
            if end - begin == _MONTHS_WITH_LEAP
            else None
        )
        number = 11
        for at in range(begin, end):
            if at not in {begin, leap}:
                number = number % 12 + 1
            found.append((moons[at], number, at == leap))
    return found


def lines() -> str:
    """The table."""
    return "".join(f"{day.isoformat()}\t{leap}\t{lengths}\n" for _, day, leap, lengths in years())


if __name__ == "__main__":
    print(lines(), end="")  # noqa: T201, it is made to be kept in a file
