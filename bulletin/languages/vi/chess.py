"""Moves of a game of chess: 1.e4 e5 2.Nf3 Nc6, 13.O-O-O.

In: a place at the number of a move. Out: the number and its one or two moves, pieces by their
names, from `tables/chess.yaml`. A move is told by its answer, by a piece, or by a clause that
speaks of chess: "1.a2" alone may be a point of a list.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import PACKAGE, near, spelled
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_MOVE = (
    r"(?:[Oo0]-[Oo0](?:-[Oo0])?"
    r"|(?:[KQRBNVHXTM]?[a-h]?[1-8]?x?[a-h][1-8](?:=?[QRBNHXTM])?))[+#]?[!?]{0,2}"
)
_NUMBERED = re.compile(
    rf"(?P<number>[1-9][0-9]{{0,2}})(?P<dots>\.(?:\.\.)?)\s?(?P<first>{_MOVE})(?:\s(?P<second>{_MOVE}))?(?![^\W_]|[/.-][^\W_])"
)
_MOVE_BEFORE = re.compile(r"[0-9]\.\s?[a-h][1-8]\s[a-h][1-8],?\s$")
_SIGN = re.compile(r"[Oo0]-[Oo0]-[Oo0]|[Oo0]-[Oo0]|.", re.DOTALL)
_WORDS_TO_GAME = 12


def move(place: Place) -> Claim | None:
    """1.e4 e5, 12.Qxd2+: a move of White, and the answer of Black if it is written."""
    match = place.match(_NUMBERED)
    if match is None or place.preceding in {".", ",", "/", "-"}:
        return None
    piece = match["first"][0] in "KQRBNVHXTMOo0"
    told = match["second"] or piece or _MOVE_BEFORE.search(place.before)
    if not (told or near(place, "chess", _WORDS_TO_GAME)):
        return None
    moves = [_said(one) for one in (match["first"], match["second"]) if one]
    return Claim(match.end(), f"{cardinal(int(match['number']))}, {', '.join(moves)}")


def _said(written: str) -> str:
    """One move: the piece, where from, whether it takes, where to."""
    names: dict[str, str] = table(PACKAGE, "chess")
    signs = (
        sign.upper().replace("0", "O") if "-" in sign else sign for sign in _SIGN.findall(written)
    )
    return " ".join(filter(None, (names.get(sign) or _square(sign) for sign in signs)))


def _square(sign: str) -> str:
    """A file by the name of its letter, a rank by its number; silence for a mark of praise."""
    return cardinal(int(sign)) if sign.isdigit() else spelled(sign)


RULES = (Rule("number", move, _NUMBERED),)
