"""Tables that only arrange a page: letterheads, boxes, pictures side by side, columns of text.

In: blocks. Out: blocks with what stood in such tables, in the order in which it is read.
"""

import re
from collections.abc import Sequence

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import LETTERHEAD, Remarks, excerpt
from bulletin.desk.importing.runs import leaves, rows_of
from bulletin.desk.importing.shaping.grids import opening_words
from bulletin.desk.importing.shaping.letterheads import SUBJECT
from bulletin.languages import any_phrase
from bulletin.messages import tr

_MOTTO = re.compile(any_phrase("mottos"), re.IGNORECASE)
_LONG = 300
"""Characters of a cell that is a column of text and not a figure in a table."""


def unfolded(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks without tables that only arrange them: frames, columns, letterheads."""
    made: list[tree.BlockNode] = []
    for block in blocks:
        inner = _unfolded_one(block, remarks) if isinstance(block, tree.Grid) else [block]
        if isinstance(block, tree.Grid) and block.caption and block not in inner:
            made.append(tree.Para(block.caption, "caption", line=block.line))
        made += inner
    return tuple(made)


def _unfolded_one(grid: tree.Grid, remarks: Remarks) -> Sequence[tree.BlockNode]:
    cells = [cell for row in grid.rows for cell in row if _filled(cell)]
    words = " ".join(tree.plain_blocks(cell.children) for cell in cells)
    place = opening_words(grid)
    if len(grid.rows) <= 3 and _MOTTO.search(words) and len(cells) <= 6:  # noqa: PLR2004, a letterhead's
        remarks.lost(LETTERHEAD, excerpt(" ".join(words.split()), 200))
        return _subject(cells)
    if not cells:
        return []
    if len(cells) == 1:
        inner = unfolded(cells[0].children, remarks)
        if not _stands_in_a_box(inner):
            return inner
        remarks.changed(tr("A table of one cell became a note"), place)
        return [tree.Boxed(inner, line=grid.line)]
    pictures = [cell for cell in cells if any(map(_holds_picture, cell.children))]
    longest = max(len(tree.plain_blocks(cell.children)) for cell in cells)
    arranges = longest > _LONG and len(cells) <= 4  # noqa: PLR2004, columns of text on a page
    if len(pictures) * 2 >= len(cells) or arranges:
        remarks.changed(tr("A table that only arranged pictures or columns was unfolded"), place)
        return _in_reading_order(grid, remarks)
    return [grid]


def _subject(cells: Sequence[tree.GridCell]) -> list[tree.BlockNode]:
    """What a letter is about, which stands below its number: its title."""
    for cell in cells:
        paras = [block for block in cell.children if isinstance(block, tree.Para)]
        rows = [row for para in paras for row in rows_of(para)]
        about = [n for n, row in enumerate(rows) if SUBJECT.match(tree.plain(row.children).strip())]
        for first in about[:1]:
            line: list[tree.ImportedInline] = []
            for row in rows[first:]:
                line += [tree.TextRun(" ")] * bool(line) + [*row.children]
            return [tree.HeadPara(1, tuple(line), rows[first].line)]
    return []


_LONGEST_BOX = 800
"""Characters of a box; a table of one cell with more of them arranges a page, as in e-mail."""


def _stands_in_a_box(blocks: tree.Texts) -> bool:
    words = tree.plain_blocks(blocks)
    arranges = any(isinstance(block, tree.Grid | tree.HeadPara | tree.Boxed) for block in blocks)
    return bool(words.strip()) and len(words) <= _LONGEST_BOX and not arranges


def _in_reading_order(grid: tree.Grid, remarks: Remarks) -> list[tree.BlockNode]:
    """What stands in the cells; a row of words below a row of pictures are their captions."""
    made: list[tree.BlockNode] = []
    rows = list(grid.rows)
    while rows:
        row = rows.pop(0)
        below = rows[0] if rows else ()
        if (
            below
            and len(row) == len(below)
            and all(any(map(_holds_picture, c.children)) for c in row)
            and not any(any(map(_holds_picture, c.children)) for c in below)
        ):
            for upper, lower in zip(row, rows.pop(0), strict=True):
                made += upper.children
                made += [
                    tree.Para(p.children, "caption") if isinstance(p, tree.Para) else p
                    for p in lower.children
                ]
            continue
        for cell in row:
            made += unfolded(cell.children, remarks)
    return made


def _filled(cell: tree.GridCell) -> bool:
    return bool(tree.plain_blocks(cell.children).strip()) or any(map(_holds_picture, cell.children))


def _holds_picture(block: tree.BlockNode) -> bool:
    if isinstance(block, tree.Illustration | tree.Wall):
        return True
    return isinstance(block, tree.Para) and any(
        isinstance(i, tree.Image) for i in leaves(block.children)
    )
