"""How elements of XML and HTML are taken out of their tree."""

from __future__ import annotations

from lxml import etree


def replace_with_text(element: etree._Element, words: str = "") -> None:
    """Put words in the place of an element, or nothing; what stands behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    text = words + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)
