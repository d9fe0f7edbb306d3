"""Colours of wider spaces as screens show them: clipped to sRGB, as browsers do.

In: a colour as tinycss2 reads it (CSS Color 4). Out: red, green and blue from 0 to 1, or None for
spaces that we do not reckon.
"""

from typing import Any

from bulletin.art.light import Channels, Matrix, curved, even, times

_TO_LINEAR: Matrix = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
"""From XYZ (D65) to linear sRGB (CSS Color 4, section 18)."""
_TO_D65: Matrix = (
    (0.9554734528, -0.0230985369, 0.0632593086),
    (-0.0283697094, 1.0099954580, 0.0210413990),
    (0.0123140016, -0.0205076964, 1.3303659366),
)
"""From XYZ (D50), Bradford (as above)."""
_FROM_LINEAR: Matrix = (
    (506752 / 1228815, 87881 / 245763, 12673 / 70218),
    (87098 / 409605, 175762 / 245763, 12673 / 175545),
    (7918 / 409605, 87881 / 737289, 1001167 / 1053270),
)
"""From linear sRGB to XYZ (D65) (as above)."""
_TO_D50: Matrix = (
    (1.0479297925, 0.0229468706, -0.0501922663),
    (0.0296278088, 0.9904344268, -0.0170737991),
    (-0.0092430406, 0.0150551915, 0.7518742814),
)
"""From XYZ (D65), Bradford (as above)."""
_FROM_P3: Matrix = (
    (0.4865709486, 0.2656676932, 0.1982172852),
    (0.2289745641, 0.6917385218, 0.0792869141),
    (0.0, 0.0451133819, 1.0439443689),
)
"""From linear Display P3 to XYZ (as above)."""
_TO_P3: Matrix = (
    (446124 / 178915, -333277 / 357830, -72051 / 178915),
    (-14852 / 17905, 63121 / 35810, 423 / 17905),
    (11844 / 330415, -50337 / 660830, 316169 / 330415),
)
"""From XYZ to linear Display P3 (as above)."""


def in_srgb(colour: Any) -> tuple[float, ...] | None:
    """Red, green and blue of a colour of any space that we know."""
    linear = linear_of(colour)
    return None if linear is None else tuple(curved(part) for part in linear)


def linear_of(colour: Any) -> list[float] | None:
    """Red, green and blue by their light, which may lie beyond what screens show."""
    space, said = colour.space, [part or 0.0 for part in colour.coordinates]
    if space == "srgb-linear":
        linear = said
    elif space == "display-p3":
        linear = of_p3([even(part) for part in said])
    elif space in {"oklab", "oklch", "xyz", "xyz-d65"}:
        linear = times(_TO_LINEAR, colour.to("xyz-d65").coordinates)
    elif space in {"lab", "lch", "xyz-d50"}:
        linear = times(_TO_LINEAR, times(_TO_D65, colour.to("xyz-d50").coordinates))
    elif space in {"srgb", "hsl", "hwb"}:
        linear = [even(part) for part in colour.to("srgb").coordinates]
    else:
        return None
    return linear


def p3_of(linear: Channels) -> list[float]:
    """Display P3 by its light, of red, green and blue by theirs."""
    return times(_TO_P3, times(_FROM_LINEAR, linear))


def of_p3(linear: Channels) -> list[float]:
    """The inverse of `p3_of`."""
    return times(_TO_LINEAR, times(_FROM_P3, linear))


def d50_of(linear: Channels) -> tuple[float, ...]:
    """XYZ (D50) of red, green and blue by their light."""
    return tuple(times(_TO_D50, times(_FROM_LINEAR, linear)))
