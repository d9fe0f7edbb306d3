"""Moves of a game of chess: 1.e4 e5 2.Nf3 Nc6, 13.O-O-O.

In: a place at the number of a move. Out: the number and its one or two moves, pieces by their
names, from `tables/chess.yaml`. A move is told by its answer, by a piece, or by a clause that
speaks of chess.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import PACKAGE, near, spelled
from bulletin.reading.chess import INTERNATIONAL, moves, numbered, spoken
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_PIECES = f"{INTERNATIONAL}VHXTM"  # vua, hậu, xe, tượng, mã
_NUMBERED = numbered(_PIECES)
_WORDS_TO_GAME = 12


def move(place: Place, match: re.Match[str]) -> Claim | None:
    """1.e4 e5, 12.Qxd2+: a move of White, and the answer of Black if it is written."""
    found = moves(match, place.before, _PIECES)
    if found is None or not (found.sure or near(place, "chess", _WORDS_TO_GAME)):
        return None
    said = [spoken(one, table(PACKAGE, "chess"), _square) for one in found.written]
    return Claim(found.end, f"{cardinal(found.number)}, {', '.join(said)}{found.pause}")


def _square(sign: str) -> str:
    """A file by the name of its letter, a rank by its number."""
    return cardinal(int(sign)) if sign.isdigit() else spelled(sign)


RULES = (Rule("number", move, _NUMBERED, then="."),)
