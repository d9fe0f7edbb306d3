"""Words in the form in which they are compared, and what people say in short put in full.

In: how a sentence is read, or what was heard. Out: its words, each with a form that is the same
however it is spelt: "hòa" is "hoà", and what a language has two words for is one of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from bulletin.narration.listening.values import WordValues
from bulletin.reading import Reader, Reading

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word that is said, in the form in which words are compared, and for which stretch."""

    text: str
    form: str
    start: int
    end: int
    counted: bool = False
    """Whether it is said for figures."""

    @property
    def span(self) -> tuple[int, int]:
        """The stretch: of all words that are said for one, it is the same."""
        return self.start, self.end


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def form_of(word: str, alike: Mapping[str, str]) -> str:
    """A word with its tone behind it, wherever it is written: "hòa" is "hoà"."""
    letters = normalize("NFD", word.casefold())
    tones = "".join(c for c in letters if c in _TONES)
    form = normalize("NFC", "".join(c for c in letters if c not in _TONES)) + tones
    return alike.get(form, form)


@functools.cache
def alike_in(pairs: str) -> Mapping[str, str]:
    """Words that mean the same number, by the one that stands for both."""
    return {
        form_of(word, {}): form_of(other, {})
        for word, _, other in (pair.partition("=") for pair in pairs.split())
    }


def said_words(reading: Reading, alike: Mapping[str, str]) -> Iterator[SaidWord]:
    """The words that are said, with the stretch of the written text that each is said for."""
    at = 0
    for change in reading.changes:
        yield from _written(reading.given, at, change.start, alike)
        for word in _WORD.findall(change.say):
            figures = any(map(str.isdigit, change.text))
            yield SaidWord(word, form_of(word, alike), change.start, change.end, figures)
        at = change.end
    yield from _written(reading.given, at, len(reading.given), alike)


def _written(text: str, start: int, end: int, alike: Mapping[str, str]) -> Iterator[SaidWord]:
    for word in _WORD.finditer(text, start, end):
        yield SaidWord(word[0], form_of(word[0], alike), *word.span())


# -- numbers ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CountingWords:
    """The words that numbers consist of, in the form in which words are compared; and the `large` ones.

    `ten` is what ten is called, `figures` what those below it are; `worth` says what they are worth.
    """

    all: frozenset[str]
    large: frozenset[str]
    ten: str
    figures: frozenset[str]
    worth: WordValues

    def shortened(self, forms: Sequence[str]) -> list[str]:
        """Without the ten between two figures, as people say it: hai mươi tư is hai tư."""
        around = zip(["", *forms], forms, [*forms[1:], ""], strict=False)
        return [
            form
            for before, form, after in around
            if not (form == self.ten and {before, after} <= self.figures)
        ]


@functools.lru_cache(maxsize=4)
def counting_words(reader: Reader, alike: str) -> CountingWords:
    """The words of a language's numbers, by how its reader says some. `alike` as for `alike_in`."""

    def forms(number: float | str) -> list[str]:
        said = (word.form for word in said_words(reader.reading(str(number)), alike_in(alike)))
        return list(filter(None, said))

    numbers = (*range(22), 25, *range(30, 101, 10), 105, 1_005, 10**6, 10**9)
    every = frozenset(form for number in numbers for form in forms(number))
    units = {form: power for power in _POWERS for form in forms(power)[-1:]}
    alone = ((number, forms(number)) for number in (*range(20), *range(20, 100, 10)))
    small = {words[0]: number for number, words in alone if len(words) == 1}
    small = {form: number for form, number in small.items() if form not in units}
    points = frozenset(form for written in ("1,5", "1.5") for form in forms(written)[1:-1])
    return CountingWords(
        every,
        frozenset(units),
        "".join(forms(10)[-1:]),
        frozenset(form for number in range(1, 10) for form in forms(number)[-1:]),
        WordValues(small, units, every - {*small, *units}, points),
    )


_POWERS = (10, 100, 10**3, 10**6, 10**9)


def in_full(heard: str, pairs: str, numbers: CountingWords) -> str:
    """What was heard, with `pairs` of a short way to say something and the long one put in.

    A short way behind ! stands for the long one only where no number is before it: of "hai trăm
    rưỡi" the end is not 150.
    """
    if not pairs:
        return heard
    longer = dict(pair.strip().split("=") for pair in pairs.split(";"))
    counting = numbers.all.union(form_of(way.split()[-1], {}) for way in longer if way[0] == "!")
    ways = sorted({short.strip("!") for short in longer}, key=len, reverse=True)
    short = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ways))})(?!\w)", re.IGNORECASE)
    text = normalize("NFC", heard)

    def put_in(found: re.Match[str]) -> str:
        before = _WORD.findall(text[max(0, found.start() - _SIGHT) : found.start()])
        is_counted = before and (before[-1].isdecimal() or form_of(before[-1], {}) in counting)
        way = found[0].lower()
        alone = "" if is_counted else longer.get(f"!{way}", "")
        return alone or longer.get(way, found[0])

    return short.sub(put_in, text)


_SIGHT = 40
"""Characters before a short way to say something in which the word before it is found."""
