"""MP3 frames counted, and the frame that says so before them: the Xing and LAME header.

In: parts, each with its frames and its length. Out: bytes. Sources: ISO 11172-3 and 13818-3 (the
frame's head), "VBR header and LAME tag" (Gabriel Bouvigne, revision 1), as LAME and FFmpeg read
it: how many frames and bytes follow, where each hundredth of the time begins, and how many
samples at both ends are the encoder's own.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bulletin.cache import once
from bulletin.cache.once import Kind
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

CHECKSUM = Kind("checksums", (), quick=True)

_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Samples a second, by the two bits that name the version: MPEG-1, MPEG-2, MPEG-2.5."""
_MPEG_1 = 3
_KILOBITS = (
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
)
"""By the bits that name it, in layer III of MPEG-2 and of MPEG-1."""

_ENCODER_DELAY = 576
"""LAME's: what the header says, to which a decoder adds its own."""
_DECODER_DELAY = 529

_ALL = 0xF
"""Frames, bytes, table and quality are there."""
_LAME = b"LAME3.100"
_CBR = 1
_TAG, _LAME_TAG = 120, 36
"""Bytes of both headers."""


@dataclass(frozen=True, slots=True)
class FrameHead:
    """The first four bytes of a frame of layer III, mono, without a checksum."""

    version: int
    bit_rate: int
    rate_index: int
    padded: bool
    private: int

    @staticmethod
    def of(data: bytes, at: int = 0) -> FrameHead:
        """The head of the frame at a place. Raises `BulletinError` if there is none."""
        if len(data) < at + 4 or data[at] != 0xFF or data[at + 1] & 0xE7 != 0xE3:  # noqa: PLR2004, eleven bits set, layer III
            message = tr("there is no MP3 frame at byte {at}", at=at)
            raise BulletinError(message, tr("make the narration anew"))
        bits = data[at + 2]
        return FrameHead(
            data[at + 1] >> 3 & 3, bits >> 4, bits >> 2 & 3, bool(bits & 2), data[at + 3]
        )

    def fits(self, other: FrameHead) -> bool:
        """Whether frames of both can follow each other."""
        own, others = (self.version, self.rate_index), (other.version, other.rate_index)
        return own == others and self.private >> 6 == other.private >> 6

    @property
    def rate(self) -> int:
        """Samples a second."""
        return _RATES[self.version][self.rate_index]

    @property
    def samples(self) -> int:
        """Samples in a frame."""
        return 1152 if self.version == _MPEG_1 else 576

    def size(self, bit_rate: int | None = None) -> int:
        """Bytes of a frame; of one without filling, at another bit rate."""
        kilobits = _KILOBITS[self.version == _MPEG_1][bit_rate or self.bit_rate]
        return self.samples * kilobits * 125 // self.rate + (self.padded and bit_rate is None)

    def start(self, bit_rate: int) -> bytes:
        """The head of a frame without filling, at a bit rate. Zeros after it are silence."""
        bits = bit_rate << 4 | self.rate_index << 2
        return bytes((0xFF, 0xE3 | self.version << 3, bits, self.private))


@dataclass(frozen=True)
class EncodedPart:
    """A file of the frames of a track that lasts so many seconds."""

    file: Path
    duration: float

    @cached_property
    def head(self) -> FrameHead:
        """The head of its first frame."""
        with self.file.open("rb") as stream:
            return FrameHead.of(stream.read(4))

    @property
    def count(self) -> int:
        """How many frames it has."""
        return round(self.duration * self.head.rate / self.head.samples)

    @property
    def size(self) -> int:
        """How many bytes they are."""
        return self.file.stat().st_size

    @property
    def checksum(self) -> int:
        """The CRC-16 of the frames, looked up: to reckon it takes longer than to copy them."""
        key = once.digest_of_source(self.file)
        return int(once.made(CHECKSUM, key, lambda: str(crc(self.file.read_bytes())).encode()))


def run_out(part: EncodedPart) -> bytes:
    """Silent frames after the last part, that get its last samples out of a decoder."""
    head = part.head
    silent = head.start(head.bit_rate).ljust(head.size(head.bit_rate), b"\0")
    return silent * -(-(_ENCODER_DELAY + _DECODER_DELAY) // head.samples)


def frame(parts: Sequence[EncodedPart], end: bytes) -> bytes:
    """The frame with the header, for all parts and the frames that end them.

    Decoders that know it take it out; for others it is a silent frame.
    """
    head = parts[0].head
    side = 17 if head.version == _MPEG_1 else 9
    needed = 4 + side + _TAG + _LAME_TAG
    bit_rate = next(n for n in range(1, 15) if head.size(n) >= needed)
    size = head.size(bit_rate)
    music = 0
    for part in parts:
        music = followed(music, part.size) ^ part.checksum
    music = followed(music, len(end)) ^ crc(end)
    count = sum(part.count for part in parts) + len(end) // parts[-1].head.size()
    total = size + sum(part.size for part in parts) + len(end)
    samples = sum(part.count for part in parts) * head.samples
    padding = count * head.samples - _ENCODER_DELAY - samples
    made = bytearray(head.start(bit_rate) + bytes(side))
    made += b"Info" + struct.pack(">III", _ALL, count, total) + _table(parts, size, total)
    made += struct.pack(">I", 0)
    kilobits = _KILOBITS[head.version == _MPEG_1][head.bit_rate]
    made += _LAME + struct.pack(">BB", _CBR, 0) + bytes(9) + bytes((kilobits,))
    made += (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big") + bytes(4)
    made += struct.pack(">IH", total, music)
    made += struct.pack(">H", crc(bytes(made)))
    return bytes(made) + bytes(size - len(made))


def _table(parts: Sequence[EncodedPart], size: int, total: int) -> bytes:
    """Where each hundredth of the time begins, in 256ths of the bytes."""
    times = np.cumsum([0, *(part.count for part in parts)])
    places = size + np.cumsum([0, *(part.size for part in parts)])
    at = np.interp(np.arange(100) / 100 * times[-1], times, places)
    return bytes(np.clip(at * 256 / total, 0, 255).astype(np.uint8))


# -- checksum ------------------------------------------------------------------------------

_POLYNOMIAL = 0xA001

_Values = NDArray[np.uint16]


def crc(data: bytes) -> int:
    """CRC-16 (reflected 0x8005, from 0): of many stretches at once, which are then joined."""
    lanes = 1 << max(0, len(data).bit_length() // 2)
    length = -(-len(data) // (2 * lanes)) * 2
    # Zeros before the data change nothing.
    pairs = np.frombuffer(data.rjust(length * lanes, b"\0"), "<u2").reshape(lanes, -1)
    found = np.zeros(lanes, np.uint16)
    for column in np.ascontiguousarray(pairs.T):
        found = _PAIRS[found ^ column]
    after = _zeros(length)
    while len(found) > 1:  # neighbours are joined, until there is one
        found = _applied(after, found[::2]) ^ found[1::2]
        after = _applied(after, after)
    return int(found[0])


def followed(value: int, count: int) -> int:
    """What becomes of a checksum when so many zeros follow."""
    return int(_applied(_zeros(count), np.array([value], np.uint16))[0])


def _table_of_bytes() -> _Values:
    table = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        table = np.where(table & 1, table >> 1 ^ _POLYNOMIAL, table >> 1).astype(np.uint16)
    return table


_TABLE = _table_of_bytes()
_BYTES = np.concatenate([np.arange(256), np.arange(256) << 8]).astype(np.uint16)
"""All low bytes of a checksum, and all high ones: what becomes of them says it of any."""


def _zeros(count: int) -> _Values:
    """What becomes of `_BYTES` when so many zeros follow, by doubling."""
    found: _Values = _BYTES
    step: _Values = _BYTES >> 8 ^ _TABLE[_BYTES & 0xFF]
    while count:
        if count & 1:
            found = _applied(step, found)
        step = _applied(step, step)
        count >>= 1
    return found


def _applied(step: _Values, values: _Values) -> _Values:
    return np.asarray(step[values & 0xFF] ^ step[(values >> 8) + 256], np.uint16)


_PAIRS = _applied(_zeros(2), np.arange(1 << 16, dtype=np.uint16))
"""What becomes of any checksum when two zeros follow: two bytes of data at a time."""
