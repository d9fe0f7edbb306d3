"""Films, sounds and captions as they are published.

In: a file of the issue. Out: captions as WebVTT; MP4 without what telephones write into it of
where and with what it was taken, every picture and sample at its old place: notes become
free space (ISO 14496-12, 8.1.2, 8.10.1, 8.11.1). Other files stay as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from bulletin.source.captions import CAPTIONS, captions_of

_MP4 = (".mp4", ".m4v", ".m4a")
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
    data = file.read_bytes()
    return _without_notes(data) if suffix in _MP4 else data


def _without_notes(data: bytes) -> bytes:
    made = bytearray(data)
    for start, inside, end in _notes(data, 0, len(data)):
        made[start + 4 : start + _HEAD] = b"free"
        made[inside:end] = bytes(end - inside)
    return bytes(made)


def _notes(data: bytes, start: int, stop: int, depth: int = 0) -> Iterator[tuple[int, int, int]]:
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
