"""`bulletin withdraw`: an issue taken back, at addresses that stay."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli import options
from bulletin.cli.examples import example
from bulletin.cli.terminal import Terminal
from bulletin.messages import tr


@click.command(
    "withdraw", epilog=example('bulletin withdraw 2026-11 --why "the figures were wrong" --to web')
)
@click.argument("issue_id", metavar="ID")
@click.option("--why", metavar="WORDS", required=True, help="What readers are told.")
@click.option(
    "--to",
    "address",
    metavar="PLACE",
    help="As of bulletin publish; without it, the folder of what was built.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    help="Where the release was built (default: dist).",
)
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal, *, issue_id: str, why: str, address: str | None, out: Path, start: Path
) -> None:
    """Take the issue ID back: its pages say that it was withdrawn and why; its files go.

    It stays so until it is published again with a correction.
    """
    from bulletin.publish.base import lasting, target_for
    from bulletin.publish.revisions import published, withdrawal
    from bulletin.source.load import find_root, issue_ids, load, load_alone
    from bulletin.theme import Theme

    if not why.strip():
        message = tr("--why has no words; readers are told them")
        raise click.UsageError(message)
    if address is not None and not address.strip():
        message = tr("--to names no place; is a variable empty?")
        raise click.UsageError(message)
    root = find_root(start)
    # The issue itself may be gone: any other one tells the publication as well.
    ids = issue_ids(root)
    loaded = load(root, ids[-1]).issue if ids else None
    publication = (loaded or load_alone(root)[0]).publication
    where = str(out) if address is None else address
    found, place = target_for(where, publication.targets, root)
    target = lasting(found, where)
    theme = Theme(publication, root)
    said = (" ".join(why.split()), options.today())
    last = published(target, place, issue_id)
    with withdrawal(issue_id, last, publication, theme, said) as release:
        changes = target.publish(release, place, dry_run=False)
    gone = sum(change.kind == "removed" for change in changes)
    words = tr(
        "{issue} is withdrawn in {where}: {gone} files removed, its addresses stay",
        issue=issue_id,
        where=where,
        gone=gone,
    )
    terminal.say(words)
