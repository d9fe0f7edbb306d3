"""The 134 letters with marks, in one order for all encodings.

In: nothing. Out: `SMALL` and `CAPITAL`, 67 letters each, and the parts of a letter.
"""

from unicodedata import normalize

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0309\u0303\u0323"
"""Grave, acute, hook, tilde, dot below: the order of the alphabet in dictionaries."""

SMALL = (
    *(vowel for vowel in VOWELS if not vowel.isascii()),
    "đ",
    *(normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES),
)
CAPITAL = tuple(letter.upper() for letter in SMALL)
LETTERS = frozenset(SMALL + CAPITAL)


def as_bytes_of_word(text: str) -> str:
    """Text with U+00A0 to U+00FF for what Word keeps at U+F0A0: fonts of the kind "symbol"."""
    if not any("\uf020" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text)
