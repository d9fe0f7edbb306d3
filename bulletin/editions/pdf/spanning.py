"""What stands across both columns of an article: what would be too small in one.

In: a block. Out: whether it spans.
"""

from __future__ import annotations

from bulletin.document import (
    Block,
    Chart,
    Compare,
    Figure,
    Gallery,
    Media,
    Progress,
    Row,
    Stats,
    Table,
    Timeline,
)
from bulletin.editions.pdf.settings import PageSettings

_CARDS_IN_A_COLUMN = 2


def spans(block: Block, settings: PageSettings) -> bool:
    """Whether a block of a two-column article takes the width of both."""
    match block:
        case Figure(width=width):
            return width != "column"
        case Table(header=Row(children=cells)):
            return len(cells) > settings.columns_of_narrow_table
        case Stats(children=cards):
            return len(cards) > _CARDS_IN_A_COLUMN
        case Gallery() | Chart() | Compare() | Progress() | Timeline() | Media(kind="video"):
            return True
    return False
