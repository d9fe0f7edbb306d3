"""The colours and the face that charts are drawn in, from the publication's accent.

In: a theme (None: the default one). Out: `Palette`. Neighbouring colours differ in lightness,
so that a chart can be read in black and white; hues go round the accent's.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bulletin.art.colours import colours_of
from bulletin.art.fonts import faces_of
from bulletin.art.light import curved, even, from_oklab, to_oklab
from bulletin.cache import once
from bulletin.theming.theme import Theme

ACCENT = "#0b5d3b"
FAMILY = "Be Vietnam Pro"
FALLBACKS = "Noto Sans, Roboto, Segoe UI, Helvetica Neue, Arial, sans-serif"

_HUES = (88.0, 240.0, 35.0, 155.0, 320.0)
"""Gold, blue, brick, green, plum (degrees of OKLCH); those near the accent's are left out."""
_NEAR = 40.0
_FILLS = (
    (0, 0.84, 0.12),
    (1, 0.62, 0.1),
    (None, 0.92, 0.05),
    (2, 0.47, 0.11),
    (2, 0.78, 0.04),
    (2, 0.62, 0.08),
    (1, 0.86, 0.12),
)
"""The further colours of areas: which hue (None: the accent's), lightness, chroma."""
_STROKES = (
    (0, 0.6, 0.12),
    (1, 0.5, 0.12),
    (2, 0.52, 0.14),
    (None, 0.62, 0.03),
    (2, 0.38, 0.08),
    (1, 0.64, 0.09),
    (0, 0.42, 0.08),
)
"""The same for lines, all dark enough to be seen on white."""
_BOUNDS = (0.3, 0.52)
_CHROMA = 0.16
"""The most that the first colour has, so that a loud accent does not shout from whole bars."""
_REGULAR = 400
_DARK = 0.6
"""Below this lightness, words on a colour are white."""


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`; `face` is the font file that words are measured and set in."""

    accent: str = ACCENT
    family: str = FAMILY
    face: Path | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """All that a chart takes from it: the digest of the face and not where that lies."""
        face = once.digest_of_source(self.face) if self.face else ""
        return (self.accent, self.family, face)

    @cached_property
    def fills(self) -> tuple[str, ...]:
        """Colours for areas, in an order in which neighbours differ in lightness."""
        return (self._first, *(self._further(*step) for step in _FILLS))

    @cached_property
    def strokes(self) -> tuple[str, ...]:
        """Colours for lines."""
        return (self._first, *(self._further(*step) for step in _STROKES))

    def fill(self, index: int) -> str:
        """The colour of the area of this index; they start again after the last."""
        return self.fills[index % len(self.fills)]

    def stroke(self, index: int) -> str:
        """The colour of the line of this index."""
        return self.strokes[index % len(self.strokes)]

    @staticmethod
    def ink_on(colour: str) -> str:
        """Black or white, whichever can be read on a colour."""
        return "#ffffff" if to_oklch(colour)[0] < _DARK else "#000000"

    @property
    def _first(self) -> str:
        """The accent itself, or as near to it as bars on white allow."""
        light, chroma, hue = to_oklch(self.accent)
        if _BOUNDS[0] <= light <= _BOUNDS[1] and chroma <= _CHROMA:
            return self.accent
        return _from_oklch(min(max(light, _BOUNDS[0]), _BOUNDS[1]), min(chroma, _CHROMA), hue)

    def _further(self, index: int | None, light: float, chroma: float) -> str:
        _, _, own = to_oklch(self.accent)
        hues = [hue for hue in _HUES if _apart(math.degrees(own), hue) > _NEAR]
        hue = own if index is None else math.radians(hues[index])
        return _from_oklch(light, chroma, hue)


def _apart(one: float, other: float) -> float:
    """The smaller angle between two hues, in degrees."""
    return abs((one - other + 180) % 360 - 180)


def palette_of(theme: Theme | None) -> Palette:
    """The palette of a publication: its accent, and its upright display face."""
    if theme is None:
        return Palette()
    faces = faces_of(theme).display
    upright = [face for face in faces if face.style == "normal"] or list(faces)
    face = min(upright, key=lambda face: abs((face.weight or _REGULAR) - _REGULAR))
    return Palette(colours_of(theme)["accent"], face.family, face.file)


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Lightness (0 to 1), chroma, hue (radians) of `#rrggbb`."""
    light, a, b = to_oklab([even(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)])
    return light, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(light: float, chroma: float, hue: float) -> str:
    """`#rrggbb`, clipped to what sRGB has."""
    channels = from_oklab((light, chroma * math.cos(hue), chroma * math.sin(hue)))
    return "#" + "".join(f"{round(curved(value) * 255):02x}" for value in channels)
