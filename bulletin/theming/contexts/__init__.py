"""What each page of a theme is given: one class a page, its fields are the page's values.

In: nothing. Out: `PAGES`, and all `kinds_given`. The editions put the values together, plain data
and a few functions of ours; the check fills every page in with made-up values of the same types.
"""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from bulletin.theming.contexts import archive, book, collections, feed, paper, web

COVER_ART = "epub/cover.svg.j2"
"""The cover, drawn as a picture: all that it shows is in it."""

PRINTED = "pdf/issue.html"
"""The printed issue, as one document."""

PAGES: Mapping[str, type] = MappingProxyType(
    {
        "web/issue.html": web.IssuePage,
        "web/article.html": web.ArticlePage,
        "web/tools.html": web.ToolsRow,
        "web/icon.svg": web.Icon,
        "web/archive.html": archive.ArchivePage,
        "web/contents.html": archive.ContentsPage,
        "web/sections.html": archive.SectionsPage,
        "web/documents.html": collections.DocumentsPage,
        "web/document.html": collections.DocumentPage,
        "web/topics.html": collections.TopicsPage,
        "web/topic.html": collections.TopicPage,
        "web/embed.html": archive.EmbedPage,
        "web/verify.html": archive.VerifyPage,
        "web/404.html": archive.LostPage,
        "web/lasting.html": archive.LastingPage,
        "podcast/feed.xml.j2": feed.Feed,
        "podcast/notes.html.j2": feed.Notes,
        "epub/page.xhtml.j2": book.BookPage,
        "epub/cover.xhtml.j2": book.BookCover,
        "epub/nav.xhtml.j2": book.BookContents,
        "epub/book.css.j2": book.BookStyle,
        COVER_ART: book.CoverArt,
        PRINTED: paper.PrintedIssue,
        "share/card.html": paper.ShareCard,
        "share/poster.html": paper.SharePoster,
        "share/handbill.html": paper.SharePoster,
    }
)
"""Every page that an edition fills in, and what it is given."""

WELL_FORMED = (".xhtml.j2", ".xml.j2", ".svg.j2", ".svg")
"""Endings of pages that must be XML; `web/tools.html` is a piece of it too."""


@cache
def kinds_given() -> frozenset[type]:
    """Every class of data that some page is given, or finds in what it is given."""
    found: set[type] = set()
    waiting: list[Any] = list(PAGES.values())
    while waiting:
        kind = waiting.pop()
        if not _is_data(kind):
            waiting += _parts(kind)
        elif kind not in found:
            found.add(kind)
            waiting += typing.get_type_hints(kind).values()
    return frozenset(found)


def _is_data(kind: Any) -> bool:  # noqa: ANN401, any annotation
    return isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, BaseModel))


def _parts(kind: Any) -> Iterator[Any]:  # noqa: ANN401, any annotation
    """What an annotation is made of; the arguments of a function stand in a list."""
    for part in typing.get_args(kind):
        yield from part if isinstance(part, list) else (part,)
