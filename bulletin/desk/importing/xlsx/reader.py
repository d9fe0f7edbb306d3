"""Workbooks of Excel as an article: each table of a sheet with the words around it.

In: the bytes of a .xlsx file, and the language of the publication. Out: a `FileReading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.reading import FileReading, Hints
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.tree import (
    BlockNode,
    Grid,
    GridCell,
    HeadPara,
    ImportedLine,
    Mark,
    Para,
    TextRun,
    plain,
)
from bulletin.desk.importing.xlsx.sheets import ExcelSheet, SheetCell, Workbook

_NAMED_BY_PROGRAM = re.compile(r"Sheet|[^\W\d_]{4,}(?:[ _][^\W\d_]+)*\d+")
"""Names that nobody gave: Sheet1, Trang tính1."""
_FIGURE = re.compile(r"-?[\d.,]+ ?%?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_xlsx(given: Given, remarks: Remarks, language: str) -> FileReading:
    """The sheets of a workbook. Raises `BulletinError` when it cannot be read."""
    book = Workbook(Package.opened(given.name, given.data), language, remarks)
    sheets = [sheet for sheet in book.sheets() if sheet.cells]
    blocks: list[BlockNode] = []
    for sheet in sheets:
        name = "" if _NAMED_BY_PROGRAM.fullmatch(sheet.name) else sheet.name.strip()
        if name and len(sheets) > 1:
            blocks.append(HeadPara(2, (TextRun(name),)))
        blocks += _blocks(sheet, name)
    named = [block.caption for block in blocks if isinstance(block, Grid) and block.caption]
    # What the only table shows is what the article is about.
    return FileReading(tuple(blocks), Hints(title=named[0] if len(named) == 1 else ()))


def _blocks(sheet: ExcelSheet, name: str) -> Iterator[BlockNode]:
    """A sheet's tables, and what stands above and below them."""
    above: list[SheetCell] = []
    for part in _parts(sheet):
        lines = [cell for row in part for cell in sheet.cells[row].values()]
        if len(lines) == 1:
            above += lines
            continue
        heading = _heading(above)
        yield from (_para(cell) for cell in above if cell is not heading)
        named = heading.line if heading else (TextRun(name),) if name else ()
        yield _grid(sheet, part, tuple(one for one in named if isinstance(one, TextRun)))
        above = []
    yield from map(_para, above)


def _parts(sheet: ExcelSheet) -> Iterator[list[int]]:
    """The rows of one table, or the one of a line of text."""
    part: list[int] = []
    rows = sorted(sheet.cells)
    for before, at, after in zip([0, *rows], rows, [*rows[1:], 0], strict=False):
        # Two empty rows part tables as much as three do.
        gap = any(row not in sheet.framed for row in range(max(before + 1, at - 2), at))
        if part and gap:
            yield part
            part = []
        if not _is_text(sheet, at, part, sheet.cells.get(after, {})):
            part.append(at)
            continue
        if part:
            yield part
        yield [at]
        part = []
    if part:
        yield part


def _is_text(
    sheet: ExcelSheet, at: int, part: Sequence[int], after: Mapping[int, SheetCell]
) -> bool:
    """Whether a row is a line above, below or between tables, and no row of the one in `part`."""
    (column, cell), *more = sheet.cells[at].items()
    if more or cell.framed:
        return False
    if sheet.framed or not part:
        return True
    words = plain(cell.line)
    names = [plain(row[column].line) for row in map(sheet.cells.get, part) if row and column in row]
    return len(after) < _SEVERAL and (":" in words or len(words) > max(map(len, names), default=0))


_SEVERAL = 2


def _heading(above: Sequence[SheetCell]) -> SheetCell | None:
    """The line that says what a table shows: set off, or the only one."""
    for cell in above:
        words = plain(cell.line)
        if cell.bold or (words.isupper() and len(words.split()) > 1):
            return cell
    only = plain(above[0].line) if len(above) == 1 else ""
    return above[0] if only and not only.startswith("(") and ":" not in only else None


def _para(cell: SheetCell) -> Para:
    return Para((Mark("strong", cell.line),) if cell.bold else cell.line)


def _grid(sheet: ExcelSheet, rows: Sequence[int], caption: ImportedLine) -> Grid:
    """Rows as a table; where no cell reaches, there is an empty one."""
    cells = {(row, x): cell for row in rows for x, cell in sheet.cells[row].items()}
    # A column in which no cell begins only widens the one before it.
    columns = sorted({column for _, column in cells})
    taken: set[tuple[int, int]] = set()
    made: list[tuple[GridCell, ...]] = []
    for row in rows:
        line: list[GridCell] = []
        for column in columns:
            if cell := cells.get((row, column)):
                bottom, right = cell.until
                down = [y for y in rows if row <= y <= bottom] if bottom > row else [row]
                along = [x for x in columns if column <= x <= right]
                taken |= {(y, x) for y in down for x in along}
                line.append(GridCell((Para(cell.line),), len(down), len(along)))
            elif (row, column) not in taken:
                line.append(GridCell(()))
        made.append(tuple(line))
    return Grid(tuple(made), int(_is_head(sheet.cells[rows[0]].values())), caption)


def _is_head(cells: Iterable[SheetCell]) -> bool:
    """Whether the first row says what stands below it; else that is for a person to see."""
    words = [plain(cell.line) for cell in cells]
    return all(_YEAR.fullmatch(one) or not _FIGURE.fullmatch(one) for one in words)
