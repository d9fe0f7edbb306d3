"""Columns that stand: side by side, or the series of a category on one another.

In: a plan whose names fit below the columns. Out: a Vega-Lite specification in pixels.
"""

from dataclasses import dataclass

from bulletin.art.charts.frame import HEIGHT, Frame, Scale, axis_width, scale_of
from bulletin.art.charts.lettering import LINE, SIZE
from bulletin.art.charts.names import Names, all_below, are_in_turn, some_below
from bulletin.art.charts.scales import Plan, Spec, at, edge_of, layer, rule, words
from bulletin.messages import tr

_ROOM = 22.0
"""For a figure above or below a column, in pixels."""
_WIDEST = 96.0
"""Of a single column, in pixels."""
_NARROWEST = 2.0
"""Of a single column, in pixels; of days and the like there may be more."""
_DENSE = 4.0
"""Pixels from one category to the next, from which on nothing is left free between them."""
_EDGED = 5.0
"""Columns that are wider than this have an outline, in pixels."""
_BAND = 0.74
"""The share of a category's step that its columns take."""
_BETWEEN = 0.06
"""The share of a column's step that is left free before the next of its category."""
_SHORT_NAME = 46.0
"""Pixels; names no wider (years, months) may be left out in turn when there are many."""


@dataclass(frozen=True)
class ColumnLayout:
    """Where columns stand: the frame, from one category to the next, how much of that is taken."""

    frame: Frame
    step: float
    band: float
    names: Names
    count: int
    """Columns side by side in a category."""
    shown: bool
    """Whether figures stand above the columns; otherwise there is an axis."""

    def place(self, index: int, number: int) -> tuple[float, float]:
        """Where the column of a category and a series begins and ends, left to right."""
        left = self.frame.left + self.step * (index + (1 - self.band) / 2)
        one = self.step * self.band / self.count
        free = one * _BETWEEN / 2 if self.count > 1 else 0.0
        return left + one * number + free, left + one * (number + 1) - free

    def middle(self, index: int, number: int) -> float:
        """The middle of a column."""
        return sum(self.place(index, number)) / 2


def arrangement(plan: Plan) -> ColumnLayout | None:
    """How the columns stand; None if they or their names have no room."""
    names = plan.chart.categories
    count = 1 if plan.stacked else len(plan.chart.series)
    shown = _figures_fit(plan, plan.width / len(names))
    scale = _scale(plan, shown=shown)
    left = 0.0 if shown else axis_width(plan, scale)
    step = (plan.width - left) / len(names)
    if step / count < _NARROWEST and not are_in_turn(names):
        return None
    row = plan.row([left + step * (index + 0.5) for index in range(len(names))])
    below = all_below(row, names)
    if below is None:
        short = max(map(plan.measure, names)) <= _SHORT_NAME
        if not (short or are_in_turn(names)):
            return None
        below = some_below(row, names)
    band = min(1.0 if step < _DENSE else _BAND, _WIDEST * count / step)
    frame = Frame(plan, scale, left, 0.0 if shown else LINE / 2)
    return ColumnLayout(frame, step, band, below, count, shown)


def columns(plan: Plan) -> Spec:
    """The specification."""
    arranged = arrangement(plan)
    if arranged is None:
        raise ValueError(tr("these columns have no room"))
    frame = arranged.frame
    layers = _columns(plan, arranged)
    layers += _words(plan, arranged) if arranged.shown else _gaps(plan, arranged)
    zero: Spec = {"x": frame.left, "x2": plan.width, "y": frame.y(0)}
    line = rule([zero], x=at("x"), x2={"field": "x2"}, y=at("y"))
    return frame.specification([*layers, line], arranged.names)


def _scale(plan: Plan, *, shown: bool) -> Scale:
    """An axis of figures, or room for figures above and below the columns."""
    low, high = plan.extent
    if not shown:
        return scale_of(plan, low, high)
    room = (high - low) / (HEIGHT - _ROOM * (2 if low < 0 else 1)) * _ROOM
    return Scale(low - room if low < 0 else low, high + room)


def _figures_fit(plan: Plan, step: float) -> bool:
    """Whether every figure has room above its column, so that no axis is needed."""
    if plan.stacked:
        totals = map(plan.total, range(len(plan.stacks)))
        return all(plan.measure(plan.figure(total)) <= step - 2 for total in totals)
    room = step * _BAND / len(plan.chart.series)
    alone = len(plan.chart.series) == 1
    return all(
        plan.measure(plan.figure(value)) <= (step - 2 if alone else room)
        for series in plan.chart.series
        for value in series.values
    )


def _columns(plan: Plan, arranged: ColumnLayout) -> list[Spec]:
    layers = []
    frame = arranged.frame
    for number, series in enumerate(plan.chart.series):
        colour = plan.palette.fill(number)
        mark: Spec = {"type": "rect", "fill": colour}
        if arranged.step * arranged.band / arranged.count > _EDGED:
            mark |= {"stroke": edge_of(colour), "strokeWidth": 1}
        values: list[Spec] = []
        for index, value in enumerate(series.values):
            if value is not None:
                start, end = plan.stacks[index][number] if plan.stacked else (0.0, value)
                left, right = arranged.place(index, 0 if plan.stacked else number)
                high, low = sorted((frame.y(start), frame.y(end)))
                values.append({"x": left, "x2": right, "y": high, "y2": low})
        x2, y2 = {"field": "x2"}, {"field": "y2"}
        layers.append(layer(mark, values, x=at("x"), x2=x2, y=at("y"), y2=y2))
    return layers


def _words(plan: Plan, arranged: ColumnLayout) -> list[Spec]:
    """The figures: above columns (below those under zero), and inside parts of stacks."""
    outside: list[Spec] = []
    inside: dict[str, list[Spec]] = {}
    frame = arranged.frame
    for index in range(len(plan.chart.categories)):
        for number, series in enumerate(plan.chart.series):
            value = series.values[index]
            if not plan.stacked:
                x = arranged.middle(index, number)
                outside.append(_outside(plan, frame, x, value))
            elif value and _has_room(plan, arranged, value):
                middle = frame.y(sum(plan.stacks[index][number]) / 2) + 5
                here = {"x": arranged.middle(index, 0), "y": middle, "text": plan.figures(value)}
                inside.setdefault(plan.palette.ink_on(plan.palette.fill(number)), []).append(here)
        if plan.stacked and plan.extent[0] == 0:
            top = max(end for _, end in plan.stacks[index])
            y, x = frame.y(top) - 6, arranged.middle(index, 0)
            outside.append({"x": x, "y": y, "text": plan.figure(plan.total(index))})
    made = [words(outside, at("x"), at("y"), baseline="alphabetic")]
    for ink, values in sorted(inside.items()):
        made.append(words(values, at("x"), at("y"), baseline="alphabetic", fill=ink))
    return made


def _outside(plan: Plan, frame: Frame, x: float, value: float | None) -> Spec:
    below = (value or 0) < 0
    y = frame.y(value or 0.0) + (SIZE + 4 if below else -6)
    return {"x": x, "y": y, "text": plan.figure(value)}


def _has_room(plan: Plan, arranged: ColumnLayout, value: float) -> bool:
    scale = arranged.frame.scale
    high = abs(value) / (scale.high - scale.low) * HEIGHT >= LINE
    return high and plan.measure(plan.figures(value)) <= arranged.step * _BAND - 4


def _gaps(plan: Plan, arranged: ColumnLayout) -> list[Spec]:
    """A sign where a figure is missing, so that nobody takes it for zero."""
    sign = plan.figure(None)
    room = arranged.step * arranged.band / arranged.count
    if plan.stacked or plan.measure(sign) > room:
        return []
    values: list[Spec] = [
        {"x": arranged.middle(index, number), "y": arranged.frame.y(0) - 4, "text": sign}
        for number, series in enumerate(plan.chart.series)
        for index, value in enumerate(series.values)
        if value is None
    ]
    return [words(values, at("x"), at("y"), baseline="alphabetic")]
