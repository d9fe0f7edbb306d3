"""Tables of plain text, whose columns stand apart by spaces or by upright lines.

In: the rows of a text. Out: the same, with tabs between the cells of rows that are a table.
"""

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
    places = _Places()
    end = start
    while end < len(rows) and rows[end].strip():
        if _RULE.fullmatch(rows[end]) and len(rows[end].strip()) >= _FEWEST:
            end += 1
            continue
        cells = split(rows[end])
        if len(cells) < _COLUMNS:
            break
        if found and len(cells) != len(found[0]):
            cells = places.placed(rows[end], cells)
            if not cells:
                break
        else:
            places.widen(rows[end], cells)
        found.append(cells)
        end += 1
    return end, found


class _Places:
    """Where the columns of a table stand on the line, by the rows that have all cells."""

    def __init__(self) -> None:
        self._columns: list[range] = []

    def widen(self, row: str, cells: Sequence[str]) -> None:
        """Take in a row that has all its cells."""
        taken = _taken(row, cells)
        self._columns = [
            range(min(one.start, old.start), max(one.stop, old.stop))
            for one, old in zip(taken, self._columns or taken, strict=True)
        ]

    def placed(self, row: str, cells: Sequence[str]) -> list[str]:
        """The cells of a row with empty ones, each in its column; none where that is not sure."""
        made = [""] * len(self._columns)
        for taken, cell in zip(_taken(row, cells), cells, strict=True):
            above = [
                n
                for n, one in enumerate(self._columns)
                if max(one.start, taken.start) < min(one.stop, taken.stop)
            ]
            if len(above) != 1 or made[above[0]]:
                return []
            made[above[0]] = cell
        return made if made[0] else []


def _taken(row: str, cells: Sequence[str]) -> list[range]:
    """The places of a row's cells on the line."""
    made: list[range] = []
    for cell in cells:
        at = row.index(cell, made[-1].stop if made else 0)
        made.append(range(at, at + len(cell)))
    return made


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
    last = [cells[-1] for cells in others if cells[-1]]
    return len(rows) >= _FEWEST and bool(last) and all(map(_FIGURE.fullmatch, last))
