"""The passes that make an article of what a reader found, in their order.

In: a `FileReading`. Out: articles as blocks with what stands above them; one, or one for each
heading of the highest level.
"""

from dataclasses import dataclass, replace

from bulletin.desk.importing import tree
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
from bulletin.messages import tr


@dataclass(frozen=True)
class Shaped:
    """An article: what stands above it, and its text."""

    head: ArticleHead
    blocks: tree.Texts


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
        if tree.plain_blocks(rest).strip():
            made.append(Shaped(head, _put_right(rest, remarks)))
        else:
            remarks.lost(tr("A heading without text below it"), tree.plain(head.title)[:60])
    return made


def _clean_hints(hints: Hints) -> Hints:
    quiet = Remarks()
    title, summary = (
        next(iter(cleaned((tree.Para(line),), quiet)), tree.Para(()))
        for line in (hints.title, hints.summary)
    )
    assert isinstance(title, tree.Para)  # noqa: S101, cleaning keeps kinds
    assert isinstance(summary, tree.Para)  # noqa: S101, as above
    return replace(hints, title=title.children, summary=summary.children)


def _put_right(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    made = listed(headed(blocks, remarks), remarks)
    return _tidy(made)


def _parts(blocks: tree.Texts) -> list[tree.Texts]:
    """The blocks cut at the headings of the highest level of which there are several."""
    levels = [block.level for block in blocks if isinstance(block, tree.HeadPara)]
    several = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    if not several:
        return [blocks]
    parts: list[list[tree.BlockNode]] = [[]]
    for block in blocks:
        if isinstance(block, tree.HeadPara) and block.level <= several[0]:
            parts.append([])
        parts[-1].append(block)
    return [tuple(part) for part in parts if tree.plain_blocks(part).strip() or len(part) > 1]


def _tidy(blocks: tree.Texts) -> tree.Texts:
    """The blocks without empty paragraphs, and without lines at the ends or two in a row."""
    made: list[tree.BlockNode] = []
    for block in blocks:
        if isinstance(block, tree.Para) and not block.children:
            continue
        if isinstance(block, tree.Para) and _ornament(tree.plain(block.children)):
            block = tree.Separator(block.line)  # noqa: PLW2901, what it stands for
        if isinstance(block, tree.Separator) and (not made or isinstance(made[-1], tree.Separator)):
            continue
        made.append(block)
    while made and isinstance(made[-1], tree.Separator):
        made.pop()
    return tuple(made)


def _ornament(text: str) -> bool:
    """Whether a line is drawn with characters: *** or -----."""
    return len(text.strip()) > 2 and not set(text) - set("*-_=~–—•· #")  # noqa: PLR2004, as three stars
