"""What stands across both columns of an article: what would be too small in one.

In: a block. Out: whether it spans. A note, a list or a quotation does so with its wide table or
many figures.
"""

from collections.abc import Sequence

from bulletin import document
from bulletin.theming.models import PageSettings
from bulletin.xhtml import Element, append, element
from bulletin.xhtml.elements import add_class

_CARDS = 12
"""Cards of figures that one column holds: WeasyPrint cannot go on with a grid in the next one."""

_WORDS = (document.Paragraph, document.Contacts)


def spans(block: document.Block, settings: PageSettings) -> bool:
    """Whether a block of a two-column article takes the width of both."""
    match block:
        case document.Figure(width=width):
            return width != "column"
        case document.Table(header=document.Row(children=cells)):
            return len(cells) > settings.columns_of_narrow_table
        case document.Gallery() | document.Compare() | document.Broadcast():
            return True
        case (
            document.Ask(children=children)
            | document.Media(children=children)
            | document.LinkCard(children=children)
        ):
            # Beside a code or a picture a column has room for words, and for nothing else.
            return not all(isinstance(child, _WORDS) for child in children)
        case document.Stats(children=cards):
            return len(cards) > _CARDS
    return any(
        isinstance(inner, document.Table | document.Stats) and spans(inner, settings)
        for inner in document.walk(*document.children_of(block))
    )


_OF_ROWS = {"figure", "gallery", "table", "compare"}


def span_columns(
    blocks: Sequence[document.Block], made: Sequence[Element], settings: PageSettings
) -> None:
    """Have what is too wide for one column span both, with the headings right above it."""
    below = False
    for block, target in zip(reversed(blocks), reversed(made), strict=True):
        below = spans(block, settings) or (below and isinstance(block, document.Heading))
        if below:
            add_class(
                target if isinstance(block, document.Heading) else _goes_on_alone(target), "span"
            )


def _goes_on_alone(target: Element) -> Element:
    """What spans columns, fit to go on on another page: one thing, with all else in it.

    WeasyPrint goes on in the wrong place with what it left at another than its first child.
    """
    if _OF_ROWS & set(target.get("class", "").split()):
        return target
    whole = element("div")
    target.addprevious(whole)
    return append(whole, target)
