"""Which way up a photograph is seen: EXIF's orientation, as browsers read it.

In: a picture that Pillow opened. Out: a value from 1 to 8 (Exif 2.32, tag 0x0112), and its pixels
turned so that they stand upright.
"""

import struct

from PIL import Image

UPRIGHT = 1
_PREFIX = b"Exif\0\0"
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
"""The first bytes of TIFF, and how its numbers are written."""
_ENTRY = 12
_ORIENTATION, _SHORT = 0x0112, 3
_TURNS = (
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.ROTATE_180,
    Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.TRANSPOSE,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSVERSE,
    Image.Transpose.ROTATE_90,
)
"""How what was turned comes to stand upright, by the values from 2 on."""
_SWAPPING = range(5, 9)
"""Values that swap width and height."""


def orientation_of(image: Image.Image) -> int:
    """What EXIF says, of a picture that is not read yet; `UPRIGHT` where browsers pass over it.

    XMP may say otherwise, and no browser asks it, as Pillow does; nor does Chromium ask the EXIF of
    a WebP, or that behind the pixels of a PNG, or take any number for one but a single SHORT.
    """
    said = image.info.get("exif", b"")
    if image.format == "WEBP" or not isinstance(said, bytes):
        return UPRIGHT
    data = said.removeprefix(_PREFIX)
    order = _ORDERS.get(data[:4])
    if order is None:
        return UPRIGHT
    try:
        return _said_in(data, order)
    except struct.error:
        return UPRIGHT  # it is cut short


def _said_in(tiff: bytes, order: str) -> int:
    """The orientation of the first directory. Raises `struct.error`."""
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for place in range(start + 2, start + 2 + _ENTRY * count, _ENTRY):
        tag, kind, length, value = struct.unpack_from(f"{order}HHIH", tiff, place)
        if (tag, kind, length) == (_ORIENTATION, _SHORT, 1):
            return int(value) if 1 <= value <= 8 else UPRIGHT  # noqa: PLR2004, the values that there are
    return UPRIGHT


def swaps_sides(value: int) -> bool:
    """Whether a picture of this orientation is as wide, upright, as it is high in its file."""
    return value in _SWAPPING


def turned(image: Image.Image, value: int) -> Image.Image:
    """A copy of a picture that stands upright."""
    return image.copy() if value == UPRIGHT else image.transpose(_TURNS[value - 2])
