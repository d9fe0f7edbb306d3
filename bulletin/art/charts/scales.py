"""What the drawings of charts share: sizes, sums, layers of Vega-Lite.

In: a chart and how it is to be drawn. Out: `Plan` and the parts of Vega-Lite specifications.
Positions in layers are pixels where a channel has `PIXELS`, figures where it has a scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from bulletin.art.charts import lettering
from bulletin.art.charts.names import NameRow
from bulletin.art.charts.palette import Palette
from bulletin.document import Chart
from bulletin.theming.theme import Strings

Form = Literal["bars", "columns", "lines", "areas", "pie", "donut"]
Spec = dict[str, Any]

INK = "#000001"
"""Stands for the text's own colour until the SVG is tidied."""
GRID = "#000002"
"""Stands for the text's own colour, thin, until the SVG is tidied."""
_STEPS = 1e-9


@dataclass(frozen=True)
class Plan:
    """A chart, and all that shapes its drawing. `width` is the SVG's, in its pixels."""

    chart: Chart
    strings: Strings
    palette: Palette
    width: float

    @cached_property
    def face(self) -> Path:
        """The font file that words are measured with."""
        return self.palette.face or lettering.default_face()

    @cached_property
    def figures(self) -> lettering.Figures:
        """How figures are written."""
        return lettering.figures_of(self.chart, self.strings)

    @cached_property
    def stacked(self) -> bool:
        """Whether series stand on one another."""
        return self.chart.type == "stacked" and len(self.chart.series) > 1

    @cached_property
    def extent(self) -> tuple[float, float]:
        """The lowest and highest figure that is drawn, with zero; never the same."""
        if self.stacked:
            ends = [end for stack in self.stacks for _, end in stack]
        else:
            ends = list(lettering.values_of(self.chart))
        low, high = min([0.0, *ends]), max([0.0, *ends])
        return (low, high) if high - low > _STEPS else (0.0, 1.0)

    @cached_property
    def stacks(self) -> list[list[tuple[float, float]]]:
        """For each category, where each series starts and ends; below zero they go down."""
        made = []
        for index in range(len(self.chart.categories)):
            up = down = 0.0
            stack = []
            for series in self.chart.series:
                value = series.values[index] or 0.0
                start = up if value >= 0 else down
                stack.append((start, start + value))
                up, down = (start + value, down) if value >= 0 else (up, start + value)
            made.append(stack)
        return made

    def total(self, index: int) -> float | None:
        """The sum of a category's figures; None when one of them is missing."""
        values = [series.values[index] for series in self.chart.series]
        known = [value for value in values if value is not None]
        return float(f"{sum(known):.12g}") if len(known) == len(values) else None

    def figure(self, value: float | None) -> str:
        """A figure in words, or the sign that it is missing."""
        return self.strings("content_gap_short") if value is None else self.figures(value)

    def measure(self, text: str, size: float = lettering.SIZE) -> float:
        """Width of a line of words in pixels."""
        return lettering.width_of(text, self.face, size)

    def broken(self, text: str, width: float, most: int = 3) -> list[str] | None:
        """Words in lines, or None if they do not fit."""
        return lettering.lines_of(text, self.face, width, most)

    def forced(self, text: str, width: float) -> list[str]:
        """Words in lines that fit, broken between letters where they must be."""
        return lettering.forced_lines(text, self.face, width)

    def row(self, places: Sequence[float]) -> NameRow:
        """Places for the categories' names."""
        return NameRow(places, self.width, self.broken, self.measure)


# -- parts of specifications -----------------------------------------------------------------


PIXELS: Spec = {"type": "quantitative", "scale": None, "axis": None}


def at(name: str) -> Spec:
    """A channel whose field holds pixels."""
    return {"field": name, **PIXELS}


def layer(mark: Spec, values: list[Spec], **encoding: Spec) -> Spec:
    """One layer: marks for values."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def words(values: list[Spec], x: Spec, y: Spec, **mark: object) -> Spec:
    """A layer of words: each value's `text` (a line, or a list of lines)."""
    style = {
        "type": "text",
        "fill": INK,
        "fontSize": lettering.SIZE,
        "lineHeight": lettering.LINE,
        **mark,
    }
    return layer(style, values, x=x, y=y, text={"field": "text", "type": "nominal"})


def rule(values: list[Spec], **encoding: Spec) -> Spec:
    """A layer of thin lines of the text's colour."""
    return layer({"type": "rule", "stroke": INK, "strokeWidth": 1}, values, **encoding)


def edge_of(colour: str) -> str:
    """The outline of an area: a dark one for light colours, so that they end visibly."""
    return "#ffffff" if Palette.ink_on(colour) == "#ffffff" else "#5c5c5c"
