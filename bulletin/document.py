"""The one document tree: what an article is, as a dozen or so frozen node types.

In: nothing; the source reader makes these. Out: the values that every edition and the voice
read. Inline nodes stand in `Inlines`, block nodes in `Blocks`; each block knows its place in
the source (`span`) and its fragment id (`id`, unique in the issue, fit for HTML and EPUB).

A field that holds inlines or blocks says so in its metadata, so that `walk`, `inlines_of` and
`map_inlines` need no list of types.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any, Literal, TypeVar, cast

from bulletin.diagnostics import Span

# -- inlines -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of a line of text."""


Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Text(Inline):
    """Plain characters, in Unicode NFC."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineCode(Inline):
    """Characters shown as they are, in a typewriter face."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak(Inline):
    """A forced line break."""


@dataclass(frozen=True, slots=True)
class Styled(Inline):
    """Text set in another way."""

    style: Literal["emphasis", "strong", "struck"]
    children: Inlines


@dataclass(frozen=True, slots=True)
class Phrase(Inline):
    """Text with attributes: how to say it, not to say it, or its language.

    `say` None: as the rules read it. `silent`: shown, never read.
    """

    children: Inlines
    say: str | None = None
    silent: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place inside the issue: an article's slug and a fragment id in it ("": its start)."""

    article: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Link(Inline):
    """Text that leads somewhere: an address outside (str) or an `Anchor` in the issue."""

    children: Inlines
    target: str | Anchor
    span: Span


PHOTOGRAPHS = (".jpg", ".jpeg", ".webp")
"""Endings of what is never a sign in a sentence."""


@dataclass(frozen=True, slots=True)
class Picture(Inline):
    """A picture file, as a path with `/` relative to the issue's folder.

    `alt` "" means decorative. In a paragraph with other text it stands in the line.
    """

    file: str
    alt: str
    span: Span

    @property
    def is_photograph(self) -> bool:
        """Whether it is one by its name: drawings and signs are kept in files of other kinds."""
        return self.file.lower().endswith(PHOTOGRAPHS)


@dataclass(frozen=True, slots=True)
class FootnoteReference(Inline):
    """The mark of the footnote with this id."""

    footnote: str
    number: int


@dataclass(frozen=True, slots=True)
class Sentence(Inline):
    """A sentence, with the fragment id by which editions and the voice meet.

    Made by composition, never by the reader.
    """

    id: str
    children: Inlines


# -- blocks --------------------------------------------------------------------------------


def _inlines() -> Any:  # noqa: ANN401, as dataclasses.field
    return field(default=(), metadata={"holds": "inlines"})


def _blocks() -> Any:  # noqa: ANN401, as dataclasses.field
    return field(default=(), metadata={"holds": "blocks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article that stands on lines of its own."""

    span: Span
    id: str = ""
    silent: bool = False
    """Shown, never read aloud."""
    voice: str = ""
    """Which of the publication's voices reads it: "second"; "": as what stands around it."""


Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A paragraph of text."""

    children: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading; level 1 is the article's title, the body starts at 2."""

    level: int
    children: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Block):
    """One item of a list."""

    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Block):
    """A list; `start` is the first number of an ordered one."""

    ordered: bool = False
    start: int = 1
    tight: bool = True
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Block):
    """Somebody's words, set apart."""

    children: Blocks = _blocks()


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

    children: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Block):
    """A row of a table; `children` are its cells."""

    children: Blocks = _blocks()

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
    rows: Blocks = _blocks()
    align: tuple[Alignment, ...] = ()
    row_headers: bool = False
    caption: Inlines = _inlines()
    source: Inlines = _inlines()
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """A picture with its caption. `say`: what the voice says instead of the caption.

    `target`: where a picture leads that is a link.
    """

    picture: Picture
    target: str | Anchor | None = None
    caption: Inlines = _inlines()
    credit: str = ""
    width: Literal["column", "wide", "full"] = "column"
    say: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery(Block):
    """Several figures side by side; `children` are `Figure` blocks."""

    children: Blocks = _blocks()
    caption: Inlines = _inlines()
    credit: str = ""
    columns: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Block):
    """A box beside the text."""

    kind: Literal["info", "tip", "warning", "danger"] = "info"
    title: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote(Block):
    """Words lifted out of the text, with who said them."""

    children: Blocks = _blocks()
    by: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Block):
    """What one speaker says in a dialogue, before the next one does."""

    speaker: Inlines = _inlines()
    children: Blocks = _blocks()

    @property
    def name(self) -> str:
        """The speaker's name: "Hỏi"."""
        return plain_text(self.speaker).strip(" .:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue(Block):
    """Questions and answers, an interview; `children` are `Turn` blocks."""

    title: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Block):
    """Something on a day (or from `date` until `until`), at a time and place if known.

    `lunar`: its days are shown in the lunar calendar too.
    """

    date: dt.date
    until: dt.date | None = None
    time: dt.time | None = None
    lunar: bool = False
    title: Inlines = _inlines()
    place: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates(Block):
    """A calendar of events; `children` are `Event` blocks in order of date."""

    title: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Media(Block):
    """A film or a sound: `file` is a path in the issue's folder or an https address.

    Films have a `poster`; its `alt` describes the film. `captions` is a WebVTT or
    SubRip file or "".
    """

    kind: Literal["video", "audio"]
    file: str
    title: Inlines = _inlines()
    poster: Picture | None = None
    captions: str = ""
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard(Block):
    """A link worth a box of its own."""

    target: str | Anchor
    title: Inlines = _inlines()
    picture: Picture | None = None
    children: Blocks = _blocks()


ChartType = Literal["bar", "column", "line", "area", "pie", "donut", "stacked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One run of figures in a chart: its name, and a value (or a gap) for each category."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """Figures to be drawn: a label for each category, one or more series over them.

    `axis` names what the categories are; `alt` says what the picture shows.
    """

    type: ChartType
    axis: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    title: Inlines = _inlines()
    source: Inlines = _inlines()
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat(Block):
    """One figure worth a card. `value` is a number, or words such as "3 trong 4"."""

    value: float | str
    unit: str = ""
    icon: str = ""
    label: Inlines = _inlines()
    note: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats(Block):
    """Cards of figures; `children` are `Stat` blocks."""

    title: Inlines = _inlines()
    source: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressItem(Block):
    """How far something has come: `value` of `plan`, both in `unit`."""

    value: float
    plan: float
    unit: str = ""
    label: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Block):
    """Bars against a plan; `children` are `ProgressItem` blocks."""

    title: Inlines = _inlines()
    source: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Block):
    """One entry of a timeline. `when` is a date, or words such as "Mùa thu 1968"."""

    when: dt.date | str
    title: Inlines = _inlines()
    text: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Block):
    """What happened when; `children` are `Milestone` blocks as the editor ordered them."""

    title: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Block):
    """One figure before and after."""

    before: float
    after: float
    unit: str = ""
    label: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Block):
    """Two states side by side; `children` are `Comparison` blocks."""

    before: str
    after: str
    title: Inlines = _inlines()
    source: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizOption(Block):
    """One of the answers that a reader may choose."""

    children: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizAnswer(Block):
    """The answer that is right: its place among the options, from 0, and why."""

    right: int
    option: Inlines = _inlines()
    children: Inlines = _inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion(Block):
    """A question; `children` are its `QuizOption` blocks, and the `QuizAnswer` after them."""

    question: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz(Block):
    """Questions for the reader; `children` are `QuizQuestion` blocks."""

    title: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts(Block):
    """How somebody is reached; what they are not reached by is "".

    `zalo` and `form` are https addresses, `phone` and `email` as people write them.
    """

    phone: str = ""
    zalo: str = ""
    email: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Block):
    """How to ask the editors: words, and a `Contacts` block as the last of `children`."""

    title: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast(Block):
    """A meeting or a live stream at `target`, from `start` to `end` (by the clocks of Vietnam).

    `recording` is where it can be seen afterwards; "" as long as that is not known.
    """

    target: str
    start: dt.datetime
    end: dt.datetime
    recording: str = ""
    title: Inlines = _inlines()
    place: Inlines = _inlines()
    children: Blocks = _blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote(Block):
    """A footnote; `reference` is the fragment id of its first mark in the text."""

    number: int
    reference: str
    children: Blocks = _blocks()


# -- the article ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnLoudspeaker:
    """What the village loudspeaker says of an article.

    `text` "": its title, its summary and its dates. `at`: when the editors plan to play it.
    """

    text: str = ""
    at: dt.time | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What was mended after publication, and when."""

    date: dt.date
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about, for readers who look through all issues."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Recording:
    """A person's reading of an article: one file of all of it, or one for each sentence.

    Paths are relative to the issue's folder. `marks` is a file that says when each sentence is
    read, or ""; `by` who reads. `span` and `marks_span` are the places of the settings.
    """

    files: tuple[str, ...]
    span: Span
    by: tuple[str, ...] = ()
    marks: str = ""
    marks_span: Span | None = None

    @property
    def all_files(self) -> tuple[str, ...]:
        """Every file of it."""
        return (*self.files, self.marks) if self.marks else self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `slug` is its name in addresses, unique in the issue.

    `number` is its place in the issue, from 1 (0: not numbered, as the opening and the
    imprint). `opening` is the picture under the title.
    """

    slug: str
    number: int
    file: str
    title: Heading
    section: str = ""
    lead: Paragraph | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    opening: Figure | None = None
    columns: Literal[1, 2] = 1
    speaker: OnLoudspeaker | None = None
    recording: Recording | None = None
    clip: bool = False
    body: Blocks = ()
    footnotes: tuple[Footnote, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def name(self) -> str:
        """The name of the article's files: "03-mua-lu"."""
        return f"{self.number:02}-{self.slug}"

    @property
    def blocks(self) -> Iterator[Block]:
        """All top-level blocks in reading order: title, lead, opening, body, footnotes."""
        yield self.title
        if self.lead:
            yield self.lead
        if self.opening:
            yield self.opening
        yield from self.body
        yield from self.footnotes


# -- going through a tree ------------------------------------------------------------------


_held: dict[Any, tuple[str, ...]] = {}
"""Names of fields by node type and what they hold: asked for at every step."""


def _holding(kind: type[Block], holds: str) -> tuple[str, ...]:
    names = _held.get((kind, holds))
    if names is None:
        names = tuple(f.name for f in fields(kind) if _holds(f) == holds)
        _held[kind, holds] = names
    return names


def _holds(item: Field[Any]) -> object:
    return item.metadata.get("holds")


_outer: dict[type[Block], bool] = {}
"""Whether blocks of a type hold others: trees are gone through some forty times."""


def children_of(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order."""
    if isinstance(block, Table):
        yield block.header
    for name in _holding(type(block), "blocks"):
        yield from getattr(block, name)


def walk(*blocks: Block) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    waiting = [*reversed(blocks)]
    while waiting:
        block = waiting.pop()
        yield block
        kind = type(block)
        if (is_outer := _outer.get(kind)) is None:
            is_outer = _outer[kind] = bool(_holding(kind, "blocks")) or kind is Table
        if is_outer:
            waiting += reversed([*children_of(block)])


def inlines_of(block: Block) -> Iterator[Inlines]:
    """The runs of inlines directly in a block (not in blocks inside it)."""
    for name in _holding(type(block), "inlines"):
        yield getattr(block, name)


def walk_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Every inline, outer before inner."""
    for inline in inlines:
        yield inline
        yield from walk_inlines(getattr(inline, "children", ()))


def all_inlines(article: Article) -> Iterator[Inline]:
    """Every inline of an article, in reading order."""
    for block in walk(*article.blocks):
        for inlines in inlines_of(block):
            yield from walk_inlines(inlines)


B = TypeVar("B", bound=Block)


def map_inlines(block: B, change: Callable[[Inlines, Block], Inlines]) -> B:
    """The same tree with `change(inlines, its block)` in place of each run of inlines."""
    values: dict[str, Any] = {}
    if isinstance(block, Table):
        values["header"] = map_inlines(block.header, change)
    for name in _holding(type(block), "inlines"):
        values[name] = change(getattr(block, name), block)
    for name in _holding(type(block), "blocks"):
        values[name] = tuple(map_inlines(child, change) for child in getattr(block, name))
    return replace(block, **values)


def map_blocks(article: Article, change: Callable[[Inlines, Block], Inlines]) -> Article:
    """The article with `change(inlines, its block)` in place of each run of inlines."""
    return replace(
        article,
        title=map_inlines(article.title, change),
        lead=article.lead and map_inlines(article.lead, change),
        opening=article.opening and map_inlines(article.opening, change),
        body=tuple(map_inlines(block, change) for block in article.body),
        footnotes=tuple(map_inlines(note, change) for note in article.footnotes),
    )


def plain_text(inlines: Inlines) -> str:
    """The written text of inlines, without marks of footnotes; a line break is a space."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text) | InlineCode(text):
            return text
        case LineBreak():
            return " "
        case Picture(alt=alt):
            return alt
        case FootnoteReference():
            return ""
    return plain_text(getattr(inline, "children", ()))


def without_marks(inlines: Inlines) -> tuple[Inlines, tuple[FootnoteReference, ...]]:
    """Inlines without the marks of footnotes, and these: for a link, which can hold no other."""
    kept: list[Inline] = []
    marks: list[FootnoteReference] = []
    for inline in inlines:
        if isinstance(inline, FootnoteReference):
            marks.append(inline)
        elif isinstance(inline, Styled | Phrase | Link | Sentence):
            children, inner = without_marks(inline.children)
            kept.append(replace(inline, children=children) if inner else inline)
            marks += inner
        else:
            kept.append(inline)
    return tuple(kept), tuple(marks)


def pictures_of(article: Article) -> Iterator[Picture]:
    """Every picture that an article shows, in reading order."""
    for block in walk(*article.blocks):
        for name in ("picture", "poster"):
            picture = getattr(block, name, None)
            if picture is not None:
                yield picture
        for inlines in inlines_of(block):
            yield from (i for i in walk_inlines(inlines) if isinstance(i, Picture))


def files_of(article: Article) -> tuple[str, ...]:
    """Every file of the issue that an article shows or plays: pictures, films, sounds, captions."""
    found = dict.fromkeys(picture.file for picture in pictures_of(article))
    for block in walk(*article.blocks):
        if isinstance(block, Media):
            found |= dict.fromkeys(name for name in (block.file, block.captions) if name)
    return tuple(name for name in found if not name.startswith(("https:", "http:")))
