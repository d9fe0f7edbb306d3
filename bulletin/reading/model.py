"""What the reading rules take and give: runs of speech, fixed readings, the lexicon.

In: words of a publication with their readings. Out: small frozen values; nothing here knows a
language.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of what the voice says; `language` None means the issue's own."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch of the written text whose reading the editor has set.

    `start` and `end` are half-open offsets in the written text as given; `say` is read as it
    stands, and an empty `say` keeps the stretch silent.
    """

    start: int
    end: int
    say: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An abbreviation that nothing knows: half-open offsets in the given text, and the word."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Guess:
    """An abbreviation with several senses that nothing around it decides.

    Half-open offsets in the given text, the word, how it is said, and all that it may mean.
    """

    start: int
    end: int
    text: str
    say: str
    senses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A stretch that is said otherwise than it is written, and the rule or table that did it."""

    start: int
    end: int
    text: str
    say: str
    why: str


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """How a publication says one of its words; `language` None means the issue's own."""

    say: str
    language: str | None = None


_OPENING = re.compile(r"[^\W_]+|[^\w\s]|_")
"""How a key begins: with a whole word, or with a sign."""


class Lexicon:
    """The readings that a publication has set for its own words.

    Keys match whole words (no letter or digit of any script on either side) in their own case,
    the longest key first. A space in a key matches any run of spaces.
    """

    def __init__(self, entries: Mapping[str, LexiconEntry]) -> None:
        cleaned = {
            " ".join(normalize("NFC", key).split()): LexiconEntry(
                normalize("NFC", entry.say), entry.language
            )
            for key, entry in entries.items()
        }
        self._entries = {key: entry for key, entry in cleaned.items() if key}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._entries)

    @property
    def key(self) -> list[tuple[str, str, str | None]]:
        """All of it as plain values, for keys of the cache."""
        return [(word, one.say, one.language) for word, one in self._entries.items()]

    def get(self, word: str) -> LexiconEntry | None:
        """The entry of exactly this word, or None."""
        return self._entries.get(word)

    def occurrences(self, text: str) -> Iterable[tuple[int, int, LexiconEntry]]:
        """Each place in NFC text where an entry applies: start, end, entry; none overlap."""
        position, keys = 0, self._keys_by_opening
        for opening in _OPENING.finditer(text) if keys else ():
            if opening.start() < position or opening[0] not in keys:
                continue
            match = self._pattern(opening[0]).match(text, opening.start())
            if match:
                position = match.end()
                yield match.start(), position, self._entries[" ".join(match.group().split())]

    @cached_property
    def _keys_by_opening(self) -> dict[str, list[str]]:
        """The keys by their first word or sign, the longest first."""
        keys: dict[str, list[str]] = {}
        for key in sorted(self._entries, key=lambda key: (-len(key), key)):
            opening = _OPENING.match(key)
            keys.setdefault(opening[0] if opening else "", []).append(key)
        return keys

    def _pattern(self, opening: str) -> re.Pattern[str]:
        if opening not in self._patterns:
            keys = self._keys_by_opening[opening]
            self._patterns[opening] = re.compile("|".join(map(_bounded, keys)))
        return self._patterns[opening]


def _bounded(key: str) -> str:
    """A pattern for the key as a whole word; a number is whole only without its decimals."""
    body = r"\s+".join(re.escape(word) for word in key.split())
    before = r"(?<!\w)" if key[0].isalnum() else ""
    after = r"(?![\w\u0300-\u036f])" if key[-1].isalnum() else ""
    if key[0].isdigit():
        before += r"(?<![0-9][.,])"
    if key[-1].isdigit():
        after += r"(?![.,][0-9])"
    return f"{before}{body}{after}"


def spoken_text(runs: Iterable[Run]) -> str:
    """What the runs say, one after the other, as one line of text."""
    return " ".join(run.text.strip() for run in runs if run.text.strip())
