"""What FFmpeg does not write into an MP4 file: who reads, who publishes, in which language.

In: a finished file whose tags stand before its sound. Out: the same file with further tags of
iTunes' kind, and the language of its chapter titles. Sources: ISO 14496-12, 4.2 and 8.4.2 (boxes,
the language of a track), QuickTime File Format (metadata item lists, chapter lists as text).
"""

import shutil
import struct
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

NARRATOR, PUBLISHER = b"\xa9nrt", b"\xa9pub"

_HEAD = 8
"""Bytes before what a box holds."""
_BRANCHES = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"meta"}
_META_VERSION = 4
"""Bytes that stand in a `meta` box before the boxes in it."""
_TITLES = b"text"
"""What handles a track of chapter titles."""
_TEXT = 1
"""The kind of an item's value: UTF-8."""
_PLACES = {b"stco": ">I", b"co64": ">Q"}
"""Boxes that say where sound lies in the file, with the form of each place."""


def finish(file: Path, items: Mapping[bytes, str], language: str) -> None:
    """Put tags into a file, and the language (ISO 639-2) on its chapter titles."""
    made = b"".join(_item(name, value) for name, value in items.items() if value)
    with file.open("rb") as source, tempfile.NamedTemporaryFile(dir=file.parent) as target:
        for kind, size in _outer(source):
            if kind == b"moov":
                target.write(_Rewriting(made, language).box(kind, source.read(size)[_HEAD:]))
                break
            target.write(source.read(size))
        shutil.copyfileobj(source, target)
        target.flush()
        shutil.copyfile(target.name, file)


def _outer(source: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The boxes of a file, with their sizes; each is read before the next is asked for."""
    while head := source.read(_HEAD):
        size, kind = struct.unpack(">I4s", head)
        if kind == b"mdat" or size < _HEAD:
            message = tr("the audiobook's tags do not stand before its sound")
            raise BulletinError(message, tr("this is a mistake of bulletin itself"))
        source.seek(-_HEAD, 1)
        yield kind, size


def _item(name: bytes, value: str) -> bytes:
    text = value.encode()
    data = struct.pack(">I4sII", 2 * _HEAD + len(text), b"data", _TEXT, 0) + text
    return struct.pack(">I4s", _HEAD + len(data), name) + data


@dataclass(frozen=True)
class _Rewriting:
    """The boxes of a file, written anew with items more; the sound moves by as many bytes."""

    items: bytes
    language: str

    def box(self, kind: bytes, body: bytes, *, titles: bool = False) -> bytes:
        """A box with all that is in it; `titles`: it belongs to the titles of chapters."""
        if kind == b"trak":
            titles = _handler(body) == _TITLES
        if kind in _BRANCHES:
            start = _META_VERSION if kind == b"meta" else 0
            inner = (self.box(k, b, titles=titles) for k, b in _boxes(body[start:]))
            body = body[:start] + b"".join(inner)
        elif kind == b"ilst":
            body += self.items
        elif kind == b"mdhd" and titles:
            body = _in_language(body, self.language)
        elif kind in _PLACES:
            moved = (at + len(self.items) for (at,) in struct.iter_unpack(_PLACES[kind], body[8:]))
            body = body[:8] + b"".join(struct.pack(_PLACES[kind], at) for at in moved)
        return struct.pack(">I4s", _HEAD + len(body), kind) + body


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + _HEAD <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        size = max(size, _HEAD)
        yield kind, data[at + _HEAD : at + size]
        at += size


def _handler(track: bytes) -> bytes:
    """What handles a track: "soun", "text" ..."""
    for kind, body in _boxes(track):
        if kind == b"mdia":
            return next((b[8:12] for k, b in _boxes(body) if k == b"hdlr"), b"")
    return b""


def _in_language(header: bytes, language: str) -> bytes:
    """A media header with a language: five bits for each letter."""
    packed = 0
    for letter in language:
        packed = packed << 5 | (ord(letter) - 0x60)
    at = 32 if header[0] == 1 else 20
    return header[:at] + struct.pack(">H", packed) + header[at + 2 :]
