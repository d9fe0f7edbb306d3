"""Data as rows and columns, with a place for every cell.

In: a CSV file (RFC 4180; comma, semicolon or tab between cells, UTF-8) or a YAML list of
mappings. Out: a `Sheet`, or None after a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.source.files import Folder
from bulletin.source.reporting import Findings, suggestion
from bulletin.source.text import Source, Value, nfc, read_source
from bulletin.source.values import is_ambiguous, number
from bulletin.source.yaml import Items, Keys, Node, Scalar, read_yaml


@dataclass(frozen=True)
class Sheet:
    """Rows under a header; every row has as many cells as the header.

    `numbers` are the rows' own, as a person counts them: lines of a CSV file, entries of a
    YAML list.
    """

    file: str
    header: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]
    numbers: tuple[int, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(cell.text for cell in self.header)

    def column(self, name: str, span: Span, findings: Findings) -> int | None:
        """The index of a column that is named at `span`; None after a finding."""
        if name in self.columns:
            return self.columns.index(name)
        findings.add(
            codes.MISSING_COLUMN,
            span,
            f'{self.file} has no column "{name}"',
            suggestion(name, self.columns, "the columns are: "),
        )
        return None

    def figure(self, row: int, column: int, findings: Findings) -> float | None:
        """The number in a cell; None for an empty one, and after a finding."""
        cell = self.rows[row][column]
        if not cell.text:
            return None
        value = number(cell.text)
        if value is None:
            findings.add(
                codes.NOT_A_NUMBER,
                cell.span,
                f'{self.file}, row {self.numbers[row]}, column "{self.columns[column]}": "{cell.text}" is not a number',
                "write 1234.5 or 1.234,5 without a unit, or leave the cell empty",
            )
        elif is_ambiguous(cell.text):
            findings.add(
                codes.AMBIGUOUS_NUMBER,
                cell.span,
                f'{self.file}, row {self.numbers[row]}, column "{self.columns[column]}": '
                f"{cell.text} is read with decimals, not as {cell.text.replace('.', '')}",
                f"write {cell.text.replace('.', '')} for thousands, or {cell.text}0 for decimals",
            )
        return value


def read_sheet(folder: Folder, file: str) -> Sheet | None:
    """The sheet in a data file of the folder."""
    shown = folder.shown(file)
    source = read_source(folder.path / file, shown, folder.findings, marked=True)
    if source is None:
        return None
    if file.lower().endswith(".csv"):
        return read_csv(source, folder.findings)
    before = len(folder.findings)
    node = read_yaml(source, folder.findings)
    if node is None and len(folder.findings) == before:
        _report_empty(source, folder.findings)
    return from_yaml(node, source.span(0), folder.findings) if node else None


def _report_empty(source: Source, findings: Findings) -> None:
    findings.add(
        codes.EMPTY_FILE,
        source.span(0),
        f"{source.file} is empty",
        "write the names of the columns and the data into it",
    )


# -- CSV -----------------------------------------------------------------------------------


def read_csv(source: Source, findings: Findings) -> Sheet | None:
    """The sheet in a CSV text whose first row names the columns."""
    records = list(_records(source, _separator(source.text), findings))
    if not records:
        _report_empty(source, findings)
        return None
    records = _without_margin(records)
    header, rows = records[0], records[1:]
    if not _names_are_sound(header, findings):
        return None
    if not rows:
        findings.add(
            codes.NO_DATA,
            header[0].span,
            f"{source.file} has names of columns, and no data",
            "write the data into the lines below",
        )
        return None
    fitted = tuple(_fitted(row, header, findings) for row in rows)
    return Sheet(source.file, header, fitted, tuple(row[0].span.line for row in rows))


def _separator(text: str) -> str:
    """What stands between cells: the commonest candidate in the first line outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\n").partition("\n")[0])
    return max(",;\t", key=first.count)


def _records(source: Source, separator: str, findings: Findings) -> Iterator[tuple[Value, ...]]:
    """Rows that are not blank, as values."""
    text = source.text
    quoted = re.compile(r'[ ]*"((?:[^"]|"")*)"[ ]*')
    bare = re.compile(f"[^{separator}\n]*")
    at, row = 0, []
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
                findings.add(
                    codes.BROKEN_DATA,
                    source.span(at, match.end()),
                    "the quotes in this cell do not fit",
                    'write "..." around the whole cell, and "" for a quote inside it',
                )
        lead = len(match[0]) - len(match[0].lstrip(" "))
        row.append(Value(nfc(value.strip()), source.span(at + lead, match.end())))
        at = match.end() + 1
        if match.end() == len(text) or text[match.end()] == "\n":
            if any(cell.text for cell in row):
                yield tuple(row)
            row = []


def _without_margin(records: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """The rows without the empty columns that a spreadsheet program leaves at the right."""
    width = max(
        max((i for i, cell in enumerate(row, start=1) if cell.text), default=0) for row in records
    )
    return [row[:width] for row in records]


def _names_are_sound(header: tuple[Value, ...], findings: Findings) -> bool:
    doubles = [c for i, c in enumerate(header) if c.text in {h.text for h in header[:i]} and c.text]
    for cell in doubles:
        findings.add(
            codes.BROKEN_DATA,
            cell.span,
            f'two columns are called "{cell.text}"',
            "give each column a name of its own",
        )
    return not doubles


def _fitted(
    row: tuple[Value, ...], header: tuple[Value, ...], findings: Findings
) -> tuple[Value, ...]:
    """A row as long as the header. Cells too many are a finding; missing ones are empty."""
    extra = [cell for cell in row[len(header) :] if cell.text]
    if extra:
        findings.add(
            codes.BROKEN_DATA,
            extra[0].span,
            f"this row has {len(row)} cells, the first line has {len(header)}",
            'put a cell with a comma in it in quotes: "a, b"',
        )
    end = row[-1].span
    blank = Value("", Span(end.file, end.line, max(end.end_column, end.column)))
    return row[: len(header)] + (blank,) * (len(header) - len(row))


# -- YAML ----------------------------------------------------------------------------------


def from_yaml(node: Node, place: Span, findings: Findings) -> Sheet | None:
    """The sheet in a YAML list of mappings; the keys are the columns, in their first order."""
    if not isinstance(node, Items):
        findings.add(
            codes.BROKEN_DATA,
            node.span,
            "a list of rows belongs here",
            "write each row as - Năm: 2026 and its further columns below",
        )
        return None
    names: dict[str, Value] = {}
    rows: list[tuple[Keys, dict[str, Value]]] = []
    for item in node.items:
        if not isinstance(item, Keys):
            findings.add(
                codes.BROKEN_DATA, item.span, "this row has no columns", "write - name: value"
            )
            continue
        cells = {}
        for key, span, value in item.entries:
            names.setdefault(key, Value(key, span))
            if (cell := _cell(value, findings)) is not None:
                cells[key] = cell
        rows.append((item, cells))
    if not names:
        findings.add(codes.NO_DATA, place, f"{place.file} has no data", "write the data into it")
        return None
    return Sheet(
        place.file,
        tuple(names.values()),
        tuple(tuple(c.get(n) or Value("", item.span) for n in names) for item, c in rows),
        tuple(range(1, len(rows) + 1)),
    )


def _cell(node: Node, findings: Findings) -> Value | None:
    if not isinstance(node, Scalar):
        findings.add(
            codes.BROKEN_DATA, node.span, "a cell holds one text or number", "write it as one value"
        )
        return None
    if node.value is None:
        return None
    text = node.value if isinstance(node.value, str) else str(node.value).lower()
    return Value(text, node.span)
