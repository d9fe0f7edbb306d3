"""The title, day and number of an issue, beside its folder and the issue before.

In: an issue. Out: a warning at a title, day or number that was left from the issue that was copied.
"""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.desk.calendar import Month, month_of, monthly
from bulletin.diagnostics import MAX_BYTES
from bulletin.formats.quick_yaml import values_in
from bulletin.languages import phrase_pattern
from bulletin.messages import tr
from bulletin.source.files import leads_out
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids
from bulletin.source.root import ISSUE
from bulletin.source.settings.instead import ISSUE_STAND_INS

_EARLY = 16
"""From this day of the month before on, an issue may come out for the next one."""


@rule(codes.LEFT_FROM_BEFORE)
def left_from_before(issue: Issue) -> Iterator[Noticed]:
    """An issue comes out in its month, after the one before it and with a higher number."""
    month = month_of(issue.id)
    if month is None or str(issue.settings.date) == ISSUE_STAND_INS["date"]:
        return  # without a day of its own it has another finding
    if named := _other_month(issue, month):
        message = tr(
            "the title names {named}, and the folder of this issue is {id}",
            named=named,
            id=issue.id,
        )
        yield Noticed(issue.place("issue.title"), message, tr("write the month of this issue"))
    day, number = issue.settings.date, issue.settings.number
    hint = tr("write the day on which this issue comes out, as in {example}", example=f"{month}-05")
    months = monthly(issue_ids(issue.root))
    spans = _months_of(month, months)
    if not _suits(day, month, spans):
        message = tr("this issue is of {day}, and its folder is {id}", day=day, id=issue.id)
        yield Noticed(issue.place("issue.date"), message, hint)
    if str(month) != issue.id or (before := _before(issue, months)) is None:
        yield from _number_twice(issue)
        return
    other, last_day, last_number = before
    if day <= last_day and _suits(day, month, spans):
        message = tr(
            "this issue is of {day}, and {other} is of {before}",
            day=day,
            other=other,
            before=last_day,
        )
        yield Noticed(issue.place("issue.date"), message, hint)
    # Numbers may begin anew with each year.
    if number <= last_number and month.year == int(other[:4]):
        message = tr(
            "this issue has the number {number}, and {other} has {before}",
            number=number,
            other=other,
            before=last_number,
        )
        hint = tr("write its own number, as in {example}", example=last_number + 1)
        yield Noticed(issue.place("issue.number"), message, hint)
    else:
        yield from _number_twice(issue)


def _number_twice(issue: Issue) -> Iterator[Noticed]:
    """Another issue of the year, special ones among them, that has the number and came out before."""
    numbers = {
        other: said
        for other in issue_ids(issue.root)
        if other != issue.id and other[:4] == issue.id[:4] and (said := _settings_of(issue, other))
    }
    number, here = issue.settings.number, (issue.settings.date, issue.id)
    for other, (day, its_number) in numbers.items():
        if its_number == number and (day, other) < here:
            message = tr(
                "this issue has the number {number}, and {other} has {before}",
                number=number,
                other=other,
                before=its_number,
            )
            free = 1 + max(number, *(one for _, one in numbers.values()))
            hint = tr("write its own number, as in {example}", example=free)
            yield Noticed(issue.place("issue.number"), message, hint)
            return


def _other_month(issue: Issue, month: Month) -> Month | None:
    """The month that an issue's title names, if that is neither its own nor that of its day."""
    found = [
        Month.of(int(one["year"]), int(one["month"]))
        for one in phrase_pattern(_MONTH).finditer(issue.settings.title or "")
    ]
    day = issue.settings.date
    if len(found) != 1 or found[0] in {month, Month.of(day.year, day.month)}:
        return None
    return found[0]


_MONTH = (
    r"(?i)(?<!\w)‹months_in_titles›\s+(?P<month>0?[1-9]|1[0-2])"
    r"(?:\s?[/-]\s?|\s+\w+\s+)(?P<year>20[0-9]{2})(?!\d)"
)


def _suits(day: dt.date, month: Month, months: int) -> bool:
    """Whether an issue of so many months may come out on a day: in them, just before or after."""
    late = Month.of(day.year, day.month).count - month.count
    return 0 <= late <= months or (late == -1 and day.day >= _EARLY)


def _months_of(month: Month, ids: Sequence[str]) -> int:
    """For how many months an issue is: as many as part it from the nearest one, at most a year."""
    others = [one.count for id_ in ids if (one := month_of(id_)) and one != month]
    return min((*(abs(one - month.count) for one in others), _YEAR)) if others else 1


_YEAR = 12


def _before(issue: Issue, months: Sequence[str]) -> tuple[str, dt.date, int] | None:
    """The id, day and number of the last of these monthly issues before this one, if it says them."""
    earlier = [one for one in months if one < issue.id]
    said = _settings_of(issue, earlier[-1]) if earlier else None
    return (earlier[-1], *said) if said else None


def _settings_of(issue: Issue, other: str) -> tuple[dt.date, int] | None:
    """The day and the number of another issue of the publication."""
    if leads_out(file := issue.root / other / ISSUE, issue.root):
        return None
    try:
        state = file.stat()
    except OSError:
        return None
    return _said(file, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=1024)
def _said(file: Path, _time: int, size: int) -> tuple[dt.date, int] | None:
    """The day and the number in an issue's settings; None where they have faults of their own."""
    try:
        values = values_in(file.read_text(encoding="utf-8")) if size <= MAX_BYTES else None
    except (OSError, ValueError, yaml.YAMLError):
        return None
    day, number = map(values.get, ("date", "number")) if isinstance(values, dict) else (None, None)
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        return None
    return (day, number) if isinstance(number, int) else None
