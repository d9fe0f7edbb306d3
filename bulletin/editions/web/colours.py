"""Colours that can be read: a publication's accent, fitted to light and dark grounds.

In: colours as `#rrggbb`. Out: the same, and custom properties for the style sheet.
"""

from __future__ import annotations

from bulletin.theme import Theme

ACCENT = "#0b5d3b"
"""The default theme's own accent."""

_PAPER = "#fffdf8"
_NIGHT = "#15181b"

_ENOUGH = 4.6
"""Contrast of text: WCAG 2.2 asks for 4.5 (criterion 1.4.3); a little more for rounding."""

Rgb = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, "contrast ratio"), from 1 to 21."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: `share` (0 to 1) of the first."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def readable(colour: str, ground: str, ratio: float = _ENOUGH) -> str:
    """The colour itself, or as little darker or lighter as it takes to be read on a ground."""
    toward = "#000000" if _luminance(_rgb(ground)) > 0.18 else "#ffffff"  # noqa: PLR2004, mid grey
    for step in range(101):
        candidate = mixed(toward, colour, step / 100)
        if contrast(candidate, ground) >= ratio:
            return candidate
    return toward


def accent_of(theme: Theme) -> str:
    """The publication's accent, dark enough for words on paper and under white words."""
    accent = theme.publication.theme.colours.accent or ACCENT
    return readable(readable(accent, _PAPER, 5.5), "#ffffff", 5.5)


def properties(theme: Theme) -> str:
    """CSS custom properties for the publication's colours, in light and in dark."""
    accent = accent_of(theme)
    night = readable(theme.publication.theme.colours.accent or ACCENT, _NIGHT, 8.0)
    soft = theme.publication.theme.colours.accent_soft or mixed(accent, _PAPER, 0.09)
    values = {
        "paper": _PAPER,
        "night": _NIGHT,
        "accent-day": accent,
        "accent-night": night,
        "soft-day": readable_ground(soft),
        "soft-night": mixed(night, _NIGHT, 0.12),
    }
    return ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}\n"


def readable_ground(colour: str) -> str:
    """A ground so light that ink and the accent can be read on it."""
    for step in range(101):
        candidate = mixed("#ffffff", colour, step / 100)
        if contrast(candidate, "#6b6358") >= _ENOUGH:
            return candidate
    return "#ffffff"


def _rgb(colour: str) -> Rgb:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _luminance(rgb: Rgb) -> float:
    """Relative luminance (WCAG 2.2), 0 to 1."""
    linear = [
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for c in rgb
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
