"""Films, sounds and captions as they are published.

In: a file of the issue. Out: captions as WebVTT; films and sounds without what telephones,
recorders and cameras write into them of where, when and with what they were taken.

In MP4 every picture and sample stays at its old place: notes, and what cameras measured beside the
pictures, become free space and zeros (ISO 14496-12, 8.1.2, 8.10.1, 8.11.1). Of other kinds what is
heard and seen is put into a new file as it was encoded.
"""

import io
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from bulletin.cache import once
from bulletin.source.captions import CAPTIONS, captions_of
from bulletin.source.file_kinds import READ_AS

PUBLISHED = once.Kind("published-media", ("av",), quick=True)

_MP4 = (".mp4", ".m4v", ".m4a")
_PLACE = re.compile(rb"\bGPS|latitude", re.IGNORECASE)
"""What subtitles hold that a drone has written."""
_BRANCHES = (b"moov", b"trak")
_NOTES = {b"udta", b"meta", b"uuid"}
_HEAD = 8
_WIDE_HEAD = 16
"""Bytes before what a box holds: size and kind, and a size of 64 bits behind them."""


def published(file: Path) -> bytes:
    """What readers get of a file. Raises `UnicodeDecodeError` for captions that are no text."""
    suffix = file.suffix.lower()
    if suffix in CAPTIONS:
        return captions_of(file).encode()
    if suffix in _MP4:
        return _without_notes(file)
    if suffix in READ_AS:
        key = (once.digest_of_source(file), suffix)
        return once.made(PUBLISHED, key, lambda: _only_heard_and_seen(file, suffix))
    return file.read_bytes()


def _only_heard_and_seen(file: Path, suffix: str) -> bytes:
    """A file's sound, and its film in WebM, without tags; as it is where it cannot be read."""
    import av  # noqa: PLC0415, heavy

    kept = {"audio", "video"} if suffix == ".webm" else {"audio"}  # of sounds it is a cover
    made = io.BytesIO()
    try:
        with (
            av.open(str(file), "r", READ_AS[suffix]) as old,
            av.open(made, "w", suffix[1:], options={"fflags": "+bitexact"}) as new,
        ):
            streams = {
                stream.index: new.add_stream_from_template(stream)
                for stream in old.streams
                if stream.type in kept
            }
            for stream in streams.values():
                stream.metadata.clear()
            for packet in old.demux([old.streams[index] for index in streams]):
                if packet.dts is not None:
                    packet.stream = streams[packet.stream.index]
                    new.mux(packet)
    except (av.FFmpegError, ValueError):
        return file.read_bytes()
    return made.getvalue()


def _measured(file: Path, size: int) -> Iterator[tuple[int, int]]:
    """Where action cameras, drones and telephones put places beside the pictures, and how long."""
    import av  # noqa: PLC0415, heavy

    try:
        with av.open(str(file), "r", "mov") as film:
            beside = [one for one in film.streams if one.type in {"data", "subtitle"}]
            for packet in film.demux(beside) if beside else ():
                if packet.pos is None or not 0 < packet.pos + packet.size <= size:
                    continue
                if packet.stream.type == "data" or _PLACE.search(bytes(packet)):
                    yield packet.pos, packet.pos + packet.size
    except (av.FFmpegError, ValueError):
        return


def _without_notes(file: Path) -> bytes:
    """A film as it lies on the disk, with the bytes of its notes put out."""
    made = bytearray(file.stat().st_size)
    with file.open("rb") as source:
        source.readinto(made)
    key = (once.digest_of_source(file), ".mp4")
    measured = once.made(
        PUBLISHED, key, lambda: json.dumps(list(_measured(file, len(made)))).encode()
    )
    for start, end in json.loads(measured):
        made[start:end] = bytes(end - start)
    for start, inside, end in list(_notes(made, 0, len(made))):
        made[start + 4 : start + _HEAD] = b"free"
        made[inside:end] = bytes(end - inside)
    return bytes(made)


def _notes(
    data: bytearray, start: int, stop: int, depth: int = 0
) -> Iterator[tuple[int, int, int]]:
    """The boxes of notes: where each starts, where what it holds starts, and where it ends."""
    while start + _HEAD <= stop:
        size, kind = struct.unpack_from(">I4s", data, start)
        inside = start + _HEAD
        if size == 1 and start + _WIDE_HEAD <= stop:
            (size,) = struct.unpack_from(">Q", data, inside)
            inside = start + _WIDE_HEAD
        end = start + size if size else stop
        if not inside <= end <= stop:
            return  # this is no box, or it is cut short
        if kind in _NOTES:
            yield start, inside, end
        elif depth < len(_BRANCHES) and kind == _BRANCHES[depth]:
            yield from _notes(data, inside, end, depth + 1)
        start = end
