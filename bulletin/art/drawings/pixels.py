"""A drawing as pixels, for what cannot show it as lines.

In: a drawing that was accepted. Out: a PNG, drawn by resvg from the drawing alone: with the
face that vl-convert brings, so that another machine draws the same.
"""

from __future__ import annotations

import math
import re

from lxml import etree

from bulletin.art.drawings.judgement import Drawing
from bulletin.art.drawings.vocabulary import TEXTS

MAX_PIXELS = 60_000_000
_FACE = "Liberation Sans"
"""The one face in vl-convert; it has the widths of Arial, and every Vietnamese letter."""


def rasterised(drawing: Drawing, scale: float) -> bytes:
    """The drawing as PNG, `scale` times its size in CSS pixels, or as large as is bearable."""
    import vl_convert  # noqa: PLC0415, heavy

    most = math.sqrt(MAX_PIXELS / (drawing.width * drawing.height))
    return bytes(vl_convert.svg_to_png(_set_in_face(drawing.data), scale=min(scale, most)))


def _set_in_face(data: bytes) -> str:
    text = data.decode()
    if not any(f"<{name}" in text for name in TEXTS):
        return text
    tree = etree.fromstring(data)
    for item in tree.iter("*"):
        if item.get("font-family"):
            item.set("font-family", _FACE)
    tree.set("font-family", _FACE)
    return re.sub(r"\n$", "", etree.tostring(tree, encoding="unicode"))
