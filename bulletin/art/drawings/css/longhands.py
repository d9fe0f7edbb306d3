"""Declarations of styles taken apart: shorthands, older names, and variables.

In: a declaration as it was written. Out: those that it stands for, in names that the lists know.
"""

import re
from collections.abc import Iterator, Mapping

from bulletin.art.drawings.css.filling import asks, without_variables
from bulletin.art.drawings.css.styles import Declarations, Declared
from bulletin.art.drawings.css.values import lacks_unit, property_value
from bulletin.art.drawings.vocabulary import CHANGING, FINE, PROPERTIES

_LONGEST = 1000
"""Characters of a value; each variable in it may hold others."""
_SIZE = re.compile(
    r"(?P<before>.*?)(?P<size>(?<![\d.])(?:\d++(?:\.\d*+)?|\.\d++)(?:px|pt|pc|mm|cm|in|em|rem|ex|%)"
    r"|(?:xx?-)?(?:small|large)|medium|larger|smaller)"
    r"(?:\s*/\s*[\w.%]+)?\s+(?P<family>.+)",
    re.DOTALL | re.IGNORECASE,
)
_OLDER = "-webkit-"
"""What all browsers still take for the beginning of some properties' names."""


def longhands(declared: Declared) -> Declarations:
    """A declaration as those that it stands for: `font`, `marker` and `text-decoration`."""
    name = declared.name.removeprefix(_OLDER)
    if name != declared.name and (name in PROPERTIES or name in CHANGING):
        return (Declared(name, declared.value),)
    if declared.name == "marker":
        return tuple(Declared(f"marker-{part}", declared.value) for part in ("start", "mid", "end"))
    if declared.name == "text-decoration-line":
        return (Declared("text-decoration", declared.value),)
    return _of_font(declared) if declared.name == "font" else (declared,)


def _of_font(declared: Declared) -> Declarations:
    """The declarations that `font` stands for."""
    found = _SIZE.fullmatch(declared.value[:_LONGEST])
    if not found:
        return ()
    made = {"font-style": "normal", "font-weight": "normal", "font-stretch": "normal"}
    for word in found["before"].split():
        if word in {"italic", "oblique"}:
            made["font-style"] = word
        elif word.isdigit() or word in {"bold", "bolder", "lighter"}:
            made["font-weight"] = word
        elif word == "small-caps":
            made["font-variant"] = word
        elif "condensed" in word or "expanded" in word:
            made["font-stretch"] = word
    made |= {"font-size": found["size"], "font-family": found["family"]}
    return tuple(Declared(name, value) for name, value in made.items())


def says_nothing(one: Declared) -> bool:
    """Whether a declaration changes nothing, or browsers pass over it."""
    if one.name == "transform":
        return lacks_unit(one.value)
    if one.name in FINE:
        return one.value in {"auto", "normal"}
    return _AT_REST.get(one.name) == one.value


_AT_REST = {
    "text-decoration-style": "solid",
    "content-visibility": "visible",
    "outline": "currentcolor none medium",
    "rotate": "0deg",
    "zoom": "100%",
}
"""Values of properties that nothing is changed by, as Inkscape, Lottie and browsers write them."""


def resolved(declared: list[Declared], custom: Mapping[str, str]) -> Iterator[Declared]:
    """Declarations with their variables replaced, which count even where they come to nothing."""
    for one in declared:
        if one.name.startswith("--"):
            continue
        yield Declared(one.name, _resolved(one, custom)) if asks(one.value) else one


def _resolved(one: Declared, custom: Mapping[str, str]) -> str:
    value = without_variables(one.value, custom)
    return "unset" if value is None or _is_nonsense(one.name, value) else value


def _is_nonsense(name: str, value: str) -> bool:
    """Whether a value that is known late is none of its property (CSS Variables 1, 3.1)."""
    kind = PROPERTIES.get(name)
    if kind not in _JUDGED or "(" in value or value.strip().lower() in _WIDE:
        return False
    return property_value(kind, value) is None


_JUDGED = {"paint", "lengths"}
_WIDE = {"inherit", "initial", "unset", "revert"}
