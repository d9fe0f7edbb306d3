"""Ids of issues as years and months, and the days on which issues come out.

In: an id as somebody typed it, or the last issue's id and day. Out: the next ones.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.values import YEARS, slug_of

_ID = re.compile(r"(\d{4})-(0[1-9]|1[0-2])((?:-[a-z0-9]+)*)", re.ASCII)
_TURNED = re.compile(r"(?<!\d)(?P<month>\d{1,2})\D+(?P<year>\d{4})(?!\d)", re.ASCII)
_LOOSE = re.compile(r"(?<!\d)(?P<year>\d{4})\D{0,3}(?P<month>\d{1,2})(?!\d)", re.ASCII)
_MONTHS = 12


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year, by its number from year 0."""

    count: int

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """A month as people count it."""
        return cls(year * _MONTHS + month - 1)

    @property
    def year(self) -> int:
        """Its year."""
        return self.count // _MONTHS

    @property
    def month(self) -> int:
        """Its number in the year, from 1."""
        return self.count % _MONTHS + 1

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def month_of(issue_id: str) -> Month | None:
    """The month by which an issue is named, if it is."""
    match = _ID.fullmatch(issue_id)
    return Month.of(int(match[1]), int(match[2])) if match else None


def monthly(ids: Iterable[str]) -> list[str]:
    """Those of some ids that are of a month and nothing more: no special issues."""
    return [one for one in ids if str(month_of(one)) == one]


def sound_id(issue_id: str, otherwise: str = "2026-11") -> str:
    """An id that a new issue can have; raises `BulletinError` with the one that may be meant."""
    month = month_of(issue_id)
    if month and month.year in YEARS:
        return issue_id
    message = tr('an issue is named by year and month, and "{issue_id}" is not', issue_id=issue_id)
    raise BulletinError(message, tr("write {meant}", meant=_meant(issue_id) or otherwise))


def _meant(written: str) -> str | None:
    """The month that was written in another way, and the words beside it as an id has them."""
    loose = _LOOSE.search(written)
    match = loose or _TURNED.search(written)
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"])
    if year not in YEARS or not 1 <= month <= _MONTHS:
        return None
    # In front of 12-2026 mostly stands the word for a month.
    before = written[: match.start()] if loose else ""
    beside = slug_of(f"{before} {written[match.end() :]}")
    return "-".join(filter(None, (str(Month.of(year, month)), beside)))


def next_id(issue_id: str, day: dt.date) -> str:
    """The id of the month after an issue of this id and day."""
    last = month_of(issue_id) or Month.of(day.year, day.month)
    return sound_id(str(Month(last.count + 1)))


def later(day: dt.date, last_id: str, new_id: str) -> dt.date:
    """The same day of the month as the last issue's; the last day stays the last."""
    own = Month.of(day.year, day.month)
    last, new = month_of(last_id) or own, month_of(new_id) or own
    month = Month(own.count + new.count - last.count)
    end = _end(month)
    at_end = day.day == _end(own)
    return dt.date(month.year, month.month, end if at_end else min(day.day, end))


def _end(month: Month) -> int:
    return calendar.monthrange(month.year, month.month)[1]
