"""What printed pages and the share kit are given.

In: nothing. Out: one class a page, and the classes of its values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bulletin.source.settings.issues import IssueSettings
from bulletin.theming.contexts.html import Html
from bulletin.theming.models import Title

Contents = Literal["", "many", "few"]
"""How much the contents say of each article: its lead too, or its title alone, or both at large."""


@dataclass(frozen=True)
class IssueFacts:
    """The issue, as printed pages and the share kit know it."""

    id: str
    address: str
    settings: IssueSettings


@dataclass(frozen=True, slots=True)
class Balanced:
    """How many lines a title takes, and the width for that in em of its size."""

    lines: int
    width: float
    style: str
    """The width as CSS."""
    text: str
    """The title, its words joined only where a line holds them."""


@dataclass(frozen=True)
class PrintedArticle:
    """An article in the contents and on the page. `html` is the whole article."""

    slug: str
    title: str
    lead: str
    html: Html


@dataclass(frozen=True)
class PrintedSection:
    """A section: its id, its title ("" for none), its articles."""

    id: str
    title: str
    entries: tuple[PrintedArticle, ...]


@dataclass(frozen=True)
class BulletinHead:
    """What the press law wants on a bulletin's first page; `form` is Vietnamese in any issue."""

    form: str
    name: str
    publisher: str
    date: str


@dataclass(frozen=True)
class PrintedIssue:
    """`pdf/issue.html`: the whole issue, printed. `balanced` breaks titles evenly by place.

    `bulletin` is there for publications with `profile: ban-tin`.
    """

    issue: IssueFacts
    title: str
    summary: str
    """The issue's, as far as the cover has room for it; "" for none."""
    parts: Sequence[PrintedSection]
    entries: Sequence[PrintedArticle]
    headlines: Sequence[PrintedArticle]
    contents: Contents
    """Whether the contents page is crowded, or has room for larger letters."""
    bulletin: BulletinHead | None
    cover: Html
    logo: str
    code: Html
    address: str
    imprint: Sequence[Html]
    imprint_title: str
    opening_id: str
    imprint_id: str
    spoken: bool
    keywords: str
    """What the articles are about, with commas between; "" when nobody says."""
    modified: str
    generator: str
    unbroken: Callable[..., str]
    unbroken_title: Callable[[str], str]
    balanced: Callable[[str, Title], Balanced]


@dataclass(frozen=True)
class ShareHeadline:
    """An article on a poster."""

    title: str
    lead: str


@dataclass(frozen=True)
class ShareEvent:
    """A date on a poster: when it is, in words, and what."""

    when: str
    title: str


ShareKind = Literal["wide", "square", "article"]


@dataclass(frozen=True)
class ShareCard:
    """`share/card.html`: a picture for groups.

    `small`: the picture has too few pixels to fill its place.
    """

    issue: IssueFacts
    kind: ShareKind
    title: str
    summary: str
    section: str
    picture: str
    small: bool
    logo: str
    code: str
    address: str


@dataclass(frozen=True)
class SharePoster:
    """`share/poster.html` and `share/handbill.html`. `small`: as in `ShareCard`; `key`: words."""

    issue: IssueFacts
    title: str
    summary: str
    section: str
    headlines: Sequence[ShareHeadline]
    more: int
    events: Sequence[ShareEvent]
    picture: str
    small: bool
    logo: str
    code: str
    address: str
    key: str
