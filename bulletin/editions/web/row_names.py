"""Tables whose rows have names, which stay in sight where a screen has no room for all columns.

In: a table. Out: classes for the box in which it scrolls; the style sheet knows them.
"""

from collections.abc import Sequence

from bulletin.document import Row, Table, plain_text

_LONGEST_WORD = 10
"""Letters of a word that leave room for figures beside it on a telephone."""
_LONG = 24
"""Letters of a name from which on it wants more room than its longest word has."""


def classes_of(table: Table) -> str:
    """The classes of a table; "" for one whose first column is like the others."""
    rows = [row for row in table.rows if isinstance(row, Row)]
    names = [plain_text(row.cells[0].children) for row in rows if row.cells]
    if not names or not _are_named(table, names):
        return ""
    title = plain_text(table.header.cells[0].children)
    if max(len(word) for name in (title, *names) for word in name.split() or [""]) > _LONGEST_WORD:
        return ""
    return "named named-long" if max(map(len, names)) > _LONG else "named"


def _are_named(table: Table, names: Sequence[str]) -> bool:
    """Whether the first column heads the rows: it is told so, or all others hold figures."""
    first, *others = table.align or ("left",)
    in_figures = first == "left" and bool(others) and set(others) == {"right"}
    in_words = all(any(char.isalpha() for char in name) for name in names)
    return table.row_headers or (in_figures and in_words)
