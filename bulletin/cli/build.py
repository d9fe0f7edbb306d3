"""`bulletin build`: the release of one issue, of several, or of all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import options
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, FindingsError, sources_below

if TYPE_CHECKING:
    from bulletin.build import Built


@click.command("build")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every issue of the publication.")
@click.option(
    "--edition",
    "editions",
    metavar="NAME",
    multiple=True,
    help="Only this edition (may be given again): pdf, print, epub, audiobook, web, share, qr.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    help="Where the release goes (default: dist).",
)
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="Processes at the most.")
@click.option("--engine", metavar="NAME", help="Speak with this engine, whatever is set.")
@click.option("--no-audio", "silent", is_flag=True, help="Make the issue without a voice.")
@options.root_option
@options.cache_option
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
    start: Path,
    cache_folder: Path | None,
) -> None:
    """Make the release of an issue (without ID: of the newest one) in a folder to host.

    A release appears whole or not at all. What has not changed is not made again.
    """
    from bulletin.build import Order, build
    from bulletin.cache import Cache
    from bulletin.source.load import find_root

    root = find_root(start)
    failed = 0
    for issue_id in options.issues_named(root, ids, everything=everything):
        order = Order(
            root=root,
            issue_id=issue_id,
            out=out,
            cache=Cache(options.cache_root(cache_folder)),
            voices=options.voices_root(),
            editions=editions,
            engine=engine,
            audio=not silent,
            jobs=jobs or os.cpu_count() or 1,
            epoch=options.source_date_epoch(),
        )
        try:
            built = build(order, terminal.progress)
        except FindingsError as error:
            terminal.findings(error.findings, sources_below(root), options.prefix_of(root))
            terminal.error(
                BulletinError(
                    f"{issue_id}: {error.message}",
                    "mend what is named above; nothing of the last release was changed",
                )
            )
            failed += 1
            continue
        terminal.findings(built.findings, sources_below(root), options.prefix_of(root))
        terminal.say(_summary(built))
    if failed:
        raise click.exceptions.Exit(1)


def _summary(built: Built) -> str:
    """What was made, for the person who asked for it."""
    from bulletin.editions.base import downloads_of, editions

    lines = [f"{built.folder}: {len(built.manifest.files)} files"]
    offered = downloads_of(editions().values())
    lines += [
        f"  {record.path}  {_size(record.bytes)}"
        for record in built.manifest.files
        if record.path == "index.html"
        or any(name == record.edition and one.fits(record.path) for name, one in offered)
    ]
    if voice := built.manifest.voice:
        minutes = round(built.manifest.duration / 60)
        lines.append(f"  voice: {voice.engine} {voice.voice} ({voice.reason}), {minutes} min")
    if built.reused:
        lines.append(f"  unchanged: {', '.join(built.reused)}")
    if built.left_out:
        names = ", ".join(built.left_out)
        lines.append(
            f"  left out, for the issue has changed since: {names}; build without --edition"
        )
    return "\n".join(lines)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
