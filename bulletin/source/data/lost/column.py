"""A column of a data file as the rules for lost values see it, and what they find."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bulletin.languages import language_of
from bulletin.languages.base import CellWords, any_of
from bulletin.source.values import unaccented


class LostValue(NamedTuple):
    """The row of a cell that holds no value of its own, what is wrong, and what to do."""

    row: int
    message: str
    hint: str


@dataclass(frozen=True)
class Column:
    """The cells below a name, from the first row on, and their language."""

    name: str
    texts: Sequence[str]
    language: str

    @cached_property
    def written(self) -> Sequence[tuple[int, str]]:
        """The cells that are not empty, each with its row."""
        return [(row, text) for row, text in enumerate(self.texts) if text]

    def all_written(self, form: re.Pattern[str]) -> Sequence[tuple[int, re.Match[str]]]:
        """The same, read in a form; nothing, unless all of them have it."""
        found = [(row, read) for row, text in self.written if (read := form.fullmatch(text))]
        return found if len(found) == len(self.written) else ()

    @property
    def is_english(self) -> bool:
        """Whether days are written as English spreadsheets write them."""
        return self.language.startswith("en")

    @property
    def words(self) -> CellWords:
        """What its language has for sheets."""
        return language_of(self.language).cells()

    def is_called(self, words: Sequence[str]) -> bool:
        """Whether one of some words is in its name, with its accents or without."""
        named = any_of(tuple(map(unaccented, words)))
        return named is not None and named.search(unaccented(self.name)) is not None

    @property
    def is_of_years(self) -> bool:
        """Whether the name says that years stand below it."""
        return language_of(self.language).headings().is_year(self.name)
