"""Whether data can mean what they are shown as: names above columns, values, parts of a whole.

In: a sheet, or a chart's series. Out: findings at their cells.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from bulletin import codes
from bulletin.document import Series
from bulletin.languages import language_of
from bulletin.languages.base import begins
from bulletin.messages import tr
from bulletin.source.data.hints import LETTERS_FOR_DIGITS
from bulletin.source.data.lost.codes import years_in_names
from bulletin.source.data.lost.values import lost_values
from bulletin.source.data.numbers import Gap, JudgedCell, Number, NumberWords
from bulletin.source.data.parser import NO_TITLE, TITLES_ABOVE
from bulletin.source.data.sheet import Sheet
from bulletin.source.directives.sense.no_rows import note, report_no_rows
from bulletin.source.directives.sense.percents import SIGN, report_parts
from bulletin.source.directives.sense.sums import (
    ROUNDED,
    is_sum,
    report_running,
    report_wrong_total,
)
from bulletin.source.reporting import Findings, nearest
from bulletin.source.text import Value

_FIGURE = re.compile(r"[-+−]?\d[\d.,  ]*%?|\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?")


def report_values(
    data: Sheet, language: str, findings: Findings, *, gaps: Container[int] = ()
) -> None:
    """Note names and lines that are none, and what stands for a value that is lost.

    `gaps`: the columns in which a chart shows nothing where there is no value.
    """
    _report_names(data, language, findings)
    shown = [n for n, name in enumerate(data.columns) if n and SIGN in name]
    report_parts(data, shown, language, findings)
    report_no_rows(data, language, findings)
    for lost in years_in_names(data.columns):
        span = data.header[lost.row].span
        note(codes.SPREADSHEET_VALUE, span, (lost.message, lost.hint), findings)
    for index, name in enumerate(data.columns):
        texts = data.texts(index)
        for lost in lost_values(name, texts, language, gaps=index in gaps, labels=not index):
            span = data.rows[lost.row][index].span
            note(codes.SPREADSHEET_VALUE, span, (lost.message, lost.hint), findings)
    _report_slips(data, language, findings)


_SLIP = re.compile(rf"[0-9]+;[0-9]+|{LETTERS_FOR_DIGITS.pattern}")
"""A number with a semicolon for its comma, or with letters that look like digits."""


def _report_slips(data: Sheet, language: str, findings: Findings) -> None:
    """Note a cell that is a number but for one slip, where all others of its column are numbers."""
    for index, cells in enumerate(data.judged(language)):
        words = [row for row, cell in enumerate(cells) if isinstance(cell, NumberWords)]
        numbers = sum(isinstance(cell, Number) for cell in cells)
        if len(words) < numbers and all(_SLIP.fullmatch(data.texts(index)[row]) for row in words):
            for row in words:
                data.report(row, index, cells[row], findings)


# -- names above columns, and lines that are no rows ------------------------------------------


def _report_names(data: Sheet, language: str, findings: Findings) -> None:
    names = [cell for cell in data.header if cell.text]
    if not data.file.lower().endswith(".csv"):
        _report_alike(data, findings)
        return
    corner = not data.header[0].text and not _FIGURE.fullmatch(data.rows[0][0].text)
    if not corner and all(_FIGURE.fullmatch(name.text) for name in names):
        message = tr("the first line holds figures, and is taken for the names of the columns")
        hint = tr("write a line above it that names the columns, as Năm,Số hộ")
        note(codes.NO_NAMES, data.header[0].span, (message, hint), findings)
        return
    if numbers_rows(data):
        message = tr("this column numbers the rows for a program, and has no name")
        hint = tr("delete it, or export the table without it")
        note(codes.BROKEN_DATA, data.header[0].span, (message, hint), findings)
        return
    judged = data.judged(language)
    titles = _titles(data)
    unnamed = [cells[titles:] for name, cells in zip(data.columns, judged, strict=True) if not name]
    if any(map(_is_named_below, unnamed)):
        message = tr(
            "the first line names {named} of {count} columns, and the line below it others",
            named=len(names),
            count=len(data.header),
        )
        hint = NO_TITLE if len(names) == 1 else tr("write the names of both lines into one")
        if titles:
            hint = TITLES_ABOVE
        note(codes.BROKEN_DATA, data.header[0].span, (message, hint), findings)
    for cell, before, cells in zip(data.header[1:], judged, judged[1:], strict=False):
        if not cell.text and _are_whole(before) and _are_whole(cells):
            message = tr("this column has figures and no name")
            hint = tr('write its name; or put figures with a comma in quotes: "12,5"')
            note(codes.BROKEN_DATA, cell.span, (message, hint), findings)


_NUMBERED = re.compile(r"(?:Unnamed: 0(?:\.[0-9]+)?|index)?")
"""What pandas and R call the column in which they number the rows."""


def numbers_rows(data: Sheet) -> bool:
    """Whether the first column counts from 0 and names nothing, which another may do."""
    counts = data.texts(0) == tuple(map(str, range(len(data.rows))))
    return counts and bool(data.columns[2:]) and bool(_NUMBERED.fullmatch(data.columns[0]))


def _titles(data: Sheet) -> int:
    """How many rows are words in the first cell alone, as is the line above them: titles."""
    if any(data.columns[1:]):
        return 0
    return sum(1 for _ in takewhile(lambda row: not any(cell.text for cell in row[1:]), data.rows))


def _is_named_below(cells: Sequence[JudgedCell]) -> bool:
    """Whether a column's name stands in the first of its rows."""
    if not cells:
        return False
    first, *others = cells
    numbers = [isinstance(cell, Number) for cell in others]
    return (
        isinstance(first, NumberWords)
        and not first.meant
        and any(numbers)
        and all(isinstance(cell, Number | Gap) for cell in others)
    )


def _are_whole(cells: Sequence[JudgedCell]) -> bool:
    """Whether cells are digits throughout, as those that a comma has cut in two."""
    return all(isinstance(cell, Number) and cell.plain and not cell.unit for cell in cells)


def _report_alike(data: Sheet, findings: Findings) -> None:
    """Note keys that are one column to an editor, and two here: Hộ and hộ."""
    first: dict[str, str] = {}
    for index, cell in enumerate(data.header):
        other = first.setdefault(" ".join(cell.text.casefold().split()), cell.text)
        if other == cell.text and data.file.endswith((".yaml", ".yml")):
            other = _misspelt(data, index) or other
        if other != cell.text:
            message = tr('"{name}" and "{other}" are two columns', name=cell.text, other=other)
            hint = tr("write the key alike in all rows: {other}", other=other)
            note(codes.BROKEN_DATA, cell.span, (message, hint), findings)


def _misspelt(data: Sheet, index: int) -> str:
    """The key before that is meant: a slip away, in a single row that has not the other one.

    Things that are nearly called alike, as ngày đi and ngày về, are two columns.
    """
    name, rows = data.columns[index], _filled(data, index)
    before = []
    for at, other in enumerate(data.columns[:index]):
        beside = _filled(data, at)
        once = 1 == min(len(rows), len(beside)) < max(len(rows), len(beside))
        if once and rows.isdisjoint(beside) and _is_slip(name, other):
            before.append(other)
    return "" if re.search("[0-9]", name) else nearest(name, before) or ""


def _is_slip(name: str, other: str) -> bool:
    """Whether two words differ by their marks, or long ones by one letter."""
    plain, beside = (
        re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", one)) for one in (name, other)
    )
    blocks = SequenceMatcher(None, plain, beside, autojunk=False).get_matching_blocks()
    wrong = max(len(plain), len(beside)) - sum(block.size for block in blocks)
    return wrong == 0 or (wrong == 1 and len(plain) >= _LONG)


_LONG = 5
"""Letters of a word in which one is rather a slip than another word: nhập is not nhận."""


def _filled(data: Sheet, index: int) -> set[int]:
    return {number for number, row in enumerate(data.rows) if row[index].text}


# -- parts of a whole ------------------------------------------------------------------------

_WHOLE = 100


def report_total(
    names: Sequence[Value], series: Sequence[Series], language: str, findings: Findings
) -> None:
    """Note the sum of the other columns among those that are stacked."""
    rows = list(zip(*(one.values for one in series), strict=True))
    for name in _totals(names, rows, language):
        message = tr(
            '"{text}" is the sum of the other columns, and stacked on them', text=name.text
        )
        hint = tr("leave it out of :y:, or choose :type: column")
        note(codes.NOT_A_WHOLE, name.span, (message, hint), findings)
    report_wrong_total(names, rows, language, findings)
    report_running(names, series, findings)


def report_total_row(
    labels: Sequence[Value], series: Sequence[Series], language: str, findings: Findings
) -> None:
    """Note the sum of the other rows among them, beside which they are hardly seen."""
    if len(labels) <= _FEWEST_SUMMED:
        return
    for label in _totals(labels, [one.values for one in series], language):
        message = tr(
            '"{text}" is the sum of the other rows, and drawn beside them', text=label.text
        )
        hint = tr("delete this row; write the sum in :title: or in the text")
        note(codes.NOT_A_WHOLE, label.span, (message, hint), findings)
    report_wrong_total(labels, [one.values for one in series], language, findings)


_FEWEST_SUMMED = 2
"""Rows of which the one is no sum of the others."""


def _totals(
    names: Sequence[Value], figures: Sequence[Sequence[float | None]], language: str
) -> Iterator[Value]:
    """The names that say so of a sum, and whose figure is that of all others in each sequence."""
    words = language_of(language).cells().totals
    wholes = [sum(filter(None, ones)) for ones in figures]
    for index, name in enumerate(names):
        if begins(name.text, words) and all(
            is_sum(ones[index] or 0, whole) for ones, whole in zip(figures, wholes, strict=True)
        ):
            yield name


def _averages(names: Sequence[Value], figures: Sequence[float], language: str) -> Iterator[Value]:
    """The names that say so of an average; where they may mean a mark, the figure says it too."""
    words = language_of(language).cells()
    if len(names) <= _FEWEST_SUMMED:
        return
    whole = sum(figures)
    graded = any(begins(name.text, words.grades) for name in names)
    called = words.averages if graded else (*words.averages, *words.marks)
    for name, figure in zip(names, figures, strict=True):
        if not begins(name.text, called):
            continue
        mean = (whole - figure) / (len(figures) - 1)
        exact = abs(figure - mean) <= max(ROUNDED, mean / 100)
        among = min(figures) < figure < max(figures)
        if exact or (among and begins(name.text, words.averages)):
            yield name


def report_stacked(
    labels: Sequence[Value], series: Sequence[Series], unit: str, findings: Findings
) -> None:
    """Note per cents that are stacked and make up 100 in other rows only."""
    if SIGN not in unit or len(series) < 2:  # noqa: PLR2004, one part is none of a whole
        return
    wholes = [sum(filter(None, row)) for row in zip(*(one.values for one in series), strict=True)]
    off = [abs(whole - _WHOLE) > max(1, ROUNDED * len(series)) for whole in wholes]
    if not any(off) or all(off):
        return
    label, whole = next(
        (one, w) for one, w, is_off in zip(labels, wholes, off, strict=True) if is_off
    )
    message = tr(
        'the parts of "{text}" make up {sum} %, those of other rows 100 %',
        text=label.text,
        sum=f"{whole:g}",
    )
    findings.add(codes.NOT_A_WHOLE, label.span, message, tr("check the figures of this row"))


@dataclass(frozen=True)
class PartsOfWhole:
    """The parts of a pie: the cells that name them, the one above the figures, the figures."""

    labels: Sequence[Value]
    name: Value
    series: Series
    unit: str


def report_whole(parts: PartsOfWhole, language: str, findings: Findings) -> None:
    """Note parts of a pie that are none: a total among them, or per cents of something else."""
    values = [value or 0 for value in parts.series.values]
    whole = sum(values)
    for label in _totals(parts.labels, [values], language):
        message = tr('"{text}" is the sum of the other parts, and shown as a part', text=label.text)
        findings.add(codes.NOT_A_WHOLE, label.span, message, tr("delete this row"))
        return
    report_wrong_total(parts.labels, [parts.series.values], language, findings)
    for label in _averages(parts.labels, values, language):
        findings.add(
            codes.NOT_A_WHOLE,
            label.span,
            tr('"{text}" is an average of the other parts, and shown as a part', text=label.text),
            tr("delete this row; write the average in :title: or in the text"),
        )
        return
    if "%" in (parts.unit or parts.name.text) and abs(whole - _WHOLE) > max(
        1, ROUNDED * len(values)
    ):
        message = tr(
            "the parts make up {sum} %, and are shown as if they made up 100 %", sum=f"{whole:g}"
        )
        hint = tr("add the part that is missing, or choose :type: bar")
        findings.add(codes.NOT_A_WHOLE, parts.name.span, message, hint)
