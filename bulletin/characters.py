"""Which characters a text may hold: those of XML 1.0 (section 2.2), since every edition is XML.

In: text. Out: the same without the others.
"""

import re

ALLOWED = "\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
"""The inside of a class of `re`."""

CAPITALS = "".join(letter for letter in map(chr, range(0x41, 0x1F00)) if letter.isupper())
"""Capital letters up to those of Vietnamese; the inside of a class of `re`."""

_OTHERS = re.compile(f"[^{ALLOWED}]")


def clean(text: str) -> str:
    """Text without the characters that XML does not have."""
    return _OTHERS.sub("", text)
