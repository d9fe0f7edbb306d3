"""Words and the letters that spell them: the QĐ of "Quỹ đất", the THTg of "Thủ tướng".

In: an abbreviation, and words beside it. Out: its units, and which of the words have them for
their beginnings, one each and in their order, joining words between them aside.
"""

import re
from collections.abc import Sequence

from bulletin.languages.vi.abbreviations.glossary import SIGNS
from bulletin.languages.vi.words import bare_letter, is_syllable, old_placing, role

WORD = re.compile(r"[^\W\d_]+")
BREAK = re.compile(r"[.;:!?()\[\]\n\d]")
SHORTEST = 2
"""The fewest letters of an abbreviation."""
_LONGEST = 16
_UNITS = re.compile(r"[A-ZĐÂÔƠƯÊĂ][a-zđ]*")
_SHORTEST_FOREIGN = 4  # letters of a word that is no Vietnamese one: "camera"
_LONGEST_INSIDE = 6  # letters of an abbreviation among the words of another
_POINTING = frozenset({"này", "đó", "ấy", "kia", "trên", "nêu"})  # these complete no term
_MOST_JOINING = 8  # joining words among those that are counted


class TextWord:
    """A word of the text, its place, and how it is compared."""

    def __init__(self, written: str, start: int, end: int | None = None) -> None:
        self.start, self.end = start, start + len(written) if end is None else end
        self.plain = old_placing(written.lower())
        self.letters = "".join(map(bare_letter, self.plain))
        self.joins = self.plain in role("joining")
        foreign = len(written) >= _SHORTEST_FOREIGN and not written.isupper()
        self.is_native = is_syllable(written)
        self.known = self.is_native or foreign or end is not None
        self.is_place = self.plain in role("places")
        self.is_name = written[:1].isupper()
        self.completes = not self.is_name and self.plain not in _POINTING


def is_said(words: Sequence[TextWord]) -> bool:
    """Whether any word is one of the language: nobody says GIS as "Geographic Information System"."""
    return any(word.is_native for word in words)


def words_of(text: str, offset: int, *, whole: bool = False) -> list[TextWord]:
    """The words after the last break; with `whole`, all of them or none."""
    start = 0
    for found in BREAK.finditer(text):
        if whole:
            return []
        start = found.end()
    pieces = ((one[0], offset + one.start()) for one in WORD.finditer(text, start))
    return [word for written, place in pieces for word in _spelled_out(written, place)]


def _spelled_out(written: str, start: int) -> list[TextWord]:
    """A word, or the letters of an abbreviation, each in its place: the CLB of "CLB Võ (CLBV)"."""
    word = TextWord(written, start)
    if not written.isupper() or word.known or len(written) > _LONGEST_INSIDE:
        return [word]
    return [TextWord(letter, start, word.end) for letter in written]


def units_of(key: str) -> list[str]:
    """The letters of an abbreviation, each with the small ones that belong to it ("TTg")."""
    units = _UNITS.findall(key)
    plain = ["".join(map(bare_letter, unit.lower())) for unit in units]
    fits = SHORTEST <= len(units) <= _LONGEST
    return plain if fits and len("".join(units)) == len(SIGNS.sub("", key)) else []


def first_word(units: Sequence[str], words: Sequence[TextWord]) -> int | None:
    """The word with which words that end the text begin to spell an abbreviation, or None."""
    aligned = _aligned(units[::-1], words[::-1])
    return None if aligned is None else len(words) - aligned


def last_word(units: Sequence[str], words: Sequence[TextWord]) -> int | None:
    """The word with which words that begin a text have spelled an abbreviation, or None."""
    aligned = _aligned(units, words)
    return None if aligned is None else aligned - 1


def _aligned(units: Sequence[str], words: Sequence[TextWord]) -> int | None:
    """How many words the units use up: one each, in order, joining words between them aside."""
    if not units:
        return None
    reached = {0}  # how many words may be used up by the units so far
    for number, unit in enumerate(units):
        step: set[int] = set()
        for used in reached:
            for place in range(used, min(len(words), used + _MOST_JOINING)):
                word = words[place]
                if word.known and begins(word.letters, unit):
                    step.add(place + 1)
                if number == 0 or not word.joins:
                    break
        reached = step
    return min(reached) if reached else None


def begins(word: str, unit: str) -> bool:
    """Whether a word begins with a unit's letter and has its others, in order ("Tg": tướng)."""
    if not word.startswith(unit[0]):
        return False
    rest = iter(word[1:])
    return all(letter in rest for letter in unit[1:])
