"""The same said so that all programs draw it alike, where that can be.

In: an element as it is made, and its name. Out: the element, changed.
"""

import re
from collections.abc import Callable, Mapping

from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.geometry.strokes import own_line
from bulletin.art.drawings.tree import Tree, said_around
from bulletin.art.drawings.vocabulary import MARKERS, NUMBER, SHAPES, TEXTS

STEADY = "non-scaling-stroke"


def say_otherwise(made: Tree, name: str) -> None:
    """Change what browsers take in another way than other programs do."""
    if name in SHAPES | TEXTS:
        _measure_line(made)
    else:
        made.attrib.pop("vector-effect", "")  # it holds for lines, and groups hand it on to none
    if weight := made.get("font-weight"):
        made.set("font-weight", _weight(weight, made))
    if made.get("font-style", "").startswith("oblique "):
        made.set("font-style", "oblique")  # by how much, only browsers ask
    if "color" in made.attrib:
        _take_colour(made)
    if change := _CHANGES.get(name):
        change(made)


def _measure_line(shape: Tree) -> None:
    """Say how wide a shape's line is, and how long its dashes are."""
    if shape.get("vector-effect") == STEADY and (line := own_line(shape)) is not None:
        for key, said in line.items():
            shape.set(key, said)
        del shape.attrib["vector-effect"]


def _take_colour(item: Tree) -> None:
    """Say again what means the colour at hand, which here is another than around it."""
    for key in ("fill", "stroke"):
        if said_around(item, key) == "currentColor":
            item.set(key, "currentColor")


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
        elif pixels(inner.get(key, "")) == 0:
            inner.set("display", "none")


def _unmark(shape: Tree) -> None:
    """Take from a shape on which no browser draws markers its own and those from around it."""
    for key in MARKERS:
        if any(key in item.attrib for item in (shape, *shape.iterancestors())):
            shape.set(key, "none")


_CHANGES: Mapping[str, Callable[[Tree], None]] = {
    "stop": _set_within,
    "svg": _fill,
    **dict.fromkeys(("rect", "circle", "ellipse"), _unmark),
}
"""What says the same otherwise, by the name of an element."""


def _weight(said: str, item: Tree) -> str:
    """A weight in hundreds, of which faces have up to nine, or in a word that stands for one."""
    if said in {"lighter", "bolder"}:
        above = item.getparent()
        around = "" if above is None else said_around(above, "font-weight")
        weight = {"bold": 700}.get(around) or (int(around) if around.isdecimal() else 400)
        steps = _LIGHTER if said == "lighter" else _BOLDER
        return next(str(made) for most, made in steps if weight < most)
    if not said[:1].isdigit():
        return said
    return str(min(max(round(float(said) / 100), 1), 9) * 100 if said.isdecimal() else 400)


_LIGHTER = ((550, 100), (750, 400), (1001, 700))
_BOLDER = ((350, 400), (550, 700), (1001, 900))
"""Weights below which a lighter and a bolder one are the second (CSS Fonts 4, 2.2.1)."""
