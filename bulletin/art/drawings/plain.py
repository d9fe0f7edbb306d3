"""Whether WeasyPrint draws a drawing as browsers do.

In: a cleaned tree. Out: yes or no. It draws less of SVG than others and says nothing, so this
is a list of what was compared and found alike; all else goes onto paper as a picture.
"""

import math
import re

from bulletin.art.drawings.tree import Tree, local
from bulletin.art.drawings.vocabulary import GRADIENTS, NUMBER, SHAPES, SVG

_DRAWN = SHAPES | GRADIENTS | {"svg", "g", "defs", "title", "desc", "stop", "clipPath"}

_N = r"(?>[-+]?(?:\d{1,6}(?!\d)(?:\.\d*)?|\.\d+))"
_NUMBER = re.compile(rf"\s*{_N}(?:e-?\d)?\s*")
_LONG = re.compile(r"\s*\+?(?:\d{1,6}(?:\.\d*)?|\.\d+)\s*")
_SHARE = re.compile(r"\s*(?:\d{1,6}(?:\.\d*)?|\.\d+)%?\s*")
_ONE = re.compile(r"1(?:\.0*)?")
_WORD = re.compile(r"[a-zA-Z-]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|rgba?\([^()]*\)")
_OPAQUE = re.compile(
    r"#(?:[\da-f]{3}){1,2}|(?!transparent)[a-z]+|rgb\([^(),/]*(?:,[^(),/]*){0,2}\)", re.IGNORECASE
)
_FILL = re.compile(rf"{_COLOUR.pattern}|url\(#[\w.-]+\)")
_PLACE = re.compile(r"none|url\(#[\w.-]+\)")
_TRANSFORM = re.compile(
    rf"\s*(?>(?:translate|scale|rotate|matrix|skewX|skewY)\(\s*{_N}(?>e-\d+)?"
    rf"(?>(?:,|\s)\s*,?\s*{_N}(?>e-\d+)?)*\s*\)[\s,]*)*"
)
_PATH = re.compile(rf"(?>[MmLlHhVvCcSsQqTtAaZz]|{_N}(?!e)|[\s,])*")
_POINTS = re.compile(rf"\s*(?>{_N}(?:\s*,\s*|\s+|$))*")
_BOX = re.compile(rf"\s*(?>{_N}(?:\s*,\s*|\s+|$)){{4}}")
_ANY = re.compile(r".*", re.DOTALL)
_KEPT_RATIO = re.compile(r"\s*xM(in|id|ax)YM(in|id|ax)(\s+meet)?\s*")

_FORMS: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy"), _NUMBER),
    **dict.fromkeys(("width", "height", "rx", "ry", "r", "stroke-width"), _LONG),
    **dict.fromkeys(("fx", "fy", "stroke-miterlimit"), _NUMBER),
    **dict.fromkeys(("opacity", "fill-opacity"), _NUMBER),
    **dict.fromkeys(("stroke-opacity", "stop-opacity"), _ONE),
    "offset": _SHARE,
    "fill": _FILL,
    **dict.fromkeys(("stroke", "stop-color", "color"), _OPAQUE),
    "clip-path": _PLACE,
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
    if _takes_colours(tree):
        return False
    for item in tree.iter("*"):
        name = local(item)
        if name not in _DRAWN or (name == "svg" and item is not tree):
            return False
        if not all(_reads(str(key), str(value)) for key, value in item.attrib.items()):
            return False
        if not _simple(item, name):
            return False
    return True


def _takes_colours(tree: Tree) -> bool:
    """Whether a part takes its colour from another than the whole drawing has: it passes over it."""
    said = [item for item in tree.iter("*") if "currentColor" in item.attrib.values()]
    own = any("color" in item.attrib for item in tree.iterdescendants("*"))
    return bool(said) and (own or any("stop-color" in item.attrib for item in said))


_POINT = re.compile(rf"[Mm]\s*{_N}[\s,]*{_N}\s*[zZ]")
"""A path of one point, which has caps."""
_STAY = re.compile(r"[hv][\s,]*[-+]?0+(?:\.0*)?(?![\d.])")
"""A step of no length, which has caps too."""
_ARCS = re.compile(r"[Aa]([^A-Za-z]*)")
_ARC = re.compile(rf"[\s,]*({_N})[\s,]*({_N})[\s,]*{_N}[\s,]*[01][\s,]*[01][\s,]*{_N}[\s,]*{_N}")


def _reads(key: str, value: str) -> bool:
    form = _FORMS.get(key)
    if form is None or form.fullmatch(value) is None:
        return False
    if key == "d" and (_POINT.search(value) or _STAY.search(value) or _is_flat_arc(value)):
        return False
    return "ransform" not in key or not _flat(value)


def _is_flat_arc(path: str) -> bool:
    """Whether a path has an arc without a radius, which is a straight line."""
    arcs = (arc for found in _ARCS.findall(path) for arc in _ARC.findall(found))
    return any(float(radius) <= 0 for arc in arcs for radius in arc)


def _flat(transform: str) -> bool:
    """Whether a transform leaves nothing to be seen, as far as can be told at a glance."""
    return bool(
        re.search(r"scale\([^)]*(?<![\d.])[-+]?(?:0+\.?0*|\.0+)(?![\d.])", transform)
    ) or any(_determinant(found) == 0 for found in re.findall(r"matrix\(([^)]*)\)", transform))


def _determinant(arguments: str) -> float:
    a, b, c, d, *_ = (float(n) for n in re.findall(NUMBER, arguments))
    return a * d - b * c


def _simple(item: Tree, name: str) -> bool:
    """Whether an element is none of those that it draws in another way."""
    if name == "clipPath":
        shapes = list(item)
        alone = len(shapes) == 1 and local(shapes[0]) in SHAPES
        bare = alone and not {"transform", "clip-path"} & set(shapes[0].attrib)
        around = (shapes[0], *shapes[0].iterancestors()) if alone else ()
        bare = bare and {one.get("clip-rule") for one in around} <= {None, "nonzero"}
        units = item.get("clipPathUnits", "userSpaceOnUse") == "userSpaceOnUse"
        return bool(bare and units and "transform" not in item.attrib)
    if name in GRADIENTS:
        return _even(item, linear=name == "linearGradient")
    if name == "line":
        return any(item.get(f"{key}1", "0") != item.get(f"{key}2", "0") for key in "xy")
    if name == "ellipse":
        return {"rx", "ry"} <= set(item.attrib)
    if name == "svg":
        return item.get("viewBox") is not None and "transform" not in item.attrib
    return item.get("color-interpolation", "sRGB") in {"sRGB", "auto"}


def _even(gradient: Tree, *, linear: bool) -> bool:
    """Whether a gradient has ends, and goes from one stop to the next between them."""
    get, fixed = gradient.get, gradient.get("gradientUnits") == "userSpaceOnUse"
    if _points(gradient, "x1", "0%") == _points(gradient, "x2", "100%") and (
        _points(gradient, "y1", "0%") == _points(gradient, "y2", "0%")
    ):
        return False
    if "gradientTransform" in gradient.attrib or get("spreadMethod", "pad") != "pad":
        return False
    stops = list(gradient.iter(f"{{{SVG}}}stop"))
    places = [_share(stop.get("offset", "0")) for stop in stops]
    if places != sorted(places) or any(stop.get("stop-opacity", "1") != "1" for stop in stops):
        return False
    if linear:
        return not fixed or "x2" in gradient.attrib
    return fixed and {"cx", "cy", "r"} <= set(gradient.attrib) and _focused(gradient)


def _focused(gradient: Tree) -> bool:
    """Whether a radial gradient has a radius, and its focus within."""
    cx, cy = _points(gradient, "cx", "50%"), _points(gradient, "cy", "50%")
    fx, fy = _points(gradient, "fx", f"{cx}"), _points(gradient, "fy", f"{cy}")
    return math.hypot(fx - cx, fy - cy) < _points(gradient, "r", "50%")


def _share(said: str) -> float:
    return float(said.rstrip("%")) / (100 if said.endswith("%") else 1)


def _points(item: Tree, key: str, otherwise: str) -> float:
    return float((item.get(key) or otherwise).strip().rstrip("%"))
