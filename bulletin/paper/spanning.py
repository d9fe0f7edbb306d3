"""What stands across both columns of an article: what would be too small in one.

In: a block. Out: whether it spans. A note, a list or a quotation does so with its wide table.
"""

from __future__ import annotations

from bulletin.document import (
    Block,
    Broadcast,
    Compare,
    Figure,
    Gallery,
    Row,
    Table,
    children_of,
    walk,
)
from bulletin.theming.models import PageSettings


def spans(block: Block, settings: PageSettings) -> bool:
    """Whether a block of a two-column article takes the width of both."""
    match block:
        case Figure(width=width):
            return width != "column"
        case Table(header=Row(children=cells)):
            return len(cells) > settings.columns_of_narrow_table
        case Gallery() | Compare() | Broadcast():
            return True
    return any(
        isinstance(inner, Table) and spans(inner, settings) for inner in walk(*children_of(block))
    )
