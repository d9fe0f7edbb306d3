"""`bulletin publish`: a built release, put where readers find it."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli import options
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, FindingsError


@click.command("publish")
@click.argument("issue_id", metavar="[ID]", required=False)
@click.option("--to", "address", metavar="TARGET", required=True, help="A folder on this machine.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    help="Where the release was built (default: dist).",
)
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    issue_id: str | None,
    address: str,
    dry_run: bool,
    out: Path,
    start: Path,
) -> None:
    """Put a built release (without ID: of the newest issue) where readers find it."""
    from bulletin import manifest
    from bulletin.publish.base import Release, target_for
    from bulletin.source.load import find_root, load
    from bulletin.theme import Theme

    root = find_root(start)
    (named,) = options.issues_named(root, (issue_id,) if issue_id else ())
    target = target_for(address)
    loaded = load(root, named)
    if loaded.issue is None:
        raise FindingsError(loaded.findings)
    try:
        manifest.read(out / named)
    except (OSError, ValueError):
        message = f"{out / named} is not a whole release"
        raise BulletinError(message, f"make it first: bulletin build {named}") from None
    publication = loaded.issue.publication
    release = Release(named, out / named, publication, Theme(publication, root))
    written = target.publish(release, address, dry_run=dry_run)
    for path in written if dry_run else ():
        click.echo(path)
    verb = "would write" if dry_run else "wrote"
    terminal.say(f"{verb} {len(written)} files to {address}")
