"""Numbers that Word counts itself, where Markdown would count them otherwise or not at all.

In: the XML of a part, of the numbering and of the styles. Out: the part with the numbers of
headings ("II."), of levels together ("1.2.") and with words ("Điều 3.") written into the text.
Plain lists stay lists (ECMA-376, part 1, 17.9).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import Tree, text_of, text_run, value_of, w
from bulletin.desk.importing.elements import whole_number
from bulletin.document.numerals import COUNTED

_LEVELS = 9
_NUMBERS = f"{w('pPr')}/{w('numPr')}"
_PLAIN = re.compile(r"\(?%(\d)[.)]?\Z")
"""What a list in Markdown writes as well: the level's own number and a sign."""
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": COUNTED["1"],
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": COUNTED["a"],
    "upperLetter": COUNTED["A"],
    "lowerRoman": COUNTED["i"],
    "upperRoman": COUNTED["I"],
    "none": lambda _: "",
}


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int
    restart: int
    """Below which level its numbers begin anew; 0 for never, as articles run on across chapters."""


@dataclass
class _Numbering:
    """The lists of a file: their levels, and how far each has been counted."""

    levels: dict[str, dict[int, _Level]]
    counted: dict[str, list[int]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    """By the number of a list the scheme that it goes on counting."""
    written: dict[str, int] = field(default_factory=dict)
    """By scheme the topmost level that was written out: pandoc counts those below on and on."""

    def writes(self, number: str, depth: int, *, heading: bool) -> bool:
        """Whether the label of a paragraph is written into its words, now that it has one."""
        scheme = self.lists[number]
        plain = _is_plain(self.levels[number][depth].text, depth)
        above = self.written.get(scheme, _LEVELS)
        if heading or not plain:
            self.written[scheme] = min(above, depth)
        return heading or not plain or depth > above

    def next(self, number: str, depth: int) -> str | None:
        """The label of the next paragraph of a list; None where it is no number, "" for none at all."""
        scheme = self.lists.get(number, "")
        levels = self.levels.get(number, {})
        level = levels.get(depth)
        if level is None:
            return None
        counts = self.counted.setdefault(scheme, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        for below in range(depth + 1, _LEVELS):
            if below not in levels or depth < levels[below].restart:
                counts[below] = 0
        label = _label(level.text, levels, counts)
        return level.text if label is None and level.form == "none" else label


def _label(text: str, levels: dict[int, _Level], counts: list[int]) -> str | None:
    def shown(match: re.Match[str]) -> str:
        level = levels[int(match[1]) - 1]
        return _FORMS[level.form](counts[int(match[1]) - 1] or level.start)

    try:
        return re.sub(r"%([1-9])", shown, text) if "%" in text else None
    except KeyError:
        return None  # a form of numbers that only other languages have, or a level left out


def write_numbers(
    tree: Tree, numbering: Tree | None, styles: DocxStyles, is_heading: Callable[[Tree], bool]
) -> None:
    """Write into paragraphs the numbers that a list in Markdown cannot count.

    `is_heading` says of a paragraph's properties whether they make it a heading.
    """
    if numbering is None:
        return
    lists = _read(numbering)
    for paragraph in tree.iter(w("p")):
        properties = paragraph.find(w("pPr"))
        if properties is None:
            continue
        own = properties.find(w("numPr"))
        style = value_of(properties.find(w("pStyle")))
        number, depth = _place(own if own is not None else next(styles.said(style, _NUMBERS), None))
        label = lists.next(number, depth)
        if label == "" and own is not None:  # Word shows nothing, where pandoc would count
            properties.remove(own)
        alone = not text_of(paragraph).strip()
        if not label or (alone and not _fills_a_cell(paragraph)):
            continue
        heading = is_heading(properties)
        if lists.writes(number, depth, heading=heading) or alone:
            _write(properties, label)
            # A list that comes with the style would be read as one all the same.
            if own is None and not heading:
                etree.strip_elements(properties, w("pStyle"))


def _fills_a_cell(paragraph: Tree) -> bool:
    """Whether a paragraph without words is all of its cell, whose number Word shows alone."""
    cell = paragraph.getparent()
    return cell is not None and cell.tag == w("tc") and not text_of(cell).strip()


def _is_plain(text: str, depth: int) -> bool:
    match = _PLAIN.match(text.strip())
    return match is not None and int(match[1]) == depth + 1


def _write(properties: Tree, label: str) -> None:
    """Write a label in front of a paragraph's words, and take it out of its list."""
    properties.addnext(text_run(f"{label.strip()} "))
    for own in properties.findall(w("numPr")):
        properties.remove(own)


def _read(numbering: Tree) -> _Numbering:
    schemes = {
        one.get(w("abstractNumId"), ""): {
            whole_number(level.get(w("ilvl")), 0): _level(level) for level in one.findall(w("lvl"))
        }
        for one in numbering.findall(w("abstractNum"))
    }
    found = _Numbering({})
    for one in numbering.findall(w("num")):
        number, scheme = one.get(w("numId"), ""), value_of(one.find(w("abstractNumId")))
        levels = dict(schemes.get(scheme, {}))
        overrides = one.findall(w("lvlOverride"))
        for override in overrides:
            depth = whole_number(override.get(w("ilvl")), 0)
            if (level := override.find(w("lvl"))) is not None:
                levels[depth] = _level(level)
            start = override.find(w("startOverride"))
            if start is not None and depth in levels:
                given = levels[depth]
                levels[depth] = replace(given, start=whole_number(value_of(start), 1))
        found.levels[number] = levels
        # A list with overrides begins anew; others go on where their scheme has come to.
        found.lists[number] = f"{scheme}#{number}" if overrides else scheme
    return found


def _level(level: Tree) -> _Level:
    return _Level(
        value_of(level.find(w("numFmt"))) or "decimal",
        value_of(level.find(w("lvlText"))),
        whole_number(value_of(level.find(w("start"))), 0),
        whole_number(value_of(level.find(w("lvlRestart"))), _LEVELS),
    )


def _place(numbers: Tree | None) -> tuple[str, int]:
    """The number of a list, "" for none, and the level in it."""
    if numbers is None:
        return "", 0
    depth = whole_number(value_of(numbers.find(w("ilvl"))), 0)
    return value_of(numbers.find(w("numId"))), min(depth, _LEVELS - 1)
