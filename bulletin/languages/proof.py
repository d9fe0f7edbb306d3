"""What a language knows of slips in its written text, for the proof-reader.

In: a stretch of plain text (NFC, a block's words in one line). Out: where something is written
that needs a second look, and what it is. A language that brings no tables finds nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it is written, from `start` to before `end`.

    `year` None: it is left out. `weekday` 0 is Monday; None: none is named. `event`: the words
    around say that something will be held on it.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    event: bool = False
    years: tuple[int, ...] = ()
    """What may be its year, for it stands near, where that is left out."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of text, and what should stand there instead ("": nobody knows)."""

    start: int
    end: int
    instead: str = ""
    certain: bool = False
    """Whether `instead` is the whole text that was meant, where it else says how long it is."""


def _none(text: str) -> Iterator[Slip]:
    """What a language finds that does not look."""
    del text
    yield from ()


def _no_days(text: str) -> Iterator[WrittenDay]:
    del text
    yield from ()


def _no_contradictions(text: str, year: int) -> Iterator[Slip]:
    del text, year
    yield from ()


Find = Callable[[str], Iterator[Slip]]


class Selling:
    """What advertisements say, as patterns.

    `label` says what they are; a `call` to buy and a `lure` in one passage sell, unless a
    `warning` stands there too.
    """

    def __init__(self, *, label: str, call: str, lure: str, warning: str) -> None:
        label = rf"(?:{label})"
        self._label = re.compile(
            rf"[\s*]*{label}[\s:.!*]*|[\[(]\s*{label}\s*[\])]\s*(?:[:.–—-]\s*)?.*"
            rf"|.*[\[(]\s*{label}\s*[\])][\s.]*",
            re.IGNORECASE | re.DOTALL,
        )
        self._announced = re.compile(rf"\s*{label}\s*[:–—-]\s", re.IGNORECASE)
        self._call = re.compile(call, re.IGNORECASE)
        self._lure = re.compile(lure, re.IGNORECASE)
        self._warning = re.compile(warning, re.IGNORECASE)

    def found(self, text: str) -> Iterator[Slip]:
        """The passage, if it is labelled as an advertisement or reads as one."""
        call, lure = self._call.search(text), self._lure.search(text)
        if self._label.fullmatch(text) or (self._announced.match(text) and (call or lure)):
            yield Slip(0, len(text))
        elif call and lure and not self._warning.search(text):
            yield Slip(min(call.start(), lure.start()), max(call.end(), lure.end()))


@dataclass(frozen=True)
class Proof:
    """A language's part of proof-reading: what finds a kind of slip in a text."""

    weekdays: tuple[str, ...] = ()
    """The names of the days, from Monday on."""
    days: Callable[[str], Iterator[WrittenDay]] = _no_days
    """Dates, among them those that no calendar has."""
    telephones: Find = _none
    """Numbers of a length that no telephone has.

    `instead` says which it should be, or is the number itself where that is `certain`.
    """
    dialled: Find = _none
    """The same in a text that holds nothing else."""
    backwards: Find = _none
    """Periods that end before they begin."""
    impossible: Find = _none
    """Months and hours that there are not."""
    contradicting: Callable[[str, int], Iterator[Slip]] = _no_contradictions
    """Figures of one sentence that contradict each other, in an issue of a year.

    `instead` says how they reckon: "180/200 = 90 %".
    """
    doubled: Find = _none
    """Words that stand twice."""
    syllables: Find = _none
    """What no word of the language can be."""
    placings: Find = _none
    """Words whose tone mark stands in the older place (`instead` "old") or the newer ("new")."""
    places: Find = _none
    """Names that places no longer have."""
    advertising: Find = _none
    """What is labelled as an advertisement, or sells as one."""
    arrows: Find = _none
    """Letters that a lost font has made of arrows."""
    apart: Find = _none
    """Words whose letters stand apart; `instead` is what they are when joined."""
    wordless: str = ""
    """A pattern of alternative texts that say nothing ("hình 1")."""
    quotes: str = ""
    """Quotes that open and close, and those within them; "": quotes are not looked at."""
    tight: str = ",."
    """The marks that stand right behind their word: French leaves a space before some."""
