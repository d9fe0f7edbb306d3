"""What the voice says between the editor's words, as a table for each language.

In: a language's table and locale. Out: `Words`. A language without a table gets one without
words, so that its voice never speaks another language's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import babel.core
import babel.dates

from bulletin.formats.quick_yaml import values_in
from bulletin.languages.figures import figure_written, per_cent

_NEUTRAL = files(__package__) / "neutral.yaml"


def _table(file: Traversable) -> dict[str, Any]:
    read: dict[str, Any] = values_in(file.read_text(encoding="utf-8"))
    return read


@dataclass(frozen=True)
class Words:
    """A language's table, and its ways to write dates and numbers for the reading rules."""

    locale: babel.core.Locale
    table: Mapping[str, Any]

    @classmethod
    def read(cls, locale: babel.core.Locale, table: Traversable | None) -> Words:
        """The words of a file; the neutral ones for what it leaves out."""
        own = _table(table) if table else {}
        return cls(locale, _table(_NEUTRAL) | own)

    def __call__(self, key: str) -> str:
        """The words or the pattern under a key."""
        words: str = self.table[key]
        return words

    def date(self, day: dt.date, key: str) -> str:
        """A date by the pattern under a key."""
        return str(babel.dates.format_date(day, self(key), locale=self.locale))

    def time(self, time: dt.time) -> str:
        """A time of day, without minutes on the hour."""
        pattern = self("time" if time.minute else "time_hour")
        return str(babel.dates.format_time(time, pattern, locale=self.locale))

    def amount(self, value: float | str, unit: str) -> str:
        """A number with its unit, as this language writes it: "98,7%", "3.200 ha"."""
        text = value if isinstance(value, str) else self._number(value)
        return f"{text}{'' if unit in {'', '%'} else ' '}{unit}"

    def percent(self, share: float) -> str:
        """A share of 1 as a percentage, to a tenth."""
        return self._number(per_cent(share)) + "%"

    def ordinal(self, number: int, last: int) -> str:
        """What is said before item `number` of a list that goes on to `last`."""
        ordinals: Sequence[str] = self.table["ordinals"]
        if number >= 1 and last <= len(ordinals):
            return self("ordinal").format(ordinal=ordinals[number - 1])
        return self("item").format(number=number)

    def names(self, names: Sequence[str]) -> str:
        """Names in a row: "A, B và C"."""
        return self("and").join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])

    def _number(self, value: float) -> str:
        return figure_written(value, self.locale)
