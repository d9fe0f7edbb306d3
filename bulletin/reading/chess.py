"""Moves of a game of chess as they are written everywhere: 1.e4 e5, 2...Nf6, 13.O-O-O.

In: a text at the number of a move, and the letters that a language has for pieces. Out: the number
and its one or two moves, and the signs of a move one by one. How they are said is the language's.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

INTERNATIONAL = "KQRBN"
"""King, queen, rook, bishop, knight."""

_SIGN = re.compile(r"[Oo0]-[Oo0]-[Oo0]|[Oo0]-[Oo0]|.", re.DOTALL)
_NEXT = re.compile(r"\s[1-9][0-9]{0,2}\.")
_MOVE_BEFORE = re.compile(r"[0-9]\.\s?[a-h][1-8]\s[a-h][1-8],?\s$")


@dataclass(frozen=True, slots=True)
class Moves:
    """A numbered move of White, or of Black behind dots, and the answer if it is written.

    `sure` is one that an answer, a piece or moves before it tell; "1.a2" may be a point of a list.
    `pause` parts it from the number of the next one.
    """

    number: int
    written: Sequence[str]
    end: int
    sure: bool
    pause: str


@cache
def numbered(pieces: str) -> re.Pattern[str]:
    """A move with its number, where the pieces have these letters."""
    move = (
        r"(?:[Oo0]-[Oo0](?:-[Oo0])?"
        rf"|(?:[{pieces}]?[a-h]?[1-8]?x?[a-h][1-8](?:=?[{pieces}])?))[+#]?[!?]{{0,2}}"
    )
    return re.compile(
        rf"(?P<number>[1-9][0-9]{{0,2}})(?P<dots>\.(?:\.\.)?)\s?(?P<first>{move})"
        rf"(?:\s(?P<second>{move}))?(?![^\W_]|[/.-][^\W_])"
    )


def moves(match: re.Match[str], before: str, pieces: str) -> Moves | None:
    """What a match of `numbered` holds, unless a longer number ends with it."""
    if before[-1:] in {".", ",", "/", "-"}:
        return None
    written = [one for one in (match["first"], match["second"]) if one]
    piece = match["first"][0] in f"{pieces}Oo0"
    sure = len(written) > 1 or piece or _MOVE_BEFORE.search(before) is not None
    pause = "," if _NEXT.match(match.string, match.end()) else ""
    return Moves(int(match["number"]), written, match.end(), sure, pause)


def spoken(move: str, names: Mapping[str, str], square: Callable[[str], str]) -> str:
    """One move: the piece, where from, whether it takes, where to; marks of praise are silent."""
    signs = (
        sign.upper().replace("0", "O") if "-" in sign else sign for sign in _SIGN.findall(move)
    )
    return " ".join(filter(None, (names.get(sign) or square(sign) for sign in signs)))
