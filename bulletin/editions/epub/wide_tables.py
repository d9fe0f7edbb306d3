"""Tables that are too wide for small screens: there each row is a list, its cells with their names.

In: what holds a table. Out: a class for the book's sheet, and each column's name at its
cells. Pages of a book cannot be scrolled sideways: what sticks out of one is lost.
"""

from bulletin.formats.element_text import text_within
from bulletin.xhtml.elements import SVG, Element, add_class

_LISTED = ((50.0, 80), (32.0, 45), (24.0, 30), (16.0, 20), (11.0, 14))
"""Em of its letters that a table needs at the least, and up to which width of a screen, in em,
its rows are lists then: the sheet has a class for each."""
_LETTER = 0.55
"""The width of a letter or figure, on the average."""
_BESIDE = 0.6
"""The space behind a cell, as the sheet has it."""
_PICTURE = 5.0


def stack(target: Element, least: int = 0) -> None:
    """Mark what holds a table that small screens have no room for, and name its cells.

    `least` is the width in em up to which its rows are lists in any case.
    """
    rows = [*target.iterfind("table/*/tr")]
    columns = zip(*(row for row in rows if len(row) == len(rows[0])), strict=True)
    needed = sum(max(map(_widest, cells)) + _BESIDE for cells in columns)
    screen = max(least, next((screen for width, screen in _LISTED if needed > width), 0))
    if not screen:
        return
    add_class(target, f"listed-{screen}")
    names = [text_within(cell).strip() for cell in target.iterfind("table/thead/tr/*")]
    for row in target.iterfind("table/tbody/tr"):
        for cell, label in zip(row, names, strict=False):
            if label and cell.tag == "td":
                cell.set("data-label", label)


def _widest(cell: Element) -> float:
    """The width of the widest thing in a cell that no line breaks."""
    letters = max(map(len, text_within(cell).split()), default=0)
    shown = any(True for _ in cell.iter("img", "picture", f"{{{SVG}}}svg"))
    return max(letters * _LETTER, _PICTURE if shown else 0.0)
