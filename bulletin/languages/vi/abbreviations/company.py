"""The company of an abbreviation: the words right beside it, and the sense that they tell.

In: an abbreviation, the words before it, the text after it. Out: what the longest phrase on each
side tells, from `tables/company.yaml`. A phrase that two senses have in common tells neither for
certain, nor does a word that goes with nearly everything.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bulletin.languages.vi.words import PACKAGE, cased, old_placing, role
from bulletin.reading.tables import table

_LONGEST_PHRASE = 4  # words
_WORD = 2  # syllables of most words
_SIGHT = 48  # characters after an abbreviation
_GAP = re.compile(r"[\s&/+–(-]*")  # no comma: what stands behind one completes no term
_FULL_NAME = cased(r"([\U][\l]+) [\U][\l]*(?![^\W_])")
_TOKEN = re.compile(r"[^\W_]+(?:/[0-9]+)?|:")
_BREAK = re.compile(r"[,;!?()\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The senses that a phrase beside an abbreviation tells, and the phrase's length in words.

    A bare number tells less than a word, and a `weak` word nothing by itself. `right` is one that
    follows the abbreviation.
    """

    senses: tuple[str, ...]
    length: int
    number: bool = False
    weak: bool = False
    right: bool = False

    @property
    def say(self) -> str:
        """The first of the senses."""
        return self.senses[0]


@dataclass(frozen=True, slots=True)
class Company:
    """The phrases on each side of an abbreviation by the sense that they tell."""

    right: Mapping[str, tuple[str, ...]]
    left: Mapping[str, tuple[str, ...]]
    senses: tuple[str, ...]

    def after(self, text: str, end: int) -> Evidence | None:
        """What the words after an abbreviation tell."""
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        following = text[start : start + _SIGHT]
        broken = _BREAK.search(following)
        words = _words(following[: broken.start()] if broken else following)
        runs = [words[:count] for count in range(_LONGEST_PHRASE, 0, -1)]
        told = self._longest(runs, right=True)
        person = told and told.length == 1 and _is_person(following)
        return None if person else told  # "CT Hồ Thanh" is no lake

    def before(self, words: Sequence[str]) -> Evidence | None:
        """What the last words before an abbreviation tell."""
        return self._longest(
            [words[-count:] for count in range(_LONGEST_PHRASE, 0, -1)], right=False
        )

    def _longest(self, runs: Sequence[Sequence[str]], *, right: bool) -> Evidence | None:
        phrases = self.right if right else self.left
        for run in runs:
            phrase = " ".join(run)
            senses = phrases.get(phrase)
            if not senses and len(run) == _WORD and phrase in _words_of_two():
                return None  # what one syllable of it tells is another word's
            if senses and run:
                weak = phrase in role("weak")
                return Evidence(senses, len(run), phrase.isdigit(), weak, right)
        return None


def _is_person(following: str) -> bool:
    """Whether a surname begins here that is a word besides."""
    name = _FULL_NAME.match(following)
    return name is not None and name[1].lower() in role("nouns_as_surnames")


@cache
def _words_of_two() -> frozenset[str]:
    """The words of two syllables that the tables have: "thi công" is no "thi"."""
    topics = (
        phrase for listed in table(PACKAGE, "topics").values() for phrase in listed.split(",")
    )
    beside = (
        phrase
        for senses in table(PACKAGE, "company").values()
        for sides in senses.values()
        for phrase in sides.get("right", "").split(",")
    )
    every = (" ".join(_words(p)) for p in (*topics, *beside) if p.strip().count(" ") == 1)
    return role("whole_words").union(every)


def with_company() -> Mapping[str, object]:
    """The abbreviations that have company, with what their table says."""
    told: Mapping[str, object] = table(PACKAGE, "company")
    return told


@cache
def company_of(key: str) -> Company | None:
    """The company of an abbreviation; made when a text has it, for few texts have many."""
    senses = table(PACKAGE, "company").get(key)
    if senses is None:
        return None
    return Company(_side(senses, "right"), _side(senses, "left"), tuple(senses))


def _side(senses: Mapping[str, Mapping[str, str]], side: str) -> dict[str, tuple[str, ...]]:
    told: dict[str, tuple[str, ...]] = {}
    for say, sides in senses.items():
        for listed in filter(None, sides.get(side, "").split(", ")):
            for phrase in role(listed) if listed.startswith("<") else (listed,):
                words = " ".join(_words(phrase))
                told[words] = tuple(dict.fromkeys([*told.get(words, ()), say]))
    return told


def _words(text: str) -> list[str]:
    return [old_placing(word) for word in _TOKEN.findall(text.lower())]
