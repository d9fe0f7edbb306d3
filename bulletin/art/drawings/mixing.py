"""Colours mixed of two others (`color-mix()`, CSS Color 5, section 2), in spaces without a hue.

In: the tokens of a function. Out: red, green, blue and alpha from 0 to 1; None for spaces and
colours that we do not reckon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tinycss2.color5 import parse_color

from bulletin.art.drawings.wide import linear_of
from bulletin.art.light import Channels, curved, even, from_oklab, to_oklab

_Tokens = Sequence[Any]
"""tinycss2's tokens; it has no types."""

_Way = Callable[[Channels], Channels]
_SPACES: dict[str, tuple[_Way, _Way]] = {
    "oklab": (to_oklab, from_oklab),
    "srgb-linear": (list, list),
    "srgb": (lambda linear: [*map(curved, linear)], lambda mixed: [*map(even, mixed)]),
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
    lights = [light for light in map(linear_of, colours) if light is not None]
    if len(lights) < len(colours):
        return None
    weights = [
        share * colour.alpha / (alpha or 1) for share, colour in zip(shares, colours, strict=True)
    ]
    ways = map(there, lights)
    made = back(
        [
            sum(w * c for w, c in zip(weights, parts, strict=True))
            for parts in zip(*ways, strict=True)
        ]
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
