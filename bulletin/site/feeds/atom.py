"""A feed of news in Atom (RFC 4287).

In: what stands in it. Out: its text.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.formats.timestamps import timestamp
from bulletin.site.feeds.xml_documents import document, node
from bulletin.xhtml import Element

KIND = "application/atom+xml"
NAME = "feed.atom"
MOST = 100
"""The newest entries that a feed has."""

ATOM = "http://www.w3.org/2005/Atom"
"""The namespace."""


@dataclass(frozen=True)
class AtomEntry:
    """An entry: what it is known by for ever, where it is, and when it last changed."""

    id: str
    title: str
    address: str
    published: dt.date
    updated: dt.datetime
    summary: str = ""


@dataclass(frozen=True)
class AtomFeed:
    """A feed, and the page that shows the same."""

    id: str
    title: str
    address: str
    page: str
    author: str
    entries: Sequence[AtomEntry]


def atom_xml(feed: AtomFeed) -> str:
    """The feed's text, its newest entries first."""
    shown = sorted(feed.entries, key=lambda one: (one.published, one.id), reverse=True)[:MOST]
    updated = max((one.updated for one in shown), default=dt.datetime.fromtimestamp(0, dt.UTC))
    tree = node(
        atom("feed"),
        node(atom("id"), feed.id),
        node(atom("title"), feed.title),
        node(atom("updated"), timestamp(updated)),
        node(atom("author"), node(atom("name"), feed.author)),
        node(atom("link"), rel="self", href=feed.address, type=KIND),
        node(atom("link"), rel="alternate", href=feed.page, type="text/html"),
        *(_entry(one) for one in shown),
    )
    return document(tree, {"": ATOM})


def _entry(one: AtomEntry) -> Element:
    made = node(
        atom("entry"),
        node(atom("id"), one.id),
        node(atom("title"), one.title),
        node(atom("updated"), timestamp(one.updated)),
        node(atom("published"), f"{one.published.isoformat()}T00:00:00Z"),
        node(atom("link"), rel="alternate", href=one.address, type="text/html"),
    )
    made.append(node(atom("summary"), one.summary or one.title, type="text"))
    return made


def atom(local: str) -> str:
    """The name of an element of Atom."""
    return f"{{{ATOM}}}{local}"
