"""JPEG files that lack nothing but the mark at their end, as broken transfers and old cameras leave them.

In: a file. Out: what Pillow is to read of it: the file itself, or its bytes with the mark.
"""

import contextlib
import io
import re
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageFile

_START, _SCAN, _END = b"\xff\xd8", b"\xff\xda", b"\xff\xd9"
"""Marks of a JPEG (ITU T.81, table B.1)."""
_MOST = 50_000_000
"""Bytes that are looked at, and pixels: both are held twice."""
_MORE = tuple(bytes([value]) * 64 for value in (0x00, 0x55, 0xAA, 0x33, 0xCC, 0x0F, 0xF0, 0xFE))
"""What a decoder that still waits for pixels would make more than one picture of: few codes
of few tables go on alike with all of them."""


def ended(source: Path | io.BytesIO) -> Path | io.BytesIO:
    """A file, or its bytes with the mark that it lacks."""
    if isinstance(source, io.BytesIO):
        data = source.getvalue()
    else:
        with source.open("rb") as stream:
            if not _lacks_end(stream):
                return source
            data = stream.read(_MOST)
    if data[:2] != _START or data.rfind(_END) > data.rfind(_SCAN) or not _is_whole(data):
        return source
    return io.BytesIO(data.rstrip(b"\xff") + _END)


def _lacks_end(stream: BinaryIO) -> bool:
    """Whether it is a JPEG that ends without the mark; the stream stands at its beginning again."""
    starts = stream.read(2) == _START
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 2))
    lacks = stream.read() != _END
    stream.seek(0)
    return starts and lacks and size < _MOST


def _is_whole(data: bytes) -> bool:
    """Whether all pixels are there: what follows changes none."""
    data = data.rstrip(b"\xff")  # half of the mark
    with contextlib.suppress(IndexError, ValueError):  # a header that is cut off itself
        if not _has_all_scans(data):
            return False
    picture = _pixels(data + _MORE[0] + _END)
    return picture is not None and all(_pixels(data + more + _END) == picture for more in _MORE[1:])


_PROGRESSIVE = b"\xff\xc2"
_COEFFICIENTS = 64
"""Of a block, for each of its components."""


def _has_all_scans(data: bytes) -> bool:
    """Whether a picture that becomes sharper from scan to scan has the last of them (T.81, G.1.1)."""
    frame = data.find(_PROGRESSIVE)
    if frame < 0:
        return True
    wanted = {data[at] for at in range(frame + 10, frame + 10 + 3 * data[frame + 9], 3)}
    exact: dict[int, set[int]] = {one: set() for one in wanted}
    for found in re.finditer(_SCAN, data):
        count = data[found.end() + 2]
        first, last, steps = data[found.end() + 3 + 2 * count :][:3]
        if not steps % 16:  # no bit is left out
            for one in data[found.end() + 3 : found.end() + 3 + 2 * count : 2]:
                exact.get(one, set()).update(range(first, last + 1))
    return all(len(known) == _COEFFICIENTS for known in exact.values())


def _pixels(data: bytes) -> bytes | None:
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            return image.tobytes() if image.width * image.height < _MOST else None
    except Exception:  # noqa: BLE001, broken bytes make Pillow raise anything
        return None
