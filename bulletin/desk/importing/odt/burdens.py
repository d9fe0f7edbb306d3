"""What pandoc takes ever longer for, and nobody sees: marks that nothing leads to, styles on styles.

In: the XML of a LibreOffice file's text and styles. Out: the same without them.
"""

from __future__ import annotations

from urllib.parse import unquote

from bulletin.desk.importing.elements import replace_with_text
from bulletin.desk.importing.odt.names import STYLE, TEXT, XLINK, Tree

DEEPEST_STYLE = 30
"""How many styles one above the other are asked how something looks."""
_MARKS = tuple(f"{TEXT}bookmark{part}" for part in ("", "-start", "-end"))


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
