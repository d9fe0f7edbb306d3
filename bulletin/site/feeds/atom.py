"""A feed of news in Atom (RFC 4287).

In: what stands in it. Out: its text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.site.feeds.xml_documents import document, node
from bulletin.xhtml import Element

KIND = "application/atom+xml"
NAME = "feed.atom"
MOST = 100
"""The newest entries that a feed has."""

_ATOM = "http://www.w3.org/2005/Atom"


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
        _name("feed"),
        node(_name("id"), feed.id),
        node(_name("title"), feed.title),
        node(_name("updated"), time_of(updated)),
        node(_name("author"), node(_name("name"), feed.author)),
        node(_name("link"), rel="self", href=feed.address, type=KIND),
        node(_name("link"), rel="alternate", href=feed.page, type="text/html"),
        *(_entry(one) for one in shown),
    )
    return document(tree, {"": _ATOM})


def _entry(one: AtomEntry) -> Element:
    made = node(
        _name("entry"),
        node(_name("id"), one.id),
        node(_name("title"), one.title),
        node(_name("updated"), time_of(one.updated)),
        node(_name("published"), f"{one.published.isoformat()}T00:00:00Z"),
        node(_name("link"), rel="alternate", href=one.address, type="text/html"),
    )
    made.append(node(_name("summary"), one.summary or one.title, type="text"))
    return made


def _name(local: str) -> str:
    return f"{{{_ATOM}}}{local}"


def time_of(when: dt.datetime) -> str:
    """A moment as Atom writes it (RFC 3339)."""
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
