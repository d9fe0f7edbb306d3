"""Moves of a game of chess: 1.e4 e5 2.Nf3 Nc6.

In: a place at the number of a move. Out: the number and its moves, pieces by their names.
"""

import re

from bulletin.languages.en.numbers import cardinal
from bulletin.languages.en.words import listed, words
from bulletin.reading.chess import INTERNATIONAL, moves, numbered, spoken
from bulletin.reading.scanner import Claim, Place, Rule

_NUMBERED = numbered(INTERNATIONAL)
_WORDS_TO_GAME = 12


def move(place: Place, match: re.Match[str]) -> Claim | None:
    """1.e4 e5: a move of White, and the answer of Black if it is written."""
    found = moves(match, place.before, INTERNATIONAL)
    told = found is not None and not listed("chess").isdisjoint(place.words[-_WORDS_TO_GAME:])
    if found is None or not (found.sure or told):
        return None
    said = [spoken(one, words("chess_signs"), _square) for one in found.written]
    return Claim(found.end, f"{cardinal(found.number)}, {', '.join(said)}{found.pause}")


def _square(sign: str) -> str:
    """A file by its letter, a rank by its number."""
    return cardinal(int(sign)) if sign.isdigit() else sign.upper() if sign.isalpha() else ""


RULES = (Rule("number", move, _NUMBERED),)
