"""The theme's colours as custom properties of CSS, for day, for night and for strong contrast.

In: a theme. Out: CSS. Text reaches AAA on every ground that it stands on, whatever accent a
publication chooses.
"""

from bulletin.art.colours import colours_of, mixed, readable
from bulletin.theming.theme import Theme

_NIGHT = {"paper": "#14171a", "ink": "#ece8df", "quiet": "#bbb5a8", "line": "#41474d"}
_LIGHTEST = "#ffffff"


def accent_of(theme: Theme) -> str:
    """The accent as a ground, for the browser's own bar and the page's icon."""
    return colours_of(theme)["accent_ground"]


def properties(theme: Theme) -> str:
    """Custom properties `--day-*` and `--night-*`; the style sheet chooses between them."""
    values = {"day": day(theme), "night": night(theme)}
    lines = [
        f"--{time}-{name.replace('_', '-')}:{colour};"
        for time, colours in values.items()
        for name, colour in sorted(colours.items())
    ]
    return ":root{" + "".join(lines) + "}\n"


def day(theme: Theme) -> dict[str, str]:
    """Dark on light."""
    colours = colours_of(theme)
    paper, ink = colours["paper"], colours["ink"]
    desk = readable(mixed(colours["line"], paper, 0.3), colours["quiet"], paper)
    return colours | {
        "desk": desk,
        "band": colours["accent_ground"],
        "on_band": colours["on_accent"],
        "mark": "#ffe69a",
        "mark_ink": readable(ink, "#ffe69a", "#000000"),
    }


def night(theme: Theme) -> dict[str, str]:
    """Light on dark."""
    colours = colours_of(theme)
    paper, ink = _NIGHT["paper"], _NIGHT["ink"]
    desk = mixed(_LIGHTEST, paper, 0.05)
    accent = readable(colours["accent"], desk, _LIGHTEST)
    made = colours | _NIGHT | {"desk": desk, "accent_text": accent, "accent": accent}
    made |= {"accent_ground": accent, "on_accent": readable(paper, accent, "#000000")}
    made["accent_soft"] = mixed(accent, paper, 0.12)
    made["band"] = mixed(accent, paper, 0.2)
    made["on_band"] = readable(ink, made["band"], _LIGHTEST)
    made |= {"mark": "#5c4a06", "mark_ink": readable(ink, "#5c4a06", _LIGHTEST)}
    for name in ("warning", "danger"):
        made[name] = readable(colours[name], desk, _LIGHTEST)
        made[f"{name}_soft"] = mixed(made[name], paper, 0.14)
    made["accent_text"] = readable(accent, made["accent_soft"], _LIGHTEST)
    return made
