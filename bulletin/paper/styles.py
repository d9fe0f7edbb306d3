"""A theme's faces and colours as CSS for WeasyPrint.

In: a theme and the shelf that serves its files. Out: `@font-face` rules and the custom
properties that every style sheet of the theme builds on.
"""

from bulletin.art.colours import colours_of
from bulletin.art.fonts import faces_of
from bulletin.paper.fetcher import Shelf
from bulletin.theming.theme import Theme


def root_styles(theme: Theme, shelf: Shelf) -> str:
    """The rules that come before all others."""
    faces = faces_of(theme)
    values = {
        "text-face": faces.stack("text"),
        "display-face": faces.stack("display"),
        **theme.page_lengths,
        **{name.replace("_", "-"): colour for name, colour in colours_of(theme).items()},
    }
    root = "".join(f"--{name}:{value};" for name, value in values.items())
    return f"{faces.css(shelf.face)}:root{{{root}}}\n"
