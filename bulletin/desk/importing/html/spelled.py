"""What a page says of its blocks by styles alone, written as elements and attributes.

In: a tree of HTML. Out: the same, in which the words of blocks that are struck out stand in <s>,
lists say by their own elements whether they count, and with letters, and equations are words.
"""

from __future__ import annotations

import re

from lxml import etree

from bulletin.desk.importing.elements import replace_with_text
from bulletin.desk.importing.equations import apart, parts_of
from bulletin.desk.importing.html.fonts import BLOCKS, classes_of, rules_of
from bulletin.desk.importing.html.lines import TRACKED
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.formats.element_text import words_within

Element = etree._Element  # noqa: SLF001, lxml's only name for the type

_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_COUNTED = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(?:(?P<case>lower|upper)-(?P<letters>alpha|latin|roman)"
    r"|(?P<numbers>decimal)|(?P<bare>none|disc|circle|square))\b",
    re.IGNORECASE,
)
_TYPES = {
    ("lower", "alpha"): "a",
    ("lower", "latin"): "a",
    ("lower", "roman"): "i",
    ("upper", "alpha"): "A",
    ("upper", "latin"): "A",
    ("upper", "roman"): "I",
}
_STRIKING = frozenset(["s", "strike", "del"])


def spell_out_blocks(root: Element, remarks: Remarks) -> None:
    """Write out what is struck and how lists count."""
    _drop_deleted(root, remarks)
    said = rules_of(root, _said)
    looks = {
        one: ";".join(
            [one.get("style") or "", *(said[key] for key in sorted(classes_of(one) & said.keys()))]
        )
        for one in root.iter("*")
        if one.get("style") or (said and one.get("class"))
    }
    for outer, look in looks.items():
        if outer.tag in {"ol", "ul"} and (found := _COUNTED.search(look)):
            outer.tag = "ul" if found["bare"] else "ol"
            if found["case"] and not outer.get("type"):
                outer.set("type", _TYPES[found["case"].lower(), found["letters"].lower()])
    struck = {one for one, look in looks.items() if _STRUCK.search(look)} | set(
        root.iter(*_STRIKING)
    )
    if struck:
        leaves = [
            one for one in root.iter(*BLOCKS) if next(one.iterdescendants(*BLOCKS), None) is None
        ]
        for leaf in leaves:
            if leaf in struck or not struck.isdisjoint(leaf.iterancestors()):
                _strike(leaf)


_DRAWN = frozenset(["katex", "katex-display", "mwe-math-element", "MathJax", "mjx-container"])
"""What programs write around an equation and the same once more, as it is drawn."""


def write_equations(root: Element) -> None:
    """Write each equation once, in words where a line can hold it."""
    for equation in list(root.iter("math")):
        whole = equation
        for outer in equation.iterancestors():
            names = (str(outer.tag), *(outer.get("class") or "").split())
            if not _DRAWN.isdisjoint(names):
                whole = outer
        parts, around = parts_of(equation), whole.getparent()
        if around is None:
            continue
        shown = etree.Element("span") if parts is not None else equation
        for words, place in apart(parts or (), _right_before(whole)):
            etree.SubElement(shown, place or "span").text = words
        shown.tail, whole.tail = whole.tail, None
        around.replace(whole, shown)


def _right_before(element: Element) -> str:
    """The words right before an element in the same block, or of the element there."""
    last, around = element.getprevious(), element.getparent()
    if last is not None:
        return last.tail or words_within(last)
    return (around.text or "") if around is not None else ""


def _said(declarations: str) -> str:
    found = (pattern.search(declarations) for pattern in (_STRUCK, _COUNTED))
    return ";".join(one[0] for one in found if one)


def _strike(block: Element) -> None:
    """Put all that a block holds into one element that is struck out."""
    inner = etree.Element("s")
    inner.text, block.text = block.text, None
    inner.extend(list(block))
    block.append(inner)


def _drop_deleted(root: Element, remarks: Remarks) -> None:
    """Leave out whole paragraphs that a tracked change deletes, as words of one are left out."""
    deleted = [
        one
        for one in root.iter("del")
        if one.get("datetime") and next(one.iterdescendants(*BLOCKS), None) is not None
    ]
    for one in deleted:
        words = words_within(one)
        remarks.changed(TRACKED["del"], excerpt(words))
    replace_with_text(dict.fromkeys(deleted, ""))
