"""Arrows of Word that have become "à", for in the font Wingdings the arrow lies at its place.

In: text. Out: each "à" that stands between words as an arrow does. As a word of its own it closes
a question, opens a call or answers, and hardly twice in a row between other words.
"""

import re
from collections.abc import Iterator
from functools import cache

from bulletin.languages.proof import Slip
from bulletin.languages.vi.words import PACKAGE
from bulletin.reading.sought import Sought
from bulletin.reading.tables import table, words_in

_BETWEEN = Sought(r"(?<=[\w”\")]) (?P<arrow>à) (?=[\w“\"(])", " à ")
_WORD_BEFORE = re.compile(r"\w+\W*\Z")
_WORD_AFTER = re.compile(r"\w+")
_REACH = 12
"""Characters back to the beginning of the word before; the longest syllable has seven."""
_FEWEST = 2


@cache
def _beside() -> frozenset[str]:
    """Words beside which it is the word that it looks like."""
    return frozenset(words_in(table(PACKAGE, "proof")["beside_a_particle"]))


def arrows(text: str) -> Iterator[Slip]:
    """The arrows, where at least two stand in one passage."""
    found = [match for match in _BETWEEN.finditer(text) if _stands_for_itself(text, match)]
    if len(found) >= _FEWEST:
        for match in found:
            yield Slip(match.start("arrow"), match.end("arrow"), "→")


def _stands_for_itself(text: str, match: re.Match[str]) -> bool:
    before = _WORD_BEFORE.search(text, max(match.start() - _REACH, 0), match.start())
    after = _WORD_AFTER.match(text, match.end())
    words = {found[0].strip('”") ').lower() for found in (before, after) if found}
    return not words & _beside()
