"""Topics across all issues: which articles and documents each has.

In: releases, with their cards, and documents. Out: `HostedTopic` values by name. A topic is known by
its address, so that ways of writing one name are one topic, called as it was written last.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bulletin.editions.web.names import TOPICS, topic_page
from bulletin.lasting import article_guid, guid_of_feed, podcast_guid
from bulletin.site.documents.hosted import HostedDocument
from bulletin.site.feeds.atom import NAME as FEED
from bulletin.site.feeds.atom import AtomEntry
from bulletin.site.releases import HostedRelease
from bulletin.source.settings.models import Publication
from bulletin.source.settings.topics import topic_slug
from bulletin.theming.contexts.archive import Card, Item

LIST = f"{TOPICS}/index.html"


@dataclass(frozen=True)
class HostedTopic:
    """A topic with its articles and documents, the newest first."""

    slug: str
    name: str
    items: list[Item] = field(default_factory=list)
    documents: list[HostedDocument] = field(default_factory=list)
    entries: list[AtomEntry] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its name as it begins a line."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def page(self) -> str:
        """The path of its page."""
        return topic_page(self.slug)

    @property
    def folder(self) -> str:
        """The path of its folder, with a slash at its end."""
        return f"{TOPICS}/{self.slug}/"

    @property
    def feed(self) -> str:
        """The path of its feed."""
        return self.folder + FEED

    @property
    def count(self) -> int:
        """How much there is of it."""
        return len(self.items) + len(self.documents)


@dataclass(frozen=True)
class LastingNames:
    """What entries of feeds are known by for ever, whatever moves: by the podcast's own name."""

    space: uuid.UUID

    def of(self, *parts: str) -> str:
        """The name of a thing."""
        return f"urn:uuid:{uuid.uuid5(self.space, '/'.join(parts))}"


def names_of(publication: Publication, releases: Sequence[HostedRelease]) -> LastingNames:
    """The names of a publication."""
    known = podcast_guid([release.manifest for release in releases])
    return LastingNames(uuid.UUID(known or guid_of_feed(publication.base_url)))


def topics_of(
    publication: Publication,
    shown: Sequence[tuple[HostedRelease, Card]],
    documents: Iterable[HostedDocument],
) -> tuple[HostedTopic, ...]:
    """Every topic of issues, newest first, and of documents; in the order of their addresses."""
    found: dict[str, HostedTopic] = {}
    names = names_of(publication, [release for release, _ in shown])
    home = publication.home

    def known(name: str) -> HostedTopic:
        slug = topic_slug(name)
        return found.setdefault(slug, HostedTopic(slug, name))

    for release, card in shown:
        for article in release.manifest.articles:
            path = f"{release.id}/{article.slug}.html"
            has_page = path.partition("/")[2] in release.files
            item = Item(
                article.title, path if has_page else "", article.section, card, article.duration
            )
            entry = AtomEntry(
                names.of("article", article_guid(release.manifest, article.slug)),
                article.title,
                home + (path if has_page else f"{release.id}/"),
                release.manifest.date,
                release.manifest.modified,
                article.summary,
            )
            for topic in {topic_slug(name): known(name) for name in article.topics}.values():
                topic.items.append(item)
                topic.entries.append(entry)
    for one in documents:
        entry = document_entry(names, one)
        for topic in {topic_slug(name): known(name) for name in one.entry.topics}.values():
            topic.documents.append(one)
            topic.entries.append(entry)
    return tuple(found[slug] for slug in sorted(found) if slug)


def document_entry(names: LastingNames, one: HostedDocument) -> AtomEntry:
    """A document in a feed."""
    return AtomEntry(
        names.of("document", one.name),
        one.entry.title,
        one.address,
        one.entry.date,
        dt.datetime.combine(one.entry.date, dt.time(), dt.UTC),
        one.entry.summary or one.entry.kind,
    )
