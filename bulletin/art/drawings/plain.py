"""Whether WeasyPrint draws a drawing as browsers do.

In: a cleaned tree. Out: yes or no. It draws less of SVG than others and says nothing, so this
is a list of what was compared and found alike; all else goes onto paper as a picture.
"""

from __future__ import annotations

import re

from bulletin.art.drawings.faults import Tree
from bulletin.art.drawings.references import local
from bulletin.art.drawings.values import NUMBER
from bulletin.art.drawings.vocabulary import GRADIENTS, SHAPES, SVG

_DRAWN = SHAPES | GRADIENTS | {"svg", "g", "defs", "title", "desc", "stop", "clipPath"}

_N = re.compile(NUMBER + "(px)?")
_NUMBER = re.compile(r"\s*[-+]?(\d{1,6}(\.\d*)?|\.\d+)(e-?\d)?\s*")
_SHARE = re.compile(r"\s*(\d{1,6}(\.\d*)?|\.\d+)%?\s*")
_WORD = re.compile(r"[a-zA-Z-]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|rgba?\([^()]*\)|url\(#[\w.-]+\)")
_TRANSFORM = re.compile(
    r"\s*((translate|scale|rotate|matrix|skewX|skewY)\(\s*[-+]?[\d.]+(e-\d+)?"
    r"(\s*[\s,]\s*[-+]?[\d.]+(e-\d+)?)*\s*\)\s*,?\s*)*"
)
_PATH = re.compile(r"\s*(([MmLlHhVvCcSsQqTtAaZz]|[-+]?(\d{1,6}(\.\d*)?|\.\d+)(e-?\d)?)[\s,]*)*")
_POINTS = re.compile(r"\s*([-+]?(\d{1,6}(\.\d*)?|\.\d+)(\s*,\s*|\s+|$))*")
_BOX = re.compile(r"\s*([-+]?\d{1,6}(\.\d*)?(\s*,\s*|\s+|$)){4}")
_ANY = re.compile(r".*", re.DOTALL)
_KEPT_RATIO = re.compile(r"\s*xM(in|id|ax)YM(in|id|ax)(\s+meet)?\s*")

_FORMS: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy"), _NUMBER),
    **dict.fromkeys(("width", "height", "rx", "ry", "r", "stroke-width"), _NUMBER),
    **dict.fromkeys(("fx", "fy", "stroke-miterlimit"), _NUMBER),
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"), _NUMBER),
    "offset": _SHARE,
    **dict.fromkeys(("fill", "stroke", "stop-color", "color"), _COLOUR),
    "clip-path": _COLOUR,
    "transform": _TRANSFORM,
    "gradientTransform": _TRANSFORM,
    "d": _PATH,
    "points": _POINTS,
    "viewBox": _BOX,
    "preserveAspectRatio": _KEPT_RATIO,
    **dict.fromkeys(("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin"), _WORD),
    **dict.fromkeys(("gradientUnits", "clipPathUnits", "spreadMethod"), _WORD),
    **dict.fromkeys(("shape-rendering", "color-interpolation", "overflow"), _WORD),
    **dict.fromkeys(("id", "role", "aria-label", "aria-labelledby", "aria-hidden"), _ANY),
    **dict.fromkeys(("{http://www.w3.org/XML/1998/namespace}lang", "lang"), _ANY),
    "{http://www.w3.org/XML/1998/namespace}space": _ANY,
    **dict.fromkeys(("font-size", "font-family", "font-weight", "font-style"), _ANY),
    **dict.fromkeys(("text-anchor", "text-rendering", "letter-spacing", "word-spacing"), _ANY),
}
"""Attributes that it reads, with the spellings that it reads rightly. Those of text do nothing
where there is none."""


def is_plain(tree: Tree) -> bool:
    """Whether all of a drawing is of the kind that was compared."""
    for item in tree.iter("*"):
        name = local(item)
        if name not in _DRAWN or (name == "svg" and item is not tree):
            return False
        if not all(_reads(str(key), str(value)) for key, value in item.attrib.items()):
            return False
        if not _simple(item, name):
            return False
    return True


def _reads(key: str, value: str) -> bool:
    form = _FORMS.get(key)
    return form is not None and form.fullmatch(value) is not None


def _simple(item: Tree, name: str) -> bool:
    """Whether an element is none of those that it draws in another way."""
    if name == "clipPath":
        shapes = list(item)
        alone = len(shapes) == 1 and local(shapes[0]) in SHAPES
        bare = alone and not {"transform", "clip-path", "clip-rule"} & set(shapes[0].attrib)
        units = item.get("clipPathUnits", "userSpaceOnUse") == "userSpaceOnUse"
        return bool(bare and units and "transform" not in item.attrib)
    if name in GRADIENTS:
        linear = name == "linearGradient"
        fixed = item.get("gradientUnits") == "userSpaceOnUse"
        even = item.get("spreadMethod", "pad") == "pad"
        opaque = all(s.get("stop-opacity", "1") == "1" for s in item.iter(f"{{{SVG}}}stop"))
        return even and opaque and (linear or fixed) and "gradientTransform" not in item.attrib
    if name == "svg":
        return item.get("viewBox") is not None and "transform" not in item.attrib
    return item.get("color-interpolation", "sRGB") in {"sRGB", "auto"}
