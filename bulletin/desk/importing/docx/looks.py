"""How paragraphs of a Word file look, where pandoc would read something else into it.

In: the XML of a part, and that of the styles. Out: the same, changed: bold that a paragraph has
by its style is bold in its runs, an indented paragraph is no quotation, and a tab is kept.
"""

from __future__ import annotations

import re

from lxml import etree

from bulletin.desk.importing.docx.wordml import Tree, is_on, value_of, w
from bulletin.desk.importing.tree import TAB
from bulletin.languages import any_phrase

_SPEAKS_FOR_ITSELF = re.compile(rf"{any_phrase('telling_styles')}|toc", re.IGNORECASE)
"""Names of styles that say what a paragraph is: there bold is only a look."""
_QUOTES = re.compile(any_phrase("quoting_styles"), re.IGNORECASE)
_DEEPEST = 30


def bold_styles(styles: Tree | None) -> frozenset[str]:
    """The styles of paragraphs, by their identifiers, in which all words are bold."""
    bold: dict[str, bool | None] = {}
    above: dict[str, str] = {}
    named: dict[str, str] = {}
    for style in styles.iter(w("style")) if styles is not None else ():
        identifier = style.get(w("styleId")) or ""
        mark = style.find(f"{w('rPr')}/{w('b')}")
        bold[identifier] = None if mark is None else is_on(mark)
        above[identifier] = value_of(style.find(w("basedOn")))
        if style.get(w("type")) == "paragraph":
            named[identifier] = value_of(style.find(w("name")))

    def found(identifier: str) -> bool:
        for _ in range(_DEEPEST):
            if (own := bold.get(identifier)) is not None:
                return own
            identifier = above.get(identifier, "")
        return False

    speaking = _SPEAKS_FOR_ITSELF
    return frozenset(one for one, name in named.items() if not speaking.search(name) and found(one))


def embolden(tree: Tree, styles: frozenset[str]) -> None:
    """Make the runs of such paragraphs bold, unless they say otherwise themselves."""
    for paragraph in tree.iter(w("p")) if styles else ():
        if value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) not in styles:
            continue
        for run in paragraph.iter(w("r")):
            properties = run.find(w("rPr"))
            if properties is None:
                properties = etree.Element(w("rPr"))
                run.insert(0, properties)
            if properties.find(w("b")) is None:
                etree.SubElement(properties, w("b"))


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
