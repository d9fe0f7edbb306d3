"""What styles of a Word file do to words: strike, hide, raise or lower them, make them capitals.

In: the XML of a part, and that of the styles. Out: the same part, with what a style says of a run
written to the run itself, for pandoc asks no style (ECMA-376, part 1, 17.7.2 and 17.7.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy

from lxml import etree

from bulletin.desk.importing.docx.wordml import Tree, is_on, text_of, value_of, w, whole_number

_CAPITALS = (w("caps"), w("smallCaps"))
"""What shows letters as capitals. Of a whole paragraph's style they are only a look, as of headings."""
_TOGGLED = (w("strike"), w("vanish"))
"""What two styles switch off again, where both have it."""
_SET = w("vertAlign")
_DEEPEST = 30
_RAISED = re.compile(r"[0-9+−-]{1,3}")

Looks = Mapping[str, Mapping[str, Tree]]
"""By the identifier of a style what it says of words, by the names of the elements."""


def looks_of(styles: Tree | None) -> Looks:
    """What each style says of words, itself or by the one that it is based on.

    "" is that of paragraphs that name none.
    """
    own: dict[str, dict[str, Tree]] = {}
    above: dict[str, str] = {}
    default = ""
    for style in styles.iter(w("style")) if styles is not None else ():
        identifier = style.get(w("styleId")) or ""
        properties = style.find(w("rPr"))
        said = properties if properties is not None else ()
        kept = {*_TOGGLED, *(_CAPITALS if style.get(w("type")) == "character" else ()), _SET}
        own[identifier] = {str(one.tag): one for one in said if one.tag in kept}
        above[identifier] = value_of(style.find(w("basedOn")))
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
            default = identifier
    found = {one: _inherited(one, own, above) for one in own}
    return {**found, "": found.get(default, {})} if any(found.values()) else {}


def _inherited(
    identifier: str, own: Mapping[str, Mapping[str, Tree]], above: Mapping[str, str]
) -> dict[str, Tree]:
    said: dict[str, Tree] = {}
    for _ in range(_DEEPEST):
        said = {**own.get(identifier, {}), **said}
        identifier = above.get(identifier, "")
        if not identifier:
            break
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
        if said and properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
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
        value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) if paragraph is not None else "",
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
