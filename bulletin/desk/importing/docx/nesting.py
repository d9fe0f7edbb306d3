"""Lists of Word that stand below others by their indents alone, as those of List Bullet 2 do.

In: the XML of a part, of the numbering and of the styles. Out: the same, where such an entry has
the level at which Word shows it. Each of those styles counts a list of its own at its first
level, so that nothing but the indent says what is below what (ECMA-376, part 1, 17.9 and 17.3.1.12).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import Tree, text_of, value_of, w
from bulletin.desk.importing.elements import whole_number

_DEEPER = 200
"""By so many twips more an entry stands below another; programs round less."""
_DEEPEST = 8


@dataclass(frozen=True)
class _Entry:
    properties: Tree
    number: str
    depth: int
    indent: int


@dataclass(frozen=True)
class _Open:
    """A list that entries may go on with: its number, its indent, by how much it was moved in."""

    number: str
    indent: int
    depth: int
    moved: int


def nest_by_indents(
    tree: Tree, numbering: Tree, styles: DocxStyles, is_heading: Callable[[Tree], bool]
) -> bool:
    """Give entries the levels that their indents show; whether the numbering has changed.

    `is_heading` says of a paragraph's properties whether they make it a heading.
    """
    lists = _Lists(numbering, styles, is_heading)
    changed = False
    for run in _runs(tree, lists):
        opened: list[_Open] = []
        for entry in run:
            moved = _moved(entry, opened)
            level = lists.level(entry.number, entry.depth)
            if moved and entry.depth + moved <= _DEEPEST and level is not None:
                _write(entry, entry.depth + moved)
                lists.add_level(entry.number, level, entry.depth + moved)
                changed = True
    return changed


def _moved(entry: _Entry, opened: list[_Open]) -> int:
    """By how many levels an entry is below its own; the lists that are open then."""
    known = next((one for one in opened if one.number == entry.number), None)
    if known is not None:
        del opened[opened.index(known) + 1 :]
        return known.moved
    while opened and opened[-1].indent > entry.indent - _DEEPER:
        opened.pop()
    moved = opened[-1].depth + 1 - entry.depth if opened else 0
    moved = max(moved, 0)
    opened.append(_Open(entry.number, entry.indent, entry.depth + moved, moved))
    return moved


def _write(entry: _Entry, depth: int) -> None:
    for own in entry.properties.findall(w("numPr")):
        entry.properties.remove(own)
    made = etree.SubElement(entry.properties, w("numPr"))
    etree.SubElement(made, w("ilvl"), {w("val"): str(depth)})
    etree.SubElement(made, w("numId"), {w("val"): entry.number})


def _runs(tree: Tree, lists: _Lists) -> Iterator[list[_Entry]]:
    """Entries that stand right below one another."""
    run: list[_Entry] = []
    last: Tree | None = None
    for paragraph in tree.iter(w("p")):
        entry = lists.entry(paragraph)
        if last is not None and (entry is None or paragraph.getprevious() is not last):
            if entry is None and not text_of(paragraph).strip():
                last = paragraph
                continue
            yield run
            run, last = [], None
        if entry is not None:
            run.append(entry)
            last = paragraph
    if run:
        yield run


class _Lists:
    """What numbering and styles say of lists."""

    def __init__(
        self, numbering: Tree, styles: DocxStyles, is_heading: Callable[[Tree], bool]
    ) -> None:
        self._styles, self._is_heading = styles, is_heading
        self._numbers = {one.get(w("numId"), ""): one for one in numbering.findall(w("num"))}
        self._schemes = {
            one.get(w("abstractNumId"), ""): one for one in numbering.findall(w("abstractNum"))
        }

    def level(self, number: str, depth: int) -> Tree | None:
        """How a level of a list is numbered."""
        given = self._numbers.get(number)
        if given is None:
            return None
        scheme = self._schemes.get(value_of(given.find(w("abstractNumId"))))
        own = [one.find(w("lvl")) for one in given.findall(w("lvlOverride"))]
        levels = [one for one in own if one is not None]
        levels += scheme.findall(w("lvl")) if scheme is not None else []
        return next((one for one in levels if one.get(w("ilvl")) == str(depth)), None)

    def add_level(self, number: str, level: Tree, depth: int) -> None:
        """Let a list have a further level that is counted as another one is."""
        given = self._numbers[number]
        if any(one.get(w("ilvl")) == str(depth) for one in given.findall(w("lvlOverride"))):
            return
        copy = deepcopy(level)
        copy.set(w("ilvl"), str(depth))
        text = copy.find(w("lvlText"))
        if text is not None:
            text.set(w("val"), re.sub(r"%\d", f"%{depth + 1}", value_of(text)))
        etree.SubElement(given, w("lvlOverride"), {w("ilvl"): str(depth)}).append(copy)

    def entry(self, paragraph: Tree) -> _Entry | None:
        """A paragraph as an entry of a list; None for another."""
        properties = paragraph.find(w("pPr"))
        if properties is None or self._is_heading(properties):
            return None
        own = properties.find(w("numPr"))
        around = list(self._styles.said(value_of(properties.find(w("pStyle"))), w("pPr")))
        found = [one.find(w("numPr")) for one in around]
        numbers = own if own is not None else next((one for one in found if one is not None), None)
        number = value_of(numbers.find(w("numId"))) if numbers is not None else ""
        if numbers is None or number not in self._numbers:
            return None
        depth = whole_number(value_of(numbers.find(w("ilvl"))), 0)
        level = self.level(number, depth)
        of_level = [level.find(w("pPr"))] if level is not None else []
        # Where a paragraph says its list itself, the list's indents are before those of its style.
        told = (properties, *((*of_level, *around) if own is not None else (*around, *of_level)))
        return _Entry(properties, number, depth, _indent(told))


def _indent(told: tuple[Tree | None, ...]) -> int:
    for properties in told:
        indent = properties.find(w("ind")) if properties is not None else None
        left = (indent.get(w("left")) or indent.get(w("start"))) if indent is not None else None
        if left:
            return whole_number(left, 0)
    return 0
