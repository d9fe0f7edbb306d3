"""Who reads a new publication: what is installed, a natural voice to be fetched, or the rest.

In: the publication's language. Out: the engine and the voice to write into publication.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import in_words

if TYPE_CHECKING:
    from bulletin.narration.engines.choose import Chosen
    from bulletin.narration.voices.fetching import VoiceOffer

_PATIENCE = 2.0
"""Seconds that a service may take to answer: whoever has no network shall not wait for it."""


@dataclass(frozen=True)
class FirstVoice:
    """An engine by name, and its voice where that must be named; `told` says so to the editor."""

    engine: str
    voice: str
    told: str


def decided(terminal: Terminal, spoken: str, language: str, *, ask: bool) -> FirstVoice:
    """The voice of a publication: a natural one that is here, or is fetched if they say yes.

    Without `ask` nothing is fetched. Raises `click.Abort` when they leave.
    """
    terminal.progress("voice", 0, 0)
    taken = _taken(language)
    if ask and (taken is None or taken.used.engine != "piper"):
        offered = _offered(language)
        terminal.done()
        if offered and _wanted(offered, spoken) and _fetched(terminal, offered):
            taken = _taken(language)
    terminal.done()
    return _said_of(taken, spoken, language)


def _taken(language: str) -> Chosen | None:
    """What a build would take now."""
    from bulletin.narration.engines.base import Setting
    from bulletin.narration.engines.choose import choose
    from bulletin.source.settings.models import Voice

    setting = Setting(
        language,
        Voice(),
        environment.voices_root(),
        patience=_PATIENCE,
        secrets=environment.secrets(),
    )
    try:
        return choose(setting)
    except BulletinError:
        return None


def _offered(language: str) -> VoiceOffer | None:
    """The natural voice for a language, if the shelf that it lies on can be reached."""
    from bulletin.languages import language_of
    from bulletin.narration.voices import fetching

    name = language_of(language).natural_voice
    try:
        return fetching.offer(name, fetching.piper_shelf(), _PATIENCE) if name else None
    except BulletinError:
        return None


def _wanted(offered: VoiceOffer, spoken: str) -> bool:
    from bulletin.cli.language import say
    from bulletin.desk.starter_files import said

    licence = " ".join(say(offered.licence).split())
    ask = said(spoken, "voice_ask", name=offered.name, size=offered.size / 1e6, licence=licence)
    return click.confirm(ask, default=True, err=True)


def _fetched(terminal: Terminal, offered: VoiceOffer) -> bool:
    """Whether it is here now; if not, they are told why, and the publication is begun without."""
    from bulletin.narration.voices import fetching

    def told(done: int, size: int) -> None:
        terminal.progress("kB", done // 1000, size // 1000)

    try:
        fetching.fetch(offered, environment.voices_root(), told)
    except BulletinError as error:
        terminal.warning(error)
        return False
    except OSError as error:  # the disk may be full
        terminal.warning(in_words(error))
        return False
    return True


def _said_of(taken: Chosen | None, spoken: str, language: str) -> FirstVoice:
    from bulletin.desk.starter_files import said
    from bulletin.narration.engines.choose import AUTO, fetching

    if taken is None:
        return FirstVoice(AUTO, "", said(spoken, "voice_none"))
    engine, voice, host = taken.used.engine, taken.used.voice, taken.available.online
    if engine == "piper":
        return FirstVoice(engine, voice, said(spoken, "voice_natural", name=voice))
    key = "voice_online" if host else "voice_machine"
    get = fetching(language)
    return FirstVoice(engine, "", said(spoken, key, engine=engine, host=host, command=get))
