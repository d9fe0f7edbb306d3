"""Rows of a paragraph in HTML: which of them stay, and where they are paragraphs of their own.

In: a paragraph's line. Out: lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.desk.importing.tree import (
    ImportedInline,
    ImportedLine,
    Mark,
    Newline,
    TextRun,
    plain,
    with_children,
)

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
    return _unbroken(line, keep=keep)


def _unbroken(line: ImportedLine, *, keep: bool) -> ImportedLine:
    made: list[ImportedInline] = []
    for inline in line:
        if isinstance(inline, TextRun) and "\n" in inline.text:
            first, *others = inline.text.split("\n")
            made.append(TextRun(first))
            for part in others:
                made += [Newline() if keep else TextRun(" "), TextRun(part)]
        elif isinstance(inline, Mark) and inline.kind != "code":
            made.append(with_children(inline, _unbroken(inline.children, keep=False)))
        else:
            made.append(inline)
    return tuple(made)
