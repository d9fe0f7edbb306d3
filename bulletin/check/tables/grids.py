"""Tables as rules look at them: names above columns, rows below, the words of a cell.

In: an issue or a table. Out: the tables of all articles; texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.document import Row, Table, plain_text, walk
from bulletin.source.issue import Issue


def tables_of(issue: Issue) -> Iterator[Table]:
    """The tables of all articles, also those in boxes."""
    for article in issue.articles:
        yield from (block for block in walk(*article.body) if isinstance(block, Table))


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
