"""Footnotes in HTML: links to a note and the note itself, as Word, pandoc, GitHub write them.

In: a tree of HTML. Out: which link is which note, and which elements are notes.
"""

import re
from dataclasses import dataclass

from bulletin.desk.importing.html.fonts import BLOCKS
from bulletin.formats.element_text import Element, text_within

_NAMES = re.compile(
    r"(user-content-)?[_:]*(fn|ftnt?|edn|sdfootnote|sdendnote|endnote|footnote|note|cite_note|chuthich|chu-thich)[\w:.-]*",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\W*(\d{1,3}|[a-z*†‡]|[ivx]{1,5})\W*", re.IGNORECASE)
_BACK = re.compile(r"[\s↩↑^⏎\ufe0e\[\]().\d*]*")


@dataclass(frozen=True)
class HtmlNotes:
    """Notes by the links that lead to them."""

    by_link: dict[Element, Element]
    notes: frozenset[Element]
    backs: frozenset[Element]
    """Links inside notes that lead back."""


def notes_of(root: Element) -> HtmlNotes:
    """The notes of a page."""
    named = _by_name(root)
    by_link: dict[Element, Element] = {}
    order = {element: number for number, element in enumerate(root.iter())}
    for link in root.iter("a"):
        target = _target(link)
        place = named.get(target) if _NAMES.fullmatch(target) else None
        if place is None or not _SIGN.fullmatch(text_within(link)):
            continue
        note = _holder(place)
        # A note stands behind the link that leads to it; what leads forward again is its number.
        if note is not None and order[note] > order[link] and _holder(link) is not note:
            by_link[link] = note
    notes = frozenset(by_link.values())
    backs = frozenset(link for note in notes for link in note.iter("a") if _leads_back(link))
    return HtmlNotes(by_link, notes, backs)


def _by_name(root: Element) -> dict[str, Element]:
    """The first element of each name that a link may lead to."""
    named: dict[str, Element] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    named.setdefault(name, element)
    return named


def _target(link: Element) -> str:
    """The name of the element of the page that a link leads to, or ""."""
    address = link.get("href") or ""
    return address.removeprefix("#") if address.startswith("#") else ""


def _leads_back(link: Element) -> bool:
    inside = (link.get("href") or "").startswith("#")
    return inside and _BACK.fullmatch(text_within(link)) is not None


def _holder(element: Element) -> Element | None:
    """The block that an element is, or stands in; of a list's item the item."""
    found: Element | None = element
    while found is not None and (found.tag not in BLOCKS or found.tag in {"body", "html"}):
        found = found.getparent()
    item = element if element.tag == "li" else next(element.iterancestors("li"), None)
    return item if item is not None else found
