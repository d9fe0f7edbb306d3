"""What only browsers do with the root of a drawing: turn it, and paint the ground behind it.

In: a cleaned tree, its size in CSS pixels. Out: the same with a root that has no transform (browsers
turn it about its middle) and no `background`. Drawings in it that are turned themselves are turned
once by browsers, and twice by others.
"""

import re

from lxml import etree

from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import INITIAL, SINGLE, SVG

_OF_THE_BOX = ("viewBox", "preserveAspectRatio")
_OF_THE_WHOLE = sorted(SINGLE - {"stop-color", "stop-opacity"})


def turn_inside(tree: Tree, width: float, height: float) -> None:
    """Move a root's transform to a group inside, with all that is reckoned within it."""
    turn = _taken(tree, "transform")
    if not turn:
        return
    x, y = f"{width / 2:.6g}", f"{height / 2:.6g}"
    inside = list(tree)
    turned = etree.SubElement(tree, f"{{{SVG}}}g")
    turned.set("transform", f"translate({x} {y}) {turn} translate(-{x} -{y})")
    size = {"width": f"{width:.6g}", "height": f"{height:.6g}"}
    box = etree.SubElement(turned, f"{{{SVG}}}svg", size)
    whole = etree.SubElement(box, f"{{{SVG}}}g")
    for target, keys in ((box, _OF_THE_BOX), (whole, _OF_THE_WHOLE)):
        for key in keys:
            if value := _taken(tree, key):
                target.set(key, value)
    whole.extend(inside)


def turn_around(tree: Tree) -> None:
    """Move a transform of a drawing in the drawing to a group around it."""
    for inner in list(tree.iterdescendants(f"{{{SVG}}}svg")):
        if turn := _taken(inner, "transform"):
            place = inner.getparent()
            group = etree.Element(f"{{{SVG}}}g", {"transform": turn})
            group.tail, inner.tail = inner.tail, None
            if place is not None:
                place.replace(inner, group)
            group.append(inner)


def _taken(item: Tree, key: str) -> str:
    """The value of an attribute, which the element has no longer."""
    return str(item.attrib.pop(key, ""))


_SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_FIT = re.compile(r"x(Min|Mid|Max)Y(Min|Mid|Max)(?:\s+(meet|slice))?")
_HANDED_DOWN = ("fill-opacity", "stroke", "visibility")
_OF_THE_REST = ("opacity", "clip-path", "mask", "filter")
"""What browsers do to a whole drawing, and not to the ground behind it."""
_ALIKE = 1e-3


def lay_ground(tree: Tree, colour: str, width: float, height: float) -> None:
    """Put a ground behind all of a drawing's frame, which may be wider than its viewBox."""
    if effects := {key: str(tree.attrib.pop(key)) for key in _OF_THE_REST if key in tree.attrib}:
        inside = list(tree)
        etree.SubElement(tree, f"{{{SVG}}}g", effects).extend(inside)
    looks = {key: INITIAL[key] for key in _HANDED_DOWN if key in tree.attrib and key in INITIAL}
    ground = etree.Element(f"{{{SVG}}}rect", _place(tree, width, height) | {"fill": colour} | looks)
    tree.insert(0, ground)


def _place(tree: Tree, width: float, height: float) -> dict[str, str]:
    """What of a drawing's own plane its frame shows."""
    box = re.split(r"[\s,]+", tree.get("viewBox", "").strip())
    if len(box) != 4:  # noqa: PLR2004, SVG 2, 8.6
        return {"width": "100%", "height": "100%"}
    left, top, across, down = map(float, box)
    said = _FIT.fullmatch(tree.get("preserveAspectRatio", "xMidYMid").strip())
    scales = (width / across, height / down)
    if said is None or abs(scales[0] / scales[1] - 1) < _ALIKE:
        return dict(zip(("x", "y", "width", "height"), box, strict=True))
    scale = max(scales) if said[3] == "slice" else min(scales)
    wide, high = width / scale, height / scale
    x = left + (across - wide) * _SHARES[said[1]]
    y = top + (down - high) * _SHARES[said[2]]
    sides = {"x": x, "y": y, "width": wide, "height": high}
    return {key: f"{side:.6g}" for key, side in sides.items()}
