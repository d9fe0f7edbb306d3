"""How paragraphs of a LibreOffice file look, where pandoc would read something else into it.

In: the XML of the text and of the styles. Out: the same, changed: what a paragraph has by its own
look is said of its words, an indented paragraph is no quotation, and a tab is kept.
"""

import re

from lxml import etree

from bulletin.desk.importing.odt.inherited import (
    OF_PARAGRAPHS,
    OF_WORDS,
    STRUCK,
    OdtStyles,
    said_by,
)
from bulletin.desk.importing.odt.names import DRAW, FO, OFFICE, STYLE, SVG, TEXT, XLINK, Tree
from bulletin.desk.importing.shaping.indents import points, spaces
from bulletin.desk.importing.shaping.typed_signs import begins_entry
from bulletin.desk.importing.tree import SET_IN, TAB
from bulletin.formats.element_text import text_within
from bulletin.languages import any_phrase

_SPEAKS_FOR_ITSELF = re.compile(
    rf"{any_phrase('telling_styles')}|contents|illustration|figure", re.IGNORECASE
)
"""Names of styles that say what a paragraph is: there bold is only a look."""
_QUOTES = re.compile(any_phrase("quoting_styles"), re.IGNORECASE)
_LOOKS = {
    f"{FO}font-weight": ("BulletinStrong", {"bold", "600", "700", "800", "900"}),
    f"{FO}font-style": ("BulletinEmphasis", {"italic", "oblique"}),
    STRUCK: ("BulletinStruck", {"solid", "dotted", "dash", "wave", "double"}),
}
_WRITTEN = {"bold", "italic", "solid"}
_UNDERLINE = f"{STYLE}text-underline"
_INDENTS = (f"{FO}margin-left", f"{FO}margin-right", f"{FO}text-indent", f"{FO}margin")


def say_looks_of_words(content: Tree, styles: OdtStyles) -> None:
    """Set words in spans where their paragraph alone makes them bold or italic."""
    styles.spell_out()
    used: set[str] = set()
    for paragraph in list(content.iter(f"{TEXT}p")):
        for name, (look, known) in _LOOKS.items():
            if _of_paragraph(styles, paragraph, OF_WORDS, name) in known:
                _set_in_span(paragraph, look)
                used.add(look)
    holder = content.find(f"{OFFICE}automatic-styles")
    if holder is None:
        return
    for name, (look, known) in _LOOKS.items():
        if look in used:
            attributes = {f"{STYLE}name": look, f"{STYLE}family": "text"}
            style = etree.SubElement(holder, f"{STYLE}style", attributes)
            value = min(known & _WRITTEN)
            etree.SubElement(style, OF_WORDS, {name: value})


def write_capitals(content: Tree, styles: OdtStyles) -> None:
    """Write as capitals the letters of words that their own style shows so: names need them."""
    shown = {
        name
        for family, name in styles
        if family == "text"
        and any(styles.said(family, name, one) == value for one, value in _CAPITALS.items())
    }
    for span in content.iter(f"{TEXT}span") if shown else ():
        if span.get(f"{TEXT}style-name") in shown:
            for one in span.iter():
                one.text = one.text.upper() if one.text else one.text
                if one is not span and one.tail:
                    one.tail = one.tail.upper()


_CAPITALS = {f"{FO}text-transform": "uppercase", f"{FO}font-variant": "small-caps"}


def _set_in_span(paragraph: Tree, look: str) -> None:
    span = etree.Element(f"{TEXT}span", {f"{TEXT}style-name": look})
    span.text, paragraph.text = paragraph.text, None
    for child in list(paragraph):
        span.append(child)
    paragraph.append(span)


def _of_paragraph(styles: OdtStyles, paragraph: Tree, properties: str, attribute: str) -> str:
    """What a paragraph's style says; "" where it, or a style above it, speaks for itself."""
    for style in styles.line("paragraph", paragraph.get(f"{TEXT}style-name") or ""):
        if _SPEAKS_FOR_ITSELF.search(style.get(f"{STYLE}name") or ""):
            return ""
        if value := said_by(style, properties, attribute):
            return value
    return ""


def mark_indents(content: Tree, styles: OdtStyles) -> None:
    """Note with `SET_IN` how far in the entries of typed lists stand."""
    for paragraph in content.iter(f"{TEXT}p"):
        if begins_entry(text_within(paragraph)):
            names = (f"{FO}margin-left", f"{FO}text-indent")
            found = (_of_paragraph(styles, paragraph, OF_PARAGRAPHS, name) for name in names)
            paragraph.text = SET_IN * spaces(sum(map(points, found))) + (paragraph.text or "")


_HARD_SPACE = "\u00a0"


def keep_empty(content: Tree) -> None:
    """Write a hard space into empty paragraphs of the text: they part stanzas, and pandoc drops them."""
    for paragraph in content.iter(f"{TEXT}p"):
        holder = paragraph.getparent()
        within = holder is not None and holder.tag in {f"{OFFICE}text", f"{TEXT}section"}
        if within and not len(paragraph) and not (paragraph.text or "").strip():
            paragraph.text = _HARD_SPACE


def unindent(*parts: Tree | None) -> None:
    """Take indents away, by which pandoc knows quotations; those by their styles stay."""
    for part in parts:
        for style in part.iter(f"{STYLE}style") if part is not None else ():
            properties = style.find(OF_PARAGRAPHS)
            named = (style.get(f"{STYLE}name"), style.get(f"{STYLE}parent-style-name"))
            if properties is None or any(_QUOTES.search(name or "") for name in named):
                continue
            for indent in _INDENTS:
                if indent in properties.attrib:
                    del properties.attrib[indent]


def drop_underlines(*parts: Tree | None) -> bool:
    """Take lines below words away, which pandoc takes for italics; whether there were any."""
    found = False
    for part in parts:
        for properties in part.iter(OF_WORDS) if part is not None else ():
            for name in [n for n in properties.attrib if str(n).startswith(_UNDERLINE)]:
                found = found or properties.attrib[name] != "none"
                del properties.attrib[name]
    return found


def keep_tabs(content: Tree) -> None:
    """Write tabs as a sign that pandoc does not take for a space."""
    for tab in content.iter(f"{TEXT}tab"):
        tab.tag = f"{TEXT}span"
        tab.attrib.clear()
        tab.text = TAB


def alternatives(content: Tree) -> dict[str, str]:
    """What pictures show, by the addresses that they are given here; pandoc tells titles only."""
    found: dict[str, str] = {}
    for number, frame in enumerate(content.iter(f"{DRAW}frame")):
        image = frame.find(f"{DRAW}image")
        said = (frame.findtext(f"{SVG}{kind}") or "" for kind in ("desc", "title"))
        words = next((" ".join(one.split()) for one in said if one.strip()), "")
        if image is not None and (source := image.get(f"{XLINK}href")):
            image.set(f"{XLINK}href", f"{source}#{number}")
            found[f"{source}#{number}"] = words
    return found
