"""Numbers as lists are counted by: a, b, c and i, ii, iii.

In: a number from 1 up. Out: how lists write it, in small letters.
"""

from __future__ import annotations


def letters(number: int) -> str:
    """A to z, then aa."""
    number, rest = divmod(number - 1, 26)
    return (letters(number) if number else "") + chr(ord("a") + rest)


def roman(number: int) -> str:
    """Roman figures, as i, iv, xii."""
    made = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        while number >= value:
            made, number = made + sign, number - value
    return made
