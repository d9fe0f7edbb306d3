"""How far in a paragraph stands: by it an entry of a typed list is told to be below another.

In: lengths as programs write them, and lines in front of which they were noted with `SET_IN`.
Out: spaces.
"""

import re
from dataclasses import replace

from bulletin.desk.importing.shaping.typed_lists import without_first
from bulletin.desk.importing.shaping.typed_signs import begins_entry
from bulletin.desk.importing.tree import SET_IN, TAB, Para, plain

_POINTS = 9
"""Of a space: a tab of half an inch is four of them."""
_UNITS = {
    "pt": 1.0,
    "px": 0.75,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
    "em": 12.0,
    "rem": 12.0,
}
_LENGTH = re.compile(r"(-?[0-9]{0,5}(?:\.[0-9]{1,6})?)([a-z]{2,3})")
_TAB_SPACES = 4
_FRONT = re.compile(rf"[{SET_IN}{TAB}\s]*")


def points(length: str) -> float:
    """A length of CSS or of OpenDocument in points; 0 for what is none."""
    found = _LENGTH.fullmatch(length.strip().lower())
    known = found is not None and found[1].strip("-.") and found[2] in _UNITS
    return float(found[1]) * _UNITS[found[2]] if found and known else 0.0


def spaces(length: float) -> int:
    """As how many spaces a length in points counts."""
    return max(round(length / _POINTS), 0)


_SIDE = re.compile(
    r"(?:^|;)\s*(?:margin-left|padding-left|text-indent)\s*:\s*([^;]+)", re.IGNORECASE
)


def styled(css: str) -> int:
    """The spaces that a style of its own puts in front of an element."""
    return spaces(sum(points(one[1]) for one in _SIDE.finditer(css)))


def set_in(para: Para, indent: int = 0) -> Para:
    """A paragraph with its place, if it is an entry: `indent`, and what its front says of it."""
    text = plain(para.children)
    front = _FRONT.match(text)
    if front is None or not begins_entry(text[front.end() :]):
        return para
    indent += sum(_TAB_SPACES if sign == TAB else 1 for sign in front[0])
    return replace(para, children=without_first(para.children, front.end()), indent=indent)
