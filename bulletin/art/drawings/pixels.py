"""A drawing as pixels, for what cannot show it as lines.

In: a drawing that was accepted. Out: a picture, drawn by resvg from the drawing alone: with
the face that vl-convert brings, so that another machine draws the same.
"""

from __future__ import annotations

import io
import math

import numpy as np
from lxml import etree
from PIL import Image

from bulletin.art.drawings.faults import Tree
from bulletin.art.drawings.judgement import Drawing
from bulletin.art.drawings.vocabulary import SVG

MAX_PIXELS = 25_000_000
"""Three times a page of A4 at 300 dots an inch."""
_FACE = "Liberation Sans"
"""The one face in vl-convert; it has the widths of Arial, and every Vietnamese letter."""


def rasterised(drawing: Drawing, scale: float) -> Image.Image:
    """The drawing in pixels, `scale` times its size, or as large as is bearable.

    Mode RGB where no part of it is transparent, else RGBA.
    """
    most = math.sqrt(MAX_PIXELS / (drawing.width * drawing.height))
    tree = etree.fromstring(drawing.data, etree.XMLParser(huge_tree=True))
    for item in tree.iter("*"):
        if item.get("font-family"):
            item.set("font-family", _FACE)
    on_white = _drawn(tree, drawing, "#ffffff", min(scale, most))
    on_black = _drawn(tree, drawing, "#000000", min(scale, most))
    return _merged(on_white, on_black)


def _drawn(tree: Tree, drawing: Drawing, ground: str, scale: float) -> np.ndarray:
    """The drawing on a ground: in its PNG, vl-convert spoils colours that one sees through."""
    import vl_convert  # noqa: PLC0415, heavy

    size = {"width": str(drawing.width), "height": str(drawing.height)}
    sheet = etree.Element(f"{{{SVG}}}svg", size | {"font-family": _FACE})
    etree.SubElement(sheet, f"{{{SVG}}}rect", size | {"fill": ground})
    apart = etree.SubElement(sheet, f"{{{SVG}}}g", {"style": "isolation:isolate"})
    apart.append(tree)
    for key, value in size.items():
        tree.set(key, value)
    data = vl_convert.svg_to_png(etree.tostring(sheet, encoding="unicode"), scale=scale)
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        return np.asarray(image.convert("RGB"), dtype=np.int32)


def _merged(on_white: np.ndarray, on_black: np.ndarray) -> Image.Image:
    """What stands on both grounds, and how far one sees through it."""
    opaque = 255 - np.clip(on_white - on_black, 0, 255).max(axis=2)
    if opaque.min() == 255:  # noqa: PLR2004, all of it
        return Image.fromarray(on_white.astype(np.uint8), "RGB")
    share = np.maximum(opaque, 1)[:, :, None]
    colours = np.clip((on_black * 255 + share // 2) // share, 0, 255)
    return Image.fromarray(np.dstack([colours, opaque]).astype(np.uint8), "RGBA")
