"""Lists that were typed by hand: "1.", "a)", "-" and "•" in front of paragraphs.

In: blocks. Out: blocks in which such paragraphs are lists, one in the other where the signs say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.tree import (
    BlockNode,
    Boxed,
    ImportedInline,
    ImportedLine,
    ListEntries,
    Mark,
    Newline,
    Para,
    Quoted,
    TextRun,
    Texts,
    plain,
)
from bulletin.messages import tr

_BULLETS = "•●○◦■□▪▫‣⁃∙·➢➤►▶❖✓✔➔*+"
_SIGN = re.compile(
    rf"\s*(?:(?P<bullet>[-–—{re.escape(_BULLETS)}])\s+|(?P<number>\d{{1,3}})\s?(?P<after>[.)/])\s+|(?P<letter>[a-zđ])\s?[.)/]\s+|\((?P<around>\w{{1,2}})\)\s+)(?=\S)"
)


@dataclass(frozen=True)
class _Sign:
    """What stands in front of a paragraph: its kind, its number, and how it is written."""

    kind: str
    number: int
    written: str
    length: int


def _sign_of(block: BlockNode) -> _Sign | None:
    if not isinstance(block, Para) or block.style == "caption":
        return None
    match = _SIGN.match(plain(block.children))
    if match is None:
        return None
    if bullet := match["bullet"]:
        kind = "–" if bullet in "-–—" else bullet
        return _Sign(kind, 0, bullet, match.end())
    if match["number"]:
        return _Sign(f"1{match['after']}", int(match["number"]), match["number"], match.end())
    label = match[0].strip()
    if match["letter"]:
        return _Sign("a", _ORDER.find(match["letter"]) + 1, label, match.end())
    return _Sign("(", 0, label, match.end())


_ORDER = "abcdđeghiklmnopqrstuvxy"
"""Letters in the order in which lists of Vietnamese papers have them."""


@dataclass
class _Open:
    """A list being made."""

    kind: str
    start: int
    last: int
    items: list[list[BlockNode]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    line: int = 0

    def made(self) -> ListEntries:
        numbered = self.kind.startswith("1")
        labels = tuple(self.labels) if self.kind in {"a", "("} else ()
        items = tuple(tuple(item) for item in self.items)
        return ListEntries(items, self.start if numbered else None, labels, self.line)


def listed(blocks: Texts, remarks: Remarks) -> Texts:
    """The blocks with lists for what was typed as one."""
    split = [part for block in blocks for part in _rows_apart(block)]
    made: list[BlockNode] = []
    index = count = 0
    while index < len(split):
        run = _run(split, index)
        if run:
            made.append(_nested(split[index : index + run]))
            count += run
            index += run
            continue
        made.append(_inside(split[index], remarks))
        index += 1
    if count:
        remarks.changed(tr("Lines with typed numbers or signs became lists"), count=count)
    return tuple(made)


def _inside(block: BlockNode, remarks: Remarks) -> BlockNode:
    if isinstance(block, Boxed | Quoted):
        return replace(block, children=listed(block.children, remarks))
    return block


def _rows_apart(block: BlockNode) -> Sequence[BlockNode]:
    """A paragraph whose rows each have a sign in front, as paragraphs."""
    if not isinstance(block, Para) or not any(isinstance(i, Newline) for i in block.children):
        return (block,)
    rows: list[list[ImportedInline]] = [[]]
    for inline in block.children:
        if isinstance(inline, Newline):
            rows.append([])
        else:
            rows[-1].append(inline)
    paras = [replace(block, children=tuple(row)) for row in rows if plain(tuple(row)).strip()]
    signed = [_sign_of(para) is not None for para in paras]
    if sum(signed) > 1 and all(signed[1:]):
        return paras
    return (block,)


def _run(blocks: Sequence[BlockNode], index: int) -> int:
    """How many paragraphs from here on are a list; 0: none."""
    signs = []
    for place in range(index, len(blocks)):
        sign = _sign_of(blocks[place])
        if sign is None:
            break
        signs.append(sign)
    while signs and not _follows(signs):
        signs.pop()
    if len(signs) == 1:
        # A single line is a list where its sign is only ever that of a list.
        return int(signs[0].kind in _BULLETS and signs[0].kind not in "*+")
    return len(signs)


def _follows(signs: Sequence[_Sign]) -> bool:
    """Whether the last sign goes on with a list above it, or begins one."""
    last = signs[-1]
    if last.number == 0:
        return True
    before = next((s for s in reversed(signs[:-1]) if s.kind == last.kind), None)
    if before is None:
        return last.number == 1 or len(signs) == 1
    return last.number in {before.number + 1, 1}


def _nested(paras: Sequence[BlockNode]) -> ListEntries:
    """Paragraphs with signs as lists; a sign that is new stands below the one before it."""
    stack: list[_Open] = []
    for para in paras:
        sign = _sign_of(para)
        assert sign is not None  # noqa: S101, only such paragraphs are given
        assert isinstance(para, Para)  # noqa: S101, as above
        kinds = [one.kind for one in stack]
        if sign.kind in kinds:
            while stack[-1].kind != sign.kind:
                _close(stack)
        else:
            stack.append(_Open(sign.kind, sign.number, sign.number, line=para.line))
        top = stack[-1]
        top.items.append([replace(para, children=_cut(para.children, sign.length))])
        top.labels.append(sign.written)
        top.last = sign.number
    while len(stack) > 1:
        _close(stack)
    return stack[0].made()


def _close(stack: list[_Open]) -> None:
    inner = stack.pop()
    stack[-1].items[-1].append(inner.made())


def _cut(line: ImportedLine, length: int) -> ImportedLine:
    """A line without its first characters."""
    made: list[ImportedInline] = []
    for inline in line:
        if length <= 0:
            made.append(inline)
        elif isinstance(inline, TextRun):
            if rest := inline.text[length:]:
                made.append(TextRun(rest))
            length -= len(inline.text)
        elif isinstance(inline, Mark):
            size = len(plain(inline.children))
            if size > length and (children := _cut(inline.children, length)):
                made.append(replace(inline, children=children))
            length -= size
        else:
            made.append(inline)
    return tuple(made)
