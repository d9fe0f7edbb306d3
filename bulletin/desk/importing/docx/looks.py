"""How paragraphs of a Word file look, where pandoc would read something else into it.

In: the XML of a part, and that of the styles. Out: the same, changed: bold that a paragraph has
by its style is bold in its runs, an indented paragraph is no quotation, and a tab is kept.
"""

from __future__ import annotations

import re

from lxml import etree

from bulletin.desk.importing.docx.styles import DocxStyles, is_of_paragraphs, style_of
from bulletin.desk.importing.docx.wordml import Tree, is_on, value_of, w, with_properties
from bulletin.desk.importing.tree import TAB
from bulletin.languages import any_phrase

_SPEAKS_FOR_ITSELF = re.compile(rf"{any_phrase('telling_styles')}|toc", re.IGNORECASE)
"""Names of styles that say what a paragraph is: there bold is only a look."""
_QUOTES = re.compile(any_phrase("quoting_styles"), re.IGNORECASE)


def bold_styles(sheet: DocxStyles) -> frozenset[str]:
    """The styles of paragraphs, by their identifiers, in which all words are bold."""

    def is_bold(identifier: str) -> bool:
        return is_on(next(sheet.said(identifier, f"{w('rPr')}/{w('b')}"), None))

    return frozenset(
        identifier
        for identifier, style in sheet
        if is_of_paragraphs(style)
        and not _SPEAKS_FOR_ITSELF.search(value_of(style.find(w("name"))))
        and is_bold(identifier)
    )


def embolden(tree: Tree, styles: frozenset[str]) -> None:
    """Make the runs of such paragraphs bold, unless they say otherwise themselves."""
    for paragraph in tree.iter(w("p")) if styles else ():
        if style_of(paragraph) not in styles:
            continue
        for run in paragraph.iter(w("r")):
            properties = with_properties(run, "rPr")
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
