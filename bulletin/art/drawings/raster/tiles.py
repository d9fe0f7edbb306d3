"""Patterns whose tiles are a whole number of dots.

resvg rounds each tile to one, and all that follows it comes to stand elsewhere.

In: a drawing that resvg is to draw, and by how much it is scaled. Out: the same, in which such a
pattern repeats several of its tiles at once, so many that next to nothing is left to round.
"""

import copy
import math
from typing import NamedTuple

from lxml import etree

from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.geometry.origins import bounds_of, length_on
from bulletin.art.drawings.geometry.strokes import scale_around, scale_of
from bulletin.art.drawings.tree import URL, Tree, view_box
from bulletin.art.drawings.vocabulary import SVG

_PAINTED = ("fill", "stroke")
_MOST_ELEMENTS = 40_000
"""Elements of all repeated tiles of a drawing."""
_MOST_TILES = 40
_UNKNOWN = 20
"""Tiles in a row and in a column where nobody knows how large they will be."""
_FAR = 0.25
"""Dots by which the last tile may stand elsewhere than it should."""


class _Tile(NamedTuple):
    """A tile of a pattern, in the user space of what it paints."""

    x: float
    y: float
    width: float
    height: float


def round_tiles(tree: Tree, scale: float, side: float) -> None:
    """Repeat tiles in all patterns of a tree that is `side` dots long when it is drawn."""
    patterns = {item.get("id"): item for item in tree.iter(f"{{{SVG}}}pattern") if len(item)}
    made: dict[tuple[str, _Tile, float], str] = {}
    left = _MOST_ELEMENTS
    for item in list(tree.iter("*")) if patterns else ():
        for key in _PAINTED:
            found = URL.match(item.get(key, ""))
            pattern = patterns.get(found[1]) if found else None
            if found is None or pattern is None or (tile := _tile(pattern, item)) is None:
                continue
            dots = scale * scale_around(item, tree) * scale_of(pattern.get("patternTransform", ""))
            dots = dots if math.isfinite(dots) else 0.0
            name = (found[1], tile, dots)
            if name not in made:
                times = _times_of(tile, dots, side, item)
                left -= times[0] * times[1] * sum(1 for _ in pattern.iter("*"))
                made[name] = _repeated(pattern, tile, times, len(made)) if left > 0 else ""
            if made[name]:
                item.set(key, f"url(#{made[name]})")


def _tile(pattern: Tree, item: Tree) -> _Tile | None:
    """The tile of a pattern on a shape, where that can be told."""
    said = [pattern.get(key, "0") for key in _Tile._fields]
    if pattern.get("patternUnits") == "userSpaceOnUse":
        sides = [pixels(one) for one in said]
        known = [side for side in sides if side is not None]
    else:
        bounds = bounds_of(item)
        if bounds is None:
            return None
        left, top, right, bottom = bounds
        shares = [length_on(one, 1.0) for one in said]
        known = [one for one in shares if one is not None]
        if len(known) == len(said):
            x, y, across, down = known
            wide, high = right - left, bottom - top
            known = [left + x * wide, top + y * high, across * wide, down * high]
    return _Tile(*known) if len(known) == len(said) and min(known[2:]) > 0 else None


def _times_of(tile: _Tile, dots: float, side: float, item: Tree) -> tuple[int, int]:
    """How many tiles across and down are to be one."""
    if dots:
        return _times(tile.width * dots, side), _times(tile.height * dots, side)
    frame = next((one for one in item.iterancestors() if one.get("viewBox")), None)
    box = None if frame is None else view_box(frame)
    width, height = box[2:] if box else (0.0, 0.0)
    return _within(width / tile.width), _within(height / tile.height)


def _within(tiles: float) -> int:
    """As many tiles as matter little where nobody knows their size, and as their frame holds."""
    return max(1, min(_UNKNOWN, int(tiles)))


def _repeated(pattern: Tree, tile: _Tile, times: tuple[int, int], number: int) -> str:
    """The id of a pattern of several tiles; "" where the one will do."""
    across, down = times
    if across * down == 1:
        return ""
    said = {str(key): str(value) for key, value in pattern.attrib.items()}
    large = etree.Element(pattern.tag, said | {"patternUnits": "userSpaceOnUse"})
    large.set("id", f"{pattern.get('id')}-{number}-tiles")
    sizes = (tile.x, tile.y, tile.width * across, tile.height * down)
    for key, length in zip(_Tile._fields, sizes, strict=True):
        large.set(key, repr(length))
    large.set("patternContentUnits", "userSpaceOnUse")
    frame = {
        key: str(large.attrib.pop(key))
        for key in ("viewBox", "preserveAspectRatio")
        if key in large.attrib
    }
    looks = _stretched(pattern, tile)
    for column in range(across):
        for row in range(down):
            place = (tile.width * column, tile.height * row, tile.width, tile.height)
            box = dict(zip(_Tile._fields, map(repr, place), strict=True))
            one = etree.SubElement(large, f"{{{SVG}}}svg", frame | box)
            inside = etree.SubElement(one, f"{{{SVG}}}g", looks) if looks else one
            inside.extend(map(copy.deepcopy, pattern))
    for item in large.iterdescendants("*"):
        item.attrib.pop("id", "")
    pattern.addnext(large)
    return str(large.get("id"))


def _stretched(pattern: Tree, tile: _Tile) -> dict[str, str]:
    """What makes contents fit that are reckoned in shares of a shape."""
    if pattern.get("patternContentUnits") != "objectBoundingBox" or "viewBox" in pattern.attrib:
        return {}
    shares = [length_on(pattern.get(key, "0"), 1.0) or 1.0 for key in ("width", "height")]
    return {"transform": f"scale({tile.width / shares[0]!r} {tile.height / shares[1]!r})"}


def _times(length: float, side: float) -> int:
    """How many tiles of so many dots make up a whole number of them, as far as one sees."""
    counts = [count for count in _COUNTS if count * length <= 2 * side]
    off = {count: abs(count * length - round(count * length)) / count for count in counts}
    far = {count: by * side / length for count, by in off.items() if round(count * length)}
    enough = (count for count, by in far.items() if by <= _FAR)
    return next(enough, min(far, key=far.__getitem__, default=1))


_COUNTS = range(1, _MOST_TILES + 1)
