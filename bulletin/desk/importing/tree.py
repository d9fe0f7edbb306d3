"""What an imported text is made of, whatever file it came from.

In: nothing; readers (`pandoc`, `html`, `plain`) make these nodes. Out: frozen nodes, which
the passes of `shaping` put right and `writer` writes as our Markdown. `line` is the line of the
file for reports (0: unknown, as in Word).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import is_
from typing import Literal

# -- in a line -----------------------------------------------------------------------------

TAB = "\ue004"
"""A tab in a line, which pandoc and others would make a space of."""
SET_IN = "\ue005"
"""A space in front of a paragraph by which its page sets it in."""

MarkKind = Literal["strong", "emphasis", "struck", "above", "below", "code", "phrase"]


@dataclass(frozen=True)
class TextRun:
    """Plain text."""

    text: str


@dataclass(frozen=True)
class Mark:
    """Words set off; `attributes` are those of a phrase, as our Markdown writes them."""

    kind: MarkKind
    children: ImportedLine
    attributes: str = ""


@dataclass(frozen=True)
class LinkTo:
    """A link."""

    target: str
    children: ImportedLine


@dataclass(frozen=True)
class Image:
    """A picture: where its bytes are (a path, or data:...), and what is said of it."""

    source: str
    alt: str = ""
    caption: ImportedLine = ()
    decorative: bool = False


@dataclass(frozen=True)
class Newline:
    """A line that ends inside its paragraph."""


@dataclass(frozen=True)
class NoteMark:
    """A footnote, with its text."""

    children: Texts


ImportedInline = TextRun | Mark | LinkTo | Image | Newline | NoteMark
ImportedLine = tuple[ImportedInline, ...]

# -- blocks --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Para:
    """A paragraph; `style` is what its program calls it, in small letters."""

    children: ImportedLine
    style: str = ""
    line: int = 0
    indent: int = 0
    """Spaces in front of it: those of plain text, or as many as its page sets it in by."""


@dataclass(frozen=True)
class HeadPara:
    """A heading; level 1 is the highest."""

    level: int
    children: ImportedLine
    line: int = 0


@dataclass(frozen=True)
class ListEntries:
    """A list. `labels` are written in front of the items where numbers would not do: "a)"."""

    items: tuple[Texts, ...]
    start: int | None = None
    """The first number; None: a list without numbers."""
    labels: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Quoted:
    """A quotation; `pulled`: one that stands beside the text."""

    children: Texts
    pulled: bool = False
    line: int = 0


@dataclass(frozen=True)
class CodeText:
    """Text whose spaces and lines count."""

    text: str
    line: int = 0


@dataclass(frozen=True)
class Separator:
    """A line across the page."""

    line: int = 0


@dataclass(frozen=True)
class GridCell:
    """A cell of a table, over so many rows and columns."""

    children: Texts
    rows: int = 1
    columns: int = 1
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. The first `heads` rows are its head."""

    rows: tuple[tuple[GridCell, ...], ...]
    heads: int = 0
    caption: ImportedLine = ()
    line: int = 0


@dataclass(frozen=True)
class Illustration:
    """A picture of its own, with its caption and whose it is.

    `inside`: it stood in the middle of a sentence.
    """

    image: Image
    caption: ImportedLine = ()
    credit: str = ""
    line: int = 0
    inside: bool = False


@dataclass(frozen=True)
class Wall:
    """Several pictures together."""

    pictures: tuple[Illustration, ...]
    caption: ImportedLine = ()
    line: int = 0


@dataclass(frozen=True)
class Boxed:
    """Text that stood in a box."""

    children: Texts
    title: ImportedLine = ()
    kind: str = "info"
    line: int = 0


@dataclass(frozen=True)
class Elsewhere:
    """What is on another page, as a film: an address and what it is called."""

    target: str
    title: str
    line: int = 0


@dataclass(frozen=True)
class KeptDirective:
    """A directive that is there already: its lines above the body, and its body.

    `data`: a body that is no Markdown.
    """

    head: str
    children: Texts = ()
    data: str = ""
    line: int = 0


BlockNode = (
    Para | HeadPara | ListEntries | Quoted | CodeText | Separator | Grid | Illustration | Wall | Boxed
    | Elsewhere | KeptDirective
)  # fmt: skip
Texts = tuple[BlockNode, ...]

# -- walking -------------------------------------------------------------------------------


def plain(line: Iterable[ImportedInline]) -> str:
    """The words of a line without anything else."""
    parts: list[str] = []
    for inline in line:
        if isinstance(inline, TextRun):
            parts.append(inline.text)
        elif isinstance(inline, Mark | LinkTo):
            parts.append(plain(inline.children))
        elif isinstance(inline, Newline):
            parts.append(" ")
    return "".join(parts)


def words(block: BlockNode) -> str:
    """The words of a paragraph, without space around them; "" of any other block."""
    return plain(block.children).strip() if isinstance(block, Para) else ""


def with_children(inline: Mark | LinkTo, children: ImportedLine) -> Mark | LinkTo:
    """A mark or a link around other words; itself where they are the same nodes."""
    same = len(children) == len(inline.children) and all(map(is_, children, inline.children))
    return inline if same else replace(inline, children=children)


def plain_blocks(blocks: Iterable[BlockNode]) -> str:
    """The words of blocks, a space between each two."""
    return " ".join(" ".join(plain(line) for line in lines_of(block)) for block in blocks)


def inner_of(block: BlockNode) -> Iterator[Texts]:
    """The blocks that stand in a block, in groups."""
    match block:
        case ListEntries(items):
            yield from items
        case Quoted(children) | Boxed(children) | KeptDirective(_, children):
            yield children
        case Grid(rows):
            for row in rows:
                yield from (cell.children for cell in row)


def own_lines(block: BlockNode) -> Iterator[ImportedLine]:
    """The lines of a block itself."""
    match block:
        case Para(children) | HeadPara(_, children):
            yield children
        case CodeText(text):
            yield (TextRun(text),)
        case Illustration(_, caption) | Wall(_, caption):
            yield caption


def lines_of(block: BlockNode) -> Iterator[ImportedLine]:
    """Every line of text in a block."""
    yield from own_lines(block)
    for inner in inner_of(block):
        for child in inner:
            yield from lines_of(child)


def in_one_line(blocks: Iterable[BlockNode]) -> ImportedLine:
    """The lines of blocks as one, as captions and headings are."""
    made: list[ImportedInline] = []
    for line in (line for block in blocks for line in lines_of(block)):
        made += [*([TextRun(" ")] if made else []), *line]
    return tuple(made)


def map_inner(block: BlockNode, change: Callable[[Texts], Texts]) -> BlockNode:
    """A block with the groups of blocks in it changed."""
    match block:
        case ListEntries(items):
            return replace(block, items=tuple(change(item) for item in items))
        case Quoted(children) | Boxed(children) | KeptDirective(_, children):
            return replace(block, children=change(children))
        case Grid(rows):
            mapped = (
                tuple(_with_inner(cell, change(cell.children)) for cell in row) for row in rows
            )
            return replace(block, rows=tuple(mapped))
    return block


def _with_inner(cell: GridCell, children: Texts) -> GridCell:
    """A cell with other blocks in it; most stay the same."""
    return cell if children == cell.children else replace(cell, children=children)


def map_lines(blocks: Texts, change: Callable[[ImportedLine], ImportedLine]) -> Texts:
    """The blocks with every line of text changed; those in notes and captions too."""

    def notes(inline: ImportedInline) -> ImportedInline:
        if isinstance(inline, NoteMark):
            return NoteMark(map_lines(inline.children, change))
        if isinstance(inline, Mark | LinkTo):
            return with_children(inline, tuple(map(notes, inline.children)))
        return inline

    def line(inlines: ImportedLine) -> ImportedLine:
        return change(tuple(map(notes, inlines)))

    def one(block: BlockNode) -> BlockNode:
        if isinstance(block, Para):
            made = line(block.children)
            return block if made == block.children else replace(block, children=made)
        if isinstance(block, Wall):
            pictures = (_map_picture(picture, line) for picture in block.pictures)
            block = replace(block, pictures=tuple(pictures))
        elif isinstance(block, Illustration):
            block = _map_picture(block, line)
        return map_inner(_map_own(block, line), lambda inner: map_lines(inner, change))

    return tuple(one(block) for block in blocks)


def _map_picture(
    picture: Illustration, line: Callable[[ImportedLine], ImportedLine]
) -> Illustration:
    image = replace(picture.image, caption=line(picture.image.caption))
    return replace(picture, image=image, caption=line(picture.caption))


def _map_own(block: BlockNode, line: Callable[[ImportedLine], ImportedLine]) -> BlockNode:
    """A block with the lines changed that are its own."""
    match block:
        case Para() | HeadPara():
            return replace(block, children=line(block.children))
        case Boxed(title=title):
            return replace(block, title=line(title))
        case Grid(caption=caption) | Wall(caption=caption):
            return replace(block, caption=line(caption))
    return block
