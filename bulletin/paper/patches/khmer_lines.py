"""Lines of Khmer: where they may end, and that no letter is set apart from its vowels.

Khmer has spaces between clauses only. Editors may type U+200B between words; where they do not,
browsers look the words up, and Pango ends a line at any letter, even before one that belongs below
it. With letter spacing Pango sets vowels beside a dotted circle, and បា as if it were ហា.
In: WeasyPrint, making boxes of text ready for lines. Out: boxes without letter spacing, in whose
longest words lines may end before syllables; `as_written` gives what was written.
"""

import contextlib
import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

from bulletin.narration.syllables import KHMER_SYLLABLE
from bulletin.paper.markup.line_breaking import KHMER
from bulletin.paper.patches.standing_in import standing_in

_BREAK = "\ufeff\u200b"
"""A space without width, told by what stands before it from those that editors type."""
_LONG = re.compile("[\u1780-\u17d3\u200c\u200d]{13,}")
"""What is more than a word: few words have a dozen letters and marks."""
_SYLLABLE = re.compile(KHMER_SYLLABLE)

_transform = TextBox.process_text_transform


@contextlib.contextmanager
def khmer_lines() -> Iterator[None]:
    """In the block lines of Khmer are set as they are read."""
    with standing_in(TextBox, "process_text_transform", _transformed):
        yield


def _transformed(box: Any) -> None:
    """Stands in for `weasyprint.formatting_structure.boxes.TextBox.process_text_transform`.

    It is asked for what is set in lines, and not for texts that become bookmarks.
    """
    _transform(box)
    if KHMER.search(box.text):
        box.style, box.text = box.style.copy(), with_breaks(box.text)
        box.style["letter_spacing"] = "normal"


def with_breaks(text: str) -> str:
    """A text with places where a line may end in its long words of Khmer."""
    return _LONG.sub(lambda word: _SYLLABLE.sub(_BREAK, word[0]), text)


def as_written(text: str) -> str:
    """The text without these places."""
    return text.replace(_BREAK, "")
