"""Pies and rings: parts of a whole, with a list of their names and figures.

In: a plan with one series of figures from zero up. Out: a Vega-Lite specification.
"""

from typing import Literal

from bulletin.art.charts.lettering import LINE, MIDDLE, SIZE
from bulletin.art.charts.scales import Plan, Spec, at, edge_of, layer, words

_RADIUS = 88.0
_HOLE = 46.0
_NARROWEST = 0.07
"""Parts with a smaller share have no figure inside."""
_SWATCH = 14.0
_BETWEEN = 20.0
"""From the pie to the list."""
_LIST = 90.0
"""The least width of a list beside the pie; a narrower one stands below."""
_GAP = 10.0
"""Between entries of the list."""


def pies(plan: Plan, form: Literal["pie", "donut"]) -> Spec:
    """The specification."""
    left = 2 * _RADIUS + _BETWEEN
    beside = plan.width - left >= _LIST
    swatches, names, figures, height = _list(plan, left if beside else 0.0)
    middle = _RADIUS + 2
    if beside:
        tall = max(height, 2 * middle)
        shift, middle = max(0.0, (tall - height) / 2), tall / 2
    else:
        shift = 2 * middle + _BETWEEN
        tall = shift + height
    for item in (*swatches, *names, *figures):
        item["y"] += shift
    colours = {
        name: {"field": name, "type": "nominal", "scale": None} for name in ("fill", "stroke")
    }
    square: Spec = {
        "type": "point",
        "shape": "square",
        "size": _SWATCH**2,
        "strokeWidth": 1,
        "opacity": 1,
    }
    square["filled"] = True
    layers = [
        *_pie(plan, form, middle, colours),
        layer(square, swatches, x=at("x"), y=at("y"), **colours),
        words(names, at("x"), at("y"), align="left", baseline="alphabetic"),
        words(figures, at("x"), at("y"), align="left", baseline="alphabetic", fontWeight=600),
    ]
    return {"width": plan.width, "height": tall, "autosize": "none", "layer": layers}


def _pie(plan: Plan, form: str, middle: float, colours: dict[str, Spec]) -> list[Spec]:
    values = [value or 0.0 for value in plan.chart.series[0].values]
    total = sum(values)
    hole = _HOLE if form == "donut" else 0.0
    parts: list[Spec] = []
    for index, value in enumerate(values):
        fill = plan.palette.fill(index)
        share = value / total
        inside = _inside(plan, value, total, _RADIUS - hole) if share >= _NARROWEST else ""
        if not value:
            continue
        part = {"i": index, "v": value, "text": inside, "ink": plan.palette.ink_on(fill)}
        parts.append({**part, "fill": fill, "stroke": edge_of(fill)})
    theta: Spec = {"field": "v", "type": "quantitative", "stack": True}
    order: Spec = {"field": "i", "type": "ordinal"}
    place: dict[str, Spec] = {"x": {"value": _RADIUS + 2}, "y": {"value": middle}}
    arc: Spec = {"type": "arc", "innerRadius": hole, "outerRadius": _RADIUS, "strokeWidth": 1}
    written: Spec = {"type": "text", "radius": (_RADIUS + hole) / 2 if hole else _RADIUS * 0.66}
    written |= {"fontSize": SIZE, "fontWeight": 600, "baseline": "middle"}
    ink: Spec = {"field": "ink", "type": "nominal", "scale": None}
    text: Spec = {"field": "text", "type": "nominal"}
    layers = [
        layer(arc, parts, theta=theta, order=order, **place, **colours),
        layer(written, parts, theta=theta, order=order, **place, text=text, fill=ink),
    ]
    if hole:
        layers += _whole(plan, total, middle)
    return layers


def _whole(plan: Plan, total: float, middle: float) -> list[Spec]:
    """The sum in the hole of a ring, where it fits."""
    text = plan.figures(total)
    fitting = [size for size in (20, 17, SIZE) if plan.measure(text, size) <= 2 * _HOLE - 14]
    if not fitting:
        return []
    place: list[Spec] = [{"x": _RADIUS + 2, "y": middle + fitting[0] * MIDDLE, "text": text}]
    style: Spec = {"baseline": "alphabetic", "fontWeight": 600, "fontSize": fitting[0]}
    return [words(place, at("x"), at("y"), **style)]


def _share(plan: Plan, value: float, total: float) -> str:
    """The share of a part in per cent; where the figures are per cent of a whole, as given."""
    if plan.figures.suffix and abs(total - 100) < 1:
        return plan.figures(value)
    return plan.figures.percent(value / total)


def _inside(plan: Plan, value: float, total: float, room: float) -> str:
    """The share as it fits between the hole and the edge: exact, or in whole per cent."""
    texts = (_share(plan, value, total), plan.figures.percent(round(value / total, 2)))
    return next((text for text in texts if plan.measure(text) <= room + _OVER), "")


_OVER = 4.0
"""How much wider than a ring the words on it may be, in pixels: the ring is round."""


def _said(plan: Plan, value: float | None, total: float) -> str:
    """A part's figure with its share; a part without a figure has none."""
    if value is None:
        return plan.figure(value)
    figure, share = plan.figures(value), _share(plan, value, total)
    return share if figure == share else f"{figure} ({share})"


def _list(plan: Plan, left: float) -> tuple[list[Spec], list[Spec], list[Spec], float]:
    """Squares, names and figures of the list, and its height, all in pixels."""
    values = [value or 0.0 for value in plan.chart.series[0].values]
    total = sum(values)
    swatches: list[Spec] = []
    names: list[Spec] = []
    figures: list[Spec] = []
    top = 0.0
    text = left + _SWATCH + 8
    for index, name in enumerate(plan.chart.categories):
        lines = plan.forced(name, plan.width - text)
        fill = plan.palette.fill(index)
        swatches.append(
            {"x": left + _SWATCH / 2, "y": top + 10, "fill": fill, "stroke": edge_of(fill)}
        )
        names.append({"x": text, "y": top + SIZE, "text": lines})
        top += LINE * len(lines)
        said = plan.forced(
            _said(plan, plan.chart.series[0].values[index], total), plan.width - text
        )
        figures.append({"x": text, "y": top + SIZE, "text": said})
        top += LINE * len(said) + _GAP
    return swatches, names, figures, top - _GAP + 4
