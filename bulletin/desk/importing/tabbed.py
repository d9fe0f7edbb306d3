"""Tables that were typed with tabs.

In: blocks, in whose lines tabs still stand. Out: blocks in which rows of the same number of
columns are a table; all other tabs are left for the cleaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.tree import (
    TAB,
    BlockNode,
    Grid,
    GridCell,
    Image,
    ImportedInline,
    ImportedLine,
    Mark,
    Newline,
    Para,
    TextRun,
    Texts,
    plain,
)
from bulletin.messages import tr

_TABS = re.compile(f"(?<! )[ ]*[\t{TAB}][\t{TAB} ]*")
_SIGN = re.compile(r"[-–—•+*]|\(?\w{1,3}[.)/]")
_NUMBER = re.compile(r"[\d\s.,%/-]+")
_LONGEST_CELL = 120
_FEW, _MANY = 2, 3
"""Rows of three columns are a table from two on; of two columns, from three on."""


def tabbed(blocks: Texts, remarks: Remarks) -> Texts:
    """The blocks with tables for what was typed as one."""
    made: list[BlockNode] = []
    index = 0
    while index < len(blocks):
        rows = _rows(blocks, index)
        if rows:
            cells = [tuple(GridCell((Para(cell),)) for cell in row) for row in rows]
            made.append(Grid(tuple(cells), 1, (), _line(blocks[index])))
            remarks.changed(
                tr("Rows typed with tabs became a table: check it"), f"“{_words(rows[0])}”"
            )
            index += len(rows)
        else:
            made.append(blocks[index])
            index += 1
    return tuple(made)


def _is_entry(row: Sequence[ImportedLine]) -> bool:
    """Whether a row begins like an entry of a list."""
    return plain(row[0]).strip() in set("-–—•+*")


def _line(block: BlockNode) -> int:
    return block.line if isinstance(block, Para) else 0


def _words(row: Sequence[ImportedLine]) -> str:
    return " – ".join(plain(cell) for cell in row)[:40]


def _rows(blocks: Sequence[BlockNode], index: int) -> list[list[ImportedLine]]:
    """The rows of a table that begins here; none if none does."""
    rows: list[list[ImportedLine]] = []
    while index < len(blocks):
        row = _cells(blocks[index])
        if len(row) < _FEW or (rows and (len(row) != len(rows[0]) or _is_entry(row))):
            break
        rows.append(row)
        index += 1
    enough = _FEW if rows and len(rows[0]) > _FEW else _MANY
    return rows if len(rows) >= enough and _is_table(rows) else []


def _is_table(rows: Sequence[Sequence[ImportedLine]]) -> bool:
    head, *others = [[plain(cell).strip() for cell in row] for row in rows]
    listed = all(_SIGN.fullmatch(row[0]) for row in (head, *others))
    named = all(cell and not cell.endswith(":") for cell in head)
    return named and not listed and not any(_NUMBER.fullmatch(cell) for cell in head)


def _cells(block: BlockNode) -> list[ImportedLine]:
    """A paragraph cut at its tabs; one cell, or none, where it is no row of a table."""
    if not isinstance(block, Para) or not _TABS.search(plain(block.children)):
        return []
    cells: list[list[ImportedInline]] = [[]]
    for inline in _flat(block.children):
        if isinstance(inline, Newline | Image):
            return []
        if not isinstance(inline, TextRun):
            cells[-1].append(inline)
            continue
        first, *others = _TABS.split(inline.text)
        cells[-1].append(TextRun(first))
        cells += [[TextRun(other)] for other in others]
    while cells and not plain(tuple(cells[0])).strip():
        cells.pop(0)
    while cells and not plain(tuple(cells[-1])).strip():
        cells.pop()
    if any(len(plain(tuple(cell))) > _LONGEST_CELL for cell in cells):
        return []
    return [tuple(i for i in cell if not isinstance(i, TextRun) or i.text) for cell in cells]


def _flat(line: ImportedLine) -> ImportedLine:
    """A line without marks around tabs: a row that is bold throughout is a head."""
    made: list[ImportedInline] = []
    for inline in line:
        if isinstance(inline, Mark) and _TABS.search(plain(inline.children)):
            made += _flat(inline.children)
        else:
            made.append(inline)
    return tuple(made)
