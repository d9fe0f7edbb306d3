"""Which characters a text may hold: those of XML 1.0 (section 2.2), since every edition is XML.

In: text. Out: the same without the others. So for numbers that no program reads to their end,
and for what is too long for its place.
"""

import re

CAPITALS = "".join(letter for letter in map(chr, range(0x41, 0x1F00)) if letter.isupper())
"""Capital letters up to those of Vietnamese; the inside of a class of `re`."""

OTHERS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What XML does not have; the inside of a class of `re`, which takes long to compile large ones."""
_OTHERS = re.compile(f"[{OTHERS}]")

MOST_DIGITS = 1_000
"""Of a number in CSS: Python makes none of more than 4,300, and no browser looks at so many."""
_ENDLESS = re.compile(rf"(?<![0-9])([0-9]{{{MOST_DIGITS}}})[0-9]+")


def endless_number(text: str) -> int:
    """Where the first number of more than `MOST_DIGITS` begins; -1 for none."""
    found = _ENDLESS.search(text)
    return found.start() if found else -1


def without_endless_numbers(text: str) -> str:
    """Text whose numbers have at most `MOST_DIGITS`."""
    return _ENDLESS.sub(r"\1", text)


def clean(text: str) -> str:
    """Text without the characters that XML does not have."""
    return _OTHERS.sub("", text)


def shortened(text: str, most: int) -> str:
    """A text in one line, cut at a word; a word longer than the whole place is cut too."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    start = text[: most - 1]
    return f"{(start.rpartition(' ')[0] or start).rstrip(' ,;:.–—-')}…"
