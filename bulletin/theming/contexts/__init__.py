"""What each page of a theme is given: one class a page, its fields are the page's values.

In: nothing. Out: `PAGES`. The editions put the values together, plain data and a few functions
of ours; the check fills every page in with made-up values of the same types.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
