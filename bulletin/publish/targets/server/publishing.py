"""Publishing onto a server: what has changed goes there, in an order in which nothing is missed.

In: a release and an opened `Storage`. Out: the release there, and the archive around it, made
here from what lies there: the list of files that are ours, the manifests of the other issues,
and of these the pages, for the search. The archive's assets go first, then the issue, then the
pages that lead to it; the list of our files goes before anything else and names what is about to
be sent or taken away, without its digest: whatever has arrived when a connection breaks is ours,
whatever has not is sent by the next attempt, and what was to go still goes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import manifest
from bulletin.building.sealing import list_signer
from bulletin.cache import digest_of, digest_of_file, key_of
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import inside, megabytes
from bulletin.machine.processes import threads
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.provenance.keys import Signer
from bulletin.publish.base import Release
from bulletin.publish.revisions import refuse_back, refuse_unsaid
from bulletin.publish.sending import SendingMeter
from bulletin.publish.targets.server.storage import AT_ONCE, Parcel, Storage, StorageError
from bulletin.publish.targets.server.there import There, look, manifest_in, mirrored
from bulletin.publish.whole import held
from bulletin.site.archive import Around
from bulletin.site.documents.signature import SIGNATURE
from bulletin.site.hosting import RULES
from bulletin.site.listing import NAME as LISTING
from bulletin.site.listing import Change, Listing
from bulletin.site.pages.lasting import moved
from bulletin.site.releases import PAGE, newest_first, release_in
from bulletin.theming.theme import Theme

_POINTING = (".atom", ".html", ".xml", ".json", ".webmanifest")
"""Files that lead readers and machines to others: they go after them."""
_BEGINNINGS = (PAGE, manifest.NAME, manifest.SIGNATURE)

_BEGUN = ""
"""The digest, in our list, of a file of which nobody knows whether it has arrived, or gone."""

_SHOWN = 6


def publish(release: Release, storage: Storage, *, dry_run: bool) -> Sequence[Change]:
    """Bring a place up to date with a release; what becomes (or would) of each file.

    Raises `BulletinError`; the release that was there before is then whole still.
    """
    if dry_run:
        with _planned(release, storage) as plan:
            return plan.changes()
    # A place of others is not even locked.
    look(storage, release.publication, release.id)
    with storage.claimed(), _planned(release, storage) as plan:
        changes = plan.changes()
        plan.carry_out(storage)
        return changes


def roll_back(
    issue_id: str,
    storage: Storage,
    theme: Theme,
    signer: Signer | None = None,
) -> Sequence[Change]:
    """Show readers an issue's last release but one, and an archive to match.

    Raises `BulletinError` where there is none.
    """
    refuse_back(look(storage, theme.publication, issue_id).releases.get(issue_id))
    with storage.claimed(), tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        kept = storage.previous(issue_id)
        data = storage.read(f"{kept}/{manifest.NAME}") or b""
        earlier = manifest_in(data)
        if earlier is None or earlier.id != issue_id:
            message = tr("{place}: the last release but one is damaged", place=storage.place)
            raise BulletinError(message, tr("build the issue as it was, and publish it"))
        folder = mirrored(storage, earlier, Path(name), kept)
        (folder / manifest.NAME).write_bytes(data)
        release = Release(folder, earlier, theme, silent="--rollback", signer=signer)
        with _planned(release, storage) as plan:
            changes = plan.changes()
            plan.carry_out(storage, back=True)
            return changes


@dataclass(frozen=True)
class _Plan:
    """What is to lie in a place, and what does (SHA-256 by path).

    Pages of the issue that have moved on are made with the archive and lie with the issue.
    """

    release: Release
    around: Mapping[str, Parcel]
    issue: Mapping[str, Parcel]
    before: Mapping[str, str]
    listing: Listing
    moved: frozenset[str]

    def changes(self) -> tuple[Change, ...]:
        after = {**self.around, **self.issue}
        changes = [Change(self._kind(parcel), path) for path, parcel in after.items()]
        changes += [Change("removed", path) for path in self.before if path not in after]
        return tuple(sorted(changes, key=lambda change: change.path))

    def _kind(self, parcel: Parcel) -> str:
        if parcel.path not in self.before:
            return "new"
        return "unchanged" if self.before[parcel.path] == parcel.sha256 else "changed"

    def carry_out(self, storage: Storage, *, back: bool = False) -> None:
        """Send what is to be sent, and take away what is ours and no longer wanted.

        `back`: the issue's release lies there already, kept for this.
        """
        wanted = {c.path for c in self.changes() if c.kind in {"new", "changed"}}
        if not wanted and not self._gone():
            return
        made = [*self.around.values(), *(self.issue[path] for path in self.moved)]
        known = {parcel.path: parcel.sha256 for parcel in made}
        begun = dict.fromkeys([*wanted, *self._gone()], _BEGUN)
        self._write(storage, self.listing.with_files({**self.listing.files, **begun}))
        sender = self._sender(storage, wanted, back=back)
        first, pointing, last = _in_order(p for path, p in self.around.items() if path in wanted)
        sender.send(first)
        if back:
            storage.switch_back(self.release.id)
            sender.send([self.issue[path] for path in sorted(self.moved)])
        elif any(path in wanted for path in self.issue) or self._gone():
            self._replace(storage, sender, wanted)
        sender.send(pointing)
        sender.send(last)
        for path in self._gone():
            storage.remove(path)
        self._write(storage, self.listing.with_files(known))

    def _replace(self, storage: Storage, sender: Sender, wanted: Collection[str]) -> None:
        """Lay the issue's release beside the one that is read, and have it read from then on."""
        mine = self.release.id
        kept = {path: one.sha256 for path, one in self.issue.items() if path not in wanted}
        # All of it: a new key signs the same manifest, in as many bytes.
        whole = key_of(sorted((path, one.sha256) for path, one in self.issue.items()))
        storage.stage(mine, whole, kept, {*self.before, *self.issue})
        for parcels in _in_order(p for path, p in self.issue.items() if path in wanted):
            sender.send(parcels)
        storage.switch(mine)
        if self.release.manifest.withdrawn:
            storage.forget(mine)

    def _gone(self) -> list[str]:
        return [path for path in self.before if path not in self.around and path not in self.issue]

    def _sender(self, storage: Storage, wanted: Collection[str], *, back: bool) -> Sender:
        """What sends; where a release is taken from beside, only the pages that moved on go."""
        issue = {p: one for p, one in self.issue.items() if not back or p in self.moved}
        parcels = {**self.around, **issue}
        sizes = [parcels[path].size for path in wanted if path in parcels]
        return Sender(storage, SendingMeter(self.release.watch, len(sizes), sum(sizes)))

    def _write(self, storage: Storage, listing: Listing) -> None:
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "list"
            file.write_text(listing.model_dump_json(indent=1) + "\n", encoding="utf-8")
            storage.send(Parcel(LISTING, file, digest_of_file(file)), _uncounted)


def _uncounted(_: int) -> None:
    """Bytes of the list, of which nobody is told."""


@dataclass(frozen=True)
class Sender:
    """Sends files, some at a time, and counts them."""

    storage: Storage
    meter: SendingMeter

    def send(self, parcels: Sequence[Parcel]) -> None:
        """Send all; the first that fails ends it, and says how far it came."""
        with self.meter, threads(AT_ONCE) as pool:
            for one in [pool.submit(self._one, parcel) for parcel in parcels]:
                one.result()

    def _one(self, parcel: Parcel) -> None:
        with held(parcel.file, parcel.sha256) as own:
            self._sent(replace(parcel, file=own))

    def _sent(self, parcel: Parcel) -> None:
        told: list[int] = []

        def moved(count: int) -> None:
            told.append(count)
            self.meter.moved(count)

        try:
            sent = self.storage.send(parcel, moved)
        except StorageError as error:
            now = self.meter.now
            error.add_note(
                tr(
                    "that was at {path} ({size}), with {files} of {total} files there",
                    path=parcel.path,
                    size=megabytes(parcel.size),
                    files=now.files,
                    total=now.total_files,
                )
            )
            raise
        self.meter.done(sent=sent, rest=parcel.size - sum(told))


def _in_order(parcels: Iterable[Parcel]) -> tuple[list[Parcel], list[Parcel], list[Parcel]]:
    """What nothing is missing from, what points to that, and what people and machines begin with."""
    first: list[Parcel] = []
    pointing: list[Parcel] = []
    last: list[Parcel] = []
    for parcel in parcels:
        if parcel.path.rpartition("/")[2] in _BEGINNINGS:
            last.append(parcel)
        elif parcel.file.suffix in _POINTING:
            pointing.append(parcel)
        else:
            first.append(parcel)
    return first, pointing, sorted(last, key=_rank)


def _rank(parcel: Parcel) -> int:
    return parcel.path.endswith(PAGE)


# -- planning ------------------------------------------------------------------------------


def _planned(release: Release, storage: Storage) -> _Planning:
    return _Planning(release, storage)


class _Planning:
    """A plan, and for as long as the block lasts the files that it sends."""

    def __init__(self, release: Release, storage: Storage) -> None:
        self._release, self._storage = release, storage
        self._folder = tempfile.TemporaryDirectory(prefix="bulletin-")

    def __enter__(self) -> _Plan:
        try:
            return self._plan(Path(self._folder.name))
        except BaseException:
            self._folder.cleanup()
            raise

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def _plan(self, folder: Path) -> _Plan:
        release, storage = self._release, self._storage
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
        parcels = self._archive(around, folder / "archive")
        mine = {path for path in parcels if path.startswith(f"{release.id}/")}
        plan = _Plan(
            release,
            {path: parcel for path, parcel in parcels.items() if path not in mine},
            dict(_issue(release)) | {path: parcels[path] for path in mine},
            self._before(there, last),
            around.listed(there.listing),
            frozenset(mine),
        )
        _refuse_foreign(storage, plan)
        return plan

    def _archive(self, around: Around, folder: Path) -> dict[str, Parcel]:
        """What stands around the releases, made in a folder: all that this place's host reads."""
        folder.mkdir()
        around.make(folder)
        made = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        for unread in RULES - self._storage.rules:
            made.pop(unread, None)
        return {path: Parcel(path, file, digest_of_file(file)) for path, file in made.items()}

    def _before(self, there: There, last: Manifest | None) -> dict[str, str]:
        """The digests of our files as they lie there, by path; `last` is the issue's release."""
        issue_id = self._release.id
        before = dict(there.listing.files)
        if last is not None:
            before |= {f"{issue_id}/{r.path}": r.sha256 for r in last.files if inside(r.path)}
            for name in (manifest.NAME, manifest.SIGNATURE):
                if (data := self._storage.read(f"{issue_id}/{name}")) is not None:
                    before[f"{issue_id}/{name}"] = digest_of(data)
        begun = {path for path, digest in there.listing.files.items() if digest == _BEGUN}
        # What somebody has taken away, or laid something else in place of, is new again.
        held = self._storage.held(before)
        before = {path: digest for path, digest in before.items() if path in held}
        return before | dict.fromkeys(begun, _BEGUN)


def _issue(release: Release) -> Iterator[tuple[str, Parcel]]:
    for record in release.manifest.files:
        path = f"{release.id}/{record.path}"
        yield path, Parcel(path, release.folder / record.path, record.sha256)
    for file in manifest.beside(release.folder):
        path = f"{release.id}/{file.name}"
        yield path, Parcel(path, file, digest_of_file(file))


def _refuse_foreign(storage: Storage, plan: _Plan) -> None:
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
