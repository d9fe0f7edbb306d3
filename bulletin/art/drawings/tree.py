"""A drawing's tree, as it is read everywhere: names, pointers, and what is said around an element.

In: an element. Out: its name, what holds for it of a property, the numbers of its viewBox.
"""

import re

from lxml import etree

from bulletin.art.drawings.vocabulary import NUMBER, XLINK

Tree = etree._Element  # noqa: SLF001, lxml's only name for the type

HREF = f"{{{XLINK}}}href"
"""The attribute in which a cleaned drawing has its pointers."""

URL = re.compile(r"url\(#([^)]+)\)")
"""A pointer in a property, as a cleaned drawing has it, and the id that it names."""


def local(item: Tree) -> str:
    """An element's name without its namespace."""
    return str(item.tag).rpartition("}")[2]


def said_around(item: Tree, key: str) -> str:
    """What an element has of a property that goes on to those inside; "none" for nothing."""
    said = (one.get(key) for one in (item, *item.iterancestors()))
    return next((str(one) for one in said if one and one != "inherit"), "none")


def said_inside(item: Tree) -> str:
    """All attributes of the elements in an element, a line each: its name, a space, its value."""
    inside = (part for part in item.iterdescendants(etree.Element))
    return "\n".join(f"{key!s} {value!s}" for part in inside for key, value in part.attrib.items())


ViewBox = tuple[float, float, float, float]
"""Left, top, width and height, in user units."""


def view_box(item: Tree) -> ViewBox | None:
    """The viewBox of an element (SVG 2, 8.6); None where it has none of four numbers."""
    match [float(number) for number in re.findall(NUMBER, item.get("viewBox", ""))]:
        case [left, top, width, height]:
            return left, top, width, height
    return None
