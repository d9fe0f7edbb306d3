"""`bulletin align`: marks for what people read, made by the machine for a person to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bulletin.cli import options, read_back
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bulletin.document import Article
    from bulletin.narration.aligning.marking import Marked


@click.command(
    "align", epilog=example("bulletin align 2026-11 --model ~/models/faster-whisper-small")
)
@click.argument("issue_id", metavar="[ID]", required=False)
@read_back.model_option(
    "The folder of a Whisper model for CTranslate2 that hears when each word is said."
)
@read_back.article_option("Only this article, as 01-mua-lu.")
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    issue_id: str | None,
    model: Path | None,
    article: str | None,
    start: Path,
) -> None:
    """Find when each sentence of a recording is read, and write it down as marks.

    Builds find it by themselves, by pauses and lengths; marks are for looking at and moving. With
    --model (needs the extra `listen`) they follow what was heard, which helps with readers who
    pause little. Nothing is sent anywhere.
    """
    from bulletin.diagnostics import BulletinError
    from bulletin.narration.aligning.marking import WordHearing, mark
    from bulletin.narration.engines.base import SpeechError
    from bulletin.narration.script.article import scripts_of

    issue, text = read_back.text_of(start, issue_id)
    wanted = list(_recorded(text.articles, article, issue.id))
    hearing = None
    if model:
        hearing = WordHearing(
            read_back.recogniser(model, issue),
            text.reader,
            lambda done, every: terminal.progress(say(tr("listened")), int(done), int(every)),
        )
    scripts = scripts_of(text.articles, text.reader, text.words, text.footnotes)
    folder = issue.root / issue.id
    for part, script in zip(text.articles, scripts, strict=True):
        if part not in wanted or part.recording is None:
            continue
        try:
            made = mark(script, part.recording, folder, hearing)
        except SpeechError as error:
            raise BulletinError(error.message, error.hint) from error
        _tell(made, made.file.relative_to(folder).as_posix(), part.file, heard=bool(hearing))


def _tell(made: Marked, file: str, article: str, *, heard: bool) -> None:
    """Say what was marked in a file, and where to name the file."""
    told = tr("{file}: {sentences} sentences", file=file, sentences=made.sentences)
    if heard:
        told = tr(
            "{file}: {sentences} sentences; the ends of {heard} were heard",
            file=file,
            sentences=made.sentences,
            heard=made.heard,
        )
    print_result(say(told))
    hint = tr("write into {article}: recording-marks: {file}", article=article, file=file)
    print_result("  " + say(hint))


def _recorded(parts: Sequence[Article], article: str | None, named: str) -> Iterator[Article]:
    """The articles that somebody reads into one file, and that have no marks yet.

    Raises `BulletinError` if there is none, or the one that is named is none.
    """
    from bulletin.diagnostics import BulletinError

    fitting = [
        part
        for part in parts
        if part.recording and len(part.recording.files) == 1 and not part.recording.marks
    ]
    chosen = [part for part in fitting if article in {None, part.name}]
    if not chosen:
        message = (
            tr("{article} of {id} has no recording to be marked", article=article, id=named)
            if article
            else tr("no article of {id} has a recording to be marked", id=named)
        )
        names = ", ".join(part.name for part in fitting)
        hint = (
            tr("name one of: {names}", names=names)
            if names
            else tr("write recording: into its settings, with one file, and no recording-marks:")
        )
        raise BulletinError(message, hint)
    yield from chosen
