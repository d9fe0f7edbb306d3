"""Columns of tables that are reckoned from two others, and rows in which they are not.

In: an issue. Out: a finding at the cell. What a column is reckoned from is known where its name
says a share or a difference and most of its rows show it.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bulletin import codes
from bulletin.check.registry import Noticed, alone, rule
from bulletin.check.tables.grids import judged_columns, names_of, rows_of, tables_of
from bulletin.diagnostics import Span
from bulletin.document import Table
from bulletin.languages import language_of, locale_of
from bulletin.languages.base import any_of
from bulletin.languages.figures import decimal_written
from bulletin.messages import tr
from bulletin.source.data.numbers import JudgedCell, Number
from bulletin.source.data.written import number_written
from bulletin.source.issue import Issue

_Reckoning = Callable[[Decimal, Decimal], Decimal]
_SHARES: tuple[_Reckoning, ...] = (
    lambda one, two: 100 * one / two,
    lambda one, two: 100 * (one - two) / two,
)
_DIFFERENCES: tuple[_Reckoning, ...] = (
    lambda one, two: one - two,
    lambda one, two: abs(one - two),
)
_FEWEST_RIGHT = 2
"""Rows that show how the others are reckoned."""
_OF_THREE = 3
_RIGHT_AMONG_MANY = 3
"""Where more than three columns hold figures, two rows may fit by chance."""
_MOST_ROWS = 300
"""A longer table was made by a program, which reckons right; each pair would take long."""
_MOST = 8
"""So many columns are tried, each two of them."""


@rule(codes.NOT_RECKONED)
@alone
def derived_figures(issue: Issue) -> Iterator[Noticed]:
    """Shares and differences follow from the figures beside them."""
    language = issue.publication.language
    for table in tables_of(issue):
        yield from _in_table(table, language)


def _in_table(table: Table, language: str) -> Iterator[Noticed]:
    names, rows = names_of(table), rows_of(table)
    ways = [_ways(name, language) for name in names]
    if not _FEWEST_RIGHT < len(rows) <= _MOST_ROWS or not any(ways[1:]):
        return
    cells = judged_columns(table, language)
    counted = [n for n, column in enumerate(cells) if _are_numbers(column)][:_MOST]
    enough = _FEWEST_RIGHT if len(counted) <= _OF_THREE else _RIGHT_AMONG_MANY
    for at in counted:
        others = [n for n in counted if n != at]
        tried = [
            _Tried(way, cells[at], cells[one], cells[two])
            for way, (one, two) in itertools.product(ways[at], itertools.permutations(others, 2))
        ]
        shown = [one for one in tried if one.right >= max(enough, len(one.off) + 1)]
        if shown and all(one.off for one in shown):
            best = min(shown, key=lambda one: len(one.off))
            for n in best.off:
                yield _noticed(rows[n].children[at].span, best, n, language)


@dataclass(frozen=True)
class _Tried:
    """The cells of a column, and those of two others from which they may be reckoned."""

    way: _Reckoning
    cells: Sequence[JudgedCell]
    one: Sequence[JudgedCell]
    two: Sequence[JudgedCell]

    def made(self, row: int) -> Decimal | None:
        """What the two others make; None where one is missing, or is nothing to divide by."""
        one, two = self.one[row], self.two[row]
        if not isinstance(one, Number) or not isinstance(two, Number) or not two.value:
            return None
        return self.way(one.value, two.value)

    def _gap(self, row: int) -> Decimal:
        """How far the figure of a row is from what is made, in units of its last digit."""
        cell, made = self.cells[row], self.made(row)
        if not isinstance(cell, Number) or made is None:
            return _NEITHER
        return abs(cell.value - made).scaleb(len(cell.part))

    @cached_property
    def right(self) -> int:
        """In how many rows the figure is what is made, and none that anything makes."""
        close = [n for n in range(len(self.cells)) if self._gap(n) <= _ROUNDED]
        return len(close) if any(self.made(n) not in {0, _ALL} for n in close) else 0

    @cached_property
    def off(self) -> list[int]:
        """The rows in which it is not, even if somebody cut digits off."""
        return [n for n in range(len(self.cells)) if self._gap(n) > 1]


_ALL = 100
_ROUNDED = Decimal("0.5")
_NEITHER = Decimal(1)
"""A gap that makes a row neither right nor wrong."""


def _ways(name: str, language: str) -> tuple[_Reckoning, ...]:
    """How a column of this name may be reckoned."""
    words = language_of(language).cells()
    share, difference = any_of(words.shares), any_of(words.differences)
    ways: tuple[_Reckoning, ...] = ()
    if "%" in name or (share is not None and share.search(name)):
        ways += _SHARES
    elif difference is not None and difference.search(name):
        ways += _DIFFERENCES
    return ways


def _noticed(place: Span, tried: _Tried, row: int, language: str) -> Noticed:
    made, cell = tried.made(row), tried.cells[row]
    message = tr(
        '"{text}" does not follow from the figures beside it, which make {sum}',
        text=number_written(cell, language) if isinstance(cell, Number) else "",
        sum=decimal_written(made or Decimal(), "#,##0.##", locale_of(language)),
    )
    return Noticed(place, message, tr("compare the figures with those that you were given"))


def _are_numbers(column: Sequence[JudgedCell]) -> bool:
    return sum(isinstance(cell, Number) for cell in column) > _FEWEST_RIGHT
