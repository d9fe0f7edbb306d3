"""The archive: what stands around the releases in the hosted copy.

In: a folder of releases, each with its `manifest.json`. Out: the page of all issues with its
search, lists by year and by section, feeds and catalogues, a frame for other sites, and the
rules for servers, put in place by `replacing`.
"""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bulletin.art.cover import logo_of
from bulletin.cache import Cache, code_digest, digest_of_file, key_of, replace_file, version_of
from bulletin.editions.web.names import TOPICS
from bulletin.languages import code_of
from bulletin.lasting import current
from bulletin.machine.disks import disk_of
from bulletin.manifest import NAME as MANIFEST
from bulletin.site import keys_file
from bulletin.site.documents.hosted import (
    HostedDocument,
    Traces,
    copy_documents,
    documents_of,
    traced,
)
from bulletin.site.documents.signature import ListSigner
from bulletin.site.feeds import calendar, podcast
from bulletin.site.feeds.opds import opds_json, opds_xml
from bulletin.site.feeds.sitemap import robots_txt, sitemap_xml
from bulletin.site.hosting import hosting_files
from bulletin.site.listing import Listing, listing_of_output
from bulletin.site.pages.archive import archive_pages
from bulletin.site.pages.collections import Collections
from bulletin.site.pages.lasting import moved, moved_pages
from bulletin.site.releases import HostedRelease, read_releases
from bulletin.site.replacing import Archive
from bulletin.site.search_index import SearchEntry, write_search
from bulletin.source.settings.models import Publication
from bulletin.theming.theme import Theme

IMPORTS = ("bulletin.theming.filling", "pagefind.service")
"""What a process that is to write an archive may import beforehand."""


def write_archive(
    theme: Theme, dist: Path, cache: Cache | None = None, signer: ListSigner | None = None
) -> tuple[str, ...]:
    """Bring the archive in `dist` up to date with the releases that lie there.

    With a `cache`, an archive of the same releases is not made again; `signer` signs the list of
    documents. Gives the pages that are not as they were built: their words are not searched.
    Raises `BulletinError` when a release's manifest cannot be read, or when something else is in
    an archive's place.
    """
    listing = listing_of_output(dist).owned_by(theme.publication)
    releases = read_releases(dist, listing.releases)
    manifests = [release.manifest for release in releases]
    listing = listing.without(manifests)
    gone = moved(listing.files, manifests)
    around = Around(theme, releases, gone, listing, signer or ListSigner())
    listing = around.listed(listing)
    with prepared(around, dist, listing, cache, within=dist) as archive:
        archive.put()
    return around.damaged


@dataclass(frozen=True)
class Around:
    """What an archive is made from."""

    theme: Theme
    releases: Sequence[HostedRelease]
    moved: tuple[str, ...] = ()
    """Addresses of pages that issues no longer have: they lead to their issues."""
    before: Listing = field(default_factory=Listing)
    """The list of the place as it is."""
    signer: ListSigner = field(default=ListSigner(), repr=False)

    @property
    def publication(self) -> Publication:
        """The publication that it is of."""
        return self.theme.publication

    @cached_property
    def documents(self) -> tuple[HostedDocument, ...]:
        """The documents of earlier years that publication.yaml enters.

        Raises `BulletinError` for one that cannot be published.
        """
        return documents_of(self.publication, self.theme.root)

    @cached_property
    def traces(self) -> Traces:
        """All addresses of documents, of today and of before."""
        return traced(self.before.documents, self.documents)

    def listed(self, listing: Listing) -> Listing:
        """A list of the place that knows what stands beside the archive's own files."""
        return listing.beside(self.traces, (release.id for release in self.releases))

    @property
    def key(self) -> str:
        """Its key in the cache."""
        logo = logo_of(self.theme)
        return key_of(
            "archive",
            code_digest(),
            version_of("pagefind"),
            version_of("icalendar"),
            repr(self.publication),
            self.theme.digest,
            digest_of_file(logo) if logo and logo.is_file() else "",
            [digest_of_file(release.folder / MANIFEST) for release in self.releases],
            self.damaged,
            self.moved,
            [(repr(one.entry), one.sha256) for one in self.documents],
            repr(self.traces),
            sorted(path for path in self.before.files if path.startswith(f"{TOPICS}/")),
            [repr(release.offered) for release in self.releases[:1]],
            code_of(self.publication.language),
        )

    @cached_property
    def shown(self) -> Sequence[HostedRelease]:
        """The releases in lists: one that is out again under another name of its folder is none.

        Its pages stay, for readers have their addresses.
        """
        ids = {one.id for one in current(release.manifest for release in self.releases)}
        return [release for release in self.releases if release.id in ids]

    @property
    def damaged(self) -> tuple[str, ...]:
        """The pages that are not as they were built, and so are not searched."""
        return tuple(f"{one.id}/{path}" for one in self.releases for path in sorted(one.damaged))

    def make(self, folder: Path, cache: Cache | None = None) -> None:
        """Write all of the archive's files below a folder; all but the documents are kept.

        Raises `BulletinError` where their list has to be signed and nothing here can sign it.
        """
        if cache:
            cache.of("archives").folder(self.key, folder, self._write)
        else:
            self._write(folder)
        copy_documents(self.documents, folder)
        self.signer.sign(folder, self.publication.signing)

    def _write(self, folder: Path) -> None:
        """Write what bulletin makes."""
        publication, theme, releases = self.publication, self.theme, self.shown
        hosted = [release for release in releases if not release.manifest.withdrawn]
        write_search(folder, hosted, publication.language, self._searched())
        replace_file(folder / podcast.COVER, podcast.cover(theme))
        if dates := calendar.calendar(publication, releases):
            replace_file(folder / calendar.NAME, dates)
        files = {
            "opds.xml": opds_xml(publication, releases, self.documents),
            "opds.json": opds_json(publication, releases, self.documents),
            "robots.txt": robots_txt(publication),
            podcast.NAME: podcast.feed(theme, [release.manifest for release in self.releases]),
            **hosting_files(publication),
            **archive_pages(
                theme,
                folder,
                releases,
                Collections(self.documents, self.traces, tuple(self.before.files)),
            ),
            **moved_pages(theme, folder, self.releases, self.moved),
        }
        if publication.signing:
            files[keys_file.NAME] = keys_file.keys_file(publication.signing, publication.language)
        files["sitemap.xml"] = sitemap_xml(publication, hosted, files)
        for path, text in files.items():
            replace_file(folder / path, text.encode())

    def _searched(self) -> list[SearchEntry]:
        """What the search knows of the documents: the title of a scan, and of others the words."""
        date = self.theme.strings.date
        return [
            SearchEntry(
                path=one.page,
                title=one.entry.title,
                number=0,
                text=" ".join(filter(None, (one.entry.summary, one.read.words))),
                where=f"{one.entry.kind}, {date(one.entry.date)}",
            )
            for one in self.documents
        ]


@contextlib.contextmanager
def prepared(
    around: Around,
    place: Path,
    listing: Listing,
    cache: Cache | None = None,
    *,
    within: Path | None = None,
) -> Iterator[Archive]:
    """The archive, made ready to be put into `place`, of which `listing` says what is ours.

    It is made in a folder `within`, or where the system keeps what lasts for a moment.
    """
    with tempfile.TemporaryDirectory(dir=within, prefix=".archive.", suffix=".partial") as name:
        made = Path(name)
        with disk_of(made):
            around.make(made, cache)
        yield Archive(made, place, listing)
