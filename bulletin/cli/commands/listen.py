"""`bulletin listen`: the sound read back, by a recogniser that works without a network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from bulletin.cli import options, read_back
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.extras import install_command
from bulletin.messages import decimal, tr

if TYPE_CHECKING:
    from pathlib import Path

    from bulletin.narration.listening import Listened


@click.command(
    "listen", epilog=example("bulletin listen 2026-11 --model ~/models/faster-whisper-small")
)
@click.argument("issue_id", metavar="[ID]", required=False)
@read_back.model_option("The folder of a Whisper model for CTranslate2 (needed).")
@options.release_option
@read_back.article_option("Listen to this article only, as 01-mua-lu.")
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    issue_id: str | None,
    model: Path | None,
    out: Path,
    article: str | None,
    start: Path,
) -> None:
    """Listen to a release, and list sentences whose numbers and names were heard otherwise.

    Needs the extra `listen` (README.md says how to install one). Nothing is sent anywhere. A
    recogniser errs too: what it lists is worth hearing, and need not be wrong.
    """
    from bulletin.diagnostics import BulletinError
    from bulletin.narration.listening import listen

    if model is None:
        message = tr(
            "name the folder of a Whisper model for CTranslate2, such as Systran/faster-whisper-small"
            " fetched from huggingface.co: --model DIRECTORY; it is heard with: {command}",
            command=install_command("listen"),
        )
        raise click.UsageError(message)
    issue, text = read_back.text_of(start, issue_id)
    if article:
        known = [part.name for part in text.articles]
        text = replace(text, articles=tuple(p for p in text.articles if p.name == article))
        if not text.articles:
            message = tr("there is no article {name} in {id}", name=article, id=issue.id)
            raise BulletinError(message, tr("name one of: {names}", names=", ".join(known)))
    hears = read_back.recogniser(model, issue)
    folder = out / issue.id
    listened = listen(
        folder, text, hears, lambda done, every: terminal.progress(say(tr("listened")), done, every)
    )
    _show(listened)


def _show(listened: Listened) -> None:
    """The sentences, and how many there are."""
    for one in listened.misheard:
        print_result(f"{one.span.file}:{one.span.line}: {one.written}")
        for words, text in ((tr("said"), one.said), (tr("heard"), one.heard)):
            print_result(f"    {say(words)}: {text}")
        for difference in one.differences:
            told = tr(
                "“{written}”, said “{said}”, heard “{heard}”",
                written=difference.written,
                said=difference.said,
                heard=difference.heard,
            )
            print_result(f"    ! {say(told)}")
    told = tr(
        "{sentences} sentences heard, {minutes} minutes; in {count} numbers or names differ",
        sentences=listened.sentences,
        minutes=decimal(listened.seconds / 60),
        count=len(listened.misheard),
    )
    print_result(say(told))
    if listened.changed:
        told = tr(
            "{count} sentences are not in the sound: they were changed after it was made",
            count=listened.changed,
        )
        print_result(say(told))
