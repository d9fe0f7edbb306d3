"""Tables in HTML. In: a table element. Out: a grid with its caption."""

from collections.abc import Callable, Iterable, Iterator

from bulletin.desk.importing.html.lines import LineReader
from bulletin.desk.importing.tree import BlockNode, Grid, GridCell, Texts, in_one_line
from bulletin.formats.element_text import Element

_MOST = 200
"""Rows or columns that a cell may span; HTML allows 65534 rows, and a trap would use them."""


def grid_of(
    table: Element, read: Callable[[Element], Texts], lines: LineReader
) -> Iterable[BlockNode]:
    """The grid of a table; nothing for one without cells."""
    rows: list[tuple[GridCell, ...]] = []
    heads = 0
    for row in _rows(table):
        cells = tuple(
            GridCell(read(cell), _span(cell, "rowspan"), _span(cell, "colspan"), cell.tag == "th")
            for cell in row
        )
        in_head = next(row[0].iterancestors("thead", "table")).tag == "thead"
        if heads == len(rows) and (in_head or all(cell.heading for cell in cells)):
            heads += 1
        rows.append(cells)
    caption = table.find("caption")
    words = in_one_line(read(caption)) if caption is not None else ()
    if rows:
        yield Grid(tuple(rows), heads, words, lines.line_of(table))


def _rows(table: Iterable[Element]) -> Iterator[list[Element]]:
    """The cells of each row of a table, and not of tables in its cells; its foot is shown last.

    Cells that no row holds are one, as browsers show them.
    """
    loose: list[Element] = []
    for child in sorted(table, key=lambda child: child.tag == "tfoot"):
        if child.tag in _CELLS:
            loose.append(child)
            continue
        if loose:
            yield loose
            loose = []
        if child.tag in _GROUPS:
            yield from _rows(child)
        elif child.tag == "tr" and (cells := [*filter(_is_cell, child)]):
            yield cells
    if loose:
        yield loose


def _is_cell(element: Element) -> bool:
    """Whether it is a cell, and none of those around a sheet of Google's: A, B, 1, 2, a bar."""
    names = (element.get("class") or "").split()
    return element.tag in _CELLS and _AROUND_SHEETS.isdisjoint(names)


_AROUND_SHEETS = frozenset(
    ["column-headers-background", "row-headers-background", "row-header", "freezebar-cell"]
)
_GROUPS = frozenset(["thead", "tbody", "tfoot"])
_CELLS = frozenset(["td", "th"])


def _span(cell: Element, key: str) -> int:
    written = (cell.get(key) or "1").strip()
    if written == "0" and key == "rowspan":
        return _MOST  # as many as there are
    return max(1, min(int(written), _MOST)) if written.isdecimal() and len(written) < 6 else 1  # noqa: PLR2004
