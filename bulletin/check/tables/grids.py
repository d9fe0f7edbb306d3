"""Tables as rules look at them: names above columns, rows below, the words and figures of cells.

In: an issue or a table. Out: the tables of all articles; texts; what is judged of the cells.
"""

from collections.abc import Sequence
from functools import lru_cache

from bulletin.document import Row, Table, plain_text, walk
from bulletin.source.data.numbers import JudgedCell, judged
from bulletin.source.issue import Issue

CellTexts = tuple[tuple[str, ...], ...]
"""Cells in words, row by row."""


@lru_cache(maxsize=1)
def tables_of(issue: Issue) -> Sequence[Table]:
    """The tables of all articles, also those in boxes; all rules in turn ask for them."""
    blocks = (block for article in issue.articles for block in walk(*article.body))
    return tuple(block for block in blocks if isinstance(block, Table))


def names_of(table: Table) -> list[str]:
    """What stands above the columns."""
    return [text_of(table.header, n) for n in range(len(table.header.children))]


def rows_of(table: Table) -> list[Row]:
    """The rows below the names."""
    return [row for row in table.rows if isinstance(row, Row)]


def text_of(row: Row, index: int) -> str:
    """The words of a row's cell; "" where the row has none there."""
    cell = row.children[index] if index < len(row.children) else None
    return plain_text(getattr(cell, "children", ())).strip()


def texts_of(table: Table) -> CellTexts:
    """The words of the cells in the rows below the names, one below each name."""
    columns = range(len(table.header.children))
    return tuple(tuple(text_of(row, n) for n in columns) for row in rows_of(table))


def judged_columns(table: Table, language: str) -> Sequence[Sequence[JudgedCell]]:
    """What the cells below each name are; the first column names the rows."""
    return _judged(texts_of(table), language)


@lru_cache(maxsize=16)
def _judged(texts: CellTexts, language: str) -> Sequence[Sequence[JudgedCell]]:
    """The same, kept for the next rule that asks of this table."""
    return judged(list(zip(*texts, strict=True)), language, names={0})
