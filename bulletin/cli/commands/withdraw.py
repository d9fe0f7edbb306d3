"""`bulletin withdraw`: an issue taken back, at addresses that stay."""

from pathlib import Path

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.terminal import Terminal
from bulletin.messages import tr


@click.command(
    "withdraw", epilog=example('bulletin withdraw 2026-11 --why "the figures were wrong" --to web')
)
@click.argument("issue_id", metavar="ID")
@click.option("--why", metavar="WORDS", help="What readers are told.")
@click.option(
    "--to",
    "address",
    metavar="PLACE",
    help="As of bulletin publish; without it, the folder of what was built.",
)
@options.release_option
@options.trusting_option
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    issue_id: str,
    why: str | None,
    address: str | None,
    out: Path,
    trusting: bool,
    start: Path,
) -> None:
    """Take the issue ID back: its pages say that it was withdrawn and why; its files go.

    It stays so until it is published again with a correction.
    """
    from bulletin.building.sealing import needed_signer
    from bulletin.cli.commands.verify import after, end_of
    from bulletin.manifest import WithdrawalRecord
    from bulletin.publish.choosing import way_to
    from bulletin.publish.revisions import published, withdrawal
    from bulletin.source.root import find_root

    words = _words(why)
    where = str(out) if address is None else options.place_named(address)
    way = way_to(where, find_root(start))
    target = way.lasting
    key = needed_signer(way.theme.publication, environment.signer)
    environment.warn_of_clock(terminal)
    last = published(target, way.place, issue_id)
    # A clock that is behind must not tell readers of a day before there was the issue.
    day = max(environment.today(), last.modified.date())
    record = WithdrawalRecord(date=day, why=words)
    with withdrawal(last, way.theme, record, key) as release:
        changes = target.publish(release, way.place, dry_run=False)
    gone = sum(change.kind == "removed" for change in changes)
    terminal.say(
        tr(
            "{issue} is withdrawn in {where}: {gone} files removed, its addresses stay",
            issue=issue_id,
            where=where,
            gone=gone,
        )
    )
    if not trusting:
        end_of(after(terminal, way, issue_id, last.address), way.place)


def _words(why: str | None) -> str:
    """What readers are told, on one line."""
    from bulletin.source.text import hint_for, unshowable

    if why is None:
        message = tr('tell readers why with --why, as in --why "The figures were not final"')
        raise click.UsageError(message)
    if char := unshowable(why):
        fault = tr("this holds the character U+{ord:04X}, which no page can show", ord=ord(char))
        message = f"--why: {say(fault)} ({say(hint_for(char))})"
        raise click.UsageError(message)
    if not why.strip():
        raise click.UsageError(tr("--why has no words; readers are told them"))
    return " ".join(why.split())
