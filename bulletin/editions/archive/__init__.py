"""The archive: what stands around the releases in the hosted copy.

In: a folder of releases, each with its `manifest.json`. Out: the page of all issues with its
search, lists by year and by section, feeds and catalogues, a frame for other sites, and the
rules for servers. Every file appears whole or not at all; those that point come last.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bulletin.cache import replace_file
from bulletin.editions import podcast
from bulletin.editions.archive.hosting import hosting_files
from bulletin.editions.archive.opds import opds_json, opds_xml
from bulletin.editions.archive.pages import archive_pages
from bulletin.editions.archive.releases import read_releases
from bulletin.editions.archive.search import write_search
from bulletin.editions.archive.sitemap import robots_txt, sitemap_xml
from bulletin.source.settings import Publication
from bulletin.theme import Theme

__all__ = ["write_archive"]


def write_archive(
    publication: Publication, theme: Theme, dist: Path, modified: dt.datetime
) -> None:
    """Bring the archive in `dist` up to date with the releases that lie there.

    `modified` is the time to write into files that carry one. Raises `BulletinError` when a
    release's manifest cannot be read.
    """
    releases = read_releases(dist)
    write_search(dist, releases, publication.language)
    files = {
        "opds.xml": opds_xml(publication, releases, modified),
        "opds.json": opds_json(publication, releases, modified),
        "sitemap.xml": sitemap_xml(publication, releases),
        "robots.txt": robots_txt(publication),
        podcast.NAME: podcast.feed(publication, theme, [release.manifest for release in releases]),
        **hosting_files(publication, releases),
        **archive_pages(publication, theme, dist, releases),
    }
    replace_file(dist / podcast.COVER, podcast.cover(publication, theme))
    for path, text in files.items():
        replace_file(dist / path, text.encode())
