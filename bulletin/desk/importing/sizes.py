"""How much a file may hold: more than an issue has room for is refused before it takes long.

In: the bytes of a file, and what was read of it. Out: `BulletinError`, with what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bulletin.desk.importing.html.fonts import BLOCKS
from bulletin.desk.importing.kinds import SourceKind
from bulletin.desk.importing.tree import BlockNode, Texts, inner_of
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

MAX_BLOCKS = 20_000
"""Paragraphs, rows and cells: twice as many as one article may have."""
_ROWS: frozenset[SourceKind] = frozenset({"text", "markdown"})
"""Kinds in which a block takes a line at least."""


def refuse_too_many_lines(name: str, kind: SourceKind, data: bytes) -> None:
    """Raise `BulletinError` for a text of more lines than blocks may be."""
    if kind in _ROWS and data.count(b"\n") + data.count(b"\r") > 2 * MAX_BLOCKS:
        raise _too_much(name)


def refuse_too_many_elements(name: str, page: etree._Element) -> None:
    """Raise `BulletinError` for a page of more elements that are blocks than blocks may be."""
    if sum(1 for _ in page.iter(*BLOCKS)) > 2 * MAX_BLOCKS:
        raise _too_much(name)


def refuse_too_many_paragraphs(name: str, part: etree._Element) -> None:
    """Raise `BulletinError` for a part of a Word or LibreOffice file of more than blocks may be."""
    if sum(1 for _ in part.iter("{*}p")) > MAX_BLOCKS:
        raise _too_much(name)


def refuse_too_many_blocks(name: str, blocks: Texts) -> None:
    """Raise `BulletinError` for more blocks than the passes over them may take."""
    if sum(1 for _ in zip(_all(blocks), range(MAX_BLOCKS + 1), strict=False)) > MAX_BLOCKS:
        raise _too_much(name)


def _all(blocks: Texts) -> Iterator[BlockNode]:
    waiting = [*blocks]
    while waiting:
        block = waiting.pop()
        yield block
        for inner in inner_of(block):
            waiting += inner


def _too_much(name: str) -> BulletinError:
    return BulletinError(
        tr("{name} has more paragraphs, rows and cells than {most}", name=name, most=MAX_BLOCKS),
        tr("cut it into several files, and save long tables as .csv for :::{{table}}"),
    )
