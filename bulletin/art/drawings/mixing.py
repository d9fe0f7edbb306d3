"""Colours mixed of two others (`color-mix()`, CSS Color 5, section 2), in spaces without a hue.

In: the tokens of a function. Out: red, green, blue and alpha from 0 to 1; None for spaces and
colours that we do not reckon.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tinycss2.color5 import parse_color

from bulletin.art.drawings.wide import Matrix, curved, even, linear_of, times

_Tokens = Sequence[Any]
"""tinycss2's tokens; it has no types."""
Channels = tuple[float, ...]

_TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
"""Between linear sRGB and the three kinds of cones of an eye (CSS Color 4, section 18)."""
_TO_OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_OKLAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
"""Between cube roots of those and OKLab (as above)."""


def _to_oklab(linear: Channels) -> Channels:
    return tuple(times(_TO_OKLAB, [math.cbrt(part) for part in times(_TO_CONES, linear)]))


def _from_oklab(mixed: Channels) -> Channels:
    return tuple(times(_FROM_CONES, [part**3 for part in times(_FROM_OKLAB, mixed)]))


_Way = Callable[[Channels], Channels]
_SPACES: dict[str, tuple[_Way, _Way]] = {
    "oklab": (_to_oklab, _from_oklab),
    "srgb-linear": (tuple, tuple),
    "srgb": (lambda linear: tuple(map(curved, linear)), lambda mixed: tuple(map(even, mixed))),
}
"""From linear sRGB to a space, and back."""


def mixed(arguments: _Tokens) -> tuple[Channels, float] | None:
    """Red, green and blue of a mixture, and how opaque it is."""
    how, *parts = (list(part) for part in _parted(arguments))
    words = [token.lower_value for token in how if token.type == "ident"]
    found = [_part(part) for part in parts]
    if words[:1] != ["in"] or words[1:] not in [[name] for name in _SPACES] or None in found:
        return None
    shares = _shares([share for _, share in filter(None, found)])
    if len(found) != 2 or shares is None:  # noqa: PLR2004, two colours
        return None
    colours = [colour for colour, _ in filter(None, found)]
    there, back = _SPACES[words[1]]
    alpha = sum(share * colour.alpha for share, colour in zip(shares, colours, strict=True))
    ways = [there(tuple(linear_of(colour) or ())) for colour in colours]
    if not all(ways):
        return None
    weights = [
        share * colour.alpha / (alpha or 1) for share, colour in zip(shares, colours, strict=True)
    ]
    made = back(
        tuple(
            sum(w * c for w, c in zip(weights, parts, strict=True))
            for parts in zip(*ways, strict=True)
        )
    )
    return tuple(map(curved, made)), alpha


def _parted(arguments: _Tokens) -> Iterator[list[Any]]:
    """The parts of a function's arguments between commas."""
    part: list[Any] = []
    for token in arguments:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        elif token.type not in {"whitespace", "comment"}:
            part.append(token)
    yield part


def _part(tokens: _Tokens) -> tuple[Any, float | None] | None:
    """A colour and its share of the mixture, None where none is said."""
    shares = [token.value / 100 for token in tokens if token.type == "percentage"]
    others = [token for token in tokens if token.type != "percentage"]
    if len(others) != 1 or len(shares) > 1 or not all(0 <= share <= 1 for share in shares):
        return None
    colour = parse_color(others[0])
    if colour is None or colour == "currentcolor":
        return None
    return colour, shares[0] if shares else None


def _shares(said: Sequence[float | None]) -> list[float] | None:
    """What each colour has of the mixture; together less than 1 where it is to be seen through."""
    if len(said) != 2:  # noqa: PLR2004, as above
        return None
    one, other = said
    if one is None:
        one = 0.5 if other is None else 1 - other
    if other is None:
        other = 1 - one
    total = one + other
    if not total:
        return None
    return [one / max(1.0, total), other / max(1.0, total)]
