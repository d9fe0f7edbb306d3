"""Clips by their keys: what an engine spoke once is never spoken again.

In: an engine, utterances, the cache. Out: clips in the cache, each written as soon as it is
spoken, so that a killed build loses none.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bulletin import plugins
from bulletin.cache import Cache, key_of
from bulletin.diagnostics import BulletinError
from bulletin.machine.patience import OverdueError, within
from bulletin.messages import tr
from bulletin.narration.engines.base import Clip, SpeechError
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.engines.mistaken import as_agreed, mistake_of
from bulletin.narration.sound import editing
from bulletin.reading import Run, spoken_text

_HEAD = struct.Struct("<4sI")
_MARK = b"clip"
_LONGEST = 600
"""Seconds for which an engine of another package is waited for: the longest sentences take minutes."""


@dataclass(frozen=True)
class Speech:
    """An engine's voice, with the cache that keeps what it said; and `others` by their names."""

    chosen: Chosen
    cache: Cache
    others: Mapping[str, Chosen] = field(default_factory=dict)

    @property
    def voices(self) -> tuple[str, ...]:
        """The names of all."""
        return ("", *self.others)

    def name(self, voice: str) -> str:
        """Which of them speaks for a voice."""
        return voice if voice in self.others else ""

    def speaker(self, voice: str = "") -> Chosen:
        """Who is a voice; the usual one is "", and stands in for others that there are not."""
        return self.others.get(voice, self.chosen)

    def key(self, runs: Sequence[Run], voice: str = "") -> str:
        """The key of some runs' clip: all that shapes its samples."""
        speaker = self.speaker(voice)
        return key_of(
            "clip",
            editing.VERSION,
            speaker.engine.name,
            speaker.available.key,
            speaker.used.language,
            [[run.text, run.language] for run in runs],
        )

    def has(self, key: str) -> bool:
        """Whether a clip is in the cache, whole."""
        return self.cache.get(key) is not None

    def speak(self, runs: Sequence[Run], voice: str = "") -> float:
        """Have some runs spoken, and keep the clip: its seconds. Raises `SpeechError`."""
        return self._keep(runs, voice, self._spoken(runs, voice))

    def speak_again(self, runs: Sequence[Run], wanted: float, voice: str = "") -> float:
        """Have them spoken once more, and keep what comes nearer to so many seconds.

        What was spoken before stays if the voice fails.
        """
        before = clip_of(self.cache, self.key(runs, voice)).duration
        try:
            clip = self._spoken(runs, voice)
        except SpeechError:
            return before
        if abs(math.log(clip.duration / wanted)) < abs(math.log(before / wanted)):
            return self._keep(runs, voice, clip)
        return before

    def seconds(self, key: str) -> float | None:
        """How long a clip in the cache is."""
        return clip_of(self.cache, key).duration if self.has(key) else None

    def _spoken(self, runs: Sequence[Run], voice: str) -> Clip:
        engine = self.speaker(voice).engine
        is_own = plugins.is_own(engine)
        try:
            given = engine.speak(runs) if is_own else within(_LONGEST, lambda: engine.speak(runs))
            clip = editing.finished(given if is_own else editing.centred(as_agreed(given)))
        except BulletinError:
            raise
        except BaseException as error:
            said = tr("this was to be said: {spoken_text}", spoken_text=spoken_text(runs))
            if isinstance(error, OverdueError):
                maker = plugins.maker_of(engine.__module__)
                raise SpeechError(plugins.in_vain(maker, _LONGEST), said) from None
            if is_own or plugins.is_own(error):
                raise
            raise SpeechError(mistake_of(engine.name, error), said) from error
        if not len(clip.samples):
            message = tr("{name} gave only silence", name=engine.name)
            raise SpeechError(
                message, tr("this was to be said: {spoken_text}", spoken_text=spoken_text(runs))
            )
        return clip

    def _keep(self, runs: Sequence[Run], voice: str, clip: Clip) -> float:
        data = clip.samples.astype("<i2").tobytes()
        self.cache.put(self.key(runs, voice), _HEAD.pack(_MARK, clip.rate) + data)
        return clip.duration


def clip_of(cache: Cache, key: str) -> Clip:
    """A clip from the cache. Raises `SpeechError` if it is not there any more."""
    data = cache.get(key)
    if data is None or data[: len(_MARK)] != _MARK:
        message = tr("a sentence has gone from the cache while the article was being put together")
        raise SpeechError(message, tr("run it again; no two builds should clean one cache"))
    _, rate = _HEAD.unpack_from(data)
    return Clip(np.frombuffer(data, dtype="<i2", offset=_HEAD.size), rate)
