"""Drawings (SVG): judged, written anew of what is allowed, and turned into pixels.

In: a file as Inkscape, Illustrator, draw.io, PowerPoint or Excel wrote it. Out: its faults
with their lines, or a `Drawing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin.art.drawings.accepted import judged, read
from bulletin.art.drawings.faults import Fault
from bulletin.art.drawings.verdicts import Drawing, Judgement

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Drawing", "Fault", "Judgement", "judged", "judgement_of", "rasterised", "read"]


def judgement_of(data: bytes) -> Judgement:
    """The judgement on the bytes of a drawing."""
    from bulletin.art.drawings import judgement  # noqa: PLC0415, heavy, and what it says is kept

    return judgement.judgement_of(data)


def rasterised(drawing: Drawing, scale: float) -> Image:
    """A drawing in pixels: see `raster.pixels.rasterised`."""
    from bulletin.art.drawings.raster import pixels  # noqa: PLC0415, as above

    return pixels.rasterised(drawing, scale)
