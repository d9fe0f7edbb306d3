"""Inline nodes: the pieces of a line of text, and what is asked of a run of them.

In: nothing; the source reader makes these, composition the sentences. A run is `Inlines`, a tuple
in reading order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bulletin.diagnostics import Span


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


def walk_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Every inline, outer before inner."""
    for inline in inlines:
        yield inline
        if type(inline) is not Text:  # most are, and have nothing inside
            yield from walk_inlines(getattr(inline, "children", ()))


def plain_text(inlines: Inlines, *without: Literal["struck", "silent"]) -> str:
    """The written text of inlines, without marks of footnotes; a line break is a space."""
    return "".join(_plain(inline, without) for inline in inlines)


_LEFT = re.compile(r" ?(?:\( *\)|“ *”)|(?<=[(“«]) +| +(?=[ .,;:!?…)”»]|\Z)")
"""Brackets around what was left out, and spaces that stood beside it."""


def unstruck_text(inlines: Inlines, *without: Literal["silent"]) -> str:
    """The text for where nothing can be struck out; a name that is struck out whole stays."""
    whole, kept = plain_text(inlines), plain_text(inlines, "struck", *without)
    if kept == whole or not (kept.strip() or without):
        return whole
    return _LEFT.sub("", kept).lstrip()


def _plain(inline: Inline, without: Sequence[str]) -> str:
    match inline:
        case Text(text) | InlineCode(text):
            return text
        case LineBreak():
            return " "
        case Picture(alt=alt):
            return alt
    silent = isinstance(inline, Phrase) and inline.silent
    if isinstance(inline, FootnoteReference) or (
        without and ("silent" if silent else getattr(inline, "style", "")) in without
    ):
        return ""
    return "".join(_plain(child, without) for child in getattr(inline, "children", ()))


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
