"""A build: load -> check -> compose -> narrate -> editions -> manifest.

In: an `Order`. Out: a `Built` release in its place, and the archive brought up to date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.cache import Cache, digest_of_file, key_of
from bulletin.check import check
from bulletin.composition import Composition, compose
from bulletin.diagnostics import BulletinError, Finding, FindingsError, in_order
from bulletin.editions import manifest
from bulletin.editions.archive import write_archive
from bulletin.editions.base import Edition, Job, editions
from bulletin.narration import transcript
from bulletin.narration.model import Narration
from bulletin.narration.narrate import narrate
from bulletin.release import only_writer, staged
from bulletin.source.issue import Issue
from bulletin.source.load import load
from bulletin.theme import Theme
from bulletin.workshop import Piece, Workshop, content_digest, link_tree, waves

Progress = Callable[[str, int, int], None]
"""Told what is being made, how much of it is done, and of how much."""

AUDIO = "audio"
"""What the manifest calls the maker of the articles' own audio files."""


@dataclass(frozen=True)
class Order:
    """What to build. `epoch` is SOURCE_DATE_EPOCH, seconds since 1970, or None.

    `editions` empty: all standard ones. `engine` None: as publication.yaml says. `voices` is
    the folder of installed voice files.
    """

    root: Path
    issue_id: str
    out: Path
    cache: Cache
    voices: Path
    editions: tuple[str, ...] = ()
    engine: str | None = None
    audio: bool = True
    jobs: int = 1
    epoch: int | None = None


@dataclass(frozen=True)
class Built:
    """A release in its place.

    `reused` names the editions that came out of the cache; `left_out` those of the last
    release that were not asked for and no longer hold.
    """

    folder: Path
    manifest: manifest.Manifest
    findings: tuple[Finding, ...]
    reused: tuple[str, ...]
    left_out: tuple[str, ...]


def build(order: Order, progress: Progress) -> Built:
    """Make the release. Raises `BulletinError`; the last release is then as it was."""
    issue, findings = checked(order.root, order.issue_id, audio=order.audio)
    composition = compose(issue, Theme(issue.publication, issue.root))
    content = content_digest(composition)
    modified = _modified(issue, order.epoch)
    with only_writer(order.out):
        chosen, left_out = _chosen(order, content)
        with staged(order.out, order.issue_id) as release:
            workshop = Workshop(order.cache, release.parent, order.jobs, content)
            job = Job(composition, None, release.parent / "spoken", modified)
            pieces = _make(workshop, [e for e in chosen if not e.spoken], job, "", progress)
            spoken = [edition for edition in chosen if edition.spoken]
            if spoken and issue.publication.voice:
                narration = _narrate(order, composition, job.made / "audio", progress)
                job = replace(job, narration=narration)
            pieces += _make(workshop, spoken, job, _digest(job.narration), progress)
            findings = in_order([*findings, *(f for piece in pieces for f in piece.findings)])
            made = _write(release, job, pieces, content, findings)
        if any(edition.name == "web" for edition in chosen):
            write_archive(issue.publication, composition.theme, order.out, modified)
    reused = tuple(piece.edition for piece in pieces if piece.reused)
    return Built(order.out / order.issue_id, made, findings, reused, left_out)


def checked(root: Path, issue_id: str, *, audio: bool = True) -> tuple[Issue, tuple[Finding, ...]]:
    """A sound issue and its warnings; raises `FindingsError` if anything in it is an error.

    Without `audio` the issue has no voice, whatever publication.yaml says.
    """
    issue, findings = examined(root, issue_id)
    if issue is None or any(finding.is_error for finding in findings):
        raise FindingsError(findings)
    if not audio:
        silent = issue.publication.model_copy(update={"voice": None})
        issue = replace(issue, publication=silent)
    return issue, findings


def examined(root: Path, issue_id: str) -> tuple[Issue | None, tuple[Finding, ...]]:
    """An issue, as far as it can be read, and all findings about it."""
    loaded = load(root, issue_id)
    findings = list(loaded.findings)
    if loaded.issue:
        findings += check(loaded.issue)
    return loaded.issue, in_order(findings)


def _modified(issue: Issue, epoch: int | None) -> dt.datetime:
    """The time that files carry: SOURCE_DATE_EPOCH, or the start of the issue's day."""
    if epoch is not None:
        return dt.datetime.fromtimestamp(epoch, dt.UTC)
    return dt.datetime.combine(issue.settings.date, dt.time(), dt.UTC)


def _chosen(order: Order, content: str) -> tuple[list[Edition], tuple[str, ...]]:
    """The editions to make, and the names of those of the last release that go.

    What the last release has besides stays if nothing has changed since, for then it is the
    same; a stale edition beside a new one would make the release a patchwork.
    """
    installed = editions()
    if unknown := sorted(set(order.editions) - set(installed)):
        message = f"there is no edition {', '.join(unknown)}"
        raise BulletinError(message, f"write one of: {', '.join(sorted(installed))}")
    names = set(order.editions) or {e.name for e in installed.values() if e.standard}
    others: set[str] = set()
    try:
        last = manifest.read(order.out / order.issue_id)
    except (OSError, ValueError):
        pass
    else:
        others = (set(last.editions) & set(installed)) - names
        if last.content == content:
            names |= others
            others = set()
    return [e for e in installed.values() if e.name in names], tuple(sorted(others))


def _make(
    workshop: Workshop, chosen: Sequence[Edition], job: Job, narration: str, progress: Progress
) -> list[Piece]:
    pieces: list[Piece] = []
    for wave in waves(chosen):
        progress(", ".join(edition.name for edition in wave), len(pieces), len(chosen))
        pieces += workshop.make(wave, job, narration)
    return pieces


def _narrate(order: Order, composition: Composition, folder: Path, progress: Progress) -> Narration:
    """Every part spoken, as files in `folder`, with its transcript beside it."""
    raise NotImplementedError


def _digest(narration: Narration | None) -> str:
    """What of the narration goes into an edition, without where its files lie."""
    if narration is None:
        return ""
    tracks = [
        (t.name, t.slug, t.title, t.duration, repr(t.cues), digest_of_file(t.file))
        for t in narration.tracks
    ]
    return key_of(repr(narration.voice), tracks)


def _write(
    release: Path, job: Job, pieces: Sequence[Piece], content: str, findings: Sequence[Finding]
) -> manifest.Manifest:
    """All files in the release's folder, and its manifest."""
    makers = [(piece.edition, piece.folder) for piece in pieces]
    if job.narration:
        makers.append((AUDIO, job.made))
    records: dict[str, manifest.FileRecord] = {}
    for maker, folder in makers:
        for file in link_tree(folder, release):
            record = manifest.record_of(release, file, maker)
            records[record.path] = record
    installed = editions()
    made = manifest.describe(
        job.composition,
        job.narration,
        modified=job.modified,
        content=content,
        versions={k: v for p in pieces for k, v in installed[p.edition].versions().items()},
        findings=findings,
        files=records.values(),
    )
    (release / manifest.NAME).write_text(made.to_json(), encoding="utf-8")
    return made
