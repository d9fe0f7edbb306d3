"""Rows that no table is made of, as the Markdown table that they were meant to be.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re

from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Edit, Finding, Fix
from bulletin.source.markdown.slips.rows import (
    RowMark,
    as_table,
    cells_of,
    is_frame,
    is_open,
    rows_in,
)

_HELD = re.compile(r"\s*(?:>|[-*+•–]\s|\d{1,9}[.)]\s)")
"""A line in a quotation, or one that begins an item: what stands before its rows is no cell."""


def drawn(finding: Finding, lines: Lines) -> Fix | None:
    """Rows with the rule that a table needs; those that a blank line tears off, put back."""
    line = finding.span.line
    found = rows_in([lines.row(line)]) or rows_in([lines.row(line), lines.row(line + 1)])
    mark: RowMark = found.mark if found else "|"
    first, last = _run(lines, line, mark)
    if _HELD.match(lines.row(first)) and mark == "|":
        return None
    if mark == "|" and (torn := _torn_off(lines, first, last)):
        return torn
    rows = [lines.row(n) for n in range(first, last + 1)]
    table = as_table(rows, mark)
    if table is None:
        return None
    lead = re.match(r"[ \t]*", rows[0])
    indent = lead[0] if lead and mark == "|" else ""
    text = "\n".join(f"{indent}{row}" for row in table)
    above = "\n" if lines.row(first - 1).strip() else ""
    below = "\n" if lines.row(last + 1).strip() else ""
    end = len(lines.row(last))
    edit = Edit(lines.file, first, 1, last, end + 1, f"{above}{text}{below}")
    return Fix((edit,))


def _run(lines: Lines, line: int, mark: RowMark) -> tuple[int, int]:
    """The first and the last of the rows around a line."""
    first = last = line
    while _belongs(lines.row(first - 1), mark):
        first -= 1
    text = lines.row(last)
    while lines.row(last + 1).strip():
        row = lines.row(last + 1)
        cell = mark == "tab" and is_open(text)
        if not cell and not _belongs(row, mark):
            break
        text = f"{text}\n{row}" if cell else row
        last += 1
    return first, last


def _belongs(row: str, mark: RowMark) -> bool:
    if not row.strip():
        return False
    if is_frame(row):
        return mark != "tab"
    found = rows_in([row, row])
    return found is not None and found.mark == mark


def _goes_with(row: str, torn: str) -> bool:
    """Whether a row is of the table that another one was torn off: it has as many cells."""
    return _belongs(row, "|") and len(cells_of(row, "|")) == len(cells_of(torn, "|"))


def _torn_off(lines: Lines, first: int, last: int) -> Fix | None:
    """A fix that deletes the blank lines between rows of one table."""
    above = first - 1
    while above > 1 and not lines.row(above).strip():
        above -= 1
    if above < first - 1 and _goes_with(lines.row(above), lines.row(first)):
        return Fix((Edit(lines.file, above + 1, 1, first, 1, ""),))
    below = last + 1
    while below < len(lines.rows) and not lines.row(below).strip():
        below += 1
    if below > last + 1 and _goes_with(lines.row(below), lines.row(last)):
        return Fix((Edit(lines.file, last + 1, 1, below, 1, ""),))
    return None


def apart(finding: Finding, lines: Lines) -> Fix | None:
    """A blank line above the text that a table swallows."""
    line = finding.span.line
    if _HELD.match(lines.row(line)):
        return None
    return Fix((Edit(lines.file, line, 1, line, 1, "\n"),))
