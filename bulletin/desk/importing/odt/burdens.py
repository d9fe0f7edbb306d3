"""What pandoc takes ever longer for: marks that nothing leads to, styles on styles, repetitions.

In: the XML of a LibreOffice file's text and styles. Out: the same without what nobody sees, and
with no more of the rest than an article has room for.
"""

from urllib.parse import unquote

from bulletin.desk.importing.elements import replace_with_text
from bulletin.desk.importing.odt.names import STYLE, TABLE, TEXT, XLINK, Tree
from bulletin.desk.importing.opening.sizes import MAX_BLOCKS

DEEPEST_STYLE = 30
"""How many styles one above the other are asked how something looks."""
_MARKS = tuple(f"{TEXT}bookmark{part}" for part in ("", "-start", "-end"))
_ACROSS, _MOST_ACROSS = f"{TABLE}number-columns-repeated", 1_000
_MOST_SPACES = 100
_REPEATED = {
    f"{TEXT}s": (f"{TEXT}c", _MOST_SPACES),
    f"{TABLE}table-cell": (_ACROSS, _MOST_ACROSS),
    f"{TABLE}covered-table-cell": (_ACROSS, _MOST_ACROSS),
    f"{TABLE}table-column": (_ACROSS, _MOST_ACROSS),
    f"{TABLE}table-row": (f"{TABLE}number-rows-repeated", MAX_BLOCKS),
}
"""How an element says how often it is repeated, and the most that is read: a few letters stand for
more than any memory holds. No page has room for more columns, and no line for more spaces."""


def drop_bookmarks(content: Tree) -> None:
    """Take bookmarks away that no link and no field leads to: Word leaves thousands."""
    links = (link.get(f"{XLINK}href") or "" for link in content.iter(f"{TEXT}a"))
    wanted: set[str | None] = {unquote(one[1:]) for one in links if one.startswith("#")}
    wanted |= {field.get(f"{TEXT}ref-name") for field in content.iter(f"{TEXT}bookmark-ref")}
    marks = (one for one in content.iter(*_MARKS) if one.get(f"{TEXT}name") not in wanted)
    replace_with_text(dict.fromkeys(marks, ""))


def cut_lines_of_styles(*parts: Tree | None) -> None:
    """Leave no style more than `DEEPEST_STYLE` above it, and none above itself."""
    above = f"{STYLE}parent-style-name"
    styles = {
        (style.get(f"{STYLE}family"), style.get(f"{STYLE}name")): style
        for part in parts
        if part is not None
        for style in part.iter(f"{STYLE}style")
    }
    depths: dict[tuple[str | None, str | None], int] = {}
    for one in styles:
        line, name = [], one
        while name in styles and name not in depths:
            depths[name] = 0
            line.append(name)
            name = (name[0], styles[name].get(above))
        if name in line:
            del styles[line[-1]].attrib[above]
        for lower in reversed(line):
            depth = depths.get((lower[0], styles[lower].get(above)), 0) + 1
            if depth > DEEPEST_STYLE:
                del styles[lower].attrib[above]
                depth = 0
            depths[lower] = depth


def bound_repetitions(content: Tree) -> None:
    """Have spaces, cells and rows repeated no more often than an article has room for."""
    for element in content.iter(*_REPEATED):
        name, most = _REPEATED[element.tag]
        times = element.get(name, "")
        if len(times) >= len(str(most)) and times.isascii() and times.isdecimal():
            element.set(name, str(most))
