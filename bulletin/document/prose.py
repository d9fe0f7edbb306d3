"""Block nodes of running text: paragraphs, headings, lists, tables, footnotes."""

from dataclasses import dataclass
from typing import Literal, cast

from bulletin.document.blocks import Block, Blocks, holds_blocks, holds_inlines
from bulletin.document.inlines import Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A paragraph of text."""

    children: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading; level 1 is the article's title, the body starts at 2."""

    level: int
    children: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Block):
    """One item of a list."""

    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Block):
    """A list; `start` is the first number of an ordered one."""

    ordered: bool = False
    start: int = 1
    tight: bool = True
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Block):
    """Somebody's words, set apart."""

    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Block):
    """Lines shown as they are."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider(Block):
    """A break between two thoughts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Block):
    """One cell of a table."""

    children: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Block):
    """A row of a table; `children` are its cells."""

    children: Blocks = holds_blocks()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The row's cells, typed."""
        return cast("tuple[Cell, ...]", self.children)


Alignment = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table: `header` is its first row, `rows` the others, all of one length.

    `row_headers`: the first cell of each row names it. `summary`: what the voice says
    instead of the rows. `align` has one entry a column.
    """

    header: Row
    rows: Blocks = holds_blocks()
    align: tuple[Alignment, ...] = ()
    row_headers: bool = False
    caption: Inlines = holds_inlines()
    source: Inlines = holds_inlines()
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote(Block):
    """A footnote; `reference` is the fragment id of its first mark in the text."""

    number: int
    reference: str
    children: Blocks = holds_blocks()
