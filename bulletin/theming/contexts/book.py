"""What the e-book's pages, its style sheet and its cover are given.

In: nothing. Out: one class a page, and the classes of its values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.theming.contexts.html import Html


@dataclass(frozen=True)
class BookPage:
    """`epub/page.xhtml.j2`: an article of the book. `type` is its epub:type, or ""."""

    language: str
    direction: str
    title: str
    type: str
    kind: str
    body: Html


@dataclass(frozen=True)
class BookCover:
    """`epub/cover.xhtml.j2`: the page that shows the cover's picture."""

    language: str
    direction: str
    title: str
    image: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: `path` may carry a fragment; "" is a line without a link."""

    title: str
    path: str
    children: tuple[ContentsLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A part that readers look for: its epub:type (Structural Semantics 1.1), name and path."""

    type: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a printed page begins in the book: its label, and a path with a fragment."""

    label: str
    path: str


@dataclass(frozen=True)
class BookContents:
    """`epub/nav.xhtml.j2`: contents, landmarks, and the pages of the printed issue."""

    language: str
    direction: str
    contents: Sequence[ContentsLine]
    landmarks: Sequence[Landmark]
    pages: Sequence[PageStart]


@dataclass(frozen=True)
class Overlay:
    """The classes that a reading system sets on what is read aloud, and on the whole page."""

    active: str
    playing: str


@dataclass(frozen=True)
class BookStyle:
    """`epub/book.css.j2`. Colours are `#rrggbb`."""

    overlay: Overlay | None
    paper: str
    ink: str
    quiet: str
    line: str
    accent: str
    accent_soft: str
    warm: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    accent_text: str
    on_accent: str
    accent_ground: str


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line of the cover's title: its text, size and baseline, in pixels."""

    text: str
    size: float
    y: float


@dataclass(frozen=True)
class CoverArt:
    """`epub/cover.svg.j2`: the cover as a drawing. `unit` is a hundredth of its shorter side.

    `widest` is how wide the picture may be drawn, which has few pixels where that is less than
    the cover's width.
    """

    width: int
    height: int
    unit: float
    ground: str
    ink: str
    family: str
    masthead: Sequence[CoverLine]
    title: Sequence[CoverLine]
    issue: str
    picture: str
    widest: int
    logo: str
