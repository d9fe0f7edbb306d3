"""Lines that keep their width however much they are scaled (`vector-effect`).

In: an element of a drawing. Out: the width and the dashes that its line has as it is drawn at the
drawing's own size, for programs that do not know of such lines.
"""

import math
import re

from bulletin.art.drawings.geometry.extent import ExtentError, size_of
from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.tree import Tree, local, said_around, view_box
from bulletin.art.drawings.vocabulary import NUMBER

FUNCTION = re.compile(r"(\w+)\(([^)]*)\)")
"""A step of a transform."""
GROUPS = {"g", "a"}
_ALIKE = 0.01
"""Shares by which a scale across and one down may differ and still be one."""

_LINE = {"stroke-width": "1", "stroke-dasharray": "none", "stroke-dashoffset": "0"}
"""Lengths of a line, and what they are where nothing is said."""
_BETWEEN = re.compile(r"[\s,]+")


def own_line(item: Tree) -> dict[str, str] | None:
    """How wide an element's line is in its own units, and its dashes; None where none is right."""
    *_, root = (item, *item.iterancestors())
    scale = scale_around(item, root)
    dashed = said_around(item, "stroke-dasharray") != "none"
    if not math.isfinite(scale) or scale <= 0 or (dashed and "pathLength" in item.attrib):
        return None
    made: dict[str, str] = {}
    for key, initial in _LINE.items() if dashed else (("stroke-width", "1"),):
        said = said_around(item, key)
        said = initial if said == "none" else said
        lengths = [pixels(one) for one in _BETWEEN.split(said.strip())]
        known = [one for one in lengths if one is not None]
        if len(known) < len(lengths):
            return None
        made[key] = " ".join(f"{one / scale:.5g}" for one in known)
    return made


def scale_around(item: Tree, root: Tree) -> float:
    """By how much an element is scaled in a drawing; not a number where that cannot be told."""
    scale = 1.0
    for place in (item, *item.iterancestors()):
        if place is root:
            return scale * _frame(root)
        if place is not item and local(place) not in GROUPS:
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
    for name, said in FUNCTION.findall(transform):
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
