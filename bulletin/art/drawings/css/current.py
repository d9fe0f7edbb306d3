"""`currentColor` in colours that are made of others: the colour that holds where an element stands.

In: what an element's attributes and styles declare, without variables. Out: the same, with that
colour in its place; what hands a mixture on to elements of other colours stays as it is.
"""

import re
from collections.abc import Callable, Iterable

from bulletin.art.drawings.css.styles import Declared
from bulletin.art.drawings.tree import Tree

_CURRENT = re.compile(r"\bcurrentcolor\b", re.IGNORECASE)
_MIXTURE = re.compile(r"color-mix\(|\(\s*from\b", re.IGNORECASE)
_HANDED_DOWN = {"inherit", "currentcolor", "unset", "revert"}
_INITIAL = "black"


def filled_in(
    source: Tree,
    made: Tree,
    attributes: list[Declared],
    written: list[Declared],
    styles_of: Callable[[Tree], Iterable[Declared]],
) -> tuple[list[Declared], list[Declared]]:
    """The attributes and the styles of an element; `styles_of` gives those of elements inside."""
    declared = (*attributes, *written)
    if not any(map(_mixes_current, declared)) or _changes_inside(source, styles_of):
        return attributes, written
    said = [one.value for one in declared if one.name == "color"]
    colour = said[-1] if said and said[-1].lower() not in _HANDED_DOWN else _around(made)
    if _CURRENT.search(colour):
        return attributes, written
    return [_filled(one, colour) for one in attributes], [_filled(one, colour) for one in written]


def _mixes_current(one: Declared) -> bool:
    return _MIXTURE.search(one.value) is not None and _CURRENT.search(one.value) is not None


def _filled(one: Declared, colour: str) -> Declared:
    if not _mixes_current(one):
        return one
    return Declared(one.name, _CURRENT.sub(lambda _: colour, one.value))


def _changes_inside(source: Tree, styles_of: Callable[[Tree], Iterable[Declared]]) -> bool:
    """Whether an element inside has another colour, and may inherit the mixture."""
    return any(
        "color" in item.attrib or any(one.name == "color" for one in styles_of(item))
        for item in source.iterdescendants("*")
    )


def _around(made: Tree) -> str:
    """The colour of what an element stands in, of which all is made."""
    colours = (item.get("color") for item in made.iterancestors())
    return next((str(colour) for colour in colours if colour), _INITIAL)
