"""What resvg draws in another way than browsers, said so that it draws it as they do.

In: the tree of a drawing that was accepted, to be drawn by resvg alone. Out: the same tree, changed.
"""

from __future__ import annotations

from bulletin.art.drawings.anchors import anchor_as_browsers, fade_letters
from bulletin.art.drawings.faults import Tree

_SHIFTS = {"sub": "-0.56em", "super": "0.56em"}
"""Half of what Liberation Sans rises above and reaches below its line (Blink, `baseline-shift`)."""
_SHARP = {"pixelated", "crisp-edges"}


def as_browsers(tree: Tree) -> None:
    """Say it so in all of a tree."""
    for item in tree.iter("*"):
        if shift := _SHIFTS.get(item.get("baseline-shift", "")):
            item.set("baseline-shift", shift)
        if item.get("image-rendering") in _SHARP:
            item.set("image-rendering", "optimizeSpeed")
    fade_letters(tree)
    anchor_as_browsers(tree)
