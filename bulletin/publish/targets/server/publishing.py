"""Publishing onto a server: what has changed goes there, in an order in which nothing is missed.

In: a release and an opened `Storage`. Out: the release there, and the archive around it, as they
are planned (`planning.py`). The archive's assets go first, then the issue, then the pages that lead
to it; the list of our files goes before anything else and names what is about to be sent or taken
away, without its digest: whatever has arrived when a connection breaks is ours, whatever has not is
sent by the next attempt, and what was to go still goes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import manifest
from bulletin.cache import digest_of_file, key_of
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import megabytes
from bulletin.machine.processes import threads
from bulletin.messages import tr
from bulletin.provenance.keys import Signer
from bulletin.publish.base import Release
from bulletin.publish.revisions import refuse_back
from bulletin.publish.sending import SendingMeter
from bulletin.publish.targets.server.planning import BEGUN, SendingPlan, planned
from bulletin.publish.targets.server.storage import AT_ONCE, Parcel, Storage, StorageError
from bulletin.publish.targets.server.there import look, mirrored
from bulletin.publish.whole import held
from bulletin.site.listing import NAME as LISTING
from bulletin.site.listing import Change, Listing
from bulletin.site.releases import PAGE
from bulletin.theming.theme import Theme

_POINTING = (".atom", ".html", ".xml", ".json", ".webmanifest")
"""Files that lead readers and machines to others: they go after them."""
_BEGINNINGS = (PAGE, manifest.NAME, manifest.SIGNATURE)


def publish(release: Release, storage: Storage, *, dry_run: bool) -> Sequence[Change]:
    """Bring a place up to date with a release; what becomes (or would) of each file.

    Raises `BulletinError`; the release that was there before is then whole still.
    """
    if dry_run:
        with planned(release, storage) as plan:
            return plan.changes()
    # A place of others is not even locked.
    look(storage, release.publication, release.id)
    with storage.claimed(), planned(release, storage) as plan:
        changes = plan.changes()
        _carry_out(plan, storage)
        return changes


def roll_back(
    issue_id: str, storage: Storage, theme: Theme, signer: Signer | None = None
) -> Sequence[Change]:
    """Show readers an issue's last release but one, and an archive to match.

    Raises `BulletinError` where there is none.
    """
    refuse_back(look(storage, theme.publication, issue_id).releases.get(issue_id))
    with storage.claimed(), tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        kept = storage.previous(issue_id)
        data = storage.read(f"{kept}/{manifest.NAME}") or b""
        earlier = manifest.parsed(data)
        if earlier is None or earlier.id != issue_id:
            message = tr("{place}: the last release but one is damaged", place=storage.place)
            raise BulletinError(message, tr("build the issue as it was, and publish it"))
        folder = mirrored(storage, earlier, Path(name), kept)
        (folder / manifest.NAME).write_bytes(data)
        release = Release(folder, earlier, theme, silent="--rollback", signer=signer)
        with planned(release, storage) as plan:
            changes = plan.changes()
            _carry_out(plan, storage, back=True)
            return changes


def _carry_out(plan: SendingPlan, storage: Storage, *, back: bool = False) -> None:
    """Send what is to be sent, and take away what is ours and no longer wanted.

    `back`: the issue's release lies there already, kept for this.
    """
    gone = plan.gone()
    wanted = {c.path for c in plan.changes() if c.kind in {"new", "changed"}}
    if not wanted and not gone:
        return
    made = [*plan.around.values(), *(plan.issue[path] for path in plan.moved)]
    known = {parcel.path: parcel.sha256 for parcel in made}
    begun = dict.fromkeys([*wanted, *gone], BEGUN)
    _write(storage, plan.begun().with_files({**plan.listing.files, **begun}))
    sender = _sender(plan, storage, wanted, back=back)
    first, pointing, last = _in_order(p for path, p in plan.around.items() if path in wanted)
    sender.send(first)
    if back:
        storage.switch_back(plan.release.id)
        sender.send([plan.issue[path] for path in sorted(plan.moved)])
    elif any(path in wanted for path in plan.issue) or gone:
        _replace(plan, storage, sender, wanted)
    sender.send(pointing)
    sender.send(last)
    for path in gone:
        storage.remove(path)
    _write(storage, plan.listing.with_files(known | dict.fromkeys(plan.half_sent, BEGUN)))


def _replace(plan: SendingPlan, storage: Storage, sender: Sender, wanted: Collection[str]) -> None:
    """Lay the issue's release beside the one that is read, and have it read from then on."""
    mine = plan.release.id
    kept = {path: one.sha256 for path, one in plan.issue.items() if path not in wanted}
    # All of it: a new key signs the same manifest, in as many bytes.
    whole = key_of(sorted((path, one.sha256) for path, one in plan.issue.items()))
    storage.stage(mine, whole, kept, {*plan.before, *plan.issue})
    for parcels in _in_order(p for path, p in plan.issue.items() if path in wanted):
        sender.send(parcels)
    storage.switch(mine)
    if plan.release.manifest.withdrawn:
        storage.forget(mine)


def _sender(plan: SendingPlan, storage: Storage, wanted: Collection[str], *, back: bool) -> Sender:
    """What sends; where a release is taken from beside, only the pages that moved on go."""
    issue = {p: one for p, one in plan.issue.items() if not back or p in plan.moved}
    parcels = {**plan.around, **issue}
    sizes = [parcels[path].size for path in wanted if path in parcels]
    return Sender(storage, SendingMeter(plan.release.watch, len(sizes), sum(sizes)))


def _write(storage: Storage, listing: Listing) -> None:
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
