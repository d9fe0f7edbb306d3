"""Tables that were typed with tabs.

In: blocks, in whose lines tabs still stand. Out: blocks in which rows of the same number of
columns are a table; all other tabs are left for the cleaning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import TYPED_TABLE, Remarks
from bulletin.source.markdown.pasted import TabbedRow, counting

_TABS = re.compile(f"(?<! )[ ]*[\t{tree.TAB}][\t{tree.TAB} ]*")
_TAB = re.compile(f"[ ]*[\t{tree.TAB}][ ]*")
_SIGN = re.compile(r"[-–—•+*]|\(?\w{1,3}[.)/]")
_NUMBER = re.compile(r"[\d\s.,%/-]+")
_COUNTED = re.compile(r"[1-9][0-9]{0,3}")
_LONGEST_CELL = 120
_FEW, _MANY = 2, 3
"""Rows of three columns are a table from two on; of two columns, from three on."""


def tabbed(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks with tables for what was typed as one."""
    made: list[tree.BlockNode] = []
    blocks = _closed_up(blocks)
    rows = _with_empty_cells([_cells(block) for block in blocks], blocks)
    signed = list(blocks)
    for place in counting(_numbered(blocks, rows)):
        signed[place], rows[place] = _dotted(blocks[place], rows[place]), []
    index = 0
    while index < len(signed):
        end = _end(rows, index)
        head = _head(rows[index:end]) + index
        made += signed[index:head]
        if head < end:
            cells = [
                tuple(tree.GridCell((tree.Para(cell),)) for cell in row) for row in rows[head:end]
            ]
            made.append(tree.Grid(tuple(cells), 1, (), getattr(blocks[head], "line", 0)))
            remarks.changed(TYPED_TABLE, f"“{' – '.join(map(tree.plain, rows[head]))[:40]}”")
        index = end
    return tuple(made)


def _closed_up(blocks: tree.Texts) -> tree.Texts:
    """The blocks without the empty paragraphs between rows of one table.

    Above names that follow figures another table begins.
    """
    filled = [
        n for n, block in enumerate(blocks) if not isinstance(block, tree.Para) or block.children
    ]
    within: set[int] = set()
    for above, below in pairwise(filled):
        before, after = (_texts(_cells(blocks[n])) for n in (above, below))
        if len(before) == len(after) > 1 and (not _is_head(after) or _is_head(before)):
            within.update(range(above + 1, below))
    return tuple(block for n, block in enumerate(blocks) if n not in within)


def _texts(cells: Sequence[tree.ImportedLine]) -> list[str]:
    return [tree.plain(cell).strip() for cell in cells]


def _with_empty_cells(
    rows: Sequence[list[tree.ImportedLine]], blocks: tree.Texts
) -> list[list[tree.ImportedLine]]:
    """Rows with their empty cells, where rows beside one another have as many tabs.

    A column that is empty throughout is none: there tabs only reach a place on the line.
    """
    made = list(rows)
    whole = [_split(block) for block in blocks]
    for width, group in groupby(range(len(whole)), lambda place: len(whole[place])):
        places = list(group)
        columns = zip(*(_texts(whole[place]) for place in places), strict=True)
        if width > _FEW and len(places) > 1 and all(map(any, columns)):
            for place in places:
                made[place] = whole[place] if rows[place] else []
    return made


def _numbered(
    blocks: tree.Texts, rows: Sequence[Sequence[tree.ImportedLine]]
) -> Iterator[TabbedRow]:
    """The blocks that are not empty, with the numbers that have a tab and words behind them."""
    for place, (block, row) in enumerate(zip(blocks, rows, strict=True)):
        if isinstance(block, tree.Para) and not tree.words(block):
            continue
        are_two = len(row) == _FEW
        number = tree.plain(row[0]).strip() if are_two else ""
        counts = _COUNTED.fullmatch(number) is not None
        yield TabbedRow(place, int(number) if counts else 0, is_row=are_two)


def _dotted(block: tree.BlockNode, row: Sequence[tree.ImportedLine]) -> tree.BlockNode:
    """An entry with a stop and a space behind its number, in place of the tab."""
    assert isinstance(block, tree.Para)  # noqa: S101, nothing else has cells
    number, words = row
    return replace(block, children=(tree.TextRun(f"{tree.plain(number).strip()}. "), *words))


def _end(rows: Sequence[Sequence[tree.ImportedLine]], index: int) -> int:
    """Behind the last of the rows from here on that have as many cells."""
    end = index + 1
    while (
        len(rows[index]) >= _FEW
        and end < len(rows)
        and len(rows[end]) == len(rows[index])
        and tree.plain(rows[end][0]).strip() not in set("-–—•+*")  # begins no entry of a list
    ):
        end += 1
    return end


def _head(rows: Sequence[Sequence[tree.ImportedLine]]) -> int:
    """The index of the head of a table that goes to the last row; their number where none is."""
    enough = _FEW if len(rows[0]) > _FEW else _MANY
    begins = [bool(row) and _SIGN.fullmatch(tree.plain(row[0]).strip()) for row in rows]
    last = max((index for index, sign in enumerate(begins) if not sign), default=-1)
    for index, row in enumerate(rows[: len(rows) - enough + 1]):
        # Entries of a list throughout are none of a table.
        if index <= last and len(row) >= _FEW and _is_head(_texts(row)):
            return index
    return len(rows)


def _is_head(cells: Sequence[str]) -> bool:
    _, *others = cells
    named = all(others) and not any(cell.endswith(":") for cell in cells)
    return named and not any(_NUMBER.fullmatch(cell) for cell in cells)


def _cells(block: tree.BlockNode) -> list[tree.ImportedLine]:
    """A paragraph cut at its tabs; one cell, or none, where it is no row of a table."""
    cells = _split(block, _TABS)
    while cells and not tree.plain(cells[0]).strip():
        cells.pop(0)
    while cells and not tree.plain(cells[-1]).strip():
        cells.pop()
    return [] if any(len(tree.plain(cell)) > _LONGEST_CELL for cell in cells) else cells


def _split(block: tree.BlockNode, at: re.Pattern[str] = _TAB) -> list[tree.ImportedLine]:
    """A paragraph cut at its tabs, without spaces around them; none where it has no tab."""
    if not isinstance(block, tree.Para) or not _TABS.search(tree.plain(block.children)):
        return []
    cells: list[list[tree.ImportedInline]] = [[]]
    for inline in _flat(block.children):
        if isinstance(inline, tree.Newline | tree.Image):
            return []
        if not isinstance(inline, tree.TextRun):
            cells[-1].append(inline)
            continue
        first, *others = at.split(inline.text)
        cells[-1].append(tree.TextRun(first))
        cells += [[tree.TextRun(other)] for other in others]
    return [tuple(i for i in cell if not isinstance(i, tree.TextRun) or i.text) for cell in cells]


def _flat(line: tree.ImportedLine) -> tree.ImportedLine:
    """A line without marks around tabs: a row that is bold throughout is a head."""
    made: list[tree.ImportedInline] = []
    for inline in line:
        if isinstance(inline, tree.Mark) and _TABS.search(tree.plain(inline.children)):
            made += _flat(inline.children)
        else:
            made.append(inline)
    return tuple(made)
