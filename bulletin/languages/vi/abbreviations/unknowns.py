"""What no table knows: capitals and consonants that cannot be read as a word.

In: a place at a word. Out: the names of its letters, and the stretch reported as unknown, so that
the editor may put it into the lexicon. Headings in capitals, names and foreign words are words.
"""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from bulletin.languages.vi.abbreviations.glossary import all_senses, entries
from bulletin.languages.vi.abbreviations.neighbours import ONE_OF_BEFORE
from bulletin.languages.vi.words import (
    has_vowel,
    in_capitals,
    is_cut_short,
    is_syllable,
    spelled,
    toneless,
)
from bulletin.reading.scanner import Claim, Place, Rule

_MIXED = re.compile(
    r"(?=.*[A-ZĐƯƠÔÂÊĂ].*[A-ZĐƯƠÔÂÊĂ])[A-ZĐƯƠÔÂÊĂ](?:[a-zđ]{0,2}[A-ZĐƯƠÔÂÊĂ])+[a-zđ]{0,2}"
)
_VOWELS = re.compile(r"[AEIOUYĂÂÊÔƠƯ]+")
_OPEN_SYLLABLES = re.compile(r"(?:[BCDFGHKLMNPRSTVY][AEIOU]){2,}")  # YAGI, TOTO
_SOUNDS = frozenset({"hm", "hmm", "brr", "shh", "zz", "zzz", "psst", "xx", "xxx"})
_APOSTROPHES = frozenset({"'", "’"})
_LONG_WORD = 5  # letters from which capitals may be a foreign word
_HEADING_WORD = 4  # the same inside a heading
_TWO = 2  # letters; longer words may be written large for weight
_CLUSTER = 2  # consonants in a row that a foreign word may have at its ends


def unknown(place: Place) -> Claim | None:
    """What looks like an abbreviation and is in no table: spelled, and reported."""
    word, end = place.written, place.end
    if {place.preceding, place.text[end : end + 1]} & _APOSTROPHES:
        return None
    if not looks_abbreviated(word, in_heading=word.isupper() and in_capitals(place, end)):
        return None
    if place.text[end : end + 1].isdigit():
        return None
    return Claim(end, spelled(word), ((place.start, end),))


@lru_cache(maxsize=10_000)
def looks_abbreviated(word: str, *, in_heading: bool) -> bool:
    """Whether a word cannot be read as one: no syllable, no foreign word, no name."""
    if is_cut_short(word):
        return True
    if len(word) == 1 or toneless(word) != word or is_syllable(word):
        return False
    if word.islower():
        return not has_vowel(word) and word not in _SOUNDS
    if word.isupper():
        return not _is_foreign_word(word, _HEADING_WORD if in_heading else _LONG_WORD)
    return _MIXED.fullmatch(word) is not None and sum(map(str.isupper, word)) * 2 > len(word)


def _is_foreign_word(word: str, shortest: int) -> bool:
    """Whether capitals can be spoken as a foreign word, like FESTIVAL or LOGISTICS."""
    if _OPEN_SYLLABLES.fullmatch(word):
        return True
    if len(word) < shortest or "Đ" in word:
        return False
    vowels = list(_VOWELS.finditer(word))
    if not vowels or (len(vowels) == 1 and shortest > _HEADING_WORD):
        return False
    gaps = [vowels[0].start(), len(word) - vowels[-1].end()]
    inner = [after.start() - one.end() for one, after in pairwise(vowels)]
    return max(gaps) <= _CLUSTER and max(inner, default=0) <= _CLUSTER


_NO_LETTER_OF_UNITS = re.compile(r"[bcnpqrvxzT](?![^\W_])")


def one_of_something(place: Place, match: re.Match[str]) -> Claim | None:
    """The q of "50 đ/q": what something is paid for, as one letter that nothing tells."""
    if not ONE_OF_BEFORE.search(place.before):
        return None
    return Claim(match.end(), spelled(match[0]), ((place.start, match.end()),))


def like_a_word(place: Place) -> Claim | None:
    """CA, VA: capitals that would make a syllable, among small letters, and no sense that fits."""
    word, end = place.written, place.end
    if not (word.isupper() and len(word) > 1 and toneless(word) == word and is_syllable(word)):
        return None
    if in_capitals(place, end) or place.text[end : end + 1].isdigit():
        return None
    entry = entries().get(word)
    if entry:
        senses = (*all_senses(word, entry), word.lower())
        return Claim(end, senses[0], senses=senses, source=f"table {entry.table}")
    return Claim(end, spelled(word), ((place.start, end),)) if len(word) == _TWO else None


_GREEK = re.compile(r"[Α-Ωα-ω]{1,3}(?![^\W_])")
_FOREIGN = re.compile(r"[^\W\d_]*[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_ODD_SIGN = re.compile(r"[^\w\s.,;:!?…\"'“”‘’()\[\]{}«»\-–—−/%&]")


def greek(_: Place, match: re.Match[str]) -> Claim | None:
    """The letter of "tia γ" and "góc α" by its name."""
    return Claim(match.end(), spelled(match[0].upper()))


def foreign(place: Place, _: re.Match[str]) -> Claim | None:
    """Letters of another alphabet: said as they stand, and reported."""
    return Claim(place.end, place.written, ((place.start, place.end),))


def odd_sign(place: Place, _: re.Match[str]) -> Claim | None:
    """A sign that no rule has a word for: a picture is silent, any other is reported."""
    kind = category(place.written)
    if not kind.startswith("S"):
        return None
    return Claim(place.end, "", () if kind == "So" else ((place.start, place.end),))


RULES = (
    Rule("word", one_of_something, _NO_LETTER_OF_UNITS, opens="Tbcnpqrvxz"),
    Rule("word", greek, _GREEK),
    Rule("word", foreign, _FOREIGN),
    Rule("word", like_a_word),
    Rule("word", unknown),
    Rule("sign", odd_sign, _ODD_SIGN),
)
