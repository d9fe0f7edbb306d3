"""The sound of several MP4 files as that of one: packets copied on end, and the tables that say so.

In: files with one track of sound, of one encoding, in which packets lie one after the other. Out:
the packets that FFmpeg is given, from which it knows when each file begins and when the last one
ends; all bytes of the sound; and the boxes in which these differ from what FFmpeg has written
(ISO 14496-12: 8.5.2 `stsd` with `btrt`, 8.6.1.2 `stts`, 8.7.3 `stsz`, 8.7.4 `stsc`, 8.7.5 `stco`,
8.9.2 `sbgp`).
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from bulletin.audio.boxes import boxes_in, inside

_CHUNK = 1 << 20
"""Bytes of a chunk: FFmpeg makes none larger."""
_TABLE = (b"trak", b"mdia", b"minf", b"stbl", b"stsz")


@dataclass(frozen=True)
class SoundPart:
    """Packets of a file: where the first one lies, the bytes of each, and its number in the whole."""

    file: Path
    start: int
    sizes: Sequence[int]
    number: int

    @staticmethod
    def of(file: Path, number: int, most: int | None = None) -> SoundPart:
        """The first packets of a file, `most` of them or all."""
        found = dict(boxes_in(file.read_bytes()))
        sizes = _sizes(inside(found[b"moov"], *_TABLE))
        (start,) = struct.unpack_from(">I", inside(found[b"moov"], *_TABLE[:-1], b"stco"), 8)
        return SoundPart(file, start, sizes[:most], number)

    def read(self, first: int, last: int) -> bytes:
        """The bytes of some packets."""
        with self.file.open("rb") as stream:
            stream.seek(self.start + sum(self.sizes[:first]))
            return stream.read(sum(self.sizes[first:last]))


def _sizes(table: bytes) -> list[int]:
    same, count = struct.unpack_from(">II", table, 4)
    return [same] * count if same else list(struct.unpack_from(f">{count}I", table, 12))


@dataclass(frozen=True)
class JoinedSound:
    """Parts on end. A packet lasts `frame` samples, of which there are `rate` a second."""

    parts: Sequence[SoundPart]
    frame: int
    rate: int

    def framework(self) -> Iterator[tuple[int, bytes]]:
        """What FFmpeg is given: each part's first packet and the very last one, by their numbers."""
        for part in self.parts:
            yield part.number, part.read(0, 1)
        last, count = self.parts[-1], len(self.parts[-1].sizes)
        if count > 1:
            yield last.number + count - 1, last.read(count - 1, count)

    def write(self, stream: BinaryIO) -> None:
        """Write all packets."""
        stream.writelines(part.read(0, len(part.sizes)) for part in self.parts)

    @cached_property
    def sizes(self) -> list[int]:
        """The bytes of each packet."""
        return [size for part in self.parts for size in part.sizes]

    def table(self, kind: bytes, body: bytes, moved: int) -> bytes:
        """What a box of the sound holds. `moved`: bytes by which the sound begins later."""
        rows: Iterable[tuple[int, ...]]
        match kind:
            case b"stsd":
                return self._described(body)
            case b"stsz":
                sizes = self.sizes
                return body[:4] + struct.pack(f">{len(sizes) + 2}I", 0, len(sizes), *sizes)
            case b"stts":
                rows = self._times()
            case b"stsc":
                rows = self._lengths()
            case b"stco":
                (first,) = struct.unpack_from(">I", body, 8)
                rows = self._places(first + moved)
            case b"sbgp":
                return body[:-8] + struct.pack(">II", len(self.sizes), 1)
            case _:
                return body
        packed = [struct.pack(f">{len(row)}I", *row) for row in rows]
        return body[:4] + struct.pack(">I", len(packed)) + b"".join(packed)

    def _times(self) -> Iterator[tuple[int, int]]:
        """How many packets last how many samples."""
        lasting: list[int] = []
        for part, following in itertools.pairwise(self.parts):
            lasting += [1] * (len(part.sizes) - 1)
            lasting.append(following.number - part.number - len(part.sizes) + 1)
        lasting += [1] * len(self.parts[-1].sizes)
        for packets, same in itertools.groupby(lasting):
            yield sum(1 for _ in same), packets * self.frame

    def _lengths(self) -> Iterator[tuple[int, int, int]]:
        """From which chunk on there are how many packets in each, all encoded in the one way."""
        counts = enumerate(map(len, self._chunks), start=1)
        for count, same in itertools.groupby(counts, lambda one: one[1]):
            yield next(same)[0], count, 1

    def _places(self, first: int) -> Iterator[tuple[int]]:
        """Where each chunk begins."""
        ends = itertools.accumulate(map(sum, self._chunks), initial=first)
        return ((place,) for _, place in zip(self._chunks, ends, strict=False))

    @cached_property
    def _chunks(self) -> list[list[int]]:
        """The sizes of packets, chunk by chunk."""
        chunks: list[list[int]] = [[]]
        held = 0
        for size in self.sizes:
            if held + size >= _CHUNK:
                chunks.append([])
                held = 0
            chunks[-1].append(size)
            held += size
        return chunks

    def _described(self, body: bytes) -> bytes:
        """The description of the encoding with its bit rates: the highest, and that of the whole."""
        last = self.parts[-1]
        packets = last.number + len(last.sizes) - self.parts[0].number
        rate = 8 * sum(self.sizes) * self.rate // (packets * self.frame)
        (highest,) = struct.unpack_from(">I", body, len(body) - 8)
        return body.replace(body[-8:], struct.pack(">II", max(highest, rate), rate))
