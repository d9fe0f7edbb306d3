"""What a text defines: "kỹ thuật số (KTS)" makes KTS mean that from there on.

In: definitions as a language's rules find them, in the order of the text. Out: `Memory`, a value
that grows sentence by sentence over the articles of an issue. Nothing here knows a language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation and its words, as a text puts them side by side.

    `key` is the abbreviation without its signs, `start` the offset from which it means this,
    `words` the half-open offsets of what it stands for; `silent` a bracket that would only say
    the same thing twice.
    """

    key: str
    start: int
    words: tuple[int, int]
    silent: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What an abbreviation means: how it is said, and the definition as it was written."""

    say: str
    written: str


@dataclass(frozen=True)
class Memory:
    """The abbreviations that were defined so far; a later definition takes an earlier one's place.

    `later` holds those of the text at hand by the offset from which they hold.
    """

    told: Mapping[str, Told] = field(default_factory=lambda: MappingProxyType({}))
    later: Sequence[tuple[int, str, Told]] = ()

    def __bool__(self) -> bool:
        return bool(self.told) or bool(self.later)

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """What was defined, as plain values."""
        return [(key, one.say, one.written) for key, one in self.told.items()]

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[str, str, str]]) -> Memory:
        """The memory that had these."""
        return cls({key: Told(say, written) for key, say, written in rows})

    def with_later(self, later: Sequence[tuple[int, str, Told]]) -> Memory:
        """The same memory before a text that defines more."""
        ordered = tuple(sorted(later, key=lambda one: one[0]))
        return Memory(self.told, ordered)

    def only(self, keys: Collection[str]) -> Memory:
        """What is remembered of some abbreviations."""
        return Memory({key: told for key, told in self.told.items() if key in keys})

    def and_also(self, other: Memory) -> Memory:
        """The same memory, and what another one has besides."""
        return Memory({**other.told, **self.told})

    def after(self) -> Memory:
        """The memory at the end of the text."""
        if not self.later:
            return self
        return Memory(MappingProxyType({**self.told, **{key: told for _, key, told in self.later}}))


class Recall:
    """A memory gone through from the beginning of a text to its end."""

    def __init__(self, memory: Memory) -> None:
        self._told = dict(memory.told)
        self._later = memory.later
        self._next = 0

    def at(self, position: int) -> Mapping[str, Told]:
        """What is defined at a position; positions never go back."""
        while self._next < len(self._later) and self._later[self._next][0] <= position:
            _, key, told = self._later[self._next]
            self._told[key] = told
            self._next += 1
        return self._told
