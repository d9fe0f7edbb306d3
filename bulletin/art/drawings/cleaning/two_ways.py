"""What browsers and other programs draw in two ways, though all of them know it.

In: an element as it is made, and its name. Out: the attributes that do so; "" is the element itself.
"""

import re
from collections.abc import Callable, Collection, Sequence

from tinycss2.color5 import parse_color

from bulletin.art.drawings.cleaning.otherwise import STEADY
from bulletin.art.drawings.geometry.lengthwise import unit_of
from bulletin.art.drawings.tree import HREF, URL, Tree, said_around
from bulletin.art.drawings.vocabulary import GRADIENTS, SHAPES, SVG

_TWO_WAYS = {
    "direction": "rtl",
    "vector-effect": STEADY,
    "font-variant": "small-caps",
    "display": "contents",
    "writing-mode": "sideways-rl",
    **dict.fromkeys(("in", "in2"), "FillPaint StrokePaint"),
    "text-decoration": "wavy dotted dashed double",
}
"""Attributes, and the words in them that matter."""
_DRAWN_IN = "data:image/svg"
_MARKER = f"{{{SVG}}}marker"
_CLOSABLE = (f"{{{SVG}}}path", f"{{{SVG}}}polygon")
_OFFSET = f"{{{SVG}}}feOffset"


def drawn_in_two_ways(made: Tree, name: str) -> list[str]:
    """The names of an element's attributes that programs draw in two ways."""
    told = [key for key, odd in _TWO_WAYS.items() if {*made.get(key, "").split()} & {*odd.split()}]
    return told + [key for key, names, differs in _ODD if name in names and differs(made)]


def _is_unmeasured(shape: Tree) -> bool:
    """Whether dashes are measured by a shape of which nobody can tell how long it is."""
    dashed = "pathLength" in shape.attrib and said_around(shape, "stroke-dasharray") != "none"
    return dashed and not unit_of(shape)


def _mixes_light(item: Tree) -> bool:
    """Whether colours are mixed by their light, which some programs do and others do not."""
    return said_around(item, "color-interpolation") == "linearRGB"


def _is_tiled_aside(tile: Tree) -> bool:
    """Whether tiles are of what was moved, which some programs cut out elsewhere."""
    before = tile.getprevious()
    named = (
        one for one in tile.itersiblings(preceding=True) if one.get("result") == tile.get("in")
    )
    source = next(named, before) if "in" in tile.attrib else before
    return source is not None and source.tag == _OFFSET


def _marks_arcs(path: Tree) -> bool:
    """Whether markers stand between the parts in which some programs draw an arc."""
    return said_around(path, "marker-mid") != "none" and "a" in path.get("d", "").lower()


def turned_at_closing(tree: Tree) -> str:
    """A marker that turns with a shape where that begins and closes; "" where there is none.

    Programs turn it towards the first line or between both. In: a tree whose pointers lead somewhere.
    """
    turning = {item.get("id") for item in tree.iter(_MARKER) if "auto" in item.get("orient", "")}
    for shape in tree.iter(*_CLOSABLE) if turning else ():
        outline = shape.get("d", "z").lower()
        for key in ("marker-start", "marker-mid"):
            said = said_around(shape, key)
            closes = "z" in outline and (key == "marker-start" or outline.count("m") > 1)
            if closes and set(URL.findall(said)) & turning:
                return f'{key}="{said[:40]}"'
    return ""


def _is_masked(mask: Tree) -> bool:
    return mask.get("mask", "none") != "none"


def _is_cut(image: Tree) -> bool:
    """Whether a picture is a drawing, and cut off at its edges."""
    drawing = image.get(HREF, "").startswith(_DRAWN_IN)
    return drawing and "slice" in image.get("preserveAspectRatio", "")


def _begins_aside(gradient: Tree) -> bool:
    """Whether a gradient begins at a ring, and is not even on all sides."""
    ring = re.fullmatch(r"0*\.?0*%?", gradient.get("fr", "")) is None
    return ring and bool({"fx", "fy"} & set(gradient.attrib))


def _is_tinted(light: Tree) -> bool:
    """Whether a light has a colour, which programs take for one of two kinds of red, green, blue."""
    around = (light, *light.iterancestors())
    spaces = (item.get("color-interpolation-filters") for item in around)
    if next((str(space) for space in spaces if space), "") == "sRGB":
        return False
    said = light.get("lighting-color", "white")
    found = parse_color(said)
    return found not in {None, "currentcolor"} and len({*found.coordinates}) > 1


_Differs = Callable[[Tree], bool]
_ODD: Sequence[tuple[str, Collection[str], _Differs]] = (
    ("fr", {"radialGradient"}, _begins_aside),
    ("lighting-color", {"feDiffuseLighting", "feSpecularLighting"}, _is_tinted),
    ("pathLength", SHAPES, _is_unmeasured),
    ("color-interpolation", GRADIENTS | {"mask"}, _mixes_light),
    ("", {"feTile"}, _is_tiled_aside),
    ("marker-mid", {"path"}, _marks_arcs),
    ("mask", {"mask"}, _is_masked),
    ("preserveAspectRatio", {"image", "feImage"}, _is_cut),
)
"""Attributes, the elements that have them, and when they are drawn in two ways."""
