"""`bulletin publish`: a built release, put where readers find it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.sending import SendingLine
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, calm
from bulletin.machine.systems import quoted
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.publish.base import Release
    from bulletin.publish.verifying import VerifyReport
    from bulletin.site.listing import Change
    from bulletin.source.settings.targets import Destination
    from bulletin.theming.theme import Theme


@click.command("publish", epilog=example("bulletin publish --to /srv/www/ban-tin --dry-run"))
@click.argument("issue_id", metavar="[ID]", required=False)
@click.option(
    "--to",
    "address",
    metavar="PLACE",
    help="A name below targets in publication.yaml, a folder of this machine, sftp://... or s3://...",
)
@click.option("--dry-run", is_flag=True, help="Only list what would be new, changed and removed.")
@click.option(
    "--rollback",
    is_flag=True,
    help="Show readers the release before the last again (twice: the last).",
)
@click.option(
    "--silent-change",
    "silent",
    metavar="WHY",
    default="",
    help="Replace what was published without a correction: for slips of the pen.",
)
@click.option(
    "--as-built",
    is_flag=True,
    help="Publish what was built, though it has drafts or the texts have changed since.",
)
@options.release_option
@options.trusting_option
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON, for a program.")
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    issue_id: str | None,
    address: str | None,
    dry_run: bool,
    rollback: bool,
    silent: str,
    as_built: bool,
    out: Path,
    trusting: bool,
    as_json: bool,
    start: Path,
) -> None:
    """Put a built release (without ID: of the newest issue) where readers find it.

    Only an empty place, or one that was published into before, is written to; what others have
    put there stays.
    """
    from bulletin.cli.commands.verify import after, end_of
    from bulletin.cli.summary import failure_as_json
    from bulletin.publish.choosing import way_to

    address = _named(address)
    if rollback and (dry_run or silent):
        raise click.UsageError(tr("--rollback goes with neither --dry-run nor --silent-change"))
    said = replace(terminal, quiet=True) if as_json else terminal
    line = SendingLine(said)
    with failure_as_json(
        as_json=as_json, place=address, issue=issue_id or "", dry_run=dry_run
    ) as told:
        root, issue = options.issue_named(start, issue_id)
        told["issue"] = issue
        way = way_to(address, root)
        if rollback:
            changes = way.lasting.roll_back(issue, way.place, way.theme, environment.signer)
        else:
            release = _release(out / issue, way.theme, silent.strip(), line)
            _warn(terminal, release, None if as_built else way.place)
            changes = way.target.publish(release, way.place, dry_run=dry_run)
            _say_what_is_silent(terminal, release, changes)
            if not dry_run:
                _say_what_is_kept(said, changes, issue, way.place)
        if dry_run and not as_json:
            _list(changes)
        said.say(_summary([change.kind for change in changes], address, dry_run=dry_run))
        if rollback:
            said.say(_ROLLED_BACK)
        line.close()
        report = None
        if not (dry_run or trusting):
            where = way.theme.publication.address_of(issue)
            report = after(said, way, issue, where, silent=as_json)
        if as_json:
            print_result(_as_json(told, changes, line, report))
        if report:
            end_of(report, way.place)


def _release(folder: Path, theme: Theme, silent: str, line: SendingLine) -> Release:
    """A release that is whole, to be sent. Raises `BulletinError` if it is not."""
    from bulletin.publish.base import Release
    from bulletin.publish.whole import whole

    manifest = whole(folder, folder.name, theme.publication.keys)
    return Release(folder, manifest, theme, silent, line.watch, environment.signer)


def _warn(terminal: Terminal, release: Release, place: Destination | None) -> None:
    """Say what is doubtful about a release that is whole, and that its copy lies elsewhere now.

    `place`: where it goes, or None if nobody wants to hear of doubts. Raises `BulletinError` where
    readers would get what its editors do not mean them to have.
    """
    from bulletin.cli.summary import moved_since
    from bulletin.publish.readiness import doubts
    from bulletin.source.load import load

    if place is not None:
        for doubt in doubts(release.manifest, load(release.theme.root, release.id), place):
            terminal.warning(doubt)
    if moved := moved_since(release.folder.parent, release.publication):
        terminal.warning(BulletinError(moved))


def _as_json(
    told: Mapping[str, object],
    changes: Iterable[Change],
    line: SendingLine,
    report: VerifyReport | None,
) -> str:
    """What was done, for a program."""
    values = {
        "place": told["place"],
        "issue": told["issue"],
        "dry_run": told["dry_run"],
        "files": {change.path: change.kind for change in changes},
        "sent": line.as_values(),
        "verified": report.as_data() if report else None,
    }
    return json.dumps(values, ensure_ascii=False, indent=1)


def _say_what_is_kept(
    said: Terminal, changes: Iterable[Change], issue_id: str, place: Destination
) -> None:
    """Say where what was taken out of an issue still lies: a name or a picture of somebody."""
    from bulletin.publish.targets.folder import kept_before
    from bulletin.source.settings.targets import FolderPlace, GitPlace, SftpPlace

    names: dict[bool, set[str]] = {True: set(), False: set()}
    for change in changes:
        if found := _ITS_OWN.search(change.path):
            names[change.kind == "removed"].add(found["name"] or found["slug"])
    if not names[True] - names[False]:
        return
    if isinstance(place, FolderPlace):
        said.say(
            tr(
                "what was taken out of the issue is still kept in {folder} for --rollback, where"
                " readers cannot see it; delete that folder if it must be gone",
                folder=kept_before(issue_id, Path(place.path)),
            )
        )
    elif isinstance(place, SftpPlace):
        from bulletin.publish.targets.sftp.session import RELEASES

        said.say(
            tr(
                "what was taken out of the issue is still kept in {folder} on the server for"
                " --rollback, closed to other accounts; delete it there if it must be gone",
                folder=f"{place.path}/{RELEASES}",
            )
        )
    elif isinstance(place, GitPlace):
        said.say(
            tr(
                "what was taken out of the issue stays in the history of the repository; if it"
                " must be gone, whoever keeps the repository has to remove it there, too"
            )
        )


_ITS_OWN = re.compile(
    r"/pictures/(?P<name>[^/]+?)(?:-\d+)?\.\w+\.\w+$|/share/previews/\d+-(?P<slug>[^/]+)\.jpg$"
)
"""What a release has of a picture or an article alone: in several sizes, and at any number."""


def _say_what_is_silent(terminal: Terminal, release: Release, changes: Iterable[Change]) -> None:
    """Say that readers could hear an issue and cannot any more: built in haste with --no-audio."""
    gone = [one.path for one in changes if one.kind == "removed" and _is_sound(one.path)]
    kept = any(_is_sound(record.path) for record in release.manifest.files)
    if not gone or kept or release.manifest.withdrawn or not release.publication.voice:
        return
    message = tr("readers could hear the issue {id}, and now there is no sound", id=release.id)
    hint = tr(
        "if it was only left out with --no-audio: build and publish it again without that:"
        " bulletin build {id}",
        id=quoted(release.id),
    )
    terminal.warning(BulletinError(message, hint))


def _is_sound(path: str) -> bool:
    return path.endswith((".m4a", ".m4b", ".mp3"))


def _named(address: str | None) -> str:
    """The place that --to names."""
    if address is None:
        message = tr(
            "say where with --to: a name below targets in publication.yaml, or a folder that is"
            " not there yet or was published into before: --to ../hosted"
        )
        raise click.UsageError(message)
    return options.place_named(address)


def _list(changes: Iterable[Change]) -> None:
    """A line for each file that does not stay as it is: what would become of it, and its path."""
    for change in changes:
        if change.kind == "unchanged":
            continue
        print_result(calm(f"{say(_KINDS[change.kind]):9}  {change.path}"))


_KINDS = {
    "new": tr("new"),
    "changed": tr("changed"),
    "removed": tr("removed"),
}
"""What becomes of a file, and how it is said."""


_ROLLED_BACK = tr(
    "readers have the release before the last one again; the same command once"
    " more brings the last one back, and publish without --rollback what is built"
)


def _summary(kinds: Sequence[str], address: str, *, dry_run: bool) -> str:
    """How many files were written, and how many were not."""
    new, changed, removed, unchanged = map(kinds.count, ("new", "changed", "removed", "unchanged"))
    verb = tr("would write") if dry_run else tr("wrote")
    return tr(
        "{verb} {count} files to {address}: {new} new, {changed} changed; "
        "{removed} removed, {unchanged} unchanged",
        verb=verb,
        count=new + changed,
        address=address,
        new=new,
        changed=changed,
        removed=removed,
        unchanged=unchanged,
    )
