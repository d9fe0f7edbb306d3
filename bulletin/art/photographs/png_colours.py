"""The colours of a PNG that names its primaries instead of bringing a profile (PNG 3, 11.3.2).

In: a picture that Pillow opened. Out: an ICC profile that says the same, or None where browsers take
the colours for sRGB.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import BinaryIO, NamedTuple

from PIL import Image, ImageCms

from bulletin.art.photographs.profiles import BROUGHT, brought

_SRGB_GAMMA = 1 / 2.2
_ALIKE = 0.02
_NARROW = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
_D65 = (0.3127, 0.3290)
_D50 = (0.9642, 1.0, 0.8249)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_PRIMARIES = {
    1: _NARROW,
    4: ((0.670, 0.330), (0.210, 0.710), (0.140, 0.080)),
    5: ((0.640, 0.330), (0.290, 0.600), (0.150, 0.060)),
    **dict.fromkeys((6, 7), ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070))),
    8: ((0.681, 0.319), (0.243, 0.692), (0.145, 0.049)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    10: ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0)),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    22: ((0.630, 0.340), (0.295, 0.605), (0.155, 0.077)),
}
"""Red, green and blue by the numbers of cICP (ITU-T H.273, table 2)."""
_WHITES = {**dict.fromkeys((4, 8), (0.310, 0.316)), 10: (1 / 3, 1 / 3), 11: (0.314, 0.351)}
"""White by the same numbers, where it is another than that of day (D65)."""
_HDR_CURVES = {b"\x10", b"\x12"}
"""PQ and HLG (table 3)."""
_SIGNATURE = 8
_Curve = tuple[float, float, float, float, float]
"""g, a, b, c and d: light is (ax + b) to the power of g from d on, and cx below (ICC.1, para 3)."""
_OF_TELEVISION: _Curve = (2.4, 1.0, 0.0, 0.0, 0.0)
"""As screens show it (BT.1886), not as cameras take it."""
_CURVES: Mapping[int, _Curve | None] = {
    **dict.fromkeys((1, 6, 14, 15), _OF_TELEVISION),
    13: None,
    **{number: (power, 1.0, 0.0, 0.0, 0.0) for number, power in ((4, 2.2), (5, 2.8), (8, 1.0))},
    17: (2.6, (52.37 / 48) ** (1 / 2.6), 0.0, 0.0, 0.0),
}
"""Curves by the numbers of cICP (table 3); None for that of sRGB."""

_Place = tuple[float, float]


class _Named(NamedTuple):
    white: _Place
    primaries: Sequence[_Place]
    curve: _Curve | None
    """None for that of sRGB."""


def note_colours(image: Image.Image) -> None:
    """Note of a PNG that was just opened what it says in cICP and iCCP.

    Pillow passes over the one, and takes the other wherever it stands.
    """
    stream: BinaryIO | None = getattr(image, "fp", None)
    if image.format != "PNG" or stream is None:
        return
    place = stream.tell()
    stream.seek(_SIGNATURE)
    image.info[BROUGHT] = None
    while len(head := stream.read(8)) == 8 and head[4:] != b"IDAT":  # noqa: PLR2004
        length = int.from_bytes(head[:4], "big")
        after = stream.tell() + length + 4
        if head[4:] == b"cICP":
            image.info.setdefault("cicp", stream.read(2))
        elif head[4:] == b"iCCP" and not image.info[BROUGHT]:
            image.info[BROUGHT] = _unpacked(stream.read(min(length, _MOST_PROFILE)))
        stream.seek(after)
    stream.seek(place)


_MOST_PROFILE = 20_000_000
_LONGEST_NAME = 80
"""Of a profile, as browsers take it; it must have one (PNG 3, 11.3.2.3)."""


def _unpacked(chunk: bytes) -> bytes | None:
    """The profile of a chunk; None where browsers pass over it."""
    name, _, packed = chunk.partition(b"\0")
    if not 0 < len(name) <= _LONGEST_NAME or packed[:1] != b"\0":
        return None
    try:
        return zlib.decompressobj().decompress(packed[1:], _MOST_PROFILE)
    except zlib.error:
        return None


def is_hdr(image: Image.Image) -> bool:
    """Whether colours are brighter than most screens can show: browsers darken them first."""
    return image.info.get("cicp", b"")[1:] in _HDR_CURVES


def profile_of(image: Image.Image) -> bytes | None:
    """The profile of a PNG by its chunks: cICP, or cHRM beside gAMA where it brings no profile."""
    if image.format != "PNG":
        return None
    named = _by_numbers(image)
    if named is None and not brought(image):
        named = _by_places(image)
    if named is None or (named.curve is None and _is_narrow(named)):
        return None
    try:
        return _profile(named)
    except (ValueError, ArithmeticError, struct.error):
        return None  # primaries on one line, or beyond all measure


def _by_numbers(image: Image.Image) -> _Named | None:
    said = image.info.get("cicp", b"")
    if len(said) < 2 or said[0] not in _PRIMARIES or said[1] not in _CURVES:  # noqa: PLR2004
        return None
    return _Named(_WHITES.get(said[0], _D65), _PRIMARIES[said[0]], _CURVES[said[1]])


def _by_places(image: Image.Image) -> _Named | None:
    said, gamma = image.info.get("chromaticity"), image.info.get("gamma")
    if "srgb" in image.info or not isinstance(said, tuple) or not gamma:
        return None
    points = list(zip(said[::2], said[1::2], strict=True))
    alike = abs(gamma - _SRGB_GAMMA) < _ALIKE
    return _Named(points[0], points[1:], None if alike else (1 / gamma, 1.0, 0.0, 0.0, 0.0))


def _is_narrow(named: _Named) -> bool:
    """Whether these are the primaries of sRGB."""
    ours, others = (_D65, *_NARROW), (named.white, *named.primaries)
    return all(
        abs(a - b) < 2 * _ALIKE / 10
        for one, other in zip(ours, others, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def _profile(named: _Named) -> bytes:
    """The profile of sRGB that comes with Pillow, with other primaries and another curve in it."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    columns = _columns(named)
    (count,) = struct.unpack_from(">I", made, 128)
    for place in range(132, 132 + 12 * count, 12):
        tag, start, _ = struct.unpack_from(">4sII", made, place)
        if tag in _COLUMNS:
            struct.pack_into(">3i", made, start + 8, *map(_fixed, columns[_COLUMNS.index(tag)]))
        elif tag in _CURVE_TAGS and named.curve is not None:
            struct.pack_into(">HH5i", made, start + 8, 3, 0, *map(_fixed, named.curve))
    return bytes(made).replace("sRGB".encode("utf-16-be"), "PNG ".encode("utf-16-be"))


_COLUMNS = (b"rXYZ", b"gXYZ", b"bXYZ")
_CURVE_TAGS = (b"rTRC", b"gTRC", b"bTRC")


def _fixed(number: float) -> int:
    """A number as profiles have it: in 65,536ths (ICC.1, s15Fixed16Number)."""
    return round(number * 65536)


def _columns(named: _Named) -> list[list[float]]:
    """Red, green and blue in XYZ, as they are seen in the light of profiles (D50)."""
    import numpy as np  # noqa: PLC0415, heavy

    points = np.array([_xyz(point) for point in named.primaries]).T
    white = np.array(_xyz(named.white)) / named.white[1]
    scaled = points * np.linalg.solve(points, white)
    eyes = np.array(_BRADFORD)
    adapted = np.linalg.inv(eyes) @ np.diag((eyes @ np.array(_D50)) / (eyes @ white)) @ eyes
    columns: list[list[float]] = (adapted @ scaled).T.tolist()
    return columns


def _xyz(point: _Place) -> tuple[float, float, float]:
    x, y = point
    return x, y, 1 - x - y
