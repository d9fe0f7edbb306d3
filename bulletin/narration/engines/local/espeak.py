"""eSpeak NG: the voice that is always there.

In: runs of text. Out: clips, the same bytes each time. The library and its data come in the
package `espeakng-loader`; it speaks in a process of its own, forked for each utterance (see
`zygote`), in synchronous mode, so that no lock of its threads is ever forked.
"""

import ctypes
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

import espeakng_loader

from bulletin.languages import language_of
from bulletin.messages import tr
from bulletin.narration.engines.base import Availability, Clip, base_language
from bulletin.narration.engines.local.in_process import InProcess
from bulletin.narration.engines.local.spawned import Spawned, speaking
from bulletin.narration.engines.local.zygote import Zygote
from bulletin.reading import Run

_WORDS_A_MINUTE = 175
"""The library's usual pace, at rate 1.0; it takes 80 to 450."""

_LANGUAGE = re.compile(r"^language\s+(\S+)(?:[ \t]+([0-9]+))?", re.MULTILINE)
_PRIORITY = 5
"""Of a voice for a language that says none: the lower, the sooner it is taken."""

_USUAL = {"en": "en-us"}
"""Which variety is meant when a tag names none."""


class Espeak(InProcess):
    """The engine `espeak`. A voice's name is espeak's own, with its variants: `vi+f2`."""

    name = "espeak"

    def probe(self) -> Availability:
        """It can always speak, if it has the language and the voice that was named."""
        choices = self._choices()
        if not choices:
            reason = tr(
                "espeak has no voice for the language {language!r}", language=self._setting.language
            )
            return Availability(usable=False, reason=reason, settled=True)
        named = self._setting.voice.name
        if named and not self._has(named):
            reason = tr(
                "espeak has no voice {named!r}; it has {choices}",
                named=named,
                choices=", ".join(choices),
            )
            return Availability(usable=False, reason=reason, choices=choices, settled=True)
        voice = self._voice(None)
        return Availability(
            usable=True,
            reason=tr("works without a network or a voice file"),
            voice=voice,
            version=self._version,
            key=(voice, self._version, str(self._pace)),
            choices=choices,
            natural=False,
        )

    def speak(self, runs: Sequence[Run]) -> Clip:
        """The sound of some runs. Raises `SpeechError` if the library gives none."""
        request = [(self._voice(run.language), self._pace, run.text) for run in runs]
        return self._spoken(request, " ".join(run.text for run in runs))

    def _started(self) -> Zygote | Spawned:
        arguments = [str(_library()), str(_data()), self._voice(None)]
        return speaking(f"{__package__}.espeak_process", arguments)

    @property
    def _pace(self) -> int:
        return round(_WORDS_A_MINUTE * self._setting.voice.rate)

    def _voice(self, language: str | None) -> str:
        """The voice for a run: the named one, with its variant kept for other languages."""
        named, plus, variant = (self._setting.voice.name or "").partition("+")
        if language is None:
            own = _languages().get(named) or self._fitting(self._setting.language)
            return own + plus + variant
        return self._fitting(language) + plus + variant

    def _fitting(self, tag: str) -> str:
        """The voice for a language tag; the setting's own if espeak does not know it."""
        wanted = tag.replace("_", "-").lower()
        base = base_language(tag)
        if variety := language_of(tag).varieties.get(self._setting.voice.region):
            return variety
        for name in (_USUAL.get(wanted, wanted), _USUAL.get(base, base)):
            if name in _languages():
                return _languages()[name]
        if tag == self._setting.language:
            return ""
        return self._fitting(self._setting.language)

    def _choices(self) -> tuple[str, ...]:
        base = base_language(self._setting.language)
        return tuple(name for name in _languages() if base_language(name) == base)

    def _has(self, named: str) -> bool:
        voice, _, variant = named.partition("+")
        return voice in self._choices() and (
            not variant or (_data() / "voices" / "!v" / variant).is_file()
        )

    @cached_property
    def _version(self) -> str:
        library = ctypes.CDLL(str(_library()))
        library.espeak_Info.restype = ctypes.c_char_p
        version: bytes = library.espeak_Info(None)
        return version.decode()


@cache
def _languages() -> Mapping[str, str]:
    """The language tags of all voices, as their files name them, with the voice of each.

    The library knows a voice by its file's name, and not by all that it speaks: zh, no and fr-fr are
    spoken by cmn, nb and fr.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for file in (_data() / "lang").rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            for tag, priority in _LANGUAGE.findall(text):
                own = (int(priority or _PRIORITY), file.name.lower())
                found.setdefault(tag.lower(), []).append(own)
    names = {name for ways in found.values() for _, name in ways}
    return {tag: tag if tag in names else min(found[tag])[1] for tag in sorted(found)}


def _library() -> Path:
    return Path(espeakng_loader.get_library_path())


def _data() -> Path:
    return Path(espeakng_loader.get_data_path())
