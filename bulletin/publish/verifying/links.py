"""Links of hosted pages: does each lead to a page, and to a place on it, that there is.

In: pages by path. Out: where they lead, as paths of the same copy, and the places they have.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from bulletin.formats.element_text import Element

_ATTRIBUTES = ("href", "src", "poster", "data")


@dataclass(frozen=True)
class HostedPage:
    """A page: the ids on it, and the addresses that it names, as they are written."""

    ids: frozenset[str]
    addresses: tuple[str, ...]


def page_of(data: bytes) -> HostedPage:
    """What a page of HTML has; nothing where it is none."""
    try:
        tree = etree.HTML(data, etree.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.LxmlError, ValueError):
        tree = None
    if tree is None:
        return HostedPage(frozenset(), ())
    ids: set[str] = set()
    addresses: dict[str, None] = {}
    for element in tree.iter(etree.Element):
        for name in ("id", "name"):
            if value := element.get(name):
                ids.add(value)
        for written in _written(element):
            addresses[written.strip()] = None
    return HostedPage(frozenset(ids), tuple(addresses))


def _written(element: Element) -> Iterator[str]:
    yield from (value for name in _ATTRIBUTES if (value := element.get(name)) is not None)
    for candidate in (element.get("srcset") or "").split(","):
        yield from candidate.split()[:1]


@dataclass(frozen=True)
class InnerLink:
    """A place in the copy: the path of a file below its top ("" for the top), and a fragment."""

    path: str
    fragment: str


def inner(path: str, written: str, base: str) -> InnerLink | None:
    """Where an address on a page leads within the copy; None: to others, or nowhere.

    `path` is the page's own, `base` the permanent address of the copy's top.
    """
    here = f"http://copy.invalid/bulletin-copy/{path}"
    top = "http://copy.invalid/bulletin-copy/"
    try:
        whole = urljoin(here, written)
        parts = urlsplit(whole)
    except ValueError:
        return None
    if base and _below(whole, base):
        whole = top + whole[len(base) :]
        parts = urlsplit(whole)
    elif base and parts.netloc == "copy.invalid" and written.startswith("/"):
        # An address from the top of the host: the copy may lie below it.
        own = urlsplit(base).path
        if not parts.path.startswith(own):
            return None
        parts = urlsplit(top + whole.split("/", 3)[3].removeprefix(own.lstrip("/")))
    if parts.netloc != "copy.invalid":
        return None
    found = unquote(parts.path)
    if not found.startswith("/bulletin-copy/"):
        return None
    found = found.removeprefix("/bulletin-copy/")
    if not found or found.endswith("/"):
        found += "index.html"
    return InnerLink(posixpath.normpath(found), unquote(parts.fragment))


def _below(whole: str, base: str) -> bool:
    return whole.startswith(base) or whole == base.rstrip("/")
