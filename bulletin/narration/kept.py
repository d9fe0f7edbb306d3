"""What the cache keeps of an article: its sound by what it is made of, and the times in it.

In: a plan. Out: keys and bytes. The sound is kept before its times, so that times vouch for it.
The MP3 has a key of its own: not every build wants one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.cache import Cache, key_of
from bulletin.narration.mastering import Levelling, Sound
from bulletin.narration.performing import Performance


@dataclass(frozen=True)
class Times:
    """What is known of an article's sound: in samples, and the level that it was given."""

    rate: int
    length: int
    spans: Sequence[Sequence[int]]
    gain: float
    ceiling: float

    @property
    def level(self) -> Levelling:
        """The level."""
        return Levelling(self.gain, self.ceiling)


@dataclass(frozen=True)
class Kept:
    """The entries of one article."""

    cache: Cache
    plan: Performance

    def times(self) -> Times | None:
        """The times, if the sound is there too, whole."""
        found = self.aac()
        return found and found[0]

    def aac(self) -> tuple[Times, bytes] | None:
        """The AAC file, without tags, and what is known of it."""
        data, audio = self.cache.get(self._key), self.cache.get(key_of("sound of", self._key))
        if data is None or audio is None:
            return None
        return Times(**json.loads(data)), audio

    def mp3(self) -> bytes | None:
        """The MP3 frames."""
        return self.cache.get(key_of(*self.plan.mp3_recipe))

    def keep(self, aac: bytes, sound: Sound) -> None:
        """Keep the AAC file, and the times of what is in it."""
        self.cache.put(key_of("sound of", self._key), aac)
        times = {
            "rate": sound.rate,
            "length": sound.length,
            "spans": sound.spans,
            "gain": sound.level.gain,
            "ceiling": sound.level.ceiling,
        }
        self.cache.put(self._key, json.dumps(times).encode())

    def keep_mp3(self, frames: bytes) -> None:
        """Keep the MP3 frames."""
        self.cache.put(key_of(*self.plan.mp3_recipe), frames)

    @property
    def _key(self) -> str:
        return key_of(*self.plan.aac_recipe)
