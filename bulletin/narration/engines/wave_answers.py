"""WAV as servers send it: one file or several in a row, of lengths that they did not know yet.

In: the bytes of an answer. Out: whole files of nothing but a format and its samples. Servers that
speak piece by piece put their files one behind the other, or write no length, or the longest; what
they put beside the samples (names, padding) is often not as it should be, and never heard.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from bulletin.messages import tr
from bulletin.narration.engines.service import PassingError

_FILE = re.compile(rb"(?:RIFF|RF64)(.{4})WAVE(?=[A-Za-z0-9]{3}[A-Za-z0-9 ])", re.DOTALL)
_CHUNK = struct.Struct("<4sI")
_FORMAT, _DATA = b"fmt ", b"data"
_PADDING = 1
"""A byte that some servers count and do not send."""
_ENDLESS = 1 << 30
"""Lengths from here on are written by servers that do not know yet how much they will send."""


def wave_files(answer: bytes) -> tuple[bytes, ...]:
    """The WAV files that an answer consists of; none, if it does not begin as one.

    Raises `PassingError` if it was cut off.
    """
    starts = [found.start() for found in _FILE.finditer(answer)]
    if not starts or starts[0]:
        return ()
    ends = [*starts[1:], len(answer)]
    return tuple(_whole(answer[a:b]) for a, b in zip(starts, ends, strict=True))


def _whole(file: bytes) -> bytes:
    """A file with the format and the samples of another one. Raises `PassingError`."""
    parts: dict[bytes, bytes] = {}
    end = 0
    for name, start, end in _chunks(file):
        parts.setdefault(name, file[start:end])
    (length,) = struct.unpack_from("<I", file, 4)
    said = length + _CHUNK.size if length < _ENDLESS else 0
    if max(end, said) > len(file) + _PADDING:
        message = tr("its speech was cut off")
        raise PassingError(message)
    kept = (part for name in (_FORMAT, _DATA) for part in _chunk(name, parts.get(name, b"")))
    chunks = b"WAVE" + b"".join(kept)
    return _CHUNK.pack(b"RIFF", len(chunks)) + chunks


def _chunks(file: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a file up to its samples, which last to its end where nobody says how long."""
    at = 12
    while at + _CHUNK.size <= len(file):
        name, length = _CHUNK.unpack_from(file, at)
        start = at + _CHUNK.size
        if name == _DATA:  # what comes after it need be no chunk
            known = 0 < length < _ENDLESS
            yield name, start, start + length if known else len(file)
            return
        at = start + length
        yield name, start, at
        at += length % 2 and file[at : at + 4] not in {_FORMAT, _DATA}


def _chunk(name: bytes, content: bytes) -> tuple[bytes, bytes, bytes]:
    return _CHUNK.pack(name, len(content)), content, b"\0" * (len(content) % 2)
