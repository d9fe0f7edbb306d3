"""What is heard in a recording: a file in, its samples and how loud it is at every moment out.

In: an audio file of an editor. Out: one channel at the rate that is asked for, piece by piece;
and a `Take`, its length and its level at each hundredth of a second, from which all times come.
Files are decoded by FFmpeg in the format that they begin as, whatever chats and telephones have
called them, else in the one that their name says: what FFmpeg guesses may be a list of addresses.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from bulletin import once
from bulletin.messages import tr
from bulletin.narration.beginnings import LOOKED_AT, format_of
from bulletin.narration.channels import OneChannel

FRAME = 0.01
"""Seconds of which each has a level."""

LONGEST = 2 * 3600.0
"""Seconds of a recording: more than an article has."""

LARGEST = 1_500_000_000
"""Bytes of a file: two hours of an uncompressed recording in studio quality."""

_RATE = 16_000
_FORMATS: Mapping[str, str] = {
    ".m4a": "mov",
    ".mp3": "mp3",
    ".wav": "wav",
    ".flac": "flac",
    ".ogg": "ogg",
    ".opus": "ogg",
    ".aac": "aac",
    ".3gp": "mov",
    ".mp4": "mov",
    ".amr": "amr",
    ".webm": "matroska",
    ".wma": "asf",
    ".aif": "aiff",
    ".aiff": "aiff",
    ".caf": "caf",
}
"""FFmpeg's names of the formats, by the endings of files: of studios, browsers and telephones."""

_FLOOR = -120.0
_STEP = 0.5
"""dB: levels are kept in bytes, as steps above the floor."""

_BRIGHTER = 0.95
"""How much of each sample the next one loses (pre-emphasis): hum and wind lie low, speech does not."""


class TakeError(Exception):
    """A file that cannot be heard; the message says why."""


class LongTakeError(TakeError):
    """A file of more than `LONGEST` seconds, or more than `LARGEST` bytes."""


@dataclass(frozen=True)
class Take:
    """A recording as it is heard: `seconds`, and dB of full scale at each `FRAME`.

    `peak` is the highest sample, of full scale 1; `flat` the share of all that is loud which lies
    right below it: much where the tops were cut off.
    """

    seconds: float
    levels: NDArray[np.float32]
    peak: float = 1.0
    flat: float = 0.0


def take_of(file: Path) -> Take:
    """What is heard in a file, measured once. Raises `TakeError`."""
    if file.stat().st_size > LARGEST:
        message = tr("it has more than {most} GB", most=LARGEST / 1e9)
        raise LongTakeError(message)
    data = once.made(once.TAKE, (once.digest_of_source(file), file.suffix), lambda: _heard(file))
    seconds, peak, flat = _HEAD.unpack_from(data)
    steps = np.frombuffer(data, np.uint8, offset=_HEAD.size)
    levels = steps.astype(np.float32) * np.float32(_STEP) + np.float32(_FLOOR)
    return Take(seconds, levels, peak, flat)


_HEAD = struct.Struct("<ddd")


def _heard(file: Path) -> bytes:
    size = round(_RATE * FRAME)
    levels: list[NDArray[np.uint8]] = []
    rest = np.zeros(0, np.int16)
    heights = np.zeros(_HEIGHTS + 1, np.int64)
    done = 0
    for piece in samples(file, _RATE):
        done += len(piece)
        heights += np.bincount(np.abs(piece.astype(np.int32)) // _HIGH, minlength=_HEIGHTS + 1)
        whole = np.concatenate([rest, piece])
        cut = len(whole) // size * size
        levels.append(_levels(whole[:cut].reshape(-1, size)))
        rest = whole[cut:]
    if not done:
        message = tr("it holds no sound")
        raise TakeError(message)
    return _HEAD.pack(done / _RATE, *_top(heights)) + np.concatenate(levels).tobytes()


_HIGH = 64
_HEIGHTS = 32_768 // _HIGH
"""Heights of samples are counted in steps of 64."""
_LOUD, _FLAT = 0.1, 0.9
"""What is loud and what is right below the peak, of the peak: encoders make cut tops uneven."""


def _top(heights: NDArray[np.int64]) -> tuple[float, float]:
    """The peak of what was counted by height, and how much of what is loud lies right below it."""
    top = int(np.flatnonzero(heights)[-1])
    loud, flat = (int(heights[math.ceil(share * top) :].sum()) for share in (_LOUD, _FLAT))
    return top / _HEIGHTS, flat / loud


def _levels(frames: NDArray[np.int16]) -> NDArray[np.uint8]:
    sound = frames.astype(np.float32) / 32768
    bright = sound[:, 1:] - np.float32(_BRIGHTER) * sound[:, :-1]
    power = np.square(bright).mean(axis=1) if len(frames) else np.zeros(0, np.float32)
    decibels = 10 * np.log10(np.maximum(power, 1e-12))
    steps: NDArray[np.uint8] = np.clip(np.rint((decibels - _FLOOR) / _STEP), 0, 255).astype(
        np.uint8
    )
    return steps


def samples(file: Path, rate: int) -> Iterator[NDArray[np.int16]]:
    """The samples of a file as one channel, piece by piece. Raises `TakeError`."""
    done = 0
    try:
        with av.open(file, format=_format_of(file), metadata_errors="replace") as container:
            resampler = OneChannel(rate)
            for frame in container.decode(audio=0):
                for ready in resampler.of(frame):
                    done += ready.samples
                    if done > LONGEST * rate:
                        message = tr("it is longer than {hours:g} hours", hours=LONGEST / 3600)
                        raise LongTakeError(message)
                    yield _plain(ready)
            for ready in resampler.of(None):
                yield _plain(ready)
    except IndexError as error:
        message = tr("it holds no sound")
        raise TakeError(message) from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        message = tr("it is damaged, or no sound of the kind that its name says")
        raise TakeError(message) from error


def _format_of(file: Path) -> str:
    """FFmpeg's name of a file's format."""
    with file.open("rb") as stream:
        return format_of(stream.read(LOOKED_AT)) or _FORMATS[file.suffix.lower()]


def _plain(frame: av.AudioFrame) -> NDArray[np.int16]:
    return frame.to_ndarray().reshape(-1).astype(np.int16, copy=False)
