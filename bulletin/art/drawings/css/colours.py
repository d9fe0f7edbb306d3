"""Colours in words that every program knows.

In: tokens of a colour of CSS, which browsers know in many more ways. Out: a name, a number
with #, rgb() or rgba(); None when it is no colour. Raises `StrangeError`.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from tinycss2.color5 import Color, parse_color

from bulletin.art.drawings.css.arguments import Token
from bulletin.art.drawings.css.mixing import colour_of, mixed
from bulletin.art.drawings.css.relative import is_relative
from bulletin.art.drawings.css.wide import in_srgb


class StrangeError(Exception):
    """A value that browsers draw and other programs do not."""


def name_of(token: Token) -> str:
    """The name of a function, or ""."""
    return str(token.lower_name) if token.type == "function" else ""


_LEGACY = re.compile(r"rgba?\([\d\s.,%]*,[\d\s.,%]*\)")
_PLAIN = {name.lower(): name for name in ("none", "currentColor", "context-fill", "context-stroke")}
_NEWER = {"rebeccapurple": "#663399"}
_SYSTEM = re.compile(
    r"accentcolor(text)?|(active|button|canvas|field|gray|highlight|link|mark|visited)text"
    r"|button(border|face)|canvas|field|highlight|mark|selecteditem(text)?",
    re.IGNORECASE,
)
"""Colours that a reader's system has chosen (CSS Color 4, 6.2)."""


def colour(token: Token) -> str | None:
    """A colour, as it was written where that is plain."""
    if of_others := _OF_OTHERS.get(name_of(token)):
        return of_others(token)
    said: str = token.serialize()
    if token.type == "ident" and token.lower_value in _PLAIN:
        return _PLAIN[token.lower_value]
    if token.type == "ident" and _SYSTEM.fullmatch(said):
        raise StrangeError(said)
    relative = is_relative(token)
    found = colour_of(token) if relative else parse_color(token)
    if found is None and relative:
        raise StrangeError(said[:40])
    if found is None or found == "currentcolor":
        return None
    if token.type == "ident" and found.alpha:
        return _NEWER.get(token.lower_value, said.lower())
    if (token.type == "hash" and found.alpha) or _LEGACY.fullmatch(said):
        return said
    return _as_rgb(found, said)


def _as_rgb(found: Color, said: str) -> str:
    """A colour of any space as rgb() or rgba(). Raises `StrangeError` for what has no such."""
    try:
        channels = found.to("srgb").coordinates
    except NotImplementedError:
        channels = in_srgb(found)
    if channels is None:
        raise StrangeError(said[:40])
    return _written(channels, found.alpha)


def _light(token: Token) -> str | None:
    """The first of two colours, for a light and a dark screen."""
    light = [part for part in token.arguments if part.type != "whitespace"][:1]
    return colour(light[0]) if light else None


def _mixture(token: Token) -> str:
    made = mixed(token.arguments)
    if made is None:
        raise StrangeError(token.serialize()[:40])
    return _written(*made)


_OF_OTHERS: Mapping[str, Callable[[Token], str | None]] = {
    "light-dark": _light,
    "color-mix": _mixture,
}


def _written(channels: Sequence[float | None], opacity: float | None) -> str:
    red, green, blue = (round(_within(part) * 255) for part in channels)
    alpha = f"{_within(opacity):.4g}"
    return f"rgb({red},{green},{blue})" if alpha == "1" else f"rgba({red},{green},{blue},{alpha})"


def _within(share: float | None) -> float:
    return min(max(share or 0.0, 0.0), 1.0)
