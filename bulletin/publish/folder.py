"""Publishing into a folder: a mounted disk, or the root of a web server on this machine.

In: a release and the folder's path. Out: the release there, whole or not at all, and the
archive of that folder rewritten to know it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bulletin import manifest
from bulletin.cache import digest_of_file
from bulletin.diagnostics import BulletinError
from bulletin.disks import disk_of, room_for
from bulletin.messages import tr
from bulletin.publish.base import Destination, Release
from bulletin.release import only_writer, refuse_foreign, staged, told
from bulletin.site.archive import Around, prepared
from bulletin.site.listing import Change, Listing, listing_of
from bulletin.site.releases import newest_first, read_releases, release_in
from bulletin.source.targets import FolderPlace

_HOST = re.compile(r"[^/\\]+:")
"""How an address begins that is no path of this machine: "s3:", "me@example.org:"."""

_BLOCK = 1 << 20


class FolderTarget:
    """The target "folder": any path on this machine."""

    name = "folder"

    def place(self, address: str) -> FolderPlace | None:
        """Every address that names no host and no scheme is a path."""
        return None if _HOST.match(address) else FolderPlace(type="folder", path=address)

    def publish(self, release: Release, place: Destination, *, dry_run: bool) -> Sequence[Change]:
        """Copy the release beside its place and move it in; then rewrite the archive."""
        if not isinstance(place, FolderPlace):
            raise TypeError(place)
        return _publish(release, _folder(place.path, release.folder), dry_run=dry_run)


def _publish(release: Release, place: Path, *, dry_run: bool) -> Sequence[Change]:
    listing = listing_of(place, release.publication)
    refuse_foreign(place / release.id)
    with disk_of(place, _size(release)):
        if dry_run:
            with prepared(_around(release, place), place, listing) as archive:
                return _in_order(_changes(release, place), archive.changes())
        room_for(place, _size(release))
        with only_writer(place):
            listing = listing_of(place, release.publication)
            # From here on the place is ours, whenever this ends.
            listing.write(place)
            return _put(release, place, listing)


def _put(release: Release, place: Path, listing: Listing) -> Sequence[Change]:
    here = place / release.id
    with (
        told(here),
        prepared(_around(release, place), place, listing, within=place) as archive,
    ):
        changes = _in_order(_changes(release, place), archive.changes())
        with staged(place, release.id) as new:
            for path, digest in _digests(release).items():
                _copy(release.folder / path, new / path, digest)
        try:
            archive.put()
        except BaseException as error:
            error.add_note(
                tr(
                    "the archive around it, with its pages and feeds, is not up to "
                    "date: the same command again brings it there"
                )
            )
            raise
    return changes


def _folder(address: str, release: Path) -> Path:
    """The folder that an address names. Raises `BulletinError` where none can be published to."""
    if not address.strip():
        message = tr("the folder to publish into has no name")
        raise BulletinError(message, tr("write it after --to; is a variable empty?"))
    place = Path(address)
    if place.is_symlink():
        message = tr("{place} is a symbolic link", place=place)
        raise BulletinError(message, tr("name the folder itself: {place}", place=place.resolve()))
    above = next(path for path in (place, *place.absolute().parents) if path.exists())
    if not above.is_dir():
        message = tr("{above} is no folder", above=above)
        raise BulletinError(message, tr("name a folder to publish into"))
    real, output = place.resolve(), release.parent.resolve()
    if real.is_relative_to(output) or output.is_relative_to(real):
        message = tr(
            "{place} and the folder of what was built, {parent}, lie in each other",
            place=place,
            parent=release.parent,
        )
        raise BulletinError(message, tr("name a folder to publish into that lies apart from it"))
    return place


def _around(release: Release, place: Path) -> Around:
    """The archive as it is to be, with the release in it."""
    others = [one for one in read_releases(place) if one.id != release.id]
    releases = newest_first([*others, release_in(release.folder, release.manifest)])
    return Around(release.publication, release.theme, releases)


def _changes(release: Release, place: Path) -> Iterator[Change]:
    """What becomes of the release's files in a place."""
    here = place / release.id
    digests = _digests(release)
    for path, digest in digests.items():
        if not (here / path).is_file():
            kind = "new"
        else:
            kind = "unchanged" if digest_of_file(here / path) == digest else "changed"
        yield Change(kind, f"{release.id}/{path}")
    try:
        last = manifest.read(here)
    except (OSError, ValueError):
        return
    for record in last.files:
        if record.path not in digests and (here / record.path).is_file():
            yield Change("removed", f"{release.id}/{record.path}")


def _in_order(*changes: Iterator[Change] | Sequence[Change]) -> tuple[Change, ...]:
    return tuple(sorted((c for some in changes for c in some), key=lambda change: change.path))


def _digests(release: Release) -> dict[str, str]:
    """SHA-256 of every file of a release, by path."""
    digests = {record.path: record.sha256 for record in release.manifest.files}
    return {**digests, manifest.NAME: digest_of_file(release.folder / manifest.NAME)}


def _copy(file: Path, place: Path, expected: str) -> None:
    """Copy a file. Raises `BulletinError` if it is not what it was when it was judged."""
    digest = hashlib.sha256()
    place.parent.mkdir(parents=True, exist_ok=True)
    with file.open("rb") as source, place.open("wb") as target:
        while block := source.read(_BLOCK):
            digest.update(block)
            target.write(block)
    if digest.hexdigest() != expected:
        message = tr("{file} was changed while it was published", file=file)
        raise BulletinError(message, tr("wait for the build that writes there, and try again"))


def _size(release: Release) -> int:
    return sum(record.bytes for record in release.manifest.files)
