"""Tables of Word files, whose rows and columns pandoc counts otherwise than Word.

In: the XML of a part. Out: the same, without rows and cells that a tracked change deletes, and
with rows that are all as wide as the widest.
"""

from collections.abc import Iterator

from lxml import etree

from bulletin.desk.importing.docx.wordml import (
    Tree,
    text_of,
    value_of,
    w,
    with_properties,
)
from bulletin.desk.importing.elements import put_in_place, take_out, whole_number
from bulletin.desk.importing.remarks import DELETED, Remarks, excerpt

_MOST_COLUMNS = 63
"""So many columns Word's tables have at most."""
_HOLDERS = (w("tbl"), w("tr"))
_ANY_WIDTH = "1000"
"""Pandoc passes over columns without one; what it is, nobody looks at."""


def mend_tables(tree: Tree, remarks: Remarks) -> None:
    """Make pandoc read the rows and columns that Word shows."""
    for control in list(tree.iter(w("sdt"))):
        around = control.getparent()
        if around is not None and around.tag in _HOLDERS:  # pandoc knows none around rows and cells
            put_in_place(control, control.findall(f"{w('sdtContent')}/*"))
    for row in list(tree.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            _drop(row, remarks)
    for cell in list(tree.iter(w("tc"))):
        if cell.find(f"{w('tcPr')}/{w('cellDel')}") is not None:
            _drop(cell, remarks)
    for table in tree.iter(w("tbl")):
        rows = list(_own(table, "tr", "tbl"))
        widest = min(max(map(_width, rows), default=0), _MOST_COLUMNS)
        _widen(table, widest)
        for row in rows:
            _fill(row, widest)


def _drop(part: Tree, remarks: Remarks) -> None:
    words = " ".join(text_of(part, deleted=True).split())
    remarks.changed(DELETED, excerpt(words))
    take_out(part)


def _own(element: Tree, kind: str, holder: str) -> Iterator[Tree]:
    """The rows of a table or the cells of a row, also in content controls, not in tables within."""
    for one in element.iter(w(kind)):
        if next(one.iterancestors(w(holder)), None) is element:
            yield one


def _width(row: Tree) -> int:
    return sum(_before_and_after(row)) + sum(
        _number(_spans(cell), 1) for cell in _own(row, "tc", "tr")
    )


def _widen(table: Tree, width: int) -> None:
    grid = table.find(w("tblGrid"))
    if grid is not None:
        for _ in range(width - len(grid.findall(w("gridCol")))):
            etree.SubElement(grid, w("gridCol"))
        for column in grid.findall(w("gridCol")):
            column.set(w("w"), _ANY_WIDTH)


def _fill(row: Tree, width: int) -> None:
    """Give a row the cells that it lacks: pandoc reads no more columns than the first row has."""
    cells = list(_own(row, "tc", "tr"))
    before, after = _before_and_after(row)
    lacking = width - _width(row)
    if not cells or not (before or after or lacking > 0):
        return
    if lacking == width - 1 and _spans(cells[0]) is None:
        _stretch(cells[0], width)
        return
    for _ in range(before):
        cells[0].addprevious(_empty())
    for _ in range(after + lacking):
        cells[-1].addnext(_empty())
    for name in ("gridBefore", "gridAfter"):
        for gap in row.findall(f"{w('trPr')}/{w(name)}"):
            gap.set(w("val"), "0")


def _stretch(cell: Tree, width: int) -> None:
    etree.SubElement(with_properties(cell, "tcPr"), w("gridSpan"), {w("val"): str(width)})


def _empty() -> Tree:
    cell = etree.Element(w("tc"))
    etree.SubElement(cell, w("p"))
    return cell


def _before_and_after(row: Tree) -> tuple[int, int]:
    """How many columns a row leaves free in front of its cells and behind them."""
    gaps = [row.find(f"{w('trPr')}/{w(name)}") for name in ("gridBefore", "gridAfter")]
    return _number(gaps[0], 0), _number(gaps[1], 0)


def _spans(cell: Tree) -> Tree | None:
    return cell.find(f"{w('tcPr')}/{w('gridSpan')}")


def _number(element: Tree | None, else_: int) -> int:
    return min(whole_number(value_of(element), else_), _MOST_COLUMNS)
