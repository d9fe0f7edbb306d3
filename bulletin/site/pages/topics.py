"""The pages of topics: a list of all, one for each with its feed, and where one has emptied.

In: topics, and the addresses that topics have had. Out: HTML and Atom by path.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bulletin.editions.web import policy
from bulletin.editions.web.custom_properties import accent_of
from bulletin.editions.web.names import TOPICS
from bulletin.site.documents.hosted import HostedDocument
from bulletin.site.feeds.atom import KIND, AtomFeed, atom_xml
from bulletin.site.feeds.atom import NAME as FEED
from bulletin.site.pages.still import StillPages, up_from
from bulletin.site.topics import LIST, HostedTopic, LastingNames
from bulletin.theming.contexts.archive import LastingPage
from bulletin.theming.contexts.collections import DocumentLine, TopicLink, TopicPage, TopicsPage
from bulletin.theming.contexts.web import Page

_PARTS = 3  # topics/NAME/index.html


def emptied(known: Iterable[str], topics: Sequence[HostedTopic]) -> tuple[str, ...]:
    """The pages, of those that once were there, of topics that have nothing any more."""
    now = {topic.page for topic in topics}
    pages = (
        path
        for path in known
        if path.startswith(f"{TOPICS}/")
        and path.endswith("/index.html")
        and path.count("/") == _PARTS - 1
    )
    return tuple(sorted(path for path in pages if path not in now))


@dataclass(frozen=True)
class TopicPages(StillPages):
    """Writes the pages of topics; `line` is a document in a list on the page at a path."""

    line: Callable[[HostedDocument, str], DocumentLine]

    def made(
        self, topics: Sequence[HostedTopic], gone: Sequence[str], names: LastingNames
    ) -> dict[str, str]:
        """Pages and feeds by path."""
        if not topics and not gone:
            return {}
        return {
            **{path: self._emptied(path) for path in gone},
            **{topic.feed: self._feed(topic, names) for topic in topics},
            **{topic.page: self._topic(topic) for topic in topics},
            LIST: self._list(topics),
        }

    def _list(self, topics: Sequence[HostedTopic]) -> str:
        heading = self.theme.strings("topics_heading")
        view = TopicsPage(
            page=self.head(heading, heading, LIST),
            assets=self.assets_from(LIST),
            heading=heading,
            logo=self.logo_from(LIST),
            up=up_from(LIST),
            topics=[TopicLink(t.title, up_from(LIST) + t.page, t.count) for t in topics],
        )
        return self.theme.page("web/topics.html", view)

    def _topic(self, topic: HostedTopic) -> str:
        t, path = self.theme.strings, topic.page
        words = t("topics_description", topic=topic.title, publication=self.publication.title)
        feed = ("alternate", KIND, FEED, t("topics_feed", topic=topic.title))
        view = TopicPage(
            page=self.head(topic.title, words, path, links=(feed,)),
            assets=self.assets_from(path),
            heading=topic.title,
            logo=self.logo_from(path),
            up=up_from(path),
            items=topic.items,
            documents=[self.line(one, path) for one in topic.documents],
            feed=FEED,
        )
        return self.theme.page("web/topic.html", view)

    def _feed(self, topic: HostedTopic, names: LastingNames) -> str:
        return atom_xml(
            AtomFeed(
                id=names.of(TOPICS, topic.slug),
                title=f"{topic.title} · {self.publication.title}",
                address=self.publication.home + topic.feed,
                page=self.publication.home + topic.folder,
                author=self.publication.publisher.name,
                entries=topic.entries,
            )
        )

    def _emptied(self, path: str) -> str:
        t = self.theme.strings
        heading = t("topics_emptied_heading")
        view = LastingPage(
            page=Page(
                title=f"{heading} · {self.publication.title}",
                description=heading,
                address=self.publication.home + path.removesuffix("index.html"),
                policy=policy.STILL,
                accent=accent_of(self.theme),
            ),
            assets=self.assets_from(path),
            heading=heading,
            masthead=self.publication.title,
            lines=(t("topics_emptied_text"),),
            link="../index.html",
            words=t("topics_heading"),
        )
        return self.theme.page("web/lasting.html", view)
