"""What is copied, searched and read aloud of lines in a PDF, where letters are put together.

In: WeasyPrint, drawing a line; it notes one text a glyph, and of a letter drawn in two glyphs
(ô̆) all of it for the last and nothing for the first, wherever that stands besides. Out: each of
these glyphs with its part of the letter; and lines with them, or in scripts whose glyphs stand in
another order than their letters (Khmer), with their text beside them (ISO 32000-1, 14.9.4). In
charts WeasyPrint shapes each letter alone: there texts in these scripts are shaped as a whole.
"""

import contextlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import Any

import pydyf
from weasyprint.draw import text as drawing
from weasyprint.svg import Node
from weasyprint.text.ffi import pango

from bulletin.paper.patches.khmer_lines import as_written
from bulletin.paper.patches.standing_in import standing_in

_IN_PARTS = re.compile(
    r"[\u0100\u0101\u0104-\u010f\u0112-\u0127\u012a-\u0167\u016a-\u019f\u01a2-\u01ae\u01b1-\u02ff"
    r"\u1e00-\u1e9f]"
)
"""Letters with marks other than those of Vietnamese, which are glyphs of their own in any face."""
_APART = re.compile(
    r"[\u0300-\u036f\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1a00-\u1aaf\uaa00-\uaa5f]"
)
"""Marks that are set above or below, and scripts of India, Burma and Cambodia, and Cham: vowels
stand before what they follow."""

UNSAID = dict.fromkeys(map(ord, "\u00ad\u2060"))
"""What tells where lines may break, and is no letter."""

_MOST_SIGNS = 12
"""Signs of a letter whose parts are looked for: longer ones are play, with too many ways to part."""

_draw = drawing.draw_first_line


@contextlib.contextmanager
def texts_of_glyphs() -> Iterator[None]:
    """In the block glyphs of a letter share its text, and reordered lines have theirs."""
    with (
        standing_in(drawing, "draw_first_line", _draw_with_text),
        standing_in(Node, "text", property(_text_of)),
    ):
        yield


class _Whole(str):
    """A text that is its own only part."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _text_of(node: Any) -> str | None:
    """Stands in for `weasyprint.svg.Node.text`, which is drawn part by part."""
    text: str | None = node._etree_node.text
    return _Whole(text) if text and _APART.search(text) else text


def _draw_with_text(stream: Any, textbox: Any, *rest: Any) -> Any:
    """Stands in for `weasyprint.draw.text.draw_first_line`."""
    if not needs_text(textbox):
        return _draw(stream, textbox, *rest)
    said = pydyf.String(as_written(textbox.text).translate(UNSAID))
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": said}))
    with _numbers_first(type(stream)):
        emojis = _draw(stream, textbox, *rest)
    stream.end_marked_content()
    for font, drawn, letter in _in_parts(textbox.pango_layout):
        shares = parts(letter, len(drawn))
        stream.add_font(font)[0].to_unicode.update(zip(drawn, shares, strict=True))
    return emojis


@contextlib.contextmanager
def _numbers_first(kind: Any) -> Iterator[None]:
    """In the block no text that is shown ends with a number: the next one begins with it.

    PDFium, which Chromium has, passes over such numbers, and sets the second mark of a letter and
    what follows beside their places (ISO 32000-1, 9.4.3).
    """
    show, set_size = kind.show_text, kind.set_font_size
    size, left = 1.0, 0.0

    def sized(stream: Any, font: str, given: float) -> None:
        nonlocal size
        size = given
        set_size(stream, font, given)

    def shown(stream: Any, text: str) -> None:
        nonlocal left
        if left:
            text = f"{left / size:.6g} {text}"
        number = _LAST_NUMBER.search(text)
        left = float(number[0]) * size if number else 0.0
        show(stream, text[: number.start()] if number else text)

    with standing_in(kind, "set_font_size", sized), standing_in(kind, "show_text", shown):
        yield


_LAST_NUMBER = re.compile(r"-?[0-9.]+\Z")


def needs_text(textbox: Any) -> bool:
    """Whether the letters of a line cannot be told from its glyphs and where they stand."""
    if _APART.search(textbox.text):
        return True
    return bool(_IN_PARTS.search(textbox.text)) and any(_in_parts(textbox.pango_layout))


def _in_parts(layout: Any) -> Iterator[tuple[Any, list[int], str]]:
    """Letters of a line that are drawn in several glyphs: the font, the glyphs, the letter."""
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    run = line.runs[0]
    while run:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        if item.analysis.level % 2:  # from right to left
            continue
        places = [glyphs.log_clusters[number] for number in range(glyphs.num_glyphs)]
        starts = [*sorted(set(places)), item.length]
        ends = dict(pairwise(starts))
        for place, numbers in groupby(range(len(places)), key=places.__getitem__):
            found = (glyphs.glyphs[number].glyph for number in numbers)
            # Above stand nothing at all (of U+200C) and letters that no face has: they are not drawn.
            drawn = [glyph for glyph in found if glyph < pango.PANGO_GLYPH_EMPTY]
            if len(drawn) > 1:
                letter = text[item.offset + place : item.offset + ends[place]]
                yield item.analysis.font, drawn, letter.decode()


def parts(letter: str, count: int) -> Sequence[str]:
    """A letter in as many parts, of which each is a character if they can be."""
    signs = unicodedata.normalize("NFD", letter)
    places = range(1, len(signs)) if len(signs) <= _MOST_SIGNS else ()
    for cuts in combinations(places, count - 1):
        edges = [0, *cuts, len(signs)]
        made = [signs[a:b] for a, b in pairwise(edges)]
        composed = [unicodedata.normalize("NFC", part) for part in made]
        if all(len(part) == 1 for part in composed):
            return composed
    return [letter, *[""] * (count - 1)]
