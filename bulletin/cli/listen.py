"""`bulletin listen`: the sound read back, by a recogniser that works without a network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import options
from bulletin.cli.examples import example
from bulletin.cli.language import say
from bulletin.cli.terminal import Terminal
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.narration.listening import Listened


@click.command(
    "listen", epilog=example("bulletin listen 2026-11 --model ~/models/faster-whisper-small")
)
@click.argument("issue_id", metavar="[ID]", required=False)
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIRECTORY",
    help="The folder of a Whisper model for CTranslate2.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIRECTORY",
    help="Where the release lies (default: dist).",
)
@click.option("--article", metavar="NAME", help="Listen to this article only, as 01-mua-lu.")
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    issue_id: str | None,
    model: Path,
    out: Path | None,
    article: str | None,
    start: Path,
) -> None:
    """Listen to a release, and list sentences whose numbers and names were heard otherwise.

    Needs the extra: pip install "bulletin[listen]". Nothing is sent anywhere. A recogniser errs
    too: what it lists is worth hearing, and need not be wrong.
    """
    from bulletin.composition import compose
    from bulletin.diagnostics import BulletinError
    from bulletin.languages import words_for
    from bulletin.narration.listening import ReleaseText, listen
    from bulletin.narration.listening.recogniser import FasterWhisper
    from bulletin.narration.script import reader_of
    from bulletin.preflight import checked
    from bulletin.source.load import find_root
    from bulletin.theme import Theme

    root = find_root(start)
    (named,) = options.issues_named(root, (issue_id,) if issue_id else ())
    issue, _ = checked(root, named)
    publication = issue.publication
    parts = compose(issue, Theme(publication, root)).parts
    if article:
        known = [part.name for part in parts]
        parts = tuple(part for part in parts if part.name == article)
        if not parts:
            message = tr("there is no article {name} in {id}", name=article, id=named)
            raise BulletinError(message, tr("name one of: {names}", names=", ".join(known)))
    hears = FasterWhisper(model, publication.language, os.cpu_count() or 1)
    voice = publication.voice
    text = ReleaseText(
        parts,
        reader_of(issue),
        words_for(publication.language),
        voice.footnotes if voice else "end",
    )
    folder = (out or Path("dist")) / named
    listened = listen(
        folder, text, hears, lambda done, every: terminal.progress(say(tr("listened")), done, every)
    )
    _show(listened)


def _show(listened: Listened) -> None:
    """The sentences, and how many there are."""
    for one in listened.misheard:
        click.echo(f"{one.span.file}:{one.span.line}: {one.written}")
        for words, text in ((tr("said"), one.said), (tr("heard"), one.heard)):
            click.echo(f"    {say(words)}: {text}")
        for difference in one.differences:
            told = tr(
                "“{written}”, said “{said}”, heard “{heard}”",
                written=difference.written,
                said=difference.said,
                heard=difference.heard,
            )
            click.echo(f"    ! {say(told)}")
    told = tr(
        "{sentences} sentences heard, {minutes} minutes; in {count} numbers or names differ",
        sentences=listened.sentences,
        minutes=f"{listened.seconds / 60:.1f}",
        count=len(listened.misheard),
    )
    click.echo(say(told))
    if listened.changed:
        told = tr(
            "{count} sentences are not in the sound: they were changed after it was made",
            count=listened.changed,
        )
        click.echo(say(told))
