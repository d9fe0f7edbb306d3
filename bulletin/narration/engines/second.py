"""The second voice: another one of the same engine, of another one, or the usual voice shifted.

In: the setting of the usual voice, and who was chosen for it. Out: `Chosen` for the second one.
Where the engine has no voice of the name that was set, as after `--engine`, the usual voice
stands in, at another pitch: two speakers stay two.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bulletin.diagnostics import BulletinError
from bulletin.narration.engines.base import Availability, Engine, Setting
from bulletin.narration.engines.choose import AUTO, Chosen, choose, faults_of
from bulletin.narration.engines.recorded import RECORDED
from bulletin.narration.sound.clip import Clip
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
from bulletin.source.settings.second_voice import SecondVoice

_STAND_IN = 3.0
"""Semitones by which the usual voice is shifted where it stands in for the second one."""
_OCTAVE = 12


def second_of(setting: Setting, chosen: Chosen) -> Chosen | None:
    """Who is the second voice; None: there is none. Raises `BulletinError` if it cannot be had."""
    second = setting.voice.second
    if second is None or chosen.engine.name == RECORDED:
        return None
    own = second.engine or chosen.engine.name
    wanted = replace(setting, voice=voice_of(setting.voice, second, own))
    try:
        found = choose(wanted)
    except BulletinError:
        if setting.voice.engine not in {AUTO, chosen.engine.name} or second.engine:
            raise
        found = chosen
    if _same(found, chosen) and not second.pitch:
        return shifted(chosen, _STAND_IN)
    return shifted(found, second.pitch) if second.pitch else found


def voice_of(usual: Voice, second: SecondVoice, engine: str) -> Voice:
    """The second voice as a setting like that of the usual one."""
    changed: dict[str, object] = {"engine": engine, "name": second.name, "second": None}
    if second.name is None and engine == usual.engine:
        changed["name"] = usual.name
    if second.rate is not None:
        changed["rate"] = second.rate
    if second.options is not None or engine != usual.engine:
        changed["options"] = second.options or {}
    return usual.model_copy(update=changed)


def second_faults(language: str, voice: Voice) -> Iterator[tuple[str, str, str]]:
    """What no machine can speak as the second voice is set: key, words and hint."""
    second = voice.second
    if second is None:
        return
    engine = second.engine or voice.engine
    if engine != AUTO:
        for key, words, hint in faults_of(language, voice_of(voice, second, engine)):
            yield f"second.{key}", words, hint


def is_same(voice: Voice) -> bool:
    """Whether the second voice is set to be the usual one."""
    second = voice.second
    if second is None or second.pitch:
        return False
    other = voice_of(voice, second, second.engine or voice.engine)
    return other == voice.model_copy(update={"second": None})


def _same(one: Chosen, other: Chosen) -> bool:
    return (one.engine.name, one.available.key) == (other.engine.name, other.available.key)


def named_second(others: Iterable[Chosen]) -> str:
    """How a release remembers who speaks besides the usual voice."""
    return ", ".join(f"{one.used.engine} {one.used.voice}".strip() for one in others)


def shifted(chosen: Chosen, semitones: float) -> Chosen:
    """A voice at another pitch, as fast as before."""
    available = replace(
        chosen.available, key=(*chosen.available.key, f"pitch {semitones:g}, {_VERSION}")
    )
    used = replace(chosen.used, voice=f"{chosen.used.voice} {semitones:+g}")
    return Chosen(_Shifted(chosen.engine, semitones), available, used)


_VERSION = 1


class _Shifted:
    """An engine whose voice lies higher or lower."""

    def __init__(self, engine: Engine, semitones: float) -> None:
        self._engine, self._factor = engine, 2 ** (semitones / _OCTAVE)
        self.name, self.at_once = engine.name, engine.at_once
        self.__module__ = engine.__module__  # its mistakes are those of the package it is of

    def probe(self) -> Availability:
        return self._engine.probe()

    def speak(self, runs: Sequence[Run]) -> Clip:
        from bulletin.narration.sound.editing import filtered  # noqa: PLC0415, heavy

        clip = self._engine.speak(runs)
        rate = f"{clip.rate * self._factor:.0f}"
        higher = filtered(clip, "asetrate", rate, clip.rate)
        return filtered(higher, "atempo", f"{1 / self._factor:.6f}")
