"""Markdown tables: a node in, a `Table` out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, cast

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.document import Alignment, Cell, Inlines, Row, Table, plain_text
from bulletin.messages import tr
from bulletin.source.data.cell_words import lacks_remark
from bulletin.source.data.sheet import judged_below
from bulletin.source.data.written import natural_alignment
from bulletin.source.markdown.cursor import Cursor
from bulletin.source.markdown.tree import Node
from bulletin.source.reporting import Findings
from bulletin.source.text import Source

_HOLDERS = re.compile(r"^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+")
"""What stands before a row that is in a quotation or begins a list item: no cell of its own."""


class TableOuter(Protocol):
    """What reads the article, as this module uses it."""

    source: Source
    findings: Findings
    language: str

    def span(self, node: Node) -> Span:
        """The place of a block."""

    def line(self, inline: Node, outer: Node) -> Inlines:
        """The text of an `inline` node."""

    def cursor(self, inline: Node, outer: Node | None = None) -> Cursor:
        """What finds the places in an `inline` node."""


def read_table(reader: TableOuter, node: Node) -> Table:
    """The table of a node. GFM, section 4.10: all rows are as long as the first."""
    lines = [row for part in node.children for row in part.children]
    rows = [_row(reader, line) for line in lines]
    _report_rules(reader, lines)
    written = [_written(reader, line) for line in lines]
    for number, line in enumerate(written):
        if _opens_empty(line, written[0], len(lines[0].children)):
            rows[number] = _moved(rows[number])
        else:
            _report_count(reader, lines[number], line, written[0])
    _report_swallowed(reader, lines)
    return Table(
        span=reader.span(node),
        header=rows[0],
        rows=tuple(rows[1:]),
        align=_alignment(lines[0], rows, reader.language),
    )


def _row(reader: TableOuter, node: Node) -> Row:
    cells = []
    for child in node.children:
        inline = child.children[0]
        content = inline.token.content
        span = reader.cursor(inline, node).find(content) if content else reader.span(node)
        cells.append(Cell(span=span, children=reader.line(inline, node)))
    return Row(span=reader.span(node), children=tuple(cells))


def _alignment(line: Node, rows: Sequence[Row], language: str) -> tuple[Alignment, ...]:
    """Where the columns stand: as the author says, else as columns of figures do."""
    said = [_said_of(cell.token) for cell in line.children]
    if all(said):
        return tuple(word for word in said if word)
    names, *others = ([plain_text(cell.children).strip() for cell in row.cells] for row in rows)
    columns = [*zip(*others, strict=True)] or [()] * len(names)
    natural = natural_alignment(judged_below(names, columns, language), names, language)
    return tuple(word or own for word, own in zip(said, natural, strict=True))


def _said_of(token: Token) -> Alignment | None:
    """What the rule of a table says of a column."""
    word = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return cast("Alignment", word) if word in {"left", "center", "right"} else None


_RULE = re.compile(r"[\s|:-]*-[\s|:-]*-[\s|:-]*")


def _report_rules(reader: TableOuter, lines: Sequence[Node]) -> None:
    """Note a second line of hyphens, with which other programs part rows."""
    for line in lines[1:]:
        if len(line.children) > 1 and all(_holds_rule(cell) for cell in line.children):
            message = tr("this line of hyphens becomes a row of the table")
            hint = tr("delete it, and write the names of the columns in one row")
            reader.findings.add(codes.ALMOST_MARKDOWN, reader.span(line), message, hint)


def _holds_rule(cell: Node) -> bool:
    return _RULE.fullmatch(cell.children[0].token.content) is not None


def _report_swallowed(reader: TableOuter, lines: Sequence[Node]) -> None:
    """A line of text right below a table becomes its last row (GFM, section 4.10)."""
    written = [_written(reader, line) for line in lines]
    with_bars = [_BAR.search(line) is not None for line in written]
    if len(lines[0].children) == 1 or with_bars[-1]:
        return
    first = next(n for n in range(len(lines), 0, -1) if with_bars[n - 1])
    message = tr("this line becomes a row of the table above it")
    hint = tr("leave a blank line between the table and the text below")
    reader.findings.add(codes.SWALLOWED_LINE, reader.span(lines[first]), message, hint)


_BAR = re.compile(r"(?<!\\)\|")


def _written(reader: TableOuter, row: Node) -> str:
    """A row as it stands in the file."""
    start = reader.source.offset_of(reader.span(row))
    end = reader.source.text.find("\n", start)
    return reader.source.text[start : end if end >= 0 else None]


def _cells_in(line: str) -> list[str]:
    """The cells of a row as they are written, with those that markdown-it drops."""
    cells = escapedSplit(_row_in(line))
    if cells and not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return cells


def _row_in(line: str) -> str:
    """A row without what stands before it in a quotation or a list."""
    return _HOLDERS.sub("", line, count=1).strip()


def _opens_empty(line: str, head: str, count: int) -> bool:
    """Whether a row of a table without outer | begins with one: its first cell is empty.

    GFM takes that | for the outer one, and every figure would stand a column too far left.
    """
    row = _row_in(line)
    bare = not _row_in(head).startswith("|")
    return bare and row.startswith("|") and not row.endswith("|") and len(_cells_in(line)) < count


def _moved(row: Row) -> Row:
    """A row with an empty cell in front, in place of the one that was added at its end."""
    return replace(row, children=(Cell(span=row.span, children=()), *row.children[:-1]))


def _report_count(reader: TableOuter, row: Node, line: str, head: str) -> None:
    """Note a row with more cells than the first, which are dropped, or with fewer.

    One cell of words alone is a heading among the rows.
    """
    cells, names = _cells_in(line), _cells_in(head)
    count = len(names)
    if len(cells) > count:
        code, hint = codes.CELLS_LOST, tr("write \\| for a line that is part of the text")
    elif lacks_remark(names, cells):
        return
    elif len(cells) < count and _BAR.search(line) and (len(cells) > 1 or _DIGIT.search(line)):
        code, hint = codes.CELLS_LACKING, tr("write each empty cell too, as in | Ấp Hai | | 5 |")
    else:
        return
    message = tr(
        "this row has {count} cells, the first row has {first}", count=len(cells), first=count
    )
    reader.findings.add(code, reader.span(row), message, hint)


_DIGIT = re.compile("[0-9]")
