"""The faces in which resvg draws a drawing's letters: the same ones on every machine.

In: the tree of a drawing for resvg. Out: the same, in which each text names a face that we bring:
one with serifs, one without or one whose letters are all of one width, as its own has them.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bulletin.art.drawings.css.values import generic
from bulletin.art.drawings.geometry.lengths import font_size_of
from bulletin.art.drawings.tree import Tree, said_around
from bulletin.art.drawings.vocabulary import NUMBER, SVG, TEXTS
from bulletin.formats.element_text import text_within
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


_PLAIN = StandIn("Liberation Sans")
FACES = {
    "sans-serif": _PLAIN,
    "serif": StandIn("Source Serif 4", 0.9, bold=False),
    "monospace": StandIn("IBM Plex Mono"),
}
"""By the generic family of what a text names. The first is in vl-convert, and as wide as Arial;
the second is nearly as wide as Times where it is smaller, and resvg knows no weights of it; the
third is as wide as Courier New."""
_BROUGHT = {face.family for face in FACES.values()} - {_PLAIN.family}
"""Families that vl-convert does not have."""
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
    texts = [
        (item, _face_of(item, chars), font_size_of(item))
        for text in tree.iter(_TEXT)
        for chars in [text_within(text)]
        for item in text.iter(*_TEXTS)
    ]
    for item, face, size in texts:
        if face.family in _BROUGHT:
            _register(face.family)
        if not face.bold:
            _embolden(item, size * face.share)
        if face.share != 1:
            _shrink(item, size, face.share)
        item.set("font-family", f"'{face.family}'")


@lru_cache
def _register(family: str) -> None:
    """Tell vl-convert of a face that it does not bring."""
    import vl_convert  # noqa: PLC0415, heavy

    vl_convert.register_font_directory(str(_file(family).parent))


def _file(family: str) -> Path:
    return packaged(FamilyChoice(family=family))[0].file


def _face_of(item: Tree, line: str) -> StandIn:
    """The face of a part of a line, in which resvg can set all of that."""
    said = said_around(item, "font-family")
    generic = UNSAID if said == "none" else generic_of(said)
    return FACES[generic] if generic in FACES and has_all(generic, line) else _PLAIN


def line_of(item: Tree) -> Tree:
    """The text that an element is, or is a part of."""
    *_, line = (item, *item.iterancestors(_TEXT))
    return line


def has_all(generic: str, line: str) -> bool:
    """Whether the face that stands in for a generic family has all of a line's characters.

    For one that it lacks, resvg sets the whole line in some face of the machine.
    """
    family = FACES[generic].family
    chars = set(line) - set(_SPACES)
    return family not in _BROUGHT or characters_of(_file(family)).issuperset(map(ord, chars))


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
