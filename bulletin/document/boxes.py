"""Block nodes that stand beside the text: notes, quotes, dialogues, dates, timelines, links."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from bulletin.document.blocks import Block, Blocks, holds_blocks, holds_inlines
from bulletin.document.inlines import Anchor, Inlines, Picture, plain_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Block):
    """A box beside the text."""

    kind: Literal["info", "tip", "warning", "danger"] = "info"
    title: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote(Block):
    """Words lifted out of the text, with who said them."""

    children: Blocks = holds_blocks()
    by: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Block):
    """What one speaker says in a dialogue, before the next one does."""

    speaker: Inlines = holds_inlines()
    children: Blocks = holds_blocks()

    @property
    def name(self) -> str:
        """The speaker's name: "Hỏi"."""
        return plain_text(self.speaker).strip(" .:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue(Block):
    """Questions and answers, an interview; `children` are `Turn` blocks."""

    title: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Block):
    """Something on a day (or from `date` until `until`), at a time and place if known.

    `lunar`: its days are shown in the lunar calendar too.
    """

    date: dt.date
    until: dt.date | None = None
    time: dt.time | None = None
    lunar: bool = False
    title: Inlines = holds_inlines()
    place: Inlines = holds_inlines()

    @property
    def called_off(self) -> bool:
        """Whether all of what it is called is struck out."""
        return not plain_text(self.title, "struck").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates(Block):
    """A calendar of events; `children` are `Event` blocks in order of date."""

    title: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Block):
    """One entry of a timeline. `when` is a date, or words such as "Mùa thu 1968"."""

    when: dt.date | str
    title: Inlines = holds_inlines()
    text: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Block):
    """What happened when; `children` are `Milestone` blocks as the editor ordered them."""

    title: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard(Block):
    """A link worth a box of its own."""

    target: str | Anchor
    title: Inlines = holds_inlines()
    picture: Picture | None = None
    children: Blocks = holds_blocks()
