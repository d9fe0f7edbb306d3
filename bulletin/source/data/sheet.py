"""Data as rows and columns, with a place for every cell.

In: rows of values under the names of their columns. Out: a `Sheet`, which finds columns by name
and says what is no number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.languages import language_of, phrase_pattern
from bulletin.messages import tr
from bulletin.source.data.numbers import Doubt, Gap, JudgedCell, Number, NumberWords, judged
from bulletin.source.reporting import Findings, suggestion
from bulletin.source.text import Value

YEAR = re.compile("(?:1[89]|20)[0-9]{2}")
"""A year that a bulletin may speak of."""

_YEAR_NAME = r"(?i)‹year_columns›"


@dataclass(frozen=True)
class Sheet:
    """Rows under a header; every row has as many cells as the header.

    `numbered` are the rows' own numbers, as a person counts them: lines of a CSV file, entries of a
    YAML list.
    """

    file: str
    header: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]
    numbered: tuple[int, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(cell.text for cell in self.header)

    @cached_property
    def _places(self) -> dict[str, int]:
        """The index of the first column of each name."""
        return {name: index for index, name in reversed([*enumerate(self.columns)])}

    def column(self, name: str, span: Span, findings: Findings) -> int | None:
        """The index of a column that is named at `span`; None after a finding."""
        if name in self._places:
            return self._places[name]
        message = tr('{file} has no column "{name}"', file=self.file, name=name)
        hint = suggestion(name, self.columns, tr("the columns are: "))
        findings.add(codes.MISSING_COLUMN, span, message, hint)
        return None

    def texts(self, column: int) -> tuple[str, ...]:
        """What stands in a column."""
        return tuple(row[column].text for row in self.rows)

    def judged(self, language: str) -> list[list[JudgedCell]]:
        """What the cells of each column are; the first column names the rows."""
        if language not in self._judgements:
            self._judgements[language] = self._judged(language)
        return self._judgements[language]

    @cached_property
    def _judgements(self) -> dict[str, list[list[JudgedCell]]]:
        """What the cells are, by language: many ask, and a sheet may have thousands."""
        return {}

    def _judged(self, language: str) -> list[list[JudgedCell]]:
        columns = [self.texts(index) for index in range(len(self.header))]
        return judged_below(self.columns, columns, language)

    def numbers(
        self, columns: Sequence[int], language: str, findings: Findings
    ) -> tuple[tuple[Number | None, ...], ...]:
        """The numbers in columns; None for a gap, and after a finding."""
        judgement = self.judged(language)
        made = []
        for column in columns:
            cells = judgement[column]
            if _are_words(cells):
                self._report_words(column, cells if len(columns) == 1 else (), findings)
            else:
                self._report_names(column, cells, findings)
                for row, cell in enumerate(cells):
                    self.report(row, column, cell, findings)
            made.append(tuple(cell if isinstance(cell, Number) else None for cell in cells))
        return tuple(made)

    def _report_names(self, column: int, cells: Sequence[JudgedCell], findings: Findings) -> None:
        """Note a column of years, or of digits with a 0 in front, as telephones have: no figures."""
        padded = [
            row
            for row, cell in enumerate(cells)
            if isinstance(cell, Number) and cell.padded and len(cell.whole) >= _OF_A_NAME
        ]
        if padded:
            value = self.rows[padded[0]][column]
            message = tr('"{text}" names something, and is no figure', text=value.text)
            hint = tr("name the columns of numbers in :y:")
            findings.add(codes.NOT_A_NUMBER, value.span, message, hint)
        elif years := self._years(column, cells):
            value = self.rows[years[0]][column]
            message = tr("{text} is a year, and would be drawn as an amount", text=value.text)
            hint = tr("name the columns of numbers in :y:, or show years as a table or a timeline")
            findings.add(codes.NOT_A_NUMBER, value.span, message, hint)

    def _years(self, column: int, cells: Sequence[JudgedCell]) -> list[int]:
        """The rows of a column of nothing but years, as its name says."""
        found = [row for row, cell in enumerate(cells) if isinstance(cell, Number)]
        known = phrase_pattern(_YEAR_NAME).fullmatch(self.columns[column].strip()) and all(
            YEAR.fullmatch(self.rows[row][column].text) for row in found
        )
        return found if known else []

    def _report_words(self, column: int, cells: Sequence[JudgedCell], findings: Findings) -> None:
        """Note a column without numbers; `cells`: those that must be some, for no other can be."""
        name = self.header[column]
        hints = (cell.hint for cell in cells if isinstance(cell, NumberWords))
        message = tr(
            '{file}: the column "{text}" holds words and no numbers', file=self.file, text=name.text
        )
        hint = next(filter(None, hints), tr("name the columns of numbers in :y:"))
        findings.add(codes.NOT_A_NUMBER, name.span, message, hint)

    def report(self, row: int, column: int, cell: JudgedCell, findings: Findings) -> None:
        """Note a cell that is no number, or one that can be two."""
        value = self.rows[row][column]
        if findings.has(value.span):
            return  # a sheet may be shown twice
        place = tr(
            '{file}, row {numbered}, column "{columns}"',
            file=self.file,
            numbered=self.numbered[row],
            columns=self.columns[column],
        )
        match cell:
            case NumberWords(hint):
                message = tr('{place}: "{text}" is not a number', place=place, text=value.text)
                findings.add(codes.NOT_A_NUMBER, value.span, message, hint or _HINT)
            case Doubt():
                doubt, hint = doubt_words(value.text, cell)
                message = tr("{place}: {message}", place=place, message=doubt)
                findings.add(codes.AMBIGUOUS_NUMBER, value.span, message, hint)


def judged_below(
    names: Sequence[str], columns: Sequence[Sequence[str]], language: str
) -> list[list[JudgedCell]]:
    """What the cells below the names of columns are; the first column names the rows."""
    headings = language_of(language).headings()
    naming = {n for n, name in enumerate(names) if not n or headings.is_name(name)}
    return judged(columns, language, names=naming)


def _are_words(cells: Sequence[JudgedCell]) -> bool:
    """Whether a column holds words throughout, as one of remarks or telephone numbers does."""
    words = sum(isinstance(cell, NumberWords) and not cell.meant for cell in cells)
    gaps = sum(isinstance(cell, Gap) for cell in cells)
    return words > 1 and words + gaps == len(cells)


_OF_A_NAME = 3
"""Digits of a code; an office writes two for a number below ten."""
_HINT = tr("write 1234 or 1.234,5, or leave the cell empty")


def doubt_words(text: str, doubt: Doubt) -> tuple[str, str]:
    """Message and hint about a number that can be read in two ways."""
    message = tr(
        "{text} can be read as {thousands} and as {decimals}",
        text=text,
        thousands=doubt.thousands,
        decimals=doubt.decimals,
    )
    if doubt.because:
        message = tr(
            "{message}, for {other} stands beside it", message=message, other=doubt.because
        )
    return (
        message,
        tr(
            'write {thousands}, or "{decimals}" in quotes',
            thousands=doubt.thousands,
            decimals=doubt.decimals,
        ),
    )
