"""Files that were copied one behind the other into one: where each of them begins.

In: a file of sound and its format. Out: the places of its parts. Programs that join files join their
samples; `copy /b` and chats join their bytes, and of such files players hear the first part alone
where the format says how long that is. Sources: RFC 4867, 5.1 (AMR); ISO 14496-12, 4.2 (MP4).
"""

import re
import struct
from typing import BinaryIO

_AMR = re.compile(rb"#!AMR(?:-WB)?\n")
_MOST_AMR = 50_000_000
"""Bytes that are looked through: more hours than a recording may have."""
_RIFF, _BOX, _LONG = struct.Struct("<4sI4s"), struct.Struct(">I4s"), struct.Struct(">Q")
_LONG_BOX = 1
"""A length that stands for a longer one behind the name."""
_ENDLESS = 1 << 30
"""Lengths from here on are written by who does not know them yet."""


def starts_in(stream: BinaryIO, kind: str, size: int) -> list[int]:
    """Where the parts of a file begin, the first of them at 0. `stream` stands at its beginning."""
    if kind == "amr":
        return [found.start() for found in _AMR.finditer(stream.read(_MOST_AMR))] or [0]
    if kind == "wav":
        return _waves(stream, size)
    return _films(stream, size) if kind == "mov" else [0]


def _waves(stream: BinaryIO, size: int) -> list[int]:
    starts, at = list[int](), 0
    while at + _RIFF.size <= size:
        stream.seek(at)
        name, length, form = _RIFF.unpack(stream.read(_RIFF.size))
        if (name, form) != (b"RIFF", b"WAVE") or not 0 < length < _ENDLESS:
            break
        starts.append(at)
        at += 8 + length + length % 2
    return starts or [0]


def _films(stream: BinaryIO, size: int) -> list[int]:
    """Where a box says that a file begins; each has one."""
    starts, at = list[int](), 0
    while at + _BOX.size <= size:
        stream.seek(at)
        length, name = _BOX.unpack(stream.read(_BOX.size))
        if name == b"ftyp":
            starts.append(at)
        if length == _LONG_BOX and at + _BOX.size + _LONG.size <= size:
            (length,) = _LONG.unpack(stream.read(_LONG.size))
        if length < _BOX.size:
            break
        at += length
    return [0, *starts[1:]]
