"""What browsers and other programs draw in two ways, though all of them know it.

In: an element as it is made, and its name. Out: the same said so that all draw it alike where
that can be, and the attributes of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tinycss2.color5 import parse_color

from bulletin.art.drawings.faults import Tree
from bulletin.art.drawings.strokes import own_width
from bulletin.art.drawings.values import NUMBER
from bulletin.art.drawings.vocabulary import XLINK

_STEADY = "non-scaling-stroke"
_TWO_WAYS = {
    "direction": "rtl",
    "color-interpolation": "linearRGB",
    "pathLength": "*",
    "vector-effect": _STEADY,
    "font-variant": "small-caps",
    "display": "contents",
    "writing-mode": "sideways-rl",
}
_MARKERS = ("marker-start", "marker-mid", "marker-end")
_LIT = {"feDiffuseLighting", "feSpecularLighting"}
_DRAWN_IN = "data:image/svg"


def drawn_in_two_ways(made: Tree, name: str) -> list[str]:
    """Say otherwise what can be; gives the names of the attributes that cannot."""
    get = made.get
    _measure_line(made)
    if made.get("font-weight", "")[:1].isdigit():
        made.set("font-weight", str(_weight(made.get("font-weight", ""))))
    if "color" in made.attrib:
        _take_colour(made)
    if said_otherwise := _OTHERWISE.get(name):
        said_otherwise(made)
    told = [key for key, value in _TWO_WAYS.items() if _is(get(key), value)]
    if name == "radialGradient" and _hollow(made) and {"fx", "fy"} & set(made.attrib):
        told.append("fr")
    if name in _LIT and _is_tinted(made):
        told.append("lighting-color")
    if name == "text" and get("baseline-shift", "0") not in {"0", "baseline"}:
        told.append("baseline-shift")  # of a whole text, and of no part of it
    if name == "mask" and get("mask", "none") != "none":
        told.append("mask")
    drawing = get(f"{{{XLINK}}}href", "").startswith(_DRAWN_IN)
    if drawing and "slice" in get("preserveAspectRatio", ""):
        told.append("preserveAspectRatio")
    return told


def _measure_line(shape: Tree) -> None:
    """Say how wide a shape's line is, and not how long its path."""
    if shape.get("stroke-dasharray", "none") == "none" and "pathLength" in shape.attrib:
        del shape.attrib["pathLength"]
    steady = shape.get("vector-effect") == _STEADY and "stroke-dasharray" not in shape.attrib
    if steady and (width := own_width(shape)) is not None:
        shape.set("stroke-width", width)
        del shape.attrib["vector-effect"]


def _take_colour(item: Tree) -> None:
    """Say again what means the colour at hand, which here is another than around it."""
    for key in ("fill", "stroke"):
        said = next((one.get(key) for one in (item, *item.iterancestors()) if one.get(key)), "")
        if said == "currentColor":
            item.set(key, said)


def _set_within(stop: Tree) -> None:
    """Put a stop between the ends of its gradient."""
    offset = stop.get("offset", "0")
    if not re.fullmatch(rf"{NUMBER}%?", offset):
        stop.set("offset", "0")
    elif not 0 <= float(offset.rstrip("%")) <= (100 if offset.endswith("%") else 1):
        stop.set("offset", "0" if offset.startswith("-") else "1")


def _fill(inner: Tree) -> None:
    """Say that a drawing in a drawing has all of its room, at whose edges it is cut off."""
    if inner.getparent() is None:
        return
    for key in ("width", "height"):
        if inner.get(key, "auto") == "auto":
            inner.set(key, "100%")


def _unmark(shape: Tree) -> None:
    """Take from a shape on which no browser draws markers its own and those from around it."""
    for key in _MARKERS:
        if any(key in item.attrib for item in (shape, *shape.iterancestors())):
            shape.set(key, "none")


_OTHERWISE: Mapping[str, Callable[[Tree], None]] = {
    "stop": _set_within,
    "svg": _fill,
    **dict.fromkeys(("rect", "circle", "ellipse"), _unmark),
}
"""What says the same otherwise, by the name of an element."""


def _weight(said: str) -> int:
    """A weight in hundreds, of which faces have up to nine."""
    return min(max(round(float(said) / 100), 1), 9) * 100 if said.isdecimal() else 400


def _hollow(gradient: Tree) -> bool:
    return re.fullmatch(r"0*\.?0*%?", gradient.get("fr", "")) is None


def _is(said: str | None, value: str) -> bool:
    return said == value or (value == "*" and bool(said))


def _is_tinted(light: Tree) -> bool:
    """Whether a light has a colour, which programs take for one of two kinds of red, green, blue."""
    around = (light, *light.iterancestors())
    spaces = (item.get("color-interpolation-filters") for item in around)
    if next((str(space) for space in spaces if space), "") == "sRGB":
        return False
    said = light.get("lighting-color", "white")
    found = parse_color(said)
    return found not in {None, "currentcolor"} and len({*found.coordinates}) > 1
