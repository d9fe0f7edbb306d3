"""What a text brings along from Word: hard spaces after signs, its own bullets, small figures.

In: an article's text. Out: the same with the signs that Markdown knows, line for line. A place
in the text is looked for in the text as it was written, so lines may change their length here.
What cannot be known for sure is for findings (`joined`, `rows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bulletin.reading.sought import Sought

HARD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that are none to Markdown (Unicode category Zs without the space)."""
HARD_SPACES = (*"\u00a0\u1680\u202f\u205f\u3000", *map(chr, range(0x2000, 0x200B)))
BULLETS = "•●○◦■□▪▫‣⁃∙·⋅‧・⦁➢➤►▶❖✓✔\uf020-\uf06e\uf070-\uf077\uf079-\uf0a7\uf0a9-\uf0fa\uf0fc\uf0ff"
"""What Word and chat programs draw before the items of a list; the second line are signs of
Wingdings and Symbol, without the boxes to tick."""
LOST = "oØ§üvqŸèðÞ"
"""Bullets and arrows of Wingdings and Courier New when the font is lost."""
ANSWERS = "☑☒☐✅❌❎✗✘"
ALSO_BULLETS = "✓✔□"
"""Signs that answer, and those that do so only beside others: ✓ beside ✗, □ beside □ or ☑."""
SIGNS = (
    "\u2020-\u2023\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\ue000-\uf8ff\U0001f000-\U0001faff"
)
"""Arrows, boxes, circled numbers and pictures, with which people begin lines; a class of `re`."""

_ANY = re.compile(f"[{HARD}{BULLETS}§]")
_ANY_APART = Sought(rf"(?m)^[ \t]*[{LOST}](?:\t|  )|^ *1 *\t", "\t", "  ")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SIGN = re.compile(
    rf"(?P<indent>[ {HARD}]*)(?P<sign>\#{{1,6}}|[-*+>]|\d{{1,9}}[.)])(?P<space>[ \t]*[{HARD}][ \t{HARD}]*)(?=\S)"
)
_SLANTED = re.compile(rf"[ \t{HARD}]*\*[^*]*\*[ \t{HARD}]*")
"""Stars at both ends: no list, but words that were to be slanted."""
_BULLET = re.compile(
    rf"(?P<indent>[ \t{HARD}]*)(?:(?:[{BULLETS}]|[{LOST}](?=[\t{HARD}]|  ))[ \t{HARD}]+(?=\S)|[•●▪‣](?=\w))"
)
_ANSWERED = re.compile(
    rf"(?m)^[ \t{HARD}]*(?:[{ANSWERS}]|[{ALSO_BULLETS}].*[{ANSWERS}{ALSO_BULLETS}])"
)
_ANSWER = re.compile(rf"[ \t{HARD}]*[{ALSO_BULLETS}]")
_RULE = re.compile(rf"[ \t{HARD}]*[-*_|:=+][-*_|:=+ \t{HARD}]*")
"""A line between paragraphs, or below the header of a table."""
_DIRECTIVE = re.compile(
    rf"[ {HARD}]*(?::{{3,}}[ {HARD}]*(?:\{{[^{{}}]*\}})?|:[A-Za-z][\w-]*:)[ \t{HARD}]*"
)


def as_meant(text: str) -> str:
    """The text with ordinary spaces after the signs of headings, lists and quotations.

    Bullets become hyphens, but those that answer yes or no beside others. Code between fences stays as it is.
    """
    if not _ANY.search(text) and not _ANY_APART.search(text):
        return text
    rows = text.split("\n")
    prose = tuple(_outside_fences(rows))
    for index in counting(_numbered(rows, prose)):
        rows[index] = re.sub(r"[ ]*\t[ \t]*", ". ", rows[index], count=1)
    answers = _ANSWERED.search(text) is not None
    for index in prose:
        if not (answers and _ANSWER.match(rows[index])):
            rows[index] = _row(rows[index])
    return "\n".join(rows)


def _outside_fences(rows: Sequence[str]) -> Iterator[int]:
    """The lines that are neither code between fences nor fences."""
    fence = ""
    for index, row in enumerate(rows):
        if opened := _FENCE.match(row):
            if not fence:
                fence = opened[1]
            elif row.strip().startswith(fence) and not row.strip().strip(fence[0]):
                fence = ""
        elif not fence:
            yield index


_COUNTED = re.compile(r"[ ]{0,3}(?P<number>\d{1,2})[ ]*\t[ \t]*[^\s\d][^\t]*")


def _numbered(rows: Sequence[str], prose: Iterable[int]) -> Iterator[TabbedRow]:
    """The rows of prose that are not empty, with the numbers that have a tab behind them."""
    for index in prose:
        if rows[index].strip():
            entry = _COUNTED.fullmatch(rows[index])
            number = int(entry["number"]) if entry else 0
            yield TabbedRow(index, number, is_row="\t" in rows[index].strip())


def mended_rows(text: str) -> Iterator[tuple[int, str, str]]:
    """Lines that `as_meant` reads otherwise than they are written: the index, before and after."""
    meant = as_meant(text)
    if meant is not text:
        rows = zip(text.split("\n"), meant.split("\n"), strict=True)
        yield from ((n, one, two) for n, (one, two) in enumerate(rows) if one != two)


def _row(row: str) -> str:
    if _RULE.fullmatch(row):
        return re.sub(f"[{HARD}]", " ", row)
    if (found := _SIGN.match(row)) and not _SLANTED.fullmatch(row):
        return f"{_indent(found['indent'])}{found['sign']} {row[found.end() :]}"
    if found := _DIRECTIVE.match(row):
        # These have places in columns, so each space stays where it is.
        return re.sub(f"[{HARD}]", " ", found[0]) + row[found.end() :]
    if found := _BULLET.match(row):
        return f"{_indent(found['indent'])}- {row[found.end() :]}"
    return row


def _indent(written: str) -> str:
    """Ordinary spaces as they are; hard ones and tabs, with which Word shows a level, as text."""
    deep = sum(_NESTED if char == "\t" else 1 for char in written)
    return written if not written.strip(" ") else "  " * (deep >= _NESTED)


_NESTED = 4
"""Hard spaces from which an item is meant to stand below another."""

BREAKS = {"\x0b": "\\\n", "\x0c": "\n\n", "\u2028": "\\\n", "\u2029": "\n\n"}
"""Breaks of lines, pages and paragraphs in Word and on the web, and how Markdown has them."""
_ONE_LINE = re.compile(r"\s*(?:#{1,6}\s|\||:::|:[A-Za-z][\w-]*:)")
"""Lines that nothing can break: headings, rows of tables, directives and their options."""


def settings_end(rows: Sequence[str]) -> int:
    """The number of the line that ends an article's settings; 0 where it has none."""
    if not rows or rows[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    return next((n for n, row in enumerate(rows[1:], start=2) if row.rstrip() == "---"), 0)


def broken(row: str, at: int, *, running: bool) -> str:
    """What stands for the break at a place in a line: Markdown's own in `running` text.

    In settings it is a space, and nothing where the line begins or ends: a space in front of a key
    would put it below another.
    """
    before, after = row[:at].strip(), row[at + 1 :].strip("".join(BREAKS) + " \t")
    if not before or not after:
        return ""
    if not running or _ONE_LINE.match(row):
        return " "
    return BREAKS[row[at]] if row[0].strip() else "\\\n"


# -- small figures -------------------------------------------------------------------------

# A raised sign is in hardly any face; our own signs stand in for it.
_BELOW = str.maketrans("0123456789()+-−", "₀₁₂₃₄₅₆₇₈₉₍₎₊₋₋")
_ABOVE = str.maketrans("0123456789()+-−ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁻ⁿⁱ")
SMALL = re.compile(r"(?P<sign>[~^])(?P<text>[^\s~^]{1,12})(?P=sign)")
"""How other dialects of Markdown write figures below and above the line: H~2~O, m^2^."""


def in_small_figures(sign: str, text: str) -> str:
    """Figures as the characters that stand below or above the line; "" where there are none."""
    table = _BELOW if sign == "~" else _ABOVE
    return text.translate(table) if all(ord(char) in table for char in text) else ""


class TabbedRow(NamedTuple):
    """A row with words: where it stands, and its number; `is_row` where cells stand in it."""

    place: int
    number: int
    """0 for a row that begins with none and a tab."""
    is_row: bool


def counting(rows: Iterable[TabbedRow]) -> list[int]:
    """The places of rows that count from 1, two at least; below a head they are a table's."""
    found: list[int] = []
    run: list[int] = []
    below_row = False
    for place, number, is_row in rows:
        if number != len(run) + 1:
            found += run if len(run) > 1 else ()
            run = []
        if number == len(run) + 1 and (run or not below_row):
            run.append(place)
        below_row = is_row
    return found + (run if len(run) > 1 else [])
