"""What programs write in place of a value: faults of formulas, days that they made of other things.

In: cells of a column and their language. Out: what is wrong, and what to do in the program.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bulletin.languages import language_of
from bulletin.languages.base import any_of
from bulletin.messages import tr
from bulletin.source.values import unaccented


class LostValue(NamedTuple):
    """The row of a cell that holds no value of its own, what is wrong, and what to do."""

    row: int
    message: str
    hint: str


_FAULT = re.compile(
    r"#(?=[^a-z]+\Z)[^\W\d_][^\W_]*(?:[/_ ][^\W_]+)*[!?]|#GETTING_DATA|#{3,}|Err:[0-9]{3}"
    r"|=[A-Z\"(+-].*|[0-9]+(?:[.,][0-9]+)?E\+?[0-9]{2}"
)
"""What Excel, LibreOffice and Google write, in any language, where a formula fails or a column is
too narrow."""
_GAPS = re.compile(r"#N/[AD]|#NV|NULL|null|nan|NaN|NaT|<NA>")
"""What says that there is no value, which a chart shows as a gap."""
_LONG = re.compile(r"-?[0-9]+[.,][0-9]{13,}")
"""A number as computers keep it: 0.30000000000000004."""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ENGLISH_DAY = re.compile(rf"[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|{_MONTH}-[0-9]{{2,4}}")
_TAKEN_FOR_A_DAY = re.compile(
    rf"{_ENGLISH_DAY.pattern}|[0-9]{{1,2}}-[Tt]hg ?[0-9]{{1,2}}(?:-[0-9]{{2,4}})?"
)
"""What spreadsheets make of 1-2, 1/2 and 1/2026."""
_RANGE = re.compile(r"[0-9]+ ?[-–—] ?[0-9]+|[0-9]+\+|[<>≤≥] ?[0-9]+")


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
    if not _FAULT.fullmatch(text):
        return None
    return (
        tr("{text} is no value, but a fault of the spreadsheet", text=text),
        tr("mend the formula or the width of the column, and export it again"),
    )


def lost_values(
    name: str, texts: Sequence[str], language: str, *, gaps: bool, labels: bool
) -> Iterator[LostValue]:
    """The cells of a column that hold none.

    `gaps`: its cells may say that they have no value; `labels`: they name the rows.
    """
    for row, text in enumerate(texts):
        if words := fault_in(text, gap=gaps):
            yield LostValue(row, *words)
    yield from _taken_for_days(texts, language)
    for judge in (_numbered_days, _days_with_a_clock, _months_first, _hours, _without_zero):
        yield from judge(name, texts, language)
    if labels or language_of(language).headings().is_year(name):
        yield from _years(name, texts, language)


def _taken_for_days(texts: Sequence[str], language: str) -> Iterator[LostValue]:
    """What a spreadsheet took for a day: English days elsewhere, and any day among ranges."""
    ranges = any(map(_RANGE.fullmatch, texts))
    foreign = not language.startswith("en")
    for row, text in enumerate(texts):
        if (foreign and _ENGLISH_DAY.fullmatch(text)) or (
            ranges and _TAKEN_FOR_A_DAY.fullmatch(text)
        ):
            yield LostValue(
                row,
                tr("{text} is what an English spreadsheet makes of a day", text=text)
                if _ENGLISH_DAY.fullmatch(text)
                else tr("{text} is what a spreadsheet makes of two numbers", text=text),
                tr("give the column the form of text, write what is meant, and export it again"),
            )


_DAYS = re.compile(r"(?i)\b(?:ngay|date|day|han)\b")
_FIRST_DAY, _LAST_DAY = 36_526, 55_153
"""2000-01-01 and 2050-12-31, counted as spreadsheets count: from 1899-12-30."""
_EPOCH = dt.date(1899, 12, 30)
_AS_A_DAY = tr("give the column the form of a date, and export it again")


def _numbered_days(name: str, texts: Sequence[str], _: str) -> Iterator[LostValue]:
    """Days as spreadsheets count them, below a name that says that they are days."""
    if not _DAYS.search(unaccented(name)) or not texts:
        return
    days = [int(text) for text in texts if re.fullmatch(r"[3-5][0-9]{4}", text)]
    if len(days) == len(texts) and all(_FIRST_DAY <= day <= _LAST_DAY for day in days):
        day = _EPOCH + dt.timedelta(days=days[0])
        message = tr("{text} is how a spreadsheet keeps the day {day}", text=texts[0], day=day)
        yield LostValue(0, message, _AS_A_DAY)


_CLOCK = re.compile(
    r"(?P<day>[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})[T ]+"
    r"(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?|12:00(?::00)? ?(?:AM|SA))"
)
"""A day at midnight."""


def _days_with_a_clock(_: str, texts: Sequence[str], _language: str) -> Iterator[LostValue]:
    """Days with the midnight that programs add to each."""
    written = [(row, _CLOCK.fullmatch(text)) for row, text in enumerate(texts) if text]
    first = written[0] if written else None
    if first and first[1] and all(found for _, found in written):
        day = first[1]["day"]
        message = tr("{text} is how programs keep the day {day}", text=texts[first[0]], day=day)
        yield LostValue(first[0], message, _AS_A_DAY)


_SLASHED = re.compile(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/[0-9]{2,4}(?: .*)?")
_MONTHS = 12


def _months_first(_: str, texts: Sequence[str], language: str) -> Iterator[LostValue]:
    """A day that stands behind its month, where people write it in front."""
    if language.startswith("en"):
        return
    for row, text in enumerate(texts):
        found = _SLASHED.fullmatch(text)
        if found and int(found["first"]) <= _MONTHS < int(found["second"]):
            yield LostValue(
                row,
                tr("{text} has the month in front, and is read as a day", text=text),
                tr("write the day in front in the whole column, as 25/11/2026"),
            )
            return


_HOURS = re.compile(r"(?i)\b(?:gio|luc|thoi gian|time|hour)\b")
_PART_OF_A_DAY = re.compile(r"0?[.,][0-9]+")
_EXACT = 4
"""Decimals that no hours of work have, and those of a clock mostly."""


def _hours(name: str, texts: Sequence[str], _: str) -> Iterator[LostValue]:
    """Hours of the clock as spreadsheets keep them: as parts of a day."""
    written = [text for text in texts if text]
    if not _HOURS.search(unaccented(name)) or not all(map(_PART_OF_A_DAY.fullmatch, written)):
        return
    text = max(written, key=len, default="")
    if len(text.lstrip("0")) > _EXACT:
        minutes = round(float(text.replace(",", ".")) * 24 * 60)
        hour = f"{minutes // 60}:{minutes % 60:02}"
        message = tr("{text} is how a spreadsheet keeps the hour {hour}", text=text, hour=hour)
        hint = tr("give the column the form of a time, and export it again")
        yield LostValue(texts.index(text), message, hint)


def _without_zero(name: str, texts: Sequence[str], language: str) -> Iterator[LostValue]:
    """Numbers of telephones and persons without the zero in front, which no amount has."""
    words = language_of(language).cells()
    written = [text for text in texts if text]
    kinds = ((words.telephones, words.telephones_cut), (words.persons, words.persons_cut))
    for names, forms in kinds:
        named = any_of(names)
        if named is None or not named.search(name) or not written:
            continue
        if all(any(re.fullmatch(form, text) for form in forms) for text in written):
            text = written[0]
            message = tr("{text} lacks the 0 that a spreadsheet takes away", text=text)
            hint = tr("give the column the form of text, and write {better}", better=f"0{text}")
            yield LostValue(texts.index(text), message, hint)


_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\.0|(?P<first>[12])[.,](?P<rest>[0-9]{3})")
_COUNTED = re.compile(r"(?P<year>[0-9]+)\.0")


def _years(name: str, texts: Sequence[str], language: str) -> Iterator[LostValue]:
    """Years and other names in digits that a program wrote as if they were amounts."""
    form = _YEAR if language_of(language).headings().is_year(name) else _COUNTED
    found = [form.fullmatch(text) for text in texts if text]
    if not found or not all(found):
        return
    first = found[0]
    assert first is not None  # noqa: S101, all were found
    year = first["year"] or first["first"] + first["rest"]
    message = tr("{text} is {year} as a program writes amounts", text=first[0], year=year)
    yield LostValue(texts.index(first[0]), message, tr("write {better}", better=year))
