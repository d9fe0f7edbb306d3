"""Words longer than a line: broken though they stand in several elements, and in little time.

In: WeasyPrint, which breaks such a word in the element that begins a line and nowhere else, so that
one which goes on in bold or as a link stuck out; and which lays out all the rest of a text for each
line if no part of it can be parted: a word of 9,900 letters took 13 seconds. Out: lines that end
where they are full, of which each is found in as much of the word as fills several.
"""

import contextlib
import math
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline, preferred

from bulletin.paper.page_boxes import TOLERANCE
from bulletin.paper.patches.standing_in import standing_in

_split = inline.split_first_line
_split_box, _split_text = inline.split_inline_box, inline.split_text_box
_can_break = inline.can_break_text
_LISTS = slice(7, 12)
"""Arguments of `split_inline_box` that it adds to: what floats, and what stands on the line."""
_LEAST = 64
_LETTERS = 16
"""That have room on several lines as wide as one letter of a face is high."""


def first_line(text: str, style: Any, context: Any, width: Any, spacing: Any, **others: Any) -> Any:
    """Stands in for `weasyprint.text.line_break.split_first_line`."""
    if len(text) > _LEAST and width is not None and math.isfinite(width) and style["font_size"]:
        begin = text[: max(_LEAST, int(width / style["font_size"] * _LETTERS))]
        if len(begin) < len(text) and len(begin.split(maxsplit=1)) == 1:
            found = _split(begin, style, context, width, spacing, **others)
            if found[2] is not None and found[2] < len(begin.encode()):
                return found
    return _split(text, style, context, width, spacing, **others)


@contextlib.contextmanager
def words_parted() -> Iterator[None]:
    """In the block a line that nothing else can end is broken within a word, in any element."""
    anywhere = False

    def line(*arguments: Any) -> Any:
        nonlocal anywhere
        before = [(one, len(one)) for one in arguments[_LISTS]]
        found = _split_box(*arguments)
        context, box, _, end = arguments[:4]
        over = found[0].content_box_x() + found[0].width - end - TOLERANCE
        may = isinstance(box, LineBox) and box.style["overflow_wrap"] != "normal" and not anywhere
        if not may or over <= 0 or over <= inline.trailing_whitespace_size(context, found[0]):
            return found
        for one, length in before:
            del one[length:]
        anywhere = True
        try:
            return _split_box(*arguments)
        finally:
            anywhere = False

    def text(*arguments: Any, is_line_start: bool = True) -> Any:
        return _split_text(*arguments, is_line_start=is_line_start or anywhere)

    def between(*arguments: Any) -> bool:
        return anywhere or bool(_can_break(*arguments))

    with (
        standing_in(inline, "split_inline_box", line),
        standing_in(inline, "split_text_box", text),
        standing_in(inline, "can_break_text", between),
        standing_in(preferred, "split_first_line", first_line),
    ):
        yield
