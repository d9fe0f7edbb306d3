"""Clips by their keys: what an engine spoke once is never spoken again.

In: an engine, utterances, the cache. Out: clips in the cache, each written as soon as it is
spoken, so that a killed build loses none.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
    """An engine's voice, with the cache that keeps what it said; and `others` by their names."""

    chosen: Chosen
    cache: Cache
    others: Mapping[str, Chosen] = field(default_factory=dict)

    def speaker(self, voice: str = "") -> Chosen:
        """Who is a voice; the usual one is "", and stands in for others that there are not."""
        return self.others.get(voice, self.chosen)

    def key(self, runs: Sequence[Run], voice: str = "") -> str:
        """The key of some runs' clip: all that shapes its samples."""
        speaker = self.speaker(voice)
        return key_of(
            "clip",
            sound.VERSION,
            speaker.engine.name,
            speaker.available.key,
            speaker.used.language,
            [[run.text, run.language] for run in runs],
        )

    def has(self, key: str) -> bool:
        """Whether a clip is in the cache, whole."""
        return self.cache.get(key) is not None

    def speak(self, runs: Sequence[Run], voice: str = "") -> None:
        """Have some runs spoken, and keep the clip. Raises `SpeechError`."""
        engine = self.speaker(voice).engine
        clip = sound.finished(engine.speak(runs))
        if not len(clip.samples):
            message = tr("{name} gave only silence", name=engine.name)
            raise SpeechError(
                message, tr("this was to be said: {spoken_text}", spoken_text=spoken_text(runs))
            )
        data = clip.samples.astype("<i2").tobytes()
        self.cache.put(self.key(runs, voice), _HEAD.pack(_MARK, clip.rate) + data)


def clip_of(cache: Cache, key: str) -> Clip:
    """A clip from the cache. Raises `SpeechError` if it is not there any more."""
    data = cache.get(key)
    if data is None or data[: len(_MARK)] != _MARK:
        message = tr("a sentence has gone from the cache while the article was being put together")
        raise SpeechError(message, tr("run it again; no two builds should clean one cache"))
    _, rate = _HEAD.unpack_from(data)
    return Clip(np.frombuffer(data, dtype="<i2", offset=_HEAD.size), rate)
