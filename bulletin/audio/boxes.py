"""The boxes that an MP4 file is made of (ISO 14496-12, 4.2).

In: bytes. Out: what stands in them, by four letters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEAD = 8
"""Bytes before what a box holds."""


def boxes_in(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of some bytes: kind, and what each holds."""
    at = 0
    while at + HEAD <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        size = max(size, HEAD)
        yield kind, data[at + HEAD : at + size]
        at += size


def inside(data: bytes, *path: bytes) -> bytes:
    """What the first box on a path holds; nothing where there is none."""
    for kind in path:
        data = next((body for one, body in boxes_in(data) if one == kind), b"")
    return data


def box(kind: bytes, body: bytes) -> bytes:
    """A box."""
    return struct.pack(">I4s", HEAD + len(body), kind) + body
