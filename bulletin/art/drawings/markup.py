"""XML read without following anything: bytes in, a tree out.

In: a drawing's bytes. Out: its tree, or the fault that makes it none. Entities of the file
itself are replaced by what they stand for (Illustrator writes its namespaces so), within the
limits of libxml2; no other file and no network is ever asked.
"""

import re
import zlib
from collections.abc import Iterable
from html.entities import html5

from lxml import etree

from bulletin import codes
from bulletin.art.drawings.faults import Fault
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import SVG, XLINK
from bulletin.messages import tr

MAX_BYTES = 5_000_000
"""A drawing with more is a scan in disguise, and would be sent whole to every phone."""
MAX_DEPTH = 100
"""Elements in elements: five times what drawing programs make."""
MAX_ELEMENTS = 100_000
MAX_ATTRIBUTES = 500
"""Of one element: lxml looks each of them up from the first on."""

_PACKED = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
"""What zlib calls a gzip file (RFC 1952)."""

_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|(?:us-)?ascii|iso-8859-[0-9]{1,2}|latin-?1|windows-[0-9]{3,4}"
    r"|koi8-[ru]|gb(?:k|2312|18030)|big5|shift_jis|euc-(?:jp|kr)|macintosh|tis-620",
    re.IGNORECASE,
)
"""Encodings in which browsers and libxml2 take the same bytes for markup. Those that shift between
alphabets, as UTF-7 does, hide it from who knows them and show it to who does not."""

AGAIN = tr("open it in a drawing program and save it again as SVG")
PLAIN = tr("save it again as plain SVG, with its pictures embedded and without scripts")
SIMPLER = tr("leave out what is too small to be seen, or put it in as a picture (PNG)")


def unpacked(data: bytes) -> bytes:
    """A drawing's bytes, out of a packed one (SVGZ) at most one more than is read of any."""
    if not data.startswith(_PACKED):
        return data
    try:
        return zlib.decompressobj(_GZIP).decompress(data, MAX_BYTES + 1)
    except zlib.error:
        return data


def parsed(data: bytes) -> Tree | Fault:
    """The tree of a drawing, or why there is none."""
    if len(data) > MAX_BYTES:
        message = tr("has more than {max_bytes} MB", max_bytes=MAX_BYTES // 1_000_000)
        hint = tr("save pictures inside it as files of their own, or all of it as a picture (PNG)")
        return Fault(codes.HEAVY_DRAWING, message, hint)
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # lxml-stubs are older
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return _unreadable(error)
    if not _ENCODINGS.fullmatch(tree.getroottree().docinfo.encoding or "UTF-8"):
        message = tr("is in an encoding of letters that browsers do not read")
        return Fault(codes.BROKEN_PICTURE, message, AGAIN)
    if tree.tag == "svg":
        message = tr("does not say that it is SVG, and browsers do not show it")
        return Fault(codes.BROKEN_PICTURE, message, tr('write xmlns="{svg}" after <svg', svg=SVG))
    if tree.tag != f"{{{SVG}}}svg":
        return Fault(codes.BROKEN_PICTURE, tr("is not an SVG drawing"), AGAIN)
    return _too_much(tree) or _unsafe(tree) or tree


_PREFIX = re.compile(r"Namespace prefix ([\w.-]+) ")
_MEANT = {
    "xlink": XLINK,
    "svg": SVG,
    "inkscape": "http://www.inkscape.org/namespaces/inkscape",
    "sodipodi": "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
}
"""What prefixes stand for that stay behind where a drawing is cut out of a page or a file."""


def _unreadable(error: Exception) -> Fault:
    line, column = getattr(error, "position", (0, 0))
    told = str(getattr(error, "msg", "") or "")
    if told.startswith("Entity '"):
        name = told.split("'")[1]
        if letters := html5.get(f"{name};"):
            message = tr("holds &{name};, which stands for a letter in HTML only", name=name)
            hint = tr("write {number} for it", number="".join(f"&#{ord(one)};" for one in letters))
            return Fault(codes.BROKEN_PICTURE, message, hint, line, column)
        return Fault(
            codes.UNSAFE_SVG, tr("needs another file for &{name};", name=name), PLAIN, line, column
        )
    if found := _PREFIX.match(told):
        message = tr('does not say what "{name}:" stands for', name=found[1])
        meant = f'xmlns:{found[1]}="{_MEANT.get(found[1], "")}"'
        hint = tr("write {meant} after <svg", meant=meant) if found[1] in _MEANT else AGAIN
        return Fault(codes.BROKEN_PICTURE, message, hint, line, column)
    if "mplification" in told or "Excessive depth" in told or "loop" in told:
        return Fault(codes.HEAVY_DRAWING, tr("grows beyond all measure when read"), PLAIN, line)
    return Fault(codes.BROKEN_PICTURE, tr("cannot be opened as a drawing"), AGAIN, line, column)


def _too_much(tree: Tree) -> Fault | None:
    """Too many elements, or too many in one another."""
    depth = most = count = attributes = 0
    for event, item in etree.iterwalk(tree, events=("start", "end")):
        attributes = max(attributes, len(item.attrib))
        depth += 1 if event == "start" else -1
        most = max(most, depth)
        count += event == "start"
    if most > MAX_DEPTH:
        message = tr("has more than {max_depth} groups in groups", max_depth=MAX_DEPTH)
    elif attributes > MAX_ATTRIBUTES:
        message = tr("has an element with more than {most} attributes", most=MAX_ATTRIBUTES)
    elif count > MAX_ELEMENTS:
        message = tr("has more than {max_elements} elements", max_elements=MAX_ELEMENTS)
    else:
        return None
    return Fault(codes.HEAVY_DRAWING, message, SIMPLER)


def _unsafe(tree: Tree) -> Fault | None:
    """What stands before the drawing or in place of its text, and leads out of the file.

    Instructions for programs are taken out of it.
    """
    before = tree.itersiblings(etree.ProcessingInstruction, preceding=True)
    if any(one.target == "xml-stylesheet" for one in before):  # type: ignore[attr-defined]  # lxml-stubs lack it
        return Fault(codes.UNSAFE_SVG, tr("takes its style from another file"), PLAIN)
    etree.strip_tags(tree, etree.ProcessingInstruction)
    internal = tree.getroottree().docinfo.internalDTD
    if internal is not None and _gives_attributes(tree):
        message = tr("keeps parts of itself in <!ATTLIST>, which only browsers read")
        return Fault(codes.LOST_IN_DRAWING, message, AGAIN)
    for entity in internal.iterentities() if internal is not None else ():  # type: ignore[attr-defined]  # lxml-stubs lack it
        if "<" in (entity.content or ""):
            message = tr("keeps parts of itself in &{name};", name=entity.name)
            return Fault(codes.LOST_IN_DRAWING, message, AGAIN)
    for item in tree.iter(etree.Entity):
        return Fault(codes.UNSAFE_SVG, tr("needs another file for {text}", text=item.text), PLAIN)
    return None


_GIVEN = re.compile(r"<!ATTLIST \S+ (?!xmlns)[^>\"']*[\"']")
"""An attribute with a value that an element has which does not say another."""


def _gives_attributes(tree: Tree) -> bool:
    """Whether elements have attributes that are written in front of the drawing only.

    Browsers know them, and lxml lists none of an element that is not declared itself.
    """
    return _GIVEN.search(etree.tostring(tree.getroottree(), encoding="unicode")) is not None


def hint_for(address: str, items: Iterable[Tree]) -> str:
    """What to do about another file's address, of a drawing with these elements.

    A browser's copy of a page writes the whole address of the page in front of each `#id`.
    """
    _, mark, place = address.partition("#")
    if mark and any(item.get("id") == place for item in items):
        return tr(
            'write "#{place}" without the address of a page in front: it is in this drawing',
            place=place,
        )
    return PLAIN
