"""Filters of what is turned, mirrored or skewed, reckoned before it is.

resvg reckons a filter along the edges of the sheet: the shadow of a turned shape falls to another
side than in a browser. What it fills with a pattern it draws first, and turns then.

In: a drawing for resvg. Out: the same, in which such a part is the one tile of a pattern, as large as
what is seen of the drawing. Parts of symbols and the like, whose place is that of others, stay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from bulletin.art.drawings.geometry.extent import ExtentError, size_of
from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.geometry.strokes import FUNCTION, GROUPS
from bulletin.art.drawings.tree import HREF, Tree, ViewBox, local, view_box
from bulletin.art.drawings.vocabulary import NUMBER, SVG

if TYPE_CHECKING:
    from fontTools.misc.transform import Transform

_CUTS = ("clip-path", "mask")
_LEVEL = 1e-3
"""The sine of a turn that nobody sees."""
_EDGE = 0.02
"""How much larger than what is seen a tile is, so that nothing comes in from its other edge."""
_RECT = {"stroke": "none", "fill-opacity": "1", "visibility": "visible"}


def level_filters(tree: Tree) -> None:
    """Draw all filtered parts of a tree that are turned as tiles."""
    filtered = {item for item in tree.iter("*") if item.get("filter", "none") != "none"}
    again = _drawing_again(tree, filtered) if filtered else set()
    fitted = _fitted_to_all(tree)
    seen: dict[Tree, ViewBox] = {}
    for item in [one for one in tree.iter("*") if one in filtered | again]:
        around = {one.get(key) for one in item.iterancestors() for key in _CUTS}
        found = None if around & fitted else _place(item, tree, seen)
        if found is None or _is_level(found[0]):
            continue
        box = _around(found[0].inverse(), found[1])
        seen[_tiled(item, box, len(seen))] = box


def _drawing_again(tree: Tree, filtered: set[Tree]) -> set[Tree]:
    """Each `use` of something that is filtered, or has in it what is."""
    holding = {one.get("id") for item in filtered for one in (item, *item.iterancestors())}
    pointing = (use for use in tree.iter(f"{{{SVG}}}use"))
    return {use for use in pointing if use.get(HREF, "").removeprefix("#") in holding - {None}}


def _fitted_to_all(tree: Tree) -> set[str | None]:
    """Pointers to what is as large as all that it cuts, of which a tile would be part."""
    units = {"clipPath": "clipPathUnits", "mask": "maskContentUnits"}
    return {
        f"url(#{item.get('id')})"
        for name, key in units.items()
        for item in tree.iter(f"{{{SVG}}}{name}")
        if item.get(key) == "objectBoundingBox"
    }


def _place(
    item: Tree, tree: Tree, seen: Mapping[Tree, ViewBox]
) -> tuple[Transform, ViewBox] | None:
    """How an element lies in the whole drawing, or in a tile, and what is seen of that."""
    from fontTools.misc.transform import Transform  # noqa: PLC0415, heavy, seldom needed

    made = _matrix(item.get("transform", ""), Transform())
    for one in item.iterancestors():
        if one is tree:
            box = _seen(tree)
            return None if box is None else (made, box)
        if one in seen:
            return made, seen[one]
        frame = _frame(one, Transform()) if local(one) == "svg" else Transform()
        if local(one) not in GROUPS | {"svg"} or frame is None:
            return None
        made = _matrix(one.get("transform", ""), Transform()).transform(frame).transform(made)
    return None


_STEPS: Mapping[str, Callable[..., Transform]] = {
    "matrix": lambda made, *numbers: made.transform(numbers),
    "translate": lambda made, x, y=0.0: made.translate(x, y),
    "scale": lambda made, x, y=None: made.scale(x, x if y is None else y),
    "rotate": lambda made, by, x=0.0, y=0.0: (
        made.translate(x, y).rotate(math.radians(by)).translate(-x, -y)
    ),
    "skewX": lambda made, by: made.skew(math.radians(by), 0),
    "skewY": lambda made, by: made.skew(0, math.radians(by)),
}


def _matrix(transform: str, made: Transform) -> Transform:
    for name, said in FUNCTION.findall(transform):
        made = _STEPS[name](made, *map(float, re.findall(NUMBER, said)))
    return made


def _frame(inner: Tree, made: Transform) -> Transform | None:
    """How a drawing in a drawing fits into its place; None where that is said in shares."""
    x, y, width, height = (pixels(inner.get(key, "0")) for key in ("x", "y", "width", "height"))
    box = view_box(inner)
    if x is None or y is None or (box and not (width and height)):
        return None
    made = made.translate(x, y)
    if not box or not width or not height:
        return made
    across, down = width / box[2], height / box[3]
    if inner.get("preserveAspectRatio", "") != "none":
        across = down = min(across, down)
    made = made.translate((width - box[2] * across) / 2, (height - box[3] * down) / 2)
    return made.scale(across, down).translate(-box[0], -box[1])


def _seen(tree: Tree) -> ViewBox | None:
    """What is seen of a whole drawing, where it may lie in its frame this way or that."""
    try:
        width, height = size_of(tree)
    except ExtentError:
        return None
    left, top, across, down = view_box(tree) or (0.0, 0.0, width, height)
    longest = max(across / width, down / height)
    beside, above = width * longest - across, height * longest - down
    return left - beside, top - above, across + 2 * beside, down + 2 * above


def _is_level(lies: Transform) -> bool:
    """Whether nothing is turned, or nothing is left to be seen."""
    a, b, c, d = lies[:4]
    if abs(a * d - b * c) < 1e-12:  # noqa: PLR2004, a line
        return True
    return bool(max(abs(b), abs(c)) <= _LEVEL * max(abs(a), abs(d)) and min(a, d) > 0)


def _around(back: Transform, box: ViewBox) -> ViewBox:
    """What lies around a box as an element sees it."""
    left, top, width, height = box
    corners = [(left + i * width, top + j * height) for i in (0, 1) for j in (0, 1)]
    across, down = zip(*back.transformPoints(corners), strict=True)
    wide, high = max(across) - min(across), max(down) - min(down)
    edges = (min(across) - _EDGE * wide, min(down) - _EDGE * high)
    return *edges, wide * (1 + 2 * _EDGE), high * (1 + 2 * _EDGE)


def _tiled(item: Tree, box: ViewBox, number: int) -> Tree:
    """Put a tile in the place of an element, which it holds."""
    sides = zip(("x", "y", "width", "height"), box, strict=True)
    place = {key: f"{side:.8g}" for key, side in sides}
    name = f"level-{number}"
    said = {"id": name, "patternUnits": "userSpaceOnUse", "viewBox": " ".join(place.values())}
    tile = etree.Element(f"{{{SVG}}}pattern", said | place)
    shape = etree.Element(f"{{{SVG}}}rect", _RECT | place | {"fill": f"url(#{name})"})
    for key in ("transform", "style"):
        if key in item.attrib:
            shape.set(key, str(item.attrib.pop(key)))
    item.addprevious(tile)
    item.addprevious(shape)
    shape.tail, item.tail = item.tail, None
    tile.append(item)
    return tile
