"""The company of an abbreviation: the words right beside it, and the sense that they tell.

In: an abbreviation, the words before it, the text after it. Out: what the longest phrase on each
side tells, from `tables/company.yaml`. A phrase tells one sense of an abbreviation at most.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bulletin.languages.vi.words import PACKAGE, old_placing
from bulletin.reading.tables import table

_LONGEST_PHRASE = 4  # words
_SIGHT = 48  # characters after an abbreviation
_GAP = re.compile(r"[\s&/+–(-]*")  # no comma: what stands behind one completes no term
_TOKEN = re.compile(r"[^\W_]+(?:/[0-9]+)?|:")
_BREAK = re.compile(r"[,;!?()\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sense that a phrase beside an abbreviation tells, and the phrase's length in words.

    A bare number tells less than a word.
    """

    say: str
    length: int
    number: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """The phrases on each side of an abbreviation by the sense that they tell."""

    right: Mapping[str, str]
    left: Mapping[str, str]
    senses: tuple[str, ...]

    def after(self, text: str, end: int) -> Evidence | None:
        """What the words after an abbreviation tell."""
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        following = text[start : start + _SIGHT]
        broken = _BREAK.search(following)
        words = _words(following[: broken.start()] if broken else following)
        return self._longest([words[:count] for count in range(_LONGEST_PHRASE, 0, -1)], self.right)

    def before(self, words: Sequence[str]) -> Evidence | None:
        """What the last words before an abbreviation tell."""
        return self._longest([words[-count:] for count in range(_LONGEST_PHRASE, 0, -1)], self.left)

    def _longest(
        self, runs: Sequence[Sequence[str]], phrases: Mapping[str, str]
    ) -> Evidence | None:
        for run in runs:
            say = phrases.get(" ".join(run))
            if say and run:
                return Evidence(say, len(run), run[0].isdigit() and len(run) == 1)
        return None


@cache
def companies() -> dict[str, Company]:
    """The company of every abbreviation that has some."""
    return {
        key: Company(_side(senses, "right"), _side(senses, "left"), tuple(senses))
        for key, senses in table(PACKAGE, "company").items()
    }


def _side(senses: Mapping[str, Mapping[str, str]], side: str) -> dict[str, str]:
    return {
        " ".join(_words(phrase)): say
        for say, sides in senses.items()
        for phrase in sides.get(side, "").split(",")
        if phrase
    }


def _words(text: str) -> list[str]:
    return [old_placing(word) for word in _TOKEN.findall(text.lower())]
