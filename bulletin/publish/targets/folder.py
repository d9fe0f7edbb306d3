"""Publishing into a folder: a mounted disk, or the root of a web server on this machine.

In: a release and the folder's path. Out: the release there, whole or not at all, and the
archive of that folder rewritten to know it.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bulletin import manifest
from bulletin.building.release import (
    only_writer,
    put,
    refuse_foreign,
    refuse_no_folder,
    staged,
    told,
)
from bulletin.building.sealing import list_signer
from bulletin.cache import digest_of_file, replace_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import disk_of, inside, room_for
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.provenance.keys import Signer
from bulletin.publish.base import Release
from bulletin.publish.revisions import refuse_back, refuse_unsaid
from bulletin.publish.sending import SendingMeter
from bulletin.publish.whole import copy_judged
from bulletin.site.archive import Around, prepared
from bulletin.site.listing import Change, Listing, listing_of
from bulletin.site.pages.lasting import moved
from bulletin.site.releases import newest_first, read_releases, release_in
from bulletin.source.files import is_there
from bulletin.source.settings.targets import FolderPlace
from bulletin.theming.theme import Theme

_HOST = re.compile(r"[^/\\]+:")
"""How an address begins that is no path of this machine: "s3:", "me@example.org:"."""

RELEASES = ".releases"
"""Where the last release but one of each issue is kept, for `roll_back`."""


class FolderTarget:
    """The target "folder": any path on this machine."""

    name = "folder"

    def place(self, address: str) -> FolderPlace | None:
        """Every address that names no host and no scheme is a path."""
        return None if _HOST.match(address) else FolderPlace(type="folder", path=address)

    def publish(self, release: Release, place: FolderPlace, *, dry_run: bool) -> Sequence[Change]:
        """Copy the release beside its place and move it in; then rewrite the archive."""
        return _publish(release, _folder(place.path, release.folder), dry_run=dry_run)

    def read(self, place: FolderPlace, path: str) -> bytes | None:
        """A file of the hosted copy."""
        file = Path(place.path) / path
        return file.read_bytes() if file.is_file() else None

    def roll_back(
        self, issue_id: str, place: FolderPlace, theme: Theme, signer: Signer | None = None
    ) -> Sequence[Change]:
        """Exchange the release with the one that is kept; then rewrite the archive."""
        folder = Path(place.path)
        kept = kept_before(issue_id, folder)
        _refuse_others(kept)
        refuse_back(_manifest_of(issue_id, folder / issue_id))
        earlier = _manifest_of(issue_id, kept)
        if earlier is None:
            message = tr(
                "there is no last release but one of {id} in {kept}", id=issue_id, kept=kept
            )
            raise BulletinError(message, tr("build the issue as it was, and publish it"))
        release = Release(kept, earlier, theme, silent="--rollback", signer=signer)
        with disk_of(folder), only_writer(folder):
            listing = listing_of(folder, theme.publication)
            return _put(release, folder, listing, back=True)


def _publish(release: Release, place: Path, *, dry_run: bool) -> Sequence[Change]:
    listing = listing_of(place, release.publication)
    refuse_foreign(place / release.id)
    _refuse_others(kept_before(release.id, place))
    with disk_of(place, _size(release)):
        if dry_run:
            refuse_unsaid(_manifest_of(release.id, place / release.id), release)
            around = _around(release, place, listing)
            with prepared(around, place, _with_moved(listing, around)) as archive:
                return _in_order(_changes(release, place), archive.changes())
        room_for(place, _size(release))
        with only_writer(place):
            listing = listing_of(place, release.publication)
            # From here on the place is ours, whenever this ends.
            listing.write(place)
            return _put(release, place, listing)


def _put(
    release: Release, place: Path, listing: Listing, *, back: bool = False
) -> Sequence[Change]:
    """Move the release in, or `back` in from where it was kept, and the archive after it."""
    here, kept = place / release.id, kept_before(release.id, place)
    _refuse_others(kept)
    around = _around(release, place, listing)
    refuse_unsaid(_manifest_of(release.id, place / release.id), release)
    ours = {*listing.files, *around.moved}
    listing = _with_moved(listing, around)
    with told(here), prepared(around, place, listing, within=place) as archive:
        mine = list(_changes(release, place))
        changes = _in_order(mine, archive.changes())
        if back:
            put(release.folder, here)
        else:
            _stage(release, place, (archive.made, ours), kept if _any(mine) else None, mine)
        if release.manifest.withdrawn:
            shutil.rmtree(kept, ignore_errors=True)
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


def _stage(
    release: Release,
    place: Path,
    around: tuple[Path, Iterable[str]],
    kept: Path | None,
    changes: Iterable[Change],
) -> None:
    """The release, and in it the pages that have moved on, beside its place and then in it.

    `around`: where the archive was made, and what of it lies in the place. All files are copied,
    for the folder is put there whole; those that `changes` brings are told as sent.
    """
    made, ours = around
    before = f"{release.id}/"
    moved = [path for path in ours if path.startswith(before)]
    inner = [path.removeprefix(before) for path in moved]
    with staged(place, release.id, ours=inner, kept=kept) as new:
        digests = _digests(release)
        brought = {change.path for change in changes if change.kind in {"new", "changed"}}
        sizes = {
            path: (release.folder / path).stat().st_size
            for path in digests
            if before + path in brought
        }
        meter = SendingMeter(release.watch, len(sizes), sum(sizes.values()))
        for path, digest in digests.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            copy_judged(release.folder / path, new / path, digest)
            if path in sizes:
                meter.done(sent=True, rest=sizes[path])
        for path in moved:
            if (made / path).is_file():
                replace_file(new / path.removeprefix(before), (made / path).read_bytes())


def _any(changes: Iterable[Change]) -> bool:
    return any(change.kind != "unchanged" for change in changes)


def _with_moved(listing: Listing, around: Around) -> Listing:
    """The list with the pages that have moved on: they are ours, in whatever release they lie."""
    known = listing.with_files({**dict.fromkeys(around.moved, ""), **listing.files})
    mine = known.without(release.manifest for release in around.releases)
    return around.listed(mine)


def kept_before(issue_id: str, place: Path) -> Path:
    """Where the last release of an issue but one is kept, for `roll_back`."""
    return place / RELEASES / issue_id


def _refuse_others(kept: Path) -> None:
    """Raise `BulletinError` if something else lies where the last release but one is kept."""
    refuse_no_folder(kept.parent)
    refuse_foreign(kept)


def _manifest_of(issue_id: str, folder: Path) -> Manifest | None:
    """The manifest in a folder, if it can be read and is this issue's."""
    found = manifest.readable(folder)
    return found if found and found.id == issue_id else None


def _folder(address: str, release: Path) -> Path:
    """The folder that an address names. Raises `BulletinError` where none can be published to."""
    if not address.strip():
        message = tr("the folder to publish into has no name")
        raise BulletinError(message, tr("write it after --to; is a variable empty?"))
    place = Path(address)
    if written := next((part for part in place.parts if part[0] in "~$%"), ""):
        message = tr(
            '"{part}" is no name of a folder, and nothing stands for it here', part=written
        )
        raise BulletinError(message, tr("write the whole path of the folder"))
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


def _around(release: Release, place: Path, listing: Listing) -> Around:
    """The archive as it is to be, with the release in it."""
    others = read_releases(place, listing.releases, without=release.id)
    releases = newest_first([*others, release_in(release.folder, release.manifest)])
    gone = moved(
        listing.files,
        [one.manifest for one in releases],
        _manifest_of(release.id, place / release.id),
    )
    places = (release.folder.parent, place)
    signer = list_signer(release.publication, release.signer, places, needed=True)
    return Around(release.theme, releases, gone, listing, signer)


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
    last = manifest.readable(here)
    if last is None:
        return
    for path in (*(record.path for record in last.files), manifest.SIGNATURE):
        if path not in digests and inside(path) and is_there(here / path):
            yield Change("removed", f"{release.id}/{path}")


def _in_order(*changes: Iterator[Change] | Sequence[Change]) -> tuple[Change, ...]:
    """All changes by path; of a page that the archive leads on from, the archive's."""
    by_path = {change.path: change for some in changes for change in some}
    return tuple(by_path[path] for path in sorted(by_path))


def _digests(release: Release) -> dict[str, str]:
    """SHA-256 of every file of a release, by path."""
    digests = {record.path: record.sha256 for record in release.manifest.files}
    own = {file.name: digest_of_file(file) for file in manifest.beside(release.folder)}
    return {**digests, **own}


def _size(release: Release) -> int:
    return sum(record.bytes for record in release.manifest.files)
