"""What is heard in a recording: a file in, how loud it is at every moment out.

In: an audio file of an editor. Out: a `Take`, its length and its level at each hundredth of a
second, from which all times come, and how it was made.
"""

import math
import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bulletin.cache import once
from bulletin.messages import tr
from bulletin.narration.recorded.decoding import LongTakeError, TakeError, pieces
from bulletin.narration.sound.timbre import BANDS, RATE, BandMeter, Bands

FRAME = 0.01
"""Seconds of which each has a level."""

LARGEST = 1_500_000_000
"""Bytes of a file: two hours of an uncompressed recording in studio quality."""

_FLOOR = -120.0
_STEP = 0.5
"""dB: levels are kept in bytes, as steps above the floor."""

_BRIGHTER = 0.95
"""How much of each sample the next one loses (pre-emphasis): hum and wind lie low, speech does not."""


@dataclass(frozen=True)
class Take:
    """A recording as it is heard: `seconds`, and dB of full scale at each `FRAME`.

    `peak` is the highest sample, of full scale 1; `flat` the share of all that is loud which has
    about one height: much where the tops were cut off. `offset` is how far off zero the sound lies,
    0 where nobody would hear of it; `missing` are the seconds from and to which the file has none.
    `bands` say how it sounds, see `timbre`.
    """

    seconds: float
    levels: NDArray[np.float32]
    peak: float = 1.0
    flat: float = 0.0
    offset: float = 0.0
    missing: tuple[tuple[float, float], ...] = ()
    bands: Bands = field(default_factory=lambda: np.zeros((0, BANDS), np.uint8))


def take_of(file: Path) -> Take:
    """What is heard in a file, measured once. Raises `TakeError`."""
    if file.stat().st_size > LARGEST:
        raise LongTakeError(tr("it has more than {most} GB", most=LARGEST / 1e9))
    data = once.made(once.TAKE, (once.digest_of_source(file), file.suffix), lambda: _heard(file))
    seconds, peak, flat, offset, count, length = _HEAD.unpack_from(data)
    missing = struct.unpack_from(f"<{2 * count}d", data, _HEAD.size)
    rest = np.frombuffer(data, np.uint8, offset=_HEAD.size + 16 * count)
    steps, bands = rest[:length], rest[length:].reshape(-1, BANDS)
    levels = steps.astype(np.float32) * np.float32(_STEP) + np.float32(_FLOOR)
    pairs = tuple(zip(missing[::2], missing[1::2], strict=True))
    return Take(seconds, levels, peak, flat, offset, pairs, bands)


_HEAD = struct.Struct("<ddddII")


def _heard(file: Path) -> bytes:
    size = round(RATE * FRAME)
    levels: list[NDArray[np.uint8]] = []
    meter = BandMeter()
    rest = np.zeros(0, np.int16)
    heights = np.zeros(_HEIGHTS + 1, np.int64)
    missing: list[float] = []
    done = total = 0
    for one in pieces(file, RATE):
        piece = one.samples
        if one.missing and done:
            missing += (done / RATE, (done + len(piece)) / RATE)
        done += len(piece)
        total += int(piece.sum(dtype=np.int64))
        heights += np.bincount(np.abs(piece.astype(np.int32)) // _HIGH, minlength=_HEIGHTS + 1)
        whole = np.concatenate([rest, piece])
        cut = len(whole) // size * size
        levels.append(_levels(whole[:cut].reshape(-1, size)))
        meter.push(piece)
        rest = whole[cut:]
    if not done:
        raise TakeError(tr("it holds no sound"))
    offset = total / done / 32768
    offset = offset if abs(offset) > _OFFSET else 0.0
    steps = np.concatenate(levels)
    head = _HEAD.pack(done / RATE, *_top(heights), offset, len(missing) // 2, len(steps))
    holes = struct.pack(f"<{len(missing)}d", *missing)
    return head + holes + steps.tobytes() + meter.bands.tobytes()


_OFFSET = 0.003
"""Of full scale: what lies less far off zero is as quiet as a room (-50 dB)."""
_HIGH = 64
_HEIGHTS = 32_768 // _HIGH
"""Heights of samples are counted in steps of 64."""
_LOUD, _LOWEST, _FLAT = 0.1, 0.4, 0.9
"""What is loud, and where cut tops may lie, of the peak; where those begin that encoders made uneven,
of the highest of them."""
_DENSER = 1.5
"""How many times as many heights are counted there as right below: of other sound there are fewer."""


def _top(heights: NDArray[np.int64]) -> tuple[float, float]:
    """The peak of what was counted by height, and how much of what is loud has one height.

    Tops that were cut off lie below the peak where the sound was turned down or encoded since, for
    then it swings beyond them; but no more than a little lower than they lie so many.
    """
    top = int(np.flatnonzero(heights)[-1])
    below = np.concatenate([[0], np.cumsum(heights)])
    loud = below[-1] - below[math.ceil(_LOUD * top)]
    ends = np.arange(math.ceil(_LOWEST * top), top + 1) + 1
    starts, before = (np.ceil(share * (ends - 1)).astype(int) for share in (_FLAT, _FLAT**2))
    found = below[ends] - below[starts]
    usual = (below[starts] - below[before]) / np.maximum(starts - before, 1)
    many = found / (ends - starts) > _DENSER * usual
    flat = float(found[many].max(initial=0) / loud)
    return top / _HEIGHTS, flat


def _levels(frames: NDArray[np.int16]) -> NDArray[np.uint8]:
    sound = frames.astype(np.float32) / 32768
    bright = sound[:, 1:] - np.float32(_BRIGHTER) * sound[:, :-1]
    bright -= bright.mean(axis=1, keepdims=True) if len(frames) else 0  # it may lie off zero
    power = np.square(bright).mean(axis=1) if len(frames) else np.zeros(0, np.float32)
    decibels = 10 * np.log10(np.maximum(power, 1e-12))
    steps: NDArray[np.uint8] = np.clip(np.rint((decibels - _FLOOR) / _STEP), 0, 255).astype(
        np.uint8
    )
    return steps
