"""Sheets from files of data.

In: a CSV file (RFC 4180; comma, semicolon, tab or | between cells, UTF-8) or a YAML list of
mappings. Out: a `Sheet`, or None after a finding.
"""

import re
from collections.abc import Iterator, Sequence

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.data.cell_words import lacks_remark
from bulletin.source.data.no_csv import report_no_csv
from bulletin.source.data.separators import others_in, separator_of
from bulletin.source.data.sheet import Sheet
from bulletin.source.files import Folder
from bulletin.source.reporting import Findings
from bulletin.source.text import Source, Value, nfc, read_source
from bulletin.source.yaml.nodes import Items, Keys, Scalar, YamlNode
from bulletin.source.yaml.parser import read_yaml

MAX_CELLS = 10_000
"""Cells in a file of data, as many as an article may hold."""

MAX_CELL = 10_000
"""Characters in a cell, as many as a paragraph may have."""


def read_sheet(folder: Folder, file: str) -> Sheet | None:
    """The sheet in a data file of the folder."""
    shown = folder.shown(file)
    source = read_source(folder.path / file, shown, folder.findings, marked=True)
    if source is None:
        return None
    found = _sheet_in(source, file, folder.findings)
    return found if found and _has_short_cells(found, folder.findings) else None


def _sheet_in(source: Source, file: str, findings: Findings) -> Sheet | None:
    if file.lower().endswith(".csv"):
        return None if report_no_csv(source, findings) else read_csv(source, findings)
    before = len(findings)
    node = read_yaml(source, findings)
    if node is None and len(findings) == before:
        _report_empty(source, findings)
    return from_yaml(node, source.span(0), findings) if node else None


def _has_short_cells(sheet: Sheet, findings: Findings) -> bool:
    """Whether no cell is longer than a line of pages takes; the first such one is a finding."""
    cells = (cell for row in (sheet.header, *sheet.rows) for cell in row)
    long = next((cell for cell in cells if len(cell.text) > MAX_CELL), None)
    if long is not None:
        message = tr("this cell has more than {most} characters", most=MAX_CELL)
        hint = tr("check that quotes in the file are closed, or write the text into the article")
        findings.add(codes.TOO_LONG, long.span, message, hint)
    return long is None


def _has_room(place: Span, columns: int, rows: int, findings: Findings) -> bool:
    """Whether there are not too many cells, those counted that rows leave out."""
    if columns * rows <= MAX_CELLS:
        return True
    message = tr("{file} has more than {most} cells", file=place.file, most=MAX_CELLS)
    hint = tr("keep what the table or the chart shows, and link to the file for the rest")
    findings.add(codes.TOO_LARGE, place, message, hint)
    return False


def _report_empty(source: Source, findings: Findings) -> None:
    hint = tr("write the names of the columns and the data into it")
    findings.add(codes.EMPTY_FILE, source.span(0), tr("{file} is empty", file=source.file), hint)


# -- CSV -----------------------------------------------------------------------------------


def read_csv(source: Source, findings: Findings) -> Sheet | None:
    """The sheet in a CSV text whose first row names the columns."""
    separator, start = separator_of(source.text)
    cells = source.text.count(separator) + source.text.count("\n")
    if not _has_room(source.span(0), cells, 1, findings):
        return None
    records = list(_records(source, separator, start, findings))
    if not records:
        _report_empty(source, findings)
        return None
    records = _without_margin(records)
    header, rows = records[0], records[1:]
    if not _names_are_sound(header, findings) or not _has_room(
        source.span(0), len(header), len(records), findings
    ):
        return None
    if not rows:
        message = tr("{file} has names of columns, and no data", file=source.file)
        hint = tr("write the data into the lines below")
        findings.add(codes.NO_DATA, header[0].span, message, hint)
        return None
    whole = header[1:] and all(len(row) == 1 for row in rows)
    if whole and others_in(rows[0][0].text, separator):
        message = tr("this line has one cell, the first line has {count}", count=len(header))
        hint = tr(
            "put the same sign between the cells of all lines: {separator}", separator=separator
        )
        findings.add(codes.BROKEN_DATA, rows[0][0].span, message, hint)
    if len(header) == 1 and not _is_one_column(header[0], rows, findings):
        return None
    for row in () if whole else rows:
        _report_count(row, header, findings)
    fitted = tuple(_fitted(row, header) for row in rows)
    return Sheet(source.file, header, fitted, tuple(row[0].span.line for row in rows))


def _is_one_column(name: Value, rows: Sequence[tuple[Value, ...]], findings: Findings) -> bool:
    """Whether data below a lone name are one column, too; a finding says what else they are."""
    if wider := [row for row in rows if any(c.text for c in row[1:])]:
        message = tr("this line has one cell, others have {count}", count=max(map(len, wider)))
        findings.add(
            codes.BROKEN_DATA, name.span, message, NO_TITLE if wider[0] is rows[0] else TITLES_ABOVE
        )
    elif _are_spaced([name.text, *(row[0].text for row in rows)]):
        message = tr("only spaces stand between the cells, and all are shown as one")
        hint = tr("put a comma or a semicolon between them, or export it again as CSV UTF-8")
        findings.add(codes.BROKEN_DATA, name.span, message, hint)
    else:
        return True
    return False


def _are_spaced(lines: Sequence[str]) -> bool:
    """Whether lines stand in columns that spaces make, as many in each."""
    counts = {len(re.split(r" {2,}", line)) for line in lines}
    return len(counts) == 1 and 1 not in counts


def _records(
    source: Source, separator: str, start: int, findings: Findings
) -> Iterator[tuple[Value, ...]]:
    """Rows that are not blank, as values."""
    text = source.text
    quoted = re.compile(r'[ ]*"((?:[^"]|"")*)"[ ]*')
    bare = re.compile(f"[^{re.escape(separator)}\n]*")
    at, row = start, []
    while at <= len(text):
        match = quoted.match(text, at)
        if match and (match.end() == len(text) or text[match.end()] in f"{separator}\n"):
            value = match[1].replace('""', '"')
        else:
            match = bare.match(text, at)
            assert match is not None  # noqa: S101, the pattern matches nothing too
            value = match[0]
            if value.lstrip().startswith('"'):
                value = ""
                message = tr("the quotes in this cell do not fit")
                hint = tr('write "..." around the whole cell, and "" for a quote inside it')
                findings.add(codes.BROKEN_DATA, source.span(at, match.end()), message, hint)
        lead = len(match[0]) - len(match[0].lstrip(" "))
        value = value.strip().replace("\n", " ")
        row.append(Value(nfc(value), source.span(at + lead, match.end())))
        at = match.end() + 1
        if match.end() == len(text) or text[match.end()] == "\n":
            if any(cell.text for cell in row):
                yield tuple(row)
            row = []


def _without_margin(records: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """The rows without the empty columns that a spreadsheet program leaves at both sides."""
    filled = {index for row in records for index, cell in enumerate(row) if cell.text}
    if not filled:
        return [() for _ in records]
    return [row[min(filled) : max(filled) + 1] for row in records]


def _names_are_sound(header: tuple[Value, ...], findings: Findings) -> bool:
    first: dict[str, Value] = {}
    doubles = [
        cell for cell in header if first.setdefault(cell.text, cell) is not cell and cell.text
    ]
    for cell in doubles:
        message = tr('two columns are called "{text}"', text=cell.text)
        hint = tr("give each column a name of its own")
        findings.add(codes.BROKEN_DATA, cell.span, message, hint)
    single = len(header) > 1 and all(map(_IN_SINGLE_QUOTES, (cell.text for cell in header)))
    if single:
        message = tr("the single quotes around these cells are shown with them")
        hint = tr('write "..." around cells, or nothing')
        findings.add(codes.BROKEN_DATA, header[0].span, message, hint)
    return not doubles and not single


_IN_SINGLE_QUOTES = re.compile(r"'.*'").fullmatch

NO_TITLE = tr("delete the first line if it is a title: the names of the columns belong there")
"""The hint where the first line of a file names no columns."""
TITLES_ABOVE = tr("delete the titles above the names of the columns, down to the line of names")
"""The hint where several lines stand above the one that names the columns."""


def _report_count(row: tuple[Value, ...], header: tuple[Value, ...], findings: Findings) -> None:
    """Note cells too many, which are dropped, and too few, behind which others may be shifted.

    One cell of words alone is a line below the data, which has a finding of its own.
    """
    extra = [cell for cell in row[len(header) :] if cell.text]
    if extra:
        code, place = codes.BROKEN_DATA, extra[0].span
        hint = tr('put a cell with a comma in it in quotes: "a, b"')
    elif lacks_remark([cell.text for cell in header], [cell.text for cell in row]):
        return
    elif len(row) < len(header) and (len(row) > 1 or re.search("[0-9]", row[0].text)):
        code, place = codes.CELLS_LACKING, row[0].span
        hint = tr("write each empty cell too, as in {example}", example="Ấp Hai,,5")
    else:
        return
    message = tr(
        "this row has {count} cells, the first line has {columns}",
        count=len(row),
        columns=len(header),
    )
    findings.add(code, place, message, hint)


def _fitted(row: tuple[Value, ...], header: tuple[Value, ...]) -> tuple[Value, ...]:
    """A row as long as the header: missing cells are empty."""
    end = row[-1].span
    blank = Value("", Span(end.file, end.line, max(end.end_column, end.column)))
    return row[: len(header)] + (blank,) * (len(header) - len(row))


# -- YAML ----------------------------------------------------------------------------------


def from_yaml(node: YamlNode, place: Span, findings: Findings) -> Sheet | None:
    """The sheet in a YAML list of mappings; the keys are the columns, in their first order."""
    if not isinstance(node, Items):
        hint = tr("write each row as - Năm: 2026 and its further columns below")
        findings.add(codes.BROKEN_DATA, node.span, tr("a list of rows belongs here"), hint)
        return None
    names: dict[str, Value] = {}
    rows: list[tuple[Keys, dict[str, Value]]] = []
    for item in node.items:
        if not isinstance(item, Keys):
            hint = tr("write - name: value")
            findings.add(codes.BROKEN_DATA, item.span, tr("this row has no columns"), hint)
            continue
        cells = {}
        for key, span, value in item.entries:
            names.setdefault(key, Value(key, span))
            if (cell := _cell(value, findings)) is not None:
                cells[key] = cell
        rows.append((item, cells))
    if not names:
        if not node.items:
            message = tr("{file} has no data", file=place.file)
            findings.add(codes.NO_DATA, place, message, tr("write the data into it"))
        return None
    if not _has_room(place, len(names), len(rows) + 1, findings):
        return None
    return Sheet(
        place.file,
        tuple(names.values()),
        tuple(tuple(c.get(n) or Value("", item.span) for n in names) for item, c in rows),
        tuple(range(1, len(rows) + 1)),
    )


def _cell(node: YamlNode, findings: Findings) -> Value | None:
    if not isinstance(node, Scalar):
        hint = tr("write it as one value")
        findings.add(codes.BROKEN_DATA, node.span, tr("a cell holds one text or number"), hint)
        return None
    if node.value is None:
        return None
    text = node.value if isinstance(node.value, str) else str(node.value).lower()
    return Value(text, node.span)
