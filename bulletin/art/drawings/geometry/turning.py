"""A drawing that is turned or mirrored as a whole, which icons from collections often are.

In: a cleaned tree whose root has a transform, and its size in CSS pixels. Out: the same with a root
that has none: of all programs, only browsers turn the root, and they turn it about its middle.
Drawings in it that are turned themselves are turned once by browsers, and twice by others.
"""

from lxml import etree

from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import SINGLE, SVG

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
