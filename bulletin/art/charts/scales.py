"""What the drawings of charts share: sizes, layers of Vega-Lite, scales, and the choice of form.

In: a chart and how it is to be drawn. Out: `Plan` and the parts of Vega-Lite specifications.
Positions in layers are pixels where a channel has `PIXELS`, figures where it has a scale.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from bulletin.art.charts.lettering import (
    LINE,
    SIZE,
    Figures,
    default_face,
    figures_of,
    lines_of,
    values_of,
    width_of,
)
from bulletin.art.charts.palette import Palette
from bulletin.document import Chart
from bulletin.theme import Strings

Form = Literal["bars", "columns", "lines", "areas", "pie", "donut"]
Spec = dict[str, Any]

INK = "#000001"
"""Stands for the text's own colour until the SVG is tidied."""
GRID = "#000002"
"""Stands for the text's own colour, thin, until the SVG is tidied."""

MOST_SLICES = 8
"""Beyond this a pie cannot be read, and bars are drawn."""
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
        return self.palette.face or default_face()

    @cached_property
    def figures(self) -> Figures:
        """How figures are written."""
        return figures_of(self.chart, self.strings)

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
            ends = list(values_of(self.chart))
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

    def measure(self, text: str, size: float = SIZE) -> float:
        """Width of a line of words in pixels."""
        return width_of(text, self.face, size)

    def broken(self, text: str, width: float, most: int = 3) -> list[str] | None:
        """Words in lines, or None if they do not fit."""
        return lines_of(text, self.face, width, most)


def form_of(plan: Plan) -> Form:
    """The form in which the figures can be read; as a rule the one that was asked for."""
    chart = plan.chart
    match chart.type:
        case "bar":
            return "bars"
        case "pie" | "donut":
            return chart.type if _parts_of_a_whole(chart) else "bars"
        case "line" | "area" if len(chart.categories) > 1:
            gaps = any(value is None for series in chart.series for value in series.values)
            apart = len(chart.series) > 1 and (gaps or plan.extent[0] < 0)
            return "lines" if chart.type == "line" or apart else "areas"
    return "columns" if names_below(plan, plan.width) else "bars"


def _parts_of_a_whole(chart: Chart) -> bool:
    values = list(values_of(chart))
    whole = len(chart.series) == 1 and all(value >= 0 for value in values)
    return whole and sum(values) > 0 and len(chart.categories) <= MOST_SLICES


@dataclass(frozen=True, slots=True)
class Names:
    """What stands below the columns or points: a name each, and what they have in common."""

    lines: list[list[str]]
    title: str = ""

    @property
    def height(self) -> float:
        """Height of it all, in pixels."""
        return LINE * (max(len(name) for name in self.lines) + (1 if self.title else 0)) + 8


_NAME_GAP = 6
"""Pixels between two names that stand side by side."""
_APART = 12
"""Pixels between two names when others between them are left out."""
_SHORT_NAME = 46
"""Pixels; names no wider (years, months) may be left out in turn when there are many."""


def names_below(plan: Plan, width: float) -> Names | None:
    """The categories' names side by side in `width` pixels, or None if they do not fit.

    What all begin with ("Tháng") is said once where that helps; of short names only every
    second, third, ... is shown where there are many.
    """
    full = plan.chart.categories
    step = width / max(1, len(full)) - _NAME_GAP
    start, short = _common_start(full)
    for title, names in (("", full), (start, short)):
        lines = [plan.broken(name, step) for name in names]
        if all(lines):
            return Names([line or [""] for line in lines], title)
    for title, names in ((start, short), ("", full)):
        widest = max(plan.measure(name) for name in names)
        if widest <= _SHORT_NAME:
            shown = _in_turn(len(names), math.ceil((widest + _APART) / (step + _NAME_GAP)))
            return Names([[n] if i in shown else [""] for i, n in enumerate(names)], title)
    return None


def _in_turn(count: int, least: int) -> range:
    """Every so many of a count of places: the last one always, the first too where that fits."""
    both = [every for every in range(least, least + 3) if (count - 1) % every == 0]
    every = both[0] if both else least
    return range((count - 1) % every, count, every)


def _common_start(names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The words that all names begin with, and what is left of each."""
    split = [name.split() for name in names]
    most = min(len(parts) for parts in split) - 1
    count = 0
    while count < most and len({parts[count] for parts in split}) == 1:
        count += 1
    if len(names) == 1:
        count = 0
    return " ".join(split[0][:count]), tuple(" ".join(parts[count:]) for parts in split)


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
    style = {"type": "text", "fill": INK, "fontSize": SIZE, "lineHeight": LINE, **mark}
    return layer(style, values, x=x, y=y, text={"field": "text", "type": "nominal"})


def rule(values: list[Spec], **encoding: Spec) -> Spec:
    """A layer of thin lines of the text's colour."""
    return layer({"type": "rule", "stroke": INK, "strokeWidth": 1}, values, **encoding)


def named_axis(names: Names) -> Spec:
    """An axis whose places are numbers from 0, shown as these names."""
    return {
        "title": names.title or None,
        "titleAnchor": "middle",
        "titleFontSize": SIZE,
        "titleFontWeight": 400,
        "titleColor": INK,
        "titlePadding": 3,
        "labelExpr": f"{json.dumps(names.lines)}[+datum.value] || ''",
        "labelAngle": 0,
        "labelOverlap": False,
        "labelFontSize": SIZE,
        "labelLineHeight": LINE,
        "labelColor": INK,
        "labelPadding": 6,
        "labelLimit": 0,
        "ticks": False,
        "domain": False,
        "grid": False,
    }


def figure_axis(plan: Plan) -> Spec:
    """An axis of figures with thin lines across."""
    divisor = plan.figures.divisor
    value = f"datum.value/{divisor:.0f}" if divisor != 1 else "datum.value"
    suffix = json.dumps(plan.figures.suffix)
    nothing = not any(values_of(plan.chart))
    return {
        "title": None,
        "values": [0] if nothing else None,
        "labelExpr": f"format({value}, ',.4~r') + {suffix}",
        "labelFontSize": SIZE,
        "labelColor": INK,
        "labelPadding": 6,
        "tickCount": 5,
        "ticks": False,
        "domain": False,
        "grid": True,
        "gridColor": GRID,
        "gridWidth": 1,
    }


def edge_of(colour: str) -> str:
    """The outline of an area: a dark one for light colours, so that they end visibly."""
    return "#ffffff" if Palette.ink_on(colour) == "#ffffff" else "#5c5c5c"
