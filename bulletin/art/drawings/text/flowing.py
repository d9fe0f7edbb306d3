"""Text that flows: Inkscape's `flowRoot`, and the HTML that draw.io puts beside its text.

In: an element of a program's own. Out: text that every program draws, or the words that are
lost.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from bulletin import codes
from bulletin.art.drawings.faults import Report
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import SVG
from bulletin.formats.element_text import text_within, words_within
from bulletin.messages import tr

HINT = tr("draw it with shapes and plain text, or put it in as a picture (PNG)")
FORMATTED = tr("take the tick from “Formatted text” and “Word wrap” in draw.io, and export again")
LOOK = tr("look at it here; lines that you end yourself (Shift+Enter, <br>) stay as they are")
UNFLOWED = tr("choose “Convert to text” in Inkscape's menu Text, and look at the lines")
_LINE = 1.25
_WIDTH = 0.52
"""Of a letter in its size, on the average of Latin letters with marks."""


def as_text(source: Tree, report: Report) -> Iterator[Tree]:
    """The text of a `flowRoot` (Inkscape 0.92; SVG 1.2, never finished), in lines.

    No browser draws it. Lines are broken by our reckoning, so the editor is told to look.
    """
    paragraphs = [
        words_within(item) for item in source.iter(f"{{{SVG}}}flowPara", f"{{{SVG}}}flowDiv")
    ]
    if not any(paragraphs):
        return
    region = source.find(f"{{{SVG}}}flowRegion/{{{SVG}}}rect")
    box = [_number(region.get(key)) for key in ("x", "y", "width")] if region is not None else []
    if not box:
        message = tr("holds text that flows in a shape, which browsers do not draw")
        report.add(codes.LOST_IN_DRAWING, message, UNFLOWED, source)
        return
    report.add(codes.CHANGED_DRAWING, tr("holds text that flows"), UNFLOWED, source)
    size = _size(source)
    text = etree.Element(f"{{{SVG}}}text")
    for key, value in source.attrib.items():
        text.set(key, value)
    most = max(1, int(box[2] / (size * _WIDTH)))
    lines = (line for paragraph in paragraphs for line in _broken(paragraph, most))
    for count, line in enumerate(lines):
        span = etree.SubElement(text, f"{{{SVG}}}tspan")
        span.set("x", f"{box[0]:g}")
        span.set("y", f"{box[1] + size * _LINE * (count + 0.75):g}")
        span.text = line
    yield text


def _number(text: str | None) -> float:
    found = re.match(r"-?\d{1,7}(\.\d+)?", text or "")
    return float(found[0]) if found else 0.0


def _size(source: Tree) -> float:
    found = re.search(r"font-size\s*:\s*([\d.]{1,8})", source.get("style") or "")
    return (_number(found[1]) if found else _number(source.get("font-size"))) or 16.0


def _broken(text: str, most: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def cut_words(html: Sequence[Tree], chosen: Sequence[Tree]) -> str:
    """The words of HTML that the text standing in for it cuts short; "" when it has them all."""
    whole = _words(html)
    instead = _words(chosen)
    if not whole or not instead:
        return whole if html and not any(_draws(item) for item in chosen) else ""
    return "" if _letters(whole) == _letters(instead) else whole[:60]


def _words(items: Sequence[Tree]) -> str:
    return " ".join(" ".join(text_within(item) for item in items).split())


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _draws(item: Tree) -> bool:
    return any(True for _ in item.iter(f"{{{SVG}}}image", f"{{{SVG}}}path", f"{{{SVG}}}g"))
