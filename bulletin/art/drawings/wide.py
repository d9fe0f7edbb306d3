"""Colours of wider spaces as screens show them: clipped to sRGB, as browsers do.

In: a colour as tinycss2 reads it (CSS Color 4). Out: red, green and blue from 0 to 1, or None for
spaces that we do not reckon.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_Matrix = tuple[tuple[float, float, float], ...]
_TO_LINEAR: _Matrix = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
"""From XYZ (D65) to linear sRGB (CSS Color 4, section 18)."""
_TO_D65: _Matrix = (
    (0.9554734528, -0.0230985369, 0.0632593086),
    (-0.0283697094, 1.0099954580, 0.0210413990),
    (0.0123140016, -0.0205076964, 1.3303659366),
)
"""From XYZ (D50), Bradford (as above)."""
_P3: _Matrix = (
    (0.4865709486, 0.2656676932, 0.1982172852),
    (0.2289745641, 0.6917385218, 0.0792869141),
    (0.0, 0.0451133819, 1.0439443689),
)
"""From linear Display P3 to XYZ (as above)."""


def in_srgb(colour: Any) -> tuple[float, ...] | None:  # noqa: ANN401, tinycss2 has no types
    """Red, green and blue of a colour of any space that we know."""
    space, said = colour.space, [part or 0.0 for part in colour.coordinates]
    if space == "srgb-linear":
        linear = said
    elif space == "display-p3":
        linear = _times(_TO_LINEAR, _times(_P3, [_even(part) for part in said]))
    elif space in {"oklab", "oklch", "xyz", "xyz-d65"}:
        linear = _times(_TO_LINEAR, colour.to("xyz-d65").coordinates)
    elif space in {"lab", "lch", "xyz-d50"}:
        linear = _times(_TO_LINEAR, _times(_TO_D65, colour.to("xyz-d50").coordinates))
    else:
        return None
    return tuple(_curved(part) for part in linear)


def _times(matrix: _Matrix, column: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, column, strict=True)) for row in matrix]


def _even(part: float) -> float:
    """A share of light, of a channel as it is written (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _curved(part: float) -> float:
    """The inverse of `_even`, from 0 to 1."""
    part = min(max(part, 0.0), 1.0)
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004
