"""Catalogues for e-readers: OPDS 1.2 (Atom) and OPDS 2.0 (JSON).

In: the releases. Out: the catalogues' text. Source: specs.opds.io/opds-1.2 and
drafts.opds.io/opds-2.0.
"""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from bulletin.formats.timestamps import timestamp
from bulletin.lasting import first_home
from bulletin.manifest import FileRecord
from bulletin.site.documents.hosted import HostedDocument
from bulletin.site.feeds.atom import ATOM, atom
from bulletin.site.feeds.xml_documents import document, node
from bulletin.site.releases import HostedRelease
from bulletin.source.settings.models import Publication
from bulletin.xhtml import Element

_DC = "http://purl.org/dc/terms/"
_OPDS = "http://opds-spec.org"
ATOM_KIND = "application/atom+xml;profile=opds-catalog;kind=acquisition"
JSON_KIND = "application/opds+json"
_OPEN = f"{_OPDS}/acquisition/open-access"

_NAMES = {"": ATOM, "dc": _DC, "opds": f"{_OPDS}/2010/catalog"}


def _dc(local: str) -> str:
    return f"{{{_DC}}}{local}"


def opds_xml(
    publication: Publication, releases: Sequence[HostedRelease], documents: Sequence[HostedDocument]
) -> str:
    """The OPDS 1.2 acquisition feed."""
    base, first = publication.home, _first_home(publication, releases)
    feed = node(
        atom("feed"),
        node(atom("id"), f"{first}opds.xml"),
        node(atom("title"), publication.title),
        node(atom("updated"), _updated(releases)),
        node(
            atom("author"), node(atom("name"), publication.publisher.name), node(atom("uri"), base)
        ),
        _link("self", f"{base}opds.xml", ATOM_KIND),
        _link("start", f"{base}opds.xml", ATOM_KIND),
        _link("alternate", base, "text/html"),
        *(_entry(publication, release) for release in releases if _books(release)),
        *(_document_entry(publication, one, first) for one in documents if _is_read(one)),
    )
    if publication.subtitle:
        feed.insert(2, node(atom("subtitle"), publication.subtitle))
    return document(feed, _NAMES)


def _entry(publication: Publication, release: HostedRelease) -> Element:
    one = release.manifest
    folder = f"{publication.home}{release.id}/"
    entry = node(
        atom("entry"),
        node(atom("title"), one.title),
        node(atom("id"), one.lasting_address),
        node(atom("updated"), timestamp(one.modified)),
        node(atom("published"), f"{one.date.isoformat()}T00:00:00Z"),
        node(atom("author"), node(atom("name"), one.publisher)),
        node(_dc("language"), one.language),
        node(_dc("publisher"), one.publisher),
        node(_dc("issued"), one.date.isoformat()),
        node(_dc("identifier"), one.lasting_address),
    )
    if one.summary:
        entry.append(node(atom("summary"), one.summary, type="text"))
    for rel, path in _images(release):
        entry.append(_link(rel, folder + path, "image/jpeg"))
    if release.page:
        entry.append(_link("alternate", folder, "text/html"))
    for record in _books(release):
        link = _link(_OPEN, folder + record.path, record.media_type)
        link.set("length", str(record.bytes))
        entry.append(link)
    return entry


def _link(rel: str, href: str, kind: str) -> Element:
    return node(atom("link"), rel=rel, href=href, type=kind)


def _images(release: HostedRelease) -> list[tuple[str, str]]:
    pairs = [(f"{_OPDS}/image", release.cover), (f"{_OPDS}/image/thumbnail", release.small_cover)]
    return [(rel, path.removeprefix(f"{release.id}/")) for rel, path in pairs if path]


def opds_json(
    publication: Publication, releases: Sequence[HostedRelease], documents: Sequence[HostedDocument]
) -> str:
    """The OPDS 2.0 catalogue."""
    base, first = publication.home, _first_home(publication, releases)
    catalogue = {
        "metadata": {"title": publication.title, "modified": _updated(releases)},
        "links": [
            {"rel": "self", "href": f"{base}opds.json", "type": JSON_KIND},
            {"rel": "alternate", "href": base, "type": "text/html"},
        ],
        "publications": [
            *(_publication(publication, r) for r in releases if _books(r)),
            *(_document(publication, one, first) for one in documents if _is_read(one)),
        ],
    }
    return json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n"


def _publication(publication: Publication, release: HostedRelease) -> dict[str, Any]:
    one = release.manifest
    folder = f"{publication.home}{release.id}/"
    metadata: dict[str, Any] = {
        "@type": "http://schema.org/PublicationIssue",
        "title": one.title,
        "identifier": one.lasting_address,
        "author": one.publisher,
        "publisher": one.publisher,
        "language": one.language,
        "published": one.date.isoformat(),
        "modified": timestamp(one.modified),
        "belongsTo": {"series": {"name": one.publication, "position": one.number}},
    }
    if one.summary:
        metadata["description"] = one.summary
    if one.duration:
        metadata["duration"] = round(one.duration)
    links = [
        {"rel": _OPEN, "href": folder + r.path, "type": r.media_type, "size": r.bytes}
        for r in _books(release)
    ]
    if release.page:
        links.append({"rel": "alternate", "href": folder, "type": "text/html"})
    images = [{"href": folder + path, "type": "image/jpeg"} for _, path in _images(release)]
    return {"metadata": metadata, "links": links} | ({"images": images} if images else {})


def _is_read(one: HostedDocument) -> bool:
    """Whether e-readers can show a document of earlier years."""
    return one.ending == ".pdf"


def _first_home(publication: Publication, releases: Sequence[HostedRelease]) -> str:
    return first_home((release.manifest for release in releases), publication.home)


def _document_entry(publication: Publication, one: HostedDocument, first: str) -> Element:
    """A document; it keeps the name that it got at the `first` address of the publication."""
    entry, publisher = one.entry, publication.publisher.name
    day = f"{entry.date.isoformat()}T00:00:00Z"
    made = node(
        atom("entry"),
        node(atom("title"), entry.title),
        node(atom("id"), first + one.folder),
        node(atom("updated"), day),
        node(atom("published"), day),
        node(atom("author"), node(atom("name"), publisher)),
        node(_dc("language"), entry.language or publication.language),
        node(_dc("publisher"), publisher),
        node(_dc("issued"), entry.date.isoformat()),
        node(_dc("identifier"), first + one.folder),
        node(atom("category"), term=entry.kind),
        node(atom("summary"), entry.summary or entry.kind, type="text"),
        _link("alternate", one.address, "text/html"),
    )
    link = _link(_OPEN, one.base + one.file, one.media_type)
    link.set("length", str(one.size))
    made.append(link)
    return made


def _document(publication: Publication, one: HostedDocument, first: str) -> dict[str, Any]:
    entry, publisher = one.entry, publication.publisher.name
    metadata = {
        "@type": "http://schema.org/DigitalDocument",
        "title": entry.title,
        "identifier": first + one.folder,
        "author": publisher,
        "publisher": publisher,
        "language": entry.language or publication.language,
        "published": entry.date.isoformat(),
        "subject": [entry.kind, *entry.topics],
        "description": entry.summary or entry.kind,
    }
    file = {"rel": _OPEN, "href": one.base + one.file, "type": one.media_type, "size": one.size}
    page = {"rel": "alternate", "href": one.address, "type": "text/html"}
    return {"metadata": metadata, "links": [file, page]}


def _books(release: HostedRelease) -> list[FileRecord]:
    """What belongs on a reader's shelf; sheets for printers do not."""
    return [record for download, record in release.downloads if download.book]


def _updated(releases: Sequence[HostedRelease]) -> str:
    """When the newest change came in; the start of 1970 while there is none."""
    times = [release.manifest.modified for release in releases]
    return timestamp(max(times, default=dt.datetime.fromtimestamp(0, dt.UTC)))
