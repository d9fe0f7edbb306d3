"""Two sizes with a stroke between and their unit behind: chai 500/1000ml, 8/256GB, xe 16/29 chỗ, 8/10%.

In: a place at the first number. Out: a row of both where what comes in such sizes is named, "trên"
where so much of so much is told, else a guess of the two.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import follows, near
from bulletin.reading.scanner import Claim, Place, Rule

_SIZES = re.compile(
    r"(?P<first>[1-9][0-9]{0,3})/(?P<second>[1-9][0-9]{1,3})"
    r"(?=\s?(?:(?P<content>ml|mL|cc|g|gr|gam|mg|kg|lít|l)|(?P<memory>GB|Gb|gb|TB)|(?P<seats>chỗ))(?![^\W_])"
    r"|(?P<percent>\s?%))"
)
_LONG_SIZE = 3  # figures from which a bare "500/1000ml" may be two sizes
_SEATS = frozenset((4, 5, 7, 8, 9, 10, 12, 15, 16, 20, 24, 25, 28, 29, 30, 34, 35, 36, 40, 45, 47))
_LARGEST_MEMORY, _LEAST_STORE = 64, 32  # GB
_WHOLE = 100  # percent
_WORDS_TO_MACHINE = 8
_WORDS_TO_REACHED = 4


@dataclass(frozen=True)
class _Pair:
    place: Place
    first: int
    second: int


def _content(pair: _Pair) -> bool | None:
    """What is packed comes in halves and wholes."""
    if follows(pair.place, "packed"):
        return True
    return False if pair.place.previous or pair.first < 10 ** (_LONG_SIZE - 1) else None


def _memory(pair: _Pair) -> bool | None:
    """Memory and store of a machine; both are powers of two, or near them."""
    if follows(pair.place, "used_up"):
        return False
    usual = pair.first <= _LARGEST_MEMORY and pair.second >= _LEAST_STORE and not pair.second % 32
    told = near(pair.place, "with_memory", _WORDS_TO_MACHINE)
    return True if usual and told else None


def _seats(pair: _Pair) -> bool | None:
    """Buses of two sizes."""
    if not {pair.first, pair.second} <= _SEATS or follows(pair.place, "used_up"):
        return False
    return True if follows(pair.place, "seated") else None


def _percent(pair: _Pair) -> bool | None:
    """Rates, or so much of what was aimed at."""
    reached = near(pair.place, "reached", _WORDS_TO_REACHED)
    return False if reached or pair.second == _WHOLE else None


_KINDS: dict[str, Callable[[_Pair], bool | None]] = {
    "content": _content,
    "memory": _memory,
    "seats": _seats,
    "percent": _percent,
}


def sizes(place: Place) -> Claim | None:
    """Two sizes that rise."""
    match = place.match(_SIZES)
    if match is None or place.preceding in {"/", "-", ".", ","}:
        return None
    pair = _Pair(place, int(match["first"]), int(match["second"]))
    kind = next(name for name in _KINDS if match[name])
    if pair.first >= pair.second or (kind == "content" and pair.second != 2 * pair.first):
        return None
    first, second = cardinal(pair.first), cardinal(pair.second)
    row, share = f"{first}, {second}", f"{first} trên {second}"
    are_row = _KINDS[kind](pair)
    if are_row is False and kind in {"content", "seats"}:
        return None
    if are_row is None:
        said = (share, row) if kind == "content" else (row, share)
        return Claim(match.end(), said[0], senses=said)
    return Claim(match.end(), row if are_row else share)


RULES = (Rule("number", sizes, _SIZES),)
