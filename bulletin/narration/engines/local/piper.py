"""Piper: a natural voice from a file on this machine.

In: runs of text, and a folder of voice files. Out: clips, the same bytes each time. A voice
is `NAME.onnx` with its description `NAME.onnx.json` beside it. All runs are spoken by the one
voice, whatever their language.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from bulletin.cache.once import digest_of_source
from bulletin.messages import tr
from bulletin.narration.engines.base import Availability, base_language
from bulletin.narration.engines.local.descriptions import description_in, language_in
from bulletin.narration.engines.local.in_process import InstalledVoice
from bulletin.narration.engines.local.spawned import Spawned, speaking
from bulletin.narration.engines.local.zygote import Zygote, ZygoteError

_SHOWN = 12
QUALITIES = ("x_low", "low", "medium", "high")


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A voice on this machine: its model, its language tag, quality and speakers."""

    model: Path
    language: str
    quality: str
    speakers: tuple[str, ...]

    @property
    def name(self) -> str:
        """What `voice: {name: ...}` calls it: "vi_VN-vais1000-medium"."""
        return self.model.name.removesuffix(".onnx")

    @property
    def config(self) -> Path:
        """Its description."""
        return config_of(self.model)

    @property
    def licence(self) -> str:
        """Who may use it and how, as far as that was told when it came here."""
        try:
            return licence_file_of(self.model).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    @property
    def credit(self) -> str:
        """How it is named to readers."""
        return ", ".join(filter(None, (f"{self.name} (Piper)", self.licence)))


def config_of(model: Path) -> Path:
    """Where the description of a model lies."""
    return model.with_name(model.name + ".json")


def licence_file_of(model: Path) -> Path:
    """Where the licence of a model is noted."""
    return model.with_name(model.name + ".licence")


def described(model: Path) -> VoiceFile:
    """The voice in a file. Raises `ValueError` if its description is missing or is not one."""
    try:
        data = description_in(config_of(model))
        tag = language_in(data)
        quality = str(data["audio"].get("quality", ""))
        speakers = tuple(sorted(data.get("speaker_id_map") or ()))
    except FileNotFoundError:
        raise ValueError(tr("{name} is missing beside it", name=config_of(model).name)) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = tr("{name} does not describe a Piper voice", name=config_of(model).name)
        raise ValueError(message) from error
    return VoiceFile(model, tag, quality, speakers)


def installed(folder: Path) -> tuple[VoiceFile, ...]:
    """The voices in a folder, by name; files that are none are passed over."""
    found: list[VoiceFile] = []
    for model in sorted(folder.glob("*.onnx")):
        try:
            found.append(described(model))
        except ValueError:
            continue
    return tuple(found)


class Piper(InstalledVoice):
    """The engine `piper`. A voice's name is its file's, with `#speaker` if it has several."""

    name = "piper"

    def probe(self) -> Availability:
        """It can speak if a voice file for the language, or the one named, is installed."""
        choices = tuple(voice.name for voice in self._fitting)
        voice = self._voice
        if voice is None:
            reason = self._lacking()
            return Availability(usable=False, reason=reason, choices=choices)
        digest = digest_of_source(voice.model)[:16]
        versions = (version("piper-tts"), version("onnxruntime"))
        return Availability(
            usable=True,
            reason=tr("a Piper voice file for the language is installed"),
            voice=self._shown(voice.name),
            version=versions[0],
            key=(
                digest,
                digest_of_source(voice.config)[:16],
                self._speaker,
                str(self._setting.voice.rate),
                *versions,
            ),
            choices=choices,
            credit=voice.credit,
        )

    def _lacking(self) -> str:
        """Why there is no voice as it was set: no file, or a file without such a speaker."""
        there = next((voice for voice in self._fitting if voice.name == self._named), None)
        if there is None:
            return tr("no Piper voice file {what} is installed", what=self._looked_for)
        if not there.speakers:
            return tr("{name} has one speaker: write its name alone", name=there.name)
        speakers = ", ".join(there.speakers[:_SHOWN])
        return tr(
            "{name} has no speaker {speaker!r}; some that it has: {speakers}",
            name=there.name,
            speaker=self._speaker,
            speakers=speakers,
        )

    def _started(self) -> Zygote | Spawned:
        if self._voice is None:
            raise ZygoteError(tr("there is no voice file"))
        arguments = {
            "model": str(self._voice.model),
            "config": str(self._voice.config),
            "speaker": self._speaker,
            "rate": self._setting.voice.rate,
        }
        return speaking(f"{__package__}.piper_process", arguments)

    @cached_property
    def _fitting(self) -> tuple[VoiceFile, ...]:
        """The installed voices for the language: its own region first, then the best."""
        wanted = self._setting.language.lower()
        base = base_language(wanted)
        voices = [v for v in installed(self._setting.voices) if base_language(v.language) == base]
        return tuple(
            sorted(voices, key=lambda v: (v.language.lower() != wanted, rank(v.quality), v.name))
        )

    @cached_property
    def _voice(self) -> VoiceFile | None:
        """The voice that is named, else the first that fits."""
        named, speaker = self._named, self._speaker
        for voice in self._fitting:
            if named in {"", voice.name} and (not speaker or speaker in voice.speakers):
                return voice
        return None


def rank(quality: str) -> int:
    """The place of a voice among others: the best quality first, one that nobody knows last."""
    return -QUALITIES.index(quality) if quality in QUALITIES else 1
