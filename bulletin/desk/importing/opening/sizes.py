"""How much a file may hold: more than an article has room for is refused before it takes long.

In: the bytes of a file, and what was read of it. Out: `BulletinError`, with what to do.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bulletin.desk.importing import tree
from bulletin.desk.importing.html.fonts import BLOCKS
from bulletin.desk.importing.html.lines import MARKS
from bulletin.desk.importing.opening.kinds import SourceKind
from bulletin.diagnostics import BulletinError
from bulletin.formats.element_text import Element
from bulletin.messages import tr

MAX_BLOCKS = 10_000
"""Paragraphs, rows and cells, as of an article."""
MAX_MARKS = 20_000
"""Breaks, links, pictures, notes and words set off, as of an article."""
MAX_PIECES = 5_000
"""Of one paragraph, where pandoc takes the square of their number."""
MAX_ATTRIBUTES = 10_000
"""Of one element: the parser looks each of them up from the first on."""
_ROWS: frozenset[SourceKind] = frozenset({"text", "markdown", "data"})
"""Kinds in which a block takes a line at least."""
_TAG = re.compile(rf"<[a-z][^<>]{{{2 * MAX_ATTRIBUTES},}}", re.IGNORECASE)
"""An opening tag in which so many attributes have room."""


def refuse_too_many_lines(name: str, kind: SourceKind, data: bytes) -> None:
    """Raise `BulletinError` for a text of more lines than blocks may be, with one between each."""
    if kind in _ROWS and data.count(b"\n") + data.count(b"\r") > 4 * MAX_BLOCKS:
        raise _too_many_blocks(name)


def refuse_too_many_attributes(name: str, markup: str) -> None:
    """Raise `BulletinError` for a page with an element of more attributes than may be."""
    for tag in _TAG.finditer(markup):
        if max(tag[0].count("="), len(tag[0].split())) > MAX_ATTRIBUTES:
            raise BulletinError(
                tr("{name} has an element with more than {most} attributes", name=name, most=MAX_ATTRIBUTES),
                tr("check whether it is the right file"),
            )  # fmt: skip


def refuse_too_many_elements(name: str, page: Element) -> None:
    """Raise `BulletinError` for a page of twice as many elements as may become something."""
    if sum(1 for _ in page.iter(*BLOCKS)) > 2 * MAX_BLOCKS:
        raise _too_many_blocks(name)
    if sum(1 for _ in page.iter(*MARKS)) > 2 * MAX_MARKS:
        raise _too_many_marks(name)


def refuse_too_many_paragraphs(name: str, part: Element) -> None:
    """Raise `BulletinError` for a part of an office program's file of more than blocks may be.

    Cells may be empty; where they hold something, that is counted.
    """
    if sum(1 for _ in part.iter("{*}p")) > MAX_BLOCKS:
        raise _too_many_blocks(name)
    if sum(1 for _ in part.iter("{*}tc", "{*}table-cell", "{*}v")) > 2 * MAX_BLOCKS:
        raise _too_many_blocks(name)
    if sum(1 for _ in part.iter("{*}s")) > 2 * MAX_MARKS:  # LibreOffice's spaces
        raise _too_many_marks(name)


def refuse_too_many_pieces(name: str, counts: Iterable[int]) -> None:
    """Raise `BulletinError` for a paragraph in more pieces than it may be, of their `counts`."""
    if max(counts, default=0) > MAX_PIECES:
        raise BulletinError(
            tr("{name} has a paragraph in more than {most} pieces", name=name, most=MAX_PIECES),
            tr("copy its text into a new file, without its frames and tables in tables"),
        )


def refuse_too_much(name: str, blocks: tree.Texts) -> None:
    """Raise `BulletinError` for more than the passes over blocks and lines may take."""
    if len(list(islice(_all(blocks), MAX_BLOCKS + 1))) > MAX_BLOCKS:
        raise _too_many_blocks(name)
    marks = (
        mark for block in _all(blocks) for line in tree.own_lines(block) for mark in _marks(line)
    )
    if len(list(islice(marks, MAX_MARKS + 1))) > MAX_MARKS:
        raise _too_many_marks(name)


def _all(blocks: tree.Texts) -> Iterator[tree.BlockNode]:
    waiting = [*blocks]
    while waiting:
        block = waiting.pop()
        yield block
        for inner in tree.inner_of(block):
            waiting += inner


def _marks(line: tree.ImportedLine) -> Iterator[object]:
    waiting = [*line]
    while waiting:
        inline = waiting.pop()
        if not isinstance(inline, tree.TextRun):
            yield inline
        if isinstance(inline, tree.Mark | tree.LinkTo):
            waiting += inline.children


def _too_many_blocks(name: str) -> BulletinError:
    return BulletinError(
        tr("{name} has more paragraphs, rows and cells than {most}", name=name, most=MAX_BLOCKS),
        tr("cut it into several files, and save long tables as .csv for :::{{table}}"),
    )


def _too_many_marks(name: str) -> BulletinError:
    return BulletinError(
        tr(
            "{name} has more line breaks, links and words set off than {most}",
            name=name,
            most=MAX_MARKS,
        ),
        tr("cut it into several files, and save long tables as .csv for :::{{table}}"),
    )
