"""What a language is, to the whole program and to packages that bring further ones.

In: nothing; a `Language` is data. Languages are found by the entry point group
`bulletin.languages`: the entry's name is the language's tag, and it names a `Language`. Whatever a
language leaves out is done by common rules: text is passed to the voice as it is written, nothing
of another language is said, and lines end where Unicode lets them. `tests/plugins/` has a whole
package with a small one.

The contract:

- **When.** The package is imported when an issue, a phrase or an engine names its tag, and when a
  text is looked through for the phrases of all languages, so it is light: `rules`, `dots`, `ties`,
  `headings`, `cells` and `phrases` are functions that are called when they are first needed.
- **Where.** In every process of a build; nothing of a language is pickled. Lines, dates and pages
  are made in processes of their own, started afresh.
- **What may be read.** The package's own files (`reading.tables` reads YAML without surprises). A
  rule sees the written text at a place and gives what is said there, or None; it never sees what
  another rule said, and takes time that grows no faster than the text.
- **What may be left out.** Each field, each key of `spoken` (the neutral words stand in: mostly
  none) and each key of `strings` (English stands in).
- **When it is made anew.** What is spoken is kept by its words, so only sentences that are now read
  otherwise are spoken again. Editions and the archive of an issue in this language have the digest
  of all files of the language's package in their keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable

from bulletin.languages.proof import Proof
from bulletin.reading import Rules
from bulletin.reading.sentences import Dots
from bulletin.reading.tables import table

GROUP = "bulletin.languages"


@dataclass(frozen=True)
class Ties:
    """Words that a line keeps with what stands beside them.

    `units` stay with the number before them and `labels` with the number after; `others` are
    patterns of `re` that match up to a place where no line ends.
    """

    units: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def read(cls, package: str) -> Ties:
        """The table `ties` of a language's package."""
        entries = table(package, "ties")
        units, labels = (spaced(entries[name]) for name in ("units", "labels"))
        return cls(units, labels, tuple(entries.get("others", ())))


@dataclass(frozen=True)
class Headings:
    """Words in the name of a column, or of a figure, by which its digits are no quantity.

    `codes` name something wherever they stand (telephone, account), `years` and `days` where a
    name begins with them, `places` (in a list) where they are all of it.
    """

    codes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @classmethod
    def read(cls, package: str) -> Headings:
        """The table `headings` of a language's package."""
        entries = table(package, "headings")
        return cls(**{name: spaced(words) for name, words in entries.items()})

    def is_code(self, name: str) -> bool:
        """Whether what has this name is a code."""
        found = any_of(self.codes)
        return found is not None and found.search(name) is not None

    def is_year(self, name: str) -> bool:
        """Whether what has this name is a year."""
        return begins(name, self.years)

    def is_day(self, name: str) -> bool:
        """Whether what has this name is a day or an hour."""
        return begins(name, self.days)

    def is_name(self, name: str) -> bool:
        """Whether what has this name is no quantity, whatever its digits are."""
        return any(said(name) for said in (self.is_code, self.is_year, self.is_day, self.is_place))

    def is_place(self, name: str) -> bool:
        """Whether what has this name is a place in a list."""
        found = any_of(self.places)
        return found is not None and found.fullmatch(name.strip()) is not None


@dataclass(frozen=True)
class CellWords:
    """Words in the cells and the names of columns and rows of sheets of figures."""

    gaps: tuple[str, ...] = ()
    """They stand for no figure."""
    altering: tuple[str, ...] = ()
    """They change the number beside them."""
    currency: tuple[str, ...] = ()
    """One unit, written in several ways."""
    totals: tuple[str, ...] = ()
    """The name of a total begins with one of them."""
    averages: tuple[str, ...] = ()
    """That of an average begins with one of these."""
    marks: tuple[str, ...] = ()
    """So may that of an average that may be a mark as well."""
    grades: tuple[str, ...] = ()
    """Beside marks like these it is a mark."""
    shares: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    """In names of columns that are reckoned from two others."""
    notes: tuple[str, ...] = ()
    """A line begins with one of them that is no row."""
    telephones: tuple[str, ...] = ()
    telephones_cut: tuple[str, ...] = ()
    """Digits like these have lost the 0 in front below the names `telephones`."""
    persons: tuple[str, ...] = ()
    persons_cut: tuple[str, ...] = ()
    """Digits like these have lost the 0 in front below the names `persons`."""
    full_names: tuple[str, ...] = ()
    """Names of columns of persons."""
    offices: tuple[str, ...] = ()
    """In names of columns of what somebody is called for: an office, a shop, a service."""
    days: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    """In names of columns of days and of hours, also where they are written without accents."""
    clocks: tuple[str, ...] = ()
    """In names of columns of hours that a clock shows, not of hours that something takes."""
    machine_days: tuple[str, ...] = ()
    """How 2026-11-05 and 2026-11 are written (Unicode TR 35, dates); neither stays so."""
    years: tuple[str, ...] = ("year", "of")
    quarters: tuple[str, ...] = ("quarter", "q")
    months: tuple[str, ...] = ("month",)
    weeks: tuple[str, ...] = ("week", "w")
    """They name rows by time, before a number."""
    month_names: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    """So do these alone, in their order and each with "/" between its forms."""
    spans: tuple[str, ...] = ()
    """So do these before two years, as "term" before 2020-2025."""

    @classmethod
    def read(cls, package: str) -> CellWords:
        """The table `cells` of a language's package."""
        entries = table(package, "cells")
        return cls(**{name: spaced(words) for name, words in entries.items()})


def spaced(words: str) -> tuple[str, ...]:
    """The words of a table's entry, in which a low line stands for a space."""
    return tuple(word.replace("_", " ") for word in words.split())


def begins(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text begins with one of some words."""
    found = any_of(words)
    return found is not None and found.match(text.lstrip()) is not None


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for any of some words, the longest first; None for none."""
    ordered = sorted(words, key=len, reverse=True)
    choice = "|".join(re.escape(word) for word in ordered)
    return re.compile(rf"(?i)(?<!\w)(?:{choice})(?!\w)") if choice else None


@dataclass(frozen=True, slots=True)
class KnownVoice:
    """A voice by name; `size` is in bytes, `licence` "" where its makers state none."""

    name: str
    size: int
    licence: str

    @property
    def quality(self) -> str:
        """As Piper calls it: the end of the name."""
        return self.name.rpartition("-")[2]


@dataclass(frozen=True)
class Language:
    """A language: how it is read aloud, said, broken into lines and written in figures.

    What is called is called when it is first needed: what has no voice pays for no reading rules.
    """

    tag: str
    """Its BCP 47 tag without a region."""
    letters: str = ""
    """The letters that it has beyond A to Z."""
    region: str | None = None
    """The region that is meant where a tag names none (ISO 3166-1); None: CLDR's likely one."""
    locale: str | None = None
    """Its name in CLDR; None: the tag's own."""
    rules: Callable[[], Rules] | None = None
    """How what is written is said."""
    dots: Callable[[], Dots] = Dots
    """After which words a dot ends no sentence."""
    spoken: Traversable | None = None
    """The table of what the voice says between the editor's words."""
    strings: Traversable | None = None
    """A folder of YAML files with the words of pages."""
    ties: Callable[[], Ties] = Ties
    """What a line keeps together."""
    headings: Callable[[], Headings] = Headings
    """Below which names digits are no quantity."""
    cells: Callable[[], CellWords] = CellWords
    """Words in the cells of tables."""
    phrases: Callable[[], Mapping[str, Sequence[str]]] = dict
    """Patterns by which texts are known for what they are; names as in `en/tables/phrases.yaml`."""
    fingerprint: Callable[[], Sequence[str]] | None = None
    """256 words for the bytes of a key's fingerprint, for ever in one order; None: English ones."""
    proof: Callable[[], Proof] = Proof
    """What finds slips for the proof-reader."""
    varieties: Mapping[str, str] = field(default_factory=dict)
    """The tag of what is spoken in each region that `voice.region` may name."""
    natural_voice: str = ""
    """The one of the voices below that anybody may use, "" where none is known."""
    known_voices: tuple[KnownVoice, ...] = ()
    """Piper's voices for it, the best first, as far as they were known when this was written."""
