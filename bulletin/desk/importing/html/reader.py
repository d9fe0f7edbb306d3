"""Pages of HTML as our tree: of files, and of Markdown that was made HTML on the way.

In: a tree of HTML. Out: blocks. What browsers show and we do not have is remarked upon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar

from lxml import etree

from bulletin.desk.importing import tree
from bulletin.desk.importing.html.fonts import BLOCKS
from bulletin.desk.importing.html.hidden import UNSEEN, drop_comments, drop_hidden
from bulletin.desk.importing.html.levels import nest_lists, numbers_of
from bulletin.desk.importing.html.lines import LineReader
from bulletin.desk.importing.html.media import directive, embedded, figures_of, walled
from bulletin.desk.importing.html.notes import notes_of
from bulletin.desk.importing.html.spelled import (
    follow_base,
    spell_out_blocks,
    write_capitals,
    write_equations,
    write_out_fields,
)
from bulletin.desk.importing.html.strays import settle_strays
from bulletin.desk.importing.html.tables import grid_of
from bulletin.desk.importing.remarks import COMMENT, Remarks
from bulletin.desk.importing.runs import in_rows, parted
from bulletin.desk.importing.shaping.indents import set_in, styled
from bulletin.document.numerals import COUNTED
from bulletin.formats.element_text import Element, text_within
from bulletin.messages import tr

_COMMENT: object = etree.Comment
_SILENT = frozenset(
    [*UNSEEN, "nav", "head", "title", "meta", "link", "colgroup", "col", "button", "select",
     "textarea", "option", "base", "map", "area"]
)  # fmt: skip
_LOST = {
    "svg": tr("A drawing (SVG) inside the page: save it as a file"),
    "object": tr("An embedded object"),
    "embed": tr("An embedded object"),
    "canvas": tr("A drawing that a program makes"),
    "math": tr("An equation: show it as a picture, or in words"),
    "form": tr("A form"),
    "marquee": tr("Moving text stands still"),
}
_BOXES = {
    "warning": "warning", "caution": "warning", "attention": "warning", "important": "warning",
    "danger": "danger", "error": "danger", "tip": "tip", "hint": "tip", "success": "tip",
    "note": "info", "info": "info", "alert": "info", "callout": "info", "admonition": "info",
    "box": "info", "notice": "info", "khung": "info", "ghi-chu": "info", "luu-y": "warning",
}  # fmt: skip
_WALLS = re.compile(r"(?:^|[-_ ])(gallery|slider|slideshow|carousel|photos|album)(?:$|[-_ ])")
_MARKS: Mapping[str, tree.MarkKind] = {
    "b": "strong",
    "strong": "strong",
    "dt": "strong",
    "i": "emphasis",
    "em": "emphasis",
}
_PULLED = re.compile(r"(?:^|[-_ ])(pull-?quote|blockquote|trich-dan)(?:$|[-_ ])")
_FRAMED = re.compile(r"float\s*:.*border\s*:[^;]*\d|border\s*:[^;]*\d.*float\s*:", re.IGNORECASE)
"""How office programs write a text box."""


_Marks = tuple[tree.MarkKind, ...]
"""What stands around an element, as marks for all of its text."""


class HtmlReader:
    """Reads one page. `strict`: say of each element that only had a look (Markdown)."""

    def __init__(self, root: Element, remarks: Remarks, *, strict: bool = False) -> None:
        self._remarks = remarks
        self._strict = strict
        write_equations(root)
        drop_hidden(root, remarks)
        drop_comments(root, remarks)
        follow_base(root)
        write_out_fields(root)
        write_capitals(root)
        spell_out_blocks(root, remarks)
        settle_strays(root)
        nest_lists(root)
        self._notes = notes_of(root)
        self._lines = LineReader(self._notes, self._note, remarks)

    def _note(self, element: Element) -> tree.Texts:
        # A note is a line or two at the foot of a page, where no card has a place.
        return tuple(
            tree.Para((tree.LinkTo(block.target, (tree.TextRun(block.title),)),), line=block.line)
            if isinstance(block, tree.Elsewhere)
            else block
            for block in self.blocks(element)
        )

    def blocks(self, element: Element) -> tree.Texts:
        """The blocks in an element."""
        return self._inner(element, ())

    def _inner(self, element: Element, around: _Marks) -> tree.Texts:
        made: list[tree.BlockNode] = []
        line: list[tree.ImportedInline] = list(self._lines.text(element.text))
        for child in element:
            if not isinstance(child.tag, str):
                self._comment(child)
            elif child in self._notes.notes and child is not element:
                pass
            elif self._is_block(child):
                made += self._flushed(line, element, around)
                line = []
                made += self._block(child, around)
            elif child.tag not in _SILENT:
                line += self._lines.inline(child)
            line += self._lines.text(child.tail)
        made += self._flushed(line, element, around)
        return tuple(made)

    def _comment(self, child: Element) -> None:
        words = " ".join((child.text or "").split())
        if self._strict and child.tag is _COMMENT and words:
            self._remarks.lost(COMMENT, self._lines.place(child))

    def _is_block(self, element: Element) -> bool:
        if element.tag in BLOCKS or element.tag in _LOST:
            return True
        return element.tag not in _SILENT and any(
            child.tag in BLOCKS for child in element.iterdescendants() if isinstance(child.tag, str)
        )

    def _flushed(
        self, line: list[tree.ImportedInline], element: Element, around: _Marks
    ) -> Iterator[tree.BlockNode]:
        words = in_rows(tuple(line))
        if not tree.plain(words).strip() and not any(
            not isinstance(i, tree.TextRun | tree.Newline) for i in words
        ):
            return
        for part in parted(words):
            marked = part
            for mark in around:
                marked = (tree.Mark(mark, marked),)
            para = tree.Para(marked, self._style(element), self._lines.line_of(element))
            yield set_in(para, styled(element.get("style") or ""))

    def _style(self, element: Element) -> str:
        """What a paragraph is, as its class says it."""
        names = (element.get("class") or "").lower()
        if element.tag == "figcaption" or re.search(r"caption|chu-?thich", names):
            return "caption"
        if re.search(r"sapo|summary|lead|msosubtitle|mo-?ta", names) or "subtitle" in names.split():
            return "subtitle"
        return "title" if "msotitle" in names or "title" in names.split() else ""

    # -- kinds of blocks --------------------------------------------------------------------

    def _block(self, element: Element, around: _Marks) -> Iterable[tree.BlockNode]:
        tag = str(element.tag)
        line = self._lines.line_of(element)
        if tag in _LOST:
            self._remarks.lost(_LOST[tag], self._lines.place(element))
            return self._inner(element, around) if tag in {"form", "marquee"} else ()
        if tag in self._ALONE:
            return self._ALONE[tag](self, element, line)
        if tag == "p" and _parts_paragraphs(element):
            return (tree.Para((), line=line),)
        if tag in {"aside", "details"} or _framed(element):
            return self._boxed(element, "info", line)
        if tag in self._AROUND:
            return self._AROUND[tag](self, element, around, line)
        kind = _MARKS.get(tag)
        return self._inner(element, (*around, kind) if kind else around)

    def _embedded(self, element: Element, _line: int) -> Iterable[tree.BlockNode]:
        return embedded(element, str(element.tag), self._lines, self._remarks)

    def _code(self, element: Element, line: int) -> Iterable[tree.BlockNode]:
        return (tree.CodeText(text_within(element), line),)

    def _figure(self, element: Element, line: int) -> Iterable[tree.BlockNode]:
        return figures_of(self.blocks(element), line)

    def _rule(self, _element: Element, line: int) -> Iterable[tree.BlockNode]:
        return (tree.Separator(line),)

    def _quotation(self, element: Element, around: _Marks, line: int) -> Iterable[tree.BlockNode]:
        pulled = bool(_PULLED.search((element.get("class") or "").lower()))
        return (tree.Quoted(self._inner(element, around), pulled, line),)

    def _table(self, element: Element, _line: int) -> Iterable[tree.BlockNode]:
        return grid_of(element, self.blocks, self._lines)

    def _heading(self, element: Element, line: int) -> Iterable[tree.BlockNode]:
        level = int(str(element.tag)[1])
        inner = self.blocks(element)
        others = [block for block in inner if not isinstance(block, tree.Para)]
        words = tree.in_one_line(block for block in inner if isinstance(block, tree.Para))
        flat = tuple(tree.TextRun(" ") if isinstance(i, tree.Newline) else i for i in words)
        return (
            *((tree.HeadPara(level, flat, line),) if tree.plain(flat).strip() or flat else ()),
            *others,
        )

    def _list(self, element: Element, line: int) -> Iterable[tree.BlockNode]:
        entries = [
            (child, inner)
            for child in element
            if isinstance(child.tag, str) and child not in self._notes.notes
            if (inner := self.blocks(child))
        ]
        items = tuple(inner for _, inner in entries)
        if not items:
            return ()
        if element.tag == "ul":
            return (tree.ListEntries(items, line=line),)
        numbers = numbers_of(element, [child for child, _ in entries])
        kind = element.get("type") or "1"
        counted = COUNTED.get(kind, str)
        if counted is not str or numbers != [*range(numbers[0], numbers[0] + len(numbers))]:
            behind = "." if kind == "I" else ")"
            labels = tuple(f"{counted(number)}{behind}" for number in numbers)
            return (tree.ListEntries(items, labels=labels, line=line),)
        return (tree.ListEntries(items, start=numbers[0], line=line),)

    def _division(self, element: Element, around: _Marks, line: int) -> Iterable[tree.BlockNode]:
        if (head := element.get("data-directive")) is not None:
            return directive(head, self.blocks(element), self._remarks, line)
        names = (element.get("class") or "").lower().split()
        if kind := self._kind(names):
            return self._boxed(element, kind, line)
        inner = self._inner(element, around)
        joined = " ".join(names)
        if _WALLS.search(joined):
            return walled(inner, line)
        if _PULLED.search(joined):
            return (tree.Quoted(inner, pulled=True, line=line),)
        if self._strict and "footnotes" not in names and (names or element.get("style")):
            style = (element.get("style") or "")[:30]
            shown = f'<div class="{joined}">' if names else f'<div style="{style}">'
            self._remarks.changed(
                tr("{tag} only had a look; its text stayed", tag=shown), self._lines.place(element)
            )
        return inner

    def _kind(self, names: list[str]) -> str:
        words = [word for name in names for word in (name, *re.split(r"[-_]", name))]
        kinds = [_BOXES[word] for word in words if word in _BOXES]
        return next((kind for kind in kinds if kind != "info"), "info" if kinds else "")

    def _boxed(self, element: Element, kind: str, line: int) -> Iterable[tree.BlockNode]:
        inner = list(self.blocks(element))
        title: tree.ImportedLine = ()
        titled = element.find("summary") is not None or any(
            isinstance(c.tag, str) and "title" in (c.get("class") or "").lower() for c in element
        )
        heads = tree.Para | tree.HeadPara if titled else tree.HeadPara
        if inner and isinstance(inner[0], heads):
            head = inner.pop(0)
            assert isinstance(head, tree.Para | tree.HeadPara)  # noqa: S101, as tested
            title = head.children
        return (
            (tree.Boxed(tuple(inner), title, kind, line),)
            if inner
            else (tree.Para(title, line=line),)
        )

    _ALONE: ClassVar[
        Mapping[str, Callable[[HtmlReader, Element, int], Iterable[tree.BlockNode]]]
    ] = {
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
        **dict.fromkeys(("ul", "ol"), _list),
        **dict.fromkeys(("iframe", "video", "audio"), _embedded),
        "pre": _code,
        "figure": _figure,
        "hr": _rule,
        "table": _table,
    }
    """What is a block by itself, in which marks from around it do not go on."""
    _AROUND: ClassVar[
        Mapping[str, Callable[[HtmlReader, Element, _Marks, int], Iterable[tree.BlockNode]]]
    ] = {**dict.fromkeys(("div", "section"), _division), "blockquote": _quotation}
    """What holds blocks, in which they do."""


_LOOKS = frozenset(["p", "br", "span", "b", "i", "o:p"])
"""What programs write into a paragraph that is empty."""


def _parts_paragraphs(element: Element) -> bool:
    """Whether it is an empty paragraph between others of the page."""
    around = element.getparent()
    if around is None or around.tag not in {"body", "div", "article", "main"}:
        return False
    if element.find("*/*/*") is not None or not all(one.tag in _LOOKS for one in element.iter()):
        return False
    return not text_within(element).strip()


def _framed(element: Element) -> bool:
    """Whether it is a text box; around a picture and its caption there is none."""
    boxed = _FRAMED.search(element.get("style") or "") is not None
    return boxed and next(element.iter("img"), None) is None
