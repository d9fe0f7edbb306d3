"""Piper's voice files, installed once they have spoken a word.

In: a file and the folder of installed voices. Out: the installed voice.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from bulletin.cache import digest_of_file, replace_file
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.narration.engines.base import Setting, SpeechError
from bulletin.narration.engines.local import piper
from bulletin.narration.voices.archives import how_to_unpack, is_archive
from bulletin.narration.voices.licences import licence_of, papers_of
from bulletin.reading import Run
from bulletin.source.settings.models import Voice

PARTIAL = ".part"
"""The end of the name of a file that is not whole yet."""


@dataclass(frozen=True)
class Installed:
    """A voice in the folder of voices, with the digest of its model."""

    voice: piper.VoiceFile
    sha256: str


def add(file: Path, folder: Path, licence: str = "") -> Installed:
    """Install a voice file with its description, once it has spoken a word.

    `licence`: as it was told elsewhere; else the card beside the file is asked. Raises
    `BulletinError` if it is none, or does not speak.
    """
    if file.suffix != ".onnx" or not file.is_file():
        message = tr("{file} is not a Piper voice file", file=file)
        hint = tr("give the file NAME.onnx, with NAME.onnx.json beside it")
        if is_archive(file):
            hint = how_to_unpack(file)
        raise BulletinError(message, hint)
    try:
        voice = piper.described(file)
    except ValueError as error:
        message = tr("{name} cannot be used: {error}", name=file.name, error=error)
        raise BulletinError(
            message, tr("a voice is NAME.onnx with NAME.onnx.json beside it")
        ) from None
    _try_out(voice)
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / file.name
    if model.resolve() != file.resolve():
        # The model last: a voice is there once its model is.
        _copy(voice.config, piper.config_of(model))
        _copy(file, model)
    if licence := licence or voice.licence or licence_of(papers_of(file)):
        replace_file(piper.licence_file_of(model), licence.encode())
    return Installed(piper.described(model), digest_of_file(model))


def _try_out(voice: piper.VoiceFile) -> None:
    speaker = f"#{voice.speakers[0]}" if voice.speakers else ""
    wanted = Voice(engine="piper", name=voice.name + speaker)
    try:
        piper.Piper(Setting(voice.language, wanted, voice.model.parent)).speak([Run("1")])
    except SpeechError as error:
        message = tr(
            "{name} does not speak: {message}", name=voice.model.name, message=error.message
        )
        raise BulletinError(message, tr("the file may be damaged: fetch it again")) from error


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(target.name + PARTIAL)
    try:
        shutil.copyfile(source, partial)
        partial.replace(target)
    finally:  # half a file takes the room that was too little
        partial.unlink(missing_ok=True)
