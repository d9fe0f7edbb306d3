"""What resvg draws in another way than browsers, said so that it draws it as they do.

In: the tree of a drawing that was accepted, to be drawn by resvg alone. Out: the same tree, changed.
"""

import re

from lxml import etree

from bulletin.art.drawings.text.anchors import anchor_as_browsers, fade_letters
from bulletin.art.drawings.text.spaces import settle_spaces
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import SVG, TEXTS

_SHIFTS = {"sub": "-0.56em", "super": "0.56em"}
"""Half of what Liberation Sans rises above and reaches below its line (Blink, `baseline-shift`)."""
_LINE = "dominant-baseline"
_PARTS = {f"{{{SVG}}}{name}" for name in TEXTS - {"text"}}
_SHARP = {"pixelated", "crisp-edges"}


def as_browsers(tree: Tree) -> None:
    """Say it so in all of a tree."""
    for item in list(tree.iter("*")):
        if shift := _SHIFTS.get(item.get("baseline-shift", "")):
            item.set("baseline-shift", shift)
        if "baseline-shift" in item.attrib and item.tag == f"{{{SVG}}}text":
            _shift_inside(item)
        if item.tag == f"{{{SVG}}}text":
            settle_spaces(item)
            _stand_on_line(item)
        if item.get("image-rendering") in _SHARP:
            item.set("image-rendering", "optimizeSpeed")
    _step_by_step(tree)
    fade_letters(tree)
    anchor_as_browsers(tree)


def _stand_on_line(text: Tree) -> None:
    """Say of each part of a text on which line it stands: it hands that on to no further part."""
    for item in text.iter(*_PARTS, text.tag):
        around = (one.get(_LINE, "auto") for one in (item, *item.iterancestors()))
        if line := next((one for one in around if one not in {"auto", "inherit"}), ""):
            item.set(_LINE, line)


_STEP = re.compile(r"url\([^)]*\)|[\w-]+\((?:[^()]|\([^()]*\))*\)")
_AROUND = ("transform", "opacity", "clip-path", "mask", "style")
"""What comes after a filter, or says where its steps are reckoned."""


def _step_by_step(tree: Tree) -> None:
    """Draw each step of a filter around the one before: it takes the room of one for that of all."""
    filtered = [one for one in tree.iter("*") if "url(" in one.get("filter", "")]
    for item in filtered:
        first, *others = _STEP.findall(item.get("filter", ""))
        parent = item.getparent()
        if not others or parent is None or item.tag in _PARTS:
            continue
        place, around = parent.index(item), {}
        for key in _AROUND:
            if key in item.attrib:
                around[key] = str(item.attrib.pop(key))
        item.set("filter", first)
        inner = item
        for step in others:
            group = etree.Element(f"{{{SVG}}}g", {"filter": step})
            group.append(inner)
            inner = group
        for key, value in around.items():
            inner.set(key, value)
        parent.insert(place, inner)


def _shift_inside(text: Tree) -> None:
    """Say of a part of a text how far it is raised: it knows that of no whole text."""
    parts = list(text)
    span = etree.SubElement(text, f"{{{SVG}}}tspan")
    span.set("baseline-shift", str(text.attrib.pop("baseline-shift")))
    span.text, text.text = text.text, None
    span.extend(parts)
