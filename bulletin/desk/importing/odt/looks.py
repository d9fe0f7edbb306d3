"""How paragraphs of a LibreOffice file look, where pandoc would read something else into it.

In: the XML of the text and of the styles. Out: the same, changed: what a paragraph has by its own
look is said of its words, an indented paragraph is no quotation, and a tab is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bulletin.desk.importing.odt.burdens import DEEPEST_STYLE
from bulletin.desk.importing.odt.inherited import STRUCK, WordStyles
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


def say_looks_of_words(content: Tree, styles: Tree | None) -> None:
    """Set words in spans where their paragraph alone makes them bold or italic."""
    WordStyles(content, styles).spell_out()
    looks = _Looks(content, styles)
    used: set[str] = set()
    for paragraph in list(content.iter(f"{TEXT}p")):
        for name, (look, known) in _LOOKS.items():
            if looks.of(paragraph.get(f"{TEXT}style-name") or "", name) in known:
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
            etree.SubElement(style, f"{STYLE}text-properties", {name: value})


def write_capitals(content: Tree, styles: Tree | None) -> None:
    """Write as capitals the letters of words that their own style shows so: names need them."""
    known = WordStyles(content, styles)
    shown = {
        name
        for family, name in known
        if family == "text"
        and any(known.said(family, name, one) == value for one, value in _CAPITALS.items())
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


class _Looks:
    """What styles of paragraphs say of their words, or by other `properties` of themselves."""

    def __init__(
        self, content: Tree, styles: Tree | None, properties: str = "text-properties"
    ) -> None:
        self._own: dict[str, dict[str, str]] = {}
        self._above: dict[str, str] = {}
        for part in (styles, content):
            for style in part.iter(f"{STYLE}style") if part is not None else ():
                if style.get(f"{STYLE}family") == "paragraph":
                    name = style.get(f"{STYLE}name") or ""
                    found = style.find(f"{STYLE}{properties}")
                    self._own[name] = {} if found is None else dict(found.attrib)  # type: ignore[arg-type]
                    self._above[name] = style.get(f"{STYLE}parent-style-name") or ""

    def of(self, style: str, property_name: str) -> str:
        """What a style says; "" where it, or a style above it, speaks for itself."""
        for name in self._line(style):
            if _SPEAKS_FOR_ITSELF.search(name):
                return ""
            if value := self._own.get(name, {}).get(property_name):
                return value
        return ""

    def _line(self, style: str) -> Iterator[str]:
        for _ in range(DEEPEST_STYLE):
            if not style:
                return
            yield style
            style = self._above.get(style, "")


def mark_indents(content: Tree, styles: Tree | None) -> None:
    """Note with `SET_IN` how far in the entries of typed lists stand."""
    looks = _Looks(content, styles, "paragraph-properties")
    for paragraph in content.iter(f"{TEXT}p"):
        style = paragraph.get(f"{TEXT}style-name") or ""
        if begins_entry(text_within(paragraph)):
            found = (looks.of(style, name) for name in (f"{FO}margin-left", f"{FO}text-indent"))
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
            properties = style.find(f"{STYLE}paragraph-properties")
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
        for properties in part.iter(f"{STYLE}text-properties") if part is not None else ():
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
