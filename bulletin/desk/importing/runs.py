"""Lines put together of runs of text, and cut at their breaks.

In: inlines, or a paragraph. Out: a line, or a paragraph for each row; of the rows of HTML those
that stay.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from bulletin.desk.importing.tree import (
    ImportedInline,
    ImportedLine,
    LinkTo,
    Mark,
    Newline,
    Para,
    TextRun,
    plain,
    with_children,
)

_Inline = TypeVar("_Inline")


def leaves(line: ImportedLine) -> Iterator[ImportedInline]:
    """What a line holds besides marks and links, in the order in which it stands."""
    for inline in line:
        if isinstance(inline, Mark | LinkTo):
            yield from leaves(inline.children)
        else:
            yield inline


def map_leaves(
    line: ImportedLine, change: Callable[[ImportedInline], ImportedLine]
) -> ImportedLine:
    """A line with all but its marks and links changed; code is changed as a whole."""
    made: list[ImportedInline] = []
    for inline in line:
        if isinstance(inline, LinkTo) or (isinstance(inline, Mark) and inline.kind != "code"):
            made.append(with_children(inline, map_leaves(inline.children, change)))
        else:
            made += change(inline)
    return tuple(made)


def runs_joined(inlines: Iterable[_Inline]) -> tuple[_Inline, ...]:
    """A line in which each run of text stands between others than runs, and none is empty."""
    made: list[_Inline] = []
    for kind, group in groupby(inlines, type):
        if kind is not TextRun:
            made += group
            continue
        runs = [one for one in group if isinstance(one, TextRun) and one.text]
        if len(runs) > 1:
            runs = [replace(runs[0], text="".join(run.text for run in runs))]
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


_SOFT = re.compile(r"\s*(?:[-–•*+]|\d{1,3}[.)/]|[a-zđ][.)]|\(\w{1,2}\))\s")


def parted(line: ImportedLine) -> Iterator[ImportedLine]:
    """The paragraphs that two breaks in a row part, as letters and old pages have them."""
    part: list[ImportedInline] = []
    for inline in line:
        part.append(inline)
        tail = [one for one in part[-3:] if not isinstance(one, TextRun) or one.text.strip()]
        if len(tail) > 1 and isinstance(tail[-1], Newline) and isinstance(tail[-2], Newline):
            while part and (isinstance(part[-1], Newline) or not plain((part[-1],)).strip()):
                part.pop()
            if part:
                yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def in_rows(line: ImportedLine) -> ImportedLine:
    """A paragraph whose rows each begin like a list's keeps its rows; others run on."""
    texts = plain(tuple(TextRun("\n") if isinstance(i, Newline) else i for i in line)).split("\n")
    keep = sum(bool(_SOFT.match(f"{row} ")) for row in texts) > 1
    return _with_breaks(line, keep=keep)


def _with_breaks(line: ImportedLine, *, keep: bool) -> ImportedLine:
    made: list[ImportedInline] = []
    for inline in line:
        if isinstance(inline, TextRun) and "\n" in inline.text:
            first, *others = inline.text.split("\n")
            made.append(TextRun(first))
            for part in others:
                made += [Newline() if keep else TextRun(" "), TextRun(part)]
        elif isinstance(inline, Mark) and inline.kind != "code":
            made.append(with_children(inline, _with_breaks(inline.children, keep=False)))
        else:
            made.append(inline)
    return tuple(made)
