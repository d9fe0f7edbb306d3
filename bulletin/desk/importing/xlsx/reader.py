"""Workbooks of Excel as an article: each table of a sheet with the words around it.

In: the bytes of a .xlsx file, and the language of the publication. Out: a `FileReading`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bulletin.desk.importing import tree
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.reading import FileReading, Hints
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.xlsx.sheets import ExcelSheet, SheetCell, Workbook

_NAMED_BY_PROGRAM = re.compile(r"Sheet|[^\W\d_]{4,}(?:[ _][^\W\d_]+)*\d+")
"""Names that nobody gave: Sheet1, Trang tính1."""
_FIGURE = re.compile(r"-?[\d.,]+ ?%?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_xlsx(given: Given, remarks: Remarks, language: str) -> FileReading:
    """The sheets of a workbook. Raises `BulletinError` when it cannot be read."""
    book = Workbook(Package.opened(given.name, given.data), language, remarks)
    sheets = [sheet for sheet in book.sheets() if sheet.cells]
    blocks: list[tree.BlockNode] = []
    for sheet in sheets:
        name = "" if _NAMED_BY_PROGRAM.fullmatch(sheet.name) else sheet.name.strip()
        if name and len(sheets) > 1:
            blocks.append(tree.HeadPara(2, (tree.TextRun(name),)))
        blocks += _blocks(sheet, name)
    tables = [block for block in blocks if isinstance(block, tree.Grid) and len(block.rows) > 1]
    named = [table.caption for table in tables if table.caption]
    # What the only table shows is what the article is about.
    return FileReading(tuple(blocks), Hints(title=named[0] if len(named) == 1 else ()))


def _blocks(sheet: ExcelSheet, name: str) -> Iterator[tree.BlockNode]:
    """A sheet's tables, and what stands above and below them."""
    above: list[SheetCell] = []
    for part in _parts(sheet):
        if len(part) == 1 and _is_text(sheet, part[0], [], sheet.cells.get(part[0] + 1, {})):
            above += sheet.cells[part[0]].values()
            continue
        heading = _heading(above)
        yield from (_para(cell) for cell in above if cell is not heading)
        above = []
        for columns in _side_by_side(sheet, part):
            # The name of a sheet is that of its first table.
            caption = heading.line if heading else ()
            if not heading and len(part) > 1:
                caption, name = (tree.TextRun(name),) if name else (), ""
            yield _grid(
                sheet, part, columns, tuple(i for i in caption if isinstance(i, tree.TextRun))
            )
            heading = None
    yield from map(_para, above)


def _side_by_side(sheet: ExcelSheet, rows: Sequence[int]) -> list[list[int]]:
    """The columns of each table, where an empty one without a border stands between two."""
    cells = [(x, cell) for row in rows for x, cell in sheet.cells[row].items()]
    # A column in which no cell begins only widens the one before it.
    begun = sorted({x for x, _ in cells})
    reached = {y for x, cell in cells for y in range(x, min(cell.until[1], x + _WIDEST) + 1)}
    groups: list[list[int]] = [[]]
    for x in begun:
        between = range(groups[-1][-1] + 1, x) if groups[-1] else ()
        if any(y not in reached and y not in sheet.framed_columns for y in between):
            groups.append([])
        groups[-1].append(x)
    several = len(rows) > 1 and all(len(group) > 1 for group in groups)
    return groups if several else [begun]


_WIDEST = 100
"""Columns of a merged cell."""


def _parts(sheet: ExcelSheet) -> Iterator[list[int]]:
    """The rows of one table, or the one of a line of text."""
    part: list[int] = []
    rows, joined = sorted(sheet.cells), sheet.framed | sheet.hidden
    for before, at, after in zip([0, *rows], rows, [*rows[1:], 0], strict=False):
        # Two empty rows part tables as much as three do.
        gap = any(row not in joined for row in range(max(before + 1, at - 2), at))
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
    if cell.framed:
        return False
    if more:
        # A title, and a unit at the other end of the line: no head, for a name stands below each.
        alone = len(more) == 1 and cell.until == (at, column) and cell.bold != more[0][1].bold
        return (
            not part and alone and len(after) > _SEVERAL and sheet.cells[at].keys() < after.keys()
        )
    if sheet.framed or not part:
        return True
    words = tree.plain(cell.line)
    names = [
        tree.plain(row[column].line) for row in map(sheet.cells.get, part) if row and column in row
    ]
    return len(after) < _SEVERAL and (":" in words or len(words) > max(map(len, names), default=0))


_SEVERAL = 2


def _heading(above: Sequence[SheetCell]) -> SheetCell | None:
    """The line that says what a table shows: set off, or the only one."""
    for cell in above:
        words = tree.plain(cell.line)
        if cell.bold or (words.isupper() and len(words.split()) > 1):
            return cell
    only = tree.plain(above[0].line) if len(above) == 1 else ""
    return above[0] if only and not only.startswith("(") and ":" not in only else None


def _para(cell: SheetCell) -> tree.Para:
    return tree.Para((tree.Mark("strong", cell.line),) if cell.bold else cell.line)


def _grid(
    sheet: ExcelSheet, rows: Sequence[int], columns: Sequence[int], caption: tree.ImportedLine
) -> tree.Grid:
    """Rows as a table; where no cell reaches, there is an empty one."""
    cells = {(row, x): cell for row in rows for x, cell in sheet.cells[row].items() if x in columns}
    taken: set[tuple[int, int]] = set()
    made: list[tuple[tree.GridCell, ...]] = []
    for row in rows:
        line: list[tree.GridCell] = []
        for column in columns:
            if cell := cells.get((row, column)):
                bottom, right = cell.until
                down = [y for y in rows if row <= y <= bottom] if bottom > row else [row]
                along = [x for x in columns if column <= x <= right]
                taken |= {(y, x) for y in down for x in along}
                line.append(tree.GridCell((tree.Para(cell.line),), len(down), len(along)))
            elif (row, column) not in taken:
                line.append(tree.GridCell(()))
        made.append(tuple(line))
    return tree.Grid(
        tuple(made),
        int(_is_head(cells[rows[0], x] for x in columns if (rows[0], x) in cells)),
        caption,
    )


def _is_head(cells: Iterable[SheetCell]) -> bool:
    """Whether the first row says what stands below it; else that is for a person to see."""
    words = [tree.plain(cell.line) for cell in cells]
    return all(_YEAR.fullmatch(one) or not _FIGURE.fullmatch(one) for one in words)
