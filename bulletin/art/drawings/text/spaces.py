"""White space of text, taken together as browsers take it together.

In: a text of a drawing for resvg. Out: the same, with just the spaces that are drawn, whatever
element stands between them, and without what is not shown: resvg looks at each part alone.
"""

import re

from lxml import etree

from bulletin.art.drawings.tree import Tree, local
from bulletin.art.drawings.vocabulary import TEXTS, XML

_SPACE = f"{{{XML}}}space"
_GAP = re.compile(r"[ \t\r\n]+")
_LINE = re.compile(r"[\r\n\t]")
_HIDDEN = "hidden"
"""The name of what goes."""


def settle_spaces(text: Tree) -> None:
    """Leave the spaces of a text that are drawn, and say that each of them counts."""
    _leave_out_hidden(text)
    after_gap, last = True, None
    for owner, key in _runs(text):
        said = getattr(owner, key) or ""
        if _is_kept(owner if key == "text" else owner.getparent(), text):
            made = _LINE.sub(" ", said)
            after_gap, last = (False, None) if made else (after_gap, last)
        else:
            made = _GAP.sub(" ", said)
            made = made.removeprefix(" ") if after_gap else made
            after_gap = made.endswith(" ") if made else after_gap
            last = (owner, key) if made else last
        setattr(owner, key, made)
    if last is not None and after_gap:
        setattr(*last, getattr(*last).removesuffix(" "))
    for item in text.iter("*"):
        item.attrib.pop(_SPACE, "")
    text.set(_SPACE, "preserve")


def _leave_out_hidden(text: Tree) -> None:
    """Remove what is not shown, but not what follows it."""
    for item in text.iterdescendants("*"):
        if local(item) not in TEXTS or item.get("display") == "none":
            item.tag = _HIDDEN
    etree.strip_elements(text, _HIDDEN, with_tail=False)


def _runs(text: Tree) -> list[tuple[Tree, str]]:
    """What holds the letters of a text, in their order: elements, and their `text` or `tail`."""
    found: list[tuple[Tree, str]] = [(text, "text")]
    for child in text:
        found += _runs(child)
        found.append((child, "tail"))
    return found


def _is_kept(item: Tree | None, text: Tree) -> bool:
    """Whether all spaces in an element count: browsers ask no element around the text."""
    while item is not None:
        if said := item.get(_SPACE):
            return said == "preserve"
        if item is text:
            break
        item = item.getparent()
    return False
