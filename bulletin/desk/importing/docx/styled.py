"""What styles of a Word file do to words: strike, hide, raise or lower them, make them capitals.

In: the XML of a part, and that of the styles. Out: the same part, with what a style says of a run
written to the run itself, for pandoc asks no style (ECMA-376, part 1, 17.7.2 and 17.7.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy

from lxml import etree

from bulletin.desk.importing.docx.styles import DocxStyles, style_of
from bulletin.desk.importing.docx.wordml import (
    Tree,
    is_on,
    text_of,
    value_of,
    w,
    whole_number,
    with_properties,
)

_CAPITALS = (w("caps"), w("smallCaps"))
"""What shows letters as capitals. Of a whole paragraph's style they are only a look, as of headings."""
_TOGGLED = (w("strike"), w("vanish"))
"""What two styles switch off again, where both have it."""
_SET = w("vertAlign")
_RAISED = re.compile(r"[0-9+−-]{1,3}")

Looks = Mapping[str, Mapping[str, Tree]]
"""By the identifier of a style what it says of words, by the names of the elements."""


def looks_of(sheet: DocxStyles) -> Looks:
    """What each style says of words, itself or by the one that it is based on.

    "" is that of paragraphs that name none.
    """
    found = {identifier: _inherited(sheet, identifier) for identifier, _ in sheet}
    return {**found, "": found.get(sheet.default, {})} if any(found.values()) else {}


def _inherited(sheet: DocxStyles, identifier: str) -> dict[str, Tree]:
    said: dict[str, Tree] = {}
    for style in sheet.line(identifier):
        kept = {*_TOGGLED, *(_CAPITALS if style.get(w("type")) == "character" else ()), _SET}
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
    for name in (*_TOGGLED, *_CAPITALS, _SET):
        found = [one[name] for one in around if name in one]
        if name not in direct and found and (name == _SET or _is_toggled_on(found)):
            said.append(deepcopy(found[0]))
    return [one if one.tag == _SET else etree.Element(one.tag) for one in said]


def _is_toggled_on(marks: Iterable[Tree]) -> bool:
    return sum(map(is_on, marks)) % 2 == 1


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
