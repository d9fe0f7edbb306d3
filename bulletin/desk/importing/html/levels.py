"""Lists that programs write one behind the other, or beside the items that they belong to.

In: a page of Google Docs, Outlook or OneNote, or one copied from Word in a browser. Out: the page
with the lists in the items of one another.
"""

import re
from collections.abc import Sequence

from lxml import etree

from bulletin.desk.importing.elements import division_around, whole_number
from bulletin.formats.element_text import Element

_GOOGLE = re.compile(r"(?:^|\s)lst-(?P<name>kix_\w+)-(?P<level>[0-9])(?:\s|$)")
_DEEPEST = 8
_LISTS = {"ul", "ol"}


def nest_lists(root: Element) -> None:
    """Put each list below the item before it: one in a list, and one that says its level.

    So are items of one list that say levels of their own.
    """
    for flat in list(root.iter("ul", "ol")):
        _nest_items(flat)
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


def _nest_items(flat: Element) -> None:
    """Put the items of a list that are deeper than the first one into lists of their own."""
    levels = [_level_of(item) for item in flat]
    if not levels or levels[0] is None or max(level or 0 for level in levels) <= levels[0]:
        return
    above: list[tuple[int, Element]] = [(levels[0], flat)]
    for item, level in zip(list(flat), levels, strict=True):
        depth = above[-1][0] if level is None else level
        while len(above) > 1 and above[-1][0] > depth:
            above.pop()
        if depth > above[-1][0] and len(above[-1][1]):
            above.append((depth, etree.SubElement(above[-1][1][-1], flat.tag)))
        above[-1][1].append(item)


def _level_of(item: Element) -> int | None:
    """How deep an item stands, from 0; None where it does not say so."""
    level = whole_number(item.get("aria-level") or item.get("data-aria-level"), 0) - 1
    return level if 0 <= level <= _DEEPEST else None


def _level(one: Element) -> int | None:
    """How deep a list stands, from 0; None where it does not say so."""
    if found := _GOOGLE.search(one.get("class") or ""):
        return int(found["level"])
    return _level_of(one[0]) if len(one) and one[0].get("data-aria-level") else None


def _alone(one: Element) -> Element:
    """A list with the division around it that holds nothing else."""
    outer = division_around(one)
    return outer if outer is not None and len(outer) == 1 else one


def _remove(whole: Element) -> None:
    """Take an element that is empty by now out of the page."""
    outer = whole.getparent()
    if outer is not None:
        whole.tail = None
        outer.remove(whole)


def numbers_of(counted: Element, items: Sequence[Element]) -> list[int]:
    """The numbers that browsers show for the items of an ordered list."""
    backwards = counted.get("reversed") is not None
    number = whole_number(counted.get("start"), len(items) if backwards else 1)
    numbers = []
    for item in items:
        number = whole_number(item.get("value"), number)
        numbers.append(number)
        number += -1 if backwards else 1
    return numbers
