"""`bulletin build`: the release of one issue, of several, or of all, and the archive."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.failures import as_error
from bulletin.cli.help import example
from bulletin.cli.language import say, say_findings
from bulletin.cli.streams import print_result
from bulletin.cli.summary import as_values, further, released, summary, what_next
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, Finding, FindingsError, as_data, sources_below
from bulletin.messages import joined, tr

if TYPE_CHECKING:
    from bulletin.building.order import Built, Order
    from bulletin.cache.file_states import FileStates


@click.command(
    "build",
    epilog=example(
        "bulletin build",
        "bulletin build 2026-11 --edition pdf",
        "bulletin build --all --out /srv/ban-tin",
    ),
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every issue of the publication.")
@click.option(
    "--edition",
    "editions",
    metavar="NAME",
    multiple=True,
    help="Only this edition (may be given again): pdf, print, epub, audiobook, web, single, share,"
    " qr, clips, calendar, loudspeaker, or one of another package.",
)
@click.option(
    "--out",
    type=options.NamedPath(file_okay=False, path_type=Path),
    default=Path("dist"),
    help="Where the release goes (default: dist).",
)
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="Processes at the most.")
@click.option("--engine", metavar="NAME", help="Speak with this engine, whatever is set.")
@click.option("--no-audio", "silent", is_flag=True, help="Make the issue without a voice.")
@click.option("--with-audio", "single_audio", is_flag=True, help="Sound in the single file too.")
@click.option("--json", "as_json", is_flag=True, help="Say what was made as JSON, for a program.")
@click.option("--timings", is_flag=True, help="Tell what each stage took, and what was cached.")
@options.root_option
@options.cache_option
@options.cache_size_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    ids: tuple[str, ...],
    everything: bool,
    editions: tuple[str, ...],
    out: Path,
    jobs: int | None,
    engine: str | None,
    silent: bool,
    single_audio: bool,
    as_json: bool,
    timings: bool,
    start: Path,
    cache_folder: Path | None,
    cache_size: int,
) -> None:
    """Make the release of an issue (without ID: of the newest one) in a folder to host.

    A release appears whole or not at all. What has not changed is not made again.
    """
    options.keep_patterns(cache_folder)
    from bulletin.building.order import Order
    from bulletin.cache import Cache
    from bulletin.source.root import find_root

    root = find_root(start)
    named = options.issues_named(root, tuple(dict.fromkeys(ids)), everything=everything)
    said = replace(terminal, quiet=True) if as_json else terminal
    environment.warn_of_clock(said, [out / one for one in named])
    order = Order(
        root=root,
        issue_id=named[0],
        out=out,
        cache=Cache(environment.cache_root(cache_folder), limit=cache_size),
        voices=environment.voices_root(),
        editions=editions,
        engine=engine,
        audio=not silent,
        single_audio=single_audio,
        jobs=jobs or os.cpu_count() or 1,
        epoch=environment.source_date_epoch(),
        surroundings=environment.surroundings(),
        signer=environment.signer,
        notice=said.say,
        unattended=environment.unattended(),
        today=environment.today(),
    )
    run = _Run(said, order)
    failed = run.make(named)
    if as_json:
        print_result(json.dumps(as_values(run.releases, run.failed), ensure_ascii=False, indent=2))
    if timings:
        from bulletin.cli.timings import show

        show(order.timings, terminal)
    if failed:
        raise click.exceptions.Exit(1)


class _Run:
    """Issue after issue, whatever becomes of the one before, and then the archive."""

    def __init__(self, terminal: Terminal, order: Order) -> None:
        self._terminal = terminal
        self._asked = order
        self._sources: dict[str, FileStates] = {}
        self.releases: dict[str, Mapping[str, object]] = {}
        self.failed: dict[str, BulletinError] = {}
        self._listed: list[Finding] = []

    def make(self, named: Sequence[str]) -> int:
        """Build the issues and what stands around them; how many of these failed."""
        built: dict[str, Built] = {}
        failed = self.failed
        for issue_id in named:
            try:
                if not self._is_told_again(issue_id):
                    built[issue_id] = self._release(issue_id)
                    self.releases[issue_id] = released(issue_id, built[issue_id])
            except Exception as error:  # noqa: BLE001, the next issue may be sound
                failed[issue_id] = as_error(error)
                self._tell(failed[issue_id], f"{issue_id}: " if len(named) > 1 else "")
        if built:
            try:
                self._archive(tuple(built.values()))
                self._remember(built)
            except Exception as error:  # noqa: BLE001, told beside the issues that failed
                failed["archive"] = as_error(error)
                self._tell(failed["archive"], f"{say(tr('archive'))}: ")
        if trouble := self._asked.cache.trouble:
            trouble.add_note(tr("the cache keeps nothing more: the next build makes it all again"))
            self._terminal.warning(trouble)
        if self._listed:
            self._terminal.say(further(self._listed))
        if len(named) > 1:
            self._terminal.say(_table(named, failed))
        elif built and not failed:
            self._terminal.say(what_next(built[named[0]], self._asked.out))
            self._terminal.qr(built[named[0]].manifest.address)
        return len(failed)

    def _is_told_again(self, issue_id: str) -> bool:
        """Whether nothing has changed since the last build of an issue; what it said is said."""
        from bulletin.building import unchanged
        from bulletin.cache import records

        order = replace(self._asked, issue_id=issue_id)
        sources = unchanged.sources_of(order)
        before = unchanged.recall(order, sources)
        if before:
            findings = records.told(before.findings.encode())
            self._findings(findings)
            self._terminal.say(records.of_record(json.loads(before.summary)))
            found = [as_data(finding) for finding in say_findings(findings)]
            self.releases[issue_id] = json.loads(before.values) | {"findings": found}
        else:
            self._sources[issue_id] = sources
        return before is not None

    def _remember(self, built: Mapping[str, Built]) -> None:
        """What was said of releases, for the next time; with the archive they are now whole."""
        from bulletin.building import unchanged
        from bulletin.cache import records

        for issue_id, one in built.items():
            again = replace(one, reused=tuple(one.manifest.editions), left_out=())
            told = unchanged.LastBuild(
                records.written(one.findings).decode(),
                json.dumps(records.as_record(summary(again))),
                json.dumps(released(issue_id, again)),
            )
            order = replace(self._asked, issue_id=issue_id)
            unchanged.remember(order, self._sources[issue_id], told)

    def _order(self, issue_id: str) -> Order:
        return replace(self._asked, issue_id=issue_id, secrets=environment.secrets())

    def _release(self, issue_id: str) -> Built:
        from bulletin.building.build import build

        built = build(self._order(issue_id), self._terminal.progress)
        self._findings(built.findings)
        self._terminal.say(summary(built))
        if built.unsigned and (signing := built.publication.signing):
            message = tr("{folder} is not signed: the private key is not here", folder=built.folder)
            hint = tr(
                "copy its file to {file}, or put it into BULLETIN_SIGNING_KEY; without it the"
                " release is not published. If it is lost: bulletin keys new",
                file=environment.key_file(signing.key),
            )
            self._terminal.warning(BulletinError(message, hint))
        return built

    def _archive(self, built: Sequence[Built]) -> None:
        from bulletin.building.build import write_around

        self._terminal.progress(tr("archive"), 0, 1)
        write_around(self._order(built[-1].manifest.id), built)

    def _tell(self, error: BulletinError, before: str) -> None:
        """Everything that an error holds: findings, what else failed, the state of the work."""
        if isinstance(error, FindingsError):
            self._findings(error.findings)
            for name, failure in getattr(error, "failures", {}).items():
                shown = as_error(failure)
                self._terminal.error(
                    BulletinError(joined(": ", [f"{before}{name}", shown.message]), shown.hint)
                )
            if any(finding.is_error for finding in error.findings):
                error.hint = tr("mend what is named above")
        self._terminal.failure(error, before)

    def _findings(self, findings: Sequence[Finding]) -> None:
        root = self._asked.root
        self._listed += findings
        self._terminal.findings(findings, sources_below(root), options.prefix_of(root))


def _table(named: Sequence[str], failed: Mapping[str, BulletinError]) -> str:
    """What became of each issue, and of the archive if it failed."""
    rows = [*named, *(name for name in failed if name not in named)]
    width = max(map(len, rows))
    lost, done = say(tr("failed")), say(tr("done"))
    return "\n".join(
        f"{row:{width}}  {lost}  {say(failed[row].message).splitlines()[0]}"
        if row in failed
        else f"{row:{width}}  {done}"
        for row in rows
    )
