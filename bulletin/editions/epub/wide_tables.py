"""Tables that are too wide for small screens: there each row is a list, its cells with their names.

In: a table and its elements. Out: a class for the book's sheet, and each column's name at its
cells. Pages of a book cannot be scrolled sideways: what sticks out of one is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.document import Picture, Row, Table, plain_text, walk_inlines
from bulletin.xhtml.elements import Element, add_class

_LISTED = ((50.0, 80), (32.0, 45), (24.0, 30), (16.0, 20), (11.0, 14))
"""Em of its letters that a table needs at the least, and up to which width of a screen, in em,
its rows are lists then: the sheet has a class for each."""
_LETTER = 0.55
"""The width of a letter or figure, on the average."""
_BESIDE = 0.6
"""The space behind a cell, as the sheet has it."""
_PICTURE = 5.0


def stack(target: Element, table: Table) -> None:
    """Mark a table that small screens have no room for, and name its cells."""
    needed = sum(_columns(table))
    screen = next((screen for width, screen in _LISTED if needed > width), 0)
    if not screen:
        return
    add_class(target, f"listed-{screen}")
    names = [plain_text(cell.children).strip() for cell in table.header.cells]
    for row in target.iterfind("table/tbody/tr"):
        for cell, label in zip(row, names, strict=False):
            if label and cell.tag == "td":
                cell.set("data-label", label)


def _columns(table: Table) -> Iterator[float]:
    """The width of the widest thing in each column that no line breaks."""
    rows = [row for row in (table.header, *table.rows) if isinstance(row, Row)]
    for index in range(len(table.header.cells)):
        cells = [row.cells[index].children for row in rows]
        letters = max(len(w) for c in cells for w in (plain_text(c).split() or [""]))
        shown = any(isinstance(one, Picture) for c in cells for one in walk_inlines(c))
        yield max(letters * _LETTER, _PICTURE if shown else 0.0) + _BESIDE
