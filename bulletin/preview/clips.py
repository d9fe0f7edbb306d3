"""Sentences to listen to, each as a sound file of its own.

In: what is worth hearing, the voices, the cache. Out: WAV files. What a person has recorded is cut
out of the recording; what nobody has said yet is said when it is asked for, and kept like all speech.
"""

import threading
from pathlib import Path

from bulletin.audio.levelled import write_wav
from bulletin.building.narrator import Speaker
from bulletin.cache import Cache, key_of
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.narration.hearing import Hearing, Hearings
from bulletin.narration.recorded.parts import heard
from bulletin.narration.sound.clip import Clip
from bulletin.narration.speech import Speech, clip_of


class Clips:
    """Clips below a folder. One is spoken at a time, whoever asks."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder = folder
        self._cache = cache
        self._speaking = threading.Lock()

    def keys(self, hearings: Hearings, speaker: Speaker) -> list[str]:
        """The names of the clips of all that is worth hearing."""
        speech = self._speech(speaker)
        return [_key(one, speech) for one in hearings.worth]

    def file(self, key: str, hearings: Hearings | None, speaker: Speaker | None) -> Path | None:
        """A clip's file; None: nothing worth hearing is called so.

        Raises `BulletinError` if the voice cannot say it.
        """
        if hearings is None or speaker is None:
            return None
        wanted = dict(zip(self.keys(hearings, speaker), hearings.worth, strict=True))
        if key not in wanted:
            return None
        file = self._folder / f"{key}.wav"
        with self._speaking:
            if not file.is_file():
                _write(file, self._clip(self._speech(speaker), key, wanted[key]))
        return file

    def _speech(self, speaker: Speaker) -> Speech:
        return Speech(speaker.chosen, self._cache, speaker.others)

    def _clip(self, speech: Speech, key: str, one: Hearing) -> Clip:
        if one.read:
            return heard(one.read)
        if not speech.has(key):
            available = speech.speaker(one.voice).available
            if not available.usable:
                message = tr("the voice cannot speak now: {why}", why=available.reason)
                raise BulletinError(message, tr("see what can: bulletin voices"))
            speech.speak(one.runs, one.voice)
        return clip_of(self._cache, key)


def _key(one: Hearing, speech: Speech) -> str:
    """The name of a clip: of a stretch of a recording, or of what a voice says."""
    if one.read:
        return key_of("read", one.read.digest, one.read.start, one.read.end)
    return speech.key(one.runs, one.voice)


def _write(file: Path, clip: Clip) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    write_wav(part, clip)
    part.rename(file)
