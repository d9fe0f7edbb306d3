"""The archive around the issues: does it name each of them.

In: a hosted copy's top. Out: the issues that it holds, and faults of the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bulletin import manifest
from bulletin.editions.web.names import is_own_folder
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.publish.verifying.files import LARGEST_PAGE, wrong_type
from bulletin.publish.verifying.links import inner, page_of
from bulletin.publish.verifying.places import HostedCopy, KeptCopy, LocalCopy
from bulletin.publish.verifying.report import Discrepancy
from bulletin.site.documents import KINDS
from bulletin.site.documents import LIST as DOCUMENTS
from bulletin.site.listing import read_listing
from bulletin.site.podcast import ISSUES
from bulletin.site.podcast import NAME as FEED
from bulletin.site.releases import PAGE, is_foreign
from bulletin.site.topics import LIST as TOPICS

_WHOLE = KeptCopy(0, LARGEST_PAGE)
_LOC = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
SITEMAP = "sitemap.xml"
PAGES = (PAGE, "contents.html", "sections.html", DOCUMENTS, KINDS, TOPICS)
"""Those whose links are followed; the last three need not be there."""
_LARGEST = 1 << 30


def ids_around(top: HostedCopy) -> list[str]:
    """The issues of a copy: its folders, or on a server what its lists name."""
    if isinstance(top, LocalCopy):
        files = sorted(top.folder.glob(f"[!.]*/{manifest.NAME}"))
        return [file.parent.name for file in files if not is_foreign(file.parent)]
    got = top.get(SITEMAP, LARGEST_PAGE, _WHOLE)
    found: dict[str, None] = {}
    addresses = _LOC.findall(got.data.decode("utf-8", "replace"))
    home = min(addresses, key=len, default="")
    for address in addresses:
        if name := address.removeprefix(home).partition("/")[0]:
            found[name] = None
    return [name for name in found if "." not in name and not is_own_folder(name)]


def archive_faults(top: HostedCopy, found: Manifest) -> Iterator[Discrepancy]:
    """Whether the page of all issues and the feed name an issue."""
    base = found.address.removesuffix(f"{found.id}/")
    page = top.get(PAGE, LARGEST_PAGE, _WHOLE)
    if page.fault or (page_fault := wrong_type(PAGE, page.kind)):
        yield Discrepancy(top.shown(PAGE), page.fault or page_fault)
    elif not any(
        (link := inner(PAGE, written, base)) and link.path.startswith(f"{found.id}/")
        for written in page_of(page.data).addresses
    ):
        yield Discrepancy(top.shown(PAGE), tr("it does not name the issue {id}", id=found.id))
    feed = top.get(FEED, LARGEST_PAGE, _WHOLE)
    if feed.fault or (feed_fault := wrong_type(FEED, feed.kind)):
        yield Discrepancy(top.shown(FEED), feed.fault or feed_fault)
    elif found.withdrawn:
        return  # no feed offers it
    elif _address(found) not in feed.data and feed.data.count(b"<item>") < ISSUES:
        yield Discrepancy(top.shown(FEED), tr("it does not name the issue {id}", id=found.id))


def surroundings(top: HostedCopy, base: str) -> Iterator[Discrepancy]:
    """Whether the archive's own files are there as they were written, and where their links lead.

    A folder has the list of them; a server shows what its pages need.
    """
    if isinstance(top, LocalCopy):
        listing = read_listing(top.folder)
        for path, digest in (listing.files if listing else {}).items():
            got = top.get(path, _LARGEST, KeptCopy())
            if got.fault or (digest and got.sha256 != digest):
                yield Discrepancy(top.shown(path), got.fault or tr("it was changed"))
    asked: dict[str, str] = {}
    for path in PAGES:
        got = top.get(path, LARGEST_PAGE, _WHOLE)
        for written in page_of(got.data).addresses:
            link = inner(path, written, base)
            if link is None or link.path in asked:
                continue
            asked[link.path] = top.head(PAGE if link.path == "." else link.path).fault
            if asked[link.path]:
                reason = asked[link.path]
                what = tr("the link {address}: {reason}", address=written, reason=reason)
                yield Discrepancy(top.shown(path), what)


def _address(found: Manifest) -> bytes:
    """What of an issue's address stands in the feed, however its host is written."""
    return urlsplit(found.address).path.encode()
