"""How words fill lines: shaped by HarfBuzz and broken as WeasyPrint does, without its pages.

In: a face, its weight and size, a text. Out: the text's words with their widths in em, and how
many lines they take in a place of some width.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bulletin.paper.markup.unbroken import JOINER

_BREAK = re.compile(rf"(?<= )(?!{JOINER})|(?<=[^\W\d][-–—])(?=[^\W\d])")
"""Where a line may end: Unicode Standard Annex 14, rules LB18 and LB21, and our own joiners."""

KHMER = re.compile("[\u1780-\u17ff]")
"""Khmer, which paper sets without letter spacing (`bulletin.paper.patches.khmer_lines`)."""


class Word(NamedTuple):
    """What no line breaks: its width, and the same with the space after it, in em."""

    width: float
    advance: float


class Font:
    """A font file in one weight and one optical size (in CSS pixels; None: the file's own)."""

    def __init__(self, file: Path, weight: int, size: float | None) -> None:
        import uharfbuzz  # noqa: PLC0415, heavy, and few checks shape words

        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
        self._em = face.upem
        self._font = uharfbuzz.Font(face)
        # CSS Fonts 4, `font-optical-sizing: auto`: a pixel of the size is one of the axis.
        axes = {"wght": float(weight)} | ({"opsz": size} if size else {})
        self._font.set_variations(axes)
        self._word = lru_cache(maxsize=None)(self._shaped)

    def words(self, text: str, tracking: float = 0.0) -> list[Word]:
        """The words of a text. `tracking` is added to each letter, in em."""
        return [self._word(found, tracking) for found in _BREAK.split(text)]

    def has(self, text: str) -> bool:
        """Whether the font has a shape for each letter of a text."""
        return all(self._font.get_nominal_glyph(ord(char)) for char in text if char.isalnum())

    def untied(self, text: str, width: float, tracking: float = 0.0) -> str:
        """The text without joiners in words that no line of this width holds.

        They would be broken at any letter, and not between the words that were joined.
        """
        return "".join(
            found if self._word(found, tracking).width <= width else found.replace(JOINER, "")
            for found in _BREAK.split(text)
        )

    def _shaped(self, text: str, tracking: float) -> Word:
        letters = text.replace(JOINER, "")
        word = letters.removesuffix(" ")
        width = self._width(word) + tracking * len(word)
        return Word(width, self._width(letters) + tracking * len(letters))

    def _width(self, text: str) -> float:
        import uharfbuzz  # noqa: PLC0415, as above

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        # Of an empty text, as of a title that is all footnote, HarfBuzz gives None.
        glyphs = buffer.glyph_positions or ()
        return float(sum(glyph.x_advance for glyph in glyphs) / self._em)


def words_in(fonts: Sequence[Font], text: str, tracking: float = 0.0) -> list[Word]:
    """The words of a text, each letter in the first font that has it, or else in the first."""
    if fonts[0].has(text):
        return fonts[0].words(text, tracking)
    spaced = 0.0 if KHMER.search(text) else tracking
    return [_in_runs(fonts, found, spaced) for found in _BREAK.split(text)]


def _in_runs(fonts: Sequence[Font], text: str, tracking: float) -> Word:
    """A word that is put together from several fonts."""
    runs: list[tuple[Font, str]] = []
    for char in text:
        font = next((font for font in fonts if font.has(char)), fonts[0])
        # Marks go with the letter that they stand on.
        if runs and (runs[-1][0] is font or not char.isalnum()):
            runs[-1] = (runs[-1][0], runs[-1][1] + char)
        else:
            runs.append((font, char))
    words = [word for font, run in runs for word in font.words(run, tracking)]
    before = sum(word.advance for word in words[:-1])
    return Word(before + words[-1].width, before + words[-1].advance)


@lru_cache(maxsize=16)
def font_of(file: Path, weight: int, size: float | None = None) -> Font:
    """The font of a file; it remembers the words that it has measured."""
    return Font(file, weight, size)


def lines_of(words: Iterable[Word], width: float, indent: float = 0.0) -> int:
    """How many lines words take when each line takes all that it can."""
    count, end = 1, indent
    for index, word in enumerate(words):
        if index and end + word.width > width:
            count, end = count + 1, 0.0
        end += word.advance
    return count
