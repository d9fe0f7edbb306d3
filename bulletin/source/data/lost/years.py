"""Years that a program wrote as if they were amounts: 2,024 or 2024.0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bulletin.messages import tr
from bulletin.source.data.lost.column import Column, LostValue

_AS_AMOUNT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\.0|(?P<first>[12])[.,](?P<rest>[0-9]{3})")
_EARLIEST, _LATEST = 1900, 2100
_COUNTED = re.compile(r"(?P<year>[0-9]+)\.0")


def counted_years(column: Column) -> Iterator[LostValue]:
    """Years and other names in digits that a program wrote as if they were amounts."""
    for row, read in column.all_written(_AS_AMOUNT if column.is_of_years else _COUNTED)[:1]:
        yield _as_amount(row, read)


def _year_in(read: re.Match[str]) -> str:
    """The digits of such a year."""
    return read["year"] or read["first"] + read["rest"]


def _as_amount(at: int, read: re.Match[str]) -> LostValue:
    """A year that is written as an amount, at a row or a column."""
    year = _year_in(read)
    message = tr("{text} is {year} as a program writes amounts", text=read[0], year=year)
    return LostValue(at, message, tr("write {better}", better=year))


def years_in_names(names: Sequence[str]) -> Iterator[LostValue]:
    """Names of columns that are years as amounts: "2,024" beside "2,025"; `row` counts columns."""
    found = [(n, read) for n, name in enumerate(names) if (read := _AS_AMOUNT.fullmatch(name))]
    known = [(n, read) for n, read in found if _EARLIEST <= int(_year_in(read)) <= _LATEST]
    for column, read in known if len(known) > 1 else ():
        yield _as_amount(column, read)
