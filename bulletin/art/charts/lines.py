"""Lines and areas over categories that follow one another, as months or years do.

In: a plan. Out: a Vega-Lite specification in pixels. A gap in the figures is a gap in the line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bulletin.art.charts.frame import HEIGHT, Frame, Scale, axis_width, scale_of
from bulletin.art.charts.lettering import LINE, SIZE, values_of
from bulletin.art.charts.names import Names, below
from bulletin.art.charts.scales import Plan, Spec, at, edge_of, layer, rule, words

DASHES: tuple[list[int], ...] = (
    [], [7, 4], [2, 3], [10, 4, 2, 4], [14, 4], [1, 4], [7, 3, 1, 3, 1, 3], [4, 2],
)  # fmt: skip
SHAPES = (
    "circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "triangle-right", "triangle-left",
)  # fmt: skip
"""By which lines are told apart without colours."""
_FLAT = 0.4
"""Lines whose figures differ by less than this share of the highest need not start at zero."""
_NAMED = 8
"""Up to this many points each has its figure written."""
_TOP = LINE + 6.0
"""Room for a figure above the highest point, in pixels."""
_UNDER = SIZE + 8.0
"""From a point to the base of a figure under it, in pixels."""
_MARGIN = 12.0
"""The least before the first point and behind the last one, in pixels."""
_DENSE = 12.0
"""Points nearer to each other than this are not marked one by one, and the last one's figure stands
behind the line, in pixels."""
_DOTTED = 30.0
"""From one mark of a line with many points to the next, in pixels."""


@dataclass(frozen=True)
class _Course:
    """The frame, and where the categories stand in it."""

    plan: Plan
    frame: Frame
    places: list[float]
    names: Names
    is_dense: bool

    def point(self, index: int, value: float) -> Spec:
        return {"x": self.places[index], "y": self.frame.y(value)}

    def dots(self, values: tuple[float | None, ...]) -> list[Spec]:
        """The points to mark: all of them, or where they are many as many as tell lines apart.

        A point that no line leads to is marked always.
        """
        step = self.places[1] - self.places[0]
        every = 1 if step >= _DENSE else math.ceil(_DOTTED / step)
        alone = len(self.plan.chart.series) == 1 and every > 1
        return [
            self.point(index, value)
            for index, value in enumerate(values)
            if value is not None
            and (_is_alone(values, index) or (not alone and index % every == 0))
        ]


def _is_alone(values: tuple[float | None, ...], index: int) -> bool:
    before = values[index - 1] if index else None
    after = values[index + 1] if index + 1 < len(values) else None
    return before is None and after is None


def lines(plan: Plan) -> Spec:
    """The specification of one or more lines."""
    course = _course(plan, zero=not _is_flat(plan))
    layers = []
    for number, series in enumerate(plan.chart.series):
        colour = plan.palette.stroke(number)
        line: Spec = {"type": "line", "stroke": colour, "strokeWidth": 2.5}
        line["strokeDash"] = DASHES[number % len(DASHES)]
        layers.append(_run(line, course, series.values))
        point: Spec = {"type": "point", "filled": True, "fill": colour, "opacity": 1, "size": 60}
        point["shape"] = SHAPES[number % len(SHAPES)]
        layers.append(layer(point, course.dots(series.values), x=at("x"), y=at("y")))
    low = course.frame.scale.low
    if low < 0:
        layers.append(_zero(course))
    if len(plan.chart.series) == 1:
        layers += _words(course)
    return course.frame.specification(layers, course.names)


def areas(plan: Plan) -> Spec:
    """The specification of an area under a line, or of areas on one another."""
    course = _course(plan, zero=True)
    frame = course.frame
    layers = []
    if len(plan.chart.series) == 1:
        colour = plan.palette.stroke(0)
        values = plan.chart.series[0].values
        ground: Spec = {"type": "area", "fill": colour, "fillOpacity": 0.22}
        line: Spec = {"type": "line", "stroke": colour, "strokeWidth": 2.5}
        point: Spec = {"type": "point", "filled": True, "fill": colour, "opacity": 1, "size": 45}
        layers = [
            _run(ground, course, values, y2=frame.y(0)),
            _run(line, course, values),
            layer(point, course.dots(values), x=at("x"), y=at("y")),
            *_words(course),
        ]
    for number in range(len(plan.chart.series) if not layers else 0):
        colour = plan.palette.fill(number)
        ends = [stack[number] for stack in plan.stacks]
        made: list[Spec] = [
            {**course.point(index, end), "y2": frame.y(start)}
            for index, (start, end) in enumerate(ends)
        ]
        mark: Spec = {"type": "area", "fill": colour, "stroke": edge_of(colour), "strokeWidth": 1}
        layers.append(layer(mark, made, x=at("x"), y=at("y"), y2={"field": "y2"}))
    return frame.specification([*layers, _zero(course)], course.names)


def _run(
    mark: Spec, course: _Course, values: tuple[float | None, ...], y2: float | None = None
) -> Spec:
    """A layer that leaves a gap where a figure is missing."""
    made: list[Spec] = []
    run = 0
    for index, value in enumerate(values):
        if value is None:
            run += 1
        else:
            made.append({**course.point(index, value), "run": run, "y2": y2})
    encoding: Spec = {"detail": {"field": "run", "type": "nominal"}}
    if y2 is not None:
        encoding["y2"] = {"field": "y2"}
    return layer(mark, made, x=at("x"), y=at("y"), **encoding)


def _zero(course: _Course) -> Spec:
    frame = course.frame
    zero: Spec = {"x": frame.left, "x2": course.plan.width, "y": frame.y(0)}
    return rule([zero], x=at("x"), x2={"field": "x2"}, y=at("y"))


def _is_flat(plan: Plan) -> bool:
    values = list(values_of(plan.chart))
    if not values or min(values) <= 0:
        return False
    return 0 < max(values) - min(values) < _FLAT * max(values)


def _course(plan: Plan, *, zero: bool) -> _Course:
    scale = _scale(plan, zero=zero)
    left = axis_width(plan, scale)
    share = (plan.width - left) / len(plan.chart.categories)
    first, last = _margins(plan, share)
    step = (plan.width - left - first - last) / (len(plan.chart.categories) - 1)
    places = [left + first + step * index for index in range(len(plan.chart.categories))]
    names = below(plan.row(places), plan.chart.categories)
    return _Course(plan, Frame(plan, scale, left, _TOP), places, names, share < _DENSE)


def _scale(plan: Plan, *, zero: bool) -> Scale:
    if plan.chart.type == "area" and len(plan.chart.series) > 1 and zero:
        ends = [end for stack in plan.stacks for _, end in stack]
    else:
        ends = list(values_of(plan.chart))
    ends = ends or [0.0]
    scale = scale_of(plan, min([0.0, *ends] if zero else ends), max([0.0, *ends]))
    room = (min(ends) - scale.low) / (scale.high - scale.low) * HEIGHT
    if len(plan.chart.series) > 1 or not scale.low or room >= _UNDER + LINE:
        return scale
    lower = float(f"{2 * scale.low - scale.ticks[1]:.12g}")
    return Scale(lower, scale.high, (lower, *scale.ticks))


def _margins(plan: Plan, step: float) -> tuple[float, float]:
    """Room left and right of the points: enough for the first and the last figure."""
    least = max(_MARGIN, min(step * 0.3, 3 * _MARGIN))
    if len(plan.chart.series) > 1:
        return least, least
    values = plan.chart.series[0].values
    first, last = (
        0.0 if value is None else plan.measure(plan.figures(value)) / 2
        for value in (values[0], values[-1])
    )
    if step < _DENSE:
        last = 2 * (last * _BOLDER + _NEAR)
    return max(least, first), max(least, last)


# -- figures at points -----------------------------------------------------------------------


class _Label(NamedTuple):
    """A figure's box and its words; `y` is their base."""

    x: float
    y: float
    half: float
    text: str

    def touches(self, other: _Label) -> bool:
        beside = abs(self.x - other.x) >= self.half + other.half + _NEAR
        return not beside and abs(self.y - other.y) < SIZE + 2


_NEAR = 4.0
"""The least between two figures, in pixels."""


def _words(course: _Course) -> list[Spec]:
    """Figures at the points of a single line: all of them, or the most telling ones."""
    values = course.plan.chart.series[0].values
    known = [index for index, value in enumerate(values) if value is not None]
    if not known:
        return []
    labels = _placed(course, known) if len(known) <= _NAMED else []
    if len(labels) < len(known):
        highest = max(known, key=lambda index: values[index] or 0.0)
        labels = _placed(course, list(dict.fromkeys([highest, known[-1], known[0]])))
    shown: list[Spec] = [{"x": one.x, "y": one.y, "text": one.text} for one in labels]
    return [words(shown, at("x"), at("y"), align="center", baseline="alphabetic", fontWeight=600)]


def _placed(course: _Course, indices: list[int]) -> list[_Label]:
    """The figures of these points that have room, the first ones before the others."""
    made: list[_Label] = []
    for index in indices:
        for label in _choices(course, index):
            if not any(label.touches(other) for other in made) and not _is_crossed(course, label):
                made.append(label)
                break
    return made


def _choices(course: _Course, index: int) -> list[_Label]:
    """Where a point's figure can stand, the best first: above, or below where the line dips."""
    plan, frame = course.plan, course.frame
    values = plan.chart.series[0].values
    here = values[index] or 0.0
    text = plan.figures(here)
    half = plan.measure(text) / 2 * _BOLDER
    if 2 * half > plan.width - frame.left:
        return []
    x = min(max(course.places[index], frame.left + half), plan.width - half)
    top = frame.y(here)
    if course.is_dense and index == len(values) - 1:
        return [_Label(plan.width - half, top + SIZE / 3, half, text)]
    above, under = _Label(x, top - 10, half, text), _Label(x, top + _UNDER, half, text)
    ends = [values[i] for i in (index - 1, index + 1) if 0 <= i < len(values)]
    dips = all(value is not None and value > here for value in ends)
    rises = [value for value in ends if value is not None and value > here]
    if rises and not dips:
        aside = (half - 4) if values[max(index - 1, 0)] in rises and index else 4 - half
        moved = min(max(x + aside, frame.left + half), plan.width - half)
        above = _Label(moved, top - 8, half, text)
    above, under = _off_zero(frame, above, up=True), _off_zero(frame, under, up=False)
    if under.y > frame.bottom - 2:
        return [above]
    return [under, above] if dips else [above, under]


def _is_crossed(course: _Course, label: _Label) -> bool:
    """Whether the line runs through a figure where points are many; few are steered around."""
    values = course.plan.chart.series[0].values
    if len(values) <= _NAMED:
        return False
    points = list(zip(course.places, values, strict=True))
    for (left, before), (right, after) in pairwise(points):
        if before is None or after is None:
            continue
        ends = [
            before + (after - before) * (min(max(x, left), right) - left) / (right - left)
            for x in (label.x - label.half, label.x + label.half)
        ]
        high, low = sorted(map(course.frame.y, ends))
        beside = right < label.x - label.half or left > label.x + label.half
        if not beside and high < label.y and low > label.y - SIZE:
            return True
    return False


def _off_zero(frame: Frame, label: _Label, *, up: bool) -> _Label:
    """A label moved on past the line of zero, where it would stand on it."""
    line = frame.y(0)
    if frame.scale.low >= 0 or not label.y - SIZE < line < label.y + _CLEAR:
        return label
    return label._replace(y=line - _CLEAR if up else line + SIZE + 1)


_CLEAR = 4.0
"""From the base of a figure to a line under it, in pixels."""
_BOLDER = 1.06
"""How much wider the face is in which figures at points are set."""
