"""The theme's icons as elements that stand in a line of text.

In: an icon's name. Out: its SVG, hidden from readers who cannot see it: the words beside it
say the same.
"""

import copy
from functools import lru_cache
from pathlib import Path

from bulletin.diagnostics import BulletinError
from bulletin.theming.theme import DEFAULT, templates_root
from bulletin.xhtml.elements import Element, fragment_of
from bulletin.xhtml.pen import Pen


def icon(writer: Pen, name: str) -> Element | None:
    """The icon of this name, or None when the theme has none."""
    if not name:
        return None
    try:
        path = f"icons/{name}.svg"
        file = writer.theme.file(path) if writer.theme else templates_root() / DEFAULT / path
        made = copy.deepcopy(_read(file))
    except (BulletinError, OSError):
        return None
    writer.annotate(made, "icon", name)
    return made


@lru_cache(maxsize=256)
def _read(file: Path) -> Element:
    made = fragment_of(file.read_text(encoding="utf-8"))
    made.set("class", "icon")
    made.set("aria-hidden", "true")
    return made
