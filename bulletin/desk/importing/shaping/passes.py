"""The passes that make an article of what a reader found, in their order.

In: a `FileReading`. Out: articles as blocks with what stands above them; one, or one for each
heading of the highest level.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bulletin.desk.importing.reading import FileReading, Hints
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.shaping.cleaning import cleaned
from bulletin.desk.importing.shaping.headings import headed
from bulletin.desk.importing.shaping.heads import ArticleHead, head_of
from bulletin.desk.importing.shaping.illustrations import illustrated
from bulletin.desk.importing.shaping.layouts import unfolded
from bulletin.desk.importing.shaping.official import without_official
from bulletin.desk.importing.shaping.tabbed import tabbed
from bulletin.desk.importing.shaping.typed_lists import listed
from bulletin.desk.importing.shaping.verse import with_stanzas
from bulletin.desk.importing.tree import (
    BlockNode,
    HeadPara,
    Para,
    Separator,
    Texts,
    plain,
    plain_blocks,
)
from bulletin.messages import tr


@dataclass(frozen=True)
class Shaped:
    """An article: what stands above it, and its text."""

    head: ArticleHead
    blocks: Texts


def shaped(reading: FileReading, remarks: Remarks, *, split: bool) -> list[Shaped]:
    """The articles of a file."""
    blocks = cleaned(with_stanzas(tabbed(reading.blocks, remarks), remarks), remarks)
    blocks = without_official(unfolded(blocks, remarks), remarks)
    blocks = illustrated(blocks, remarks)
    hints = _clean_hints(reading.hints)
    if not split:
        head, rest = head_of(blocks, hints, remarks)
        return [Shaped(head, _put_right(rest, remarks))]
    parts = _parts(headed(blocks, remarks))
    if len(parts) < 2:  # noqa: PLR2004, one part is the whole
        remarks.changed(
            tr("There are no several headings of one level to split at: it is one article")
        )
        return shaped(reading, Remarks(), split=False)
    made = []
    for part in parts:
        head, rest = head_of(part, Hints(), remarks)
        if plain_blocks(rest).strip():
            made.append(Shaped(head, _put_right(rest, remarks)))
        else:
            remarks.lost(tr("A heading without text below it"), plain(head.title)[:60])
    return made


def _clean_hints(hints: Hints) -> Hints:
    quiet = Remarks()
    title, summary = (
        next(iter(cleaned((Para(line),), quiet)), Para(())) for line in (hints.title, hints.summary)
    )
    assert isinstance(title, Para)  # noqa: S101, cleaning keeps kinds
    assert isinstance(summary, Para)  # noqa: S101, as above
    return replace(hints, title=title.children, summary=summary.children)


def _put_right(blocks: Texts, remarks: Remarks) -> Texts:
    made = listed(headed(blocks, remarks), remarks)
    return _tidy(made)


def _parts(blocks: Texts) -> list[Texts]:
    """The blocks cut at the headings of the highest level of which there are several."""
    levels = [block.level for block in blocks if isinstance(block, HeadPara)]
    several = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    if not several:
        return [blocks]
    parts: list[list[BlockNode]] = [[]]
    for block in blocks:
        if isinstance(block, HeadPara) and block.level <= several[0]:
            parts.append([])
        parts[-1].append(block)
    return [tuple(part) for part in parts if plain_blocks(part).strip() or len(part) > 1]


def _tidy(blocks: Texts) -> Texts:
    """The blocks without empty paragraphs, and without lines at the ends or two in a row."""
    made: list[BlockNode] = []
    for block in blocks:
        if isinstance(block, Para) and not block.children:
            continue
        if isinstance(block, Para) and _ornament(plain(block.children)):
            block = Separator(block.line)  # noqa: PLW2901, what it stands for
        if isinstance(block, Separator) and (not made or isinstance(made[-1], Separator)):
            continue
        made.append(block)
    while made and isinstance(made[-1], Separator):
        made.pop()
    return tuple(made)


def _ornament(text: str) -> bool:
    """Whether a line is drawn with characters: *** or -----."""
    return len(text.strip()) > 2 and not set(text) - set("*-_=~–—•· #")  # noqa: PLR2004, as three stars
