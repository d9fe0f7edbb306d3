"""Words of a page that are no text between tags: in fields of forms, above a word, behind a base.

In: a tree of HTML. Out: the same with what a browser shows of fields and of ruby as text, and with
links that lead where the page's base says.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from bulletin.desk.importing.elements import replace_with_text
from bulletin.formats.element_text import Element, words_within

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
