"""The point about which an element turns (CSS Transforms 1, 6 and 7).

In: an element as it is made, and what its style says. Out: the point in the coordinates of the
element, or None where only a browser can know it.
"""

import re

from bulletin.art.drawings.geometry.extent import ExtentError, size_of
from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.geometry.outlines import is_followed, sides_of
from bulletin.art.drawings.tree import Tree, local, view_box
from bulletin.art.drawings.vocabulary import NUMBER, SVG

_ALONG = {"left": "0%", "center": "50%", "right": "100%"}
_DOWN = {"top": "0%", "center": "50%", "bottom": "100%"}
_DEEP = re.compile(r"(?:0|0px)")
_OWN = {"fill-box", "content-box"}
_WHOLE = {"", "view-box"}
_Point = tuple[float, float]
_Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def turn_about(item: Tree, said: str, box: str, *, whole: bool) -> bool:
    """Fold the point about which an element turns into its transform, if it has one.

    `whole`: it is the whole drawing. Whether that can be done.
    """
    turn = item.get("transform")
    if turn is None:
        return True
    point = None if whole else origin_of(item, said, box)
    if point is None:
        return False
    there, back = (f"{x:.6g} {y:.6g}" for x, y in (point, (-point[0], -point[1])))
    item.set("transform", f"translate({there}) {turn} translate({back})")
    return True


def origin_of(item: Tree, said: str, box: str) -> _Point | None:
    """The point that `transform-origin` names in the box of `transform-box`; "" is unsaid."""
    parts = said.lower().split() or ["0", "0"]
    if len(parts) == 3 and _DEEP.fullmatch(parts[2]):  # noqa: PLR2004, the way out of the sheet
        parts = parts[:2]
    bounds = bounds_of(item) if box in _OWN else around(item) if box in _WHOLE else None
    place = across_and_down(parts)
    if bounds is None or place is None:
        return None
    left, top, right, bottom = bounds
    x, y = length_on(place[0], right - left), length_on(place[1], bottom - top)
    return None if x is None or y is None else (left + x, top + y)


def across_and_down(parts: list[str]) -> tuple[str, str] | None:
    """What one or two words say of a point in a box, shares for names; None for more of them."""
    if len(parts) == 1:
        parts = [*parts, "center"]
    if len(parts) != 2:  # noqa: PLR2004, across and down
        return None
    if parts[0] in {"top", "bottom"} or parts[1] in {"left", "right"}:
        parts = parts[::-1]
    return _ALONG.get(parts[0], parts[0]), _DOWN.get(parts[1], parts[1])


def length_on(said: str, side: float) -> float | None:
    """A length, or a share of a side."""
    if re.fullmatch(rf"{NUMBER}%", said):
        return float(said[:-1]) / 100 * side
    return pixels(said)


def around(item: Tree) -> _Bounds | None:
    """The drawing in which an element stands, from its corner on."""
    drawing = next(item.iterancestors(f"{{{SVG}}}svg"), None)
    if drawing is None:
        return None
    if box := view_box(drawing):
        return (0.0, 0.0, *box[2:])
    if drawing.getparent() is not None:
        return None
    try:
        width, height = size_of(drawing)
    except ExtentError:
        return None
    return (0.0, 0.0, width, height)


def bounds_of(item: Tree) -> _Bounds | None:
    """The bounds of a shape, its line aside; None for what is no single shape."""
    name = local(item)
    if name in {"path", "polyline", "polygon"}:
        points = item.get("points")
        return _of_path(item.get("d", "") if points is None else f"M{points}")
    sides = sides_of(item)
    if sides is None:
        return None
    if name == "line":
        return (min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2]))
    x, y, across, down = sides
    if name in {"circle", "ellipse"}:
        return (x - across, y - down, x + across, y + down)
    return (x, y, x + across, y + down)


def _of_path(said: str) -> _Bounds | None:
    """The bounds of a path; None for one that is empty or cut off."""
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415, heavy, seldom needed

    pen = BoundsPen(None)
    bounds: _Bounds | None = pen.bounds if is_followed(said, pen) else None
    return bounds
