"""Drawings (SVG): judged, written anew of what is allowed, and turned into pixels.

In: a file as Inkscape, Illustrator, draw.io, PowerPoint or Excel wrote it. Out: its faults
with their lines, or a `Drawing`.
"""

from __future__ import annotations

from bulletin.art.drawings.faults import Fault
from bulletin.art.drawings.judgement import Drawing, Judgement, judged, judgement_of, read
from bulletin.art.drawings.pixels import rasterised

__all__ = ["Drawing", "Fault", "Judgement", "judged", "judgement_of", "rasterised", "read"]
