"""The fonts of text in HTML: of `style`, of `<font face>`, and of the style sheet in its head.

In: a tree of HTML. Out: its text as slots with fonts, a paragraph at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import tinycss2
from lxml import etree

from bulletin.desk.importing.characters.encodings import Slot
from bulletin.formats.characters import without_endless_numbers
from bulletin.formats.symbol_fonts import signs_of

BLOCKS = frozenset(
    ["p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre", "hr", "figure", "figcaption", "details", "summary", "center", "address", "video", "audio", "iframe", "form", "fieldset", "body", "html"]
)  # fmt: skip
_SIMPLE = re.compile(r"([A-Za-z][\w:]*)?(?:\.([\w-]+))?")
_FAMILY = re.compile(r"(?:^|;)\s*(?:mso-ascii-)?font(?:-family)?\s*:\s*([^;]+)", re.IGNORECASE)
FontRules = dict[tuple[str, str], str]


def slots_of(root: etree._Element) -> Iterator[list[Slot]]:
    """The text of each paragraph with its fonts."""
    rules = rules_of(root, _font_of)
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
            own = _own_font(element, rules) or font
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


_LOOK = re.compile(
    r"(?:font-weight|font-style|vertical-align|text-decoration[\w-]*)\s*:[^;}]*", re.IGNORECASE
)


def spell_out_looks(root: etree._Element) -> None:
    """Write what simple rules say of bold and the like to the elements, as Google Docs needs it."""
    looks = rules_of(root, _look_of)
    for element in root.iter():
        if not looks or not isinstance(element.tag, str) or element.tag in BLOCKS:
            continue
        for name in (element.get("class") or "").split():
            for key in ((str(element.tag), name), ("", name)):
                if key in looks:
                    element.set("style", f"{looks[key]};{element.get('style') or ''}")


def _look_of(declarations: str) -> str:
    return ";".join(_LOOK.findall(declarations))


def _font_of(declarations: str) -> str:
    match = _FAMILY.search(declarations)
    return _first_family(match[1]) if match else ""


def _own_font(element: etree._Element, rules: FontRules) -> str:
    """The first family that is set on an element itself."""
    style = element.get("style") or ""
    if match := _FAMILY.search(style):
        return _first_family(match[1])
    if face := element.get("face"):
        return _first_family(face)
    tag = str(element.tag)
    for name in (element.get("class") or "").split():
        for key in ((tag, name), ("", name)):
            if key in rules:
                return rules[key]
    return rules.get((tag, ""), "")


def _first_family(value: str) -> str:
    """The first font of a list; of the short form `font:` what stands behind the size."""
    first = value.split(",", maxsplit=1)[0].strip()
    quoted = re.search(r"[\"']([^\"']+)[\"']", first)
    if quoted:
        return quoted[1].strip()
    return re.sub(r"^.*\d(?:pt|px|em|%)\S*\s+", "", first).strip()


def rules_of(root: etree._Element, read: Callable[[str], str]) -> FontRules:
    """What simple rules of the style sheets say, as read: of a tag, a class, or both."""
    rules: FontRules = {}
    for style in root.iter("style"):
        text = (style.text or "").replace("<!--", "").replace("-->", "")
        text = without_endless_numbers(text)
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            said = read(tinycss2.serialize(rule.content).replace("\n", " "))
            if not said:
                continue
            for selector in tinycss2.serialize(rule.prelude).split(","):
                if simple := _SIMPLE.fullmatch(selector.strip()):
                    rules[(simple[1] or "").lower(), simple[2] or ""] = said
    return rules


def classes_of(element: etree._Element) -> set[tuple[str, str]]:
    """The keys by which rules of a style sheet know an element: its classes, with its tag or not."""
    names = (element.get("class") or "").split()
    return {(tag, name) for name in names for tag in ("", str(element.tag))}
