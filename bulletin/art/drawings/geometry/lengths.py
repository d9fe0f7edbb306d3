"""Relative lengths and font sizes in pixels, which all programs draw alike.

In: values as they were written (rem, em, per cent, words), and the element that is made. Out: the
same in CSS pixels; what only a browser can know, such as the width of its window, is named.
"""

import re

from bulletin.art.drawings.css.arguments import PIXELS
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import NUMBER, SVG

_RECKONED = re.compile(
    r"\b(?:calc|min|max|clamp)\([^()]*(?:\([^()]*\)[^()]*)*\)?"
    rf"|(?<![\w#.-]){NUMBER}(?:[sld]?v(?:w|h|i|b|min|max)|cq\w+|r?lh|r?cap|r?ic|r?ex|r?ch)\b",
    re.IGNORECASE,
)
"""What is reckoned, or measured by the window, the box or the face that a browser has."""
_ROOT = re.compile(rf"(?<![\w#.-])({NUMBER})rem\b", re.IGNORECASE)
_SHARE = re.compile(rf"({NUMBER})(em|%)")
_MEDIUM = 16.0
MEDIUM = f"{_MEDIUM:g}"
"""The font size of a page that says none; other programs take another."""
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": _MEDIUM,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
"""Pixels of sizes in words (CSS Fonts 4, 2.5.1)."""
_STEPS = {"larger": 1.2, "smaller": 1 / 1.2}


def only_browsers_know(value: str) -> str:
    """What of a length only a browser can reckon; "" where there is nothing."""
    found = _RECKONED.search(value)
    return found[0][:40] if found else ""


_WITH_UNIT = re.compile(rf"(?<![\w#.-])({NUMBER})(px|pt|pc|mm|cm|in|em|rem|q)\b", re.IGNORECASE)


def spelt_plainly(value: str) -> str:
    """A value with its units in small letters, and quarters of a millimetre in pixels."""
    return _WITH_UNIT.sub(_spelt_plainly, value) if _CAPITALS.search(value) else value


_CAPITALS = re.compile(r"\d\s*(?:[A-Zq]|[a-z][A-Z])")


def _spelt_plainly(found: re.Match[str]) -> str:
    unit = found[2].lower()
    return f"{_written(float(found[1]) * 96 / 101.6)}px" if unit == "q" else found[1] + unit


def rem_in_pixels(value: str, made: Tree) -> str:
    """A value in which rem, a share of the root's font size, is pixels."""
    if "rem" not in value.lower():
        return value
    root = made.getroottree().getroot()
    size = _MEDIUM if made is root else font_size_of(root)
    return _ROOT.sub(lambda found: _written(float(found[1]) * size) + "px", value)


_EX = re.compile(rf"({NUMBER})ex")
_X_HEIGHT = 0.52
"""Of Arial and faces like it, as a share of the size of letters."""


def ex_in_ems(value: str) -> str:
    """A font size in heights of the letter x, in sizes of letters; "" for any other."""
    found = _EX.fullmatch(value)
    return f"{_written(float(found[1]) * _X_HEIGHT)}em" if found else ""


def font_size(value: str, made: Tree) -> str:
    """A font size that does not depend on that of the element around it, in pixels."""
    if value in _SIZES:
        return _written(_SIZES[value])
    share = _SHARE.fullmatch(value)
    if share is None and value not in _STEPS:
        return value
    times = float(share[1]) / (100 if share[2] == "%" else 1) if share else _STEPS[value]
    around = made.getparent()
    return _written(times * (_MEDIUM if around is None else font_size_of(around)))


_PIXELS = {"": 1.0, **PIXELS}
_LENGTH = re.compile(rf"({NUMBER})({'|'.join(_PIXELS)})")


def pixels(said: str) -> float | None:
    """A length of which all is said, in CSS pixels."""
    found = _LENGTH.fullmatch(said.strip().lower())
    return float(found[1]) * _PIXELS[found[2]] if found else None


def depends_on_medium(tree: Tree) -> bool:
    """Whether anything in a drawing is as large as letters are where nobody says how large."""
    return any(
        (item.tag in _LETTERS or any(_IN_LETTERS.search(str(v)) for v in item.attrib.values()))
        and not any(one.get("font-size") for one in (item, *item.iterancestors()))
        for item in tree.iter("*")
    )


_LETTERS = {f"{{{SVG}}}text", f"{{{SVG}}}tspan"}
_IN_LETTERS = re.compile(r"\d(?:em|ex|ch)\b")


def font_size_of(item: Tree) -> float:
    """The font size of an element or, if it says none, of those around it, in pixels."""
    for one in (item, *item.iterancestors()):
        if found := _LENGTH.fullmatch(one.get("font-size", "")):
            return float(found[1]) * _PIXELS[found[2]]
    return _MEDIUM


def _written(pixels: float) -> str:
    return f"{pixels:.6g}"
