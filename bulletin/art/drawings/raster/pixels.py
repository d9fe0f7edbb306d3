"""A drawing as pixels, for what cannot show it as lines.

In: a drawing that was accepted. Out: a picture, drawn by resvg from the drawing alone: with
faces that we bring, so that another machine draws the same.
"""

from __future__ import annotations

import base64
import io
import math
from typing import TYPE_CHECKING

from lxml import etree
from PIL import Image

from bulletin.art.drawings.cleaning.embedded import DRAWING
from bulletin.art.drawings.effects import MOST, area_of
from bulletin.art.drawings.raster.level import level_filters
from bulletin.art.drawings.raster.resvg import as_browsers
from bulletin.art.drawings.raster.tiles import round_tiles
from bulletin.art.drawings.text.lettering import letter
from bulletin.art.drawings.tree import HREF, Tree, view_box
from bulletin.art.drawings.verdicts import Drawing
from bulletin.art.drawings.vocabulary import SVG
from bulletin.formats.data_urls import data_url

if TYPE_CHECKING:
    import numpy as np

MAX_PIXELS = 25_000_000
"""Three times a page of A4 at 300 dots an inch."""


def rasterised(drawing: Drawing, scale: float) -> Image.Image:
    """The drawing in pixels, `scale` times its size, or as large as is bearable.

    Mode RGB where no part of it is transparent, else RGBA.
    """
    tree = _parsed(drawing.data)
    scale = min(scale, math.sqrt(MAX_PIXELS / (drawing.width * drawing.height)))
    if effects := area_of(tree, drawing.width, drawing.height):
        scale = min(scale, math.sqrt(MOST / effects))  # at least 1, for no other is accepted
    _prepare(tree)
    round_tiles(tree, scale, scale * max(drawing.width, drawing.height))
    sheet = _sheet(tree, drawing, scale)
    return _merged(*(_drawn(sheet, ground) for ground in ("#ffffff", "#000000")))


_EMBEDDED = f"data:{DRAWING};base64,"


def _prepare(tree: Tree) -> None:
    """Say all so that resvg draws it as browsers do, in drawings inside the drawing too."""
    as_browsers(tree)
    letter(tree)
    level_filters(tree)
    for image in tree.iter(f"{{{SVG}}}image", f"{{{SVG}}}feImage"):
        if (address := image.get(HREF, "")).startswith(_EMBEDDED):
            inner = _parsed(base64.b64decode(address.removeprefix(_EMBEDDED)))
            _prepare(inner)
            image.set(HREF, data_url(DRAWING, etree.tostring(inner)))


def _parsed(data: bytes) -> Tree:
    return etree.fromstring(data, etree.XMLParser(huge_tree=True))


def _sheet(tree: Tree, drawing: Drawing, scale: float) -> Tree:
    """The drawing on a ground that is a whole number of dots wide and high."""
    size = {"width": str(drawing.width), "height": str(drawing.height)}
    for key, value in size.items():
        tree.set(key, value)
    if "preserveAspectRatio" not in tree.attrib and _fits(tree, drawing):
        tree.set("preserveAspectRatio", "none")  # or a thin edge would be half transparent
    sheet = etree.Element(f"{{{SVG}}}svg", {"preserveAspectRatio": "none"})
    sheet.set("width", str(max(1, round(drawing.width * scale))))
    sheet.set("height", str(max(1, round(drawing.height * scale))))
    sheet.set("viewBox", f"0 0 {drawing.width} {drawing.height}")
    etree.SubElement(sheet, f"{{{SVG}}}rect", size)
    apart = etree.SubElement(sheet, f"{{{SVG}}}g", {"style": "isolation:isolate"})
    apart.append(tree)
    return sheet


def _fits(tree: Tree, drawing: Drawing) -> bool:
    """Whether the drawing has the proportions of its frame, but for the rounding of that."""
    box = view_box(tree)
    if box is None:
        return False
    _, _, width, height = box
    across = abs(width / height * drawing.height - drawing.width)
    return min(across, across * height / width) < 1


def _drawn(sheet: Tree, ground: str) -> np.ndarray:
    """The drawing on a ground: in its PNG, vl-convert spoils colours that one sees through."""
    import numpy as np  # noqa: PLC0415, heavy
    import vl_convert  # noqa: PLC0415, heavy

    sheet[0].set("fill", ground)
    data = vl_convert.svg_to_png(etree.tostring(sheet, encoding="unicode"), scale=1)
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        return np.asarray(image.convert("RGB"), dtype=np.int32)


def _merged(on_white: np.ndarray, on_black: np.ndarray) -> Image.Image:
    """What stands on both grounds, and how far one sees through it."""
    import numpy as np  # noqa: PLC0415, heavy

    opaque = 255 - np.clip(on_white - on_black, 0, 255).max(axis=2)
    if opaque.min() == 255:  # noqa: PLR2004, all of it
        return Image.fromarray(on_white.astype(np.uint8), "RGB")
    share = np.maximum(opaque, 1)[:, :, None]
    colours = np.clip((on_black * 255 + share // 2) // share, 0, 255)
    colours[opaque == 0] = 255  # white: what draws a page mixes it into the edges
    return Image.fromarray(np.dstack([colours, opaque]).astype(np.uint8), "RGBA")
