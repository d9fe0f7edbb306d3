"""A face with those that stand behind it, for Pillow, which sets text in one face alone.

In: font files, the theme's first, and a size. Out: lengths of texts in pixels, and texts drawn.
"""

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

from bulletin.art.glyphs import can_show, needs_none


class Typeface:
    """Faces in one size; a character is set in the first of them that has it."""

    def __init__(self, files: Sequence[Path], size: int) -> None:
        self._files = files
        self._size = size

    def getlength(self, text: str) -> float:
        """Pixels across."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def draw(
        self,
        draw: ImageDraw.ImageDraw,
        at: tuple[float, float],
        text: str,
        ink: str,
        *,
        middle: bool,
    ) -> None:
        """Draw a line about a height, and about a place or from there on."""
        x, y = at
        runs = list(self._runs(text))
        if len(runs) == 1:
            draw.text((x, y), text, fill=ink, font=runs[0][0], anchor="mm" if middle else "lm")
            return
        x -= self.getlength(text) / 2 if middle else 0
        above, below = _font(self._files[0], self._size).getmetrics()
        for font, run in runs:
            draw.text((x, y + (above - below) / 2), run, fill=ink, font=font, anchor="ls")
            x += font.getlength(run)

    def _runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """The stretches of a text that are set in one face."""
        file = self._files[0]
        files = [file := self._face_of(char, file) for char in text]
        for face, run in itertools.groupby(zip(files, text, strict=True), key=lambda one: one[0]):
            yield _font(face, self._size), "".join(char for _, char in run)

    def _face_of(self, char: str, before: Path) -> Path:
        """The face for a character; marks and what needs no shape stay in the one before them."""
        if needs_none(char) or unicodedata.combining(char):
            return before
        return next((file for file in self._files if can_show(char, file)), before)


@lru_cache(maxsize=64)
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)
