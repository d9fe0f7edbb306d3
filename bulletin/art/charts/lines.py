"""Lines and areas over categories that follow one another, as months or years do.

In: a plan. Out: a Vega-Lite specification. A gap in the figures is a gap in the line.
"""

from __future__ import annotations

import math

from bulletin.art.charts.lettering import LINE, SIZE, values_of
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
DASHES: tuple[list[int], ...] = ([], [7, 4], [2, 3], [10, 4, 2, 4], [14, 4])
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down")
"""By which lines are told apart without colours."""
_FLAT = 0.4
"""Lines whose figures differ by less than this share of the highest need not start at zero."""
_AXIS = 48.0
"""About what the axis of figures takes of the width, in pixels."""
_NAMED = 8
"""Up to this many points each has its figure written."""


def lines(plan: Plan) -> Spec:
    """The specification of one or more lines."""
    x, y = _scales(plan, zero=not _is_flat(plan))
    layers = []
    for number, series in enumerate(plan.chart.series):
        values = [{"i": index, "y": value} for index, value in enumerate(series.values)]
        colour = plan.palette.stroke(number)
        line: Spec = {"type": "line", "stroke": colour, "strokeWidth": 2.5}
        line["strokeDash"] = DASHES[number % len(DASHES)]
        line["invalid"] = "break-paths-show-path-domains"
        layers.append(layer(line, values, x=x, y=y))
        point: Spec = {"type": "point", "filled": True, "fill": colour, "opacity": 1, "size": 60}
        point["shape"] = SHAPES[number % len(SHAPES)]
        known = [value for value in values if value["y"] is not None]
        layers.append(layer(point, known, x=x, y=y))
    if len(plan.chart.series) == 1:
        layers += _words(plan, x, y)
    return _framed(plan, layers)


def areas(plan: Plan) -> Spec:
    """The specification of an area under a line, or of areas on one another."""
    x, y = _scales(plan, zero=True)
    layers = []
    if len(plan.chart.series) == 1:
        colour = plan.palette.stroke(0)
        values = [{"i": i, "y": value} for i, value in enumerate(plan.chart.series[0].values)]
        mark: Spec = {"type": "area", "fill": colour, "fillOpacity": 0.22}
        mark["line"] = {"stroke": colour, "strokeWidth": 2.5}
        mark["invalid"] = "break-paths-show-path-domains"
        layers = [layer(mark, values, x=x, y=y)]
        known = [value for value in values if value["y"] is not None]
        point: Spec = {"type": "point", "filled": True, "fill": colour, "opacity": 1, "size": 45}
        layers += [layer(point, known, x=x, y=y), *_words(plan, x, y)]
    for number in range(len(plan.chart.series) if not layers else 0):
        colour = plan.palette.fill(number)
        ends = [stack[number] for stack in plan.stacks]
        values = [{"i": i, "y": end, "y2": start} for i, (start, end) in enumerate(ends)]
        mark = {"type": "area", "fill": colour, "stroke": edge_of(colour), "strokeWidth": 1}
        layers.append(layer(mark, values, x=x, y=y, y2={"field": "y2"}))
    layers.append(rule([{"y": 0}], y=y))
    return _framed(plan, layers)


def _is_flat(plan: Plan) -> bool:
    values = list(values_of(plan.chart))
    return bool(values) and min(values) > 0 and max(values) - min(values) < _FLAT * max(values)


def _scales(plan: Plan, *, zero: bool) -> tuple[Spec, Spec]:
    axis = named_axis(_names(plan))
    x: Spec = {"field": "i", "type": "ordinal", "sort": None, "axis": axis}
    margin = _margin(plan)
    beyond = math.ceil(margin) - 1  # Vega leaves at most one step free, so that places are added
    places = range(-beyond, len(plan.chart.categories) + beyond)
    x["scale"] = {"type": "point", "padding": margin - beyond, "domain": list(places)}
    scale: Spec = {"zero": zero, "nice": True}
    values = list(values_of(plan.chart))
    if not values or min(values) == max(values) == 0:
        scale = {"domain": [0, 1]}
    elif plan.chart.type == "area" and len(plan.chart.series) > 1:
        scale["domain"] = [0, max(stack[-1][1] for stack in plan.stacks)]
    y: Spec = {"field": "y", "type": "quantitative", "scale": scale, "axis": figure_axis(plan)}
    return x, y


def _margin(plan: Plan) -> float:
    """Room left and right of the points, in steps: enough for the first and the last figure."""
    if len(plan.chart.series) > 1:
        return 0.4
    values = plan.chart.series[0].values
    ends = (value for value in (values[0], values[-1]) if value is not None)
    wide = max((plan.measure(plan.figures(value)) for value in ends), default=0.0)
    room = plan.width - _AXIS - 2 * wide
    return max(0.4, (len(values) - 1) * wide / max(room, wide))


def _names(plan: Plan) -> Names:
    width = plan.width - _AXIS
    return names_below(plan, width) or Names([[name] for name in plan.chart.categories])


def _words(plan: Plan, x: Spec, y: Spec) -> list[Spec]:
    """Figures at the points of a single line: all of them, or the first, highest and last."""
    values = plan.chart.series[0].values
    known = [index for index, value in enumerate(values) if value is not None]
    step = (plan.width - _AXIS) / len(values)
    fit = all(plan.measure(plan.figures(values[i] or 0.0)) <= step for i in known)
    if (len(known) > _NAMED or not fit) and known:
        highest = max(known, key=lambda index: values[index] or 0.0)
        known = sorted({known[0], highest, known[-1]})
    layers = []
    for index in known:
        value = values[index] or 0.0
        place: Spec = {"i": index, "y": value, "text": plan.figures(value)}
        layers.append(
            words([place], x, y, baseline="alphabetic", fontWeight=600, **_beside(values, index))
        )
    return layers


def _beside(values: tuple[float | None, ...], index: int) -> Spec:
    """Where a figure stands so that the line does not run through it."""
    here = values[index] or 0.0
    before = values[index - 1] if index else None
    after = values[index + 1] if index + 1 < len(values) else None
    up_before, up_after = before is not None and before > here, after is not None and after > here
    if up_before and up_after:
        return {"align": "center", "dy": SIZE + 8}
    if up_after:
        return {"align": "right", "dx": 1, "dy": -8}
    if up_before:
        return {"align": "left", "dx": -1, "dy": -8}
    return {"align": "center", "dy": -10}


def _framed(plan: Plan, layers: list[Spec]) -> Spec:
    return {
        "width": plan.width,
        "height": _HEIGHT + LINE + _names(plan).height,
        "padding": {"top": LINE, "left": 0, "right": 0, "bottom": 0},
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers,
    }
