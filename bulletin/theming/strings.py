"""A theme's words in one language, and dates and numbers as that language writes them.

In: a table of words by key. Out: `Strings`. A place for a value is `{name}` and nothing else:
no attributes, no formats, so that a table from outside can show no more than it is given.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import babel
import babel.dates
import babel.numbers

from bulletin.cache import key_of
from bulletin.languages import code_of, locale_of


class UnknownStringError(LookupError):
    """A key that the table does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class MissingValueError(LookupError):
    """A value that the words of a key want to show, and that nobody gave."""

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key, value)
        self.key = key
        self.value = value


class WrongPlaceError(ValueError):
    """A text whose braces are no places for values; `piece` is what stands there."""

    def __init__(self, piece: str) -> None:
        super().__init__(piece)
        self.piece = piece


def places_of(text: str) -> tuple[str, ...]:
    """The names of the places for values in a text. Raises `WrongPlaceError`."""
    return tuple(name for _, name in _pieces(text) if name is not None)


_PIECES = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+")


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[tuple[str, str | None], ...]:
    """A text as pairs: words as they are, or "" and the name of a value."""
    return tuple(_piece(match[0]) for match in _PIECES.finditer(text))


def _piece(piece: str) -> tuple[str, str | None]:
    if piece in {"{{", "}}"}:
        return piece[0], None
    if piece[0] not in "{}":
        return piece, None
    if not re.fullmatch(r"\{[a-z_]+\}", piece):
        raise WrongPlaceError(piece)
    return "", piece[1:-1]


@dataclass(frozen=True)
class Strings:
    """A theme's words in one language, and dates and numbers as that language writes them."""

    language: str
    table: Mapping[str, str]
    words: str = ""
    """The language that the words are really in, where the theme lacks them; "": as asked."""

    @cached_property
    def digest(self) -> str:
        """What they are known by in keys of the cache."""
        return key_of(self.language, self.words, dict(self.table), code_of(self.language))

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key` with `values` filled in.

        An unknown key and a missing value are mistakes of ours, or of a theme's template.
        """
        pieces = _pieces(self._text(key))
        if missing := [name for _, name in pieces if name is not None and name not in values]:
            raise MissingValueError(key, missing[0])
        return "".join(words if name is None else str(values[name]) for words, name in pieces)

    def date(self, day: dt.date, key: str = "date_long") -> str:
        """A date in the pattern that the table has under `key` (Unicode TR 35, dates)."""
        return str(babel.dates.format_date(day, self._text(key), locale=self.locale))

    def time(self, time: dt.time) -> str:
        """A time of day, in the pattern "time"."""
        return str(babel.dates.format_time(time, self._text("time"), locale=self.locale))

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return str(babel.numbers.format_decimal(value, locale=locale_of(self.language)))

    def size(self, count: int) -> str:
        """A file's size as readers know it, on one line: "3,2 MB"."""
        for unit, below in (("kB", 1_000_000), ("MB", 1_000_000_000)):
            if count < below:
                value = count / (below / 1000)
                return (
                    f"{self.number(round(value, 1 if value < 10 else 0))}\N{NO-BREAK SPACE}{unit}"  # noqa: PLR2004
                )
        return f"{self.number(round(count / 1e9, 1))}\N{NO-BREAK SPACE}GB"

    def duration(self, seconds: float) -> str:
        """A length of time in whole minutes, at least one."""
        return self("minutes", count=max(1, round(seconds / 60)))

    def _text(self, key: str) -> str:
        if key not in self.table:
            raise UnknownStringError(key)
        return self.table[key]

    @property
    def locale(self) -> babel.Locale:
        """The locale of the words, so that no line is in two languages."""
        return locale_of(self.words or self.language)
