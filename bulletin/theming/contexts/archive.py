"""What the archive's pages are given: all issues, lists, the frame, "not found".

In: nothing. Out: one class a page, and the classes of its values.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.theming.contexts.web import Assets, Page


@dataclass(frozen=True)
class CardArticle:
    """An article of an issue in a list. `path` is "" when it has no page."""

    title: str
    path: str


@dataclass(frozen=True)
class CardDownload:
    """A file of an issue in a list."""

    title: str
    path: str
    size: str
    media_type: str


@dataclass(frozen=True)
class Card:
    """An issue in a list. Sizes of the cover are in pixels."""

    id: str
    number: int
    date: dt.date
    title: str
    summary: str
    page: str
    cover: str
    cover_width: int
    cover_height: int
    duration: float
    downloads: tuple[CardDownload, ...]
    articles: tuple[CardArticle, ...]
    withdrawn: str = ""
    """That the issue was withdrawn, and why, in words; "" if it was not."""


@dataclass(frozen=True)
class Item:
    """An article in a list. `path` is "" when it has no page."""

    title: str
    path: str
    section: str
    issue: Card
    duration: float


Years = Sequence[tuple[int, Sequence[Card]]]
"""Issues by year, newest first."""


@dataclass(frozen=True)
class ArchivePage:
    """`web/archive.html`: all issues, and search."""

    page: Page
    assets: Assets
    logo: str
    newest: Card | None
    years: Years
    frame: str
    spoken: bool
    calendar: str
    """Where telephones subscribe to the dates of all issues; "" when no issue has any."""
    topical: bool = False
    """Whether any article or document has a topic."""
    documented: bool = False
    """Whether there are documents of earlier years."""


@dataclass(frozen=True)
class ContentsPage:
    """`web/contents.html`: articles by year."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    years: Years
    items: Sequence[Item]


@dataclass(frozen=True)
class SectionsPage:
    """`web/sections.html`: articles by section."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    sections: Sequence[tuple[str, Sequence[Item]]]


@dataclass(frozen=True)
class EmbedPage:
    """`web/embed.html`: the newest issue, for a frame on another site."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    card: Card | None


@dataclass(frozen=True)
class VerifyPage:
    """`web/verify.html`: says whether an issue is whole; `data` is JSON for its script."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    cards: Sequence[Card]
    data: str


@dataclass(frozen=True)
class LostPage:
    """`web/404.html`: what a server shows for a missing page; `base` leads to the archive."""

    page: Page
    assets: Assets
    heading: str
    base: str


@dataclass(frozen=True)
class LastingPage:
    """`web/lasting.html`: at the address of a page that has gone, why, and where to go on."""

    page: Page
    assets: Assets
    heading: str
    masthead: str
    lines: Sequence[str]
    link: str
    words: str
