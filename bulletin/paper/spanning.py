"""What stands across both columns of an article: what would be too small in one.

In: a block. Out: whether it spans, and what room it leaves. A note, a list or a quotation spans
with its wide table or many figures.
"""

from __future__ import annotations

from bulletin.document import (
    Ask,
    Block,
    Broadcast,
    Compare,
    Dialogue,
    Figure,
    Footnote,
    Gallery,
    LinkCard,
    ListItem,
    Media,
    Note,
    PullQuote,
    Quotation,
    Row,
    Stats,
    Table,
    children_of,
    walk,
)
from bulletin.theming.models import PageSettings

_CARDS = 12
"""Cards of figures that one column holds: WeasyPrint cannot go on with a grid in the next one."""

_BOXES = (Dialogue, Note, ListItem, Quotation, PullQuote, Footnote)
_BESIDE_CODE, _BESIDE_PICTURE, _BESIDE_BOTH = 3, 4, 6


def boxes_of(block: Block) -> int:
    """How many boxes a block is for the room of what stands in it.

    What stands beside a code or a picture has so much less room as in so many boxes.
    """
    match block:
        case Ask() | Broadcast():
            return _BESIDE_CODE
        case Media():
            return _BESIDE_BOTH if block.poster else _BESIDE_CODE
        case LinkCard():
            return _BESIDE_PICTURE if block.picture else 1
    return int(isinstance(block, _BOXES))


def spans(block: Block, settings: PageSettings) -> bool:
    """Whether a block of a two-column article takes the width of both."""
    match block:
        case Figure(width=width):
            return width != "column"
        case Table(header=Row(children=cells)):
            return len(cells) > settings.columns_of_narrow_table
        case Gallery() | Compare() | Broadcast():
            return True
        case Stats(children=cards):
            return len(cards) > _CARDS
    return any(
        isinstance(inner, Table | Stats) and spans(inner, settings)
        for inner in walk(*children_of(block))
    )
