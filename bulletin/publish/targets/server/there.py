"""What lies in a place on a server, as far as it matters to what is published there.

In: an opened `Storage`. Out: the list of our files, the manifests of the issues, and of one of
these what the archive reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin import manifest
from bulletin.cache import digest_of
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import inside
from bulletin.machine.processes import threads
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.publish.targets.server.storage import AT_ONCE, Storage, StorageError
from bulletin.site.listing import NAME as LISTING
from bulletin.site.listing import Listing, is_of_host
from bulletin.site.releases import is_of_ours, is_read
from bulletin.source.settings.models import Publication

_SHOWN = 6


@dataclass(frozen=True)
class There:
    """What a place holds: our list, and the manifest of each release by its issue's id."""

    listing: Listing
    releases: Mapping[str, Manifest]
    damaged: tuple[str, ...]
    """Issues whose manifest does not say what it should."""


def look(storage: Storage, publication: Publication, issue_id: str) -> There:
    """What a place holds. Raises `BulletinError` where it is not this publication's.

    The manifest of the issue that is published may be damaged.
    """
    names = sorted(storage.names())
    data = storage.read(LISTING)
    shown = [name for name in names if not is_of_host(name)]
    if data is None:
        if shown:
            more = f", ... ({len(shown)})" if len(shown) > _SHOWN else ""
            message = tr(
                "{place} is not ours to publish into; there lie: {names}",
                place=storage.place,
                names=", ".join(shown[:_SHOWN]) + more,
            )
            hint = tr("name an empty place, or the one that was published into before")
            raise BulletinError(message, hint)
        return There(Listing().owned_by(publication), {}, ())
    if LISTING not in names:
        message = tr(
            "{place}: the server leaves {file} out when it lists what lies there, though it is",
            place=storage.place,
            file=LISTING,
        )
        raise StorageError(message, tr("is that the right server? if so, try again later"))
    listing = _listing(storage, data, publication)
    releases: dict[str, Manifest] = {}
    damaged: list[str] = []
    for name in shown:
        found = storage.read(f"{name}/{manifest.NAME}") if "." not in name else None
        if name not in listing.releases and (found is None or not is_of_ours(found)):
            continue
        if found and (release := manifest.parsed(found)) and release.id == name:
            releases[name] = release
        elif name != issue_id:
            damaged.append(name)
    return There(listing.owned_by(publication), releases, tuple(damaged))


def _listing(storage: Storage, data: bytes, publication: Publication) -> Listing:
    """Which files there are ours. Raises `BulletinError` where they are another publication's."""
    try:
        listing = Listing.model_validate_json(data)
    except ValueError as error:
        message = tr(
            "{file} in {place} cannot be read, so that nobody knows which files there are ours",
            file=LISTING,
            place=storage.place,
        )
        raise BulletinError(message, tr("publish into an empty place instead")) from error
    listing.refuse_another(publication, storage.place)
    return listing


def mirrored(storage: Storage, found: Manifest, folder: Path, lying: str = "") -> Path:
    """Another issue as far as the archive reads it: manifest, pages, pictures, checked.

    `lying`: where its files are, if that is not where readers find them. Raises `BulletinError`
    for a file that is not as its manifest says.
    """
    place = folder / found.id
    place.mkdir(parents=True)
    (place / manifest.NAME).write_text(found.to_json(), encoding="utf-8")
    pages = [record for record in found.files if is_read(record.path)]
    with threads(AT_ONCE) as pool:
        fetched = pool.map(lambda record: storage.read(f"{lying or found.id}/{record.path}"), pages)
        for record, data in zip(pages, fetched, strict=True):
            if data is None or digest_of(data) != record.sha256 or not inside(record.path):
                message = tr(
                    "{place}: {path} of the issue {id} is not as it was published",
                    place=storage.place,
                    path=record.path,
                    id=found.id,
                )
                raise BulletinError(message, tr("publish that issue again first"))
            file = place / record.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return place
