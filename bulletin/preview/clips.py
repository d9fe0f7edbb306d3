"""Sentences to listen to, each as a sound file of its own.

In: what is worth hearing, the voice, the cache. Out: WAV files; what nobody has said yet is said
when it is asked for, and kept like all speech.
"""

from __future__ import annotations

import threading
import wave
from pathlib import Path

from bulletin.cache import Cache
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.narration.clip import Clip
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.hearing import Hearings
from bulletin.narration.speech import Speech, clip_of
from bulletin.reading import Run


class Clips:
    """Clips below a folder. One is spoken at a time, whoever asks."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder = folder
        self._cache = cache
        self._speaking = threading.Lock()

    def keys(self, hearings: Hearings, speaker: Chosen) -> list[str]:
        """The names of the clips of all that is worth hearing."""
        speech = Speech(speaker, self._cache)
        return [speech.key(one.runs) for one in hearings.worth]

    def file(self, key: str, hearings: Hearings | None, speaker: Chosen | None) -> Path | None:
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
                _write(file, self._clip(Speech(speaker, self._cache), key, wanted[key].runs))
        return file

    def _clip(self, speech: Speech, key: str, runs: tuple[Run, ...]) -> Clip:
        if not speech.has(key):
            if not speech.chosen.available.usable:
                raise BulletinError(
                    tr("the voice cannot speak now: {why}", why=speech.chosen.available.reason),
                    tr("see what can: bulletin voices"),
                )
            speech.speak(runs)
        return clip_of(self._cache, key)


def _write(file: Path, clip: Clip) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    with wave.open(str(part), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(clip.rate)
        sound.writeframes(clip.samples.astype("<i2").tobytes())
    part.rename(file)
