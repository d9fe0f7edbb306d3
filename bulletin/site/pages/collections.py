"""What the archive has beside the issues and across them: documents of earlier years, and topics.

In: releases with their cards, documents, and what is known of earlier ones. Out: pages and feeds by
path.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.site.documents.hosted import HostedDocument, Traces
from bulletin.site.pages.documents import DocumentPages
from bulletin.site.pages.still import StillPages
from bulletin.site.pages.topics import TopicPages, emptied
from bulletin.site.releases import HostedRelease
from bulletin.site.topics import names_of, topics_of
from bulletin.theming.contexts.archive import Card


@dataclass(frozen=True)
class Collections:
    """The documents, and the addresses of documents and of pages that the place ever had."""

    documents: Sequence[HostedDocument] = ()
    traces: Traces | None = None
    known: Sequence[str] = ()


@dataclass(frozen=True)
class CollectionPages:
    """Writes the pages of collections, in the frame of other pages."""

    frame: StillPages
    collections: Collections

    def made(
        self, shown: Sequence[tuple[HostedRelease, Card]], folder: Path
    ) -> tuple[dict[str, str], bool]:
        """Pages and feeds by path, and whether there are topics; files go below `folder`."""
        frame, own = self.frame, self.collections
        topics = topics_of(frame.publication, shown, own.documents)
        names = names_of(frame.publication, [release for release, _ in shown])
        parts = (frame.theme, frame.assets, frame.logo)
        documents = DocumentPages(*parts, topics)
        pages = {
            **documents.made(own.documents, own.traces or {}, names, folder),
            **TopicPages(*parts, documents.line).made(topics, emptied(own.known, topics), names),
        }
        return pages, bool(topics)
