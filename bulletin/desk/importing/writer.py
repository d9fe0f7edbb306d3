"""An article's blocks as our Markdown and directives.

In: blocks of `tree`, whose pictures have their paths already. Out: the text, and tables that
have a caption as data files beside it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bulletin.desk.importing import tree
from bulletin.desk.importing.inlines import LineWriter, at_start, picture, without
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.shaping.grids import Sheetlike, captioned, even
from bulletin.messages import tr

_TOP = 2
"""Signs of the highest heading in an article."""
_DEEPEST = 6
_GALLERY_COLUMNS = 3


_NUMBERED = re.compile(r"\A([0-9]+)([.)])\Z")
"""A label that Markdown would take for a list in the item."""


@dataclass
class ArticleWriter:
    """Writes one article; `name` is what its files are called."""

    name: str
    remarks: Remarks
    taken: set[str] = field(default_factory=set)
    """Names of files that are in use."""
    data: dict[str, bytes] = field(default_factory=dict)
    _lines: LineWriter = field(init=False)
    _tables: int = 0

    def __post_init__(self) -> None:
        self._lines = LineWriter(self.remarks)

    def body(self, blocks: tree.Texts) -> str:
        """The text below the settings, with its footnotes."""
        text = self._blocks(blocks)
        notes: list[str] = []
        # A note may hold notes in its turn.
        while len(notes) < len(self._lines.notes):
            number = len(notes)
            inner = self._blocks(self._lines.notes[number]) or "…"
            notes.append(_indented(f"[^{number + 1}]: ", inner, 4))
        return "\n\n".join(part for part in (text, "\n".join(notes)) if part) + "\n"

    def line(self, line: tree.ImportedLine) -> str:
        """A title or a summary: a line by itself, whose footnotes stand below the text."""
        return self._lines.part(line)

    # -- blocks -----------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[tree.BlockNode]) -> str:
        parts: list[str] = []
        before: tree.BlockNode | None = None
        for block in blocks:
            if written := self._block(block):
                if _would_be_one(before, block):
                    parts.append("<!-- -->")
                parts.append(written)
                before = block
        return "\n\n".join(parts)

    def _block(self, block: tree.BlockNode) -> str:
        write = self._WRITERS.get(type(block))
        return write(self, block) if write else ""

    def _para(self, para: tree.Para) -> str:
        return self._lines.line(para.children)

    def _head(self, head: tree.HeadPara) -> str:
        words = self._lines.part(without(head.children, "strong"))
        if words.endswith("#"):
            words = f"{words[:-1]}\\#"  # signs at the end would close the heading
        return f"{'#' * min(head.level + _TOP - 1, _DEEPEST)} {words}" if words else ""

    def _quoted(self, quoted: tree.Quoted) -> str:
        inner = self._blocks(quoted.children)
        if not inner:
            return ""
        if quoted.pulled:
            return _directive("pull-quote", "", [], inner)
        return "\n".join(f"> {row}".rstrip() for row in inner.split("\n"))

    def _listing(self, listing: tree.CodeText) -> str:
        longest = max((len(run) for run in re.findall("`+", listing.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{listing.text.rstrip()}\n{fence}" if listing.text.strip() else ""

    def _boxed(self, box: tree.Boxed) -> str:
        options = [("kind", box.kind)] if box.kind != "info" else []
        inner = self._blocks(box.children)
        return _directive("note", self.line(box.title), options, inner) if inner else ""

    def _kept(self, kept: tree.KeptDirective) -> str:
        inner = kept.data.strip("\n") or self._blocks(kept.children)
        name, *options = kept.head.lstrip(":").split("\n")
        body = "\n".join(filter(None, (*options, inner)))
        fence = _fence_around(inner)
        return "\n".join(filter(None, (f"{fence}{name.strip()}", body, fence)))

    def _elsewhere(self, block: tree.Elsewhere) -> str:
        title = self.line((tree.TextRun(block.title),))
        return _directive("link-card", block.target, [("title", title)], "")

    def _entries(self, entries: tree.ListEntries) -> str:
        numbered = entries.start is not None
        rows: list[str] = []
        tight = True
        for index, item in enumerate(entries.items):
            sign = f"{(entries.start or 0) + index}. " if numbered else "- "
            inner = self._blocks(item) or " "
            if index < len(entries.labels):
                label = _NUMBERED.sub(r"\1\\\2", entries.labels[index])
                inner = f"{label} {inner}"
            loose = sum(not isinstance(block, tree.ListEntries) for block in item) > 1
            if not loose and len(item) > 1:
                inner = (
                    inner.replace("\n\n", "\n", 1)
                    if isinstance(item[1], tree.ListEntries)
                    else inner
                )
            tight = tight and not loose
            rows.append(_indented(sign, inner, len(sign)).rstrip(" "))
        return ("\n" if tight else "\n\n").join(rows)

    def _figure(self, figure: tree.Illustration) -> str:
        image = figure.image
        options = [("alt", image.alt)] if image.alt else []
        if image.decorative and not image.alt:
            options = [("decorative", "true")]
        if figure.credit:
            options.append(("credit", figure.credit))
        return _directive("figure", image.source, options, self._lines.line(figure.caption))

    def _gallery(self, wall: tree.Wall) -> str:
        pictures, caption = wall.pictures, wall.caption
        titles = (" ".join(filter(None, (tree.plain(p.caption), p.credit))) for p in pictures)
        rows = [picture(p.image, title) for p, title in zip(pictures, titles, strict=True)]
        options = [("caption", self.line(caption))] if caption else []
        if len(pictures) >= _GALLERY_COLUMNS:
            options.append(("columns", str(_GALLERY_COLUMNS)))
        return _directive("gallery", "", options, "\n".join(rows))

    # -- tables -----------------------------------------------------------------------------

    def _grid(self, grid: tree.Grid) -> str:
        grid = captioned(grid, self.remarks)
        sheet = even(grid, self.remarks)
        if not sheet.rows:
            return ""
        caption = self.line(grid.caption) if grid.caption else ""
        if caption and sheet.fits_a_file:
            return self._data_table(sheet, caption)
        self._lines.in_cell = True
        rows = [[self._lines.part(cell) for cell in row] for row in sheet.rows]
        self._lines.in_cell = False
        if len(rows) == 1:
            return "\n\n".join(filter(None, (caption, at_start(" – ".join(filter(None, rows[0]))))))
        head, *rest = rows
        lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rest)]
        return "\n\n".join(filter(None, (caption, "\n".join(lines))))

    def _data_table(self, sheet: Sheetlike, caption: str) -> str:
        self._tables += 1
        while (file := f"data/{self.name}-{self._tables}.csv") in self.taken:
            self._tables += 1
        self.taken.add(file)
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerows([tree.plain(cell) for cell in row] for row in sheet.rows)
        self.data[file] = made.getvalue().encode()
        self.remarks.changed(tr("A table with a caption became a data file: {file}", file=file))
        return _directive("table", file, [("caption", caption)], "")

    _WRITERS: ClassVar[dict[type, Callable[[ArticleWriter, Any], str]]] = {
        tree.Para: _para,
        tree.HeadPara: _head,
        tree.ListEntries: _entries,
        tree.Quoted: _quoted,
        tree.CodeText: _listing,
        tree.Separator: lambda _writer, _rule: "---",
        tree.KeptDirective: _kept,
        tree.Grid: _grid,
        tree.Illustration: _figure,
        tree.Wall: _gallery,
        tree.Boxed: _boxed,
        tree.Elsewhere: _elsewhere,
    }


def _would_be_one(before: tree.BlockNode | None, block: tree.BlockNode) -> bool:
    """Whether two lists that follow each other would be read as one."""
    if not isinstance(before, tree.ListEntries) or not isinstance(block, tree.ListEntries):
        return False
    return (before.start is None) == (block.start is None)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _directive(name: str, argument: str, options: Sequence[tuple[str, str]], body: str) -> str:
    fence = _fence_around(body)
    rows = [f"{fence}{{{name}}} {argument}".rstrip()]
    rows += [f":{key}: {' '.join(value.split())}" for key, value in options]
    if body:
        rows.append(body)
    return "\n".join([*rows, fence])


def _fence_around(inner: str) -> str:
    """The colons of a directive: more than those of any inside it."""
    inside = [len(fence) for fence in re.findall(r"^\s*(:{3,})", inner, re.MULTILINE)]
    return ":" * (max(inside, default=2) + 1)


def _indented(sign: str, text: str, width: int) -> str:
    """A text behind a sign, its further lines below its first."""
    first, *rest = text.split("\n")
    return "\n".join([f"{sign}{first}", *(f"{' ' * width}{row}" if row else "" for row in rest)])
