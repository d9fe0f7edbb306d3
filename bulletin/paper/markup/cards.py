"""How many cards of figures, or pictures, stand side by side, wherever they stand.

In: the cards as XHTML, or a gallery's columns, and the room of their place. Out: the number; that
of cards as a property that the theme's sheet sets the grid by.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from bulletin.theming.models import ColumnSpace, PageSettings
from bulletin.xhtml import Element

_MOST = 4
_GAP = 5
_WIDTHS = MappingProxyType({"": 33, "long": 42, "longer": 54, "longest": 69})
"""What a card takes that holds a figure of some length (a class of `xhtml/figures.py`), in mm."""


def count_cards(made: Element, settings: PageSettings, space: ColumnSpace) -> None:
    """As many side by side as have room for their figures: no figure is broken in two.

    All rows hold as many, so that none of them leaves a hole where one card would have room.
    """
    narrow = space.boxes or space.columns > 1
    room = settings.room("figure" if narrow else "wide", space).width
    for grid in made.iter("ul"):
        length = grid.get("class", "").removeprefix("stats-grid").strip()
        count = min(max(int((room + _GAP) // (_WIDTHS[length] + _GAP)), 1), _MOST)
        rows = -(-len(grid) // count) or 1
        grid.set("style", f"--cards:{-(-len(grid) // rows) or 1}")


_LEAST = 22.0
"""Millimetres that a picture of a gallery is wide at the least."""


def side_by_side(wanted: int, settings: PageSettings, space: ColumnSpace) -> int:
    """The pictures of a gallery in a row: no more than can be seen there."""
    for across in range(wanted, 1, -1):
        if settings.room("gallery", replace(space, across=across)).width >= _LEAST:
            return across
    return 1
