"""Gradients and patterns that take from others what they do not say themselves.

In: a tree whose pointers lead somewhere and never back. Out: the same without those pointers: not
every program follows them to all that there is.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping

from bulletin.art.drawings.faults import Tree
from bulletin.art.drawings.vocabulary import SVG, XLINK

_HREF = f"{{{XLINK}}}href"
_GRADIENT = ("gradientUnits", "gradientTransform", "spreadMethod")
_TAKEN = {
    f"{{{SVG}}}linearGradient": (*_GRADIENT, "x1", "y1", "x2", "y2"),
    f"{{{SVG}}}radialGradient": (*_GRADIENT, "cx", "cy", "r", "fx", "fy", "fr"),
    f"{{{SVG}}}pattern": (
        *("x", "y", "width", "height", "viewBox", "preserveAspectRatio"),
        *("patternUnits", "patternContentUnits", "patternTransform"),
    ),
}
_MOST = 20_000
"""Elements that are copied; then pointers are left to whoever draws them."""


def take_over(tree: Tree, ids: Mapping[str, Tree]) -> None:
    """Give each gradient and pattern what it takes from another, and that from a third."""
    left = _MOST
    for first in list(tree.iter(*_TAKEN)):
        chain = [first]
        while (target := ids.get(chain[-1].get(_HREF, "").removeprefix("#"))) is not None:
            chain.append(target)
        while len(chain) > 1 and left > 0:
            given = chain.pop()
            left -= _taken(chain[-1], given)


def _taken(item: Tree, given: Tree) -> int:
    """Take over what is missing; how many elements were copied for that."""
    for key in _TAKEN[str(item.tag)]:
        if key in given.attrib and key not in item.attrib:
            item.set(key, given.get(key, ""))
    del item.attrib[_HREF]
    if len(item):
        return 1
    for child in given:
        item.append(copy.deepcopy(child))
    copied = list(item.iter("*"))[1:]
    for one in copied:
        if "id" in one.attrib:
            del one.attrib["id"]
    return 1 + len(copied)
