"""Lines put together of runs of text, and cut at their breaks.

In: inlines, or a paragraph. Out: a line, or a paragraph for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from bulletin.desk.importing.tree import (
    ImportedInline,
    ImportedLine,
    Mark,
    Newline,
    Para,
    TextRun,
    plain,
)


def runs_joined(inlines: Iterable[ImportedInline]) -> ImportedLine:
    """A line in which each run of text stands between others than runs, and none is empty."""
    made: list[ImportedInline] = []
    for kind, group in groupby(inlines, type):
        if kind is not TextRun:
            made += group
            continue
        runs = [one for one in group if isinstance(one, TextRun) and one.text]
        if len(runs) > 1:
            made.append(TextRun("".join(run.text for run in runs)))
        else:
            made += runs
    return tuple(made)


def rows_of(para: Para) -> list[Para]:
    """A paragraph's lines, each as a paragraph; those without words are left out."""
    rows: list[list[ImportedInline]] = [[]]
    for inline in _unbroken(para.children):
        if isinstance(inline, Newline):
            rows.append([])
        else:
            rows[-1].append(inline)
    return [replace(para, children=tuple(row)) for row in rows if plain(row).strip()]


def _unbroken(line: ImportedLine) -> Iterator[ImportedInline]:
    """A line in which no mark goes over the end of a row."""
    for inline in line:
        if isinstance(inline, Mark) and any(isinstance(i, Newline) for i in inline.children):
            for inner in _unbroken(inline.children):
                yield inner if isinstance(inner, Newline) else replace(inline, children=(inner,))
        else:
            yield inline
