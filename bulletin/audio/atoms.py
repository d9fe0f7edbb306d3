"""What FFmpeg does not write into an MP4 file: who reads, who publishes, in which language.

In: a file of which FFmpeg has seen the framework of its sound, and all of that sound. Out: the
file with it, with further tags of iTunes' kind, and the language of its chapter titles. Sources:
ISO 14496-12, 8.4.2 (the language of a track), QuickTime File Format (metadata item lists, chapter
lists as text).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.audio.boxes import HEAD, box, boxes_in, inside
from bulletin.audio.joined_sound import JoinedSound
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

NARRATOR, PUBLISHER = b"\xa9nrt", b"\xa9pub"

_BRANCHES = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"meta"}
_META_VERSION = 4
"""Bytes that stand in a `meta` box before the boxes in it."""
_TITLES, _SOUND = b"text", b"soun"
"""What handles a track of chapter titles, and one of sound."""
_TEXT = 1
"""The kind of an item's value: UTF-8."""
_PLACES = b"stco"
"""The box that says where chapter titles lie in the file."""


def finish(file: Path, items: Mapping[bytes, str], language: str, sound: JoinedSound) -> None:
    """Put all of the sound into a file, and tags, and the language (ISO 639-2) on its titles."""
    made = b"".join(_item(name, value) for name, value in items.items() if value)
    boxes = [*boxes_in(file.read_bytes())]
    if [kind for kind, _ in boxes][-1] != b"mdat":
        message = tr("the audiobook's tags do not stand before its sound")
        raise BulletinError(message, tr("this is a mistake of bulletin itself"))
    framework = sum(len(packet) for _, packet in sound.framework())
    rewriting = _Rewriting(made, language, sound)
    with file.open("wb") as stream:
        for kind, body in boxes[:-1]:
            grown = len(rewriting.box(kind, body)) - len(box(kind, body))
            stream.write(replace(rewriting, moved=grown).box(kind, body))
        titles = boxes[-1][1][:-framework]
        size = HEAD + len(titles) + sum(sound.sizes)
        stream.write(struct.pack(">I4s", size, b"mdat") + titles)
        sound.write(stream)


def _item(name: bytes, value: str) -> bytes:
    text = value.encode()
    data = struct.pack(">I4sII", 2 * HEAD + len(text), b"data", _TEXT, 0) + text
    return box(name, data)


@dataclass(frozen=True)
class _Rewriting:
    """The boxes of a file, written anew with items more, and with the tables of all the sound.

    `moved` is by how many bytes they grow, and by how many what stands behind them moves.
    """

    items: bytes
    language: str
    sound: JoinedSound
    moved: int = 0

    def box(self, kind: bytes, body: bytes, handler: bytes = b"") -> bytes:
        """A box with all that is in it; `handler`: what handles the track that it belongs to."""
        if kind == b"trak":
            handler = inside(body, b"mdia", b"hdlr")[8:12]
        if kind in _BRANCHES:
            start = _META_VERSION if kind == b"meta" else 0
            inner = (self.box(k, b, handler) for k, b in boxes_in(body[start:]))
            body = body[:start] + b"".join(inner)
        elif kind == b"ilst":
            body += self.items
        elif handler == _SOUND:
            body = self.sound.table(kind, body, self.moved)
        elif kind == b"mdhd" and handler == _TITLES:
            body = _in_language(body, self.language)
        elif kind == _PLACES:
            moved = (at + self.moved for (at,) in struct.iter_unpack(">I", body[8:]))
            body = body[:8] + b"".join(struct.pack(">I", at) for at in moved)
        return box(kind, body)


def _in_language(header: bytes, language: str) -> bytes:
    """A media header with a language: five bits for each letter."""
    packed = 0
    for letter in language:
        packed = packed << 5 | (ord(letter) - 0x60)
    at = 32 if header[0] == 1 else 20
    return header[:at] + struct.pack(">H", packed) + header[at + 2 :]
