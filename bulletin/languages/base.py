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
    """Words in the cells of sheets of figures.

    `gaps` stand for no figure, `altering` ones beside a number change it; those of `currency` are
    one unit, written in several ways. The name of a total
    begins with one of `totals`, that of an average with one of `averages` or, if it may be a mark as
    well, of `marks`; a line that is no row with one of `notes`. Below the names
    `telephones` and `persons` digits like those of `_cut` have lost the 0 in front; names with one
    of `days` or `hours` in them stand above these, also where they are written without accents.
    Rows are named by time with one of `years`, `quarters`, `months` or `weeks` before a number.
    """

    gaps: tuple[str, ...] = ()
    altering: tuple[str, ...] = ()
    currency: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    averages: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    telephones_cut: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    persons_cut: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    years: tuple[str, ...] = ("year", "of")
    quarters: tuple[str, ...] = ("quarter", "q")
    months: tuple[str, ...] = ("month",)
    weeks: tuple[str, ...] = ("week", "w")

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

    `tag` is its BCP 47 tag without a region, `letters` those that it has beyond A to Z, `region` the one that is meant where a tag names
    none (ISO 3166-1, None: as CLDR's likely subtags have it), `locale` its name in CLDR (None:
    the tag's own). What is called is called when it is first needed: what has no voice pays for no
    reading rules. `spoken` is the table of what the voice says between the editor's words, `phrases`
    (names as in `en/tables/phrases.yaml`) are patterns by which texts are known for what they are,
    `fingerprint` 256 words for the bytes of a key's fingerprint (None: the English ones),
    in an order that never changes, `strings` a folder of YAML files with the words of pages,
    `varieties` the tag of what is spoken in each region that `voice.region` may name, `proof`
    finds slips for the proof-reader, `known_voices` are Piper's for it, the best first, as far as
    they were known when this was written, `natural_voice` is the one of them that anybody may use,
    "" where none is known.
    """

    tag: str
    letters: str = ""
    region: str | None = None
    locale: str | None = None
    rules: Callable[[], Rules] | None = None
    dots: Callable[[], Dots] = Dots
    spoken: Traversable | None = None
    strings: Traversable | None = None
    ties: Callable[[], Ties] = Ties
    headings: Callable[[], Headings] = Headings
    cells: Callable[[], CellWords] = CellWords
    phrases: Callable[[], Mapping[str, Sequence[str]]] = dict
    fingerprint: Callable[[], Sequence[str]] | None = None
    proof: Callable[[], Proof] = Proof
    varieties: Mapping[str, str] = field(default_factory=dict)
    natural_voice: str = ""
    known_voices: tuple[KnownVoice, ...] = ()
