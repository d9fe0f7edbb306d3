"""A build: load -> check -> compose -> narrate -> editions -> manifest; then the archive.

In: an `Order`. Out: a `Built` release in its place; and, as a phase of its own, the archive
around all releases brought up to date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin import manifest
from bulletin.cache import Cache
from bulletin.check.switches import is_off
from bulletin.composition import ANNOUNCEMENT, compose
from bulletin.diagnostics import BulletinError, Finding, FindingsError, in_order
from bulletin.disks import disk_of
from bulletin.editions.base import Edition, Job, any_on_paper, editions
from bulletin.languages import words_for
from bulletin.lasting import named
from bulletin.messages import tr
from bulletin.narration import transcript
from bulletin.narration.engines.base import Setting
from bulletin.narration.engines.choose import Chosen, choose
from bulletin.narration.model import Narration
from bulletin.narration.narrate import NarrationOrder, narrate
from bulletin.narration.script import reader_of
from bulletin.pieces import (
    BuildProgress,
    EditionsError,
    Piece,
    Workshop,
    content_digest,
    link_tree,
    snapshot,
)
from bulletin.preflight import checked
from bulletin.processes import scratch
from bulletin.release import only_writer, staged, told
from bulletin.site.archive import write_archive
from bulletin.site.listing import listing_of_output, read_listing
from bulletin.source.issue import Issue
from bulletin.source.settings import Publication, Voice
from bulletin.theme import Theme

AUDIO = "audio"
"""What the manifest calls the maker of the articles' own audio files."""


@dataclass(frozen=True)
class Order:
    """What to build. `epoch` is SOURCE_DATE_EPOCH, seconds since 1970, or None.

    `editions` empty: all standard ones. `engine` None: as publication.yaml says. `voices` is
    the folder of installed voice files, `secrets` what engines are told of the environment.
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
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Built:
    """A release in its place.

    `publication` is what the archive around it is made from; `reused` names the editions that came out of the cache; `left_out` those of the last
    release that were not asked for and no longer hold.
    """

    folder: Path
    publication: Publication
    manifest: manifest.Manifest
    findings: tuple[Finding, ...]
    reused: tuple[str, ...]
    left_out: tuple[str, ...]


def build(order: Order, progress: BuildProgress) -> Built:
    """Make the release; the archive is not touched.

    Raises `BulletinError`. Whatever it raises carries a note of what lies in the release's
    place then.
    """
    with told(order.out / order.issue_id), disk_of(order.out, _wanted(order)):
        printed = not order.editions or any_on_paper(
            edition for name, edition in editions().items() if name in order.editions
        )
        issue, findings = checked(order.root, order.issue_id, audio=order.audio, printed=printed)
        try:
            return _built(order, issue, findings, progress)
        except FindingsError as error:
            # What was found before the editions were made is told with what they found.
            failures = error.failures if isinstance(error, EditionsError) else {}
            raise EditionsError((*findings, *error.findings), failures) from error


def write_around(order: Order, built: Sequence[Built]) -> None:
    """The archive around releases that were just built, brought up to date.

    There is none around releases without a web edition, unless there was one before. Whatever it raises carries a note that says so, and the next build tries again.
    """
    try:
        if not any("web" in one.manifest.editions for one in built) and not read_listing(order.out):
            return
        with disk_of(order.out), only_writer(order.out):
            publication = built[-1].publication
            damaged = write_archive(
                publication, Theme(publication, order.root), order.out, order.cache
            )
    except BaseException as error:
        places = ", ".join(str(one.folder) for one in built)
        error.add_note(
            tr(
                "what was built is in its place ({places}); the archive around it, "
                "with its pages and feeds, is not up to date: the next build "
                "brings it there",
                places=places,
            )
        )
        raise
    if damaged:
        issues = " ".join(dict.fromkeys(path.partition("/")[0] for path in damaged))
        message = tr(
            "{pages}: not as it was built, and so left out of the search",
            pages=", ".join(damaged),
        )
        raise BulletinError(message, tr("build it again: bulletin build {issues}", issues=issues))


def _built(
    order: Order, issue: Issue, findings: Sequence[Finding], progress: BuildProgress
) -> Built:
    listing_of_output(order.out)
    with (
        only_writer(order.out),
        staged(order.out, order.issue_id) as release,
        scratch(release.parent / "scratch"),
    ):
        issue = snapshot(issue, release.parent / "source")
        composition = compose(issue, Theme(issue.publication, issue.root))
        content = content_digest(composition)
        chosen, left_out = _chosen(order, content)
        workshop = Workshop(order.cache, release.parent, order.jobs, content)
        job = Job(composition, None, release.parent / "audio", _modified(issue, order.epoch))
        spoken = [edition for edition in chosen if edition.spoken]
        # What can fail in seconds comes before what may speak for minutes.
        speaker = _speaker(order, issue) if spoken else None
        pieces = workshop.make([e for e in chosen if not e.spoken], job, progress)
        if speaker:
            job = replace(job, narration=_narrate(order, job, speaker, progress))
        pieces += workshop.make(spoken, job, progress)
        made_known = (f for piece in pieces for f in piece.findings)
        kept = (f for f in made_known if not is_off(f, issue.switches))
        findings = in_order([*findings, *kept])
        made = named(_linked(release, job, pieces, content, findings), order.out)
        (release / manifest.NAME).write_text(made.to_json(), encoding="utf-8")
    reused = tuple(piece.edition for piece in pieces if piece.reused)
    place = order.out / order.issue_id
    return Built(place, issue.publication, made, findings, reused, left_out)


_COPIES = 4
"""How many times a release lies on the disk while it is made, beside the last one."""


def _wanted(order: Order) -> int:
    """About how many bytes the build needs: the last release or the issue's folder says it."""
    try:
        last = manifest.read(order.out / order.issue_id)
    except (OSError, ValueError):
        folder = order.root / order.issue_id
        return _COPIES * sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    return _COPIES * sum(record.bytes for record in last.files)


def _modified(issue: Issue, epoch: int | None) -> dt.datetime:
    """The time that files carry: SOURCE_DATE_EPOCH, or the start of the issue's day.

    Of an issue older than file formats can say it is the first day that they can.
    """
    if epoch is not None:
        return dt.datetime.fromtimestamp(epoch, dt.UTC)
    return dt.datetime.combine(max(issue.settings.date, _EARLIEST), dt.time(), dt.UTC)


_EARLIEST = dt.date(1980, 1, 1)
"""An e-book's archive begins here, a font's clock in 1904."""


def _chosen(order: Order, content: str) -> tuple[list[Edition], tuple[str, ...]]:
    """The editions to make, and the names of those of the last release that go.

    What the last release has besides stays if nothing has changed since, for then it is the
    same; a stale edition beside a new one would make the release a patchwork.
    """
    installed = editions()
    if unknown := sorted(set(order.editions) - set(installed)):
        message = tr("there is no edition {unknown}", unknown=", ".join(unknown))
        raise BulletinError(
            message, tr("write one of: {installed}", installed=", ".join(sorted(installed)))
        )
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


def _speaker(order: Order, issue: Issue) -> tuple[Voice, Chosen] | None:
    """The voice as it is set and the engine that will be it; None for an issue without one.

    Raises `BulletinError` if nothing can speak it.
    """
    voice = issue.publication.voice
    if voice is None:
        return None
    if order.engine:
        voice = voice.model_copy(update={"engine": order.engine, "name": None})
    language = issue.publication.language
    setting = Setting(language, voice, order.voices, jobs=order.jobs, secrets=order.secrets)
    return voice, choose(setting)


def _narrate(
    order: Order, job: Job, speaker: tuple[Voice, Chosen], progress: BuildProgress
) -> Narration:
    """Every part and the announcement, spoken by one voice.

    The parts' files, with their transcripts, go below the job's `made`, where they lie in the
    release; the announcement's lies beside it.
    """
    composition = job.composition
    issue = composition.issue
    voice, chosen = speaker
    progress("voice", 0, 1)
    narration_order = NarrationOrder(
        chosen=chosen,
        voice=voice,
        reader=reader_of(issue),
        words=words_for(issue.publication.language),
        cache=order.cache,
        tags={
            "album": composition.title,
            "artist": issue.publication.publisher.name,
            "date": str(issue.settings.date.year),
        },
        jobs=order.jobs,
        progress=progress,
    )
    beside = job.made.with_name("announcement")
    narration = narrate((*composition.parts, composition.announcement), beside, narration_order)
    folder = job.made / "audio"
    folder.mkdir(parents=True)
    tracks = []
    for track in narration.tracks:
        if track.slug != ANNOUNCEMENT:
            file = track.file.rename(folder / track.file.name)
            text = transcript.webvtt(track, issue.publication.language)
            file.with_suffix(".vtt").write_text(text, encoding="utf-8")
            tracks.append(replace(track, file=file))
    return replace(narration, tracks=tuple(tracks), announcement=narration.track_of(ANNOUNCEMENT))


def _linked(
    release: Path, job: Job, pieces: Sequence[Piece], content: str, findings: Sequence[Finding]
) -> manifest.Manifest:
    """All files in the release's folder; what its manifest says of them."""
    makers = [(piece.edition, piece.folder) for piece in pieces]
    if job.narration:
        makers.append((AUDIO, job.made))
    records: dict[str, manifest.FileRecord] = {}
    for maker, folder in makers:
        for file in link_tree(folder, release):
            record = manifest.record_of(release, file, maker)
            records[record.path] = record
    installed = editions()
    versions = {k: v for p in pieces for k, v in installed[p.edition].versions().items()}
    return manifest.describe(job, content, versions, findings, records.values())
