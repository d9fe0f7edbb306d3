"""Days and hours as spreadsheets and programs keep them, and what they took for days."""

import datetime as dt
import re
from collections.abc import Iterator

from bulletin.messages import tr
from bulletin.source.data.lost.column import Column, LostValue

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ENGLISH_DAY = re.compile(rf"[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|{_MONTH}-[0-9]{{2,4}}")
_LOCAL_DAY = re.compile(r"[0-9]{1,2}-[Tt]hg ?[0-9]{1,2}(?:-[0-9]{2,4})?")
"""What spreadsheets make of 1-2, 1/2 and 1/2026, in either language."""
_RANGE = re.compile(r"[0-9]+ ?[-–—] ?[0-9]+|[0-9]+\+|[<>≤≥] ?[0-9]+")


def taken_for_days(column: Column) -> Iterator[LostValue]:
    """What a spreadsheet took for a day: English days elsewhere, and any day among ranges."""
    among_ranges = any(map(_RANGE.fullmatch, column.texts))
    hint = tr("give the column the form of text, write what is meant, and export it again")
    for row, text in column.written:
        if _ENGLISH_DAY.fullmatch(text) and (among_ranges or not column.is_english):
            message = tr("{text} is what an English spreadsheet makes of a day", text=text)
            yield LostValue(row, message, hint)
        elif among_ranges and _LOCAL_DAY.fullmatch(text):
            message = tr("{text} is what a spreadsheet makes of two numbers", text=text)
            yield LostValue(row, message, hint)


_COUNTED_DAY = re.compile(r"(?P<day>[3-5][0-9]{4})(?:[.,][0-9]+)?")
"""A day, perhaps with its hour as a part of it."""
_DAY = re.compile(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}")
_FIRST_DAY, _LAST_DAY = 36_526, 55_153
"""2000-01-01 and 2050-12-31, counted as spreadsheets count: from 1899-12-30."""
_EPOCH = dt.date(1899, 12, 30)
_AS_A_DAY = tr("give the column the form of a date, and export it again")


def numbered_days(column: Column) -> Iterator[LostValue]:
    """Days as spreadsheets count them, below a name that says that they are days."""
    counted = [
        (row, found) for row, text in column.written if (found := _COUNTED_DAY.fullmatch(text))
    ]
    days = [(row, found) for row, found in counted if _FIRST_DAY <= int(found["day"]) <= _LAST_DAY]
    others = len(column.written) - len(days)
    if others > sum(1 for _, text in column.written if _DAY.fullmatch(text)):
        return
    if not column.is_called(column.words.days):
        return
    # Where all of them are, one is named; among days each is a day that was lost.
    for row, found in days if others else days[:1]:
        day = _EPOCH + dt.timedelta(days=int(found["day"]))
        message = tr("{text} is how a spreadsheet keeps the day {day}", text=found[0], day=day)
        yield LostValue(row, message, _AS_A_DAY)


_CLOCK = re.compile(
    r"(?P<day>[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})[T ]+"
    r"(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?|12:00(?::00)? ?(?:AM|SA))"
)
"""A day at midnight."""


def days_with_a_clock(column: Column) -> Iterator[LostValue]:
    """Days with the midnight that programs add to each."""
    for row, read in column.all_written(_CLOCK)[:1]:
        message = tr("{text} is how programs keep the day {day}", text=read[0], day=read["day"])
        yield LostValue(row, message, _AS_A_DAY)


_SECONDS = re.compile(r"(?P<seconds>1[0-9]{9})(?:[0-9]{3})?(?:\.0+)?")


def days_in_seconds(column: Column) -> Iterator[LostValue]:
    """Days as programs count them: seconds, or thousandths of them, since 1970."""
    for row, read in (
        column.all_written(_SECONDS)[:1] if column.is_called(column.words.days) else ()
    ):
        day = dt.datetime.fromtimestamp(int(read["seconds"]), dt.UTC).date()
        message = tr("{text} is how programs keep the day {day}", text=read[0], day=day.isoformat())
        yield LostValue(row, message, _AS_A_DAY)


_SLASHED = re.compile(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/[0-9]{2,4}(?: .*)?")
_MONTHS = 12


def months_first(column: Column) -> Iterator[LostValue]:
    """A day that stands behind its month, where people write it in front."""
    for row, text in () if column.is_english else column.written:
        read = _SLASHED.fullmatch(text)
        if read and int(read["first"]) <= _MONTHS < int(read["second"]):
            message = tr("{text} has the month in front, and is read as a day", text=text)
            hint = tr("write the day in front in the whole column, as 25/11/2026")
            yield LostValue(row, message, hint)
            return


_PART_OF_A_DAY = re.compile(r"0?[.,][0-9]+")
_EXACT = 4
"""Decimals that no hours of work have, and those of a clock mostly."""


def hours(column: Column) -> Iterator[LostValue]:
    """Hours of the clock as spreadsheets keep them: as parts of a day."""
    parts = [(row, read[0]) for row, read in column.all_written(_PART_OF_A_DAY)]
    if not parts or not column.is_called(column.words.hours):
        return
    row, text = max(parts, key=lambda part: len(part[1]))
    if len(text.lstrip("0")) > _EXACT or column.is_called(column.words.clocks):
        minutes = round(float(text.replace(",", ".")) * 24 * 60)
        hour = f"{minutes // 60}:{minutes % 60:02}"
        message = tr("{text} is how a spreadsheet keeps the hour {hour}", text=text, hour=hour)
        yield LostValue(row, message, tr("give the column the form of a time, and export it again"))


_LENGTH = re.compile(
    r"(?:1899-12-3[01]|1900-01-[0-9]{2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:1899|1900))[T ]+"
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.0+)?(?: ?[A-Z]{2})?"
)
"""Hours behind one of the first days that spreadsheets know."""


def lengths(column: Column) -> Iterator[LostValue]:
    """Hours and minutes that something takes, as spreadsheets keep them: from their first day on."""
    for row, text in column.written:
        if _LENGTH.fullmatch(text):
            message = tr("{text} is how a spreadsheet keeps hours and minutes", text=text)
            hint = tr("give the column the form [h]:mm, and export it again")
            yield LostValue(row, message, hint)
            return


_HALVES = re.compile(
    r"(?:[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4} )?"
    r"(?P<hour>1[0-2]|0?[0-9]):(?P<minute>[0-5][0-9])(?::[0-9]{2})? ?(?P<half>AM|PM|SA|CH)"
)


def halves_of_days(column: Column) -> Iterator[LostValue]:
    """Hours as spreadsheets write them, in two halves of a day that a voice takes for words."""
    for row, text in () if column.is_english else column.written:
        if read := _HALVES.fullmatch(text):
            hour = int(read["hour"]) % 12 + 12 * (read["half"] in {"PM", "CH"})
            written = f"{hour}:{read['minute']}"
            message = tr(
                "{text} is how a spreadsheet writes the hour {hour}", text=text, hour=written
            )
            hint = tr("give the column the form hh:mm, with 24 hours, and export it again")
            yield LostValue(row, message, hint)
            return
