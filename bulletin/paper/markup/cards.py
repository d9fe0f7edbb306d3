"""How many cards of figures, or pictures, stand side by side, wherever they stand.

In: the cards as XHTML, or a gallery's columns, and the room of their place. Out: the number; that
of cards as a property that the theme's sheet sets the grid by. Upright and wide photographs in one
gallery stand in rows of one height each.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from bulletin.formats.element_text import text_within
from bulletin.theming.models import ColumnSpace, PageSettings, Room
from bulletin.xhtml import Element
from bulletin.xhtml.elements import add_class

_MOST = 4
_GAP = 5
_MUCH = 300
"""Letters of a card that would fill its column for a third of a page."""
_WIDTHS = MappingProxyType({"": 33, "long": 42, "longer": 54, "longest": 69})
"""What a card takes that holds a figure of some length (a class of `xhtml/figures.py`), in mm."""


def count_cards(made: Element, settings: PageSettings, space: ColumnSpace) -> None:
    """As many side by side as have room for their figures: no figure is broken in two.

    All rows hold as many, so that none of them leaves a hole where one card would have room. Cards
    of much text stand below each other: WeasyPrint sets no row of a grid that is taller than a page.
    """
    narrow = space.boxes or space.columns > 1
    room = settings.room("figure" if narrow else "wide", space).width
    for grid in made.iter("ul"):
        length = grid.get("class", "").removeprefix("stats-grid").strip()
        count = min(max(int((room + _GAP) // (_WIDTHS[length] + _GAP)), 1), _MOST)
        grid.set("style", f"--cards:{shared_out(len(grid), count)}")
        if any(len(text_within(card)) > _MUCH for card in grid):
            add_class(grid, "listed")


def shared_out(number: int, most: int) -> int:
    """How many stand in a row, so that no row has many and the last one alone."""
    rows = -(-number // most) or 1
    return -(-number // rows) or 1


_LEAST = 22.0
"""Millimetres that a picture of a gallery is wide at the least."""


def side_by_side(wanted: int, settings: PageSettings, space: ColumnSpace) -> int:
    """The pictures of a gallery in a row: no more than can be seen there."""
    for across in range(wanted, 1, -1):
        if settings.room("gallery", replace(space, across=across)).width >= _LEAST:
            return across
    return 1


def in_rows(
    ratios: Sequence[float], most: int, settings: PageSettings, space: ColumnSpace
) -> tuple[int, list[Room]]:
    """How many pictures stand in a row of one height, and their places: none if that is too little.

    `ratios` are their widths to their heights, `most` how many a row has at the most.
    """
    room, wide = settings.room("gallery", space), settings.room("wide", space)
    shapes = [min(max(ratio, 0.5), 3.0) for ratio in ratios]  # what is longer is cut
    for count in range(most if shapes else 1, 1, -1):
        across = shared_out(len(shapes), count)
        places: list[Room] = []
        for start in range(0, len(shapes), across):
            row = shapes[start : start + across]
            high = (room.width - settings.gutter * (len(row) - 1)) / sum(row)
            above = places[-1:] if len(row) < across else []
            high = min(high, *(one.height for one in above or (room, wide)))
            places += (Room(width=high * one, height=high, cut=True) for one in row)
        if min(place.width for place in places) >= _LEAST:
            return across, places
    return most, []


def set_in_rows(gallery: Element, places: Sequence[Room], across: int, gap: float) -> None:
    """Set the pictures of a gallery in these places: in one grid, which goes on on the next page.

    Its columns are those between any two edges of pictures; `gap` is beside each, in millimetres.
    """
    spots: list[tuple[float, float]] = []
    for number, place in enumerate(places):
        start = spots[-1][1] + gap if number % across else 0.0
        spots.append((start, round(start + place.width, 2)))
    edges = sorted({edge for spot in spots for edge in spot})
    widths = " ".join(f"{after - before:.2f}mm" for before, after in pairwise(edges))
    gallery[0].set("style", f"grid-template-columns:{widths};column-gap:0")
    for number, (made, spot) in enumerate(zip(gallery[0], spots, strict=True)):
        start, end = (edges.index(edge) + 1 for edge in spot)
        made.set("style", f"grid-column:{start}/{end};grid-row:{number // across + 1}")
