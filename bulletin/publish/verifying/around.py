"""The archive around the issues: does it name each of them.

In: a hosted copy's top. Out: the issues that it holds, and faults of the archive.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from bulletin import manifest
from bulletin.editions.web.names import is_own_folder
from bulletin.lasting import current, releases_in
from bulletin.machine.processes import threads
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.publish.verifying.files import LARGEST_PAGE, wrong_type
from bulletin.publish.verifying.links import inner, page_of
from bulletin.publish.verifying.places import Got, HostedCopy, KeptCopy, LocalCopy, RemoteCopy
from bulletin.publish.verifying.report import Discrepancy
from bulletin.site.documents.hosted import KINDS
from bulletin.site.documents.hosted import LIST as DOCUMENTS
from bulletin.site.feeds.podcast import ISSUES
from bulletin.site.feeds.podcast import NAME as FEED
from bulletin.site.listing import NAME as LISTING
from bulletin.site.listing import Listing
from bulletin.site.releases import PAGE, is_foreign
from bulletin.site.topics import LIST as TOPICS

_WHOLE = KeptCopy(0, LARGEST_PAGE)
_LOC = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
SITEMAP = "sitemap.xml"
PAGES = (PAGE, "contents.html", "sections.html", DOCUMENTS, KINDS, TOPICS)
"""Those whose links are followed; the last three need not be there."""
_LARGEST = 1 << 30
AT_ONCE = 8
_NOWHERE = "bulletin-has-no-such-page.html"
_RULES = ("_headers", "_redirects", "hosting/")


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
    # One that was withdrawn stands in no list for machines any more, and on the pages still.
    for path in PAGES:
        for written in page_of(top.get(path, LARGEST_PAGE, _WHOLE).data).addresses:
            link = inner(path, written, home)
            if link and link.path.endswith((f"/{PAGE}", "/")):
                found[link.path.partition("/")[0]] = None
    return [name for name in found if name and "." not in name and not is_own_folder(name)]


@dataclass(frozen=True)
class ArchiveNames:
    """The page of all issues and the feed of a copy, each read once for all of them."""

    top: HostedCopy
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _page(self) -> Got:
        return self.top.get(PAGE, LARGEST_PAGE, _WHOLE)

    @cached_property
    def _feed(self) -> Got:
        return self.top.get(FEED, LARGEST_PAGE, _WHOLE)

    def faults(self, found: Manifest) -> Iterator[Discrepancy]:
        """Whether they name an issue."""
        if found.id in self._renamed:
            return
        top, page, feed = self.top, self._page, self._feed
        if page.fault or (page_fault := wrong_type(PAGE, page.kind)):
            yield Discrepancy(top.shown(PAGE), page.fault or page_fault)
        elif found.id not in self._folders(found.address.removesuffix(f"{found.id}/")):
            yield Discrepancy(top.shown(PAGE), tr("it does not name the issue {id}", id=found.id))
        if feed.fault or (feed_fault := wrong_type(FEED, feed.kind)):
            yield Discrepancy(top.shown(FEED), feed.fault or feed_fault)
        elif found.withdrawn:
            if _address(found) + b"<" in feed.data:
                what = tr("it still names the withdrawn issue {id}", id=found.id)
                yield Discrepancy(top.shown(FEED), what)
        elif _address(found) not in feed.data and feed.data.count(b"<item>") < ISSUES:
            yield Discrepancy(top.shown(FEED), tr("it does not name the issue {id}", id=found.id))

    @cached_property
    def _renamed(self) -> frozenset[str]:
        """Issues that are out again under another name of their folder, which alone lists have."""
        if not isinstance(self.top, LocalCopy):
            return frozenset()
        found = releases_in(self.top.folder)
        return frozenset(one.id for one in found) - {one.id for one in current(found)}

    def _folders(self, base: str) -> frozenset[str]:
        """The folders that the page leads into, where the copy's top has this address."""
        if base not in self._named:
            links = (inner(PAGE, one, base) for one in page_of(self._page.data).addresses)
            paths = (link.path.partition("/") for link in links if link)
            self._named[base] = frozenset(folder for folder, below, _ in paths if below)
        return self._named[base]


def listed(top: HostedCopy) -> tuple[Mapping[str, str], str]:
    """The files that are the archive's own, SHA-256 by path; and what is wrong with the list.

    A server may hide it: it is then as if there were none.
    """
    got = top.get(LISTING, LARGEST_PAGE, _WHOLE)
    if got.fault:
        return {}, ""
    try:
        return Listing.model_validate_json(got.data).files, ""
    except ValueError:
        # A server that has a page for whatever it has not.
        return {}, "" if isinstance(top, RemoteCopy) else tr("it is no list of our files")


def surroundings(top: HostedCopy, base: str, *, quick: bool) -> Iterator[Discrepancy]:
    """Whether the archive's own files are there as they were written, and where their links lead.

    Among them are the pages that issues once had, which lead to what these are now.
    """
    if isinstance(top, RemoteCopy) and not top.head(_NOWHERE).fault:
        what = tr("the server answers what is not there with a page and 200 instead of 404")
        yield Discrepancy(top.shown(_NOWHERE), what)
    files, fault = listed(top)
    if fault:
        yield Discrepancy(top.shown(LISTING), fault)
    by_head = quick and isinstance(top, RemoteCopy)

    def one(path: str) -> str:
        got = top.head(path) if by_head else top.get(path, _LARGEST, KeptCopy())
        other = files[path] and not by_head and not got.fault and got.sha256 != files[path]
        return got.fault or (tr("it was changed") if other else "")

    # Rules for some kinds of servers are not served by them, or not as they are.
    kept = [path for path in files if not path.startswith(_RULES) or isinstance(top, LocalCopy)]
    with threads(AT_ONCE) as pool:
        for path, what in zip(kept, pool.map(one, kept), strict=True):
            if what:
                yield Discrepancy(top.shown(path), what)
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


def slash_faults(top: HostedCopy, prefix: str, files: Collection[str]) -> Iterator[Discrepancy]:
    """Whether a server shows the page of a folder at its address without the slash at the end.

    A browser looks for what such a page names beside the folder, and finds nothing.
    """
    folder = prefix.rstrip("/")
    if not folder or PAGE not in files:
        return
    got = top.head(folder)
    if not got.fault and got.address.partition("?")[0] == top.shown(folder):
        what = tr(
            "it is answered with the page of {folder}, whose styles and links are then not"
            " found: have the server lead on to it (a redirect, often called"
            ' "trailing slash")',
            folder=top.shown(prefix),
        )
        yield Discrepancy(top.shown(folder), what)


def _address(found: Manifest) -> bytes:
    """What of an issue's address stands in the feed, however its host is written."""
    return urlsplit(found.address).path.encode()
