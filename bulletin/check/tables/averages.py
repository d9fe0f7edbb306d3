"""Averages below the columns of a table that do not follow from the figures above them.

In: an issue. Out: a finding at the cell. An average, weighted or not, lies among what it is of;
within that it is judged only where other columns show that all rows count alike, and where none of
them weighs it, as hectares do a yield.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bulletin import codes
from bulletin.check.registry import alone, examination
from bulletin.check.tables.grids import judged_columns, rows_of, tables_of, text_of
from bulletin.diagnostics import Finding, Span
from bulletin.document import Table
from bulletin.languages import language_of, locale_of
from bulletin.languages.base import CellWords, any_of, begins
from bulletin.languages.figures import decimal_written
from bulletin.messages import tr
from bulletin.source.data.numbers import Number
from bulletin.source.data.written import number_written
from bulletin.source.issue import Issue

_FEWEST = 2
"""Rows above an average."""


@dataclass(frozen=True)
class _Average:
    """The figures of a column, what is given as their average, and where that stands."""

    parts: tuple[Decimal, ...]
    given: Number
    span: Span

    @property
    def mean(self) -> Decimal:
        """What they make if all count alike."""
        return sum(self.parts, Decimal()) / len(self.parts)

    @property
    def is_exact(self) -> bool:
        """Whether they make what is given, as far as that is rounded."""
        return self._is_near(self.mean)

    def is_weighed_by(self, other: _Average) -> bool:
        """Whether what is given is the mean of rows that count as much as another column says."""
        weights = other.parts
        if len(weights) != len(self.parts) or min(weights) < 0 or not any(weights):
            return False
        whole = sum(map(operator.mul, self.parts, weights), Decimal())
        return self._is_near(whole / sum(weights))

    @property
    def is_among(self) -> bool:
        """Whether it lies between the least and the greatest."""
        least, greatest = min(self.parts), max(self.parts)
        return least <= self.given.value <= greatest or any(map(self._is_near, (least, greatest)))

    def _is_near(self, figure: Decimal) -> bool:
        return abs(figure - self.given.value) < Decimal(1).scaleb(-len(self.given.part))


@examination
@alone
def averages(issue: Issue) -> Iterator[Finding]:
    """A last row that is called an average holds those of the rows above it."""
    language = issue.publication.language
    words = language_of(language).cells()
    for table in tables_of(issue):
        made = list(_averages_of(table, language, words))
        shown = sum(one.is_exact for one in made) * 2 > len(made)
        for one in made:
            weighed = any(one.is_weighed_by(other) for other in made if other is not one)
            if not one.is_among or (shown and not one.is_exact and not weighed):
                yield _finding(one, language)


def _averages_of(table: Table, language: str, words: CellWords) -> Iterator[_Average]:
    rows = rows_of(table)
    labels = [text_of(row, 0).strip("*_: ") for row in rows]
    if len(rows) <= _FEWEST or not _is_average(labels, words):
        return
    columns = judged_columns(table, language)
    kept = [n for n, label in enumerate(labels[:-1]) if not begins(label, words.totals)]
    for number, cells in enumerate(columns[1:], start=1):
        parts = [cell for cell in (cells[n] for n in kept) if isinstance(cell, Number)]
        given = cells[-1]
        alike = len({one.unit for one in parts}) == 1
        if alike and len(parts) == len(kept) >= _FEWEST and isinstance(given, Number):
            place = rows[-1].children[number].span
            yield _Average(tuple(one.value for one in parts), given, place)


def _is_average(labels: Sequence[str], words: CellWords) -> bool:
    """Whether the last row is called an average, and nothing more: of a person is another figure."""
    called = any_of((*words.averages, *words.marks))
    if called is None or not called.fullmatch(labels[-1]):
        return False
    graded = any(begins(label, words.grades) for label in labels)
    return not graded or begins(labels[-1], words.averages)


def _finding(one: _Average, language: str) -> Finding:
    given = number_written(one.given, language)
    mean = decimal_written(one.mean, "#,##0.###", locale_of(language))
    message = tr(
        '"{given}" is called an average, and the others have one of {mean}', given=given, mean=mean
    )
    hint = tr("compare the figures with those that you were given")
    return Finding(codes.NOT_RECKONED, message, one.span, hint)
