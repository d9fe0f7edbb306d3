"""`bulletin init`: a new publication, from a few questions."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.terminal import Terminal
from bulletin.machine.systems import quoted
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.desk.new_publication import Start


@click.command(
    "init",
    epilog=example(
        "bulletin init ban-tin", 'bulletin init ban-tin --yes --title "Bản tin xã Tân Phước"'
    ),
)
@click.argument("folder", metavar="DIR", type=options.NamedPath(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is written beforehand.")
@click.option("--title", help="The bulletin's title.")
@click.option("--publisher", help="Who publishes it.")
@click.option("--base-url", help="The address on the web where readers will find it.")
@click.option("--licence", help="The permission to publish.")
@click.option("--editor", help="The responsible editor's name.")
@click.option("--language", metavar="TAG", help="The bulletin's language: vi or en.")
@click.option("--engine", metavar="NAME", help="Who reads: piper, gtts, espeak, ...")
@click.option(
    "--ci",
    "host",
    type=click.Choice(["github", "gitlab"]),
    help="Also write the workflow that checks, builds and publishes there.",
)
@options.lang_option
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    *,
    folder: Path,
    yes: bool,
    language: str | None,
    engine: str | None,
    host: str | None,
    lang: str | None,
    **given: str | None,
) -> None:
    """Start a publication in DIR: its settings, a short first issue, a guide for its editors.

    What is not given by an option is asked, and a natural voice is offered where one can be
    fetched; with --yes nothing is asked or fetched. No file is ever written over.
    """
    from bulletin.cli.first_voice import FirstVoice, decided
    from bulletin.desk.new_publication import begin, guide_of, refuse_to_write_over
    from bulletin.desk.pipelines import Pipeline
    from bulletin.desk.starter_files import said
    from bulletin.extras import requirement

    spoken = environment.spoken(lang)
    environment.warn_of_clock(terminal)
    answers = {key: value for key, value in given.items() if value is not None}
    start = _start(terminal, spoken, language, answers, yes=yes)
    pipeline = Pipeline(host, spoken, source=requirement()) if host else None
    refuse_to_write_over(folder, start, pipeline)
    if engine is None:
        asked = not yes and interactive()
        voice = decided(terminal, spoken, start.language, ask=asked)
    else:
        voice = FirstVoice(_known(engine), "", said(spoken, "voice_given", engine=engine))
    start = replace(start, engine=voice.engine, voice=voice.voice)
    files = begin(folder, start, pipeline)
    terminal.say(said(spoken, "started", folder=folder))
    for name in files:
        terminal.say(f"  {name}")
    if pipeline and not pipeline.source:
        terminal.say(said(spoken, "piped_from_nowhere"))
    terminal.say(voice.told)
    if start.unanswered:
        terminal.say(said(spoken, "unfilled", keys=", ".join(start.unanswered)))
    terminal.say(said(spoken, "next", folder=quoted(folder), guide=guide_of(files)))


def _known(engine: str) -> str:
    """An engine's name, if there is one of it."""
    from bulletin.narration.engines.base import engines
    from bulletin.narration.engines.choose import AUTO

    known = [AUTO, *sorted(engines())]
    if engine not in known:
        raise click.UsageError(tr("--engine is one of: {names}", names=", ".join(known)))
    return engine


def interactive() -> bool:
    """Whether there is somebody to answer."""
    return sys.stdin.isatty()


def _start(
    terminal: Terminal, spoken: str, language: str | None, answers: dict[str, str], *, yes: bool
) -> Start:
    """What is given and asked, as far as it is sound."""
    from bulletin.desk.new_publication import Start, fault_of, tidy
    from bulletin.desk.starter_files import languages, questions, words

    asking = not yes and (language is None or len(answers) < len(questions(spoken)))
    if asking and not interactive():
        message = tr("there is nobody to ask: give --yes, and as options what you know")
        raise click.UsageError(message)
    if language is None:
        chosen = click.Choice(languages())
        ask = words(spoken)["language"]
        language = click.prompt(ask, spoken, type=chosen, err=True) if asking else spoken
    elif language not in languages():
        message = tr(
            "--language is one of: {languages}; for another language begin with one of these, and"
            " write the other one into publication.yaml",
            languages=", ".join(languages()),
        )
        raise click.UsageError(message)
    start = Start(spoken, language, environment.today())
    sound = {}
    for key, answer in answers.items():
        sound[key] = tidy(key, answer)
        if fault := fault_of(start, key, sound[key]):
            message = f"--{key.replace('_', '-')}: {say(fault.message)} ({say(fault.hint)})"
            raise click.UsageError(message)
    if asking:
        sound |= _asked(terminal, start, sound)
    return Start(spoken, language, start.day, sound)


def _asked(terminal: Terminal, start: Start, known: dict[str, str]) -> dict[str, str]:
    """The answers to what is not known yet, each asked until it is sound."""
    from bulletin.desk.new_publication import fault_of, tidy
    from bulletin.desk.starter_files import questions, words

    otherwise = {one.key: one.otherwise for one in questions(start.language)}
    answers = {}
    for question in questions(start.spoken):
        if question.key in known:
            continue
        while True:
            answer = tidy(
                question.key, click.prompt(question.ask, otherwise[question.key], err=True)
            )
            fault = fault_of(start, question.key, answer)
            if fault is None:
                break
            again = words(start.spoken)["again"]
            terminal.say(f"  {say(fault.message)}\n    = {say(fault.hint)}\n  {again}")
        answers[question.key] = answer
    return answers
