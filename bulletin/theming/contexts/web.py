"""What pages of the web edition are given.

In: nothing. Out: one class a page, and the classes of its values.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.theming.contexts.html import Html


@dataclass(frozen=True)
class Page:
    """What stands in a page's head."""

    title: str
    description: str
    address: str
    policy: str
    accent: str
    graph: Sequence[tuple[str, str]] = ()
    data: str = ""
    links: Sequence[tuple[str, str, str, str]] = ()
    forward: str = ""
    """Where a browser goes on to by itself."""
    unlisted: bool = False
    """Whether search engines leave it out: what was taken back, and what is no page to land on."""


@dataclass(frozen=True)
class Assets:
    """Paths of a page's assets, relative to the folder that `assets/` is in; "" for none."""

    style: str
    early: str
    script: str
    icon: str
    inside: str = ""
    """The script that pages load in a chat app's browser."""
    audience: str = ""
    """The script of a page that has a quiz or a broadcast."""


@dataclass(frozen=True)
class IssueView:
    """The issue, as the web edition's templates know it."""

    id: str
    number: int
    date: dt.date
    title: str
    logo: str
    cover: Html
    cover_file: str
    duration: float
    read: bool = False
    """Whether people read it aloud, or some of it."""


@dataclass(frozen=True)
class Offer:
    """A file to take: its path, what it is, what it is good for, and its size in words.

    The size is "" where nobody knows it yet.
    """

    path: str
    media_type: str
    title: str
    hint: str
    size: str


@dataclass(frozen=True)
class ArticleLine:
    """An article in the contents; `picture` is "" where it has none."""

    slug: str
    title: str
    lead: str
    picture: Html
    reading: str
    listening: str


@dataclass(frozen=True)
class SectionLines:
    """A section in the contents; its title is "" where the issue has none."""

    title: str
    articles: Sequence[ArticleLine]


@dataclass(frozen=True)
class SavedSizes:
    """How large a saved issue is, in words."""

    text: str
    sound: str


@dataclass(frozen=True)
class Neighbour:
    """The article before or after."""

    path: str
    title: str


@dataclass(frozen=True)
class Spoken:
    """An article's sound."""

    slug: str
    name: str
    title: str
    duration: float


@dataclass(frozen=True)
class IssuePage:
    """`web/issue.html`: the page that the QR code opens."""

    page: Page
    issue: IssueView
    assets: Assets
    spoken: bool
    opening: Html
    dates: Sequence[Html]
    sections: Sequence[SectionLines]
    articles: Sequence[Html]
    imprint: Html
    downloads: Sequence[Offer]
    offline: SavedSizes
    qr: str


@dataclass(frozen=True)
class ArticlePage:
    """`web/article.html`: an article's own page."""

    page: Page
    issue: IssueView
    assets: Assets
    spoken: bool
    article: Html
    previous: Neighbour | None
    next: Neighbour | None


@dataclass(frozen=True)
class ToolsRow:
    """`web/tools.html`: the row under an article's title."""

    title: str
    track: Spoken | None
    share: str
    own_page: bool
    opening: bool


@dataclass(frozen=True)
class Icon:
    """`web/icon.svg`."""

    accent: str
