"""What is known of an article before it is set, and what is decided about it.

In: nothing. Out: values. All lengths are millimetres.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PieceKind = Literal["text", "rows", "heading", "solid"]
"""Text breaks in lines and between items, rows between rows, a heading stays with what follows."""

Stance = Literal["across", "strip", "grand", "beside", "inside"]
"""How the opening picture stands: over the page's width (as a strip: lower; grand: higher),
beside the title, or in the text.

An article without a picture has the stance "across".
"""


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A block of an article's body.

    `gap` and `below` are the margins above and below it, of which the greater parts two pieces;
    `breaks` how much of it may stand above a break; `picture` how much of the height is a picture
    that may shrink; `waits` whether text may come before it; `announces`
    whether nothing may come between it and what follows ("as follows:"); `spans` whether it
    stands across both columns; `notes` the height of its footnotes; `again` that of
    the table head which is repeated wherever the piece goes on.
    """

    gap: float
    height: float
    kind: PieceKind
    breaks: tuple[float, ...] = ()
    picture: float = 0.0
    waits: bool = False
    announces: bool = False
    spans: bool = False
    notes: float = 0.0
    again: float = 0.0
    below: float = 0.0


@dataclass(frozen=True, slots=True)
class Head:
    """An article's head with its picture in one stance: its height with the space below.

    `figure` is what then comes into the text after the first piece.
    """

    height: float
    figure: PagePiece | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """An article: its heads by stance, its pieces, its columns.

    `before` is the space (and rule, and section's title) above it in the middle of a page,
    `at_top` the same where it begins a page; `after` the height of what follows its body.
    """

    slug: str
    columns: int
    heads: Mapping[Stance, Head]
    pieces: tuple[PagePiece, ...]
    before: float
    at_top: float
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is decided about an article.

    `order` lists the numbers of its pieces as they come; with the stance "inside", the
    opening picture comes after the first of them and has no number. `scales` says how much
    smaller a piece's picture is.
    """

    stance: Stance = "across"
    order: tuple[int, ...] = ()
    scales: Mapping[int, float] = field(default_factory=dict)
