"""Lists that were typed by hand: "1.", "a)", "-" and "•" in front of paragraphs.

In: blocks. Out: blocks in which such paragraphs are lists, one in the other where indents or the
signs say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.runs import rows_of
from bulletin.desk.importing.shaping import typed_signs
from bulletin.messages import tr

_LEFT_OUT = frozenset("đfjwz")
"""Letters that lists of Vietnamese papers may pass over."""
_DEEPER = 2
"""Spaces by which a line stands below the one above it."""
_SEVERAL = 3
"""Signs of which none comes twice, so that they tell nothing."""


@dataclass(frozen=True)
class _Entry:
    """A paragraph with a sign in front."""

    para: tree.Para
    sign: typed_signs.TypedSign


def _entry_of(block: tree.BlockNode) -> _Entry | None:
    sign = typed_signs.sign_of(block)
    return _Entry(block, sign) if sign and isinstance(block, tree.Para) else None


def _is_number(kind: str) -> bool:
    return kind[0] == "1" and kind[1:] in {".", ")", "/"}


@dataclass
class _Open:
    """A list being made; `kinds` are the signs that its entries have."""

    kinds: set[str]
    start: int
    last: int
    indent: int
    items: list[list[tree.BlockNode]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    line: int = 0

    @classmethod
    def begun(cls, entry: _Entry) -> _Open:
        """A list whose first entry is to be added."""
        sign, para = entry.sign, entry.para
        return cls({sign.kind}, sign.number, sign.number, para.indent, line=para.line)

    @property
    def is_numbered(self) -> bool:
        """Whether its entries have numbers that Markdown knows."""
        return any(_is_number(kind) for kind in self.kinds)

    @property
    def is_labelled(self) -> bool:
        """Whether its entries keep their signs as part of the words."""
        return any(map(typed_signs.is_label, self.kinds))

    def goes_on_with(self, sign: typed_signs.TypedSign) -> bool:
        """Whether a sign is the next one of this list."""
        if self.is_numbered and _is_number(sign.kind):
            return sign.number == self.last + 1 and (sign.kind in self.kinds or sign.number > 1)
        if sign.is_outline:  # 2.1 may follow 1.3
            return sign.kind in self.kinds and sign.number in {1, self.last + 1}
        if sign.kind != "a":
            return sign.kind in self.kinds
        passed_over = set(typed_signs.LETTERS[self.last : sign.number - 1])
        return "a" in self.kinds and sign.number > self.last and passed_over <= _LEFT_OUT

    def made(self) -> tree.ListEntries:
        labels = tuple(self.labels) if self.is_labelled else ()
        items = tuple(tuple(item) for item in self.items)
        return tree.ListEntries(items, self.start if self.is_numbered else None, labels, self.line)


@dataclass
class _Lists:
    """Lists being made of entries that follow each other, one list in the other.

    What is further in stands below what is above it; so does what has a sign of another rank by
    the custom of papers (1, a, -, +). Other signs tell no rank by themselves.
    """

    entries: Sequence[_Entry | None]
    """All blocks, None for those that are no entries."""
    first: int
    """The place of the first entry of these lists."""
    taken: int = 0
    unsure: bool = False
    """Whether signs changed in a way that may mean a rank or not."""
    _stack: list[_Open] = field(default_factory=list)

    @property
    def opening(self) -> _Entry:
        """The first of them."""
        return next(self._from(self.first))

    def take_all(self) -> None:
        """Take entries until one begins another list, or none."""
        for entry in self._from(self.first):
            if not self._place(entry):
                break
            top, sign = self._stack[-1], entry.sign
            top.items.append(
                [replace(entry.para, children=without_first(entry.para.children, sign.length))]
            )
            top.labels.append(sign.written)
            top.last = sign.number
            self.taken += 1

    def made(self) -> tree.ListEntries:
        """All that was taken as one list."""
        self._close_to(1)
        return self._stack[0].made()

    def _from(self, place: int) -> Iterator[_Entry]:
        """The entries from a place on that nothing parts."""
        for number in range(place, len(self.entries)):
            entry = self.entries[number]
            if entry is None:
                return
            yield entry

    def _place(self, entry: _Entry) -> bool:
        """Open and close lists so that the next entry belongs to the innermost; False: to none."""
        if not self._stack:
            self._stack.append(_Open.begun(entry))
            return True
        indent = entry.para.indent
        if indent >= self._stack[-1].indent + _DEEPER and entry.sign.number <= 1:
            self._stack.append(_Open.begun(entry))
            return True
        while len(self._stack) > 1 and self._stack[-1].indent >= indent + _DEEPER:
            self._close_to(len(self._stack) - 1)
        for depth in range(len(self._stack), 0, -1):
            if self._stack[depth - 1].goes_on_with(entry.sign):
                self._close_to(depth)
                return True
        return self._begin(entry)

    def _begin(self, entry: _Entry) -> bool:
        """Begin a list with an entry that goes on with none, or put it beside the one above."""
        sign, top = entry.sign, self._stack[-1]
        if sign.number > 1 or (sign.is_picture and not self._is_below(sign, top)):
            return False
        again = next((d for d, one in enumerate(self._stack) if sign.kind in one.kinds), None)
        if again == 0:
            return False
        if again is not None:
            self._close_to(again)
        elif not sign.is_bullet and not (top.is_numbered or top.is_labelled):
            if not self._is_below(sign, top):  # by the custom of papers a number stands above -
                return False
        elif sign.is_bullet and not (top.is_numbered or top.is_labelled):
            custom = (
                sign.kind == "+" and top.kinds == {typed_signs.DASH} and not self._tells_nothing
            )
            self.unsure |= not custom
            if not custom and not self._is_below(sign, top):
                top.kinds.add(sign.kind)
                return True
        self._stack.append(_Open.begun(entry))
        return True

    @cached_property
    def _tells_nothing(self) -> bool:
        """Whether no sign comes twice, though there are several."""
        kinds: set[str] = set()
        for entry in self._from(self.first):
            if entry.sign.is_bullet:
                if entry.sign.kind in kinds:
                    return False
                kinds.add(entry.sign.kind)
        return len(kinds) >= _SEVERAL

    def _is_below(self, sign: typed_signs.TypedSign, top: _Open) -> bool:
        """Whether the entry above introduces this one, or a group of which it is the first."""
        above = self.entries[self.first + self.taken - 1]
        if above and tree.plain(above.para.children).rstrip().endswith(":"):
            return True
        behind = enumerate(one.sign.kind for one in self._from(self.first + self.taken))
        group, after = next(((n, kind) for n, kind in behind if kind != sign.kind), (0, ""))
        return group > 1 and after in top.kinds

    def _close_to(self, depth: int) -> None:
        while len(self._stack) > depth:
            inner = self._stack.pop()
            self._stack[-1].items[-1].append(inner.made())


def listed(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks with lists for what was typed as one."""
    split = [part for block in blocks for part in _rows_apart(block)]
    answers = typed_signs.answers_among(split)
    found = [_entry_of(block) for block in split]
    entries = [None if one and one.sign.kind in answers else one for one in found]
    made: list[tree.BlockNode] = []
    index = count = 0
    while index < len(split):
        lists = _lists_from(entries, index)
        if lists is None:
            made.append(_inside(split[index], remarks))
            index += 1
            continue
        made.append(lists.made())
        count += lists.taken
        index += lists.taken
        if lists.unsure:
            first = tree.plain(lists.opening.para.children)[:40]
            said = tr("A list in which the signs change: check which lines stand below which")
            remarks.changed(said, f"“{first}”")
    if count:
        remarks.changed(tr("Lines with typed numbers or signs became lists"), count=count)
    return tuple(made)


def _inside(block: tree.BlockNode, remarks: Remarks) -> tree.BlockNode:
    if isinstance(block, tree.Boxed | tree.Quoted):
        return replace(block, children=listed(block.children, remarks))
    if isinstance(block, tree.ListEntries):
        inner = tuple(tuple(_inside(one, remarks) for one in item) for item in block.items)
        return _signed_once(replace(block, items=inner))
    return block


def _signed_once(entries: tree.ListEntries) -> tree.ListEntries:
    """A list of a program whose entries have typed signs besides, with one sign each."""
    signs = [typed_signs.sign_of(item[0]) if item else None for item in entries.items]
    typed = [sign for sign in signs if sign is not None]
    kinds = {sign.kind for sign in typed}
    if (
        entries.labels
        or len(typed) < len(signs)
        or any(sign.is_picture for sign in typed)
        or (len(kinds) > 1 and not all(sign.is_bullet for sign in typed))
    ):
        return entries
    bare = tuple(
        (_unsigned(item[0], sign.length), *item[1:])
        for item, sign in zip(entries.items, typed, strict=True)
    )
    if all(map(typed_signs.is_label, kinds)):
        return replace(entries, items=bare, start=None, labels=tuple(s.written for s in typed))
    first = typed[0].number
    if typed[0].is_bullet:
        return replace(entries, items=bare)
    counts = all(sign.number == first + n for n, sign in enumerate(typed))
    return replace(entries, items=bare, start=first) if counts else entries


def _unsigned(block: tree.BlockNode, length: int) -> tree.BlockNode:
    assert isinstance(block, tree.Para)  # noqa: S101, nothing else has a sign
    return replace(block, children=without_first(block.children, length))


def _rows_apart(block: tree.BlockNode) -> Sequence[tree.BlockNode]:
    """A paragraph whose rows each have a sign in front, as paragraphs."""
    paras = rows_of(block) if isinstance(block, tree.Para) else []
    signed = [typed_signs.is_entry(para) for para in paras]
    return paras if sum(signed) > 1 and all(signed[1:]) else (block,)


def _lists_from(entries: Sequence[_Entry | None], index: int) -> _Lists | None:
    """The lists that the paragraphs from here on are, if they are any."""
    if entries[index] is None:
        return None
    lists = _Lists(entries, index)
    if lists.opening.sign.is_outline and lists.opening.sign.number != 1:
        return None  # a day, or what goes on after paragraphs
    lists.take_all()
    # A single line is a list where its sign is only ever that of a list.
    kind = lists.opening.sign.kind
    return None if lists.taken == 1 and (kind not in typed_signs.BULLETS or kind in "*+") else lists


def without_first(line: tree.ImportedLine, length: int) -> tree.ImportedLine:
    """A line without its first characters."""
    made: list[tree.ImportedInline] = []
    for inline in line:
        if length <= 0:
            made.append(inline)
        elif isinstance(inline, tree.TextRun):
            if rest := inline.text[length:]:
                made.append(tree.TextRun(rest))
            length -= len(inline.text)
        elif isinstance(inline, tree.Mark | tree.LinkTo):
            size = len(tree.plain(inline.children))
            if size > length and (children := without_first(inline.children, length)):
                made.append(replace(inline, children=children))
            length -= size
        elif isinstance(inline, tree.Newline):
            length -= 1  # it counts as the space that it is among the words
        else:
            made.append(inline)
    return tuple(made)
