"""Data files (.csv, .tsv) as an article with their table. In: bytes. Out: a `FileReading`."""

import csv
import re

from bulletin.desk.importing import tree
from bulletin.desk.importing.characters.decoding import decoded
from bulletin.desk.importing.characters.encodings import rows_converted
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.reading import FileReading, Hints
from bulletin.desk.importing.remarks import Remarks
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.data.separators import separator_of

_BETWEEN = " │ "
"""What stands between cells while their encoding is told, and in none of them."""
_FIGURE = re.compile(r"[-+]?[0-9.,]+ ?%?")


def read_data(given: Given, remarks: Remarks) -> FileReading:
    """The rows of a file, and the lines above and below. Raises `BulletinError` for odd quotes."""
    text = decoded(given.data, remarks).lstrip("\ufeff")
    sign, start = separator_of(text)
    try:
        found = [*csv.reader(text[start:].splitlines(keepends=True), delimiter=sign, strict=True)]
    except csv.Error as error:
        raise BulletinError(
            tr("the quotation marks in a cell of {name} do not fit", name=given.name),
            tr("open it in Excel or LibreOffice, look at its rows, and save it as .csv again"),
        ) from error
    # A cell alone may have too few letters to tell an old encoding.
    flat = _BETWEEN.join(" ".join(c.replace("│", "|").split()) for row in found for c in row)
    cells = iter(rows_converted([flat], remarks)[0].split(_BETWEEN))
    rows = [row for row in ([next(cells) for _ in row] for row in found) if any(row)]
    if not rows:
        return FileReading(())
    several = [len([*filter(None, row)]) > 1 for row in rows]
    if not any(several):
        several = [True] * len(rows)
    first, end = several.index(True), len(rows) - several[::-1].index(True)
    lines = [tree.Para((tree.TextRun(" ".join(filter(None, row))),)) for row in rows]
    title = lines[0].children if first else (tree.TextRun(given.title),)
    grid = [[tree.GridCell((tree.Para((tree.TextRun(cell),)),)) for cell in row] for row in rows]
    if end > first + 1 and all(_FIGURE.fullmatch(row[-1]) for row in rows[first + 1 : end]):
        remarks.changed(tr("To show the table as a chart, write chart where table stands"))
    table = tree.Grid(tuple(map(tuple, grid[first:end])), 1, title)
    return FileReading((*lines[1:first], table, *lines[end:]), Hints(title=title if first else ()))
