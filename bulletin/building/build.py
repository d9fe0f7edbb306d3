"""A build: load -> check -> compose -> narrate -> editions -> manifest; then the archive.

In: an `Order`. Out: a `Built` release in its place; and, as a phase of its own, the archive
around all releases brought up to date.
"""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bulletin import codes, manifest
from bulletin.building.ahead import Ahead, Prepared
from bulletin.building.failures import EditionsError
from bulletin.building.narrator import (
    IssueNarrator,
    as_asked,
    credit_of,
    speaker_of,
    voice_findings,
    wanted_as_mp3,
)
from bulletin.building.order import Built, Order
from bulletin.building.pieces import BuildProgress, Piece, Workshop, content_digest, link_tree
from bulletin.building.preflight import checked, findings_of_reading
from bulletin.building.release import only_writer, refuse_withdrawn, staged, told, wanted
from bulletin.building.sealing import list_signer, sealed, signer_of
from bulletin.building.snapshots import (
    CheckedIssue,
    refuse_among_sources,
    refuse_mixed_cache,
    source_files,
)
from bulletin.building.workflow import Workflow, chosen_editions, get_ready
from bulletin.cache import Cache, once
from bulletin.check.switches import is_off
from bulletin.composition import compose, loudspeaker_items
from bulletin.diagnostics import BulletinError, Finding, FindingsError, in_order
from bulletin.editions.base import Edition, Job, any_on_paper, any_with_items, editions
from bulletin.editions.fitting import versions_of
from bulletin.job import modified_of
from bulletin.lasting import first_address, named
from bulletin.machine.disks import disk_of
from bulletin.machine.processes import Workers, scratch
from bulletin.machine.systems import quoted
from bulletin.messages import tr
from bulletin.site.archive import IMPORTS, write_archive
from bulletin.site.listing import listing_of_output, read_listing
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids, settings_of
from bulletin.theming.theme import Theme

AUDIO = "audio"
"""What the manifest calls the maker of the articles' own audio files."""


def build(order: Order, progress: BuildProgress) -> Built:
    """Make the release; the archive is not touched.

    Raises `BulletinError`. Whatever it raises carries a note of what lies in the release's
    place then.
    """
    refuse_mixed_cache(order.cache.root, order.root, order.out, order.issue_id)
    most = len(order.editions or editions())
    with (
        tempfile.TemporaryDirectory(prefix="bulletin-", ignore_cleanup_errors=True) as place,
        # First of all: a copy of ours holds no lock yet, and has no thread to lose.
        Workers(min(order.jobs, most)) as workers,
        told(order.out / order.issue_id),
        disk_of(order.out),
        _keeping(order.cache),
    ):
        get_ready(workers, order.editions)
        with order.timings.measured("check"):
            ahead = Ahead(order.cache, Path(place), workers, partial(_prepared, order))
            sound = CheckedIssue.of(order.root, order.issue_id, partial(_checked, order, ahead))
        return _built(order, sound, progress, ahead)


def write_around(order: Order, built: Sequence[Built]) -> None:
    """The archive around releases that were just built, brought up to date.

    There is none around releases without a web edition, unless there was one before. Whatever it
    raises carries a note that says so, and the next build tries again.
    """
    try:
        if not any("web" in one.manifest.editions for one in built) and not read_listing(order.out):
            return
        with (
            disk_of(order.out),
            only_writer(order.out),
            _keeping(order.cache),
            order.timings.measured("archive"),
        ):
            # An old issue may bear another name.
            theme = Theme(settings_of(order.root), order.root)
            signer = list_signer(theme.publication, order.signer, [order.out])
            damaged = write_archive(theme, order.out, order.cache, signer)
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
        issues = " ".join(dict.fromkeys(quoted(path.partition("/")[0]) for path in damaged))
        message = tr(
            "{pages}: not as it was built, and so left out of the search", pages=", ".join(damaged)
        )
        raise BulletinError(message, tr("build it again: bulletin build {issues}", issues=issues))


@contextlib.contextmanager
def _keeping(cache: Cache) -> Iterator[None]:
    """What is made in the block is kept, and what it uses is not evicted meanwhile."""
    with cache.in_use(), once.kept_in(once.store_in(cache)):
        yield


def _prepared(order: Order, issue: Issue) -> Prepared:
    """An issue as editions are given it, with the settings that the order changes."""
    issue = as_asked(issue, order.engine, audio=order.audio, single_audio=order.single_audio)
    address = first_address(issue, order.out, issue_ids(order.root))
    issue = replace(issue, first_address=address)
    credit = credit_of(issue, order.engine, order.voices, order.secrets)
    composition = compose(issue, credit)
    content = content_digest(composition)
    last = manifest.readable(order.out / order.issue_id)
    chosen, left_out = chosen_editions(order.editions, last, content)
    return Prepared(composition, content, chosen, left_out, modified_of(issue, order.epoch))


def _built(order: Order, sound: CheckedIssue, progress: BuildProgress, ahead: Ahead) -> Built:
    refuse_among_sources(order.out, order.root, order.issue_id)
    listing_of_output(order.out)
    with (
        disk_of(order.out, wanted(order.out / order.issue_id, source_files(sound.issue))),
        only_writer(order.out),
        staged(order.out, order.issue_id) as release,
        scratch(release.parent / "scratch"),
    ):
        with order.timings.measured("check"):
            sound = sound.copied(release.parent / "source")
        with _found_before(sound):
            return _made(order, sound, release, progress, ahead)


@contextlib.contextmanager
def _found_before(sound: CheckedIssue) -> Iterator[None]:
    """What was found before the editions were made is told with what they find."""
    try:
        yield
    except FindingsError as error:
        failures = error.failures if isinstance(error, EditionsError) else {}
        before = (*sound.findings, *findings_of_reading(sound.issue))
        raise EditionsError((*before, *error.findings), failures) from error


def _made(
    order: Order, sound: CheckedIssue, release: Path, progress: BuildProgress, ahead: Ahead
) -> Built:
    """The files of a release and its manifest, in the folder `release`."""
    findings = [*sound.findings]
    with order.timings.measured("compose"):
        issues = issue_ids(order.root)
        signer = signer_of(sound.issue.publication, order.signer)
        refuse_withdrawn(manifest.readable(order.out / order.issue_id), sound.issue)
        prepared = _prepared(order, sound.issue)
    issue, chosen, content = prepared.composition.issue, prepared.chosen, prepared.content
    workshop = Workshop(order.cache, release.parent, content, ahead.begun)
    job = prepared.job(release.parent / "audio")
    narrator = _narrator(order, job, chosen, progress)
    if narrator:
        before = manifest.last_voices(order.out, order.issue_id)
        findings += voice_findings(narrator.speaker, issue, before, unattended=order.unattended)

    def read_aloud() -> None:
        with order.timings.measured("check"):
            findings.extend(findings_of_reading(issue))

    telling = (progress, order.timings)
    flow = Workflow(workshop, chosen, job, order.jobs, *telling, narrator, ahead.workers)
    pieces = flow.run(meanwhile=read_aloud, imports=IMPORTS)
    job = flow.job
    found = _found(findings, job, pieces)
    with order.timings.measured("release"):
        linked = _linked(release, job, pieces)
        if signer:
            sealed(release, linked, issue.id, signer)
        records = [manifest.record_of(release, release / p, who) for p, who in linked.items()]
        described = _described(job, pieces, content, found, records)
        made = named(described, order.out, issues)
        manifest.write(release, made, signer)
    return Built(
        folder=order.out / order.issue_id,
        publication=issue.publication,
        manifest=made,
        findings=found,
        reused=tuple(piece.edition for piece in pieces if piece.reused),
        left_out=prepared.left_out,
        unsigned=issue.publication.signing is not None and signer is None,
        voice=job.narration.voice if job.narration else None,
    )


def _found(findings: Sequence[Finding], job: Job, pieces: Sequence[Piece]) -> tuple[Finding, ...]:
    """All that was found, with what voice and editions found and nothing switches off."""
    spoken = job.narration.findings if job.narration else ()
    made_known = (*spoken, *(f for piece in pieces for f in piece.findings))
    switches = job.composition.issue.switches
    return in_order([*findings, *(f for f in made_known if not is_off(f, switches))])


def _checked(order: Order, ahead: Ahead) -> tuple[Issue, tuple[Finding, ...]]:
    """A sound issue with the settings that the order changes, and its warnings."""
    printed = not order.editions or any_on_paper(
        edition for name, edition in editions().items() if name in order.editions
    )
    issue, findings = checked(
        order.root,
        order.issue_id,
        printed=printed,
        reading=False,
        today=order.today,
        read=ahead.begin,
    )
    if order.unattended and any(finding.code == codes.DRAFT for finding in findings):
        # A pipeline publishes the newest issue, which may be one that was just begun.
        every = (*findings, *findings_of_reading(issue))
        raise FindingsError([f.as_error() if f.code == codes.DRAFT else f for f in every])
    return as_asked(
        issue, order.engine, audio=order.audio, single_audio=order.single_audio
    ), findings


def _narrator(
    order: Order, job: Job, chosen: Sequence[Edition], progress: BuildProgress
) -> IssueNarrator | None:
    """Who speaks the issue, if an edition wants that and it has a voice."""
    issue = job.composition.issue
    if not any(edition.spoken for edition in chosen):
        return None
    speaker = speaker_of(issue, order.engine, order.voices, order.jobs, order.secrets)
    if speaker is None:
        return None
    return IssueNarrator(
        composition=job.composition,
        speaker=speaker,
        items=loudspeaker_items(job.composition) if any_with_items(chosen) else (),
        made=job.made,
        cache=order.cache,
        jobs=order.jobs,
        mp3=wanted_as_mp3(job.composition, chosen),
        progress=progress,
        timings=order.timings,
        notice=order.notice,
    )


def _linked(release: Path, job: Job, pieces: Sequence[Piece]) -> dict[str, str]:
    """All files put into the release's folder: who made each, by its path."""
    makers = [(piece.edition, piece.folder) for piece in pieces]
    if job.narration:
        makers.append((AUDIO, job.made))
    return {
        file.relative_to(release).as_posix(): maker
        for maker, folder in makers
        for file in link_tree(folder, release)
    }


def _described(
    job: Job,
    pieces: Sequence[Piece],
    content: str,
    findings: Sequence[Finding],
    records: Sequence[manifest.FileRecord],
) -> manifest.Manifest:
    """What the release's manifest says of it."""
    installed = editions()
    there = {record.edition for record in records}  # one without files leaves nothing to tell of
    names = [piece.edition for piece in pieces if piece.edition in there]
    versions = {k: v for name in names for k, v in versions_of(installed[name]).items()}
    return manifest.describe(job, content, versions, findings, records)
