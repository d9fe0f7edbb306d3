"""Letters that a page shows as others than it holds: `text-transform` and small capitals.

In: a tree of HTML. Out: the same with the letters that browsers show, as names and abbreviations
need them. Headings stay as they are typed: there capitals are only a look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bulletin.desk.importing.html.fonts import rules_of
from bulletin.formats.element_text import Element

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
    rules = rules_of(root, _way)
    # A stack of its own: HTML may be nested as deeply as its writer likes.
    waiting = [(root, "")]
    while waiting:
        element, way = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _HEADINGS:
            continue
        way = _own_way(element, rules) or way
        shown = _WAYS.get(way, str)
        element.text = shown(element.text) if element.text else element.text
        for child in element:
            child.tail = shown(child.tail) if child.tail else child.tail
            waiting.append((child, way))


def _own_way(element: Element, rules: Mapping[tuple[str, str], str]) -> str:
    """What an element says of its letters; "" where it says nothing."""
    if own := _way(element.get("style") or ""):
        return own
    tag, names = str(element.tag), (element.get("class") or "").split() if rules else ()
    keys = [key for name in names for key in ((tag, name), ("", name))]
    return next((rules[key] for key in [*keys, (tag, "")] if key in rules), "")


def _way(declarations: str) -> str:
    found = [(match["way"] or match["small"]).lower() for match in _SAID.finditer(declarations)]
    return next((one for one in found if one in _WAYS), found[-1] if found else "")
