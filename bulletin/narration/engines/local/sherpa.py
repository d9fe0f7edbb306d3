"""sherpa-onnx: natural voices of many kinds, from a folder on this machine.

In: runs of text, and the folder of voices. Out: clips. A voice is a folder below it with what
`sherpa_layouts` knows, and `sherpa.json` that says what `voices add` found out. All runs are
spoken by the one voice. The package is an extra. Models draw their noise anew in each process, so
that the same words are the same clip only out of the cache.
"""

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bulletin.cache import digest_of, replace_file
from bulletin.cache.once import digest_of_source
from bulletin.extras import install_command
from bulletin.messages import tr
from bulletin.narration.engines.base import Availability, Setting, base_language
from bulletin.narration.engines.local.descriptions import description_in
from bulletin.narration.engines.local.in_process import InstalledVoice
from bulletin.narration.engines.local.sherpa_layouts import KOKORO, Layout, laid_out
from bulletin.narration.engines.local.spawned import Spawned, speaking
from bulletin.narration.engines.local.zygote import Zygote, ZygoteError
from bulletin.narration.engines.options import fault_of

RECORD = "sherpa.json"
_PATIENCE = 900.0
"""Seconds for a sentence: Kokoro takes two for each that is heard, on a busy machine ten."""
_KOKOROS_WAY = "2"
"""To be raised when Kokoro is given a text in another way: in portions, no word left out."""
OLDEST = 2
"""Before this version of sherpa-onnx phonemes could not be given from outside."""


@dataclass(frozen=True)
class SherpaVoice:
    """An installed voice: its folder, the languages it speaks, who may use it and how."""

    folder: Path
    languages: tuple[str, ...]
    licence: str
    digest: str
    espeak: str = ""

    @property
    def name(self) -> str:
        """What `voice: {name: ...}` calls it: its folder's name."""
        return self.folder.name

    @property
    def credit(self) -> str:
        """How it is named to readers: what it is, and by which licence."""
        return ", ".join(filter(None, (f"{self.name} (sherpa-onnx)", self.licence)))

    @property
    def layout(self) -> Layout:
        """The parts of its model."""
        return laid_out(self.folder)


def write_record(voice: SherpaVoice) -> None:
    """Note beside a model what was found out of it."""
    kept = {key: value for key, value in asdict(voice).items() if key != "folder"}
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(voice.folder / RECORD, text.encode())


def digest_of_model(folder: Path, layout: Layout) -> str:
    """One digest over all files that shape the sound."""
    files = [
        file
        for path in layout.files
        for file in (
            sorted(f for f in (folder / path).rglob("*") if f.is_file())
            if (folder / path).is_dir()
            else [folder / path]
        )
    ]
    return digest_of("".join(digest_of_source(file) for file in files).encode())


def installed_models(folder: Path) -> tuple[SherpaVoice, ...]:
    """The voices in a folder, by name; what is none is passed over."""
    found: list[SherpaVoice] = []
    for record in sorted(folder.glob(f"[!.]*/{RECORD}")):
        try:
            data = description_in(record)
            languages = tuple(str(tag) for tag in data["languages"])
            voice = SherpaVoice(
                record.parent,
                languages,
                str(data["licence"]),
                str(data["digest"]),
                str(data["espeak"]),
            )
            laid_out(voice.folder)
        except (OSError, ValueError, KeyError, TypeError):
            continue
        found.append(voice)
    return tuple(found)


def lacking() -> str:
    """Why the package cannot be used, with the line that brings it; "" if it can."""
    try:
        found = version("sherpa-onnx")
    except PackageNotFoundError:
        return tr("sherpa-onnx is not installed: {command}", command=install_command("sherpa"))
    number = found.partition(".")[0]
    if number.isdecimal() and int(number) < OLDEST:
        return tr(
            "sherpa-onnx {found} is too old: {command}",
            found=found,
            command=install_command("sherpa", "--upgrade"),
        )
    return ""


class Sherpa(InstalledVoice):
    """The engine `sherpa`. A voice's name is its folder's, with `#3` for its fourth speaker."""

    name = "sherpa"

    def __init__(self, setting: Setting, voice: SherpaVoice | None = None) -> None:
        """`voice`: the one to speak with, wherever it lies."""
        super().__init__(setting)
        self._given = voice

    def probe(self) -> Availability:
        """It can speak if the package and a voice for the language are installed."""
        if fault := fault_of(self._setting.voice.options, ()):
            place, words = fault
            return Availability(usable=False, reason=words, settled=True, setting=place)
        if why_not := lacking():
            return Availability(usable=False, reason=why_not)
        choices = tuple(voice.name for voice in self._fitting)
        voice = self._voice
        if voice is None:
            reason = tr(
                "no sherpa voice {what} is installed: bulletin voices add FOLDER",
                what=self._looked_for,
            )
            return Availability(usable=False, reason=reason, choices=choices)
        used = version("sherpa-onnx")
        return Availability(
            usable=True,
            reason=tr("a sherpa voice for the language is installed"),
            voice=self._shown(voice.name),
            version=used,
            key=(
                voice.digest,
                voice.espeak,
                base_language(self._setting.language),
                self._speaker,
                str(self._setting.voice.rate),
                used,
                *([_KOKOROS_WAY] if voice.layout.kind == KOKORO else []),
            ),
            choices=choices,
            credit=voice.credit,
        )

    def _started(self) -> Zygote | Spawned:
        if self._voice is None:
            message = lacking() or tr("there is no voice of this name")
            raise ZygoteError(message)
        layout = self._voice.layout
        arguments = {
            "kind": layout.kind,
            "folder": str(self._voice.folder),
            "parts": dict(layout.parts),
            "phonemes": layout.phonemes and base_language(self._setting.language) != "zh",
            "espeak": self._voice.espeak,
            "language": base_language(self._setting.language),
            "speaker": self._speaker,
            "rate": self._setting.voice.rate,
        }
        return speaking(f"{__package__}.sherpa_process", arguments, _PATIENCE)

    @cached_property
    def _fitting(self) -> tuple[SherpaVoice, ...]:
        """The installed voices for the language, those for its own region first."""
        wanted = self._setting.language.lower()
        base = base_language(wanted)
        voices = [
            voice
            for voice in installed_models(self._setting.voices)
            if any(base_language(tag) == base for tag in voice.languages)
        ]
        return tuple(
            sorted(voices, key=lambda v: (wanted not in map(str.lower, v.languages), v.name))
        )

    @cached_property
    def _voice(self) -> SherpaVoice | None:
        """The voice that is named, else the first that fits."""
        named, speaker = self._named, self._speaker
        if speaker and not (speaker.isascii() and speaker.isdecimal()):
            return None
        if self._given:
            return self._given
        return next((voice for voice in self._fitting if named in {"", voice.name}), None)
