"""What is left of a page's boxes when it has been drawn: their tree, for the tags of the PDF.

In: the box of a page that was laid out; or the record of one. Out: its record as plain values;
boxes that have nothing but what WeasyPrint's tags ask for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from bulletin.paper.kept.parts import FlowParts, UnfitError
from bulletin.paper.page_boxes import Box, inner

BoxRecord = Sequence[Any]
"""A box: kind, place of its element, tag, what else there is to know of it, its children."""

_LISTED = ("li", "dt", "dd")
_SHOWN = ("img", "{http://www.w3.org/2000/svg}svg")


class _Style(dict[str, object]):
    """A style in which nothing more is declared."""

    def __missing__(self, name: str) -> None:
        return None


def recorded(page: Box, parts: FlowParts, base: int) -> tuple[BoxRecord, dict[int, int]]:
    """The record of a page's boxes, and the number of each by its `id`."""
    numbers: dict[int, int] = {}

    def row(box: Box) -> BoxRecord:
        box = inner(box)
        if id(box) in numbers:
            raise UnfitError
        numbers[id(box)] = len(numbers)
        if isinstance(box, boxes.TextBox):
            return (type(box).__name__,)
        place = None if box.element is None else parts.place(box.element, base)
        children = [row(child) for child in getattr(box, "children", ())]
        return (type(box).__name__, place, box.element_tag, _further(box), children)

    return row(page), numbers


def _further(box: Box) -> Mapping[str, object] | None:
    known: dict[str, object] = {}
    if box.element_tag in _LISTED:
        known["display"] = box.style["display"]
        known["bare"] = box.style["list_style_type"] == "none"
    if box.element_tag in _SHOWN:
        known["box"] = (box.content_box_x(), box.content_box_y(), box.width, box.height)
    if (box.colspan, box.rowspan) != (1, 1):
        known["spans"] = (box.colspan, box.rowspan)
    if box.is_table_wrapper:
        known["wrapper"] = True
    return known or None


def boxes_of(record: BoxRecord, parts: FlowParts, base: int) -> list[Box]:
    """The boxes of a record in their order; the first is the page."""
    made: list[Box] = []

    def box_of(row: BoxRecord) -> Box:
        kind = getattr(boxes, row[0])
        box = kind.__new__(kind)
        made.append(box)
        if len(row) == 1:
            box.element = box.element_tag = None
            box.children = ()
            return box
        _, place, box.element_tag, further, children = row
        box.element = None if place is None else parts.element(place, base)
        box.style = _Style()
        if further:
            _add(box, further)
        box.children = [box_of(child) for child in children]
        return box

    box_of(record)
    return made


def _add(box: Box, further: Mapping[str, Any]) -> None:
    if "display" in further:
        box.style["display"] = tuple(further["display"])
        box.style["list_style_type"] = "none" if further["bare"] else ""
    if "box" in further:
        box.position_x, box.position_y, box.width, box.height = further["box"]
        for side in ("left", "top"):
            for edge in ("margin_{}", "padding_{}", "border_{}_width"):
                setattr(box, edge.format(side), 0)
    if "spans" in further:
        box.colspan, box.rowspan = further["spans"]
    box.is_table_wrapper = further.get("wrapper", False)
