"""Stretches of an article's sound, each encoded by itself and kept by its samples.

In: a sound at its level. Out: the keys of its stretches in the cache, as AAC and as MP3, and what
is kept under them. A stretch is what is heard between two longer pauses, as a rule a paragraph:
whoever mends a sentence has one encoded. Its key is the digest of its samples and all that shapes
the encoding, so that the same words at the same level are encoded once, wherever they stand.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bulletin.cache import Cache, key_of
from bulletin.narration import encoding
from bulletin.narration.mastering import Levelling, Sound, levelled
from bulletin.narration.sound.loudness import PeakMeter
from bulletin.narration.sound.profiles import SoundProfile

_HEAD = struct.Struct("<dI")
"""Of a stretch of AAC: its true peak in dBTP, and how many packets there are."""
_SIZES = np.dtype("<u2")

_TRIES = 4
_ROOM = 0.4
"""dB that a ceiling is lowered by beyond what a peak was too high."""
_STEP = 0.5
"""dB: a ceiling is lowered by a multiple of it."""

_AT_A_TIME = 1 << 15
"""Samples that are decoded before they are looked at."""


@dataclass(frozen=True)
class AacStretch:
    """A stretch as AAC: its packets, and the highest point of what they are decoded to, in dBTP."""

    packets: Sequence[bytes]
    peak: float

    @staticmethod
    def read(data: bytes) -> AacStretch:
        """The stretch in an entry of the cache."""
        peak, count = _HEAD.unpack_from(data)
        start = _HEAD.size + count * _SIZES.itemsize
        sizes = np.frombuffer(data, _SIZES, count, _HEAD.size)
        ends = (start + np.cumsum(sizes, dtype=np.int64)).tolist()
        packets = [data[a:b] for a, b in zip((start, *ends), ends, strict=False)]
        return AacStretch(packets, peak)

    @property
    def entry(self) -> bytes:
        """What the cache keeps."""
        sizes = np.array([len(packet) for packet in self.packets], _SIZES)
        return b"".join((_HEAD.pack(self.peak, len(sizes)), sizes.tobytes(), *self.packets))


def as_aac(sound: Sound, cache: Cache) -> tuple[list[str], Sound]:
    """The keys of its stretches, and the sound in them: with more room below the ceiling if need was.

    Voices that are not as speech usually is make the encoder add more to the tops.
    """
    for last in (*[False] * (_TRIES - 1), True):
        found = [_aac(sound, start, end, cache) for start, end in sound.stretches]
        excess = max(peak for _, peak in found) - sound.profile.measured_peak
        if excess <= 0 or last:
            break
        lowered = _STEP * math.ceil((excess + _ROOM) / _STEP)
        lower = Levelling(sound.level.gain, sound.level.ceiling - lowered)
        sound = levelled(replace(sound, level=lower))
    return [key for key, _ in found], sound


def _aac(sound: Sound, start: int, end: int, cache: Cache) -> tuple[str, float]:
    """The key of a stretch, and its peak."""
    profile = sound.profile
    key = _key(sound, start, end, "aac", profile.aac_asked, profile.measured_peak)
    kept = cache.get(key)
    if kept is not None:
        return key, AacStretch.read(kept).peak
    packets = encoding.aac(
        encoding.pieces_of(sound.levelled, start, end), sound.rate, profile.aac_asked
    )
    peak = _peak(encoding.heard(packets, sound.rate), profile.measured_peak)
    cache.put(key, AacStretch(packets, peak).entry)
    return key, peak


def as_mp3(sound: Sound, cache: Cache) -> list[str]:
    """The keys of its stretches as MP3 frames."""
    return [_mp3(sound, start, end, cache) for start, end in sound.stretches]


def _mp3(sound: Sound, start: int, end: int, cache: Cache) -> str:
    profile = sound.profile
    key = _key(sound, start, end, "mp3", profile.mp3, profile.mp3_exact)
    if cache.get(key) is None:
        pieces = encoding.pieces_of(sound.levelled, start, end)
        cache.put(key, encoding.mp3(_given(profile, pieces), sound.rate, profile.mp3))
    return key


def _given(
    profile: SoundProfile, pieces: Iterable[NDArray[np.int16]]
) -> Iterable[NDArray[np.int16]]:
    """The samples as LAME is given them."""
    if not profile.mp3_exact:
        return pieces
    return (np.rint(piece * np.float32(encoding.LAME)).astype(np.int16) for piece in pieces)


def _key(sound: Sound, start: int, end: int, *shape: object) -> str:
    """The key of a stretch that is encoded in some shape."""
    digest = hashlib.sha256()
    for piece in encoding.pieces_of(sound.levelled, start, end):
        digest.update(piece.data)
    made = (encoding.VERSION, encoding.versions(), sound.rate, digest.hexdigest())
    return key_of("stretch", made, shape)


def _peak(heard: Iterator[NDArray[np.float32]], limit: float) -> float:
    """The true peak of what is decoded, in dBTP."""
    meter, held, count = PeakMeter(limit), list[NDArray[np.float32]](), 0
    for piece in heard:
        held.append(piece)
        count += len(piece)
        if count >= _AT_A_TIME:
            meter.push(np.concatenate(held))
            held.clear()
            count = 0
    meter.push(np.concatenate([np.zeros(0, np.float32), *held]))
    return meter.end()
