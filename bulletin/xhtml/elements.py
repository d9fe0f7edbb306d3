"""Elements of XHTML: how they are made, and written as XHTML or as HTML.

In: names, attributes, text. Out: lxml elements without a namespace (the page that holds them
declares it), and their text. SVG elements carry their own namespace.
"""

import copy
import re
from collections.abc import Iterable

from lxml import etree

from bulletin.formats.characters import clean
from bulletin.theming.contexts.html import Html

Element = etree._Element  # noqa: SLF001, lxml's only name for the type

XML = "http://www.w3.org/XML/1998/namespace"
OPS = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"

etree.register_namespace("epub", OPS)  # the prefix that lxml writes for it

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
"""Elements that have no end tag (HTML Living Standard, 13.1.2)."""


def element(tag: str, *children: Element | str | None, **attributes: str | None) -> Element:
    """An element. In names of attributes `_` stands for `-`, and `class_` for `class`.

    Children and attributes that are None are left out.
    """
    made = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), clean(value))
    append(made, *children)
    return made


def append(parent: Element, *children: Element | str | None) -> Element:
    """Add elements and text at the end of an element, and give it back."""
    for child in children:
        if isinstance(child, str):
            text = clean(child)
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + text
            else:
                parent.text = (parent.text or "") + text
        elif child is not None:
            parent.append(child)
    return parent


def add_class(target: Element, name: str) -> None:
    """Add a class to those that an element has."""
    target.set("class", f"{target.get('class', '')} {name}".strip())


def fragment_of(svg: str) -> Element:
    """The element of an SVG file or of other well-formed XML that we made ourselves."""
    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def to_xhtml(target: Element) -> str:
    """An element as XHTML (XML syntax of HTML), for EPUB and PDF pages."""
    target = copy.deepcopy(target)
    target.tail = None
    for item in _html_elements(target):
        if item.text is None and not len(item) and not re.fullmatch(_VOID, str(item.tag)):
            item.text = ""
    if any(str(name).startswith(f"{{{OPS}}}") for item in target.iter("*") for name in item.attrib):
        etree.cleanup_namespaces(target, top_nsmap={"epub": OPS})
    return etree.tostring(target, encoding="unicode")


def to_html(target: Element) -> Html:
    """An element as HTML: without the attributes that only XHTML knows."""
    target = copy.deepcopy(target)
    for item in target.iter("*"):
        for name in [name for name in item.attrib if str(name).startswith("{")]:
            del item.attrib[name]
    etree.cleanup_namespaces(target)
    return Html(re.sub(rf"<({_VOID})((?: [^<>]*)?)/>", r"<\1\2>", to_xhtml(target)))


def _html_elements(target: Element) -> Iterable[Element]:
    return (item for item in target.iter("*") if not str(item.tag).startswith("{"))
