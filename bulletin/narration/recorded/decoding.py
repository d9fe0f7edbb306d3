"""Sound files of editors as players hear them: a file in, its samples out, piece by piece.

Files are decoded by FFmpeg in the format that they begin as, whatever chats and telephones have
called them, else in the one that their name says: what FFmpeg guesses may be a list of addresses.
What cannot be decoded here and there (tags in the middle, where files were put together, a damaged
byte) is passed over; where by the file's own times something is missing, it is silent.
"""

from __future__ import annotations

import contextlib
import io
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from bulletin.messages import tr
from bulletin.narration.recorded.rows import starts_in
from bulletin.narration.sound.beginnings import blanks_before, format_in
from bulletin.narration.sound.channels import OneChannel
from bulletin.source.file_kinds import READ_AS

LONGEST = 2 * 3600.0
"""Seconds of a recording: more than an article has."""

_MISSING = (0.05, 60.0)
"""Seconds that a file's times may leave out: less is rounded, more is no time of this sound."""
_LOOKED_AT = 1_000
"""Bytes of a file's beginning in which blanks are looked for."""
_FEW, _SHARE = 3, 50
"""Packets that cannot be decoded: so many at any rate, and one in so many."""
_HEARD, _AS_MUCH = 0.01, 0.5
"""Of full scale: what is softer in a track is nothing (-40 dB); and which share of what the others have
is about as much."""
_CUT = 0.2
"""Seconds that the length of a whole file may be off."""
_SPEAKING: Mapping[str, int] = {"amrnb": 8, "amrwb": 9}
"""How many kinds of packets have speech, by the names of decoders: telephones send others while
nobody speaks, which FFmpeg does not know (RFC 4867, 4.3.2)."""


class TakeError(Exception):
    """A file that cannot be heard; the message says why."""


class LongTakeError(TakeError):
    """A file of more than `LONGEST` seconds, or more than may be read."""


@dataclass(frozen=True, slots=True)
class SoundPiece:
    """Some samples of a file; `missing`: it has none there, though its times go on."""

    samples: NDArray[np.int16]
    missing: bool = False


def samples(file: Path, rate: int) -> Iterator[NDArray[np.int16]]:
    """The samples of a file as one channel, piece by piece. Raises `TakeError`."""
    return (piece.samples for piece in pieces(file, rate))


def pieces(file: Path, rate: int) -> Iterator[SoundPiece]:
    """The same with what is missing. Raises `TakeError`."""
    done = 0
    try:
        with _Sound(file) as sound:
            for part in range(sound.parts):
                for piece in _pieces(sound, part, rate):
                    done += len(piece.samples)
                    if done > LONGEST * rate:
                        message = tr("it is longer than {hours:g} hours", hours=LONGEST / 3600)
                        raise LongTakeError(message)
                    yield piece
    except IndexError as error:
        raise TakeError(tr("it holds no sound")) from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise TakeError(tr("it is damaged, or no sound of the kind that its name says")) from error


def _pieces(sound: _Sound, part: int, rate: int) -> Iterator[SoundPiece]:
    """The samples of one part of a file."""
    with sound.opened(part) as container:
        if len(container.streams.audio) <= 1:
            yield from _resampled(container, 0, rate)
            return
        heard = _track_heard(container)
    with sound.opened(part) as container:
        yield from _resampled(container, heard, rate)


def _resampled(container: InputContainer, track: int, rate: int) -> Iterator[SoundPiece]:
    resampler = OneChannel(rate)
    for missing, frame in _timed(container, track):
        if missing:
            yield SoundPiece(np.zeros(round(missing * rate), np.int16), missing=True)
        yield from map(_plain, resampler.of(frame))
    yield from map(_plain, resampler.of(None))


def _track_heard(container: InputContainer) -> int:
    """The number of the first track in which about as much is heard as in any other.

    Films have tracks for what a screen sounds like and for its microphone, of which one is silent.
    """
    tracks = container.streams.audio
    heard = dict.fromkeys((track.index for track in tracks), 0.0)
    for packet in container.demux(*tracks):
        with contextlib.suppress(av.error.InvalidDataError):
            for frame in packet.decode():
                if isinstance(frame, av.AudioFrame) and _is_heard(frame):
                    heard[packet.stream.index] += frame.samples / frame.sample_rate
    counts = list(heard.values())
    return [one >= _AS_MUCH * max(counts, default=0.0) for one in counts].index(True)


def _is_heard(frame: av.AudioFrame) -> bool:
    (sound,) = av.AudioResampler("fltp", "mono").resample(frame)
    return bool(np.abs(sound.to_ndarray()).max(initial=0.0) > _HEARD)


def _timed(container: InputContainer, track: int) -> Iterator[tuple[float, av.AudioFrame]]:
    """The frames of a file's track, each with the seconds that are missing before it."""
    least, most = _MISSING
    at = (container.start_time or 0) / av.time_base
    for frame in _decoded(container, track):
        due = at if frame.time is None else frame.time
        missing = due - at if least < due - at < most else 0.0
        yield missing, frame
        at = max(at, due) + frame.samples / frame.sample_rate


def _decoded(container: InputContainer, track: int) -> Iterator[av.AudioFrame]:
    """The frames of a file, without packets that cannot be decoded if they are few.

    A file that ends in one before its time was cut off.
    """
    lost, at, fault = 0, 0.0, None
    stream = container.streams.audio[track]
    for count, packet in enumerate(container.demux(stream)):
        if _says_silence(packet, stream.codec_context.name):
            continue
        try:
            for frame in packet.decode():
                at, fault = max(at, (frame.time or 0) + frame.samples / frame.sample_rate), None
                yield frame
        except av.error.InvalidDataError as error:
            lost, fault = lost + 1, error
            if lost > _FEW + count / _SHARE:
                raise
    if (
        fault
        and ((container.start_time or 0) + (container.duration or 0)) / av.time_base > at + _CUT
    ):
        raise fault


def _says_silence(packet: av.Packet[AudioStream], decoder: str) -> bool:
    """Whether a packet has no sound, but says that nobody speaks."""
    if decoder not in _SPEAKING or not packet.size:
        return False
    kind = bytes(packet)[0] >> 3 & 15
    return kind >= _SPEAKING[decoder]


class _Sound(io.FileIO):
    """A file of sound, of which one of its `parts` is read at a time, without blanks before it."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._first = blanks_before(super().read(_LOOKED_AT))
        self._last = file.stat().st_size
        self.seek(0)
        self._format = format_in(self) or READ_AS[file.suffix.lower()]
        self.seek(0)
        starts = [
            self._first + at for at in starts_in(self, self._format, self._last - self._first)
        ]
        self._bounds = list(itertools.pairwise((*starts, self._last)))
        self.parts = len(self._bounds)

    def opened(self, part: int) -> InputContainer:
        """A part, as FFmpeg reads it."""
        self._first, self._last = self._bounds[part]
        self.seek(0)
        return av.open(self, "r", format=self._format, metadata_errors="replace")

    def read(self, size: int | None = -1, /) -> bytes:
        """Bytes up to the end of the part."""
        left = max(0, self._last - super().tell())
        return super().read(left if size is None or size < 0 else min(size, left))

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """To a place, which is counted from where the part begins."""
        start = {io.SEEK_SET: self._first, io.SEEK_CUR: super().tell(), io.SEEK_END: self._last}
        return super().seek(max(self._first, start[whence] + offset)) - self._first

    def tell(self) -> int:
        """The place, counted so."""
        return super().tell() - self._first


def _plain(frame: av.AudioFrame) -> SoundPiece:
    return SoundPiece(frame.to_ndarray().reshape(-1).astype(np.int16, copy=False))
