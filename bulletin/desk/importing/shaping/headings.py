"""Headings: those that are only bold lines or capitals, and the levels of all of them.

In: blocks. Out: blocks whose headings are headings, from level 1 down without a gap.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.document.numerals import roman
from bulletin.languages import any_phrase
from bulletin.messages import tr

_LONGEST = 140
_MOST_WORDS = 25
_PART = re.compile(rf"{any_phrase('parts')}\s*[.:–/-]\s*\S", re.IGNORECASE)
_CAPITAL_ROMAN = re.compile(r"([IVX]{1,5})\s*[./–-]\s*\S")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\s*[.)/]?\s+\S")
_LETTER = re.compile(r"[a-zđ]\s*[.)]\s*\S")
_HEADING_STYLE = re.compile(any_phrase("heading_styles"), re.IGNORECASE)


def all_marked(line: tree.ImportedLine, kind: tree.MarkKind) -> bool:
    """Whether all words of a line are set off in a way, as bold; what else sets them off is no matter."""
    solid = [i for i in line if tree.plain((i,)).strip()]
    return re.search(r"\w", tree.plain(line)) is not None and all(
        _is_marked(i, kind) for i in solid
    )


def _is_marked(inline: tree.ImportedInline, kind: tree.MarkKind) -> bool:
    match inline:
        case tree.Mark(own, children):
            return own == kind or (own in {"strong", "emphasis"} and all_marked(children, kind))
        case tree.LinkTo(_, children):
            return all_marked(children, kind)
        case tree.TextRun(text):
            return not re.search(r"\w", text)
    return False


def capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 5 and all(char.isupper() for char in letters)  # noqa: PLR2004, an abbreviation is shorter


def headed(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks with headings where a line stands for one, and with sound levels."""
    real = any(isinstance(block, tree.HeadPara) for block in blocks)
    parts = _counted_parts(blocks)
    made: list[tree.BlockNode] = []
    level = 0
    set_off = counted = 0
    for index, block in enumerate(blocks):
        if isinstance(block, tree.HeadPara):
            if not tree.plain(block.children).strip():
                continue
            level = block.level
        elif isinstance(block, tree.Para) and (
            (stands := _stands_for_heading(block, blocks, index)) or index in parts
        ):
            set_off, counted = set_off + stands, counted + (not stands)
            rank = level + 1 if real else _rank(tree.words(block))
            made.append(tree.HeadPara(rank, _bare(block.children), block.line))
            continue
        made.append(block)
    if set_off:
        said = tr("Lines that were only bold or in capitals became headings")
        remarks.changed(said, count=set_off)
    if counted:
        remarks.changed(tr("Lines that count parts (I, II, III) became headings"), count=counted)
    return _levelled(tuple(made))


def _counted_parts(blocks: Sequence[tree.BlockNode]) -> frozenset[int]:
    """The places of short lines that count parts from I on, each with something below it."""
    found: dict[int, str] = {}
    for index, block in enumerate(blocks):
        words = tree.words(block)
        if isinstance(block, tree.Para) and (match := _CAPITAL_ROMAN.match(words)):
            if not _short_enough(block, words):
                return frozenset()
            found[index] = match[1]
    behind = {index + 1 for index in found}
    in_order = [roman(number).upper() for number in range(1, len(found) + 1)]
    if len(found) < _FEWEST_PARTS or [*found.values()] != in_order:
        return frozenset()
    return frozenset() if behind & {*found, len(blocks)} else frozenset(found)


_FEWEST_PARTS = 2


def _stands_for_heading(para: tree.Para, blocks: Sequence[tree.BlockNode], index: int) -> bool:
    """A short bold line (or one in capitals) with something below it that is not like it."""
    text = tree.words(para)
    styled = _HEADING_STYLE.match(para.style) is not None
    shouted = capitals(text) and (len(text.split()) > 1 or _CAPITAL_ROMAN.match(text))
    set_off = styled or shouted or all_marked(para.children, "strong")
    if not set_off or not _short_enough(para, text):
        return False
    below = (blocks[at] for at in range(index + 1, len(blocks)))
    after = next((block for block in below if not isinstance(block, tree.Separator)), None)
    if after is None or (isinstance(after, tree.HeadPara) and not styled):
        return False
    # "Kết quả:" above a list introduces it; above paragraphs it heads them.
    introduces = isinstance(after, tree.ListEntries | tree.Grid) or len(text.split()) > _INTRODUCING
    return not (text.endswith(":") and introduces)


_INTRODUCING = 8
"""Words from which a line with a colon is a sentence."""


def _short_enough(para: tree.Para, text: str) -> bool:
    """Whether a line is as short as headings are, and ends and begins like one."""
    if not re.search(r"[^\W_]", text) or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if any(isinstance(i, tree.Newline | tree.NoteMark) for i in para.children):
        return False
    ends = text.endswith((".", ";", ",", "…")) and not re.fullmatch(r"[IVX\d]+\.", text)
    return not ends and not re.match(r"[-–—•+*]\s", text)


def _bare(line: tree.ImportedLine) -> tree.ImportedLine:
    """A heading's words without the colon at their end."""
    made = list(line)
    if made and isinstance(made[-1], tree.TextRun):
        made[-1] = tree.TextRun(made[-1].text.rstrip().removesuffix(":"))
    elif made and isinstance(made[-1], tree.Mark):
        made[-1] = replace(made[-1], children=_bare(made[-1].children))
    return tuple(made)


def _rank(text: str) -> int:
    """How high a heading is that has no level: by its number, or its capitals."""
    if _CAPITAL_ROMAN.match(text) or _PART.match(text) or capitals(text):
        return 1
    if match := _DECIMAL.match(text):
        return 2 + match[1].count(".")
    return 4 if _LETTER.match(text) else 2


def _levelled(blocks: tree.Texts) -> tree.Texts:
    """The blocks, and those in them, with the highest level 1 and none skipped on the way down."""
    above: list[tuple[int, int]] = []

    def sound(block: tree.BlockNode) -> tree.BlockNode:
        if not isinstance(block, tree.HeadPara):
            return tree.map_inner(block, lambda inner: tuple(map(sound, inner)))
        while above and above[-1][0] >= block.level:
            above.pop()
        level = above[-1][1] + 1 if above else 1
        above.append((block.level, level))
        return replace(block, level=level)

    return tuple(map(sound, blocks))
