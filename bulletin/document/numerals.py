"""Numbers as lists are counted by: a, b, c and i, ii, iii.

In: a number from 1 up. Out: how lists write it.
"""

from collections.abc import Callable, Mapping


def letters(number: int) -> str:
    """A to z, then aa; in small letters."""
    number, rest = divmod(number - 1, 26)
    return (letters(number) if number else "") + chr(ord("a") + rest)


def roman(number: int) -> str:
    """Roman figures, as i, iv, xii; in small letters."""
    made = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        while number >= value:
            made, number = made + sign, number - value
    return made


COUNTED: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
"""How lists count, by what HTML and OpenDocument call it."""
