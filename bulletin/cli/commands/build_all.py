"""`bulletin build-all`: the newest issue of every publication below a folder."""

from __future__ import annotations

import itertools
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.diagnostics import BulletinError, Severity, calm
from bulletin.machine.disks import megabytes
from bulletin.messages import decimal, tr

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from bulletin.cli.terminal import Terminal
    from bulletin.fleet.commission import Commission, Outcome

_LOCAL = "local"


@click.command(
    "build-all",
    epilog=example(
        "bulletin build-all tinh/ --out /srv/hosted",
        "bulletin build-all tinh/ --out /srv/hosted --cluster tcp://10.0.0.5:8786 --cache /srv/cache",
    ),
)
@click.argument("root", type=options.NamedPath(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=options.NamedPath(file_okay=False, path_type=Path),
    required=True,
    help="Where the hosted copies go, each in a folder named as its publication's.",
)
@click.option("--issue", metavar="ID", help="This issue of each (default: each one's newest).")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    default=_LOCAL,
    help="A Dask scheduler (tcp://host:8786), or local (default): this machine.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="Publications built at a time on this machine (default: one a core).",
)
@click.option("--edition", "editions", metavar="NAME", multiple=True, help="Only this edition.")
@click.option("--engine", metavar="NAME", help="Speak with this engine, whatever is set.")
@click.option("--no-audio", "silent", is_flag=True, help="Make the issues without a voice.")
@click.option(
    "--shared-cache",
    "shared",
    metavar="s3://BUCKET/PREFIX",
    help="A bucket behind the caches of all machines: what one has made, no other makes.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what came of each as JSON.")
@options.cache_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    root: Path,
    out: Path,
    issue: str | None,
    cluster: str,
    workers: int | None,
    editions: tuple[str, ...],
    engine: str | None,
    silent: bool,
    shared: str | None,
    as_json: bool,
    cache_folder: Path | None,
) -> None:
    """Make the newest issue of every publication below ROOT, here or on a Dask cluster.

    A publication that fails is told with its findings and stops no other. Run again, it makes
    only what is missing or has changed. A cluster's machines must see ROOT and the folder of
    --out at the same paths, and that of --cache, unless they share a bucket.
    """
    from bulletin.cache.shared import SharedStore
    from bulletin.fleet.commission import Commission

    if workers and cluster != _LOCAL:
        raise click.UsageError(tr("--workers counts this machine's; a cluster has its own"))
    found = _found(root)
    common = Commission(
        name="",
        root="",
        out="",
        cache=str(environment.cache_root(cache_folder).absolute()),
        voices=str(environment.voices_root().absolute()),
        issue=issue,
        editions=editions,
        engine=engine,
        audio=not silent,
        epoch=environment.source_date_epoch(),
        shared=shared,
    )
    if shared:
        SharedStore(shared).probe()
    commissions = [_of(common, name, place, out) for name, place in found.items()]
    came = _outcomes(_executor(cluster, workers), commissions, terminal)
    if as_json:
        print_result(json.dumps([_as_values(one) for one in came], ensure_ascii=False, indent=2))
    else:
        terminal.say("\n".join(_told(came)))
        failed = [one for one in came if one.failed]
        if terminal.quiet and failed:  # errors are said nonetheless
            click.echo(calm("\n".join(_told(failed))), err=True)
    _warn_of_one_home(terminal, came)
    if any(outcome.failed for outcome in came):
        raise click.exceptions.Exit(1)


def _found(root: Path) -> Mapping[str, Path]:
    """The publications below a folder, of which there must be one."""
    from bulletin.fleet.discovery import publications

    found = publications(root)
    if not found:
        message = tr("there is no publication below {folder}", folder=root)
        raise BulletinError(message, tr("a publication is a folder with a publication.yaml"))
    return found


def _executor(cluster: str, workers: int | None) -> AbstractContextManager[Executor]:
    """Who builds: processes of this machine, or those of a cluster."""
    from bulletin.fleet import executors

    if cluster != _LOCAL:
        return executors.cluster(cluster)
    return executors.here(workers or os.cpu_count() or 1)


def _outcomes(
    executor: AbstractContextManager[Executor], commissions: list[Commission], terminal: Terminal
) -> list[Outcome]:
    """What became of each, while the line of progress counts those that are done."""
    from bulletin.fleet import executors

    done = itertools.count(1)

    def tell(outcome: Outcome) -> None:
        terminal.progress(outcome.name, next(done), len(commissions))

    with executor as running:
        return executors.outcomes(running, commissions, tell)


def _of(common: Commission, name: str, place: Path, out: Path) -> Commission:
    from dataclasses import replace

    folder = (out / name).absolute()
    return replace(common, name=name, root=str(place.absolute()), out=str(folder))


_STATES = {"built": tr("built"), "unchanged": tr("unchanged"), "failed": tr("failed")}
"""What can have become of a publication, and how it is said."""


def _told(came: list[Outcome]) -> list[str]:
    """A line a publication, with the findings of those that failed, and a sum."""
    width = max(len(outcome.name) for outcome in came)
    states = max(len(say(words)) for words in _STATES.values())
    lines: list[str] = []
    for outcome in came:
        state = say(_STATES[outcome.state])
        head = f"{outcome.name:{width}}  {outcome.issue or '-':8}  {state:{states}}"
        if outcome.failed:
            lines.append(f"{head}  {say(outcome.message)}")
            lines += [f"    = {say(note)}" for note in outcome.notes]
            for found in outcome.findings:
                lines += _finding(outcome.name, found)
        else:
            size = f"{say(megabytes(outcome.size)):>9}"
            files = say(tr("{count} files", count=f"{outcome.files:4}"))
            row = [head, files, size, f"{say(decimal(outcome.cpu)):>6} CPU s"]
            if outcome.findings:
                row.append(say(tr("warnings: {count}", count=len(outcome.findings))))
            lines.append("  ".join(row))
    counts = Counter(outcome.state for outcome in came)
    counted = [f"{counts[state]} {say(words)}" for state, words in _STATES.items()]
    cpu = sum(outcome.cpu for outcome in came)
    total = megabytes(sum(outcome.size for outcome in came))
    return [*lines, f"{', '.join(counted)}; {say(total)}, {say(decimal(cpu))} CPU s"]


def _warn_of_one_home(terminal: Terminal, came: list[Outcome]) -> None:
    """Say which publications would lie at one address, as where a commune's folder was copied."""
    homes: dict[str, list[str]] = {}
    for outcome in came:
        homes.setdefault(outcome.home, []).append(outcome.name)
    for home, names in homes.items():
        if home and len(names) > 1:
            message = tr(
                "{names} have one address, {home}: the QR codes of the one lead to the other",
                names=", ".join(names),
                home=home,
            )
            hint = tr("write a base_url of its own into the publication.yaml of each")
            terminal.warning(BulletinError(message, hint))


def _as_values(outcome: Outcome) -> dict[str, object]:
    """What came of a publication, for a program, in the language of whoever asked."""
    findings = [
        {**found, "message": _in_words(found["message"]), "hint": _in_words(found["hint"])}
        for found in outcome.findings
    ]
    told = {"message": say(outcome.message), "notes": [say(one) for one in outcome.notes]}
    return {**asdict(outcome), **told, "findings": findings}


def _finding(name: str, found: Mapping[str, object]) -> list[str]:
    """What is wrong in a publication and where; of an error also what to write instead."""
    severity = Severity(str(found["severity"]))
    place = f"{name}/{found['file']}:{found['line']}:{found['column']}"
    lines = [f"    {place}: {say(severity.words)} {found['code']} {_in_words(found['message'])}"]
    if severity is Severity.ERROR and found["hint"]:
        lines.append(f"        = {_in_words(found['hint'])}")
    return lines


def _in_words(words: object) -> str:
    """A message or a hint, which came in a message itself or as text alone."""
    return say(words) if isinstance(words, str) else str(words)
