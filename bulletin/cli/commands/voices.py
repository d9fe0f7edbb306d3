"""`bulletin voices`: engines and voices of this machine; `add` and `get` install voice files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, FindingsError, calm
from bulletin.messages import joined, tr

if TYPE_CHECKING:
    from bulletin.languages.base import KnownVoice
    from bulletin.narration.engines.base import Setting
    from bulletin.narration.voices.fetching import VoiceOffer
    from bulletin.narration.voices.installing import Installed


@click.group(
    "voices",
    invoke_without_command=True,
    epilog=example("bulletin voices", "bulletin voices --engine piper"),
)
@options.root_option
@click.option("--engine", metavar="NAME", help="Show what a build would take with this engine.")
@click.option(
    "--language", metavar="TAG", help="Show voices for this language (default: the issue's)."
)
@click.pass_context
def command(ctx: click.Context, *, start: Path, engine: str | None, language: str | None) -> None:
    """Show the engines and voices of this machine, and which a build would take and why."""
    if ctx.invoked_subcommand:
        return
    from bulletin.narration.engines.choose import survey

    setting = _setting(start, engine, language)
    found = survey(setting)
    for name, available in found.engines.items():
        usable = say(tr("yes")) if available.usable else say(tr("no"))
        print_result(f"{name:<8} {usable:<5} {say(available.reason)}")
        if available.choices:
            voices = tr("voices: {names}", names=_some(available.choices))
            print_result(f"{'':15}{say(voices)}")
    if found.taken is None:
        raise BulletinError(found.refusal, tr("take another with --engine, or in publication.yaml"))
    taken = found.taken
    words = tr(
        "a build takes {engine} ({voice}) for {language}: {reason}",
        engine=taken.engine,
        voice=taken.voice,
        language=taken.language,
        reason=taken.reason,
    )
    print_result(say(words))


@command.command(
    "add",
    epilog=example(
        "bulletin voices add giong/xa.onnx",
        "bulletin voices add kokoro-multi-lang-v1_0 --language en",
    ),
)
@click.argument("path", metavar="FILE|FOLDER", type=options.NamedPath(exists=True, path_type=Path))
@click.option(
    "--language",
    "languages",
    metavar="TAG",
    multiple=True,
    help="A language that the folder's voice speaks, if its files do not say so; may be repeated.",
)
@click.pass_obj
def add(terminal: Terminal, path: Path, languages: tuple[str, ...]) -> None:
    """Install a voice after a trial, and show its licence.

    FILE.onnx is a Piper voice, with FILE.onnx.json beside it; FOLDER a sherpa-onnx voice (Piper
    or VITS, Kokoro, Matcha, Supertonic), for which bulletin[sherpa] is to be installed.
    """
    from bulletin.narration.voices import installing, sherpa_folders
    from bulletin.narration.voices.licences import UNSTATED

    if not path.is_dir():
        _installed(terminal, installing.add(path, environment.voices_root()))
        return
    voice = sherpa_folders.add_folder(path, environment.voices_root(), languages)
    terminal.say(
        tr(
            "installed {name} ({language}): {model}",
            name=voice.name,
            language=", ".join(voice.languages),
            model=voice.folder,
        )
    )
    terminal.say(tr("  licence: {licence}", licence=voice.licence or UNSTATED))
    terminal.say(tr("  the imprint names it: {credit}", credit=voice.credit))
    _next(terminal, "sherpa", voice.name)


@command.command(
    "get", epilog=example("bulletin voices get", "bulletin voices get vi_VN-vais1000-medium")
)
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Fetch without asking.")
@click.option(
    "--language", metavar="TAG", help="List voices for this language (default: the issue's)."
)
@options.root_option
@click.pass_obj
def get(
    terminal: Terminal, *, name: str | None, yes: bool, language: str | None, start: Path
) -> None:
    """Fetch a Piper voice such as vi_VN-vais1000-medium, after showing what it is.

    Without NAME: list the voices for the language, with size, quality and licence.
    """
    from bulletin.narration.voices import fetching

    if name is None:
        _offered(_offers(terminal, _setting(start, None, language).language))
        return
    offered = fetching.offer(name, fetching.piper_shelf())
    terminal.say(
        tr(
            "{name}: {language}, {size:.1f} MB, licence: {licence}, md5 {md5}",
            name=offered.name,
            language=offered.language,
            size=offered.size / 1e6,
            licence=offered.licence,
            md5=offered.md5,
        )
    )
    if not yes and terminal.live:
        click.confirm(say(tr("Fetch it?")), default=True, abort=True, err=True)
    fetched = fetching.fetch(
        offered,
        environment.voices_root(),
        lambda done, size: terminal.progress("kB", done // 1000, size // 1000),
    )
    _installed(terminal, fetched)


def _offers(terminal: Terminal, language: str) -> Sequence[VoiceOffer | KnownVoice]:
    """The voices for a language; without a network, those that were known to us."""
    from bulletin.languages import language_of
    from bulletin.narration.voices import fetching

    try:
        return fetching.offers(language, fetching.piper_shelf())
    except fetching.ShelfError as error:
        known = language_of(language).known_voices
        if not known:
            raise
        terminal.warning(error)
        print_result(say(tr("these were known in November 2026:")))
        return known


def _offered(offers: Sequence[VoiceOffer | KnownVoice]) -> None:
    """The voices that can be fetched, a line each."""
    from bulletin.narration.voices.licences import UNSTATED

    width = max(len(one.name) for one in offers)
    for one in offers:
        licence = calm(" ".join(say(one.licence or UNSTATED).split()))
        print_result(f"{one.name:{width}}  {one.size / 1e6:6.1f} MB  {one.quality:<7} {licence}")
    print_result(say(tr("get one with: bulletin voices get {name}", name=offers[0].name)))


def _installed(terminal: Terminal, installed: Installed) -> None:
    from bulletin.narration.voices.licences import UNSTATED

    voice = installed.voice
    terminal.say(
        tr(
            "installed {name} ({language}): {model}",
            name=voice.name,
            language=voice.language,
            model=voice.model,
        )
    )
    terminal.say(tr("  sha256 {sha256}", sha256=installed.sha256))
    terminal.say(tr("  licence: {licence}", licence=voice.licence or UNSTATED))
    terminal.say(tr("  the imprint names it: {credit}", credit=voice.credit))
    _next(terminal, "piper", voice.name)


def _next(terminal: Terminal, engine: str, name: str) -> None:
    """What to do with a voice that is installed."""
    terminal.say(
        tr(
            "to have it read, write into publication.yaml voice: {{engine: {engine},"
            " name: {name}}}, then: bulletin build",
            engine=engine,
            name=name,
        )
    )


def _setting(start: Path, engine: str | None, language: str | None) -> Setting:
    """What the newest issue around asks for; outside of a publication, any voice."""
    from bulletin.languages import DEFAULT
    from bulletin.narration.engines.base import Setting
    from bulletin.narration.engines.choose import by_engine
    from bulletin.source.load import issue_ids, load
    from bulletin.source.root import find_root
    from bulletin.source.settings.models import Voice

    voice, spoken = Voice(), DEFAULT
    try:
        root = find_root(start)
    except BulletinError:
        root = None
    if root and (ids := issue_ids(root)):
        loaded = load(root, ids[-1])
        if loaded.issue is None:
            raise FindingsError(loaded.findings)
        publication = loaded.issue.publication
        voice, spoken = publication.voice or voice, publication.language
    voice = by_engine(voice, engine)
    secrets = environment.secrets()
    return Setting(language or spoken, voice, environment.voices_root(), secrets=secrets)


_SHOWN = 12


def _some(names: tuple[str, ...]) -> str:
    more = tr(" and {count} more", count=len(names) - _SHOWN) if len(names) > _SHOWN else ""
    return joined("", [", ".join(names[:_SHOWN]), more])
