"""Words in the form in which they are compared, and what people say in short put in full.

In: how a sentence is read, or what was heard. Out: its words, each with a form that is the same
however it is spelt: "hòa" is "hoà", and what a language has two words for is one of them.
"""

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

    `worth` says what they are worth; `spelt` are they as they are written, with the form of each.
    """

    all: frozenset[str]
    large: frozenset[str]
    worth: WordValues
    spelt: Mapping[str, str]

    def worth_of(self, text: str) -> int | None:
        """The whole number that a text is: figures, or words; None: it is none."""
        if text.isdecimal():
            return int(text[:15])
        forms = [self.spelt.get(word, "") for word in text.lower().split()]
        return next((int(*one) for one in self.worth.worths(forms) if len(one) == 1), None)


@functools.lru_cache(maxsize=4)
def counting_words(reader: Reader, alike: str, more: str) -> CountingWords:
    """The words of a language's numbers, by how its reader says some, and `more` of them with their worth.

    `alike` as for `alike_in`; of `more` those that are worth 0.5 are halves of what is before or behind.
    """
    spelt = {one: form_of(one, alike_in(alike)) for one in re.split("[ =]", alike)}

    def forms(number: float | str) -> list[str]:
        said = list(said_words(reader.reading(str(number)), alike_in(alike)))
        spelt.update((word.text.lower(), word.form) for word in said)
        return [word.form for word in said if word.form]

    numbers = (*range(22), 25, *range(30, 101, 10), 105, 1_005, 10**6, 10**9)
    every = frozenset(form for number in numbers for form in forms(number))
    units = {form: power for power in _POWERS for form in forms(power)[-1:]}
    alone = ((number, forms(number)) for number in (*range(20), *range(20, 100, 10)))
    small = {words[0]: number for number, words in alone if len(words) == 1}
    small = {form: number for form, number in small.items() if form not in units}
    points = frozenset(form for written in ("1,5", "1.5") for form in forms(written)[1:-1])
    others = {form_of(word, {}): float(n) for word, n in (one.split("=") for one in more.split())}
    halves = frozenset(form for form, number in others.items() if number < 1)
    units |= {form: int(number) for form, number in others.items() if number > 1}
    every = every.union(others)
    return CountingWords(
        every,
        frozenset(units),
        WordValues(small, units, every - {*small, *units, *halves}, points, halves),
        {word: form for word, form in spelt.items() if form in every},
    )


_POWERS = (10, 100, 10**3, 10**6, 10**9)


def in_full(heard: str, pairs: str, numbers: CountingWords) -> str:
    """What was heard, with `pairs` of a short way to say something and the long one put in.

    Of a pair `{a}` and `{b}` stand for numbers, of which the long way may make others (`{60-b}`), `{m}`
    for what is measured. A short way behind ! stands for the long one only where no number is before
    it: of "hai trăm rưỡi" the end is not 150.
    """
    text = normalize("NFC", heard)
    spelt = "|".join(sorted(map(re.escape, numbers.spelt), key=len, reverse=True))
    for short, long in _compiled(pairs, spelt):
        text = short.sub(functools.partial(_put_in, long, numbers), text)
    return text


def _put_in(long: str, numbers: CountingWords, found: re.Match[str]) -> str:
    named = found.groupdict()
    if named.get("before"):
        return found[0]
    texts = {key: text for key, text in named.items() if text}
    worth = {key: numbers.worth_of(text) for key, text in texts.items() if f"{{{key}}}" not in long}
    try:
        return _RECKONED.sub(lambda one: _reckoned(one, worth), long).format(**texts)
    except LookupError:  # it is no number by itself
        return found[0]


_RECKONED = re.compile(r"\{(\w+)([-+])(\w+)\}")


def _reckoned(found: re.Match[str], worth: Mapping[str, int | None]) -> str:
    left, right = (int(one) if one.isdecimal() else worth[one] for one in found.group(1, 3))
    if left is None or right is None or left < right * (found[2] == "-"):
        raise LookupError
    return str(left - right if found[2] == "-" else left + right)


@functools.lru_cache(maxsize=16)
def _compiled(pairs: str, spelt: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """Short ways by how they are found, the longest first."""
    number = rf"(?:[0-9]+|(?:{spelt})(?:\s+(?:{spelt}))*)(?!\w)"
    measure = rf"(?!{number})[^\W\d_]+(?:\s+[^\W\d_]+){{0,2}}?"
    split = (pair.strip().split("=") for pair in pairs.split(";") if pair.strip())
    found = []
    for short, long in sorted(split, key=lambda pair: -len(pair[0].split())):
        form = re.escape(short.removeprefix("!")).replace(r"\ ", r"\s+")
        for name, what in {"a": number, "b": number, "m": measure}.items():
            form = form.replace(rf"\{{{name}\}}", f"(?P<{name}>{what})")
        before = rf"(?:(?P<before>{number})\s+)?" if short.startswith("!") else ""
        found.append((re.compile(rf"(?<!\w){before}{form}(?!\w)", re.IGNORECASE), long))
    return found
