"""Clips by their keys: what an engine spoke once is never spoken again.

In: an engine, utterances, the cache. Out: clips in the cache, each written as soon as it is
spoken, so that a killed build loses none.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bulletin.cache import Cache, key_of
from bulletin.messages import tr
from bulletin.narration import sound
from bulletin.narration.engines.base import Clip, SpeechError
from bulletin.narration.engines.choose import Chosen
from bulletin.reading import Run, spoken_text

_HEAD = struct.Struct("<4sI")
_MARK = b"clip"


@dataclass(frozen=True)
class Speech:
    """An engine's voice, with the cache that keeps what it said."""

    chosen: Chosen
    cache: Cache

    def key(self, runs: Sequence[Run]) -> str:
        """The key of some runs' clip: all that shapes its samples."""
        return key_of(
            "clip",
            sound.VERSION,
            self.chosen.engine.name,
            self.chosen.available.key,
            self.chosen.used.language,
            [[run.text, run.language] for run in runs],
        )

    def has(self, key: str) -> bool:
        """Whether a clip is in the cache, whole."""
        return self.cache.get(key) is not None

    def speak(self, runs: Sequence[Run]) -> float:
        """Have some runs spoken, and keep the clip: its seconds. Raises `SpeechError`."""
        return self._keep(runs, self._spoken(runs))

    def speak_again(self, runs: Sequence[Run], wanted: float) -> float:
        """Have them spoken once more, and keep what comes nearer to so many seconds.

        What was spoken before stays if the voice fails.
        """
        before = clip_of(self.cache, self.key(runs)).duration
        try:
            clip = self._spoken(runs)
        except SpeechError:
            return before
        if abs(math.log(clip.duration / wanted)) < abs(math.log(before / wanted)):
            return self._keep(runs, clip)
        return before

    def seconds(self, key: str) -> float | None:
        """How long a clip in the cache is."""
        return clip_of(self.cache, key).duration if self.has(key) else None

    def _spoken(self, runs: Sequence[Run]) -> Clip:
        clip = sound.finished(self.chosen.engine.speak(runs))
        if not len(clip.samples):
            message = tr("{name} gave only silence", name=self.chosen.engine.name)
            raise SpeechError(
                message, tr("this was to be said: {spoken_text}", spoken_text=spoken_text(runs))
            )
        return clip

    def _keep(self, runs: Sequence[Run], clip: Clip) -> float:
        data = clip.samples.astype("<i2").tobytes()
        self.cache.put(self.key(runs), _HEAD.pack(_MARK, clip.rate) + data)
        return clip.duration


def clip_of(cache: Cache, key: str) -> Clip:
    """A clip from the cache. Raises `SpeechError` if it is not there any more."""
    data = cache.get(key)
    if data is None or data[: len(_MARK)] != _MARK:
        message = tr("a sentence has gone from the cache while the article was being put together")
        raise SpeechError(message, tr("run it again; no two builds should clean one cache"))
    _, rate = _HEAD.unpack_from(data)
    return Clip(np.frombuffer(data, dtype="<i2", offset=_HEAD.size), rate)
