"""Lines of verse, each of which is a paragraph in its file, with an empty one between stanzas.

In: blocks, empty paragraphs among them. Out: blocks without these, a stanza being one paragraph
whose lines stay lines. Verse is told by its shape: short lines of words alone, in groups.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.shaping.typed_signs import is_entry
from bulletin.messages import tr

_OF_WORDS = re.compile(rf"[“‘\"'(…]*[^\W\d_][^\d:;/|\t{tree.TAB}]*")
_PART = re.compile(r"[^\W\d_][^:;/|]*:")
"""What a part of a song is called on its own line: "Điệp khúc:", "Lời 1:"."""
_LONGEST = 50
_WORDS = range(2, 12)
_SPEAKS = re.compile(r":(?=\s)")
"""Before what somebody says; most lines with one are entries of a form."""
_PART_WORDS = 4
_FEWEST = 4
"""Lines of verse of which a text has at least so many, if it has any."""


def with_stanzas(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks of a text."""
    groups = [_title_apart(group) for group in _groups(blocks)]
    verse = [_is_stanza(lines) for _, lines in groups]
    count = sum(len(lines) for (_, lines), is_verse in zip(groups, verse, strict=True) if is_verse)
    solid = tuple(block for block in blocks if not _is_empty(block))
    if count < _FEWEST or len(solid) == len(blocks):
        return solid
    remarks.changed(tr("Short lines in groups were kept as lines of verse: check them"))
    made: list[tree.BlockNode] = []
    for (above, lines), is_verse in zip(groups, verse, strict=True):
        made += [*above, _stanza(lines)] if is_verse else [*above, *lines]
    return tuple(made)


def _is_empty(block: tree.BlockNode) -> bool:
    return isinstance(block, tree.Para) and not any(
        tree.plain((one,)).strip() or not isinstance(one, tree.TextRun | tree.Newline)
        for one in block.children
    )


def _groups(blocks: tree.Texts) -> Iterator[list[tree.BlockNode]]:
    """Blocks between which no empty paragraph stands; what is no paragraph parts them, too."""
    for is_text, group in groupby(
        blocks, lambda one: isinstance(one, tree.Para) and not _is_empty(one)
    ):
        kept = [block for block in group if not _is_empty(block)]
        if kept:
            yield from [kept] if is_text else [[block] for block in kept]


def _title_apart(
    group: Sequence[tree.BlockNode],
) -> tuple[Sequence[tree.BlockNode], Sequence[tree.BlockNode]]:
    """Lines above verse, and those below: of capitals, or down to the name of a song's part."""
    words = [tree.words(one) for one in group]
    capitals = next((n for n, text in enumerate(words) if not text.isupper()), len(words))
    short = [text if len(text.split()) <= _PART_WORDS else "" for text in words]
    parts = [n + 1 for n, text in enumerate(short) if _PART.fullmatch(text)]
    titles = max(capitals, *parts, 0)
    return group[:titles], group[titles:]


def _is_stanza(lines: Sequence[tree.BlockNode]) -> bool:
    closed = sum(tree.words(line).endswith((".", "!", "?")) for line in lines)
    speaking = sum(bool(_SPEAKS.search(tree.words(line))) for line in lines)
    rare = closed * 2 <= len(lines) and speaking * 4 <= len(lines)
    return len(lines) > 1 and rare and all(map(_is_verse, lines))


def _is_verse(block: tree.BlockNode) -> bool:
    """Whether a line is short and of words alone: no entry, label, figure, name or picture."""
    if not isinstance(block, tree.Para) or is_entry(block):
        return False
    text = _SPEAKS.sub("", tree.words(block))
    alone = not any(
        isinstance(one, tree.Newline | tree.NoteMark | tree.Image) for one in block.children
    )
    of_words = bool(_OF_WORDS.fullmatch(text))
    named = text.istitle() or text.isupper() or " - " in text
    fits = len(text) <= _LONGEST and len(text.split()) in _WORDS
    return alone and of_words and not named and fits


def _stanza(lines: Sequence[tree.BlockNode]) -> tree.Para:
    paras = [line for line in lines if isinstance(line, tree.Para)]
    joined: list[tree.ImportedInline] = []
    for para in paras:
        joined += [tree.Newline(), *para.children] if joined else para.children
    return replace(paras[0], children=tuple(joined))
