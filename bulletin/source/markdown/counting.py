"""Rows that count 1, 2, 3 with a tab behind each number, as copies from Word have lists.

In: what is known of each row. Out: which of them are the entries of a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


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
