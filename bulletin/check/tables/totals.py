"""Totals of tables that are not the sum of what they name.

In: an issue. Out: a finding at the cell. A row or a column that is called a total is one where
the table itself shows it: another of its sums is exact, or this one is off by a little. What may
be an average, a share or the total of more than is shown is left alone.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bulletin import codes
from bulletin.check.registry import Noticed, alone, rule
from bulletin.check.tables import grids
from bulletin.diagnostics import Span
from bulletin.document import Row, Table
from bulletin.languages import language_of, locale_of
from bulletin.languages.base import begins
from bulletin.languages.figures import decimal_written
from bulletin.messages import tr
from bulletin.source.data.numbers import Gap, JudgedCell, Number
from bulletin.source.data.written import number_written
from bulletin.source.issue import Issue


@dataclass(frozen=True)
class _Sum:
    """Figures, what is given as their total, and where that stands."""

    parts: tuple[Decimal, ...]
    total: Number
    span: Span

    @property
    def whole(self) -> Decimal:
        return sum(self.parts, Decimal())

    @property
    def is_exact(self) -> bool:
        """Whether the total is the sum, of figures that may each be rounded."""
        return abs(self.whole - self.total.value) <= self._rounded

    @property
    def _rounded(self) -> Decimal:
        total, *parts = (_unit_of(figure) for figure in (self.total.value, *self.parts))
        rough = min(parts) < 1 or total < 1
        return (total / 2 + len(parts) * min(parts) / 2) if rough else Decimal()

    @property
    def is_like_a_part(self) -> bool:
        """Whether the total lies among its parts, as an average, a share or a rank does."""
        return min(self.parts) <= self.total.value <= max(self.parts)

    @property
    def is_near(self) -> bool:
        """Whether a slip of the pen is between them, and not further rows."""
        if abs(self.whole - self.total.value) * 10 <= self.whole:
            return True
        one, other = str(self.whole), str(self.total.value)
        differing = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
        swapped = sorted(one) == sorted(other) and differing[-1:] == [differing[0] + 1]
        return swapped and len(one) >= _TELLING


def _unit_of(figure: Decimal) -> Decimal:
    """What the last digit of a figure counts: 0.1 of 30.6."""
    return Decimal(1).scaleb(int(figure.as_tuple().exponent))


_TELLING = 3
"""Digits of which hardly by chance two are swapped."""


@rule(codes.WRONG_TOTAL)
@alone
def wrong_totals(issue: Issue) -> Iterator[Noticed]:
    """What is called a total is the sum of the others."""
    language = issue.publication.language
    words = language_of(language).cells().totals
    for table in grids.tables_of(issue):
        yield from _in_table(table, language, words)


def _in_table(table: Table, language: str, words: tuple[str, ...]) -> Iterator[Noticed]:
    rows, names = grids.rows_of(table), grids.names_of(table)
    written = itertools.chain(names, *grids.texts_of(table))
    if len(rows) < _FEWEST or not any(begins(cell.lstrip("*_ "), words) for cell in written):
        return
    cells = grids.judged_columns(table, language)
    counted = [n for n, name in enumerate(names) if _is_counted(name, cells[n], language)]
    for found in (
        *_shares(rows, names, cells, words),
        *_wrong(_below(rows, cells, counted, words), lenient=False),
        *_wrong(_beside(rows, names, cells, counted, words), lenient=True),
    ):
        said = decimal_written(found.whole, "#,##0.###", locale_of(language))
        message = tr(
            '"{total}" is called a total, and the others make {sum}',
            total=number_written(found.total, language),
            sum=said,
        )
        yield Noticed(found.span, message, tr("compare the figures with those that you were given"))


_FEWEST = 3


def _is_counted(name: str, cells: Sequence[JudgedCell], language: str) -> bool:
    """Whether a column holds figures that can be added up."""
    headings = language_of(language).headings()
    figures = [cell for cell in cells if isinstance(cell, Number)]
    return (
        bool(figures)
        and "%" not in name
        and not headings.is_name(name)
        and all(isinstance(cell, Number | Gap) for cell in cells)
        and len({cell.unit for cell in figures}) == 1
        and not figures[0].unit.startswith(("%", "‰"))
    )


def _shares(
    rows: Sequence[Row],
    names: Sequence[str],
    cells: Sequence[Sequence[JudgedCell]],
    words: tuple[str, ...],
) -> Iterator[_Sum]:
    """Columns of per cents whose last row is a total of 100, and that make nearly so many."""
    if not _is_called(rows[-1], 1, words):
        return
    for column, name in enumerate(names):
        made = _sum(cells[column][:-1], cells[column][-1], rows[-1], column)
        if made is None or made.total.value != _ALL or not (made.total.unit == "%" or "%" in name):
            continue
        if abs(made.whole - _ALL) > max(1, len(made.parts) // 2) and made.is_near:
            yield made


_ALL = 100


def _below(
    rows: Sequence[Row],
    cells: Sequence[Sequence[JudgedCell]],
    counted: Sequence[int],
    words: tuple[str, ...],
) -> list[_Sum]:
    """The columns, if the first or the last row, and no other, is a total."""
    called = [n for n, row in enumerate(rows) if _is_called(row, min(counted, default=0), words)]
    if len(called) != 1 or called[0] not in {0, len(rows) - 1}:
        return []
    (at,) = called
    others = [n for n in range(len(rows)) if n != at]
    return [
        made
        for column in counted
        if (made := _sum([cells[column][n] for n in others], cells[column][at], rows[at], column))
    ]


def _is_called(row: Row, labels: int, words: tuple[str, ...]) -> bool:
    """Whether one of the cells before the figures, as number and name of a row, says a total."""
    return any(begins(grids.text_of(row, n).strip("*_ "), words) for n in range(labels))


def _beside(
    rows: Sequence[Row],
    names: Sequence[str],
    cells: Sequence[Sequence[JudgedCell]],
    counted: Sequence[int],
    words: tuple[str, ...],
) -> list[_Sum]:
    """The rows, if the first or the last column of figures, and no other, is a total."""
    called = [n for n in counted if begins(names[n], words)]
    if len(called) != 1 or called[0] not in {counted[0], counted[-1]}:
        return []
    (at,) = called
    others = [n for n in counted if n != at]
    return [
        made
        for n, row in enumerate(rows)
        if (made := _sum([cells[c][n] for c in others], cells[at][n], row, at))
    ]


def _sum(parts: Sequence[JudgedCell], total: JudgedCell, row: Row, column: int) -> _Sum | None:
    """A sum of two figures or more; None where one is missing."""
    values = tuple(cell.value for cell in parts if isinstance(cell, Number))
    if not isinstance(total, Number) or len(values) != len(parts) or sum(map(bool, values)) < 2:  # noqa: PLR2004, one is no sum
        return None
    return _Sum(values, total, row.children[column].span) if min(values) >= 0 else None


def _wrong(sums: Sequence[_Sum], *, lenient: bool) -> Iterator[_Sum]:
    """Those that are off, where others are exact, or it is a slip.

    `lenient`: a total may be of something else, as of all households beside the poor ones.
    """
    exact = sum(one.is_exact for one in sums)
    off = [one for one in sums if not one.is_exact and not one.is_like_a_part]
    shown = exact > len(off) if lenient else 0 < len(off) <= exact
    slips = exact >= len(off) if lenient else True
    yield from (one for one in off if shown or (slips and one.is_near))
