"""Editions made, each in a folder of its own, from the cache or in a process of a pool.

In: an edition, and its `Job`. Out: a `Piece`; when each is made, `workflow` knows. What goes into
a piece is its key: the tool's own code, that of the packages which bring the edition and the
language, the libraries' versions, the composed issue with its pictures and theme, the narration
where it is used, and the files of other editions that it may read, with what they offer to
readers.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bulletin import plugins
from bulletin.building.snapshots import SourceStates, are_unchanged, source_files
from bulletin.cache import Cache, code_digest, digest_of_source, key_of, once, records
from bulletin.composition import Composition
from bulletin.diagnostics import BulletinError, Finding
from bulletin.editions.base import Edition, Job, before, downloads_of
from bulletin.editions.fitting import as_one, refuse_unfit, versions_of
from bulletin.languages import code_of
from bulletin.machine.disks import link_or_copy
from bulletin.machine.processes import Workers
from bulletin.machine.timings import Timed, in_process
from bulletin.messages import tr
from bulletin.narration.model import Narration

BuildProgress = Callable[[str, int, int], None]
"""Told what is being made, how much of it is done, and of how much."""

_FINDINGS = "findings.json"
"""A piece's warnings, kept in the cache beside the folder of its files."""


@dataclass(frozen=True)
class Piece:
    """An edition's files below `folder`, its warnings, and whether the cache had it."""

    edition: str
    folder: Path
    findings: tuple[Finding, ...]
    reused: bool


def content_digest(composition: Composition) -> str:
    """SHA-256 over the composed issue, the files that it is made from, and its theme."""
    issue = composition.issue
    moved = [issue.first_address] if issue.first_address else []
    return key_of(
        repr(composition.parts),
        repr((issue.id, issue.publication, issue.settings, issue.cover)),
        [(f.relative_to(issue.root).as_posix(), digest_of_source(f)) for f in source_files(issue)],
        composition.theme.digest,
        *moved,
    )


@dataclass
class Workshop:
    """Makes pieces below `folder`; those that others read have to be made before them."""

    cache: Cache
    folder: Path
    content: str
    ahead: Mapping[str, Path] = field(default_factory=dict)
    """Where pieces will lie that were begun elsewhere, by their keys."""
    _keys: dict[str, str] = field(default_factory=dict)
    _pieces: dict[str, Piece] = field(default_factory=dict)
    _made: dict[str, Edition] = field(default_factory=dict)
    _written: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Who wrote a path, and whether it is a folder."""
    _shared: dict[int, tuple[bytes, object]] = field(default_factory=dict)
    """What goes into several jobs, as bytes, by its address; it is held, so that this stays its own."""

    def begun(self, edition: Edition, job: Job, later: Iterable[Edition] = ()) -> Job | None:
        """What is to be made; None if the cache had the piece, which is made then.

        `later` are editions that are made from this one.
        """
        promised = tuple(one for _, one in downloads_of(later) if one.sure)
        own = replace(self._job(edition, job), promised=promised)
        self._keys[edition.name] = self._key(edition, own)
        if not self._kept.restore(self._keys[edition.name], self._place(edition)):
            return own
        self._take(edition, reused=True)
        return None

    def submitted(self, edition: Edition, own: Job, workers: Workers) -> Future[Timed[None]]:
        """The making of an edition that was begun, in a process of its own."""
        order = (*self._order(edition, own), self.ahead.get(self._keys[edition.name]))
        return workers.submit(in_process, _make, *order, name=edition.name)

    def submit_ahead(
        self, edition: Edition, own: Job, workers: Workers, of: SourceStates
    ) -> Mapping[str, Path]:
        """Have one made that may not be wanted, of sources in some states: its place, by its key."""
        workers.submit(_make_ahead, *self._order(edition, own), of, name=edition.name)
        return {self._keys[edition.name]: self._place(edition)}

    def _order(self, edition: Edition, own: Job) -> tuple[Edition, _Packed, Path, once.Store]:
        packed = _Packed(self._bytes(own.composition), self._bytes(own.narration), _bare(own))
        return edition, packed, self._place(edition), once.store_in(self.cache)

    def _bytes(self, shared: object) -> bytes:
        """What many jobs share, packed once."""
        if id(shared) not in self._shared:
            self._shared[id(shared)] = (pickle.dumps(shared), shared)
        return self._shared[id(shared)][0]

    def finished(self, edition: Edition) -> None:
        """An edition has been made: its piece is there for others."""
        self._take(edition, reused=False)

    def keep(self, edition: Edition) -> None:
        """Keep the piece of an edition that has been made; nobody has to wait for that.

        What it was made from is cleared away, which at the end somebody would wait for.
        """
        self._kept.keep(self._keys[edition.name], self._place(edition))
        shutil.rmtree(self._material(edition), ignore_errors=True)

    def pieces(self, chosen: Iterable[Edition]) -> list[Piece]:
        """Those of editions that were made."""
        return [self._pieces[one.name] for one in chosen if one.name in self._pieces]

    def _take(self, edition: Edition, *, reused: bool) -> None:
        place = self._place(edition)
        findings = records.told((place / _FINDINGS).read_bytes())
        files = place / edition.name
        files.mkdir(exist_ok=True)  # the cache keeps no empty folders
        self._pieces[edition.name] = Piece(edition.name, files, findings, reused)
        self._made[edition.name] = edition
        self._refuse_taken(edition.name, files)

    def _refuse_taken(self, name: str, files: Path) -> None:
        """Raise `BulletinError` where an edition has written what another one has."""
        for file in sorted(files.rglob("*")):
            path = file.relative_to(files).as_posix()
            other, folder = self._written.setdefault(as_one(path), (name, file.is_dir()))
            if other != name and not (folder and file.is_dir()):
                message = tr(
                    "the editions {first} and {second} both write {path}",
                    first=other,
                    second=name,
                    path=path,
                )
                raise BulletinError(message, tr("leave one of them out with --edition"))

    def _job(self, edition: Edition, job: Job) -> Job:
        """The job with a folder that holds only what the edition may read."""
        made = self._material(edition)
        made.mkdir(parents=True)
        names = before([*self._made.values(), edition])[edition.name]
        earlier = [made for name, made in self._made.items() if name in names]
        sources = [self._pieces[one.name].folder for one in earlier]
        if edition.spoken and job.narration:
            sources.append(job.made)
        for source in sources:
            link_tree(source, made)
        return replace(
            job,
            narration=job.narration if edition.spoken else None,
            made=made,
            downloads=tuple(download for _, download in downloads_of(earlier)),
        )

    def _key(self, edition: Edition, job: Job) -> str:
        files = sorted(f for f in job.made.rglob("*") if f.is_file())
        return key_of(
            edition.name,
            code_digest(),
            plugins.code_of(type(edition).__module__),
            code_of(job.composition.issue.publication.language),
            sorted(versions_of(edition).items()),
            self.content,
            repr(getattr(job.composition.issue.publication, edition.name, None)),
            _spoken(job.narration),
            [(f.relative_to(job.made).as_posix(), digest_of_source(f)) for f in files],
            job.modified.isoformat(),
            [repr(download) for download in (*job.downloads, *job.promised)],
        )

    @property
    def _kept(self) -> Cache:
        return self.cache.of("editions")

    def _material(self, edition: Edition) -> Path:
        """The files of others that it may read."""
        return self.folder / "made" / edition.name

    def _place(self, edition: Edition) -> Path:
        return self.folder / "pieces" / edition.name


def _spoken(narration: Narration | None) -> str:
    """What of the narration goes into an edition, without where its files lie."""
    if narration is None:
        return ""
    tracks = (*narration.tracks, *filter(None, [narration.announcement]), *narration.items)
    said = [(t.name, t.slug, t.title, t.duration, repr(t.cues)) for t in tracks]
    who = repr((narration.voice, narration.readers, narration.synthetic))
    return key_of(who, said, [digest_of_source(track.file) for track in tracks])


def link_tree(source: Path, target: Path) -> list[Path]:
    """The files below `source` at the same paths below `target`, without copying them.

    Raises `BulletinError` where a file lies already: two editions have written one path.
    """
    places = []
    for file in sorted(f for f in source.rglob("*") if f.is_file()):
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            link_or_copy(file, place)
        except FileExistsError:
            path = place.relative_to(target).as_posix()
            message = tr(
                "two editions write {path}; the second one is {name}", path=path, name=source.name
            )
            raise BulletinError(message, tr("leave one of them out with --edition")) from None
        places.append(place)
    return places


@dataclass(frozen=True)
class _Packed:
    """A job on its way to a process, which unpacks what it shares with others only once."""

    composition: bytes
    narration: bytes
    bare: Mapping[str, Any]
    """The rest of its fields."""

    def job(self) -> Job:
        """The job."""
        return Job(_unpacked(self.composition), _unpacked(self.narration), **self.bare)


def _bare(job: Job) -> Mapping[str, Any]:
    return {one.name: getattr(job, one.name) for one in fields(job)[2:]}


@lru_cache(maxsize=4)
def _unpacked(data: bytes) -> Any:  # noqa: ANN401, whatever a job has
    return pickle.loads(data)  # noqa: S301, bytes of the process that started this one


def _make_ahead(
    edition: Edition, packed: _Packed, place: Path, store: once.Store, states: SourceStates
) -> None:
    """Make one edition of an issue that may be unsound; of other sources it counts for nothing."""
    beside = place.with_name(f"{place.name}.new")
    with contextlib.suppress(BaseException):  # who makes it again says what is wrong
        _make(edition, packed, beside, store)
        if are_unchanged(states, packed.job().composition.issue):
            beside.rename(place)


def _make(
    edition: Edition, packed: _Packed, place: Path, store: once.Store, made: Path | None = None
) -> None:
    """Make one edition; runs in a process of its own. The things that it is made of are kept.

    Libraries that write the time into files (fontTools does) are told the job's. `made`: where it
    lies if it was made ahead.
    """
    if made and (made / _FINDINGS).is_file():
        shutil.copytree(made, place, dirs_exist_ok=True)
        return
    job = packed.job()
    os.environ["SOURCE_DATE_EPOCH"] = str(max(0, int(job.modified.timestamp())))
    files = place / edition.name
    files.mkdir(parents=True, exist_ok=True)
    with once.kept_in(store):
        findings = edition.make(job, files)
    refuse_unfit(edition, files)
    (place / _FINDINGS).write_bytes(records.written(findings))
