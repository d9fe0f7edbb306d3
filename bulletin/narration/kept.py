"""What the cache keeps of an article: its sound by what it is made of, and the times in it.

In: a plan. Out: keys and bytes. The sound lies in stretches (see `stretches`), which are kept
before the article's own entry, where their keys stand with the times. The MP3 has an entry of its
own: not every build wants one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bulletin.cache import Cache, key_of
from bulletin.narration.mastering import Levelling, Sound
from bulletin.narration.performing import Performance
from bulletin.narration.stretches import AacStretch


@dataclass(frozen=True)
class Times:
    """What is known of an article's sound: in samples, and the level that it was given.

    `stretches` are the keys of its AAC.
    """

    rate: int
    length: int
    spans: Sequence[Sequence[int]]
    gain: float
    ceiling: float
    stretches: Sequence[str]

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
        times = self.known()
        return times if times and self._all(times.stretches) is not None else None

    def known(self) -> Times | None:
        """The times, whether or not the sound is there."""
        data = self.cache.get(self._key)
        return None if data is None else Times(**json.loads(data))

    def packets(self, times: Times) -> list[Sequence[bytes]] | None:
        """The packets of each stretch of AAC, if all of them are there."""
        entries = self._all(times.stretches)
        return None if entries is None else [AacStretch.read(entry).packets for entry in entries]

    def mp3(self) -> bytes | None:
        """The MP3 frames."""
        data = self.cache.get(key_of(*self.plan.mp3_recipe))
        frames = data and self._all(json.loads(data))
        return b"".join(frames) if frames else None

    def keep(self, stretches: Sequence[str], sound: Sound) -> None:
        """Keep which stretches of AAC the article is, and the times of what is in them."""
        level = sound.level
        times = Times(
            sound.rate, sound.length, sound.spans, level.gain, level.ceiling, list(stretches)
        )
        self.cache.put(self._key, json.dumps(asdict(times)).encode())

    def keep_mp3(self, stretches: Sequence[str]) -> None:
        """Keep which stretches of MP3 the article is."""
        self.cache.put(key_of(*self.plan.mp3_recipe), json.dumps(stretches).encode())

    def _all(self, keys: Sequence[str]) -> list[bytes] | None:
        """What is kept under some keys, if all of it is."""
        found = [entry for entry in map(self.cache.get, keys) if entry is not None]
        return found if len(found) == len(keys) else None

    @property
    def _key(self) -> str:
        return key_of(*self.plan.aac_recipe)
