"""Shadows behind letters (CSS Text Decoration 4, 5), as filters cast them.

In: an element of text as it is made, and what `text-shadow` says. Out: a `<filter>`, or None where
browsers cast them in another way than filters do.
"""

import re

import tinycss2
from lxml import etree

from bulletin.art.drawings.css.arguments import Token, parted
from bulletin.art.drawings.css.colours import colour
from bulletin.art.drawings.geometry.lengths import font_size_of, pixels
from bulletin.art.drawings.geometry.strokes import scale_around
from bulletin.art.drawings.tree import Tree, said_around, said_inside
from bulletin.art.drawings.vocabulary import NUMBER, SVG

_MOST = 12
"""Shadows of one text; a rim is drawn with eight."""
_EMS = re.compile(rf"({NUMBER})em")
_SEEN_THROUGH = re.compile(r"rgba\(|#(?:[\da-f]{4}){1,2}$", re.IGNORECASE)
_OTHERWISE = re.compile(r"stroke|opacity|rgba|shadow")
"""What parts of a text may say that makes their shadows others."""
_REGION = {"x": "-50%", "y": "-100%", "width": "200%", "height": "300%"}
_ALIKE = 0.02


def shadows_of(text: Tree, source: Tree, said: str) -> Tree | None:
    """The filter that casts the shadows of a text; the first of them lies on top."""
    parts = parted(tinycss2.parse_component_value_list(said))
    if len(parts) > _MOST or not _is_filled(text, source):
        return None
    made = etree.Element(f"{{{SVG}}}filter", {**_REGION, "color-interpolation-filters": "sRGB"})
    for number, part in enumerate(parts):
        if not _cast(made, text, part, f"s{number}"):
            return None
    merge = etree.SubElement(made, f"{{{SVG}}}feMerge")
    layers = [f"s{number}" for number in reversed(range(len(parts)))]
    for layer in (*layers, "SourceGraphic"):
        etree.SubElement(merge, f"{{{SVG}}}feMergeNode", {"in": layer})
    return made


def is_stretched(text: Tree) -> bool:
    """Whether a text is drawn larger or smaller than it says; browsers leave its shadow as it is."""
    scale = scale_around(text, text.getroottree().getroot())
    return not abs(scale - 1) < _ALIKE


def _is_filled(text: Tree, source: Tree) -> bool:
    """Whether letters are filled, opaquely and without a line: others cast two shadows, or darker ones."""
    once = said_around(text, "stroke") == "none" or text.get("fill") == "none"
    opaque = said_around(text, "fill-opacity") in {"none", "1"}
    seen_through = _SEEN_THROUGH.search(said_around(text, "fill"))
    return once and opaque and not seen_through and not _OTHERWISE.search(said_inside(source))


def _cast(made: Tree, text: Tree, part: list[Token], name: str) -> bool:
    """Add one shadow to a filter. Whether its lengths and its colour are known."""
    lengths = [_length(token, text) for token in part if _is_length(token)]
    colours = [colour(token) for token in part if not _is_length(token)] or ["currentColor"]
    known = [length for length in lengths if length is not None]
    if not 2 <= len(known) == len(lengths) <= 3 or len(colours) != 1 or not colours[0]:  # noqa: PLR2004, as CSS has them
        return False
    paint = colours[0]
    if paint == "currentColor":
        around = said_around(text, "color")
        paint = "black" if around == "none" else around
    for step, attributes in (
        ("feOffset", {"in": "SourceAlpha", "dx": f"{known[0]:.6g}", "dy": f"{known[1]:.6g}"}),
        ("feGaussianBlur", {"stdDeviation": f"{sum(known[2:]) / 2:.6g}", "result": f"{name}a"}),
        ("feFlood", {"flood-color": paint}),
        ("feComposite", {"in2": f"{name}a", "operator": "in", "result": name}),
    ):
        etree.SubElement(made, f"{{{SVG}}}{step}", attributes)
    return True


def _is_length(token: Token) -> bool:
    return token.type in {"number", "dimension", "percentage"}


def _length(token: Token, text: Tree) -> float | None:
    said = str(token.serialize()).lower()
    if found := _EMS.fullmatch(said):
        return float(found[1]) * font_size_of(text)
    return pixels(said) if token.type == "dimension" or float(token.value) == 0 else None
