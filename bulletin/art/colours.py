"""A theme's colours, with a publication's own on top, and text that can be read on them.

In: a theme. Out: colours by name as `#rrggbb`. Whatever accent a publication chooses, the
colours meant for text reach the contrast that WCAG 2.2 asks for at level AAA.
"""

from functools import lru_cache

from bulletin.art.light import even
from bulletin.theming.theme import Theme

AAA = 7.0
"""Contrast of text and ground (WCAG 2.2, success criterion 1.4.6)."""

_STEPS = 100


def colours_of(theme: Theme) -> dict[str, str]:
    """The colours of a publication.

    Beside those of `colours.yaml`: `accent_text` (the accent, dark enough for text on the
    paper and on `accent_soft`), `on_accent` (black or white) and `accent_ground` (the accent,
    dark or light enough to carry `on_accent`).
    """
    colours: dict[str, str] = theme.colours.model_dump()
    own = theme.publication.theme.colours
    if own.accent:
        colours["accent"] = own.accent
        colours["accent_soft"] = mixed(own.accent, colours["paper"], 0.09)
    if own.accent_soft:
        colours["accent_soft"] = own.accent_soft
    accent, paper, ink = colours["accent"], colours["paper"], colours["ink"]
    colours["accent_soft"] = readable(colours["accent_soft"], ink, paper)
    text = readable(readable(accent, paper, ink), colours["accent_soft"], ink)
    on_accent = max("#ffffff", "#000000", key=lambda colour: contrast(colour, accent))
    against = "#000000" if on_accent == "#ffffff" else "#ffffff"
    ground = readable(accent, on_accent, against)
    return colours | {"accent_text": text, "on_accent": on_accent, "accent_ground": ground}


@lru_cache(maxsize=256)  # all pages of a publication have few colours, and are many
def readable(colour: str, ground: str, towards: str) -> str:
    """The colour, moved towards another one until it can be read on the ground (AAA)."""
    for step in range(_STEPS + 1):
        moved = mixed(towards, colour, step / _STEPS)
        if contrast(moved, ground) >= AAA:
            return moved
    return towards


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of the term)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour that is `share` of the first and the rest of the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (even(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
