"""A paragraph's raised first letter is one word with what it begins, for copying and for readers.

In: WeasyPrint, drawing a page: first the letter, which floats, then the lines. Out: the same page,
on which the letter is drawn with the rest of its word, and both have their text beside them (ISO
32000-1, 14.9.4).
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.document import Page
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix

from bulletin.paper.markup.drop_capital import CAPITAL
from bulletin.paper.page_boxes import Box
from bulletin.paper.patches.glyph_texts import UNSAID, needs_text
from bulletin.paper.patches.standing_in import standing_in

_Draw = Callable[..., Any]
_TOKEN = re.compile(r"<[0-9a-f]*>|[^<>]+")
_DIGITS = 4
"""Of a glyph, as it is shown."""
_INVISIBLE, _FILLED = 3, 0
"""How letters are drawn (ISO 32000-1, table 106)."""


@contextlib.contextmanager
def words_of_capitals() -> Iterator[None]:
    """In the block a raised letter and the rest of its word are one text."""
    pairs: dict[Any, Any] = {}
    paint, draw = Page.paint, drawing.draw_first_line

    def painted(page: Any, *rest: Any, **others: Any) -> None:
        pairs.clear()
        pairs.update(_pairs(page._page_box))
        paint(page, *rest, **others)

    def drawn(stream: Any, textbox: Any, *rest: Any) -> Any:
        if textbox in pairs.values():
            return []  # with its word
        if textbox in pairs:
            return _Word(draw, stream, textbox, pairs[textbox]).drawn(*rest)
        return draw(stream, textbox, *rest)

    with standing_in(Page, "paint", painted), standing_in(drawing, "draw_first_line", drawn):
        yield


def _pairs(page: Box) -> Mapping[Any, Any]:
    """The rest of each word that begins with a raised letter, as a box, and the letter."""
    texts = [box for box in page.descendants() if isinstance(box, boxes.TextBox) and box.text]
    letters = {id(box.element): box for box in texts if _is_capital(box)}
    made = {}
    for box in texts if letters else ():
        first = next(iter(box.element), None) if box.element is not None else None
        letter = letters.pop(id(first), None)
        if letter is not None and _rest(box.text) and not needs_text(box):
            made[box] = letter
    return made


def _is_capital(box: Any) -> bool:
    return box.element is not None and CAPITAL in (box.element.get("class") or "").split()


def _rest(text: str) -> str:
    """What of a line belongs to the word before it."""
    return re.match(r"\S*", text)[0]  # type: ignore[index]  # it matches anything


@dataclass
class _Word:
    """A letter and the line that it begins, while they are drawn."""

    draw: _Draw
    stream: Any
    line: Any
    letter: Any
    left: int = field(init=False)
    """Glyphs of the word that are to be drawn yet."""

    def drawn(self, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        """Draw the line, and in it the letter."""
        show, begun = type(self.stream).show_text, False
        self.left = _glyphs_of(self.line.pango_layout, _rest(self.line.text))

        def shown(stream: Any, text: str) -> None:
            nonlocal begun
            if not begun:
                begun = True
                self._begin(show, text, matrix)
            if self.left:
                text = self._show_word(show, text)
            if text:
                show(stream, text)

        # A stand-in of the class would be asked for the letter, too.
        self.stream.show_text = shown.__get__(self.stream)
        try:
            return self.draw(self.stream, self.line, overflow, ellipsis, matrix)
        finally:
            del self.stream.show_text
            if self.left and begun:
                self.stream.end_marked_content()

    def _begin(self, show: _Draw, text: str, matrix: Any) -> None:
        """Draw the letter between two of the line: readers take the word's place from its ends."""
        stream, line = self.stream, self.line
        said = (self.letter.text + _rest(line.text)).translate(UNSAID)
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(said)}))
        font = stream._current_font
        stream.set_text_rendering(_INVISIBLE)
        show(stream, f"<{re.search(r'<([0-9a-f]{4})', text)[1]}>")  # type: ignore[index]  # a line has one
        stream.set_text_rendering(_FILLED)
        self._draw_letter()
        stream.set_color(line.style["color"])
        stream.set_font_size(*font)
        stream.set_text_matrix(*matrix.values)

    def _draw_letter(self) -> None:
        letter = self.letter
        x, y = letter.position_x, letter.position_y + letter.baseline
        own = self.stream.__dict__.pop("show_text")
        self.stream.set_color(letter.style["color"])
        letter.pango_layout.reactivate(letter.style)
        self.draw(self.stream, letter, "clip", "none", Matrix(d=-1, e=x, f=y))
        letter.pango_layout.deactivate()
        self.stream.show_text = own

    def _show_word(self, show: _Draw, text: str) -> str:
        """Show what of a text belongs to the word, and give the rest."""
        end = 0
        for token in _TOKEN.finditer(text):
            glyphs = (len(token[0]) - 2) // _DIGITS if token[0].startswith("<") else 0
            if glyphs >= self.left:
                end = token.start() + 1 + self.left * _DIGITS
                self.left = 0
                show(self.stream, f"{text[:end]}>")
                self.stream.end_marked_content()
                return f"<{text[end:]}"
            self.left -= glyphs
        show(self.stream, text)
        return ""


def _glyphs_of(layout: Any, word: str) -> int:
    """How many glyphs that are drawn show the first word of a line."""
    line, _ = layout.get_first_line()
    end, count = len(word.encode()), 0
    run = line.runs[0]
    while run:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        for number in range(glyphs.num_glyphs):
            inside = item.offset + glyphs.log_clusters[number] < end
            count += inside and glyphs.glyphs[number].glyph != drawing.pango.PANGO_GLYPH_EMPTY
    return count
