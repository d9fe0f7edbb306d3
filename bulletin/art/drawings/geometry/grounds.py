"""The ground behind a drawing (`background` of its root), which only browsers paint.

In: a cleaned tree, the ground's colour, and the drawing's size in CSS pixels. Out: the same with
a rectangle behind all else, over the whole of its frame, which may be wider than its viewBox.
"""

import re

from lxml import etree

from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import INITIAL, SVG

_SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_FIT = re.compile(r"x(Min|Mid|Max)Y(Min|Mid|Max)(?:\s+(meet|slice))?")
_HANDED_DOWN = ("fill-opacity", "stroke", "visibility")
_OF_THE_REST = ("opacity", "clip-path", "mask", "filter")
"""What browsers do to a whole drawing, and not to the ground behind it."""
_ALIKE = 1e-3


def lay_ground(tree: Tree, colour: str, width: float, height: float) -> None:
    """Put a ground of a colour behind a drawing of this size."""
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
    numbers = (
        left + (across - wide) * _SHARES[said[1]],
        top + (down - high) * _SHARES[said[2]],
        wide,
        high,
    )
    return {
        key: f"{number:.6g}"
        for key, number in zip(("x", "y", "width", "height"), numbers, strict=True)
    }
