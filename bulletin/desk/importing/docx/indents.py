"""How far in the entries of typed lists stand on the page of a Word file.

In: the XML of a part, and that of the styles. Out: the part with a `SET_IN` for each space in
front of such paragraphs (ECMA-376, part 1, 17.3.1.12).
"""

from __future__ import annotations

from lxml import etree

from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import Tree, text_of, value_of, w
from bulletin.desk.importing.shaping.indents import spaces
from bulletin.desk.importing.shaping.typed_signs import begins_entry
from bulletin.desk.importing.tree import SET_IN

_TWIPS = 20
"""In a point."""
_SIDES = {"left": "left", "start": "left", "firstLine": "first", "hanging": "hanging"}


def mark_indents(tree: Tree, sheet: DocxStyles) -> None:
    """Note indents in front of paragraphs that begin with the sign of an entry."""
    for paragraph in tree.iter(w("p")):
        properties = paragraph.find(w("pPr"))
        if properties is None or properties.find(w("numPr")) is not None:
            continue
        if begins_entry(text_of(paragraph)) and (count := _indent(properties, sheet)):
            run = etree.Element(w("r"))
            etree.SubElement(run, w("t")).text = SET_IN * count
            properties.addnext(run)


def _indent(properties: Tree, sheet: DocxStyles) -> int:
    """Where the first line of a paragraph begins, in spaces."""
    given: dict[str, int] = {}
    style = value_of(properties.find(w("pStyle")))
    for indent in (*properties.findall(w("ind")), *sheet.said(style, f"{w('pPr')}/{w('ind')}")):
        for name, side in _SIDES.items():
            value = indent.get(w(name)) or ""
            if value.removeprefix("-").isdecimal():
                given.setdefault(side, int(value))
    first = given.get("first", 0) - given.get("hanging", 0)
    return spaces((given.get("left", 0) + first) / _TWIPS)
