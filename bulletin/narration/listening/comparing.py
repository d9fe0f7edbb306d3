"""What was to be said and what was heard, brought to one form and held against each other.

In: how a sentence is read, and the words that a recogniser wrote for it. Out: the numbers,
abbreviations and names that it heard otherwise. Recognisers write "15/10" or "mười lăm tháng
mười" as they like: so what was heard goes through the reading rules too.
"""

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, islice
from unicodedata import combining, normalize

from bulletin.languages import Words
from bulletin.narration.hearing import Doubtful, WorthHearing, spots_of
from bulletin.narration.listening.forms import (
    CountingWords,
    SaidWord,
    alike_in,
    counting_words,
    in_full,
    said_words,
)
from bulletin.reading import Reader, Reading, spoken_text

_FIGURES = re.compile(r"[0-9]+(?:[.:][0-9]+)*")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_MOST = 600
"""Words of a sentence that are compared: the work grows by their square."""
_COMPARED: frozenset[WorthHearing] = frozenset(
    {"number", "abbreviation", "name", "guess", "unknown"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that was heard otherwise: as written, as said, as heard ("": not at all)."""

    written: str
    said: str
    heard: str
    kind: WorthHearing


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """A sentence as it was to be said, as it was heard, and what differs."""

    said: str
    heard: str
    differences: tuple[Difference, ...]


def compare(reading: Reading, heard: str, reader: Reader, words: Words) -> ComparedSentence:
    """Hold what was heard against how a sentence is read, in whichever way it may be meant."""
    numbers = counting_words(reader, words("heard_alike"), words("heard_numbers"))
    comparison = _Comparison(reading, heard, reader, alike_in(words("heard_alike")), numbers)
    ways = [words("heard_as"), *words("heard_otherwise").split("|")]
    found = [comparison.differences(pairs) for pairs in dict.fromkeys(map(str.strip, ways))]
    return ComparedSentence(spoken_text(reading.runs), heard.strip(), min(found, key=len))


@dataclass(frozen=True)
class _Comparison:
    """A sentence, what was heard for it, and how words are brought to one form."""

    reading: Reading
    heard: str
    reader: Reader
    alike: Mapping[str, str]
    numbers: CountingWords

    def differences(self, pairs: str) -> tuple[Difference, ...]:
        """What differs, with `pairs` put into what was heard."""
        said = self._said
        plain = in_full(self.heard, pairs, self.numbers)
        found = list(islice(said_words(self.reader.reading(plain), self.alike), _MOST))
        found = found if plain.strip() else []
        places = _places([word.form for word in said], [word.form for word in found])
        differences = []
        for spot in self._spots:
            first = bisect_right(said, spot.start, key=lambda word: word.end)
            last = bisect_left(said, spot.end, key=lambda word: word.start)
            if first >= last or _is_clock_in(spot.text, self.heard):
                continue
            begin, end = places.around(first, last)
            if spot.doubt == "number":
                begin, end = _whole_number(found, (begin, end), places.same, self.numbers)
            here = found[begin:end]
            same = _same(spot, said[first:last], [word.form for word in here])
            if not (same or self._worth_the_same(said, (first, last), found, (begin, end))):
                heard_here, wanted = (
                    " ".join(word.text for word in some) for some in (here, said[first:last])
                )
                differences.append(Difference(spot.text, wanted, heard_here, spot.doubt))
        return tuple(differences)

    def _worth_the_same(
        self,
        said: Sequence[SaidWord],
        wanted: tuple[int, int],
        found: Sequence[SaidWord],
        heard: tuple[int, int],
    ) -> bool:
        """Whether what was heard in a place may be the same numbers, said in another way."""
        worths = self.numbers.worth.worths
        ours, theirs = (
            _counted_around(*one, self.numbers) for one in ((said, wanted), (found, heard))
        )
        return len(ours) == len(theirs) and all(
            one == other or not worths(one).isdisjoint(worths(other))
            for one, other in zip(ours, theirs, strict=True)
        )

    @functools.cached_property
    def _said(self) -> list[SaidWord]:
        return list(islice(said_words(self.reading, self.alike), _MOST))

    @functools.cached_property
    def _spots(self) -> list[Doubtful]:
        return _spots(self.reading)


def _spots(reading: Reading) -> list[Doubtful]:
    """What is compared, in order: also numbers that no voice is likely to read wrongly."""
    spots = [spot for spot in spots_of(reading) if spot.doubt in _COMPARED]
    taken = {place for spot in spots for place in range(spot.start, spot.end)}
    spots += [
        Doubtful(one.start, one.end, one.text, one.say, "number")
        for one in reading.changes
        if any(map(str.isdigit, one.text)) and taken.isdisjoint(range(one.start, one.end))
    ]
    return sorted((_signed(spot, reading) for spot in spots), key=lambda spot: spot.start)


def _signed(spot: Doubtful, reading: Reading) -> Doubtful:
    """A number with the signs around it that are said: without its minus it is another one."""
    if spot.doubt != "number":
        return spot
    signs = [(one.start, one.end) for one in reading.changes if not any(map(str.isalnum, one.text))]
    before, after = ({end: start for start, end in signs}, dict(signs))
    start, end = before.get(spot.start, spot.start), after.get(spot.end, spot.end)
    return replace(spot, start=start, end=end, text=reading.given[start:end])


def _same(spot: Doubtful, said: Sequence[SaidWord], heard: Sequence[str]) -> bool:
    """Whether it was heard as it was to be said; of names the letters alone count.

    How many words a name is written in, and its tones, recognisers guess.
    """
    wanted = [word.form for word in said if word.form]
    heard = [form for form in heard if form]
    if spot.doubt == "number":
        return heard == wanted
    return _letters(wanted) == _letters(heard)


def _whole_number(
    found: Sequence[SaidWord], place: tuple[int, int], same: Container[int], numbers: CountingWords
) -> tuple[int, int]:
    """Where a number is heard, with what else was heard of it: "mười" may be a part of "mười hai".

    What is the `same` in the text belongs to that. Of numbers in words what is before counts only if
    it is so many times ten or more ("hai" before "mươi"): else "năm" may be a year.
    """
    begin, end = place
    if begin == end:
        return place
    while begin and begin - 1 not in same and found[begin - 1].span == found[begin].span:
        begin -= 1
    while begin and begin - 1 not in same and _is_times(found[begin - 1 : begin + 1], numbers):
        begin -= 1
    while end < len(found) and end not in same:
        goes_on = found[end].span == found[end - 1].span
        if not goes_on and (found[end].form not in numbers.all or found[end].counted):
            break
        end += 1
    return begin, end


def _counted_around(
    words: Sequence[SaidWord], place: tuple[int, int], numbers: CountingWords
) -> list[list[str]]:
    """The words in a place, with those of a number around them: numbers, and what is between them."""
    begin, end = place
    known = numbers.all | numbers.worth.points
    while begin and words[begin - 1].form in known:
        begin -= 1
    while end < len(words) and words[end].form in known:
        end += 1
    forms = [word.form for word in words[begin:end] if word.form]
    return [list(row) for _, row in groupby(forms, known.__contains__)]


def _is_times(pair: Sequence[SaidWord], numbers: CountingWords) -> bool:
    """Whether two words are of one number in words, of which one is ten, a hundred or more."""
    forms = [word.form for word in pair if not word.counted]
    in_words = len(forms) == len(pair) and all(form in numbers.all for form in forms)
    return in_words and any(form in numbers.large for form in forms)


def _is_clock_in(text: str, heard: str) -> bool:
    """Whether a time of the clock was heard in figures, as recognisers write them: "730", "7.30"."""
    clock = _CLOCK.fullmatch(text)
    found = (re.sub("[.:]", "", one).lstrip("0") for one in _FIGURES.findall(heard))
    return clock is not None and "".join(clock.groups()).lstrip("0") in found


def _letters(forms: Sequence[str]) -> str:
    return "".join(c for form in forms for c in normalize("NFD", form) if not combining(c))


# -- which is which ------------------------------------------------------------------------


@dataclass(frozen=True)
class _Places:
    """Which words of the one are which of the other: stretches of words that are the same."""

    blocks: Sequence[tuple[int, int, int]]

    @functools.cached_property
    def same(self) -> frozenset[int]:
        """The numbers of the words heard that are the same in the text."""
        return frozenset(at for _, other, size in self.blocks for at in range(other, other + size))

    def around(self, first: int, last: int) -> tuple[int, int]:
        """Where words are heard: between those before and those after that are the same."""
        begin, end = 0, self.blocks[-1][1]
        for start, other, size in self.blocks:
            if start < first:
                begin = other + min(size, first - start)
            elif start == first and start + size >= last:
                begin = other
            if start + size >= last and (size or start >= last):
                end = other + max(0, last - start)
                break
        return begin, max(begin, end)


def _places(said: Sequence[str], heard: Sequence[str]) -> _Places:
    blocks = SequenceMatcher(None, said, heard, autojunk=False).get_matching_blocks()
    return _Places([(block.a, block.b, block.size) for block in blocks])
