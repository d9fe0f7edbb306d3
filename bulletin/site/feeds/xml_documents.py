"""Small XML documents with namespaces.

In: names as `{namespace}local`, text, attributes. Out: lxml elements and the document's text.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from bulletin.xhtml import Element


def node(name: str, /, *children: Element | str, **attributes: str) -> Element:
    """An element; a child that is a text is its text."""
    made = etree.Element(name, {key.rstrip("_"): value for key, value in attributes.items()})
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def document(tree: Element, prefixes: Mapping[str, str]) -> str:
    """The document's text, with its namespaces declared at the top; "" is the default one."""
    names: Any = {prefix or None: name for prefix, name in prefixes.items()}
    attributes = {str(name): str(value) for name, value in tree.attrib.items()}
    top = etree.Element(tree.tag, attributes, nsmap=names)
    top.text = tree.text
    top.extend(list(tree))
    etree.cleanup_namespaces(top, keep_ns_prefixes=[prefix for prefix in prefixes if prefix])
    text = etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text.decode()
