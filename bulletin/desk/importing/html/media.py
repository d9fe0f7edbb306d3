"""Figures, galleries and films in HTML.

In: the blocks of a figure, or an element that embeds something. Out: our figures and cards.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from bulletin.desk.importing.html.lines import LineReader
from bulletin.desk.importing.links import film_address
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.runs import leaves, map_leaves
from bulletin.desk.importing.shaping.cleaning import tidied
from bulletin.desk.importing.tree import (
    BlockNode,
    CodeText,
    Elsewhere,
    Illustration,
    Image,
    ImportedLine,
    KeptDirective,
    Para,
    TextRun,
    Texts,
    Wall,
    in_one_line,
    words,
)
from bulletin.formats.element_text import Element
from bulletin.messages import tr
from bulletin.source.directives import BODIES


def figures_of(inner: Texts, line: int) -> Iterable[BlockNode]:
    """What a figure holds: pictures with their caption, or something else above it."""
    paras = [block for block in inner if isinstance(block, Para)]
    if len(paras) == len(inner):
        images = [image for para in paras for image in _images(para)]
        if len(images) == 1:
            return (Illustration(images[0], _beside(paras), line=line),)
        if images and all(para.style == "caption" or not words(para) for para in paras):
            walls = tuple(Illustration(i, i.caption, line=line) for i in images)
            return (Wall(walls, _beside(paras), line),)
    captions = [para for para in paras if para.style == "caption"]
    caption = (Para(in_one_line(captions), "caption", line),) if captions else ()
    return (*(block for block in inner if block not in captions), *caption)


def embedded(
    element: Element, tag: str, lines: LineReader, remarks: Remarks
) -> Iterable[BlockNode]:
    """A card that links to what a page embeds; nothing, after a remark, for what is in a file."""
    source = element.get("src") or element.get("data-src") or ""
    if not source:
        inner = element.find("source")
        source = (inner.get("src") or "") if inner is not None else ""
    place = lines.place(element)
    title = " ".join((element.get("title") or element.get("aria-label") or "").split())
    address = film_address(source) or (f"https:{source}" if source.startswith("//") else source)
    if address.startswith(("https://", "http://")):
        if not title:
            remarks.missing(
                tr("What a film or page that was embedded is called, in :title:"), place
            )
        remarks.changed(tr("An embedded film or page became a card that links to it"), place)
        host = re.sub(r"^https?://(www\.)?([^/]+).*$", r"\2", address)
        return (Elsewhere(address, title or host, lines.line_of(element)),)
    if tag == "iframe":
        remarks.lost(tr("An embedded page"), place)
    else:
        said = tr(
            "A film or a sound: put it into media, and show it with :::{{video}} or :::{{audio}}"
        )
        remarks.missing(said, source or place)
    return ()


def _images(block: BlockNode) -> list[Image]:
    line = block.children if isinstance(block, Para) else ()
    return [inline for inline in leaves(line) if isinstance(inline, Image)]


def _beside(blocks: Iterable[BlockNode]) -> ImportedLine:
    """What paragraphs say besides their pictures, in one line."""
    said = in_one_line(block for block in blocks if words(block))
    return tidied(map_leaves(said, lambda one: () if isinstance(one, Image) else (one,)))


def walled(blocks: Texts, line: int) -> Iterable[BlockNode]:
    """The pictures of blocks together, and what else there is below them."""
    pictures: list[Illustration] = []
    others: list[BlockNode] = []
    for block in blocks:
        images = _images(block)
        if isinstance(block, Illustration):
            pictures.append(block)
        elif isinstance(block, Wall):
            pictures += block.pictures
        elif images:
            said = _beside([block])
            ours = len(images) == 1 and not images[0].caption
            pictures += [Illustration(i, said if ours else i.caption, line=line) for i in images]
            others += [] if ours or not said else [Para(said, line=line)]
        else:
            others.append(block)
    return (*((Wall(tuple(pictures), line=line),) if pictures else ()), *others)


_HEAD = re.compile(r":*\s*\{\s*([\w-]+)\s*\}\s*(.*)")
_OPTION = re.compile(r":([A-Za-z][\w-]*):\s*(.*)")
_NAMES_FILE = re.compile(r"[\w./ -]+\.\w{2,5}")


def directive(head: str, inner: Texts, remarks: Remarks, line: int) -> Iterable[BlockNode]:
    """One of our directives as it was written; its pictures become those of the import."""
    first, *rows = head.split("\n")
    match = _HEAD.match(first)
    name, argument = (match[1], match[2].strip()) if match else ("", "")
    found = (_OPTION.match(row.strip()) for row in rows)
    options = {one[1]: one[2] for one in found if one}
    if name == "figure" and argument:
        caption = tuple(i for block in inner if isinstance(block, Para) for i in block.children)
        image = Image(argument, options.get("alt", ""), decorative="decorative" in options)
        return (Illustration(image, caption, options.get("credit", ""), line),)
    if name == "gallery":
        return _captioned(list(walled(inner, line)), options.get("caption", ""))
    for file in filter(_NAMES_FILE.fullmatch, (argument, *options.values())):
        remarks.missing(tr("A file that a directive names: copy it into the issue's folder"), file)
    if BODIES.get(name) != "data":
        return (KeptDirective(head, inner, "", line),)
    data = next((block.text for block in inner if isinstance(block, CodeText)), "")
    return (KeptDirective(head, (), data, line),)


def _captioned(blocks: list[BlockNode], caption: str) -> list[BlockNode]:
    """Blocks whose first is a wall of pictures, with its caption."""
    if blocks and isinstance(blocks[0], Wall) and caption:
        return [replace(blocks[0], caption=(TextRun(caption),)), *blocks[1:]]
    return blocks
