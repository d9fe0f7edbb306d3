"""How many cards of figures stand side by side, wherever they stand.

In: the cards as XHTML, and the room of their place. Out: the number, as a property that the
theme's sheet sets the grid by.
"""

from __future__ import annotations

from types import MappingProxyType

from bulletin.theming.models import PageSettings
from bulletin.xhtml import Element

_MOST = 4
_GAP = 5
_WIDTHS = MappingProxyType({"": 33, "long": 42, "longer": 54, "longest": 69})
"""What a card takes that holds a figure of some length (a class of `xhtml/figures.py`), in mm."""


def count_cards(made: Element, settings: PageSettings, columns: int, inside: int) -> None:
    """As many side by side as have room for their figures: no figure is broken in two.

    `columns`: of the text that they stand in, 1 where they span them; `inside` so many boxes.
    """
    narrow = inside or columns > 1
    room = settings.room("figure" if narrow else "wide", columns, inside=inside).width
    for grid in made.iter("ul"):
        length = grid.get("class", "").removeprefix("stats-grid").strip()
        count = int((room + _GAP) // (_WIDTHS[length] + _GAP))
        grid.set("style", f"--cards:{min(max(count, 1), _MOST)}")
