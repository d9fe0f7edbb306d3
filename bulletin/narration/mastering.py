"""An article's sound: clips in, one piece of sound at its loudness out.

In: the keys of clips and the silence after each. Out: samples at the loudness of their profile,
and where each clip lies in them, to the sample. Clips go through files on disk, never through
memory as a whole.

The whole is cut into stretches, which are encoded each by itself (see `stretches`): at the pauses
between paragraphs, which are made longer or shorter by up to half of `encoding.BLOCK`, so that
each is a multiple of it long, and begins and ends without speech. What is changed in one stretch
changes no sample of another: gains are multiples of a step, a limiter has long let go when the
next one begins, and where each lies follows from the words before it alone.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from bulletin.cache import Cache
from bulletin.messages import tr
from bulletin.narration import encoding
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.sound.clip import Clip
from bulletin.narration.sound.editing import Chain, filtered
from bulletin.narration.sound.evening import gains, level_of, louder
from bulletin.narration.sound.loudness import SILENCE, Meter, PowerMeter, RoughMeter
from bulletin.narration.sound.profiles import PODCAST, SoundProfile
from bulletin.narration.sound.room import RoomTone
from bulletin.narration.speech import clip_of

VERSION = 5
"""Part of the keys of tracks: to be raised when the same clips give other samples."""

_TRIES = 12
_LOST = 2.0
"""dB that the limiter is expected to take from speech at the level of `PODCAST`."""

_SLOPE, _LEAST_SLOPE = 0.45, 0.2
"""LU gained for each dB of gain, once the limiter is at work: as found with speech, and the
least that is believed."""
_MOST_GAIN = 60.0
"""DB: what is quieter has too few steps left to be a voice."""
_PLACES = 3
"""Of a gain in dB."""

_FULL = np.float32(32768)
_HELD = (-32768, 32767)

_PIECE = 1 << 15
"""Samples that are in hand at a time."""


@dataclass(frozen=True)
class TrackPlan:
    """What an article's sound is made of: clips by key, and the silence after each in seconds.

    `like` is the key of a clip whose rate all get, where several voices speak; "": they have one.
    `profile`: how it is finished. `breaks` are the numbers of the clips that a stretch ends with,
    besides the last.
    """

    clips: tuple[str, ...]
    gaps: tuple[float, ...]
    like: str = ""
    profile: SoundProfile = PODCAST
    breaks: tuple[int, ...] = ()

    @property
    def aac_recipe(self) -> tuple[object, ...]:
        """All that shapes the AAC, for the cache."""
        return (*self._samples, "aac", encoding.VERSION)

    @property
    def mp3_recipe(self) -> tuple[object, ...]:
        """All that shapes the MP3 frames."""
        return (*self._samples, "mp3", encoding.VERSION)

    @property
    def _samples(self) -> tuple[object, ...]:
        shape = (VERSION, asdict(self.profile), self.profile.ceiling, self.profile.measured_peak)
        rate = (self.like,) if self.like else ()
        return ("track", shape, encoding.versions(), self.clips, self.gaps, self.breaks, *rate)

    def perform(self, cache: Cache, folder: Path) -> Sound:
        """The sound, and where each clip lies in it: see `join`."""
        return join(self, cache, folder)


@dataclass(frozen=True)
class Levelling:
    """What is done to the clips: a gain in dB, and a ceiling in dBFS that no sample passes."""

    gain: float
    ceiling: float

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The gain, and a limiter that looks 5 ms ahead, which rounds only the tops."""
        limit = 10 ** (self.ceiling / 20)
        return [
            ("volume", f"{self.gain:.3f}dB:precision=double"),
            ("alimiter", f"limit={limit:.6f}:attack=5:release=50:level=0:latency=1"),
            ("aformat", "sample_fmts=fltp"),
        ]


@dataclass(frozen=True)
class Sound:
    """An article's samples below `folder`: as they were spoken, and at their level.

    `spans` say where each clip starts and ends, `length` is that of the whole, in samples.
    `loudness` is about what it would have without a gain, `reached` what it has at its level;
    `cuts` are where stretches begin, besides the first.
    """

    folder: Path
    rate: int
    length: int
    spans: tuple[tuple[int, int], ...]
    loudness: float
    level: Levelling
    profile: SoundProfile = PODCAST
    cuts: tuple[int, ...] = ()
    reached: float = SILENCE

    @property
    def stretches(self) -> Iterator[tuple[int, int]]:
        """From where to where each stretch goes."""
        return itertools.pairwise((0, *self.cuts, self.length))

    @property
    def raw(self) -> Path:
        """The clips and the silence between them: 16-bit samples."""
        return self.folder / "sound.s16"

    @property
    def levelled(self) -> Path:
        """What is encoded: 16-bit samples.

        Another level is another file, for this one may be read at the time.
        """
        return self.folder / f"{self.level.gain:.3f}{self.level.ceiling:+.3f}.s16"

    def at(self, level: Levelling) -> Sound:
        """The same at another level.

        Raises `SpeechError` where filters lose or add samples.
        """
        made, done = replace(self, level=level), 0
        meter = Meter(self.rate) if self.profile.measure == "lufs" else PowerMeter()
        with made.levelled.open("wb") as stream:
            for piece in self._through(level.filters):
                stream.write(_rounded(piece).data)
                meter.push(piece)
                done += len(piece)
        if done != self.length:
            message = tr(
                "the sound changed its length on the way: {length} samples are {done}",
                length=self.length,
                done=done,
            )
            raise SpeechError(message)
        return replace(made, reached=meter.loudness)

    def _through(self, filters: list[tuple[str, str]]) -> Iterator[NDArray[np.float32]]:
        chain = Chain(self.rate, filters)
        tone = self.profile.room_tone
        room = None if tone is None else RoomTone(self.rate, tone)
        with self.raw.open("rb") as stream:
            while data := stream.read(2 * _PIECE):
                yield from _in(room, chain.push(np.frombuffer(data, dtype=np.int16)))
        yield from _in(room, chain.end())


def _in(room: RoomTone | None, frames: Iterable[av.AudioFrame]) -> Iterator[NDArray[np.float32]]:
    """The samples of frames, in a room if there is one."""
    pieces = map(_floats, frames)
    return map(room.under, pieces) if room else pieces


def _floats(frame: av.AudioFrame) -> NDArray[np.float32]:
    """The samples of a frame of floats, without a copy: it holds the frame."""
    return np.frombuffer(memoryview(frame.planes[0]), np.float32, frame.samples)


def _rounded(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """The samples in 16 bits."""
    scaled: NDArray[np.float32] = np.rint(samples * _FULL)
    return np.clip(scaled, *_HELD).astype(np.int16)


# -- joining -------------------------------------------------------------------------------


def join(plan: TrackPlan, cache: Cache, folder: Path) -> Sound:
    """Clips and silences, written one after the other, none far louder than others; not yet at a level.

    Raises `SpeechError` if a clip is not in the cache.
    """
    spans: list[tuple[int, int]] = []
    cuts: list[int] = []
    levels: list[float] = []
    profile, given = plan.profile, clip_of(cache, plan.like or plan.clips[0]).rate
    rate = profile.rate or encoding.nearest_rate(given)
    sound = Sound(folder, rate, 0, (), SILENCE, Levelling(0.0, profile.ceiling), profile)
    with sound.raw.open("wb") as stream:
        at = max(encoding.FRAME, round(profile.lead * rate))
        stream.write(bytes(2 * at))
        for number, (key, gap) in enumerate(zip(plan.clips, plan.gaps, strict=True)):
            clip = clip_of(cache, key)
            levels.append(level_of(clip))
            if clip.rate != given and not plan.like:
                raise SpeechError(tr("the voice engine gave clips of two sample rates"))
            clip = _at_rate(clip, rate)
            stream.write(clip.samples.tobytes())
            spans.append((at, at + len(clip.samples)))
            at += len(clip.samples)
            ending, beginning = _silence_behind(number, at, round(gap * rate), plan)
            stream.write(bytes(2 * (ending + beginning)))
            if beginning:
                cuts.append(at + ending)
            at += ending + beginning
        # How loud a clip is against all is known only now; few of them are far off.
        for (begins, _), key, gain in zip(spans, plan.clips, gains(levels), strict=True):
            if gain:
                stream.seek(2 * begins)
                clip = louder(clip_of(cache, key), gain)
                stream.write(_at_rate(clip, rate).samples.tobytes())
    loudness = roughly(sound.raw, rate, profile)
    return replace(sound, length=at, spans=tuple(spans), loudness=loudness, cuts=tuple(cuts))


def _silence_behind(number: int, at: int, gap: int, plan: TrackPlan) -> tuple[int, int]:
    """The silence behind a clip that ends `at`: of its stretch, and of the one that begins in it."""
    if number == len(plan.clips) - 1:
        return silence_after(at, gap), 0
    # A room is heard without a break, and so is what stands in it encoded.
    if number in plan.breaks and plan.profile.room_tone is None:
        return silence_after(at, gap - encoding.FRAME), encoding.FRAME
    return gap, 0


def _at_rate(clip: Clip, rate: int) -> Clip:
    return clip if clip.rate == rate else filtered(clip, "anull", "", rate)


def silence_after(at: int, gap: int) -> int:
    """The silence that ends a stretch: the one nearest to `gap` that makes its length whole."""
    blocks = round((at + gap) / encoding.BLOCK)
    if blocks * encoding.BLOCK - at < max(gap // 2, encoding.TAIL):
        blocks += 1
    return blocks * encoding.BLOCK - at


def roughly(raw: Path, rate: int, profile: SoundProfile) -> float:
    """About how loud 16-bit samples are, by the measure of a profile."""
    meter = RoughMeter(rate) if profile.measure == "lufs" else PowerMeter()
    with raw.open("rb") as stream:
        while data := stream.read(2 * _PIECE):
            meter.push(np.frombuffer(data, np.int16).astype(np.float32) / _FULL)
    return meter.loudness


# -- loudness ------------------------------------------------------------------------------


def levelled(sound: Sound) -> Sound:
    """The sound at its loudness, or as near to it as a gain brings it.

    The limiter takes some of the gain away again, more the harder it works: the gain is found by
    measuring behind it, and by the secant method, from what the clips let expect. Where loud clicks
    stand in quiet speech that leads astray, so that the gain stays between one that was too low and
    one that was too high. It is a multiple of what the loudness may be off by, so that a word more
    or less rarely changes it.
    """
    profile, ceiling = sound.profile, sound.level.ceiling
    step = profile.tolerance
    lost = max(0.0, _LOST + (profile.level - PODCAST.level) - (profile.ceiling - PODCAST.ceiling))
    gain = min(profile.level - sound.loudness + lost, _MOST_GAIN)
    gain = round(step * round(gain / step), _PLACES)
    found = sound.at(Levelling(gain, ceiling))
    if found.reached <= SILENCE:
        return sound.at(Levelling(0.0, ceiling))
    best, slope, low, high = found, _SLOPE, -math.inf, _MOST_GAIN + step
    for _ in range(_TRIES):
        missing = profile.level - found.reached
        steps = round(missing / slope / step)
        if abs(missing) <= profile.tolerance or not steps:
            break
        low, high = (gain, high) if missing > 0 else (low, gain)
        before, wanted = gain, gain + steps * step
        if not low < wanted < high:
            wanted = (max(low, gain - _MOST_GAIN) + high) / 2
        gain = round(step * round(wanted / step), _PLACES)
        if not low < gain < high:
            break
        reached, found = found.reached, sound.at(Levelling(gain, ceiling))
        best = min(best, found, key=lambda one: abs(profile.level - one.reached))
        slope = max((found.reached - reached) / (gain - before), _LEAST_SLOPE)
    return best
