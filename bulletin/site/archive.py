"""The archive: what stands around the releases in the hosted copy.

In: a folder of releases, each with its `manifest.json`. Out: the page of all issues with its
search, lists by year and by section, feeds and catalogues, a frame for other sites, and the
rules for servers. Every file appears whole or not at all; those that point come last.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bulletin.art.cover import logo_of
from bulletin.cache import Cache, code_digest, digest_of_file, key_of, replace_file
from bulletin.editions.web.assets import FOLDER as ASSETS
from bulletin.languages import code_of
from bulletin.manifest import NAME as MANIFEST
from bulletin.site import podcast
from bulletin.site.archive_pages import archive_pages
from bulletin.site.hosting import hosting_files
from bulletin.site.opds import opds_json, opds_xml
from bulletin.site.releases import Release, read_releases
from bulletin.site.search_index import FOLDER as SEARCH
from bulletin.site.search_index import write_search
from bulletin.site.sitemap import robots_txt, sitemap_xml
from bulletin.source.settings import Publication
from bulletin.theme import Theme

__all__ = ["write_archive"]

_POINTING = {".html", ".xml", ".json"}
"""Files that lead to others, and so appear after them."""


def write_archive(
    publication: Publication, theme: Theme, dist: Path, cache: Cache | None = None
) -> None:
    """Bring the archive in `dist` up to date with the releases that lie there.

    With a `cache`, an archive of the same releases is not made again. Raises `BulletinError`
    when a release's manifest cannot be read.
    """
    releases = read_releases(dist)
    with tempfile.TemporaryDirectory(dir=dist, prefix=".archive.", suffix=".partial") as name:
        made = Path(name)
        if cache:
            key = _key(publication, theme, releases)
            cache.folder(key, made, lambda folder: _make(publication, theme, releases, folder))
        else:
            _make(publication, theme, releases, made)
        _put(made, dist)


def _key(publication: Publication, theme: Theme, releases: Sequence[Release]) -> str:
    logo = logo_of(theme)
    return key_of(
        "archive",
        code_digest(),
        version("pagefind"),
        repr(publication),
        theme.digest,
        digest_of_file(logo) if logo and logo.is_file() else "",
        [digest_of_file(release.folder / MANIFEST) for release in releases],
        [repr(release.offered) for release in releases[:1]],
        code_of(publication.language),
    )


def _make(
    publication: Publication, theme: Theme, releases: Sequence[Release], folder: Path
) -> None:
    """Write all of the archive's files below a folder."""
    write_search(folder, releases, publication.language)
    replace_file(folder / podcast.COVER, podcast.cover(publication, theme))
    files = {
        "opds.xml": opds_xml(publication, releases),
        "opds.json": opds_json(publication, releases),
        "sitemap.xml": sitemap_xml(publication, releases),
        "robots.txt": robots_txt(publication),
        podcast.NAME: podcast.feed(publication, theme, [release.manifest for release in releases]),
        **hosting_files(publication, releases),
        **archive_pages(publication, theme, folder, releases),
    }
    for path, text in files.items():
        replace_file(folder / path, text.encode())


def _put(made: Path, dist: Path) -> None:
    """Move what has changed to its place, each file whole; what no page uses any more goes."""
    paths = [file.relative_to(made) for file in made.rglob("*") if file.is_file()]
    for path in sorted(paths, key=lambda path: (path.suffix in _POINTING, path)):
        data = (made / path).read_bytes()
        place = dist / path
        if not place.is_file() or place.read_bytes() != data:
            replace_file(place, data)
    for folder in (SEARCH, ASSETS):
        for file in sorted((dist / folder).rglob("*")):
            if file.is_file() and file.relative_to(dist) not in paths:
                file.unlink()
