"""Sides of the body: mắt P 8/10, tay T.

In: a place at P or T. Out: "phải" or "trái" right behind a part of the body that has two sides.
"""

import re

from bulletin.languages.vi.words import follows
from bulletin.reading.scanner import Claim, Place, Rule

_SIDE = re.compile(r"[PT](?![^\W_]|\.\S)")
_SAID = {"P": "phải", "T": "trái"}


def side(place: Place, match: re.Match[str]) -> Claim | None:
    """The P of "mắt P"."""
    return Claim(match.end(), _SAID[match[0]]) if follows(place, "sided") else None


RULES = (Rule("word", side, _SIDE, opens="PT"),)
