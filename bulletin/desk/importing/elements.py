"""Elements of XML and HTML: what stands around them, what they hold, how they leave their tree."""

from collections.abc import Iterable, Mapping

from bulletin.formats.element_text import Element


def division_around(element: Element) -> Element | None:
    """The `div` right around an element of HTML; None where another element is."""
    outer = element.getparent()
    return outer if outer is not None and outer.tag == "div" else None


def take_out(element: Element) -> None:
    """Take an element out of its tree, with what stands behind it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def put_in_place(element: Element, others: Iterable[Element]) -> None:
    """Put elements in the place of another; one around which nothing is stays."""
    if element.getparent() is None:
        return
    for other in others:
        element.addprevious(other)
    take_out(element)


def outermost(element: Element, *tags: str) -> Element | None:
    """The outermost element of such a name around another."""
    return next(reversed(list(element.iterancestors(*tags))), None)


def put_behind(element: Element, others: Iterable[Element]) -> Element:
    """Put elements behind another; the last of them."""
    for other in others:
        element.addnext(other)
        element = other
    return element


def replace_with_text(words: Mapping[Element, str]) -> None:
    """Put words in the place of elements, or nothing; what stands behind each stays."""
    for parent in {element.getparent() for element in words}:
        if parent is not None:
            _replace_in(parent, words)


def _replace_in(parent: Element, words: Mapping[Element, str]) -> None:
    """Do so with the children of one element: their texts are put together once."""
    before: Element | None = None
    texts = [parent.text or ""]
    for child in list(parent):
        if child in words:
            texts += [words[child], child.tail or ""]
            parent.remove(child)
            continue
        _write_text(parent, before, texts)
        before, texts = child, [child.tail or ""]
    _write_text(parent, before, texts)


def _write_text(parent: Element, before: Element | None, texts: list[str]) -> None:
    """Write what stands behind a child, or in front of the first one, if it has changed."""
    if len(texts) == 1:
        return
    if before is None:
        parent.text = "".join(texts)
    else:
        before.tail = "".join(texts)


_LONGEST = 9
"""Figures of the numbers that programs write into attributes."""


def whole_number(value: str | None, otherwise: int) -> int:
    """A number as an attribute holds it; another for none, and for what is none."""
    return int(value) if value and value.isdecimal() and len(value) <= _LONGEST else otherwise
