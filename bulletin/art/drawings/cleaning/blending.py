"""Gradients whose colours are written in newer ways, which browsers mix in another space.

In: a gradient whose stops are made, and how the colour of each was written. Out: the same with more
stops, between which nobody sees how colours are mixed (CSS Images 4, 3.1: OKLab).
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import tinycss2
from lxml import etree

from bulletin.art.drawings.css.mixing import colour_of
from bulletin.art.drawings.css.wide import linear_of
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import SVG
from bulletin.art.light import Channels, curved, from_oklab, to_oklab

_NEWER = re.compile(
    r"\b(?:(?:ok)?l(?:ab|ch)|color|color-mix)\(|\(\s*from\b|\(.*\bnone\b", re.IGNORECASE
)
_BETWEEN = 16
"""Steps from one colour to the next: fewer can be seen in wide gradients."""
_STOP = f"{{{SVG}}}stop"


class _Stop(NamedTuple):
    offset: float
    colour: Channels
    """In OKLab."""
    opacity: float


def is_newer(colour: str) -> bool:
    """Whether a colour is written in a way of which browsers mix gradients otherwise."""
    return _NEWER.search(colour) is not None


def spread(gradient: Tree, newer: Mapping[Tree, str]) -> bool:
    """Add stops between those of a gradient. Whether that can be done."""
    stops = gradient.findall(_STOP)
    read = [_read(stop, newer.get(stop) or str(stop.get("stop-color", "black"))) for stop in stops]
    known = [one for one in read if one is not None]
    if len(known) < len(stops):
        return False
    for stop, (one, other) in zip(stops, pairwise(known), strict=False):
        if one[1:] == other[1:] or other.offset <= one.offset:
            continue
        place = gradient.index(stop)
        for step in range(1, _BETWEEN):
            gradient.insert(place + step, _made(one, other, step / _BETWEEN))
    return True


def _read(stop: Tree, said_colour: str) -> _Stop | None:
    said = stop.get("offset", "0")
    offset = float(said.rstrip("%")) / (100 if said.endswith("%") else 1)
    colour = colour_of(tinycss2.parse_one_component_value(said_colour))
    opacity = stop.get("stop-opacity", "1")
    if colour is None or isinstance(colour, str) or opacity == "inherit":
        return None
    share = float(opacity.rstrip("%")) / (100 if opacity.endswith("%") else 1)
    alpha = colour.alpha * min(max(share, 0.0), 1.0)
    light = linear_of(colour)
    return None if light is None else _Stop(offset, to_oklab(light), alpha)


def _made(one: _Stop, other: _Stop, share: float) -> Tree:
    """The stop that has `share` of the other one."""

    def between(a: float, b: float) -> float:
        return a + (b - a) * share

    alpha = between(one.opacity, other.opacity)
    lab = [between(a, b) for a, b in zip(one.colour, other.colour, strict=True)]
    channels = (round(255 * curved(part)) for part in from_oklab(lab))
    stop = etree.Element(_STOP, {"offset": f"{between(one.offset, other.offset):.6g}"})
    stop.set("stop-color", f"rgb({','.join(map(str, channels))})")
    if alpha < 1:
        stop.set("stop-opacity", f"{alpha:.4g}")
    return stop
