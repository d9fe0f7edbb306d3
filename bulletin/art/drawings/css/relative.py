"""Colours made of another one (`rgb(from red ...)`, CSS Color 5, section 4).

In: the tokens of such a function, and a way to read the colour that it begins with. Out: a colour
as tinycss2 has it; None for spaces and values that we do not reckon.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import tinycss2
from tinycss2.color5 import parse_color

from bulletin.art.drawings.css.arguments import Token, Tokens, meant
from bulletin.art.drawings.css.calculations import worked_out
from bulletin.art.drawings.css.mixing_spaces import SPACES
from bulletin.art.drawings.css.wide import linear_of

_SPACES = {"rgb": "srgb", "rgba": "srgb", "hsla": "hsl"}
_OF_LIGHT = {"srgb", "srgb-linear", "display-p3"}
"""Those that `color()` names whose channels are called r, g and b."""
_SCALES = {"srgb": (255,) * 3, "hsl": (1, 100, 100), "hwb": (1, 100, 100)}
"""How channels are written outside `color()`, for those that we have from 0 to 1."""
_CHANNELS = 3


def is_relative(token: Token) -> bool:
    """Whether a colour is made of another one."""
    words = meant(token.arguments)[:1] if token.type == "function" else ()
    return any(one.type == "ident" and one.lower_value == "from" for one in words)


def changed(token: Token, read: Callable[[Token], Any]) -> Any:
    """The colour of a function that begins with `from`."""
    _, origin, *rest = [*meant(token.arguments), None]
    name = _SPACES.get(token.lower_name, token.lower_name)
    named = ""
    if name == "color":
        named, *rest = [getattr(rest[0], "lower_value", ""), *rest[1:]]
        name = named if named in _OF_LIGHT else ""
    found = read(origin) if origin is not None and name in SPACES else None
    light = None if found is None or found == "currentcolor" else linear_of(found)
    if found is None or light is None:
        return None
    scales = (1, 1, 1) if named else _SCALES.get(name, (1, 1, 1))
    letters = "rgb" if name in _OF_LIGHT else name.removeprefix("ok")
    made = [0.0 if math.isnan(part) else part for part in SPACES[name].there(light)]
    values = [part * scale for part, scale in zip(made, scales, strict=True)]
    channels = dict(zip(letters, values, strict=True)) | {"alpha": found.alpha}
    said = _said([one for one in rest if one is not None], channels)
    if not said:
        return None
    return parse_color(tinycss2.parse_one_component_value(f"{token.name}({named} {said})"))


def _said(tokens: Tokens, channels: Mapping[str, float]) -> str:
    """Three channels and how opaque, as other colours have them; "" where they are others."""
    parts = [worked_out(_filled(token, channels)) for token in tokens]
    if len(parts) == _CHANNELS:
        parts += ["/", f"{channels['alpha']:.9g}"]
    whole = len(parts) == _CHANNELS + 2 and parts[_CHANNELS] == "/"
    return " ".join(parts) if whole and not any("(" in part for part in parts) else ""


def _filled(token: Token, channels: Mapping[str, float]) -> str:
    """A token with numbers for the names of channels."""
    if token.type == "ident" and token.lower_value in channels:
        return f"{channels[token.lower_value]:.9f}"
    inside = getattr(token, "arguments", None) or getattr(token, "content", None)
    if token.type not in {"function", "() block"} or inside is None:
        return str(token.serialize())
    name = token.name if token.type == "function" else ""
    return f"{name}({''.join(_filled(one, channels) for one in inside)})"
