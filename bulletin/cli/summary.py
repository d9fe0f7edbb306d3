"""What a build has made: for the person who asked for it, and for programs.

In: `Built` releases and errors. Out: lines of text, and plain values for JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.cli.language import say, say_findings
from bulletin.cli.streams import print_result
from bulletin.diagnostics import BulletinError, Finding, FindingsError, as_data
from bulletin.machine.disks import megabytes
from bulletin.machine.systems import quoted
from bulletin.messages import joined, tr
from bulletin.source.addresses import in_letters

if TYPE_CHECKING:
    from bulletin.building.order import Built
    from bulletin.source.settings.models import Publication


def summary(built: Built) -> str:
    """A release: its files for readers, listening time, findings, address."""
    lines = [tr("{folder}: {count} files", folder=built.folder, count=len(built.manifest.files))]
    lines += [joined("", ["  ", path, "  ", megabytes(size)]) for path, size in _offered(built)]
    lines += [
        tr("  edition {name}: {count} files, {size}", name=name, count=count, size=megabytes(size))
        for name, (count, size) in _editions(built).items()
        if count > 1
    ]
    if voice := built.voice:
        minutes = round(built.manifest.duration / 60)
        lines.append(
            tr(
                "  voice: {engine} {voice} ({reason}), {minutes} min",
                engine=voice.engine,
                voice=voice.voice or ", ".join(built.manifest.readers),
                reason=voice.reason,
                minutes=minutes,
            )
        )
    if built.reused:
        lines.append(tr("  unchanged: {reused}", reused=", ".join(built.reused)))
    if built.left_out:
        names = ", ".join(built.left_out)
        lines.append(
            tr(
                "  left out, for the issue has changed since: {names}; build without --edition",
                names=names,
            )
        )
    lines.append(tr("  {words}", words=_counted(built.findings)))
    lines.append(tr("  address: {address}", address=in_letters(built.manifest.address)))
    return joined("\n", lines)


def further(findings: Sequence[Finding]) -> str:
    """Where more is said of findings: of the first error, or else of the first one."""
    worst = next((one for one in findings if one.is_error), findings[0])
    return tr("bulletin explain {number} says more", number=worst.code.number)


def what_next(built: Built, out: Path) -> str:
    """What to do with a release."""
    from bulletin.desk.starter_files import is_placeholder

    page = built.folder / "index.html"
    steps = [tr("mend what is named above, and build again")] if built.findings else []
    if page.is_file():
        steps.append(tr("look at it: {page}", page=page))
    apart = "" if out == Path("dist") else f" --out {quoted(out)}"
    place = next(map(quoted, built.publication.targets), tr("FOLDER"))
    command = joined("", [f"bulletin publish {quoted(built.manifest.id)} --to ", place, apart])
    steps.append(tr("put it where readers find it: {command}", command=command))
    if is_placeholder("base_url", built.publication.base_url):
        words = tr(
            "before anything is printed, write base_url into publication.yaml, where readers will"
            " find the bulletin: the QR code still leads to {address}",
            address=built.publication.base_url,
        )
        steps.insert(0, words)
    if moved := moved_since(built.folder.parent, built.publication):
        steps.append(moved)
    return joined("\n", [tr("next:"), *(tr("  - {step}", step=step) for step in steps)])


def moved_since(dist: Path, publication: Publication) -> str:
    """Which releases were built for another address than today's; "" where none was."""
    from bulletin.site.releases import at_other_addresses

    moved = at_other_addresses(dist, publication)
    if not moved:
        return ""
    return tr(
        "base_url is another one since these were built: {earlier}. Build and publish them"
        " anew: {command}; codes on paper still lead to the old address, which has to lead on",
        earlier=", ".join(dict.fromkeys(in_letters(one.address) for one in moved)),
        command=f"bulletin build {' '.join(quoted(one.id) for one in moved)}",
    )


def as_values(
    releases: Mapping[str, Mapping[str, object]], failed: Mapping[str, BulletinError]
) -> dict[str, object]:
    """What a pipeline needs to know, as values for JSON; `releases` as `released` gives them."""
    return {
        "releases": list(releases.values()),
        "failed": [_failure(name, error) for name, error in failed.items()],
    }


@contextmanager
def failure_as_json(*, as_json: bool, issue: str, **values: object) -> Iterator[dict[str, object]]:
    """Tell a program, too, why the block ended with a `BulletinError`.

    Told are the values, to which the block adds what it finds out.
    """
    told = {**values, "issue": issue}
    try:
        yield told
    except BulletinError as error:
        if as_json:
            told["failed"] = [_failure(str(told["issue"]), error)]
            print_result(json.dumps(told, ensure_ascii=False, indent=1))
        raise


def released(issue_id: str, built: Built) -> dict[str, object]:
    """A release, as values for JSON."""
    made = built.manifest
    return {
        "issue": issue_id,
        "folder": str(built.folder),
        "address": made.address,
        "title": made.title,
        "editions": list(made.editions),
        "bytes": sum(record.bytes for record in made.files),
        "files": [record.model_dump() for record in made.files],
        "duration": made.duration,
        "articles": [
            {"slug": one.slug, "title": one.title, "audio": one.audio, "duration": one.duration}
            for one in made.articles
        ],
        "voice": made.voice.model_dump() if made.voice else None,
        "findings": [as_data(finding) for finding in say_findings(built.findings)],
        "reused": list(built.reused),
        "left_out": list(built.left_out),
    }


def _failure(name: str, error: BulletinError) -> dict[str, object]:
    findings = error.findings if isinstance(error, FindingsError) else ()
    return {
        "issue": name,
        "message": say(error.message),
        "hint": say(error.hint),
        "findings": [as_data(finding) for finding in say_findings(findings)],
    }


def _offered(built: Built) -> Sequence[tuple[str, int]]:
    """The files that readers take, the page, and what is all of its edition, with their sizes."""
    from bulletin.editions.base import downloads_of, editions

    offered = downloads_of(editions().values())
    alone = {name for name, (count, _) in _editions(built).items() if count == 1}
    return [
        (record.path, record.bytes)
        for record in built.manifest.files
        if record.path == "index.html"
        or record.edition in alone
        or any(name == record.edition and one.fits(record.path) for name, one in offered)
    ]


def _editions(built: Built) -> dict[str, tuple[int, int]]:
    """The editions of several files: how many, and their size in all."""
    counted: dict[str, tuple[int, int]] = {}
    for record in built.manifest.files:
        count, size = counted.get(record.edition, (0, 0))
        counted[record.edition] = (count + 1, size + record.bytes)
    return dict(sorted(counted.items()))


def _counted(findings: Sequence[Finding]) -> str:
    if not findings:
        return tr("findings: none")
    if len(findings) == 1:
        return tr("findings: 1 warning, named above")
    return tr("findings: {count} warnings, named above", count=len(findings))
