"""SVG drawings opened: XML of the right kind, without programs and outside references.

In: a file. Out: what is wrong with it, in words; "" when nothing is. A drawing goes into
pages and books as it is, so what could run there or fetch something is refused
(SVG 2, section 2.2.1 "secure static mode").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

SVG = "http://www.w3.org/2000/svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)", re.IGNORECASE)
_PROGRAMS = {"script", "foreignObject", "iframe", "object", "embed", "handler"}


def _root(data: bytes) -> _Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def fault_of(path: Path) -> str:
    """Why a file is no drawing."""
    root = _root(path.read_bytes())
    if root is None:
        return "cannot be opened as a drawing"
    if root.tag != f"{{{SVG}}}svg":
        return "is not an SVG drawing"
    return ""


def danger_of(path: Path) -> str:
    """What in a drawing runs or fetches something. "" also when it is no drawing."""
    data = path.read_bytes()
    root = _root(data)
    return "" if root is None else next(_dangers(data, root), "")


def _dangers(data: bytes, root: _Element) -> Iterator[str]:
    if b"<!ENTITY" in data:
        yield "defines entities of its own"
    if b"<?xml-stylesheet" in data:
        yield _FOREIGN_STYLE
    for node in root.iter():
        if isinstance(node.tag, str):
            yield from _in_element(node)


_FOREIGN_STYLE = "takes its style from another file"


def _in_element(node: _Element) -> Iterator[str]:
    name = str(node.tag).rpartition("}")[2]
    if name in _PROGRAMS:
        yield f"holds <{name}>"
    if name == "style" and _OUTSIDE.search("".join(map(str, node.itertext()))):
        yield _FOREIGN_STYLE
    for key, value in node.attrib.items():
        yield from _in_attribute(name, str(key), str(value).strip())


def _in_attribute(element: str, key: str, value: str) -> Iterator[str]:
    if key.lower().startswith("on"):
        yield f"holds a program in {key}"
    if value.lower().startswith("javascript:"):
        yield "holds a program in a link"
    elif key in _HREFS and element != "a" and not value.startswith(("#", "data:image/")):
        yield f'needs another file, "{value[:60]}"'
    if key not in _HREFS and _OUTSIDE.search(value):
        yield _FOREIGN_STYLE
