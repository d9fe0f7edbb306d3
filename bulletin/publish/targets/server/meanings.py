"""What the words of programs and libraries that send mean to people.

In: their words, and rows of patterns. Out: the row that fits them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """What stands in the words, and what it means, and what to do about it (templates of `tr`)."""

    pattern: re.Pattern[str]
    what: str
    hint: str


def meaning(pattern: str, what: str, hint: str) -> Meaning:
    """A row; its pattern is looked for in small letters and capitals alike."""
    return Meaning(re.compile(pattern, re.IGNORECASE), what, hint)


def meaning_of(words: str, rows: Iterable[Meaning]) -> Meaning | None:
    """The first row that fits."""
    return next((row for row in rows if row.pattern.search(words)), None)
