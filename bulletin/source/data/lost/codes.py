"""Telephones, codes and years of which a spreadsheet made amounts."""

import re
from collections.abc import Iterator, Sequence

from bulletin.languages import language_of
from bulletin.languages.base import any_of
from bulletin.messages import tr
from bulletin.source.data.lost.column import Column, LostValue


def without_zero(column: Column) -> Iterator[LostValue]:
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


def cut_codes(column: Column) -> Iterator[LostValue]:
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


def rounded_codes(column: Column) -> Iterator[LostValue]:
    """Numbers of accounts and the like whose last digits a spreadsheet has lost."""
    if language_of(column.language).headings().is_code(column.name):
        for row, text in column.written:
            if _ROUNDED_OFF.fullmatch(text):
                message = tr("{text} has lost its last digits in a spreadsheet", text=text)
                hint = tr("give the column the form of text, and write the number anew")
                yield LostValue(row, message, hint)


_KEPT_AS_TEXT = re.compile(r"'(?P<text>[0-9+][0-9+ .,/-]{2,})")


def kept_as_text(column: Column) -> Iterator[LostValue]:
    """Digits behind the ' by which a spreadsheet is told to take them for text."""
    for row, text in column.written:
        if read := _KEPT_AS_TEXT.fullmatch(text):
            message = tr("the ' in front of {text} is for a spreadsheet alone", text=read["text"])
            yield LostValue(row, message, tr("write {better}", better=read["text"]))
            return


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
