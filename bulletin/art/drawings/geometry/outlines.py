"""Shapes by their sides, and paths drawn with a pen that measures them.

In: a shape, or the outline of a path. Out: its sides in user units; whether a pen could follow it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.tree import Tree, local

if TYPE_CHECKING:
    from fontTools.pens.basePen import BasePen

_SIDES = {
    "rect": ("x", "y", "width", "height"),
    "image": ("x", "y", "width", "height"),
    "circle": ("cx", "cy", "r", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
}

Sides = tuple[float, float, float, float]


def sides_of(shape: Tree) -> Sides | None:
    """Place and size of a shape, middle and radii, or ends; None for others and unknown lengths."""
    found = [pixels(shape.get(key, "0")) for key in _SIDES.get(local(shape), ())]
    match [side for side in found if side is not None]:
        case [a, b, c, d]:
            return a, b, c, d
    return None


def is_followed(outline: str, pen: BasePen) -> bool:
    """Whether a pen has followed a path to its end: one that is cut off leads nowhere."""
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415, heavy, seldom needed

    try:
        parse_path(outline, pen)
    except Exception:  # noqa: BLE001, of paths that are cut off it raises anything
        return False
    return True
