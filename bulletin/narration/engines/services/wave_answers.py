"""WAV as servers send it: one file or several in a row, of lengths that they did not know yet.

In: the bytes of an answer. Out: whole files of nothing but a format and its samples. Servers that
speak piece by piece put their files one behind the other, or write no length, or the longest; what
they put beside the samples (names, padding) is often not as it should be, and never heard.
"""

import re
import struct
from collections.abc import Iterator

from bulletin.messages import tr
from bulletin.narration.engines.services.service import PassingError

_FILE = re.compile(rb"(?:RIFF|RF64)(.{4})WAVE(?=[A-Za-z0-9]{3}[A-Za-z0-9 ])", re.DOTALL)
_CHUNK = struct.Struct("<4sI")
_FORMAT, _DATA = b"fmt ", b"data"
_NAME = re.compile(rb"[A-Za-z0-9_ ]{4}")
_MUCH = 1_000
"""Bytes: padding and names are shorter, and speech is longer."""
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
        raise PassingError(tr("its speech was cut off"))
    kept = (part for name in (_FORMAT, _DATA) for part in _chunk(name, parts.get(name, b"")))
    chunks = b"WAVE" + b"".join(kept)
    return _CHUNK.pack(b"RIFF", len(chunks)) + chunks


def _chunks(file: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a file up to its samples, which last to its end where nobody says how long."""
    at = 12
    while at + _CHUNK.size <= len(file):
        name, length = _CHUNK.unpack_from(file, at)
        start = at + _CHUNK.size
        if name == _DATA:
            yield name, start, _end_of_samples(file, start, length)
            return
        at = start + length
        yield name, start, at
        at += length % 2 and file[at : at + 4] not in {_FORMAT, _DATA}


def _end_of_samples(file: bytes, start: int, length: int) -> int:
    """Where samples end that are said to have a length.

    Nobody knew it where it is none, and where much comes behind it that is no other chunk: it is that
    of what was sent first.
    """
    end = start + length
    if not 0 < length < _ENDLESS:
        return len(file)
    after = end + length % 2
    if len(file) - after < _MUCH or _is_chunk(file, after) or _is_chunk(file, end):
        return end
    return len(file)


def _is_chunk(file: bytes, at: int) -> bool:
    """Whether a chunk with a name and a length begins somewhere in a file."""
    name, length = _CHUNK.unpack_from(file, at)
    return _NAME.fullmatch(name) is not None and at + _CHUNK.size + length <= len(file) + _PADDING


def _chunk(name: bytes, content: bytes) -> tuple[bytes, bytes, bytes]:
    return _CHUNK.pack(name, len(content)), content, b"\0" * (len(content) % 2)
