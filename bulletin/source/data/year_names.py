"""Names of columns that are years, as programs write amounts. In: names. Out: what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin.messages import tr
from bulletin.source.data.spreadsheets import YEAR_AS_AMOUNT, LostValue


def years_in_names(names: Sequence[str]) -> Iterator[LostValue]:
    """Names of columns that are years as amounts: "2,024" beside "2,025"; `row` counts columns."""
    found = [(n, read) for n, name in enumerate(names) if (read := YEAR_AS_AMOUNT.fullmatch(name))]
    years = [(n, read[0], read["year"] or read["first"] + read["rest"]) for n, read in found]
    known = [one for one in years if _EARLIEST <= int(one[2]) <= _LATEST]
    for column, text, year in known if len(known) > 1 else ():
        message = tr("{text} is {year} as a program writes amounts", text=text, year=year)
        yield LostValue(column, message, tr("write {better}", better=year))


_EARLIEST, _LATEST = 1900, 2100
