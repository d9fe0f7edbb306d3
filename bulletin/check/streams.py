"""What is in a film or a sound: opened once, and kept.

In: a file. Out: a `MediaFile`, kept under the digest of the file; None where it cannot be opened.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bulletin import once
from bulletin.once import Kind

MEDIA = Kind("media", ("av",), quick=True)

_FORMATS = {".webm": "matroska", ".mp3": "mp3", ".ogg": "ogg", ".opus": "ogg", ".wav": "wav"}
"""FFmpeg's names for what is not MP4."""


@dataclass(frozen=True)
class MediaStream:
    """Pictures or sound in a file: its kind, and FFmpeg's names of its codec and its colours.

    `codec` "": FFmpeg does not know it.
    """

    kind: str
    codec: str
    colours: str | None


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
    read = json.loads(once.made(MEDIA, key, lambda: json.dumps(_read(path)).encode()))
    if read is None:
        return None
    streams, length = read
    return MediaFile(tuple(MediaStream(*one) for one in streams), length)


def _read(path: Path) -> tuple[list[tuple[str, str, str | None]], int | None] | None:
    import av  # noqa: PLC0415, heavy
    from av.stream import Disposition  # noqa: PLC0415, as above

    try:
        # The format is given, for what is guessed from a file may be a list of addresses.
        kind = _FORMATS.get(path.suffix.lower(), "mov")
        with av.open(path, format=kind, metadata_errors="replace") as container:
            streams: list[tuple[str, str, str | None]] = []
            for stream in container.streams:
                # A cover is a stream of one picture.
                if not stream.disposition & Disposition.attached_pic:
                    context = stream.codec_context
                    colours = getattr(context, "pix_fmt", None)
                    streams.append((stream.type, context.name if context else "", colours))
            length = container.duration
            return streams, None if length is None else length * 1000 // av.time_base
    except (OSError, ValueError, av.error.FFmpegError):
        return None
