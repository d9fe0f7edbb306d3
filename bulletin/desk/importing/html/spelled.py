"""What a page says by styles, attributes and fields, written as its text and its elements.

In: a tree of HTML. Out: the same, in which the words of blocks that are struck out stand in <s>,
lists say by their own elements whether they count, and with letters, equations, fields and ruby
are words, letters are capitals where browsers show them so, and links lead where the page's base
says.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from lxml import etree

from bulletin.desk.importing.elements import replace_with_text
from bulletin.desk.importing.equations import apart, parts_of
from bulletin.desk.importing.html.fonts import BLOCKS
from bulletin.desk.importing.remarks import DELETED, Remarks, excerpt
from bulletin.formats.element_text import Element, words_within

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
    looks = {one: style for one in root.iter("*") if (style := one.get("style"))}
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
        remarks.changed(DELETED, excerpt(words))
    replace_with_text(dict.fromkeys(deleted, ""))


_SHOWN = frozenset(
    ["", "text", "number", "date", "time", "month", "week", "tel", "email", "url", "search"]
)
"""Kinds of fields whose value one reads."""


def write_out_fields(root: Element) -> None:
    """Put as text what somebody has typed or chosen, and readings in brackets behind their words."""
    words = {one: _chosen(one) for one in root.iter("select")}
    words |= {one: words_within(one) for one in root.iter("textarea")}
    for field in root.iter("input"):
        if (field.get("type") or "").lower() in _SHOWN and (value := field.get("value")):
            words[field] = value
    words |= {one: _with_reading(one) for one in root.iter("ruby")}
    replace_with_text(words)


def _chosen(field: Element) -> str:
    """What a list to choose from shows: what is chosen, else its first entry."""
    options = list(field.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None] or options[:1]
    return ", ".join(filter(None, map(words_within, chosen)))


def _with_reading(ruby: Element) -> str:
    reading = "".join(words_within(one) for one in ruby.iter("rt"))
    replace_with_text({one: "" for name in ("rt", "rp") for one in list(ruby.iter(name))})
    base = words_within(ruby)
    return f"{base} ({reading})" if reading else base


def follow_base(root: Element) -> None:
    """Write links as the page's base completes them."""
    base = next((one.get("href") or "" for one in root.iter("base")), "")
    if urlsplit(base).scheme not in {"http", "https"}:
        return
    for link in root.iter("a"):
        if (target := (link.get("href") or "").strip()) and not target.startswith("#"):
            try:
                link.set("href", urljoin(base, target))
            except ValueError:
                continue  # no address, as its finding says


_SAID = re.compile(
    r"(?:^|;)\s*(?:text-transform\s*:\s*(?P<way>[a-z]+)|font-variant(?:-caps)?\s*:\s*(?P<small>[a-z-]+))",
    re.IGNORECASE,
)
_BEGINS_WORD = re.compile(r"(?<![\w'’])[^\W\d_]")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "title", "style", "script"])
_WAYS: Mapping[str, Callable[[str], str]] = {
    "uppercase": str.upper,
    "small-caps": str.upper,
    "lowercase": str.lower,
    "capitalize": lambda text: _BEGINS_WORD.sub(lambda match: match[0].upper(), text),
}


def write_capitals(root: Element) -> None:
    """Write letters as they are shown."""
    # A stack of its own: HTML may be nested as deeply as its writer likes.
    waiting = [(root, "")]
    while waiting:
        element, way = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _HEADINGS:
            continue
        way = _way(element.get("style") or "") or way
        shown = _WAYS.get(way, str)
        element.text = shown(element.text) if element.text else element.text
        for child in element:
            child.tail = shown(child.tail) if child.tail else child.tail
            waiting.append((child, way))


def _way(declarations: str) -> str:
    found = [(match["way"] or match["small"]).lower() for match in _SAID.finditer(declarations)]
    return next((one for one in found if one in _WAYS), found[-1] if found else "")
