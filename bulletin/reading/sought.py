"""Patterns that are tried only on texts that hold a word which they cannot match without.

In: a pattern, and words of which each match holds one, or begins with one. Out: the same matches.
To look for a word costs a fiftieth of what it costs to try a pattern at every letter, and most
texts hold none.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache


class Sought:
    """A pattern, and the words (small letters) of which each of its matches holds one.

    It is compiled when the first text holds one: for most of them none ever does.
    """

    def __init__(self, pattern: str, *words: str) -> None:
        self._source, self._words = pattern, words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, as it is without its words."""
        return re.compile(self._source)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, in order."""
        return self.pattern.finditer(text) if holds(text, self._words) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self.pattern.search(text) if holds(text, self._words) else None


class Begun(Sought):
    """A pattern, and the words (small letters) with one of which each of its matches begins.

    It is tried where they stand, and where the text begins: what else begins a match stands there.
    """

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, in order."""
        end = 0
        for at in _places(text, self._words):
            if at >= end and (match := self.pattern.match(text, at)):
                yield match
                end = match.end()

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return next(self.finditer(text), None)


def _places(text: str, words: Iterable[str]) -> Iterable[int]:
    """Where a text or one of some words (small letters) begins, in order."""
    small = _small(text)
    if len(small) != len(text):
        return range(len(text))  # small letters of other alphabets may be several
    found = {0}
    for word in words:
        at = small.find(word)
        while at >= 0:
            found.add(at)
            at = small.find(word, at + 1)
    return sorted(found)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds one of some words (small letters), in whatever letters."""
    small = _small(text)
    for word in words:  # noqa: SIM110, a generator costs more than what it looks for
        if word in small:
            return True
    return False


has_figure = re.compile(r"\d").search
"""Whether a text holds a digit: for patterns that match none without one."""


@lru_cache(maxsize=4)
def _small(text: str) -> str:
    """A text in small letters: one text is looked at by many patterns in a row."""
    return text.lower()
