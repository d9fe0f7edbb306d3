"""The fonts of text in HTML: of `style` and of `<font face>`.

In: a tree of HTML. Out: its text as slots with fonts, a paragraph at a time.
"""

import re
from collections.abc import Iterator

from lxml import etree

from bulletin.desk.importing.characters.encodings import Slot
from bulletin.formats.symbol_fonts import signs_of

BLOCKS = frozenset(
    ["p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre", "hr", "figure", "figcaption", "details", "summary", "center", "address", "video", "audio", "iframe", "form", "fieldset", "body", "html"]
)  # fmt: skip
_FAMILY = re.compile(r"(?:^|;)\s*(?:mso-ascii-)?font(?:-family)?\s*:\s*([^;]+)", re.IGNORECASE)


def slots_of(root: etree._Element) -> Iterator[list[Slot]]:
    """The text of each paragraph with its fonts."""
    paragraph: list[Slot] = []
    # A stack of its own: HTML may be nested as deeply as its writer likes.
    waiting: list[tuple[etree._Element, str, bool]] = [(root, "", False)]
    while waiting:
        element, font, leaving = waiting.pop()
        if not leaving:
            if not isinstance(element.tag, str) or element.tag in {"style", "script", "title"}:
                if element.tail:
                    paragraph.append(Slot(element, font, tail=True))
                continue
            own = _own_font(element) or font
            if element.tag in BLOCKS and paragraph:
                yield paragraph
                paragraph = []
            if element.text:
                paragraph.append(Slot(element, own))
            waiting.append((element, font, True))
            waiting += [(child, own, False) for child in reversed(element)]
            continue
        if element.tag in BLOCKS and paragraph:
            yield paragraph
            paragraph = []
        if element.tail:
            paragraph.append(Slot(element, font, tail=True))
    if paragraph:
        yield paragraph


def spell_out_signs(root: etree._Element) -> None:
    """Write the signs that letters in fonts of signs show."""
    for slot in (slot for slots in slots_of(root) for slot in slots):
        shown = signs_of(slot.font, slot.text)
        if shown != slot.text:
            slot.write(shown)


def _own_font(element: etree._Element) -> str:
    """The first family that is set on an element itself, or for it by a rule."""
    said = _FAMILY.search(element.get("style") or "")
    return _first_family(said[1] if said else element.get("face") or "")


def _first_family(value: str) -> str:
    """The first font of a list; of the short form `font:` what stands behind the size."""
    first = value.split(",", maxsplit=1)[0].strip()
    quoted = re.search(r"[\"']([^\"']+)[\"']", first)
    if quoted:
        return quoted[1].strip()
    return re.sub(r"^.*\d(?:pt|px|em|%)\S*\s+", "", first).strip()
