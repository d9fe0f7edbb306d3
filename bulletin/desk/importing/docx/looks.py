"""How paragraphs and words of a Word file look, where pandoc would read something else into it.

In: the XML of a part, and that of the styles. Out: the same, changed: what a style says of words
(bold, struck, hidden, raised, capitals) is said of their runs, for pandoc asks no style; an
indented paragraph is no quotation, a tab is kept, and a `SET_IN` stands for each space in front of
an entry (ECMA-376, part 1, 17.3.1.12, 17.7.2 and 17.7.3).
"""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from bulletin.desk.importing.docx.styles import DocxStyles, is_of_paragraphs, style_of
from bulletin.desk.importing.docx.wordml import (
    Tree,
    is_on,
    text_of,
    text_run,
    value_of,
    w,
    with_properties,
)
from bulletin.desk.importing.elements import whole_number
from bulletin.desk.importing.shaping.indents import spaces
from bulletin.desk.importing.shaping.typed_signs import begins_entry
from bulletin.desk.importing.tree import SET_IN, TAB
from bulletin.languages import any_phrase

_SPEAKS_FOR_ITSELF = re.compile(rf"{any_phrase('telling_styles')}|toc", re.IGNORECASE)
"""Names of styles that say what a paragraph is: there bold is only a look."""
_QUOTES = re.compile(any_phrase("quoting_styles"), re.IGNORECASE)


def unindent(tree: Tree) -> None:
    """Take indents away, by which pandoc knows quotations; those by their styles stay."""
    for indent in list(tree.iter(w("ind"))):
        holder = indent.getparent()
        if holder is None or holder.tag != w("pPr"):
            continue
        style = holder.getparent()
        name = value_of(style.find(w("name"))) if style is not None else ""
        if not _QUOTES.search(name):
            holder.remove(indent)


def strike_once(tree: Tree) -> None:
    """Strike out once what Word strikes out twice, which pandoc does not know."""
    for mark in tree.iter(w("dstrike")):
        mark.tag = w("strike")


def keep_tabs(tree: Tree) -> None:
    """Write tabs as a sign that pandoc does not take for a space."""
    for run in tree.iter(w("r")):
        for tab in run.findall(w("tab")):
            text = etree.Element(w("t"))
            text.text = TAB
            run.replace(tab, text)


_CAPITALS = (w("caps"), w("smallCaps"))
"""What shows letters as capitals. Of a whole paragraph's style they are only a look, as of headings."""
_TOGGLED = (w("b"), w("strike"), w("vanish"))
"""What two styles switch off again, where both have it."""
_OF_CHARACTERS = (*_CAPITALS, w("i"))
"""What is taken from styles of characters alone."""
_SET = w("vertAlign")
_RAISED = re.compile(r"[0-9+−-]{1,3}")

Looks = Mapping[str, Mapping[str, Tree]]
"""By the identifier of a style what it says of words, by the names of the elements."""


def looks_of(sheet: DocxStyles) -> Looks:
    """What each style says of words, itself or by the one that it is based on.

    "" is that of paragraphs that name none. Bold is only a look there, and where a style says what
    its paragraphs are.
    """
    found = {identifier: _inherited(sheet, identifier) for identifier, _ in sheet}
    for identifier, style in sheet:
        tells = _SPEAKS_FOR_ITSELF.search(value_of(style.find(w("name"))))
        if is_of_paragraphs(style) and (tells or identifier == sheet.default):
            found[identifier].pop(w("b"), None)
    return {**found, "": found.get(sheet.default, {})} if any(found.values()) else {}


def _inherited(sheet: DocxStyles, identifier: str) -> dict[str, Tree]:
    said: dict[str, Tree] = {}
    for style in sheet.line(identifier):
        kept = {*_TOGGLED, *(_OF_CHARACTERS if style.get(w("type")) == "character" else ()), _SET}
        properties = style.find(w("rPr"))
        for one in properties if properties is not None else ():
            if one.tag in kept:
                said.setdefault(str(one.tag), one)
    return said


def write_looks(tree: Tree, looks: Looks, is_heading: Callable[[Tree], bool]) -> None:
    """Write to the runs what their styles say of them, and what was raised by hand as raised.

    Letters that are shown as capitals become capitals, as names and abbreviations need them; not
    those of paragraphs that are headings by their properties, where they are only a look.
    """
    for run in list(tree.iter(w("r"))):
        if not text_of(run).strip():
            continue  # the mark of a note, which is raised by its style
        properties = run.find(w("rPr"))
        said = _said(run, properties, looks) if looks else ()
        if said:
            properties = with_properties(run, "rPr")
        if properties is not None:
            properties.extend(said)
            _raise(run, properties)
            if any(is_on(properties.find(name)) for name in _CAPITALS):
                _write_capitals(run, is_heading)


def _said(run: Tree, properties: Tree | None, looks: Looks) -> list[Tree]:
    """What the styles around a run say that it does not say itself."""
    paragraph = next(run.iterancestors(w("p")), None)
    styles = (
        value_of(properties.find(w("rStyle"))) or None if properties is not None else None,
        style_of(paragraph),
    )
    around = [looks.get(one, {}) for one in styles if one is not None]
    direct = {one.tag for one in properties} if properties is not None else set()
    said = []
    for name in (*_TOGGLED, *_OF_CHARACTERS, _SET):
        found = [one[name] for one in around if name in one]
        if name not in direct and found and (name == _SET or sum(map(is_on, found)) % 2):
            said.append(deepcopy(found[0]))
    return [one if one.tag == _SET else etree.Element(one.tag) for one in said]


def _raise(run: Tree, properties: Tree) -> None:
    """Make a figure an exponent that stands higher than the words beside it."""
    height = whole_number(value_of(properties.find(w("position"))), 0)
    if height > 0 and properties.find(_SET) is None and _RAISED.fullmatch(text_of(run)):
        etree.SubElement(properties, _SET, {w("val"): "superscript"})


def _write_capitals(run: Tree, is_heading: Callable[[Tree], bool]) -> None:
    paragraph = next(run.iterancestors(w("p")), None)
    properties = paragraph.find(w("pPr")) if paragraph is not None else None
    if properties is not None and is_heading(properties):
        return
    for text in run.iter(w("t")):
        text.text = (text.text or "").upper()


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
            properties.addnext(text_run(SET_IN * count))


def _indent(properties: Tree, sheet: DocxStyles) -> int:
    """Where the first line of a paragraph begins, in spaces."""
    given: dict[str, int] = {}
    style = value_of(properties.find(w("pStyle")))
    for indent in (*properties.findall(w("ind")), *sheet.said(style, f"{w('pPr')}/{w('ind')}")):
        for name, side in _SIDES.items():
            value = indent.get(w(name)) or ""
            if re.fullmatch(r"-?\d{1,9}", value):
                given.setdefault(side, int(value))
    first = given.get("first", 0) - given.get("hanging", 0)
    return spaces((given.get("left", 0) + first) / _TWIPS)
