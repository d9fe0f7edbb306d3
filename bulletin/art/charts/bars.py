"""Bars that lie: one below the other, the name to the left or above, the figure at the end.

In: a plan. Out: a Vega-Lite specification as wide as the plan says.
"""

from dataclasses import dataclass
from typing import NamedTuple

from bulletin.art.charts.lettering import LINE, MIDDLE, SIZE, values_of
from bulletin.art.charts.scales import Plan, Spec, at, edge_of, layer, rule, words

THICK, THIN = 22.0, 18.0
"""Height of a bar that is alone in its row, and of one among several, in pixels."""
_NARROW = 17.0
"""Height of a bar among very many, in pixels: its figure still has room."""
_GAP, _LITTLE = 14.0, 4.0
"""Between two rows, and between two of very many."""
_TALL = 1080.0
"""What a page holds, in pixels: rows move together before they need more."""
_LEFT = 0.36
"""The most of the width that names to the left may take."""
_SHORTEST = 60.0
"""The least for the bars themselves beside names and figures."""
_AWAY = 6.0
"""From a bar's end to its figure."""
_INSIDE = 8.0
"""How much wider than its figure a part of a stack must be to hold it."""


class Bar(NamedTuple):
    """A bar: its row's top and bottom in pixels, its ends in figures, what is written."""

    top: float
    bottom: float
    start: float
    end: float
    colour: str
    text: str
    inside: bool


@dataclass(frozen=True)
class _Rows:
    bars: list[Bar]
    names: list[Spec]
    height: float
    left: float
    """Where bars may begin, in pixels."""


def bars(plan: Plan) -> Spec:
    """The specification."""
    rows = _rows(plan)
    low, high = _domain(plan, rows)
    value: Spec = {
        "type": "quantitative",
        "scale": {"domain": [low, high], "range": [rows.left, plan.width], "nice": False},
        "axis": None,
    }
    drawn = [
        {"y": bar.top, "y2": bar.bottom, "x": bar.start, "x2": bar.end, "fill": bar.colour}
        | {"stroke": edge_of(bar.colour)}
        for bar in rows.bars
    ]
    colour = {
        name: {"field": name, "type": "nominal", "scale": None} for name in ("fill", "stroke")
    }
    x, x2 = {"field": "x", **value}, {"field": "x2"}
    layers = [
        layer(
            {"type": "rect", "strokeWidth": 1}, drawn, x=x, x2=x2, y=at("y"), y2=at("y2"), **colour
        )
    ]
    layers += _figures(plan, rows, value)
    layers.append(words(rows.names, at("x"), at("y"), align="left", baseline="alphabetic"))
    layers.append(rule(_zero(rows), x=x, y=at("y"), y2=at("y2")))
    return {"width": plan.width, "height": rows.height, "autosize": "none", "layer": layers}


def _rows(plan: Plan) -> _Rows:
    names = [plan.broken(name, plan.width * _LEFT, most=2) for name in plan.chart.categories]
    widest = max((plan.measure(line) for name in names for line in name or ()), default=0)
    beside = all(names) and plan.width - widest - _ends(plan) >= _SHORTEST
    if not beside:
        names = [plan.forced(name, plan.width) for name in plan.chart.categories]
    lines: list[list[str]] = [name or [""] for name in names]
    left = max((plan.measure(line) for name in lines for line in name), default=0) + 10
    made: list[Bar] = []
    labels: list[Spec] = []
    top = 0.0
    rows = len(lines)
    thick = min(THICK, max(_NARROW, _TALL / rows - _LITTLE))
    words = sum(map(len, lines)) * LINE + 3 * rows if not beside else 0.0
    gap = min(_GAP, max(_LITTLE, (_TALL - words) / rows - _height(plan, thick)))
    for index, name in enumerate(lines):
        tall = LINE * len(name)
        first = top + (max(0.0, tall - _height(plan, thick)) / 2 if beside else tall + 3)
        group = _group(plan, index, first, thick)
        bottom = group[-1].bottom
        if beside:
            middle = (first + bottom) / 2 - (tall - LINE) / 2 + SIZE * MIDDLE
            bottom = max(bottom, top + tall)
        else:
            middle = top + SIZE
        labels.append({"x": 0, "y": middle, "text": name})
        made += group
        top = bottom + gap
    return _Rows(made, labels, max(1.0, top - gap), left if beside else 0.0)


def _zero(rows: _Rows) -> list[Spec]:
    """The line at zero; it does not run through names above their bars."""
    if rows.left:
        return [{"x": 0, "y": 0, "y2": rows.height}]
    return [{"x": 0, "y": bar.top - 2, "y2": bar.bottom + 2} for bar in rows.bars]


def _height(plan: Plan, thick: float) -> float:
    """Of the bars of one category."""
    count = len(plan.chart.series)
    return thick if plan.stacked or count == 1 else count * (THIN + 2) - 2


def _group(plan: Plan, index: int, top: float, alone: float) -> list[Bar]:
    """The bars of one category: parts of one bar where they are stacked."""
    made = []
    for number, series in enumerate(plan.chart.series):
        value = series.values[index]
        colour = plan.palette.fill(number)
        text = plan.figure(value)
        if plan.stacked:
            start, end = plan.stacks[index][number]
            made.append(
                Bar(top, top + alone, start, end, colour, text if value else "", inside=True)
            )
            continue
        thick = alone if len(plan.chart.series) == 1 else THIN
        above = top + number * (thick + 2)
        made.append(Bar(above, above + thick, 0.0, value or 0.0, colour, text, inside=False))
    if plan.stacked and plan.extent[0] == 0:
        up = max(end for _, end in plan.stacks[index])
        total = plan.figure(plan.total(index))
        made.append(Bar(top, top + alone, up, up, "#ffffff", total, inside=False))
    return made


def _ends(plan: Plan) -> float:
    """What the widest figures take at both ends of the bars."""
    texts = [(value < 0, plan.figures(value)) for value in values_of(plan.chart)]
    return sum(
        max((plan.measure(text) for below, text in texts if below is side), default=0) + _AWAY + 2
        for side in (False, True)
    )


def _domain(plan: Plan, rows: _Rows) -> tuple[float, float]:
    """Figures at both ends of the width, so that bars and the words at their ends fit."""
    low, high = plan.extent
    outside = [bar for bar in rows.bars if not bar.inside]
    right = max((plan.measure(b.text) for b in outside if b.end >= 0), default=0) + _AWAY + 2
    left = max((plan.measure(b.text) + _AWAY + 2 for b in outside if b.end < 0), default=0)
    share = (high - low) / max(plan.width - rows.left - left - right, 40.0)
    return low - left * share, high + right * share


def _figures(plan: Plan, rows: _Rows, value: Spec) -> list[Spec]:
    """The figures: at the end of bars, or in the middle of parts that are wide enough."""
    low, high = _domain(plan, rows)
    scale = (plan.width - rows.left) / (high - low)
    after: list[Spec] = []
    before: list[Spec] = []
    inside: dict[str, list[Spec]] = {}
    for bar in rows.bars:
        place = {"y": (bar.top + bar.bottom) / 2 + SIZE * MIDDLE, "text": bar.text}
        if not bar.inside:
            (before if bar.end < 0 else after).append({**place, "x": bar.end})
        elif abs(bar.end - bar.start) * scale >= plan.measure(bar.text) + _INSIDE:
            ink = plan.palette.ink_on(bar.colour)
            inside.setdefault(ink, []).append({**place, "x": (bar.start + bar.end) / 2})
    x = {"field": "x", **value}
    layers = [
        words(after, x, at("y"), align="left", baseline="alphabetic", dx=_AWAY),
        words(before, x, at("y"), align="right", baseline="alphabetic", dx=-_AWAY),
    ]
    for ink, values in sorted(inside.items()):
        layers.append(words(values, x, at("y"), align="center", baseline="alphabetic", fill=ink))
    return layers
