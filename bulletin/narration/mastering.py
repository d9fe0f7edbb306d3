"""An article's sound: clips in, one finished AAC file out.

In: the keys of clips and the silence after each. Out: mono AAC-LC in MP4, at the loudness that
spoken word is published at, and where each clip lies in it, to the sample. Clips go through a
file on disk, never through memory as a whole.

The encoder's delay (1024 samples) is taken off by the file's edit list, as every player does
that honours ISO 14496-12; sample n of the clips is then sample n of what is decoded. The whole
is a multiple of 1024 samples long and begins and ends in silence, so that articles can be put
one after the other without encoding them again.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import av.codec.context
import numpy as np
from numpy.typing import NDArray

from bulletin.cache import Cache
from bulletin.messages import tr
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.sound import Chain
from bulletin.narration.speech import clip_of

VERSION = 1
"""Part of the keys of tracks: to be raised when the same clips give other bytes."""

LOUDNESS = -18.0
"""LUFS, of the whole article (EBU R 128; mono as one channel)."""

_CEILING = -3.3
"""dBFS that no sample passes before it is encoded; with speech, the encoder adds up to 1 dB."""

_PEAK = -2.2
"""dBTP that the decoded sound may not pass. Promised is -1.5; meters that cut off the highest
tones, as FFmpeg's does, show up to 0.7 dB more for sounds that hiss."""

_NEAR_ENOUGH = 0.4
_TRIES = 4
_LOST = 3.1
"""dB that the limiter is expected to take from speech."""

_SLOPE, _LEAST_SLOPE = 0.45, 0.2
"""LU gained for each dB of gain, once the limiter is at work: as found with speech, and the
least that is believed."""
_MOST_GAIN = 50.0
_SILENCE = -69.0

_BIT_RATE = 40_000
_FRAME = 1024
"""Samples in an AAC frame (ISO 14496-3, 4.5.2.1.1)."""

_LEAD = 0.25
"""Seconds before the first clip."""

_PIECE = 1 << 15
"""Samples that are in hand at a time."""


@dataclass(frozen=True)
class TrackPlan:
    """What an article's sound is made of: clips by key, and the silence after each in seconds."""

    clips: tuple[str, ...]
    gaps: tuple[float, ...]
    tags: tuple[tuple[str, str], ...]
    language: str

    @property
    def recipe(self) -> tuple[object, ...]:
        """All that shapes the bytes, for the cache."""
        libraries = {name: list(version) for name, version in av.library_versions.items()}
        shape = (VERSION, LOUDNESS, _CEILING, _BIT_RATE, _LEAD)
        return ("track", shape, libraries, self.clips, self.gaps, self.tags, self.language)


@dataclass(frozen=True)
class Master:
    """A finished article: its bytes, and in samples its length and each clip's start and end."""

    audio: bytes
    rate: int
    length: int
    spans: tuple[tuple[int, int], ...]


def master(plan: TrackPlan, cache: Cache) -> Master:
    """The finished sound of an article. Raises `SpeechError` if a clip is not in the cache."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        raw, coded = Path(name) / "sound.raw", Path(name) / "sound.m4a"
        sound, spans = _join(plan, cache, raw)
        ceiling = _CEILING
        for _ in range(_TRIES):
            _encode(plan, sound, _level(_gain(sound, ceiling), ceiling), coded)
            excess = _peak(coded) - _PEAK
            if excess <= 0:
                break
            # Not speech as it usually is: the sound is encoded anew, with more room.
            ceiling -= excess + _NEAR_ENOUGH
        return Master(coded.read_bytes(), sound.rate, sound.length, spans)


@dataclass(frozen=True)
class _Sound:
    """Samples in a file, `length` of them."""

    raw: Path
    rate: int
    length: int
    power: float
    """Mean square of the clips, without the silences, of full scale 1."""

    def through(self, filters: Sequence[tuple[str, str]]) -> Iterator[av.AudioFrame]:
        """The samples, piece by piece, behind some filters."""
        chain = Chain(self.rate, filters)
        with self.raw.open("rb") as stream:
            while data := stream.read(2 * _PIECE):
                yield from chain.push(np.frombuffer(data, dtype=np.int16))
        yield from chain.end()


def _join(plan: TrackPlan, cache: Cache, raw: Path) -> tuple[_Sound, tuple[tuple[int, int], ...]]:
    """Write clips and silences to a file, and say where the clips lie."""
    spans: list[tuple[int, int]] = []
    rate = at = spoken = 0
    energy = 0.0
    with raw.open("wb") as stream:

        def silence(count: int) -> int:
            stream.write(bytes(2 * count))
            return count

        for key, gap in zip(plan.clips, plan.gaps, strict=True):
            clip = clip_of(cache, key)
            if not spans:
                rate = clip.rate
                at = silence(max(_FRAME, round(_LEAD * rate)))
            if clip.rate != rate:
                message = tr("the voice engine gave clips of two sample rates")
                raise SpeechError(message)
            stream.write(clip.samples.tobytes())
            spans.append((at, at + len(clip.samples)))
            at += len(clip.samples)
            spoken += len(clip.samples)
            energy += float(np.square(clip.samples / 32768).sum())
            at += silence(round(gap * rate))
        at += silence(-at % _FRAME)
    return _Sound(raw, rate, at, energy / spoken), tuple(spans)


# -- loudness ------------------------------------------------------------------------------


def _gain(sound: _Sound, ceiling: float) -> float:
    """The gain, in dB, that brings the sound to its loudness through the limiter.

    The limiter takes some of the gain away again, more the harder it works: found by
    measuring behind it, and by the secant method, from what the clips' power lets expect.
    """
    gain = min(LOUDNESS - 10 * math.log10(max(sound.power, 1e-12)) + _LOST, _MOST_GAIN)
    reached, slope = _loudness(sound, _level(gain, ceiling)), _SLOPE
    if reached < _SILENCE:
        return 0.0
    for _ in range(_TRIES):
        missing = LOUDNESS - reached
        if abs(missing) <= _NEAR_ENOUGH or gain >= _MOST_GAIN:
            break
        step = missing / slope
        gain += step
        before, reached = reached, _loudness(sound, _level(gain, ceiling))
        slope = max((reached - before) / step, _LEAST_SLOPE)
    return gain


def _level(gain: float, ceiling: float) -> list[tuple[str, str]]:
    """Filters: the gain, and a limiter that looks 5 ms ahead, which rounds only the tops."""
    limit = 10 ** (ceiling / 20)
    return [
        ("volume", f"{gain:.3f}dB:precision=double"),
        ("alimiter", f"limit={limit:.6f}:attack=5:release=50:level=0:latency=1"),
    ]


def _loudness(sound: _Sound, filters: Sequence[tuple[str, str]]) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770) behind some filters; -70 for silence."""
    last = -70.0
    for frame in sound.through([*filters, ("ebur128", "metadata=1")]):
        last = float(frame.metadata.get("lavfi.r128.I", last))
    return last


# -- encoding ------------------------------------------------------------------------------


def _encode(plan: TrackPlan, sound: _Sound, level: Sequence[tuple[str, str]], into: Path) -> None:
    """Write the AAC file: the same bytes for the same sound."""
    options = {"movflags": "+faststart", "fflags": "+bitexact", "brand": "M4A "}
    filters = [*level, ("aformat", "sample_fmts=fltp")]
    done = 0
    with av.open(str(into), "w", format="mp4", options=options) as container:
        container.metadata.update(plan.tags)
        stream = container.add_stream("aac", rate=sound.rate, options={"aac_coder": "fast"})
        stream.layout = "mono"
        stream.bit_rate = _BIT_RATE
        stream.metadata["language"] = plan.language
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        for frame in sound.through(filters):
            frame.pts = done
            done += frame.samples
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    if done != sound.length:
        message = tr(
            "the sound changed its length on the way: {length} samples became {done}",
            length=sound.length,
            done=done,
        )
        raise SpeechError(message)


def _peak(file: Path) -> float:
    """The true peak of a file as it is decoded, in dBTP (ITU-R BS.1770, annex 2).

    Only stretches that come near the limit are looked at between their samples.
    """
    highest = 1e-9
    before = np.zeros(_FRAME, np.float32)
    with av.open(str(file), "r") as container:
        for frame in container.decode(audio=0):
            after = frame.to_ndarray()[0]
            if np.abs(after).max() > _NEAR_PEAK:
                highest = max(highest, _between(np.concatenate([before[-_EDGE:], after])))
            before = after
    return 20 * math.log10(highest)


_EDGE = 128
"""Samples before a stretch that are looked at with it: where it would ring on its own."""

_NEAR_PEAK = 10 ** ((_PEAK - 1.5) / 20)


def _between(samples: NDArray[np.float32]) -> float:
    """The highest point of the curve through samples, by eight times as many of them.

    That finds it to 0.2 dB, also at half the sample rate (annex 2, attachment 1).
    """
    slope = np.linspace(0, 1, _EDGE // 2, dtype=np.float32)
    shaped = samples.copy()
    shaped[: len(slope)] *= slope
    shaped[-len(slope) :] *= slope[::-1]
    curve = np.fft.irfft(np.fft.rfft(shaped), 8 * len(shaped)) * 8
    return float(max(np.abs(curve).max(), np.abs(samples).max()))
