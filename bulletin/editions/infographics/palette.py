"""The colours and faces that charts are drawn in, from the publication's accent.

In: a theme (None: the default one). Out: `Palette`.
"""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.theme import Theme

ACCENT = "#0b5d3b"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`."""

    accent: str = ACCENT
    ink: str = "#1c1c1c"
    quiet: str = "#5a5a5a"
    line: str = "#c9c9c9"


def palette_of(theme: Theme | None) -> Palette:
    """The palette of a publication."""
    accent = theme.publication.theme.colours.accent if theme else None
    return Palette(accent=accent or ACCENT)
