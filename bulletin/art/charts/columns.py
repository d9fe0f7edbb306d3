"""Columns that stand: side by side, or the series of a category on one another.

In: a plan whose names fit below the columns. Out: a Vega-Lite specification.
"""

from __future__ import annotations

from bulletin.art.charts.lettering import LINE, SIZE
from bulletin.art.charts.scales import (
    Names,
    Plan,
    Spec,
    edge_of,
    figure_axis,
    layer,
    named_axis,
    names_below,
    rule,
    words,
)

_HEIGHT = 220.0
"""Of the columns' space, in pixels."""
_ROOM = 22.0
"""For a figure above or below a column, in pixels."""
_WIDEST = 96.0
"""Of a single column, in pixels."""
_BAND = 0.74
"""The share of a category's step that its columns take."""


def columns(plan: Plan) -> Spec:
    """The specification."""
    names = plan.chart.categories
    step = plan.width / len(names)
    below = names_below(plan, plan.width) or Names([[name] for name in names])
    band = min(_BAND, _WIDEST * (1 if plan.stacked else len(plan.chart.series)) / step)
    shown = _figures_fit(plan, step)
    low, high = plan.extent
    room = (high - low) / (_HEIGHT - _ROOM * (2 if low < 0 else 1)) * _ROOM if shown else 0.0
    domain = [low - room if low < 0 else low, high + room]
    y: Spec = {
        "type": "quantitative",
        "scale": {"domain": domain, "nice": not shown},
        "axis": None if shown else figure_axis(plan),
    }
    x: Spec = {
        "field": "i",
        "type": "ordinal",
        "sort": None,
        "scale": {"paddingInner": 1 - band, "paddingOuter": (1 - band) / 2},
        "axis": named_axis(below),
    }
    layers = _columns(plan, x, y)
    if shown:
        layers += _words(plan, x, y, domain)
    line = rule([{"y": 0}], y={"field": "y", **y})
    return {
        "width": plan.width,
        "height": _HEIGHT + below.height,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": [*layers, line],
    }


def _figures_fit(plan: Plan, step: float) -> bool:
    """Whether every figure has room above its column, so that no axis is needed."""
    if plan.stacked:
        totals = [sum(s.values[i] or 0 for s in plan.chart.series) for i in range(len(plan.stacks))]
        return all(plan.measure(plan.figures(total)) <= step - 2 for total in totals)
    room = step * _BAND / len(plan.chart.series)
    alone = len(plan.chart.series) == 1
    return all(
        plan.measure(_text(plan, value)) <= (step - 2 if alone else room)
        for series in plan.chart.series
        for value in series.values
    )


def _text(plan: Plan, value: float | None) -> str:
    return plan.strings("content_gap_short") if value is None else plan.figures(value)


def _columns(plan: Plan, x: Spec, y: Spec) -> list[Spec]:
    layers = []
    for number, series in enumerate(plan.chart.series):
        colour = plan.palette.fill(number)
        mark: Spec = {"type": "bar", "fill": colour, "stroke": edge_of(colour), "strokeWidth": 1}
        values = []
        for index, value in enumerate(series.values):
            start, end = plan.stacks[index][number] if plan.stacked else (0.0, value or 0.0)
            if value is not None:
                values.append({"i": index, "s": number, "y": start, "y2": end})
        extra = {} if plan.stacked else _offset(plan)
        layers.append(layer(mark, values, x=x, y={"field": "y", **y}, y2={"field": "y2"}, **extra))
    return layers


def _offset(plan: Plan) -> dict[str, Spec]:
    """The channel that puts the series of a category side by side."""
    count = len(plan.chart.series)
    if count == 1:
        return {}
    scale = {"domain": list(range(count)), "paddingInner": 0.06}
    return {"xOffset": {"field": "s", "type": "ordinal", "sort": None, "scale": scale}}


def _words(plan: Plan, x: Spec, y: Spec, domain: list[float]) -> list[Spec]:
    """The figures: above columns (below those under zero), and inside parts of stacks."""
    above: list[Spec] = []
    below: list[Spec] = []
    inside: dict[str, list[Spec]] = {}
    scale = _HEIGHT / (domain[1] - domain[0])
    for index in range(len(plan.chart.categories)):
        for number, series in enumerate(plan.chart.series):
            value = series.values[index]
            here = {"i": index, "s": number, "y": value or 0.0, "text": _text(plan, value)}
            if not plan.stacked:
                (below if (value or 0) < 0 else above).append(here)
            elif value and abs(value) * scale >= LINE and _narrow(plan, str(here["text"])):
                ink = plan.palette.ink_on(plan.palette.fill(number))
                here["y"] = sum(plan.stacks[index][number]) / 2
                inside.setdefault(ink, []).append(here)
        if plan.stacked and plan.extent[0] == 0:
            top = max(end for _, end in plan.stacks[index])
            total = sum(series.values[index] or 0 for series in plan.chart.series)
            above.append({"i": index, "s": 0, "y": max(top, 0), "text": plan.figures(total)})
    made = [words(above, x, {"field": "y", **y}, baseline="alphabetic", dy=-6)]
    made.append(words(below, x, {"field": "y", **y}, baseline="alphabetic", dy=SIZE + 4))
    for ink, values in sorted(inside.items()):
        made.append(words(values, x, {"field": "y", **y}, baseline="alphabetic", dy=5, fill=ink))
    if not plan.stacked:
        for item in made:
            item["encoding"] |= _offset(plan)
    return made


def _narrow(plan: Plan, text: str) -> bool:
    return plan.measure(text) <= plan.width / len(plan.chart.categories) * _BAND - 4
