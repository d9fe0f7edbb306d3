"""How much less room there is for a picture or a chart that stands in another block.

In: a block. Out: for how many boxes it counts.
"""

from bulletin import document

_BOXES = (
    document.Dialogue,
    document.Note,
    document.ListItem,
    document.Quotation,
    document.PullQuote,
    document.Footnote,
)
_BESIDE_CODE, _BESIDE_PICTURE, _BESIDE_BOTH = 3, 4, 6


def boxes_of(block: document.Block) -> int:
    """How many boxes a block is for the room of what stands in it.

    What stands beside a code or a picture has so much less room as in so many boxes.
    """
    match block:
        case document.Ask() | document.Broadcast():
            return _BESIDE_CODE
        case document.Media():
            return _BESIDE_BOTH if block.poster else _BESIDE_CODE
        case document.LinkCard():
            return _BESIDE_PICTURE if block.picture else 1
    return int(isinstance(block, _BOXES))
