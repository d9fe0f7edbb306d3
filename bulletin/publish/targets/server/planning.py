"""What is to become of each file in a place, before anything is sent there.

In: a release and an opened `Storage`. Out: a `SendingPlan`: the files of the release, and the
archive around it, made here from what lies there: the list of files that are ours, the manifests of
the other issues, and of these the pages, for the search. Nothing is written there.
"""

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin import manifest
from bulletin.building.sealing import list_signer
from bulletin.cache import digest_of, digest_of_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import inside
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.publish.base import Release
from bulletin.publish.revisions import refuse_unsaid
from bulletin.publish.targets.server.storage import Parcel, Storage
from bulletin.publish.targets.server.there import There, look, mirrored
from bulletin.site.archive import Around
from bulletin.site.documents.signature import SIGNATURE
from bulletin.site.hosting import RULES
from bulletin.site.listing import Change, Listing
from bulletin.site.pages.lasting import moved
from bulletin.site.releases import newest_first, release_in

BEGUN = ""
"""The digest, in our list, of a file of which nobody knows whether it has arrived, or gone."""
_SHOWN = 6


@dataclass(frozen=True)
class SendingPlan:
    """What is to lie in a place, and what does (SHA-256 by path).

    Pages of the issue that have moved on are made with the archive and lie with the issue.
    """

    release: Release
    around: Mapping[str, Parcel]
    issue: Mapping[str, Parcel]
    before: Mapping[str, str]
    listing: Listing
    moved: frozenset[str]
    half_sent: frozenset[str]
    """Files of other issues that are on their way since an attempt broke off: not ours to end."""

    def changes(self) -> tuple[Change, ...]:
        """What becomes of each file."""
        after = {**self.around, **self.issue}
        changes = [Change(self._kind(parcel), path) for path, parcel in after.items()]
        changes += [Change("removed", path) for path in self.before if path not in after]
        return tuple(sorted(changes, key=lambda change: change.path))

    def _kind(self, parcel: Parcel) -> str:
        if parcel.path not in self.before:
            return "new"
        return "unchanged" if self.before[parcel.path] == parcel.sha256 else "changed"

    def begun(self) -> Listing:
        """The list while files go: an issue that never was there whole must not be missed."""
        mine, listing = self.release.id, self.listing
        if f"{mine}/{manifest.NAME}" in self.before:
            return listing
        return listing.beside(listing.documents, {*listing.releases} - {mine})

    def gone(self) -> list[str]:
        """What is ours and no longer wanted."""
        return [path for path in self.before if path not in self.around and path not in self.issue]


@contextlib.contextmanager
def planned(release: Release, storage: Storage) -> Iterator[SendingPlan]:
    """A plan, and for as long as the block lasts the files that it sends."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        yield _plan(release, storage, Path(name))


def _plan(release: Release, storage: Storage, folder: Path) -> SendingPlan:
    there = look(storage, release.publication, release.id)
    if there.damaged:
        names = ", ".join(there.damaged)
        message = tr(
            "{place}: the manifest of {names} is damaged", place=storage.place, names=names
        )
        raise BulletinError(message, tr("publish it anew, or take its folder away"))
    last = there.releases.get(release.id)
    refuse_unsaid(last, release)
    others = [
        release_in(mirrored(storage, found, folder / "mirror"), found)
        for issue_id, found in there.releases.items()
        if issue_id != release.id
    ]
    releases = newest_first([*others, release_in(release.folder, release.manifest)])
    gone = moved(there.listing.files, [one.manifest for one in releases], last)
    signed = (storage.read(SIGNATURE) or b"").decode("ascii", "replace")
    signer = list_signer(
        release.publication, release.signer, [release.folder.parent], [signed], needed=True
    )
    around = Around(release.theme, releases, gone, there.listing, signer)
    parcels = _archive(around, storage, folder / "archive")
    mine = {path for path in parcels if path.startswith(f"{release.id}/")}
    elsewhere = there.releases.keys() - {release.id}
    half_sent = {p for p in _begun(there) if p.partition("/")[0] in elsewhere and p not in parcels}
    before = _before(there, last, storage, release.id)
    plan = SendingPlan(
        release,
        {path: parcel for path, parcel in parcels.items() if path not in mine},
        dict(_issue(release)) | {path: parcels[path] for path in mine},
        {path: digest for path, digest in before.items() if path not in half_sent},
        around.listed(there.listing),
        frozenset(mine),
        frozenset(half_sent),
    )
    _refuse_foreign(storage, plan)
    return plan


def _archive(around: Around, storage: Storage, folder: Path) -> dict[str, Parcel]:
    """What stands around the releases, made in a folder: all that this place's host reads."""
    folder.mkdir()
    around.make(folder)
    made = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for unread in RULES - storage.rules:
        made.pop(unread, None)
    return {path: Parcel(path, file, digest_of_file(file)) for path, file in made.items()}


def _before(there: There, last: Manifest | None, storage: Storage, issue_id: str) -> dict[str, str]:
    """The digests of our files as they lie there, by path; `last` is the issue's release."""
    before = dict(there.listing.files)
    if last is not None:
        before |= {f"{issue_id}/{r.path}": r.sha256 for r in last.files if inside(r.path)}
        for name in (manifest.NAME, manifest.SIGNATURE):
            if (data := storage.read(f"{issue_id}/{name}")) is not None:
                before[f"{issue_id}/{name}"] = digest_of(data)
    # What somebody has taken away, or laid something else in place of, is new again.
    held = storage.held(before)
    before = {path: digest for path, digest in before.items() if path in held}
    return before | dict.fromkeys(_begun(there), BEGUN)


def _begun(there: There) -> set[str]:
    return {path for path, digest in there.listing.files.items() if digest == BEGUN}


def _issue(release: Release) -> Iterator[tuple[str, Parcel]]:
    for record in release.manifest.files:
        path = f"{release.id}/{record.path}"
        yield path, Parcel(path, release.folder / record.path, record.sha256)
    for file in manifest.beside(release.folder):
        path = f"{release.id}/{file.name}"
        yield path, Parcel(path, file, digest_of_file(file))


def _refuse_foreign(storage: Storage, plan: SendingPlan) -> None:
    """Raise `BulletinError` where something lies in the way that is not ours."""
    new = [change.path for change in plan.changes() if change.kind == "new"]
    if lying := sorted(storage.lying(new)):
        more = f", ... ({len(lying)})" if len(lying) > _SHOWN else ""
        message = tr(
            "in {place} there lie files of others where ours belong: {names}",
            place=storage.place,
            names=", ".join(lying[:_SHOWN]) + more,
        )
        raise BulletinError(message, tr("move them away, and give the same command again"))
