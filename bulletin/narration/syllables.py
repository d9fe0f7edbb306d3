"""How many syllables are said for a text, about.

In: what is said. Out: a number. It is counted without a library: the check counts, too.
"""

import re
from unicodedata import category, combining, normalize

_VOWELS = re.compile(r"(?i)[aeiouyаеиоуыэюяєіїαεηιουω]+")
_ALPHABETS = "\u0530"
"""Latin, Greek and Cyrillic letters lie below: in them a vowel is a letter."""
_MARKED = "\u0900-\u109f\u1700-\u17ff\u1980-\u1aaf\uaa00-\uaadf"
"""Scripts of India and its neighbours: Khmer, Thai, Lao, Burmese, Cham and more."""
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKED}])+")
_IS_MARKED = re.compile(f"[{_MARKED}]")

_LETTER, _VOWEL, _BEFORE, _JOINER = "CVPJ"
_VIRAMA = 9
"""The combining class of what joins a letter to the one before it, as Khmer's coeng."""
_THAI_BEFORE = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")
_THAI_VOWEL = re.compile("[\u0e30\u0e32\u0e33\u0eb0\u0eb2\u0eb3]")
_SYLLABLE = re.compile("P?C(?:JC)*V*(?:C(?:JC)*(?![VJ]))?|V")
"""A letter with those below it, its vowels, and another that ends it, as it has no vowel itself."""

KHMER_SYLLABLE = "(?<=[\u1780-\u17d1\u17d3])(?=[\u1780-\u17b3][\u17b6-\u17ca\u17cc\u17ce-\u17d2])"
"""Where a syllable of Khmer begins: with a letter that has a vowel or another letter below, for one
without any may end the syllable before it."""


def syllables(text: str) -> int:
    """About how many syllables are said: groups of vowels, and words without any.

    Where vowels are marks around the letters it is letters with what belongs to them; in all other
    scripts it is the letters.
    """
    plain = "".join(c for c in normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return sum(_syllables_of(word) for word in _WORD.findall(normalize("NFC", plain)))


def has_marked_vowels(text: str) -> bool:
    """Whether a text is, in part, in a script whose vowels are marks around the letters."""
    return bool(_IS_MARKED.search(text))


def _syllables_of(word: str) -> int:
    if _IS_MARKED.search(word):
        return len(_SYLLABLE.findall("".join(map(_shape, word))))
    in_alphabet = all(letter < _ALPHABETS for letter in word)
    return max(1, len(_VOWELS.findall(word))) if in_alphabet else len(word)


def _shape(char: str) -> str:
    """What a sign is in a syllable."""
    if _THAI_BEFORE.match(char):
        return _BEFORE
    if combining(char) == _VIRAMA:
        return _JOINER
    if _THAI_VOWEL.match(char) or category(char).startswith("M"):
        return _VOWEL
    return _LETTER if char.isalnum() else " "
