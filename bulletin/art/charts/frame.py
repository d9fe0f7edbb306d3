"""The frame of columns, lines and areas: a scale of figures, lines across, names below.

In: a plan, the lowest and the highest figure. Out: `Frame`, which turns figures into pixels,
and layers of a Vega-Lite specification in pixels. Places are reckoned here, not by Vega, so
that the order is that of the rows whatever is blank, and no words touch others.
"""

import math
from dataclasses import dataclass

from bulletin.art.charts.lettering import LINE, MIDDLE, SIZE, values_of
from bulletin.art.charts.names import Names
from bulletin.art.charts.scales import GRID, Plan, Spec, at, rule, words

HEIGHT = 220.0
"""Of the space for columns and lines, in pixels."""
_TICKS = 5
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_AWAY = 6.0
"""From the figures of the axis to the drawing, and from the drawing to the names."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures from `low` to `high`, and those that the axis names (none: there is no axis)."""

    low: float
    high: float
    ticks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Where it all stands, in pixels: the drawing between `left` and the plan's width."""

    plan: Plan
    scale: Scale
    left: float = 0.0
    top: float = 0.0

    @property
    def bottom(self) -> float:
        """The lower edge of the drawing."""
        return self.top + HEIGHT

    def y(self, value: float) -> float:
        """The height of a figure."""
        scale = self.scale
        return self.bottom - (value - scale.low) / (scale.high - scale.low) * HEIGHT

    def specification(self, layers: list[Spec], names: Names) -> Spec:
        """The layers with the axis behind them and the names below them."""
        return {
            "width": self.plan.width,
            "height": self.bottom + names.height,
            "autosize": "none",
            "layer": [*self._axis(), *layers, *self._names(names)],
        }

    def _axis(self) -> list[Spec]:
        figures = self.plan.figures
        marks: list[Spec] = [
            {"x": self.left, "x2": self.plan.width, "y": self.y(tick)} for tick in self.scale.ticks
        ]
        lines = rule(marks, x=at("x"), x2={"field": "x2"}, y=at("y"))
        lines["mark"] |= {"stroke": GRID}
        written: list[Spec] = [
            {"x": self.left - _AWAY, "y": self.y(tick) + SIZE * MIDDLE, "text": figures.exact(tick)}
            for tick in self.scale.ticks
        ]
        if not marks:
            return []
        return [lines, words(written, at("x"), at("y"), align="right", baseline="alphabetic")]

    def _names(self, names: Names) -> list[Spec]:
        top = self.bottom + _AWAY + SIZE
        shown: list[Spec] = [
            {"x": name.x, "y": top, "text": list(name.lines)}
            for name in names.shown
            if any(name.lines)
        ]
        if names.title:
            rows = max(len(name.lines) for name in names.shown)
            middle = (self.left + self.plan.width) / 2
            shown.append({"x": middle, "y": top + LINE * rows, "text": [names.title]})
        return [words(shown, at("x"), at("y"), align="center", baseline="alphabetic")]


def scale_of(plan: Plan, low: float, high: float) -> Scale:
    """A scale with round figures for its axis, wide enough for these."""
    if low == high:
        high = low + (abs(low) or 1.0)
        if not low:
            return Scale(0.0, 1.0, (0.0,))
    whole = all(value == round(value) for value in values_of(plan.chart))
    divisor = plan.figures.divisor
    span = (high - low) / divisor
    size = 10.0 ** math.floor(math.log10(span / _TICKS))
    step = min((size * s for s in _STEPS), key=lambda step: abs(span / step - _TICKS)) * divisor
    if whole and divisor == 1:
        step = max(1.0, step)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(float(f"{index * step:.12g}") for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def axis_width(plan: Plan, scale: Scale) -> float:
    """What the figures of the axis take at the left, in pixels."""
    return max((plan.measure(plan.figures.exact(tick)) for tick in scale.ticks), default=0) + _AWAY
