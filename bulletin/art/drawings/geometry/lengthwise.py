"""Places along a shape's outline that are told by a length which the drawing gives it.

In: a cleaned tree in which shapes may have a `pathLength` (SVG 2, 9.6.1). Out: the same without
it: dashes and the beginnings of text on a path in user units, as every program reads them.
"""

import re
from collections.abc import Mapping

from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.geometry.outlines import is_followed, sides_of
from bulletin.art.drawings.tree import HREF, Tree, local, said_around
from bulletin.art.drawings.vocabulary import SVG

_DASHES = ("stroke-dasharray", "stroke-dashoffset")
_GAP = re.compile(r"[\s,]+")


def measure_along(tree: Tree, ids: Mapping[str, Tree]) -> None:
    """Reckon in user units whatever is told by the length of an outline."""
    scales = {item: scale for item in tree.iter("*") if (scale := unit_of(item))}
    for text in tree.iter(f"{{{SVG}}}textPath") if scales else ():
        path = ids.get(text.get(HREF, "").removeprefix("#"))
        if path in scales and (start := _scaled(text.get("startOffset", ""), scales[path])):
            text.set("startOffset", start)
    for shape, scale in scales.items():
        del shape.attrib["pathLength"]
        for key in _DASHES:
            if scaled := _scaled(said_around(shape, key), scale):
                shape.set(key, scaled)


def unit_of(shape: Tree) -> float | None:
    """What a unit of `pathLength` is in user units, or None where that cannot be told."""
    given = pixels(shape.get("pathLength", ""))
    if given is None or given <= 0:
        return None
    outline = _outline_of(shape)
    return _length_of(outline) / given if outline else None


def _scaled(said: str, scale: float) -> str:
    """Lengths in user units; "" for what has none."""
    found = [pixels(part) for part in _GAP.split(said.strip())]
    lengths = [length for length in found if length is not None]
    return " ".join(f"{length * scale:.6g}" for length in lengths if len(lengths) == len(found))


def _outline_of(shape: Tree) -> str:
    """A shape as a path begins and ends; "" for what is none, or has sides of unknown length."""
    name = local(shape)
    if name == "path":
        return shape.get("d", "")
    if name in {"polyline", "polygon"}:
        return f"M{shape.get('points', '')}{'z' if name == 'polygon' else ''}"
    sides = sides_of(shape)
    if name == "image" or sides is None:
        return ""
    a, b, c, d = sides
    if name == "line":
        return f"M{a} {b}L{c} {d}"
    if name == "rect":
        return _rounded(shape, c, d)
    return f"M{a - c} {b}a{c} {d} 0 0 1 {2 * c} 0a{c} {d} 0 0 1 {-2 * c} 0z"


def _rounded(rectangle: Tree, width: float, height: float) -> str:
    """A rectangle, whose corners may be arcs (SVG 2, 10.2)."""
    across, down = (pixels(rectangle.get(key, "")) for key in ("rx", "ry"))
    rx = min((across if across is not None else down) or 0.0, width / 2)
    ry = min((down if down is not None else across) or 0.0, height / 2)
    straight = f"M{rx} 0h{width - 2 * rx}m0 {height}h{2 * rx - width}M0 {ry}v{height - 2 * ry}"
    straight += f"m{width} 0v{2 * ry - height}"
    return f"{straight}M0 0a{rx} {ry} 0 0 0 {2 * rx} 0a{rx} {ry} 0 0 0 {-2 * rx} 0"


def _length_of(outline: str) -> float:
    """The length of a path; 0 for one that is cut off."""
    from fontTools.pens.perimeterPen import PerimeterPen  # noqa: PLC0415, heavy, seldom needed

    pen = PerimeterPen()
    return float(pen.value) if is_followed(outline, pen) else 0.0
