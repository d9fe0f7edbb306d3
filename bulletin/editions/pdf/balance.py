"""Titles in lines of even length, which WeasyPrint cannot make (CSS Text 4, `text-wrap`).

In: a title, the font file that it is set in, and the width of its place. Out: the width at
which it breaks into as many lines as it must, none much longer than the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from bulletin.editions.fonts import Faces
from bulletin.editions.pdf.settings import Measure
from bulletin.editions.pdf.unbroken import JOINER

_STEPS = 60
_ROOM_TO_SPARE = 0.06
"""In em, for what kerning and rounding add to a line."""
_TITLE_WEIGHT = 800


@dataclass(frozen=True, slots=True)
class Balanced:
    """How many lines a title takes, and the width for that in em of its size."""

    lines: int
    width: float

    @property
    def style(self) -> str:
        """The width as CSS."""
        return f"max-width:{self.width:.2f}em"


class Balance:
    """Measures titles in the theme's display face; sizes are in em of the title's size."""

    def __init__(self, faces: Faces) -> None:
        upright = [face for face in faces.display if face.style == "normal"] or faces.display
        heavy = max(upright, key=lambda f: -abs((f.weight or _TITLE_WEIGHT) - _TITLE_WEIGHT))
        self._file = heavy.file

    def of(self, title: str, measure: Measure) -> Balanced:
        """The least width that breaks a title into no more lines than its place would."""
        words = [
            sum(_advance(self._file, char) + measure.tracking for char in word)
            for word in title.replace(f" {JOINER}", "\u00a0").replace(JOINER, "").split(" ")
        ]
        space = _advance(self._file, " ") + measure.tracking
        lines = _lines(words, space, measure.width)
        best = measure.width
        for step in range(_STEPS):
            width = measure.width * (1 - step / _STEPS)
            if width < max(words) or _lines(words, space, width) > lines:
                break
            best = width
        return Balanced(lines, min(best + _ROOM_TO_SPARE, measure.width))


def _lines(words: Sequence[float], space: float, width: float) -> int:
    """How many lines words take when each line takes all that it can."""
    count, end = 1, -space
    for word in words:
        if end + space + word > width and end > 0:
            count, end = count + 1, word
        else:
            end += space + word
    return count


@lru_cache(maxsize=8)
def _face(file: Path) -> tuple[dict[int, str], dict[str, float], float]:
    """Glyphs by character, their widths in the weight of titles, and the size of the em."""
    with TTFont(file, lazy=True) as font:
        weight = {"wght": float(_TITLE_WEIGHT)} if "fvar" in font else None
        glyphs = font.getGlyphSet(location=weight)
        names: dict[int, str] = dict(font.getBestCmap())
        widths = {name: float(glyphs[name].width) for name in set(names.values())}
        return names, widths, float(font["head"].unitsPerEm)


def _advance(file: Path, char: str) -> float:
    names, widths, size = _face(file)
    return float(widths.get(names.get(ord(char), ""), size / 2)) / size
