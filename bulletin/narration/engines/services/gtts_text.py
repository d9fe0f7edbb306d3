"""Text cut for a service that takes so many characters at once.

In: a text. Out: pieces of it, cut where a speaker would breathe, with the silence after each.
gTTS alone would cut any text over its limit at every comma.
"""

import re
from dataclasses import dataclass

_BOUNDARY = re.compile(r"(?<=\S)\s+(?=\S)")

_MARKS = (
    # a text before the cut ends so: what the cut costs, and the seconds of silence it makes
    (re.compile(r"[.!?…][\"”’)]*$"), 0, 0.3),
    (re.compile(r"[;:]$"), 1, 0.25),
    (re.compile(r"[,)–—-]$"), 2, 0.18),
)
_AT_A_SPACE = (9, 0.0)
_INSIDE_A_WORD = (60, 0.0)
_A_PIECE, _A_SHORT_PIECE, _SHORT = 4, 5, 0.25


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A part of a text, and the seconds of silence that belong after it."""

    text: str
    gap: float


def cut(text: str, limit: int) -> list[TextPiece]:
    """A text in as few and as natural pieces as go into `limit` characters each.

    Pieces with no letter or digit are left out: there is nothing to say in them.
    """
    text = " ".join(text.split())
    ends = _ends(text, limit)
    best: dict[int, tuple[float, int]] = {0: (0, 0)}  # end of a piece: cost so far, its start
    places = [0, *sorted(ends)]
    for here, end in enumerate(places[1:], start=1):
        starts = (start for start in places[:here] if end - start <= limit and start in best)
        best[end] = min(
            (best[start][0] + ends[end][0] + _weight((end - start) / limit), start)
            for start in starts
        )
    pieces: list[TextPiece] = []
    end = len(text)
    while end:
        start = best[end][1]
        pieces.append(TextPiece(text[start:end].strip(), ends[end][1] if end < len(text) else 0.0))
        end = start
    return [piece for piece in reversed(pieces) if any(map(str.isalnum, piece.text))]


def _weight(fullness: float) -> float:
    """What a piece costs: its number, and by the square its length, so that all are alike."""
    return _A_PIECE + fullness**2 + (_A_SHORT_PIECE if fullness < _SHORT else 0)


def _ends(text: str, limit: int) -> dict[int, tuple[int, float]]:
    """Where a piece may end: after these many characters, at this cost, with this silence."""
    ends = {match.end(): _mark(text[: match.start()]) for match in _BOUNDARY.finditer(text)}
    ends[len(text)] = (0, 0.0)
    for start, end in zip([0, *sorted(ends)], sorted(ends), strict=False):
        ends |= dict.fromkeys(range(start + limit, end, limit), _INSIDE_A_WORD)
    return ends


def _mark(before: str) -> tuple[int, float]:
    for pattern, cost, gap in _MARKS:
        if pattern.search(before[-4:]):
            return cost, gap
    return _AT_A_SPACE
