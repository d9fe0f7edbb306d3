"""Lines that keep their width however much they are scaled (`vector-effect`).

In: an element of a drawing. Out: the width that its line has as it is drawn at the drawing's
own size, for programs that do not know of such lines.
"""

from __future__ import annotations

import math
import re

from bulletin.art.drawings.geometry.extent import ExtentError, size_of
from bulletin.art.drawings.tree import Tree, local, view_box
from bulletin.art.drawings.vocabulary import NUMBER

_FUNCTION = re.compile(r"(\w+)\(([^)]*)\)")
_GROUPS = {"g", "a"}
_ALIKE = 0.01
"""Shares by which a scale across and one down may differ and still be one."""


def own_width(item: Tree) -> str | None:
    """The width of an element's line in its own units, or None where none is right."""
    around = [item, *item.iterancestors()]
    width = next((str(one.get("stroke-width")) for one in around if one.get("stroke-width")), "")
    scale = scale_around(item, around[-1])
    found = re.fullmatch(rf"({NUMBER})(?:px)?", width or "1")
    if not found or not math.isfinite(scale) or scale <= 0:
        return None
    return f"{float(found[1]) / scale:.5g}"


def scale_around(item: Tree, root: Tree) -> float:
    """By how much an element is scaled in a drawing; not a number where that cannot be told."""
    scale = 1.0
    for place in (item, *item.iterancestors()):
        if place is root:
            return scale * _frame(root)
        if place is not item and local(place) not in _GROUPS:
            break
        scale *= scale_of(place.get("transform", ""))
    return math.nan


def _frame(root: Tree) -> float:
    """By how much a drawing's frame scales it."""
    box = view_box(root)
    try:
        width, height = size_of(root)
    except ExtentError:
        return math.nan
    return min(width / box[2], height / box[3]) if box else 1.0


def scale_of(transform: str) -> float:
    """By how much a transform scales; not a number where it does so in two ways."""
    made = 1.0
    for name, said in _FUNCTION.findall(transform):
        numbers = [float(n) for n in re.findall(NUMBER, said)]
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if name == "scale":
            a, d = numbers[0], numbers[-1]
        elif name == "matrix":
            a, b, c, d = numbers[:4]
        elif name.startswith("skew"):
            return math.nan
        across, down = math.hypot(a, b), math.hypot(c, d)
        if abs(across - down) > _ALIKE * max(across, down):
            return math.nan
        made *= across
    return made
