"""What the cache keeps of an article: its sound by what it is made of, and the times in it.

In: a plan. Out: keys and bytes. The sound lies in stretches (see `stretches`), which are kept
before the article's own entry, where their keys stand with the times. The MP3 has an entry of its
own: not every build wants one. Whole articles are kept beside their stretches: whoever mends a
sentence has those of one article looked at, not those of all.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bulletin.cache import Cache, key_of, once
from bulletin.narration import encoding
from bulletin.narration.mastering import Levelling, Sound
from bulletin.narration.noise import noise_between
from bulletin.narration.performing import Performance
from bulletin.narration.stretches import AacStretch


@dataclass(frozen=True)
class Times:
    """What is known of an article's sound: in samples, and the level that it was given.

    `stretches` are the keys of its AAC. `reached` is how loud it is by the measure of its profile,
    and `noise` how loud where nobody speaks, both in dB.
    """

    rate: int
    length: int
    spans: Sequence[Sequence[int]]
    gain: float
    ceiling: float
    stretches: Sequence[str]
    reached: float
    noise: float

    @property
    def level(self) -> Levelling:
        """The level."""
        return Levelling(self.gain, self.ceiling)


@dataclass(frozen=True)
class Kept:
    """The entries of one article. `tags` and the language (ISO 639) go into its file."""

    cache: Cache
    plan: Performance
    tags: Mapping[str, str] = field(default_factory=dict)
    language: str = ""

    def times(self) -> Times | None:
        """The times, if the sound is there too, whole: in its file, or else in stretches."""
        times = self.known()
        if times is None or once.found(once.TAGGED, self._recipe(times)) is not None:
            return times
        return times if self._all(times.stretches) is not None else None

    def known(self) -> Times | None:
        """The times, whether or not the sound is there."""
        data = self.cache.get(self._key)
        return None if data is None else Times(**json.loads(data))

    def packets(self, times: Times) -> list[Sequence[bytes]] | None:
        """The packets of each stretch of AAC, if all of them are there."""
        entries = self._all(times.stretches)
        return None if entries is None else [AacStretch.read(entry).packets for entry in entries]

    def file(self, times: Times) -> bytes | None:
        """The sound with its tags as an MP4 file; None if it has gone from the cache."""
        found = once.found(once.TAGGED, self._recipe(times))
        stretches = self.packets(times) if found is None else None
        if stretches is None:
            return found
        with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
            file = Path(folder, "tagged.m4a")
            encoding.write_aac(stretches, times.rate, file, self.tags, self.language)
            made = file.read_bytes()
        once.keep(once.TAGGED, self._recipe(times), made)
        return made

    def mp3(self) -> bytes | None:
        """The MP3 frames."""
        return self.cache.get(self._mp3_key)

    def keep(self, stretches: Sequence[str], sound: Sound) -> None:
        """Keep which stretches of AAC the article is, and the times of what is in them."""
        level = sound.level
        times = Times(
            sound.rate,
            sound.length,
            sound.spans,
            level.gain,
            level.ceiling,
            list(stretches),
            sound.reached,
            noise_between(sound),
        )
        self.cache.put(self._key, json.dumps(asdict(times)).encode())

    def keep_mp3(self, stretches: Sequence[str]) -> None:
        """Keep the article as the frames of some stretches."""
        frames = self._all(stretches)
        if frames is not None:
            self.cache.put(self._mp3_key, b"".join(frames))

    def _all(self, keys: Sequence[str]) -> list[bytes] | None:
        """What is kept under some keys, if all of it is."""
        found = [entry for entry in map(self.cache.get, keys) if entry is not None]
        return found if len(found) == len(keys) else None

    def _recipe(self, times: Times) -> tuple[object, ...]:
        return (times.stretches, self.tags, self.language)

    @property
    def _key(self) -> str:
        return key_of(*self.plan.aac_recipe)

    @property
    def _mp3_key(self) -> str:
        return key_of("frames", *self.plan.mp3_recipe)
