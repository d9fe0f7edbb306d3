"""An article's blocks as our Markdown and directives.

In: blocks of `tree`, whose pictures have their paths already. Out: the text, and tables that
have a caption as data files beside it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bulletin.desk.importing.grids import Sheetlike, even
from bulletin.desk.importing.inlines import LineWriter, without
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.tree import (
    BlockNode,
    Boxed,
    Elsewhere,
    Entries,
    Film,
    Grid,
    Head,
    Illustration,
    Kept,
    Line,
    Listing,
    Para,
    Quoted,
    Rule,
    Texts,
    Wall,
    Words,
    plain,
)
from bulletin.messages import tr

_TOP = 2
"""Signs of the highest heading in an article."""
_DEEPEST = 6
_GALLERY_COLUMNS = 3


@dataclass
class ArticleWriter:
    """Writes one article; `name` is what its files are called."""

    name: str
    remarks: Remarks
    data: dict[str, bytes] = field(default_factory=dict)
    _lines: LineWriter = field(init=False)
    _tables: int = 0

    def __post_init__(self) -> None:
        self._lines = LineWriter(self.remarks)

    def body(self, blocks: Texts) -> str:
        """The text below the settings, with its footnotes."""
        text = self._blocks(blocks)
        notes: list[str] = []
        # A note may hold notes in its turn.
        while len(notes) < len(self._lines.notes):
            number = len(notes)
            inner = self._blocks(_note_text(self._lines.notes[number])) or "…"
            notes.append(_indented(f"[^{number + 1}]: ", inner, 4))
        return "\n\n".join(part for part in (text, "\n".join(notes)) if part) + "\n"

    def line(self, line: Line) -> str:
        """A title or a summary: a line by itself."""
        return LineWriter(self.remarks).line(line).replace("\\\n", " ")

    # -- blocks -----------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[BlockNode]) -> str:
        parts: list[str] = []
        before: BlockNode | None = None
        for block in blocks:
            if written := self._block(block):
                if isinstance(block, Entries) and isinstance(before, Entries):
                    parts.append("<!-- -->")  # two lists that follow each other would be one
                parts.append(written)
                before = block
        return "\n\n".join(parts)

    def _block(self, block: BlockNode) -> str:
        match block:
            case Para(children):
                return self._lines.line(children)
            case Head(level, children):
                words = self._lines.line(without(children, "strong")).replace("\\\n", " ")
                return f"{'#' * min(level + _TOP - 1, _DEEPEST)} {words}" if words else ""
            case Entries():
                return self._entries(block)
            case Quoted(children, pulled):
                inner = self._blocks(children)
                if pulled:
                    return _directive("pull-quote", "", [], inner)
                return "\n".join(f"> {row}".rstrip() for row in inner.split("\n")) if inner else ""
            case Listing(text):
                fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text) or [""]))
                return f"{fence}\n{text.rstrip()}\n{fence}" if text.strip() else ""
            case Rule():
                return "---"
            case Kept(text):
                return text
        return self._box(block)

    def _box(self, block: BlockNode) -> str:
        match block:
            case Grid():
                return self._grid(block)
            case Illustration():
                return self._figure(block)
            case Wall(pictures, caption):
                return self._gallery(pictures, caption)
            case Boxed(children, title, kind):
                options = [("kind", kind)] if kind != "info" else []
                inner = self._blocks(children)
                return _directive("note", self.line(title), options, inner) if inner else ""
            case Elsewhere(target, title):
                return _directive("link-card", target, [("title", self.line((Words(title),)))], "")
            case Film(kind, source, title, poster, alt):
                more = [("poster", poster), ("alt", alt)] if kind == "video" else []
                return _directive(kind, source, [("title", self.line((Words(title),))), *more], "")
        return ""

    def _entries(self, entries: Entries) -> str:
        numbered = entries.start is not None
        rows: list[str] = []
        tight = True
        for index, item in enumerate(entries.items):
            sign = f"{(entries.start or 0) + index}. " if numbered else "- "
            inner = self._blocks(item) or " "
            if index < len(entries.labels):
                inner = f"{entries.labels[index]} {inner}"
            loose = sum(not isinstance(block, Entries) for block in item) > 1
            if not loose and len(item) > 1:
                inner = inner.replace("\n\n", "\n", 1) if isinstance(item[1], Entries) else inner
            tight = tight and not loose
            rows.append(_indented(sign, inner, len(sign)).rstrip(" "))
        return ("\n" if tight else "\n\n").join(rows)

    def _figure(self, figure: Illustration) -> str:
        image = figure.image
        options = [("alt", image.alt)] if image.alt else []
        if image.decorative and not image.alt:
            options = [("decorative", "true")]
        if figure.credit:
            options.append(("credit", figure.credit))
        return _directive("figure", image.source, options, self._lines.line(figure.caption))

    def _gallery(self, pictures: Sequence[Illustration], caption: Line) -> str:
        writer = LineWriter(self.remarks)
        rows = []
        for picture in pictures:
            title = " ".join(filter(None, (plain(picture.caption), picture.credit)))
            quoted = title.replace("\\", "").replace('"', "”")
            end = f' "{quoted}"' if quoted else ""
            image = writer.line((picture.image,))
            rows.append(f"{image.removesuffix(')')}{end})")
        options = [("caption", self.line(caption))] if caption else []
        if len(pictures) >= _GALLERY_COLUMNS:
            options.append(("columns", str(_GALLERY_COLUMNS)))
        return _directive("gallery", "", options, "\n".join(rows))

    # -- tables -----------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> str:
        sheet = even(grid, self.remarks)
        if not sheet.rows:
            return ""
        caption = self.line(grid.caption) if grid.caption else ""
        if caption and sheet.fits_a_file:
            return self._data_table(sheet, caption)
        self._lines.in_cell = True
        rows = [[self._lines.line(cell) for cell in row] for row in sheet.rows]
        self._lines.in_cell = False
        head, *rest = rows
        lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rest)]
        return "\n\n".join(filter(None, (caption, "\n".join(lines))))

    def _data_table(self, sheet: Sheetlike, caption: str) -> str:
        self._tables += 1
        file = f"data/{self.name}-{self._tables}.csv"
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerows([plain(cell) for cell in row] for row in sheet.rows)
        self.data[file] = made.getvalue().encode()
        self.remarks.changed(tr("A table with a caption became a data file: {file}", file=file))
        return _directive("table", file, [("caption", caption)], "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _directive(name: str, argument: str, options: Sequence[tuple[str, str]], body: str) -> str:
    """A directive whose colons are more than those of any inside it."""
    inside = [len(fence) for fence in re.findall(r"^\s*(:{3,})", body, re.MULTILINE)]
    fence = ":" * max(3, *(length + 1 for length in inside or [2]))
    rows = [f"{fence}{{{name}}} {argument}".rstrip()]
    rows += [f":{key}: {' '.join(value.split())}" for key, value in options]
    if body:
        rows.append(body)
    return "\n".join([*rows, fence])


def _indented(sign: str, text: str, width: int) -> str:
    """A text behind a sign, its further lines below its first."""
    first, *rest = text.split("\n")
    return "\n".join([f"{sign}{first}", *(f"{' ' * width}{row}" if row else "" for row in rest)])


def _note_text(blocks: Texts) -> Texts:
    return blocks or (Para((Words("…"),)),)
