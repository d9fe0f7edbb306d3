"""What the archive's pages of topics and of documents of earlier years are given.

In: nothing. Out: one class a page, and the classes of its values. `up` leads from a page to the
folder of the archive.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.theming.contexts.archive import Item
from bulletin.theming.contexts.web import Assets, Page


@dataclass(frozen=True)
class DocumentLine:
    """A document in a list. `format` is its kind of file, `language` "" where it is the page's."""

    title: str
    path: str
    kind: str
    date: dt.date
    format: str
    size: str
    language: str


@dataclass(frozen=True)
class DocumentGroup:
    """Documents of a year or a kind; `groups` are those within it, and then hold the lines."""

    id: str
    title: str
    lines: Sequence[DocumentLine]


@dataclass(frozen=True)
class DocumentsPage:
    """`web/documents.html`: documents of earlier years, by year or by kind."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    up: str
    groups: Sequence[DocumentGroup]
    other: str
    other_words: str
    by_kind: bool


@dataclass(frozen=True)
class TopicLink:
    """A topic: its name, where its page is, and how much it has."""

    name: str
    path: str
    count: int


@dataclass(frozen=True)
class DocumentPage:
    """`web/document.html`: a document; sizes of its preview are in pixels, `preview` "" for none."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    up: str
    line: DocumentLine
    summary: str
    pages: int
    media_type: str
    preview: str
    preview_width: int
    preview_height: int
    topics: Sequence[TopicLink]
    address: str
    shown_address: str
    paragraphs: Sequence[str]
    """What it says, as far as that can be read; nothing of a scan."""
    cut: bool
    """Whether it says more than that."""


@dataclass(frozen=True)
class TopicsPage:
    """`web/topics.html`: all topics."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    up: str
    topics: Sequence[TopicLink]


@dataclass(frozen=True)
class TopicPage:
    """`web/topic.html`: the articles and documents of a topic; `feed` is the path of its feed."""

    page: Page
    assets: Assets
    heading: str
    logo: str
    up: str
    items: Sequence[Item]
    documents: Sequence[DocumentLine]
    feed: str
