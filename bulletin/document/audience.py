"""Block nodes that readers take part in: quizzes, ways to ask the editors, broadcasts."""

import datetime as dt
from dataclasses import dataclass

from bulletin.document.blocks import Block, Blocks, holds_blocks, holds_inlines
from bulletin.document.inlines import Inlines


def letter_of(place: int) -> str:
    """The letter of an option, by its place from 0: "A"."""
    return chr(ord("A") + place)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizOption(Block):
    """One of the answers that a reader may choose."""

    children: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizAnswer(Block):
    """The answer that is right: its place among the options, from 0, and why."""

    right: int
    option: Inlines = holds_inlines()
    children: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion(Block):
    """A question; `children` are its `QuizOption` blocks, and the `QuizAnswer` after them."""

    question: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz(Block):
    """Questions for the reader; `children` are `QuizQuestion` blocks."""

    title: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


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

    title: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast(Block):
    """A meeting or a live stream at `target`, from `start` to `end` (by the clocks of Vietnam).

    `recording` is where it can be seen afterwards; "" as long as that is not known.
    """

    target: str
    start: dt.datetime
    end: dt.datetime
    recording: str = ""
    title: Inlines = holds_inlines()
    place: Inlines = holds_inlines()
    children: Blocks = holds_blocks()
