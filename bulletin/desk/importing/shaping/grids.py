"""Tables with merged cells, as rows of one length.

In: grids of `tree`. Out: rows whose cells are single lines; what was spread is remarked upon.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bulletin.desk.importing import tree
from bulletin.desk.importing.inlines import without
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.desk.importing.shaping.headings import all_marked
from bulletin.languages import any_phrase
from bulletin.messages import tr

_MOST_COLUMNS = 60
_MOST_CELLS = 8_000


@dataclass(frozen=True)
class Sheetlike:
    """Rows of one length; the first is the head."""

    rows: tuple[tuple[tree.ImportedLine, ...], ...]

    @property
    def fits_a_file(self) -> bool:
        """Whether a CSV file can hold it: words alone, and a name of its own for each column.

        Only the first may have none, above the names of rows. Nor does anything in it begin as what
        spreadsheets compute, whoever wrote the paper.
        """
        names = [tree.plain(cell).strip() for cell in self.rows[0]]
        return (
            len(self.rows) > 1
            and all(names[1:])
            and len(set(names)) == len(names)
            and all(isinstance(i, tree.TextRun) for row in self.rows for cell in row for i in cell)
            and not any(_COMPUTED.match(tree.plain(cell)) for row in self.rows for cell in row)
        )


_COMPUTED = re.compile(r"\s*(?:[=@]|[+-](?![\s\d.,/%-]*\Z))")
"""How a formula begins: "=1+1", "@SUM(1)", "-2+cmd|...", but not "-5", "+84 912 345 678" and "-"."""


def _with_whole_head(grid: tree.Grid) -> tree.Grid:
    """A grid whose head has all the rows that a merged cell of its first row reaches into."""
    first = grid.rows[0] if grid.rows else ()
    deepest = max((cell.rows for cell in first), default=1)
    if grid.heads > 1 or deepest >= len(grid.rows) or not any(c.columns > 1 for c in first):
        return grid
    return replace(grid, heads=max(grid.heads, deepest))


def captioned(grid: tree.Grid, remarks: Remarks) -> tree.Grid:
    """A grid without a first row that is one cell over all columns: that is its caption."""
    first = grid.rows[0] if grid.rows else ()
    width = max((sum(cell.columns for cell in row) for row in grid.rows), default=0)
    below = grid.rows[1:]
    if grid.caption or len(first) != 1 or first[0].rows > 1 or width < 2 or len(below) < 2:  # noqa: PLR2004, a table has columns, a head and a row
        return grid
    words = first[0].children
    if first[0].columns < width or len(words) != 1 or not isinstance(words[0], tree.Para):
        return grid
    line = words[0].children
    if not tree.plain(line).strip():
        return grid
    caption = without(line, "strong") if all_marked(line, "strong") else line
    remarks.changed(tr("A row over a whole table became its caption"), opening_words(grid))
    return replace(grid, rows=below, heads=max(grid.heads - 1, 0), caption=caption)


def _as_meant(grid: tree.Grid) -> tree.Grid:
    """A grid without merged cells where all rows have as many cells: a border was drawn aside.

    By the columns of the program a figure would stand below another name than on the page.
    """
    cells = [cell for row in grid.rows for cell in row]
    if len({len(row) for row in grid.rows}) != 1 or any(cell.rows > 1 for cell in cells):
        return grid
    return replace(
        grid, rows=tuple(tuple(replace(cell, columns=1) for cell in row) for row in grid.rows)
    )


def even(grid: tree.Grid, remarks: Remarks) -> Sheetlike:
    """A grid with its merged cells spread, and its rows of headings joined into one."""
    grid = _with_whole_head(_as_meant(grid))
    place = opening_words(grid)
    width = max((sum(cell.columns for cell in row) for row in grid.rows), default=0)
    if width > _MOST_COLUMNS or width * len(grid.rows) > _MOST_CELLS:
        remarks.lost(tr("A table that is too large for a page: publish it as a data file"), place)
        return Sheetlike(())
    rows = _one_head(_spread(grid, remarks, place), grid.heads)
    rows = [row for row in rows if any(map(_says, row))]
    keep = [x for x, column in enumerate(zip(*rows, strict=True)) if any(map(_says, column))]
    if grid.heads == 0 and rows:
        remarks.changed(tr("The first row of a table became its head: check it"), place)
    return Sheetlike(tuple(tuple(row[x] for x in keep) for row in rows))


def _spread(grid: tree.Grid, remarks: Remarks, place: str) -> list[tuple[tree.ImportedLine, ...]]:
    """Rows of one length, in which a merged cell stands in each place that it takes."""
    taken: dict[tuple[int, int], tree.ImportedLine] = {}
    begun: set[int] = set()
    """The columns in which a cell begins; others only widen what is beside them."""
    merged = 0
    for y, row in enumerate(grid.rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            begun.add(x)
            merged += cell.rows > 1 or cell.columns > 1
            line = _one_line(cell.children, remarks, place)
            if x and y and cell.rows > 1:
                _tell_if_shared(tree.plain(line).strip(), remarks)
            for down in range(min(cell.rows, len(grid.rows) - y)):
                for right in range(cell.columns):
                    # Down a column each row says it; along a row below the head it is said once.
                    said = right == 0 or y < grid.heads or cell.rows > 1
                    taken[x + right, y + down] = line if said else ()
            x += cell.columns
    if merged:
        remarks.changed(tr("Merged cells of a table were spread: check it"), place, merged)
    return [tuple(taken.get((x, y), ()) for x in sorted(begun)) for y in range(len(grid.rows))]


def _tell_if_shared(words: str, remarks: Remarks) -> None:
    """Remark upon a figure that rows have together: in each of them it would be another fact."""
    if _SHARED.fullmatch(words):
        shared = tr("A figure that several rows of a table share stands in each: say whose it is")
        remarks.lost(shared, f"“{words}”")


_SHARED = re.compile(
    rf"(?!(?:19|20)\d\d\Z)\d[\d.,]*(?: ?(?:%|(?!{any_phrase('hour_words')})[^\W\d]+(?: [^\W\d]+)?))?"
)
"""An amount, which belongs to all rows of a merged cell together; no year or hour."""


def _says(cell: tree.ImportedLine) -> bool:
    held = any(isinstance(inline, tree.Image | tree.NoteMark) for inline in cell)
    return held or bool(tree.plain(cell).strip())


def _one_head(
    rows: list[tuple[tree.ImportedLine, ...]], heads: int
) -> list[tuple[tree.ImportedLine, ...]]:
    """The rows with a head of several rows joined, as in "Quý I – Tháng 1"."""
    if heads < 2 or heads >= len(rows):  # noqa: PLR2004, one row is no several
        return rows
    joined: list[tree.ImportedLine] = []
    for x in range(len(rows[0])):
        parts: list[tree.ImportedLine] = []
        for row in rows[:heads]:
            if tree.plain(row[x]).strip() and row[x] not in parts:
                parts.append(row[x])
        joined.append(_dashed(parts))
    return [tuple(joined), *rows[heads:]]


def _one_line(blocks: tree.Texts, remarks: Remarks, place: str) -> tree.ImportedLine:
    """A cell's text as one line: Markdown's tables have no paragraphs in their cells."""
    lines = list(_cell_lines(blocks))
    if len(lines) > 1:
        remarks.changed(tr("Paragraphs in a cell of a table were put into one line"), place)
    return _joined(lines)


def _joined(lines: Iterable[tree.ImportedLine]) -> tree.ImportedLine:
    made: list[tree.ImportedInline] = []
    for line in lines:
        for rest, inline in enumerate(line):
            if isinstance(inline, tree.Newline) or (made and not rest):
                after = line[rest + isinstance(inline, tree.Newline) :]
                made.append(tree.TextRun(_joint(tree.plain(tuple(made)), tree.plain(after))))
            if not isinstance(inline, tree.Newline):
                made.append(inline)
    return tuple(made)


def _joint(before: str, after: str) -> str:
    """What stands between two lines of a cell that become one."""
    before, after = before.rstrip(), after.lstrip()
    if before.endswith((".", ":", ";", ",", "!", "?", "-", "–", "/")) or not after:
        return " "
    # A line that goes on with the one above it: "1.200" and "hộ", "Thứ Ba" and "10/11".
    if after[0] in "(%" or (_NUMBER.fullmatch(before) and after[0].islower()):
        return " "
    return ", " if _DAY.match(after) and not _DIGIT.search(before) else "; "


_DAY = re.compile(r"\(?[0-9]{1,2}[/.-][0-9]{1,2}\b")
_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile("[0-9][0-9., ]*")


def _entry_lines(entries: tree.ListEntries) -> Iterable[tree.ImportedLine]:
    for number, item in enumerate(entries.items):
        sign = "–" if entries.start is None else f"{entries.start + number}."
        sign = entries.labels[number] if entries.labels else sign
        for first, line in enumerate(_cell_lines(item)):
            yield line if first else (tree.TextRun(f"{sign} "), *line)


def _cell_lines(blocks: Iterable[tree.BlockNode]) -> Iterable[tree.ImportedLine]:
    return filter(_says, (line for block in blocks for line in _lines_in(block)))


def _lines_in(block: tree.BlockNode) -> Iterable[tree.ImportedLine]:
    match block:
        case tree.ListEntries():
            yield from _entry_lines(block)
        case tree.Grid(rows, _, caption):
            yield caption
            for row in rows:
                yield _dashed(_joined(_cell_lines(cell.children)) for cell in row)
        case tree.Illustration(image, caption, credit):
            apart = (tree.TextRun(" "), *caption) if caption else ()
            yield (image, *apart, tree.TextRun(f" {credit}" if credit else ""))
        case tree.Wall(pictures, caption):
            yield from (*_cell_lines(pictures), caption)
        case tree.Elsewhere(target, title):
            yield (tree.LinkTo(target, (tree.TextRun(title),)),)
        case tree.Quoted(children) | tree.Boxed(children):
            yield from (getattr(block, "title", ()), *_cell_lines(children))
        case tree.Para(children):
            yield children
        case _:
            yield (tree.TextRun(tree.plain_blocks((block,)).strip()),)


def _dashed(cells: Iterable[tree.ImportedLine]) -> tree.ImportedLine:
    """A row of a table in a cell, as in "Quý I – Tháng 1"."""
    line: list[tree.ImportedInline] = []
    for cell in cells:
        line += [*([tree.TextRun(" – ")] if line else []), *cell]
    return tuple(line)


def opening_words(grid: tree.Grid) -> str:
    """The first words of a table, as remarks name it."""
    words = " ".join(tree.plain_blocks(cell.children) for row in grid.rows[:1] for cell in row)
    return excerpt(" ".join(words.split()))
