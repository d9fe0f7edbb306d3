"""Tables of plain text, whose columns stand apart by spaces or by upright lines.

In: the rows of a text. Out: the same, with tabs between the cells of rows that are a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_SPACES = re.compile(r" {2,}")
_LINES = re.compile("[|│┃]")
_RULE = re.compile(r"[\s|│┃+:=─━┼├┤┌┐└┘┬┴-]+")
_FIGURE = re.compile(r"[-–+(]?\d[\d.,]*\)?\s?%?")
_FEWEST = 3
"""Rows with the names above them, or columns of fewer rows."""
_COLUMNS = 2


_CELL = r'"((?:[^"\t]|""){0,1000})"'
_QUOTED = re.compile(rf"(?m)(?<=\t){_CELL}(?=\t|$)|^{_CELL}(?=\t)")
"""A cell that a spreadsheet program has put in quotes."""


def unbroken_cells(text: str) -> str:
    """A text, its cells of several lines in one: a spreadsheet program copies them in quotes."""

    def unbroken(cell: re.Match[str]) -> str:
        words = cell[1] or cell[2] or ""
        if "\n" not in words and '""' not in words:
            return cell[0]
        return " ".join(words.replace('""', '"').split())

    return _QUOTED.sub(unbroken, text)


def columned(rows: Sequence[str]) -> list[str]:
    """The rows, with tabs in those that are a table."""
    return _tabbed(_tabbed(rows, _by_lines, _is_lined), _by_spaces, _is_table)


def _tabbed(
    rows: Sequence[str],
    split: Callable[[str], list[str]],
    is_table: Callable[[Sequence[list[str]]], bool],
) -> list[str]:
    made: list[str] = []
    index = 0
    while index < len(rows):
        end, found = _run(rows, index, split)
        if len(found) >= _COLUMNS and is_table(found):
            made += ["\t".join(cells) for cells in found]
            index = end
        else:
            made.append(rows[index])
            index += 1
    return made


def _run(
    rows: Sequence[str], start: int, split: Callable[[str], list[str]]
) -> tuple[int, list[list[str]]]:
    """The rows from here on that have as many cells as the first, without rules between."""
    found: list[list[str]] = []
    end = start
    while end < len(rows) and rows[end].strip():
        if _RULE.fullmatch(rows[end]) and len(rows[end].strip()) >= _FEWEST:
            end += 1
            continue
        cells = split(rows[end])
        if len(cells) < _COLUMNS or (found and len(cells) != len(found[0])):
            break
        found.append(cells)
        end += 1
    return end, found


def _by_spaces(row: str) -> list[str]:
    return _SPACES.split(row.strip()) if "\t" not in row else []


def _by_lines(row: str) -> list[str]:
    inner = row.strip().strip("|│┃")
    return [cell.strip() for cell in _LINES.split(inner)] if _LINES.search(inner) else []


def _is_lined(rows: Sequence[list[str]]) -> bool:
    return len(rows) >= _FEWEST or len(rows[0]) >= _FEWEST


def _is_table(rows: Sequence[list[str]]) -> bool:
    """Whether rows have figures below names; lines of a letterhead have none."""
    _, *others = rows
    last = [cells[-1] for cells in others]
    return len(rows) >= _FEWEST and all(map(_FIGURE.fullmatch, last))
