"""The faces in which resvg draws a drawing's letters: the same ones on every machine.

In: the tree of a drawing for resvg. Out: the same, in which each text names a face that we bring:
one with serifs or one without, as its own has them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bulletin.art.drawings.faults import Tree
from bulletin.art.drawings.lengths import font_size_of
from bulletin.art.drawings.otherwise import said_around
from bulletin.art.drawings.values import NUMBER, generic
from bulletin.art.drawings.vocabulary import SVG, TEXTS
from bulletin.element_text import text_within
from bulletin.theming.faces import characters_of, packaged
from bulletin.theming.models import FamilyChoice


class StandIn(NamedTuple):
    """A family that stands in for others.

    `share`: how large it is set, so that its lines are as long as those of the others. `bold`:
    whether resvg finds a bold face of it.
    """

    family: str
    share: float = 1.0
    bold: bool = True


_SERIF = "Source Serif 4"
FACES = {
    "sans-serif": StandIn("Liberation Sans"),
    "serif": StandIn(_SERIF, 0.9, bold=False),
}
"""By the generic family of what a text names. The first is in vl-convert, and as wide as Arial;
the second is nearly as wide as Times where it is smaller, and resvg knows no weights of it."""
UNSAID = "serif"
"""The generic family of a text that names none: that of browsers."""
_SPACES = " \t\n\r\u00a0\u200b"
_TEXT = f"{{{SVG}}}text"
_TEXTS = tuple(f"{{{SVG}}}{name}" for name in TEXTS)
_IN_EMS = re.compile(rf"({NUMBER})em")
_PLACES = ("x", "y", "dx", "dy", "letter-spacing", "word-spacing", "baseline-shift")
_BOLD = 600
_THICKER = 0.035
"""The width of a line around letters that makes them bold, as a share of their size."""


def letter(tree: Tree) -> None:
    """Set all texts of a tree in our faces."""
    texts = [(item, _family_of(item), font_size_of(item)) for item in tree.iter(*_TEXTS)]
    if texts:
        _register()
    lacking = (text for text in tree.iter(_TEXT) if not _has_all(text))
    strange = {part for text in lacking for part in text.iter(*_TEXTS)}
    for item, family, size in texts:
        face = FACES.get(family, FACES["sans-serif"])
        if face.family == _SERIF and item in strange:
            face = FACES["sans-serif"]
        if not face.bold:
            _embolden(item, size * face.share)
        if face.share != 1:
            _shrink(item, size, face.share)
        item.set("font-family", f"'{face.family}'")


@lru_cache(maxsize=1)
def _register() -> None:
    """Tell vl-convert of the face that it does not bring."""
    import vl_convert  # noqa: PLC0415, heavy

    vl_convert.register_font_directory(str(_file().parent))


def _file() -> Path:
    return packaged(FamilyChoice(family=_SERIF))[0].file


def _has_all(text: Tree) -> bool:
    """Whether the face with serifs has all of a text's characters.

    For one that it lacks, resvg sets the whole line in some face of the machine.
    """
    chars = set(text_within(text)) - set(_SPACES)
    return characters_of(_file()).issuperset(map(ord, chars))


def _family_of(item: Tree) -> str:
    said = said_around(item, "font-family")
    return UNSAID if said == "none" else generic_of(said)


def generic_of(families: str) -> str:
    """The generic family of the first of some families."""
    return generic([families.partition(",")[0].strip("' ")])


def _shrink(item: Tree, size: float, share: float) -> None:
    """Set letters smaller, and leave all else as large as it was."""
    for key in _PLACES:
        if "em" in (said := item.get(key, "")):
            item.set(key, _IN_EMS.sub(lambda found: f"{float(found[1]) * size:.6g}", said))
    item.set("font-size", f"{size * share:.6g}")


def _embolden(item: Tree, size: float) -> None:
    """Draw a line around letters that are to be bold."""
    weight = said_around(item, "font-weight")
    bold = weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD)
    if not bold or said_around(item, "stroke") != "none":
        return
    fill = next((one.get("fill") for one in (item, *item.iterancestors()) if one.get("fill")), None)
    item.set("stroke", str(fill or "black"))
    item.set("stroke-width", f"{size * _THICKER:.4g}")
    item.set("stroke-linejoin", "round")
    if (opacity := said_around(item, "fill-opacity")) != "none":
        item.set("stroke-opacity", opacity)
