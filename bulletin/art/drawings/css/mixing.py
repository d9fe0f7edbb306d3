"""Colours mixed of two others (`color-mix()`, CSS Color 5, section 2).

In: the tokens of a function. Out: red, green, blue and alpha from 0 to 1; None for spaces and
colours that we do not reckon.
"""

from collections.abc import Sequence
from typing import Any

from tinycss2.color5 import Color, parse_color

from bulletin.art.drawings.css.arguments import Tokens, parted
from bulletin.art.drawings.css.mixing_spaces import SPACES, WAYS, Space, hue_between
from bulletin.art.drawings.css.relative import changed, is_relative
from bulletin.art.drawings.css.wide import linear_of
from bulletin.art.light import Channels, curved

_TWO = 2
"""Colours of a mixture, and words that name a space."""


def mixed(arguments: Tokens) -> tuple[Channels, float] | None:
    """Red, green and blue of a mixture, and how opaque it is."""
    how, *parts = parted(arguments)
    space, way = _space(how)
    found = [_part(part) for part in parts]
    if space is None or None in found:
        return None
    shares = _shares([share for _, share in filter(None, found)])
    if len(found) != _TWO or shares is None:
        return None
    colours = [colour for colour, _ in filter(None, found)]
    lights = [light for light in map(linear_of, colours) if light is not None]
    if len(lights) < len(colours):
        return None
    weights = [share * colour.alpha for share, colour in zip(shares, colours, strict=True)]
    alpha = sum(weights)
    made = [
        (one * weights[0] + other * weights[1]) / (alpha or 1)
        for one, other in zip(*map(space.there, lights), strict=True)
    ]
    if space.hue is not None:
        one, other = (space.there(light)[space.hue] for light in lights)
        made[space.hue] = hue_between(one, other, shares[1] / sum(shares), way)
    return tuple(map(curved, space.back(made))), alpha


def _space(how: Tokens) -> tuple[Space | None, str]:
    """The space that a mixture names, and which way round its hue goes."""
    words = [token.lower_value if token.type == "ident" else "" for token in how]
    space = SPACES.get(words[1]) if words[:1] == ["in"] and len(words) > 1 else None
    if space is None or len(words) == _TWO:
        return space, WAYS[0]
    turns = space.hue is not None and words[3:] == ["hue"] and words[2] in WAYS
    return (space, words[2]) if turns else (None, "")


def _part(tokens: Tokens) -> tuple[Any, float | None] | None:
    """A colour and its share of the mixture, None where none is said."""
    shares = [token.value / 100 for token in tokens if token.type == "percentage"]
    others = [token for token in tokens if token.type != "percentage"]
    if len(others) != 1 or len(shares) > 1 or not all(0 <= share <= 1 for share in shares):
        return None
    colour = colour_of(others[0])
    if colour is None or colour == "currentcolor":
        return None
    return colour, shares[0] if shares else None


def colour_of(token: Any) -> Any:
    """A colour, which may be mixed or made of another one itself; None for what is none."""
    if is_relative(token):
        return changed(token, colour_of)
    if token.type != "function" or token.lower_name != "color-mix":
        return parse_color(token)
    made = mixed(token.arguments)
    return made and Color("srgb", made[0], made[1])


def _shares(said: Sequence[float | None]) -> list[float] | None:
    """What each colour has of the mixture; together less than 1 where it is to be seen through."""
    if len(said) != _TWO:
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
