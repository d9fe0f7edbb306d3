"""What stands above the title of an official paper: organs, the motto, number, place and day.

In: blocks. Out: blocks from the title on. What a letter is about (V/v ...) becomes its title.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bulletin.desk.importing import tree
from bulletin.desk.importing.inlines import without
from bulletin.desk.importing.remarks import LETTERHEAD, Remarks, excerpt
from bulletin.desk.importing.runs import rows_of
from bulletin.desk.importing.shaping.headings import all_marked, capitals
from bulletin.formats.characters import CAPITALS
from bulletin.languages import any_phrase

_ORGAN = re.compile(any_phrase("organs"), re.IGNORECASE)
_SURE = rf"{any_phrase('mottos')}|{any_phrase('letterhead_lines')}"
_DAY = any_phrase("letterhead_days")
_ANCHOR = re.compile(_SURE, re.IGNORECASE)
"""Lines that stand above official papers only."""
_BESIDE = re.compile(rf"{_DAY}|[*_–—=. -]+", re.IGNORECASE)
"""Lines that stand there too."""
_TWO_COLUMNS = re.compile(rf"(?P<left>.{{1,80}}?) (?:{_SURE}|{_DAY})", re.IGNORECASE)
"""What stood side by side, in one line."""
SUBJECT = re.compile(rf"{any_phrase('subjects')}\b", re.IGNORECASE)
PAPER = re.compile(rf"{any_phrase('papers')}\b", re.IGNORECASE)
_LONGEST = 80
"""Characters of a line in one column."""
_MOST = 14
"""Rows in which a letterhead ends."""


@dataclass
class _Letterhead:
    """A letterhead being read, row by row."""

    rows: list[str] = field(default_factory=list)
    subject: tree.ImportedLine = ()
    end: int = 0
    """So many rows are of it."""
    subject_end: int = 0
    is_sure: bool = False

    def takes(self, row: tree.Para | tree.HeadPara) -> bool:
        """Whether a row is of it, or may be if more follows."""
        words = " ".join(tree.plain(row.children).split())
        self.rows.append(words)
        if len(words) > _LONGEST * 2:
            return False
        if _is_anchor(words):
            self.is_sure = True
        elif SUBJECT.match(words) and not self.subject:
            self.subject = row.children
            self.subject_end = len(self.rows)
            return True
        elif not (_BESIDE.fullmatch(words) or (_ORGAN.fullmatch(words) and capitals(words))):
            # An organ that no table knows, where the motto or a number follows.
            return words.isupper() and len(words) <= _LONGEST and not PAPER.match(words)
        self.end = len(self.rows)
        return True


def without_letterhead(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks from the title on, if a letterhead stands above one."""
    rest = _without_rows(blocks, remarks)
    return rest[1:] if _says_its_title(rest) else rest


def _without_rows(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    found = _Letterhead()
    top = _rows(blocks)
    for row in top:
        if not isinstance(row, tree.Para | tree.HeadPara | tree.Separator):
            break
        if isinstance(row, tree.Separator):
            found.rows.append("")
        elif not found.takes(row):
            break
    if not found.end:
        return blocks
    rest = _behind(blocks, found.end)
    if found.subject and found.subject_end <= found.end:
        rest = (tree.HeadPara(1, found.subject), *rest)
    known = found.is_sure or any(map(_names_a_paper, rest[:1]))
    if not known or not (found.is_sure or _is_title(rest)):
        return blocks
    said = " ".join(row for row in found.rows[: found.end] if row)
    remarks.lost(LETTERHEAD, excerpt(said, 200))
    return rest


def _is_anchor(words: str) -> bool:
    if _ANCHOR.fullmatch(words):
        return True
    beside = _TWO_COLUMNS.fullmatch(words)
    return beside is not None and (
        beside["left"].isupper() or bool(_ANCHOR.fullmatch(beside["left"]))
    )


def _rows(blocks: tree.Texts) -> list[tree.BlockNode]:
    """The first rows of a text; a paragraph of several rows gives several."""
    made: list[tree.BlockNode] = []
    for block in blocks[:_MOST]:
        made += rows_of(block) if isinstance(block, tree.Para) else [block]
    return made[:_MOST]


def _behind(blocks: tree.Texts, count: int) -> tree.Texts:
    """The blocks without so many of their first rows."""
    for index, block in enumerate(blocks):
        rows: Sequence[tree.BlockNode] = (
            rows_of(block) if isinstance(block, tree.Para) else (block,)
        )
        if count <= 0:
            return blocks[index:]
        if count < len(rows):
            return (*rows[count:], *blocks[index + 1 :])
        count -= len(rows)
    return ()


def _names_a_paper(block: tree.BlockNode) -> bool:
    return isinstance(block, tree.HeadPara) or bool(PAPER.match(tree.words(block)))


def _is_title(blocks: Sequence[tree.BlockNode]) -> bool:
    """Whether a title stands first, so that what was above it is none."""
    if not blocks:
        return False
    first = blocks[0]
    if isinstance(first, tree.HeadPara):
        return True
    words = tree.words(first)
    set_off = isinstance(first, tree.Para) and (
        all_marked(first.children, "strong") or capitals(words)
    )
    return set_off and not words.endswith((".", "!", "?"))


def _says_its_title(blocks: Sequence[tree.BlockNode]) -> bool:
    """Whether a paper that a subject stands above has its kind and a title of its own below it."""
    if len(blocks) < 3 or not isinstance(blocks[0], tree.HeadPara):  # noqa: PLR2004, subject, kind, title
        return False
    kind, title = map(tree.words, blocks[1:3])
    subject = SUBJECT.match(tree.plain(blocks[0].children).strip())
    return bool(subject and PAPER.fullmatch(kind)) and _is_title(blocks[2:]) and bool(title)


def joined(title: tree.ImportedLine, more: tree.ImportedLine) -> tree.ImportedLine:
    """A title that goes on: "KẾ HOẠCH" and "Trồng cây đầu xuân" make "Kế hoạch trồng cây đầu xuân"."""
    kind, about = tree.plain(title).strip(), tree.plain(more).strip()
    if PAPER.fullmatch(kind) and kind.isupper() and not about.isupper():
        title = (tree.TextRun(kind.capitalize()),)
        more = without(more, "strong", "emphasis")
        more = more if _NAME.match(about) else _cased(more, str.lower)
    return (*title, tree.TextRun(" "), *more)


_NAME = re.compile(rf"\w+ [{CAPITALS}]|[{CAPITALS}]{{2}}")
"""What begins with a name or an abbreviation keeps its capital."""


def without_subject(title: tree.ImportedLine) -> tree.ImportedLine:
    """A title without the sign that it is the subject of a letter: "V/v"."""
    first = title[0] if title else None
    sign = re.match(r"(?i)\s*v/v\s*:?\s*", first.text) if isinstance(first, tree.TextRun) else None
    if not sign or not isinstance(first, tree.TextRun) or not first.text[sign.end() :]:
        return title
    return _cased((replace(first, text=first.text[sign.end() :]), *title[1:]), str.upper)


def _cased(line: tree.ImportedLine, case: Callable[[str], str]) -> tree.ImportedLine:
    """A line whose first letter is a small or a capital one."""
    first, *rest = line
    if isinstance(first, tree.Mark):
        first = replace(first, children=_cased(first.children, case))
    elif isinstance(first, tree.TextRun):
        text = first.text.lstrip()
        first = replace(first, text=case(text[:1]) + text[1:])
    return (first, *rest)
