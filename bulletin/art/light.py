"""Colours as shares of light: the curve of sRGB, and OKLab, in which equal steps look equal.

In: channels from 0 to 1. Out: channels. Sources: IEC 61966-2-1; Björn Ottosson, "A perceptual color
space for image processing" (2020), as in CSS Color 4, section 18.
"""

import math
from collections.abc import Sequence

Matrix = tuple[tuple[float, float, float], ...]
Channels = Sequence[float]

_TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
"""Between linear sRGB and the three kinds of cones of an eye."""
_TO_OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_OKLAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
"""Between cube roots of those and OKLab."""


def times(matrix: Matrix, column: Channels) -> list[float]:
    """A column that a matrix is multiplied with."""
    return [sum(a * b for a, b in zip(row, column, strict=True)) for row in matrix]


def even(part: float) -> float:
    """A share of light, of a channel of sRGB as it is written."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004, the definition


def curve(part: float) -> float:
    """The inverse of `even`, which may lie beyond what screens show."""
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004, as above


def curved(part: float) -> float:
    """The same, from 0 to 1."""
    return curve(min(max(part, 0.0), 1.0))


def to_oklab(linear: Channels) -> list[float]:
    """Lightness and the two axes of colour, of red, green and blue by their light."""
    return times(_TO_OKLAB, [math.cbrt(part) for part in times(_TO_CONES, linear)])


def from_oklab(lab: Channels) -> list[float]:
    """The inverse of `to_oklab`, which may lie beyond what screens show."""
    return times(_FROM_CONES, [part**3 for part in times(_FROM_OKLAB, lab)])
