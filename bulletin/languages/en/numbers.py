"""English numbers, by num2words: cardinals, decimals, ordinals, years, digits.

In: digits as they are written. Out: words without commas or hyphens between them that a voice
would trip over.
"""

from functools import lru_cache

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
"""The pattern of a number as English writes it: 1,234.5."""

LONGEST_CARDINAL = 15
"""Digits; what is longer is no quantity, and num2words knows no word for it."""


@lru_cache(maxsize=5_000)
def cardinal(number: int) -> str:
    """A number of things."""
    return _said(number, "cardinal")


@lru_cache(maxsize=1_000)
def ordinal(number: int) -> str:
    """First, second, twenty-first."""
    return _said(number, "ordinal")


@lru_cache(maxsize=1_000)
def year(number: int) -> str:
    """Nineteen forty-five, twenty twenty-six."""
    return _said(number, "year")


def counted(text: str) -> str:
    """Digits as a number of things, or one by one where they are too many for one."""
    return cardinal(int(text)) if len(text) <= LONGEST_CARDINAL else digits(text)


def digits(text: str) -> str:
    """Each digit by its name, a nought as "oh"."""
    return " ".join(
        "oh" if character == "0" else cardinal(int(character))
        for character in text
        if character.isdecimal()
    )


def in_words(written: str) -> str:
    """A number as it is written: "1,234.5"."""
    whole, _, fraction = written.replace(",", "").partition(".")
    said = counted(whole)
    if not fraction:
        return said
    return f"{said} point {' '.join(cardinal(int(digit)) for digit in fraction)}"


def _said(number: int, form: str) -> str:
    from num2words import num2words  # noqa: PLC0415, it brings all languages of the world along

    words: str = num2words(number, lang="en", to=form)
    return words.replace(",", "")
