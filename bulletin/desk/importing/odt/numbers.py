"""Numbers that LibreOffice counts itself, where Markdown would count them otherwise or not at all.

In: the XML of the text and of the styles. Out: the text with the numbers of headings ("II."), of
levels together ("1.2."), with words ("Điều 3.") and of cells that hold nothing else written out.
Plain lists stay lists. OpenDocument 1.3, part 3, 5.3 and 16.29 to 16.34.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.desk.importing.elements import put_in_place, whole_number
from bulletin.desk.importing.odt.names import PARAGRAPHS, STYLE, TABLE, TEXT, Tree
from bulletin.document.numerals import COUNTED
from bulletin.formats.element_text import words_within

_DEEPEST = 10


@dataclass(frozen=True)
class _Level:
    """How a level of a list writes its numbers; `shown`: of how many levels together."""

    form: str
    prefix: str
    suffix: str
    start: int
    shown: int

    @property
    def is_plain(self) -> bool:
        """Whether a list in Markdown writes as well what stands around the number."""
        return self.shown == 1 and self.prefix in {"", "("} and self.suffix in {"", ".", ")"}


_Levels = dict[int, _Level]


@dataclass
class _Counts:
    """How far the levels of a list have come."""

    levels: _Levels
    jumped: bool = False
    """Whether an entry within the list had another number than the next one."""
    _reached: list[int] = field(default_factory=lambda: [0] * _DEEPEST)

    def begin(self) -> None:
        """Count anew."""
        self.jumped = False
        self._reached = [0] * _DEEPEST

    def next(self, depth: int, given: str = "") -> str:
        """The label of the next entry of a level; "" where it shows none. `given`: its number."""
        level = self.levels.get(depth)
        if level is None:
            return ""
        before = self._reached[depth]
        self.jumped |= bool(given and before)
        self._reached[depth] = whole_number(given, (before or level.start - 1) + 1)
        self._reached[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        together = range(max(0, depth - level.shown + 1), depth + 1)
        numbers = [self._number(one) for one in together] if level.form else []
        return f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}".strip()

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth)
        form = COUNTED.get(level.form) if level else None
        return form(self._reached[depth] or level.start) if level and form else ""


@dataclass(frozen=True)
class _Entry:
    """The first paragraph of an item, with the number that stands in front of it."""

    paragraph: Tree
    label: str
    level: _Level | None


def write_numbers(content: Tree, styles: Tree | None) -> None:
    """Write into paragraphs the numbers that a list in Markdown cannot count."""
    known = {
        style.get(f"{STYLE}name") or "": _Counts(_levels(style, f"{TEXT}list-level-style-number"))
        for part in (styles, content)
        if part is not None
        for style in part.iter(f"{TEXT}list-style")
    }
    for outer in list(content.iter(f"{TEXT}list")):
        if next(outer.iterancestors(f"{TEXT}list"), None) is None:
            counts = known.get(outer.get(f"{TEXT}style-name") or "")
            if counts is not None:
                _write_list(outer, counts)
    _write_headings(content, styles)


def _write_list(outer: Tree, counts: _Counts) -> None:
    goes_on = outer.get(f"{TEXT}continue-numbering") == "true"
    if not goes_on and f"{TEXT}continue-list" not in outer.attrib:
        counts.begin()
    entries = list(_entries(outer, counts, 0))
    numbered = [entry for entry in entries if entry.level is not None]
    if not numbered:
        return
    titles = any(entry.paragraph.tag == f"{TEXT}h" for entry in numbered)
    plain = all(entry.level.is_plain for entry in numbered if entry.level)
    if titles or counts.jumped or _is_alone(outer) or not plain:
        _take_out(outer, entries)


def _entries(outer: Tree, counts: _Counts, depth: int) -> Iterator[_Entry]:
    """The entries of a list and of those in it; an item that only holds a list is none."""
    for item in outer.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
        for place, child in enumerate(item.iterchildren("*")):
            if child.tag == f"{TEXT}list" and depth + 1 < _DEEPEST:
                yield from _entries(child, counts, depth + 1)
            elif place == 0 and child.tag in PARAGRAPHS:
                counted = item.tag == f"{TEXT}list-item"
                given = item.get(f"{TEXT}start-value", "")
                label = counts.next(depth, given) if counted else ""
                yield _Entry(child, label, counts.levels.get(depth) if counted else None)


def _is_alone(outer: Tree) -> bool:
    """Whether a list is all of its cell, and has no words."""
    cell = outer.getparent()
    return cell is not None and cell.tag == f"{TABLE}table-cell" and not words_within(cell)


def _take_out(outer: Tree, entries: list[_Entry]) -> None:
    """Put the paragraphs of a list in its place, with their numbers in front."""
    for entry in entries:
        label = entry.label if entry.level else "-"
        _put_in_front(entry.paragraph, label)
    around = {f"{TEXT}{one}" for one in ("list", "list-item", "list-header")}
    inner = (one for one in outer.iter() if one.tag not in around)
    put_in_place(outer, [one for one in inner if next(one.iterancestors()).tag in around])


def _put_in_front(paragraph: Tree, label: str) -> None:
    if label:
        paragraph.text = f"{label} {paragraph.text or ''}".rstrip(
            " " if len(paragraph) == 0 else ""
        )


def _write_headings(content: Tree, styles: Tree | None) -> None:
    """Write the numbers of headings that are counted by their level alone."""
    outline = next(styles.iter(f"{TEXT}outline-style"), None) if styles is not None else None
    if outline is None:
        return
    counts = _Counts(_levels(outline, f"{TEXT}outline-level-style"))
    for heading in content.iter(f"{TEXT}h"):
        level = whole_number(heading.get(f"{TEXT}outline-level", "1"), 0)
        inside = next(heading.iterancestors(f"{TEXT}list"), None) is not None
        if inside or not level or heading.get(f"{TEXT}is-list-header") == "true":
            continue
        if words_within(heading):
            depth = min(level, _DEEPEST) - 1
            _put_in_front(heading, counts.next(depth, heading.get(f"{TEXT}start-value", "")))


def _levels(style: Tree, tag: str) -> _Levels:
    made = {}
    for level in style.findall(tag):
        depth = whole_number(level.get(f"{TEXT}level"), 0)
        form = level.get(f"{STYLE}num-format", "")
        if not depth or not (form in COUNTED or level.get(f"{STYLE}num-prefix")):
            continue
        made[depth - 1] = _Level(
            form,
            level.get(f"{STYLE}num-prefix", ""),
            level.get(f"{STYLE}num-suffix", ""),
            whole_number(level.get(f"{TEXT}start-value"), 1),
            max(1, whole_number(level.get(f"{TEXT}display-levels"), 1)),
        )
    return made
