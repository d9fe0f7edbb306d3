"""Colours in words that every program knows.

In: tokens of a colour of CSS, which browsers know in many more ways. Out: a name, a number
with #, rgb() or rgba(); None when it is no colour. Raises `StrangeError`.
"""

from __future__ import annotations

import re
from typing import Any

from tinycss2.color5 import parse_color


class StrangeError(Exception):
    """A value that browsers draw and other programs do not."""


Token = Any
"""One of tinycss2's tokens; it has no types."""


def name_of(token: Token) -> str:
    """The name of a function, or ""."""
    return str(token.lower_name) if token.type == "function" else ""


_LEGACY = re.compile(r"rgba?\([\d\s.,%]*,[\d\s.,%]*\)")
_PLAIN = {"none", "currentcolor", "context-fill", "context-stroke"}


def colour(token: Token) -> str | None:
    """A colour, as it was written where that is plain."""
    if name_of(token) == "light-dark":
        light = [part for part in token.arguments if part.type != "whitespace"][:1]
        return colour(light[0]) if light else None
    said: str = token.serialize()
    if token.type == "ident" and token.lower_value in _PLAIN:
        return said
    found = parse_color(token)
    if found is None or found == "currentcolor":
        return None
    if (token.type in {"ident", "hash"} and found.alpha) or _LEGACY.fullmatch(said):
        return said
    try:
        channels = found.to("srgb").coordinates
    except NotImplementedError:
        raise StrangeError(said[:40]) from None
    red, green, blue = (round(_within(part) * 255) for part in channels)
    alpha = f"{_within(found.alpha):.4g}"
    return f"rgb({red},{green},{blue})" if alpha == "1" else f"rgba({red},{green},{blue},{alpha})"


def _within(share: float | None) -> float:
    return min(max(share or 0.0, 0.0), 1.0)
