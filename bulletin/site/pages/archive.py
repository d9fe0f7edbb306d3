"""The archive's pages: all issues, lists by year and by section, a frame, and "not found".

In: the releases. Out: HTML by path. Addresses are relative, but in the page that a server
shows for a missing one, which may stand below any address.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bulletin.art.pictures import size_of
from bulletin.editions.web import policy
from bulletin.editions.web.assets import ARCHIVE_SCRIPT, ARCHIVE_STYLES, write_assets, write_logo
from bulletin.editions.web.custom_properties import accent_of
from bulletin.editions.web.edition import COVER
from bulletin.editions.web.metadata import Preview, Subject, as_script, site_graph
from bulletin.languages import fingerprint_words
from bulletin.site.feeds.calendar import NAME as CALENDAR
from bulletin.site.feeds.calendar import has_calendar, subscription
from bulletin.site.feeds.opds import ATOM_KIND, JSON_KIND
from bulletin.site.pages.cards import by_section, by_year, card_of, items_of
from bulletin.site.pages.collections import CollectionPages, Collections
from bulletin.site.pages.still import StillPages
from bulletin.site.releases import SHARED, HostedRelease
from bulletin.source.settings.models import Publication, Signing
from bulletin.theming.contexts import archive
from bulletin.theming.contexts.web import Assets, Page
from bulletin.theming.theme import Theme

VERIFY = "verify.html"
VERIFY_SCRIPT = "verify"
_SAYS = (
    *("busy", "good", "bad", "unknown", "insecure", "failed", "words", "withdrawn"),
    *("missing", "changed", "foreign", "other", "surplus"),
)
"""What the script of that page says: keys of strings without their beginning."""


def archive_pages(
    theme: Theme, folder: Path, releases: Sequence[HostedRelease], collections: Collections
) -> dict[str, str]:
    """The pages' HTML by path; their assets are written below `folder`."""
    assets = write_assets(theme, folder, ARCHIVE_STYLES, ARCHIVE_SCRIPT)
    logo = write_logo(theme, folder)
    cards = [card_of(release, theme) for release in releases]
    shelf = CollectionPages(StillPages(theme, assets, logo), collections)
    collected, topical = shelf.made(list(zip(releases, cards, strict=True)), folder)
    items = [
        item
        for release, card in zip(releases, cards, strict=True)
        for item in items_of(release, card)
    ]
    newest = next((card for card in cards if not card.withdrawn), None)
    hosted = next((release for release in releases if not release.manifest.withdrawn), None)
    pages = _Pages(
        theme,
        assets,
        logo,
        spoken=any(release.manifest.voice for release in releases),
        dated=has_calendar(releases),
        topical=topical,
        documented=bool(collections.documents),
        preview=_shown(theme.publication, hosted, newest) if hosted and newest else None,
    )
    checking = {}
    if signing := theme.publication.signing:
        own = write_assets(theme, folder, ARCHIVE_STYLES, VERIFY_SCRIPT)
        checking = {VERIFY: pages.verify(signing, cards, own)}
    return {
        **checking,
        **collected,
        "contents.html": pages.contents(cards, items),
        "sections.html": pages.sections(items),
        "embed.html": pages.embed(newest),
        "404.html": pages.lost(),
        "index.html": pages.index(newest, cards),
    }


@dataclass(frozen=True)
class _Pages(StillPages):
    spoken: bool
    """Whether any issue has a voice."""
    dated: bool
    """Whether any has dates."""
    topical: bool
    """Whether any article or document has a topic."""
    documented: bool
    """Whether there are documents of earlier years."""
    preview: Preview | None
    """The picture of links to these pages: the newest issue's."""

    def index(self, newest: archive.Card | None, cards: Sequence[archive.Card]) -> str:
        """Every issue, newest first, and search.

        `newest` has its own place at the top; an issue that was withdrawn does not.
        """
        publication = self.publication
        text = publication.subtitle or self.theme.strings(
            "archive_description" if self.spoken else "archive_description_silent",
            publication=publication.title,
            publisher=publication.publisher.name,
        )
        page = replace(
            self._page(publication.title, text, "", publication.title),
            policy=policy.ARCHIVE,
            data=as_script(self._periodical(cards)),
            links=tuple(self._feeds()),
        )
        view = archive.ArchivePage(
            page=page,
            assets=self.assets,
            logo=self.logo,
            newest=newest,
            years=by_year([card for card in cards if card is not newest]),
            frame=self.publication.home + "embed.html",
            spoken=self.spoken,
            calendar=subscription(publication) if self.dated else "",
            topical=self.topical,
            documented=self.documented,
        )
        return self.theme.page("web/archive.html", view)

    def _periodical(self, cards: Sequence[archive.Card]) -> dict[str, Any]:
        """The publication and its issues in the words of schema.org."""
        publication = self.publication
        return {
            "@context": "https://schema.org",
            "@type": "Periodical",
            "@id": publication.base_url,
            "name": publication.title,
            "url": self.publication.home,
            "inLanguage": publication.language,
            "publisher": {"@type": "GovernmentOrganization", "name": publication.publisher.name},
            "hasPart": [
                {
                    "@type": "PublicationIssue",
                    "@id": f"{self.publication.home}{card.id}/",
                    "issueNumber": card.number,
                    "name": card.title,
                    "datePublished": card.date.isoformat(),
                }
                for card in cards
                if not card.withdrawn
            ],
        }

    def _feeds(self) -> Iterator[tuple[str, str, str, str]]:
        """Relation, media type, address and name of what tells of new issues and dates."""
        strings = self.theme.strings
        feed = strings("archive_feed" if self.spoken else "archive_feed_silent")
        catalogue = strings("archive_catalogue")
        yield "alternate", "application/rss+xml", "feed.xml", feed
        yield "alternate", ATOM_KIND, "opds.xml", catalogue
        yield "alternate", JSON_KIND, "opds.json", catalogue
        if self.dated:
            yield "alternate", "text/calendar", CALENDAR, strings("archive_calendar")

    def contents(self, cards: Sequence[archive.Card], items: Sequence[archive.Item]) -> str:
        """Every article, by year."""
        page, heading = self._still("contents", "archive_contents")
        view = archive.ContentsPage(page, self._quiet, heading, self.logo, by_year(cards), items)
        return self.theme.page("web/contents.html", view)

    def sections(self, items: Sequence[archive.Item]) -> str:
        """Every article, by section."""
        page, heading = self._still("sections", "archive_sections")
        view = archive.SectionsPage(page, self._quiet, heading, self.logo, by_section(items))
        return self.theme.page("web/sections.html", view)

    def embed(self, card: archive.Card | None) -> str:
        """The newest issue, for a frame on another site."""
        page, heading = self._still("embed", "archive_newest")
        view = archive.EmbedPage(
            replace(page, unlisted=True), self._quiet, heading, self.logo, card
        )
        return self.theme.page("web/embed.html", view)

    def verify(self, signing: Signing, cards: Sequence[archive.Card], assets: Assets) -> str:
        """What says whether an issue is whole, and whose it is."""
        page, heading = self._still("verify", "verify_heading")
        strings = self.theme.strings
        publisher = self.publication.publisher.name
        data = {
            "publisher": publisher,
            "keys": signing.keys,
            "words": fingerprint_words(self.publication.language),
            "issues": len(cards),
            "says": {name: strings.table[f"verify_{name}"] for name in _SAYS},
        }
        view = archive.VerifyPage(
            page=replace(page, policy=policy.READER),
            assets=assets,
            heading=heading,
            logo=self.logo,
            cards=cards,
            data=as_script(data),
        )
        return self.theme.page("web/verify.html", view)

    @property
    def _quiet(self) -> Assets:
        """The assets of a page without a script."""
        return self.assets_from("index.html")

    def _still(self, name: str, title: str) -> tuple[Page, str]:
        """The head of a page without a script, and its heading."""
        words = self.theme.strings(title)
        title = f"{words} · {self.publication.title}"
        return self._page(title, words, f"{name}.html", title), words

    def lost(self) -> str:
        """What a server shows for a missing page, at whatever address: its links are whole."""
        base = urlsplit(self.publication.home).path
        words = self.theme.strings("archive_lost")
        page = self._page(f"{words} · {self.publication.title}", words, "404.html")
        assets = Assets(base + self.assets.style, "", "", base + self.assets.icon)
        view = archive.LostPage(replace(page, unlisted=True), assets, words, base)
        return self.theme.page("web/404.html", view)

    def _page(self, title: str, description: str, path: str, shared: str = "") -> Page:
        """The head of a page; `shared` is its title where a link to it is shown, "" for none."""
        address = self.publication.home + path
        subject = Subject("website", shared, description, address)
        return Page(
            title=title,
            description=description,
            address=address,
            graph=site_graph(self.publication, subject, self.preview) if shared else (),
            policy=policy.STILL,
            accent=accent_of(self.theme),
        )


def _shown(publication: Publication, release: HostedRelease, card: archive.Card) -> Preview | None:
    """The picture of an issue that fits a shared link."""
    for path in (SHARED, COVER):
        if path in release.files and release.is_whole(path):
            width, height = size_of(release.folder / path)
            return Preview(publication.address_of(release.id) + path, width, height, card.title)
    return None
