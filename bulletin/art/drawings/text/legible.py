"""How wide a drawing has to be shown for its words to be read.

In: a drawing that was accepted. Out: a width in CSS pixels.
"""

import math
from collections.abc import Iterator

from lxml import etree

from bulletin.art.drawings.geometry.lengths import font_size_of
from bulletin.art.drawings.geometry.strokes import scale_around
from bulletin.art.drawings.text.lettering import line_of
from bulletin.art.drawings.verdicts import Drawing
from bulletin.art.drawings.vocabulary import SVG, TEXTS

LEGIBLE = 8.0
"""The size of letters that most people can read on a telephone, in CSS pixels."""


def legible_width(drawing: Drawing) -> int:
    """The width below which half of a drawing's letters are too small; 0 where it has none."""
    sizes = list(_sizes(drawing))
    half = sum(count for _, count in sizes) / 2
    for size, count in sorted(sizes):
        half -= count
        if half <= 0:
            return math.ceil(LEGIBLE / size * drawing.width)
    return 0


def letters_of(drawing: Drawing) -> int:
    """How many letters a drawing has."""
    return sum(count for _, count in _sizes(drawing))


def _sizes(drawing: Drawing) -> Iterator[tuple[float, int]]:
    """The sizes of a drawing's letters, and how many there are of each."""
    tree = etree.fromstring(drawing.data, etree.XMLParser(huge_tree=True))
    for item in tree.iter(*(f"{{{SVG}}}{name}" for name in TEXTS)):
        words = "".join((item.text or "", *(child.tail or "" for child in item)))
        size = font_size_of(item) * scale_around(line_of(item), tree)
        if words.strip() and math.isfinite(size) and size > 0:
            yield size, len(words.strip())
