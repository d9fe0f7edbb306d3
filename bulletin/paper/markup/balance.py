"""Titles in lines of even length, which WeasyPrint cannot make (CSS Text 4, `text-wrap`).

In: a title, the font file that it is set in, and the width of its place. Out: the width at
which it breaks into as many lines as it must, none much longer than the others.
"""

from collections.abc import Sequence

from bulletin.art.fonts import Face, Faces, nearest
from bulletin.paper.markup.line_breaking import Font, font_of, lines_of, words_in
from bulletin.theming.contexts.paper import Balanced
from bulletin.theming.models import Measure

_STEPS = 60
_ROOM_TO_SPARE = 0.06
"""In em, for what kerning over spaces and rounding add to a line."""
_PIXELS = 96 / 72
"""In a point."""


class Balance:
    """Measures titles in the theme's faces; sizes are in em of the title's size."""

    def __init__(self, faces: Faces) -> None:
        text, display = _upright(faces.text), _upright(faces.display)
        behind = [(face,) for face in faces.fallbacks]
        self._faces = {"text": (text, display, *behind), "display": (display, text, *behind)}

    def of(self, title: str, measure: Measure) -> Balanced:
        """The least width that breaks a title into no more lines than its place would."""
        fonts = self._fonts(measure, title)
        title = fonts[0].untied(title, measure.width, measure.tracking)
        words = words_in(fonts, title, measure.tracking)
        lines = lines_of(words, measure.width)
        widest = max(word.width for word in words)
        best = measure.width
        for step in range(_STEPS):
            width = measure.width * (1 - step / _STEPS)
            if width < widest or lines_of(words, width) > lines:
                break
            best = width
        width = min(best + _ROOM_TO_SPARE, measure.width)
        return Balanced(lines, width, f"max-width:{width:.2f}em", title)

    def _fonts(self, measure: Measure, title: str) -> list[Font]:
        """The fonts that a title's letters are looked for in, as a page does it: as many as needed."""
        size = measure.size and measure.size * _PIXELS
        fonts: list[Font] = []
        for several in self._faces[measure.face]:
            face = nearest(several, measure.weight)
            fonts.append(font_of(face.file, measure.weight, size))
            if fonts[0].has(title):
                break
        return fonts


def _upright(faces: Sequence[Face]) -> Sequence[Face]:
    return [face for face in faces if face.style == "normal"] or faces
