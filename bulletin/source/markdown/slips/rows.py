"""Rows of a table that no table is made of: parted by tabs, by spaces, or by | without a rule.

In: the lines of a paragraph. Out: what they are; and the same rows as Markdown has them.
"""

import csv
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bulletin.reading.sought import Sought
from bulletin.source.markdown.pasted import HARD, HARD_SPACES

RowMark = Literal["|", "tab", "space"]
"""What stands between the cells of a row."""

_CODE = re.compile(r"(`+)[^`\n]*\1")
_FRAME = re.compile(r"\+(?:[-=:]+\+)+|[-=:]{3,}(?:[ \t]+[-=:]{2,})+")
"""A line that other dialects draw above, between or below rows."""
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?")
_SIGN = re.compile(r"(?:[-*+–•]|\(?\w{1,4}[.)/:])[ \t]+")
"""What may begin a list or a line with a label, and no row."""
_SPACES = ("  ", *HARD_SPACES)
"""One of which stands between words that are further apart than a space."""
_GAP = Sought(rf"(?<=\S)[ {HARD}]{{3,}}(?=\S)", *_SPACES)
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class RowsFound:
    """Rows in a paragraph: the first of its lines (from 0) that is one, the line after the last."""

    first: int
    end: int
    mark: RowMark


def rows_in(lines: Sequence[str]) -> RowsFound | None:
    """The first rows among the lines of a paragraph."""
    marks = [_mark(line) for line in lines]
    for first, mark in enumerate(marks):
        if mark is None:
            continue
        end = first
        while end < len(lines) and (marks[end] == mark or (mark != "tab" and is_frame(lines[end]))):
            end += 1
        if _alone_is_enough(lines[first], mark) or end - first > 1:
            frames = itertools.takewhile(is_frame, reversed(lines[:first]))
            return RowsFound(first - sum(1 for _ in frames), end, mark)
    return None


def _mark(line: str) -> RowMark | None:
    """What parts the cells of a line, if it looks like a row."""
    text = line.strip()
    if not text or len(text) > _LONGEST:
        return None
    if text.startswith("|") or (
        "|" in text and "\t" not in text and _BAR.search(_CODE.sub("", text))
    ):
        return "|"
    sign = _SIGN.match(text)
    text = text[sign.end() :] if sign else text
    if "\t" in text:
        return "tab"
    return "space" if _GAP.search(text) else None


_LONGEST = 2000
_APART = Sought(rf"(?<=\S)(?:[ {HARD}]{{5,}}|[ {HARD}]*\t[ \t{HARD}]*)(?=\S)", "\t", *_SPACES)
"""Spaces that nobody types by mistake."""


def has_gap(line: str) -> bool:
    """Whether words of a line stand so far apart that one space between them is a loss."""
    text = line.strip()[:_LONGEST]
    sign = _SIGN.match(text)
    return _APART.search(text[sign.end() :] if sign else text) is not None


def _alone_is_enough(line: str, mark: RowMark) -> bool:
    """Whether a single line is a row: one that begins and ends with |."""
    text = line.strip()
    return mark == "|" and len(text) > 1 and text[0] == text[-1] == "|"


def is_frame(line: str) -> bool:
    """Whether a line only draws what parts header and rows."""
    text = re.sub(f"[{HARD}]", " ", line).strip()
    return bool(text) and bool(_FRAME.fullmatch(text) or _is_rule(text))


def _is_rule(text: str) -> bool:
    return "-" in text and ("|" in text or "+" in text) and bool(_RULE.fullmatch(text))


def cells_of(line: str, mark: RowMark) -> list[str]:
    """The cells of a row."""
    text = line.strip()
    if mark == "space":
        return [cell.replace("|", "\\|") for cell in re.split(rf"[ {HARD}]{{2,}}|\t+", text)]
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip() for cell in _BAR.split(text)]


def _in_cell(text: str) -> str:
    """The text of a spreadsheet's cell in one line."""
    return " ".join(text.replace("|", "\\|").split())


def is_open(text: str) -> bool:
    """Whether a row's last cell goes on below it: in quotes, as Excel has cells of several lines."""
    cell = text.rpartition("\t")[2].lstrip()
    return cell.startswith('"') and cell.count('"') % 2 == 1


def as_table(lines: Sequence[str], mark: RowMark) -> list[str] | None:
    """Rows as a Markdown table; None where it is not clear which cell belongs to which column."""
    if mark == "tab":
        rows = [
            [_in_cell(cell) for cell in row]
            for row in csv.reader((f"{line}\n" for line in lines), delimiter="\t")
        ]
    else:
        rows = [cells_of(line, mark) for line in lines if not is_frame(line)]
    width = len(rows[0]) if rows else 0
    if width <= 1 or len(rows) == 1 or any(len(row) > width for row in rows):
        return None
    # Programs cut off the empty cells that end a row.
    if mark == "space" and any(len(row) != width for row in rows):
        return None
    made = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return [made[0], f"|{' --- |' * width}", *made[1:]]
