"""What is in a film or a sound: opened once, and kept.

In: a file. Out: a `MediaFile`, kept under the digest of the file; None where it cannot be opened.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.cache import once
from bulletin.cache.once import Kind
from bulletin.source.file_kinds import READ_AS

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream

MEDIA = Kind("media", ("av",), quick=True)

_TRIED = 1000
"""So many pieces of a file are tried, until one of each stream has played."""


@dataclass(frozen=True)
class MediaStream:
    """Pictures or sound in a file: its kind, and FFmpeg's names of its codec and its colours.

    `codec` "": FFmpeg does not know it. `plays`: something of it came out when it was tried, for
    a beginning that can be opened says little.
    """

    kind: str
    codec: str
    colours: str | None
    plays: bool


@dataclass(frozen=True)
class MediaFile:
    """A film or a sound: its streams without its cover, and its milliseconds if that is known."""

    streams: tuple[MediaStream, ...]
    length: int | None


def opened(path: Path) -> MediaFile | None:
    """What is in a file."""
    try:
        key = (once.digest_of_source(path), path.suffix.lower())
    except OSError:
        return None
    read = json.loads(once.made(MEDIA, key, lambda: _written(_read(path))))
    if read is None:
        return None
    streams, length = read
    return MediaFile(tuple(MediaStream(*one) for one in streams), length)


def _written(read: MediaFile | None) -> bytes:
    return json.dumps(read and astuple(read)).encode()


def _read(path: Path) -> MediaFile | None:
    import av  # noqa: PLC0415, heavy
    from av.stream import Disposition  # noqa: PLC0415, as above

    try:
        # The format is given, for what is guessed from a file may be a list of addresses.
        kind = READ_AS.get(path.suffix.lower(), "mov")
        with av.open(path, format=kind, metadata_errors="replace") as container:
            # A cover is a stream of one picture.
            covers = Disposition.attached_pic
            own = [stream for stream in container.streams if not stream.disposition & covers]
            length = container.duration
            playing = _playing(container, own)
            streams = (_described(stream, plays=stream.index in playing) for stream in own)
            return MediaFile(
                tuple(streams), None if length is None else length * 1000 // av.time_base
            )
    except (OSError, ValueError, av.error.FFmpegError):
        return None


def _described(stream: Stream, *, plays: bool) -> MediaStream:
    context = stream.codec_context
    codec, colours = context.name if context else "", getattr(context, "pix_fmt", None)
    return MediaStream(stream.type, codec, colours, plays)


def _playing(container: InputContainer, streams: list[Stream]) -> set[int]:
    """The indices of the streams of which something can be played."""
    timed = {stream.index: stream for stream in streams if stream.type in {"video", "audio"}}
    playing: set[int] = set()
    for piece in itertools.islice(container.demux(*timed.values()), _TRIED) if timed else ():
        index = piece.stream.index
        if index not in playing and _is_played(piece):
            playing.add(index)
            if playing == timed.keys():
                break
    return playing


def _is_played(piece: Packet[Stream]) -> bool:
    """Whether a piece of a stream comes out as pictures or sound, or is coded in a way not known."""
    import av  # noqa: PLC0415, heavy

    try:
        return piece.stream.codec_context is None or bool(piece.decode())
    except av.error.FFmpegError:
        return False
