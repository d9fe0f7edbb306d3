"""Words in charts: how wide they are, where lines break, how figures are written.

In: text and a font file; values and the theme's strings. Out: widths in pixels, lines, words.
"""

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from bulletin.document import Chart
from bulletin.languages import figure_written
from bulletin.theming.theme import Strings

SIZE = 15
"""Of the words in a chart, in pixels of the SVG."""
LINE = 19
"""From one line of words to the next, in pixels."""
MIDDLE = 0.36
"""From the line that words stand on to the middle of their figures, in the words' size."""
MINUS = "\u2212"

_MILLION, _BILLION = 1e6, 1e9


def default_face() -> Path:
    """The display face that comes with the tool."""
    import fontpkg  # noqa: PLC0415, reads the font's package

    return Path(fontpkg.path("Be Vietnam Pro"))


_EM = 1000
"""The size at which letters are measured."""


class _Advances(dict[str, float]):
    """How far each letter of a face moves the next one, in the letters' size, as it is met."""

    def __init__(self, face: Path) -> None:
        super().__init__()
        self._font = ImageFont.truetype(face, _EM, layout_engine=ImageFont.Layout.BASIC)

    def __missing__(self, char: str) -> float:
        self[char] = self._font.getlength(char) / _EM
        return self[char]


_advances = lru_cache(maxsize=8)(_Advances)


def width_of(text: str, face: Path, size: float = SIZE) -> float:
    """Width of a line of text in pixels, letter by letter (as WeasyPrint sets SVG text)."""
    advances = _advances(face)
    return size * sum(advances[char] for char in unicodedata.normalize("NFC", text))


def lines_of(text: str, face: Path, width: float, most: int = 3) -> list[str] | None:
    """Text broken at spaces into lines no wider than `width`; None if that takes too many."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", face) <= width:
            lines[-1] += f" {word}"
        elif len(lines) == most:
            return None
        else:
            lines.append(word)
    fits = len(lines) <= most and all(width_of(line, face) <= width for line in lines)
    return (lines or [""]) if fits else None


_MOST_FORCED = 12


def forced_lines(text: str, face: Path, width: float) -> list[str]:
    """Text in lines no wider than `width`; words that are wider are broken between letters."""
    parts: list[str] = []
    for word in text.split():
        parts += _pieces(word, face, width)
    lines: list[str] = []
    for part in parts:
        if lines and width_of(f"{lines[-1]} {part}", face) <= width:
            lines[-1] += f" {part}"
        elif len(lines) == _MOST_FORCED:
            lines[-1] = cut(f"{lines[-1]} {part}", width, lambda words: width_of(words, face))
            break
        else:
            lines.append(part)
    return lines or [""]


def _pieces(word: str, face: Path, width: float) -> Iterable[str]:
    piece, wide = "", 0.0
    for char in word:
        one = width_of(char, face)
        if piece and wide + one > width:
            yield piece
            piece, wide = "", 0.0
        piece, wide = piece + char, wide + one
    yield piece


def cut(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Text no wider than `width`; what is too much of it is left out with a sign for it."""
    if measure(text) <= width:
        return text
    kept, wide = "", measure("…")
    for char in text:
        wide += measure(char)
        if wide > width:
            break
        kept += char
    return kept.rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Figures:
    """How the figures of a chart are written: divided by `divisor`, and the unit said once.

    `unit` stands above the chart; `suffix` ("%") stands behind each figure instead.
    """

    strings: Strings
    divisor: float = 1.0
    unit: str = ""
    suffix: str = ""

    def __call__(self, value: float) -> str:
        """A figure in words: "1.234,5"; the table beside a chart has all of its decimals."""
        scaled = value / self.divisor
        rounded = round(scaled, _decimals(scaled) if self.divisor == 1.0 else 2)
        return figure_written(rounded, self.strings.language).replace("-", MINUS) + self.suffix

    def exact(self, value: float) -> str:
        """A figure of an axis, with all its decimals."""
        scaled = value / self.divisor
        return figure_written(scaled, self.strings.language).replace("-", MINUS) + self.suffix

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in per cent; one beside which there is another is never the whole."""
        rest, least = (1 - share, 0) if share >= _TENTH else (share, 1)
        all_told = rest <= 0 or (share >= _TENTH and rest >= _NEARLY_NONE)
        digits = 0 if all_told else max(least, math.ceil(-math.log10(rest * 100)))
        written = figure_written(round(share * 100, digits), self.strings.language)
        return self.strings("content_percent", number=written)


_TENTH, _NEARLY_NONE = 0.1, 0.005
_SHOWN = 3
"""Decimals of a figure at a bar; of one below 1, its digits that are no zeros."""


def _decimals(value: float) -> int:
    if not value or abs(value) >= 1:
        return _SHOWN
    return _SHOWN - 1 - math.floor(math.log10(abs(value)))


def figures_of(chart: Chart, strings: Strings) -> Figures:
    """How to write a chart's figures; from a million on they are counted in millions."""
    if chart.unit == "%":
        return Figures(strings, suffix="%")
    amounts = [abs(value) for value in values_of(chart) if value]
    for least, name in ((_BILLION, "content_billion"), (_MILLION, "content_million")):
        if amounts and max(amounts) >= least and _keeps(amounts, least):
            return Figures(strings, least, strings(name, unit=chart.unit).strip())
    return Figures(strings, unit=chart.unit)


_LOST = 0.005


def _keeps(amounts: Sequence[float], divisor: float) -> bool:
    """Whether figures, divided and with two decimals, are nearly the same and no two are one."""
    written = {value: round(value / divisor, 2) for value in amounts}
    near = all(abs(short * divisor - value) <= _LOST * value for value, short in written.items())
    return near and len({*written.values()}) == len(written)


def values_of(chart: Chart) -> Iterable[float]:
    """All figures of a chart, without the gaps."""
    return (value for series in chart.series for value in series.values if value is not None)
