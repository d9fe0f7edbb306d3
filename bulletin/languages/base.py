"""What a language is, to the whole program and to packages that bring further ones.

In: nothing; a `Language` is data. Languages are found by the entry point group
`bulletin.languages`, by their tag; each names a `Language`. Whatever a language leaves out is
done by common rules: text is passed to the voice as it is written, nothing of another
language is said, and lines end where Unicode lets them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

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
        units, labels = (
            tuple(word.replace("_", " ") for word in entries[name].split())
            for name in ("units", "labels")
        )
        return cls(units, labels, tuple(entries.get("others", ())))


@dataclass(frozen=True)
class Language:
    """A language: how it is read aloud, said, broken into lines and written in figures.

    `tag` is its BCP 47 tag without a region, `region` the one that is meant where a tag names
    none (ISO 3166-1, None: as CLDR's likely subtags have it), `locale` its name in CLDR (None:
    the tag's own). `rules`, `dots` and `ties` are called when they are first needed: what has no
    voice pays for no reading rules. `spoken` is the table of what the voice says between the editor's
    words, `strings` a folder of YAML files with the words of pages, `varieties` the tag of what is
    spoken in each region that `voice.region` may name.
    """

    tag: str
    region: str | None = None
    locale: str | None = None
    rules: Callable[[], Rules] | None = None
    dots: Callable[[], Dots] = Dots
    spoken: Traversable | None = None
    strings: Traversable | None = None
    ties: Callable[[], Ties] = Ties
    varieties: Mapping[str, str] = field(default_factory=dict)
