"""What search engines are told: the sitemap (sitemaps.org, 0.9) and robots.txt (RFC 9309).

In: the releases. Out: the files' text.
"""

from collections.abc import Iterable, Iterator, Sequence

from bulletin.editions.web.names import TOPICS
from bulletin.site.documents.hosted import FOLDER as DOCUMENTS
from bulletin.site.feeds.xml_documents import document, node
from bulletin.site.releases import HostedRelease
from bulletin.source.settings.models import Publication

_COLLECTED = (f"{DOCUMENTS}/", f"{TOPICS}/")
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _name(local: str) -> str:
    return f"{{{_SITEMAP}}}{local}"


def sitemap_xml(
    publication: Publication, releases: Sequence[HostedRelease], around: Iterable[str]
) -> str:
    """Every page that has an address of its own, with the day it last changed."""
    urls = [
        node(_name("url"), node(_name("loc"), address), node(_name("lastmod"), day))
        for address, day in _pages(publication, releases, around)
    ]
    return document(node(_name("urlset"), *urls), {"": _SITEMAP})


def _pages(
    publication: Publication, releases: Sequence[HostedRelease], around: Iterable[str]
) -> Iterator[tuple[str, str]]:
    base = publication.home
    hosted = [release for release in releases if release.page]
    if hosted:
        newest = max(release.manifest.modified for release in hosted).date().isoformat()
        for name in ("", "contents.html", "sections.html"):
            yield base + name, newest
        for path in sorted(around):
            if path.startswith(_COLLECTED) and path.endswith(".html"):
                yield base + path.removesuffix("index.html"), newest
    for release in hosted:
        day = release.manifest.modified.date().isoformat()
        yield f"{base}{release.id}/", day
        for article in release.manifest.articles:
            path = f"{article.slug}.html"
            if path in release.files:
                yield f"{base}{release.id}/{path}", day


def robots_txt(publication: Publication) -> str:
    """Everyone may read everything, and find it."""
    base = publication.home
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
