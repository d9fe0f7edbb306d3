"""Gradients and patterns that take from others what they do not say themselves.

In: a tree whose pointers lead somewhere and never back. Out: the same without those pointers: not
every program follows them to all that there is. What is taken over keeps the looks that it has
from where it was written, as a style is handed down from there.
"""

import copy
from collections.abc import Mapping

from lxml import etree

from bulletin.art.drawings.geometry.origins import length_on
from bulletin.art.drawings.tree import HREF, Tree
from bulletin.art.drawings.vocabulary import INITIAL, PROPERTIES, SINGLE, SVG

_RADIAL = f"{{{SVG}}}radialGradient"
_GRADIENT = ("gradientUnits", "gradientTransform", "spreadMethod")
_TAKEN = {
    f"{{{SVG}}}linearGradient": (*_GRADIENT, "x1", "y1", "x2", "y2"),
    f"{{{SVG}}}radialGradient": (*_GRADIENT, "cx", "cy", "r", "fx", "fy", "fr"),
    f"{{{SVG}}}pattern": (
        *("x", "y", "width", "height", "viewBox", "preserveAspectRatio"),
        *("patternUnits", "patternContentUnits", "patternTransform"),
    ),
}
_HANDED_DOWN = frozenset(PROPERTIES) - SINGLE - {"transform"}
_OF_STOPS = ("stop-color", "stop-opacity")
_MOST = 20_000
"""Elements that are copied; then pointers are left to whoever draws them."""


def take_over(tree: Tree, ids: Mapping[str, Tree]) -> None:
    """Give each gradient and pattern what it takes from another, and that from a third."""
    left = _MOST
    radial = [item for item in tree.iter(*_TAKEN) if item.tag == _RADIAL]
    for first in list(tree.iter(*_TAKEN)):
        chain = [first]
        while (target := ids.get(chain[-1].get(HREF, "").removeprefix("#"))) is not None:
            chain.append(target)
        while len(chain) > 1 and left > 0:
            given = chain.pop()
            left -= _taken(chain[-1], given)
    for gradient in radial:
        _begin_within(gradient)


def _begin_within(gradient: Tree) -> None:
    """Say by its stops how far from its middle a radial gradient begins, as all programs read."""
    inner = length_on(str(gradient.attrib.pop("fr", "0")), 1.0)
    outer = length_on(gradient.get("r", "50%"), 1.0)
    if not inner or not outer or inner >= outer:
        return
    for stop in gradient.iter(f"{{{SVG}}}stop"):
        place = length_on(stop.get("offset", "0"), 1.0) or 0.0
        stop.set("offset", f"{(inner + place * (outer - inner)) / outer:.6g}")


def _taken(item: Tree, given: Tree) -> int:
    """Take over what is missing; how many elements were copied for that."""
    for key in _TAKEN[str(item.tag)]:
        if key in given.attrib and key not in item.attrib:
            item.set(key, given.get(key, ""))
    del item.attrib[HREF]
    if len(item):
        return 1
    if item.tag == f"{{{SVG}}}pattern":
        etree.SubElement(item, f"{{{SVG}}}g", _looks(given, item)).extend(map(copy.deepcopy, given))
    else:
        item.extend(_stop(stop, given) for stop in given)
    copied = list(item.iter("*"))[1:]
    for one in copied:
        one.attrib.pop("id", "")
    return 1 + len(copied)


def _looks(given: Tree, item: Tree) -> dict[str, str]:
    """What the children of `given` have from it and around it, against what `item` hands down."""
    others = {key: INITIAL[key] for key in _handed_down(item) if key in INITIAL}
    return others | _handed_down(given)


def _handed_down(item: Tree) -> dict[str, str]:
    """Properties that hold inside an element unless its children say otherwise."""
    found: dict[str, str] = {}
    for one in (item, *item.iterancestors()):
        said = {str(key): str(value) for key, value in one.attrib.items() if key in _HANDED_DOWN}
        found = {**said, **found}
    return found


def _stop(stop: Tree, given: Tree) -> Tree:
    """A stop of a gradient that is as it was, wherever it stands."""
    made = copy.deepcopy(stop)
    made.tail = None
    if "color" not in made.attrib and (colour := _handed_down(given).get("color")):
        made.set("color", colour)
    for key in _OF_STOPS:
        if made.get(key) == "inherit":
            made.set(key, given.get(key) or INITIAL[key])
    return made
