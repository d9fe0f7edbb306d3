"""What stands in tables and lists of a page but in none of their cells and items.

In: a page. Out: the same with it where browsers show it: before the table, or as an item.
"""

from lxml import etree

from bulletin.desk.importing.html.fonts import BLOCKS
from bulletin.desk.importing.html.hidden import UNSEEN
from bulletin.formats.element_text import Element

_ROWS = ("thead", "tbody", "tfoot", "tr")
_CELLS = ("td", "th")
_OF_TABLES = frozenset([*_ROWS, *_CELLS, "caption", "colgroup", "col", *UNSEEN])
_OPENED, _STRAY = "opened", "stray"


def settle_strays(root: Element) -> None:
    """Give a place to words between rows, cells and items, and to rows in forms."""
    for table in root.iter("table"):
        while _open(table):
            etree.strip_tags(table, _OPENED)
    for part in list(root.iter("table", *_ROWS)):
        _wrap(part, _OF_TABLES, _STRAY)
    for stray in list(root.iter(_STRAY)):
        stray.tag = "div"
        for table in list(stray.iterancestors("table"))[:1]:
            table.addprevious(stray)
    for entries in list(root.iter("ul", "ol")):
        _wrap(entries, BLOCKS, "li")


def _open(table: Element) -> bool:
    """Mark what stands between a table and its rows or cells, as <form> does in old pages."""
    found = False
    for part in table.iter(*_ROWS, *_CELLS):
        around = part.getparent()
        if (
            around is not None
            and around.tag not in {"table", *_OF_TABLES}
            and next(part.iterancestors("table")) is table
        ):
            around.tag, found = _OPENED, True
    return found


def _wrap(holder: Element, kept: frozenset[str], name: str) -> None:
    """Put each run of words in a holder into an element of its own, in its place."""

    def put(text: str | None, place: int) -> Element:
        made = holder.makeelement(name)
        made.text = text
        holder.insert(place, made)
        return made

    text, holder.text = holder.text, None
    open_run = put(text, 0) if text and text.strip() else None
    for child in [one for one in holder if one is not open_run]:
        tail, child.tail = child.tail, None
        if not isinstance(child.tag, str) or child.tag in kept:
            open_run = None
        else:
            open_run = put(None, holder.index(child)) if open_run is None else open_run
            open_run.append(child)
        if open_run is not None:
            child.tail = tail
        elif tail and tail.strip():
            open_run = put(tail, holder.index(child) + 1)
