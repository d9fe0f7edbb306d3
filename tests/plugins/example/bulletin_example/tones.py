"""The engine "tones": a tone for each word, as high as the word is long.

In: runs of text. Out: clips. Nobody understands it, but it is quick and the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bulletin.narration.engines.base import Availability, Clip, Setting, SpeechError
from bulletin.reading import Run

_VERSION = "1"
"""Part of the cache's key: to be raised when the same text sounds different."""
_RATE = 22_050
_SECONDS = 0.1


class Tones:
    """The engine "tones"; it speaks every language alike."""

    name = "tones"

    def __init__(self, setting: Setting) -> None:
        self.at_once = setting.jobs
        self._seconds = _SECONDS / setting.voice.rate

    def probe(self) -> Availability:
        """It can always speak."""
        return Availability(
            usable=True,
            reason="tones need nothing",
            voice="sine",
            version=_VERSION,
            key=(_VERSION, str(self._seconds)),
            choices=("sine",),
            natural=False,
        )

    def speak(self, runs: Sequence[Run]) -> Clip:
        """The tones of all words. Raises `SpeechError` where there is no word."""
        words = [word for run in runs for word in run.text.split()]
        if not words:
            message = "there is no word to make a tone of"
            raise SpeechError(message)
        time = np.arange(int(_RATE * self._seconds)) / _RATE
        tones = [np.sin(2 * np.pi * (200 + 20 * len(word)) * time) for word in words]
        return Clip((np.concatenate(tones) * 8_000).astype(np.int16), _RATE)
