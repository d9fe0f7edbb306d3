"""What programs write in place of a value: faults of formulas, days that they made of other things.

In: cells of a column and their language. Out: what is wrong, and what to do in the program.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from bulletin.languages import any_phrase, language_of
from bulletin.languages.base import CellWords, any_of
from bulletin.messages import tr
from bulletin.source.values import unaccented


class LostValue(NamedTuple):
    """The row of a cell that holds no value of its own, what is wrong, and what to do."""

    row: int
    message: str
    hint: str


_FAULT = (
    r"#(?=[^a-z]+\Z)[^\W\d_][^\W_]*(?:[/_ ][^\W_]+)*[!?]|#GETTING_DATA|#{3,}|Err:[0-9]{3}"
    r"|[%?][0-9]?\.[0-9]f%?"
    r"|=[A-Z\"(+-].*|=[a-z]\w*[(|!].*|=[0-9.,]+(?: ?[-+*/^&] ?[0-9.,]+)+|@[A-Za-z]+\(.*"
    r"|[0-9]+(?:[.,][0-9]+E[+-]?[0-9]{1,3}|E\+?[0-9]{2})"
)
"""What Excel, LibreOffice and Google write, in any language, where a formula fails or a column is
too narrow; and formulas themselves, which other programs may run."""
_GAPS = re.compile(r"#N/[AD]|#NV|NULL|null|nan|NaN|NaT|<NA>")
"""What says that there is no value, which a chart shows as a gap."""
_LONG = re.compile(r"-?[0-9]+[.,][0-9]{10,}")
"""A number as computers keep it: 0.30000000000000004; coordinates have up to eight decimals."""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ENGLISH_DAY = re.compile(rf"[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|{_MONTH}-[0-9]{{2,4}}")
_LOCAL_DAY = re.compile(r"[0-9]{1,2}-[Tt]hg ?[0-9]{1,2}(?:-[0-9]{2,4})?")
"""What spreadsheets make of 1-2, 1/2 and 1/2026, in either language."""
_RANGE = re.compile(r"[0-9]+ ?[-–—] ?[0-9]+|[0-9]+\+|[<>≤≥] ?[0-9]+")


@cache
def _fault() -> re.Pattern[str]:
    return re.compile(f"{_FAULT}|{any_phrase('cells_on_their_way')}")


def fault_in(text: str, *, gap: bool = False) -> tuple[str, str] | None:
    """What is wrong with a text that a failed formula left, and what to do; `gap`: it may."""
    if _LONG.fullmatch(text):
        return (
            tr("{text} has more digits than anybody measures", text=text),
            tr("round it in the spreadsheet, and export it again"),
        )
    if _GAPS.fullmatch(text):
        message = tr("{text} is what programs write where there is no value", text=text)
        return None if gap else (message, tr("leave the cell empty"))
    if not _fault().fullmatch(text):
        return None
    return (
        tr("{text} is no value, but a fault of the spreadsheet", text=text),
        tr("mend the formula or the width of the column, and export it again"),
    )


@dataclass(frozen=True)
class _Column:
    """The cells below a name, from the first row on, and their language."""

    name: str
    texts: Sequence[str]
    language: str

    @cached_property
    def written(self) -> Sequence[tuple[int, str]]:
        """The cells that are not empty, each with its row."""
        return [(row, text) for row, text in enumerate(self.texts) if text]

    def all_written(self, form: re.Pattern[str]) -> Sequence[tuple[int, re.Match[str]]]:
        """The same, read in a form; nothing, unless all of them have it."""
        found = [(row, read) for row, text in self.written if (read := form.fullmatch(text))]
        return found if len(found) == len(self.written) else ()

    @property
    def is_english(self) -> bool:
        """Whether days are written as English spreadsheets write them."""
        return self.language.startswith("en")

    @property
    def words(self) -> CellWords:
        """What its language has for sheets."""
        return language_of(self.language).cells()

    def is_called(self, words: Sequence[str]) -> bool:
        """Whether one of some words is in its name, with its accents or without."""
        named = any_of(tuple(map(unaccented, words)))
        return named is not None and named.search(unaccented(self.name)) is not None

    @property
    def is_of_years(self) -> bool:
        """Whether the name says that years stand below it."""
        return language_of(self.language).headings().is_year(self.name)


def lost_values(
    name: str, texts: Sequence[str], language: str, *, gaps: bool, labels: bool
) -> Iterator[LostValue]:
    """The cells of a column that hold none.

    `gaps`: its cells may say that they have no value; `labels`: they name the rows.
    """
    column = _Column(name, texts, language)
    for judge in _JUDGES:
        yield from judge(column)
    if labels or column.is_of_years:
        yield from _years(column)
    for row, text in enumerate(texts):
        if words := fault_in(text, gap=gaps):
            yield LostValue(row, *words)


def _taken_for_days(column: _Column) -> Iterator[LostValue]:
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


def _numbered_days(column: _Column) -> Iterator[LostValue]:
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


def _days_with_a_clock(column: _Column) -> Iterator[LostValue]:
    """Days with the midnight that programs add to each."""
    for row, read in column.all_written(_CLOCK)[:1]:
        message = tr("{text} is how programs keep the day {day}", text=read[0], day=read["day"])
        yield LostValue(row, message, _AS_A_DAY)


_SECONDS = re.compile(r"(?P<seconds>1[0-9]{9})(?:[0-9]{3})?(?:\.0+)?")


def _days_in_seconds(column: _Column) -> Iterator[LostValue]:
    """Days as programs count them: seconds, or thousandths of them, since 1970."""
    for row, read in (
        column.all_written(_SECONDS)[:1] if column.is_called(column.words.days) else ()
    ):
        day = dt.datetime.fromtimestamp(int(read["seconds"]), dt.UTC).date()
        message = tr("{text} is how programs keep the day {day}", text=read[0], day=day.isoformat())
        yield LostValue(row, message, _AS_A_DAY)


_SLASHED = re.compile(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/[0-9]{2,4}(?: .*)?")
_MONTHS = 12


def _months_first(column: _Column) -> Iterator[LostValue]:
    """A day that stands behind its month, where people write it in front."""
    for row, text in () if column.is_english else column.written:
        read = _SLASHED.fullmatch(text)
        if read and int(read["first"]) <= _MONTHS < int(read["second"]):
            yield LostValue(
                row,
                tr("{text} has the month in front, and is read as a day", text=text),
                tr("write the day in front in the whole column, as 25/11/2026"),
            )
            return


_PART_OF_A_DAY = re.compile(r"0?[.,][0-9]+")
_EXACT = 4
"""Decimals that no hours of work have, and those of a clock mostly."""


def _hours(column: _Column) -> Iterator[LostValue]:
    """Hours of the clock as spreadsheets keep them: as parts of a day."""
    parts = [(row, read[0]) for row, read in column.all_written(_PART_OF_A_DAY)]
    if not parts or not column.is_called(column.words.hours):
        return
    row, text = max(parts, key=lambda part: len(part[1]))
    if len(text.lstrip("0")) > _EXACT or column.is_called(column.words.clocks):
        minutes = round(float(text.replace(",", ".")) * 24 * 60)
        hour = f"{minutes // 60}:{minutes % 60:02}"
        message = tr("{text} is how a spreadsheet keeps the hour {hour}", text=text, hour=hour)
        hint = tr("give the column the form of a time, and export it again")
        yield LostValue(row, message, hint)


_LENGTH = re.compile(
    r"(?:1899-12-3[01]|1900-01-[0-9]{2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:1899|1900))[T ]+"
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.0+)?(?: ?[A-Z]{2})?"
)
"""Hours behind one of the first days that spreadsheets know."""


def _lengths(column: _Column) -> Iterator[LostValue]:
    """Hours and minutes that something takes, as spreadsheets keep them: from their first day on."""
    for row, text in column.written:
        if _LENGTH.fullmatch(text):
            message = tr("{text} is how a spreadsheet keeps hours and minutes", text=text)
            hint = tr("give the column the form [h]:mm, and export it again")
            yield LostValue(row, message, hint)
            return


def _without_zero(column: _Column) -> Iterator[LostValue]:
    """Numbers of telephones and persons without the zero in front, which no amount has."""
    words = column.words
    kinds = ((words.telephones, words.telephones_cut), (words.persons, words.persons_cut))
    for names, forms in kinds:
        named = any_of(names)
        cut = re.compile("|".join(f"(?:{form})" for form in forms))
        if forms and named and named.search(column.name):
            lacking = [(row, text) for row, text in column.written if cut.fullmatch(text)]
            whole = [row for row, text in column.written if text.startswith(("0", "+"))]
            if len(lacking) + len(whole) < len(column.written):
                continue
            for row, text in lacking if whole else lacking[:1]:
                message = tr("{text} lacks the 0 that a spreadsheet takes away", text=text)
                better = f"0{text}"
                hint = tr("give the column the form of text, and write {better}", better=better)
                yield LostValue(row, message, hint)


_DIGITS = re.compile("[0-9]+")


def _cut_codes(column: _Column) -> Iterator[LostValue]:
    """Codes without the zeros in front that others of one length have."""
    texts = [read[0] for _, read in column.all_written(_DIGITS)]
    lengths = {len(text) for text in texts if text.startswith("0")}
    if len(lengths) != 1 or not language_of(column.language).headings().is_code(column.name):
        return
    (length,) = lengths
    if length < max(map(len, texts)) or column.is_called(column.words.telephones):
        return
    for row, text in column.written:
        if len(text) < length:
            message = tr("{text} lacks the zeros that a spreadsheet takes away", text=text)
            better = text.rjust(length, "0")
            hint = tr("give the column the form of text, and write {better}", better=better)
            yield LostValue(row, message, hint)


_ROUNDED_OFF = re.compile("[0-9]{15}0{2,}")
"""A number of more digits than spreadsheets keep: all behind the fifteenth are noughts."""


def _rounded_codes(column: _Column) -> Iterator[LostValue]:
    """Numbers of accounts and the like whose last digits a spreadsheet has lost."""
    if language_of(column.language).headings().is_code(column.name):
        for row, text in column.written:
            if _ROUNDED_OFF.fullmatch(text):
                message = tr("{text} has lost its last digits in a spreadsheet", text=text)
                hint = tr("give the column the form of text, and write the number anew")
                yield LostValue(row, message, hint)


_KEPT_AS_TEXT = re.compile(r"'(?P<text>[0-9+][0-9+ .,/-]{2,})")


def _kept_as_text(column: _Column) -> Iterator[LostValue]:
    """Digits behind the ' by which a spreadsheet is told to take them for text."""
    for row, text in column.written:
        if read := _KEPT_AS_TEXT.fullmatch(text):
            message = tr("the ' in front of {text} is for a spreadsheet alone", text=read["text"])
            yield LostValue(row, message, tr("write {better}", better=read["text"]))
            return


_TICK = re.compile(r"TRUE|FALSE|True|False")


def _ticks(column: _Column) -> Iterator[LostValue]:
    """What programs write for a box that is ticked, and for one that is not."""
    for row, read in column.all_written(_TICK)[:1]:
        message = tr("{text} is what programs write for a box to tick", text=read[0])
        yield LostValue(row, message, tr("write words that readers understand"))


_JUDGES: Sequence[Callable[[_Column], Iterator[LostValue]]] = (
    _taken_for_days,
    _numbered_days,
    _days_with_a_clock,
    _days_in_seconds,
    _months_first,
    _hours,
    _lengths,
    _without_zero,
    _cut_codes,
    _rounded_codes,
    _kept_as_text,
    _ticks,
)

YEAR_AS_AMOUNT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\.0|(?P<first>[12])[.,](?P<rest>[0-9]{3})")
_COUNTED = re.compile(r"(?P<year>[0-9]+)\.0")


def _years(column: _Column) -> Iterator[LostValue]:
    """Years and other names in digits that a program wrote as if they were amounts."""
    for row, read in column.all_written(YEAR_AS_AMOUNT if column.is_of_years else _COUNTED)[:1]:
        year = read["year"] or read["first"] + read["rest"]
        message = tr("{text} is {year} as a program writes amounts", text=read[0], year=year)
        yield LostValue(row, message, tr("write {better}", better=year))
