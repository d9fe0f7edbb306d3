"""Lists that programs write one behind the other, or beside the items that they belong to.

In: a page of Google Docs, Outlook or OneNote, or one copied from Word in a browser. Out: the page
with the lists in the items of one another.
"""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element  # noqa: SLF001, lxml's only name for the type
_GOOGLE = re.compile(r"(?:^|\s)lst-(?P<name>kix_\w+)-(?P<level>[0-9])(?:\s|$)")
_DEEPEST = 8
_LISTS = {"ul", "ol"}


def nest_lists(root: Element) -> None:
    """Put each list below the item before it: one in a list, and one that says its level."""
    for inner in list(root.iter("ul", "ol")):
        outer, item = inner.getparent(), inner.getprevious()
        if outer is not None and outer.tag in _LISTS and item is not None and item.tag == "li":
            inner.tail = None
            item.append(inner)
    above: dict[int, Element] = {}
    last: Element | None = None
    for one in list(root.iter("ul", "ol")):
        level = _level(one)
        if level is None:
            continue
        whole = _alone(one)
        if last is None or whole.getprevious() is not last:
            above = {}
        above = {depth: kept for depth, kept in above.items() if depth <= level}
        beside = above.get(level)
        if beside is not None and beside.tag == one.tag:
            beside.extend(one)
            _remove(one)
        elif upper := [depth for depth in above if depth < level]:
            above[max(upper)][-1].append(one)
            above[level] = one
        else:
            above, last = {level: one}, whole
            continue
        if whole is not one:
            _remove(whole)


def _level(one: Element) -> int | None:
    """How deep a list stands, from 0; None where it does not say so."""
    if found := _GOOGLE.search(one.get("class") or ""):
        return int(found["level"])
    written = one[0].get("data-aria-level") if len(one) else None
    level = int(written) - 1 if written and written.isdecimal() else -1
    return level if 0 <= level <= _DEEPEST else None


def _alone(one: Element) -> Element:
    """A list with the division around it that holds nothing else."""
    outer = one.getparent()
    alone = outer is not None and outer.tag == "div" and len(outer) == 1
    return outer if alone and outer is not None else one


def _remove(whole: Element) -> None:
    """Take an element that is empty by now out of the page."""
    outer = whole.getparent()
    if outer is not None:
        whole.tail = None
        outer.remove(whole)
