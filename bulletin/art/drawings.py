"""SVG files of editors: refused when they could run or load something, else made small.

In: a drawing as Inkscape or another program wrote it. Out: its tree, its size, its bytes
without editors' data (which may name folders of the author's computer), or its pixels.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path

from lxml import etree

from bulletin.diagnostics import BulletinError

Tree = etree._Element  # noqa: SLF001, lxml's only name for the type

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

MAX_BYTES = 5_000_000
"""A drawing with more is a scan in disguise, and would be sent whole to every phone."""

_FORBIDDEN = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
_INSIDE = re.compile(r"#|data:image/(png|jpeg|webp|gif);base64,")
"""Addresses that load nothing: places in the drawing itself, and pictures held in it."""
_LOADS = re.compile(r"@import|url\(\s*['\"]?(?!['\"]?(?:#|data:image/(?:png|jpeg)))|expression\(")
_DEFAULT_SIZE = (300.0, 150.0)
"""CSS Images 3: the default object size."""

_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""CSS pixels for each unit of length (CSS Values 4, section 6.2)."""


def read(file: Path) -> Tree:
    """The tree of a drawing that is safe to show. Raises `BulletinError` if it is not."""
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"there is no picture {file.name}"
        raise BulletinError(message) from error
    if len(data) > MAX_BYTES:
        message = f"the drawing {file.name} has more than {MAX_BYTES // 1_000_000} MB"
        raise BulletinError(message, "save pictures inside it as files of their own")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"{file.name} is not a whole SVG file: {error.msg}"
        raise BulletinError(message, "export it again as plain SVG") from error
    if tree.tag != f"{{{SVG}}}svg":
        message = f"{file.name} is not an SVG file"
        raise BulletinError(message, "export it again as plain SVG")
    if reason := _danger(tree):
        message = f"the drawing {file.name} {reason}"
        raise BulletinError(message, "export it as plain SVG, with pictures embedded")
    return tree


def _danger(tree: Tree) -> str:
    """Why a drawing is refused, or ""."""
    for item in tree.iter():
        if not isinstance(item.tag, str):
            return "has entities of its own"
        name = etree.QName(item).localname
        if name in _FORBIDDEN:
            return f"has a <{name}> element"
        if name == "style" and _LOADS.search("".join(map(str, item.itertext()))):
            return "loads something from outside in its styles"
        for key, value in item.attrib.items():
            if reason := _danger_of(name, etree.QName(key).localname, str(value)):
                return reason
    return ""


def _danger_of(element: str, key: str, value: str) -> str:
    if key.lower().startswith("on"):
        return f"runs a program ({key})"
    if key == "href" and not _INSIDE.match(value.strip()):
        link = element == "a" and value.strip().startswith(("https:", "http:", "mailto:", "tel:"))
        return "" if link else f"loads something from outside ({value[:60]})"
    return "loads something from outside" if _LOADS.search(value) else ""


def size_of(tree: Tree) -> tuple[int, int]:
    """Width and height in CSS pixels, from width and height or else from the viewBox."""
    box = [float(n) for n in re.findall(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", tree.get("viewBox", ""))]
    has_box = len(box) == 4 and box[2] > 0 and box[3] > 0  # noqa: PLR2004, SVG 2, 8.6
    ratio = box[3] / box[2] if has_box else None
    width, height = _length(tree.get("width")), _length(tree.get("height"))
    if width is None and height is None:
        width, height = (box[2], box[3]) if has_box else _DEFAULT_SIZE
    elif height is None:
        height = (width or 0) * (ratio or _DEFAULT_SIZE[1] / _DEFAULT_SIZE[0])
    elif width is None:
        width = height / (ratio or _DEFAULT_SIZE[1] / _DEFAULT_SIZE[0])
    return (max(1, round(width or 0)), max(1, round(height)))


def _length(text: str | None) -> float | None:
    """A length in CSS pixels; None for none, per cent, and what is no length."""
    found = re.fullmatch(r"\s*([\d.]+(?:[eE][-+]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*", text or "")
    return float(found[1]) * _UNITS[found[2]] if found and float(found[1]) > 0 else None


def minified(tree: Tree) -> bytes:
    """The drawing as bytes: without editors' namespaces, metadata and idle white space."""
    tree = copy.deepcopy(tree)
    width, height = size_of(tree)
    if not tree.get("viewBox"):
        tree.set("viewBox", f"0 0 {width} {height}")
    for item in list(tree.iter("*")):
        foreign = etree.QName(item).namespace != SVG
        if (foreign or etree.QName(item).localname == "metadata") and item is not tree:
            _drop(item)
            continue
        for key in list(item.attrib):
            if etree.QName(key).namespace not in {None, XLINK, XML}:
                del item.attrib[key]
        _trim(item)
    etree.cleanup_namespaces(tree)
    return etree.tostring(tree, encoding="utf-8") + b"\n"


def _drop(item: Tree) -> None:
    parent = item.getparent()
    if parent is not None:
        item.tail = None
        parent.remove(item)


def _trim(item: Tree) -> None:
    """Remove white space between elements, except where it is part of text."""
    in_text = {"text", "tspan", "textPath", "title", "desc", "style"}
    if etree.QName(item).localname in in_text:
        return
    if item.text and not item.text.strip():
        item.text = None
    for child in item:
        if child.tail and not child.tail.strip():
            child.tail = None


def rasterised(tree: Tree, scale: float) -> bytes:
    """The drawing as PNG, `scale` times its size in CSS pixels, drawn without any loading."""
    import vl_convert  # noqa: PLC0415, heavy

    return bytes(vl_convert.svg_to_png(minified(tree).decode(), scale=scale))
