"""The article: its blocks, and what its front matter says of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bulletin.diagnostics import Span
from bulletin.document.blocks import Block, Blocks
from bulletin.document.figures import Figure
from bulletin.document.prose import Footnote, Heading, Paragraph


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
    read, or ""; `by` who reads. `span` is the place of the settings.
    """

    files: tuple[str, ...]
    span: Span
    by: tuple[str, ...] = ()
    marks: str = ""

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
