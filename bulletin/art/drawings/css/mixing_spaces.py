"""Spaces in which colours are mixed (CSS Color 4, sections 7 to 10 and 12), with and without a hue.

In: red, green and blue by their light. Out: the channels of a space, of which a hue is in degrees,
NaN where grey has none; and back.
"""

import colorsys
import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tinycss2.color4 import Color

from bulletin.art.drawings.css.wide import d50_of, linear_of, of_p3, p3_of
from bulletin.art.light import Channels, curve, even, from_oklab, to_oklab

_Way = Callable[[Channels], Channels]
_GREY = 1e-4
"""Less colour than this is none, as a share of the most that there is."""
_MOST = {"lab": 150.0, "oklab": 0.4}
"""The chroma that is written as 100% (CSS Color 4, sections 9 and 10)."""
_TURN = 360.0


class Space(NamedTuple):
    """From light to a space and back; `hue`: which of its channels is one."""

    there: _Way
    back: _Way
    hue: int | None = None


def _to_lab(linear: Channels) -> Channels:
    made: Channels = Color("xyz-d50", d50_of(linear), 1).to("lab").coordinates
    return made


def _from_lab(lab: Channels) -> Channels:
    return linear_of(Color("lab", tuple(lab), 1)) or ()


def _polar(name: str, there: _Way, back: _Way) -> Space:
    """The polar form of a space of two axes of colour: chroma and hue."""

    def to_polar(linear: Channels) -> Channels:
        light, a, b = there(linear)
        chroma = math.hypot(a, b)
        grey = chroma < _GREY * _MOST[name]
        return light, chroma, math.nan if grey else math.degrees(math.atan2(b, a)) % _TURN

    def from_polar(made: Channels) -> Channels:
        light, chroma, hue = made
        angle = math.radians(0 if math.isnan(hue) else hue)
        return back((light, chroma * math.cos(angle), chroma * math.sin(angle)))

    return Space(to_polar, from_polar, hue=2)


def _to_srgb(linear: Channels) -> Channels:
    """Channels as they are written, also beyond what screens show."""
    return [math.copysign(curve(abs(part)), part) for part in linear]


def _from_srgb(channels: Channels) -> Channels:
    return [math.copysign(even(abs(part)), part) for part in channels]


def _to_p3(linear: Channels) -> Channels:
    return _to_srgb(p3_of(linear))  # the curve is the same


def _from_p3(channels: Channels) -> Channels:
    return of_p3(_from_srgb(channels))


def _to_hsl(linear: Channels) -> Channels:
    hue, light, saturation = colorsys.rgb_to_hls(*_to_srgb(linear))
    if saturation < 0:
        hue, saturation = (hue + 0.5) % 1, -saturation
    return math.nan if saturation < _GREY else hue * _TURN, saturation, light


def _from_hsl(made: Channels) -> Channels:
    hue, saturation, light = made
    turn = 0 if math.isnan(hue) else hue / _TURN
    return _from_srgb(colorsys.hls_to_rgb(turn, light, saturation))


def _to_hwb(linear: Channels) -> Channels:
    channels = _to_srgb(linear)
    white, black = min(channels), 1 - max(channels)
    return _to_hsl(linear)[0], white, black


def _from_hwb(made: Channels) -> Channels:
    hue, white, black = made
    if white + black >= 1:
        return _from_srgb([white / (white + black)] * 3)
    pure = _to_srgb(_from_hsl((hue, 1.0, 0.5)))
    return _from_srgb([part * (1 - white - black) + white for part in pure])


_LIGHT = Space(list, list)
SPACES: Mapping[str, Space] = {
    "srgb": Space(_to_srgb, _from_srgb),
    "display-p3": Space(_to_p3, _from_p3),
    "oklab": Space(to_oklab, from_oklab),
    "lab": Space(_to_lab, _from_lab),
    "oklch": _polar("oklab", to_oklab, from_oklab),
    "lch": _polar("lab", _to_lab, _from_lab),
    "hsl": Space(_to_hsl, _from_hsl, hue=0),
    "hwb": Space(_to_hwb, _from_hwb, hue=0),
    **dict.fromkeys(("srgb-linear", "xyz", "xyz-d50", "xyz-d65"), _LIGHT),
}
"""By their names. Those of light alone are linear in one another: a mixture is the same in all."""
WAYS = ("shorter", "longer", "increasing", "decreasing")
"""Which way round hues are mixed (12.4)."""


def hue_between(one: float, other: float, share: float, way: str) -> float:
    """The hue that has `share` of the other one."""
    one, other = (other if math.isnan(one) else one), (one if math.isnan(other) else other)
    step = other - one
    over = abs(step) > _TURN / 2
    turned = {
        "shorter": over,
        "longer": not over and abs(step) != _TURN / 2,
        "increasing": step < 0,
        "decreasing": step > 0,
    }[way]
    if turned:
        step -= math.copysign(_TURN, step or -1)
    return (one + share * step) % _TURN
