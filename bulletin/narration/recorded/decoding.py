"""Sound files of editors as players hear them: a file in, its samples out, piece by piece.

Files are decoded by FFmpeg in the format that they begin as, whatever chats and telephones have
called them, else in the one that their name says: what FFmpeg guesses may be a list of addresses.
What cannot be decoded here and there (tags in the middle, where files were put together, a damaged
byte) is passed over; where by the file's own times something is missing, it is silent.
"""

from __future__ import annotations

import io
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
from bulletin.narration.sound.beginnings import blanks_before, format_in
from bulletin.narration.sound.channels import OneChannel

LONGEST = 2 * 3600.0
"""Seconds of a recording: more than an article has."""

_FORMATS: Mapping[str, str] = {
    ".m4a": "mov",
    ".m4b": "mov",
    ".mp3": "mp3",
    ".wav": "wav",
    ".flac": "flac",
    ".ogg": "ogg",
    ".oga": "ogg",
    ".opus": "ogg",
    ".aac": "aac",
    ".3gp": "mov",
    ".3gpp": "mov",
    ".mp4": "mov",
    ".m4v": "mov",
    ".mov": "mov",
    ".amr": "amr",
    ".webm": "matroska",
    ".weba": "matroska",
    ".mka": "matroska",
    ".wma": "asf",
    ".aif": "aiff",
    ".aiff": "aiff",
    ".caf": "caf",
}
"""FFmpeg's names of the formats, by the endings of files: of studios, browsers and telephones."""

_MISSING = (0.05, 60.0)
"""Seconds that a file's times may leave out: less is rounded, more is no time of this sound."""
_LOOKED_AT = 1_000
"""Bytes of a file's beginning in which blanks are looked for."""
_FEW, _SHARE = 3, 50
"""Packets that cannot be decoded: so many at any rate, and one in so many."""
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
        with (
            _Sound(file) as sound,
            av.open(sound, "r", format=sound.format, metadata_errors="replace") as container,
        ):
            resampler = OneChannel(rate)
            for missing, frame in _timed(container):
                if missing:
                    yield SoundPiece(np.zeros(round(missing * rate), np.int16), missing=True)
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


def _timed(container: InputContainer) -> Iterator[tuple[float, av.AudioFrame]]:
    """The frames of a file, each with the seconds that are missing before it."""
    least, most = _MISSING
    at = (container.start_time or 0) / av.time_base
    for frame in _decoded(container):
        due = at if frame.time is None else frame.time
        missing = due - at if least < due - at < most else 0.0
        yield missing, frame
        at = max(at, due) + frame.samples / frame.sample_rate


def _decoded(container: InputContainer) -> Iterator[av.AudioFrame]:
    """The frames of a file, without packets that cannot be decoded if they are few.

    A file that ends in one before its time was cut off.
    """
    lost, at, fault = 0, 0.0, None
    stream = container.streams.audio[0]
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
    """A file without the blanks before its sound, and FFmpeg's name of its `format`."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._first = blanks_before(self.read(_LOOKED_AT))
        self.seek(0)
        self.format = format_in(self) or _FORMATS[file.suffix.lower()]
        self.seek(0)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """To a place, which is counted from where the sound begins."""
        start = self._first if whence == io.SEEK_SET else 0
        return super().seek(offset + start, whence) - self._first

    def tell(self) -> int:
        """The place, counted so."""
        return super().tell() - self._first


def _plain(frame: av.AudioFrame) -> SoundPiece:
    return SoundPiece(frame.to_ndarray().reshape(-1).astype(np.int16, copy=False))
