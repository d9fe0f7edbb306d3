"""From a chart to its SVG: what to draw, drawn by Vega-Lite, made small and self-contained.

In: a chart, strings, a palette. Out: SVG text. Words stay words, in the theme's face with
others to fall back on, and take the colour of the text around the chart; nothing is loaded.
"""

import re
from dataclasses import replace
from functools import lru_cache
from html import escape
from pathlib import Path

from lxml import etree

from bulletin.art.charts.bars import bars
from bulletin.art.charts.columns import arrangement, columns
from bulletin.art.charts.lettering import LINE, MINUS, SIZE, values_of
from bulletin.art.charts.lines import DASHES, SHAPES, areas, lines
from bulletin.art.charts.palette import FALLBACKS, Palette
from bulletin.art.charts.pies import pies
from bulletin.art.charts.scales import GRID, INK, Form, Plan, Spec, edge_of
from bulletin.cache import once
from bulletin.document import Chart, plain_text
from bulletin.formats.characters import clean
from bulletin.formats.element_text import Element
from bulletin.theming.theme import Strings

SVG = "http://www.w3.org/2000/svg"
WIDTH = 360.0
"""Of a chart, in its own pixels: its words can be read on a phone 360 pixels wide."""

_BELOW = 6.0
"""Under the last line of words, for letters that go below it, in pixels."""


def chart_svg(
    chart: Chart, strings: Strings, palette: Palette | None = None, width: float = WIDTH
) -> str:
    """The chart as SVG, `width` of its pixels wide; words in it are 15 pixels high.

    Its name (`<title>`, `aria-labelledby`) is the chart's description, or else its title.
    """
    chosen = palette or Palette()
    key = (repr(chart), strings.digest, chosen.key, width)
    return once.made(
        once.CHART, key, lambda: _svg(_cleaned(chart), strings, chosen, width).encode()
    ).decode()


def _svg(chart: Chart, strings: Strings, palette: Palette, width: float) -> str:
    plan = Plan(chart, strings, palette, width)
    form = form_of(plan)
    plot = _tidied(_drawn(plan, _spec(plan, form)))
    head, top = _head(plan, form)
    height = top + float(plot.get("height", "0")) + _BELOW
    name = chart.alt or clean(plain_text(chart.title))
    ident = f"{chart.id or 'chart'}-alt"
    family = f"{plan.palette.family}, {FALLBACKS}"
    inner = "".join(etree.tostring(child, encoding="unicode") for child in plot)
    inner = inner.replace(f' xmlns="{SVG}"', "")
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{escape(ident)}" '
        f'font-family="{escape(family)}" font-size="{SIZE}"><title id="{escape(ident)}">'
        f'{escape(name, quote=False)}</title>{head}<g transform="translate(0,{top:g})">{inner}</g></svg>'
    )


def height_of(chart: Chart, strings: Strings, palette: Palette, width: float) -> float:
    """How high the SVG of a chart is, in its pixels, without drawing it."""
    plan = Plan(_cleaned(chart), strings, palette, width)
    form = form_of(plan)
    return _head(plan, form)[1] + float(_spec(plan, form)["height"]) + _BELOW


def _cleaned(chart: Chart) -> Chart:
    """The chart without characters that no SVG can hold."""
    return replace(
        chart,
        alt=clean(chart.alt),
        unit=clean(chart.unit),
        categories=tuple(clean(name) for name in chart.categories),
        series=tuple(replace(series, name=clean(series.name)) for series in chart.series),
    )


def _spec(plan: Plan, form: Form) -> Spec:
    match form:
        case "bars":
            return bars(plan)
        case "columns":
            return columns(plan)
        case "lines":
            return lines(plan)
        case "areas":
            return areas(plan)
    return pies(plan, form)


def _drawn(plan: Plan, spec: Spec) -> str:
    """What Vega-Lite draws, with figures on axes in the language's way."""
    import vl_convert  # noqa: PLC0415, heavy

    _register(plan.face.parent)
    number = plan.strings.number
    spec = {
        "padding": 0,
        **spec,
        "background": None,
        "config": {
            "font": plan.palette.family,
            "view": {"stroke": None},
            "aria": False,
            "axis": {"labelFontWeight": 400},
        },
    }
    locale: Spec = {"decimal": number(1.5)[1], "thousands": _thousands(number(10000))}
    locale |= {"grouping": [3], "currency": ["", ""], "minus": MINUS}
    return str(vl_convert.vegalite_to_svg(spec, format_locale=locale))


def _thousands(written: str) -> str:
    found = re.fullmatch(r"10(\D*)000", written)
    return found[1] if found else ""


@lru_cache(maxsize=8)
def _register(folder: Path) -> None:
    import vl_convert  # noqa: PLC0415, heavy

    vl_convert.register_font_directory(str(folder))


# -- the head: unit and series ---------------------------------------------------------------


def _head(plan: Plan, form: Form) -> tuple[str, float]:
    """The unit, and what the series are called, as SVG; and the height that it takes."""
    made: list[str] = []
    top = 0.0
    if plan.figures.unit:
        text = plan.strings("content_unit", unit=plan.figures.unit)
        lines = plan.forced(text, plan.width)
        made += [_words(line, 0, top + SIZE + LINE * n) for n, line in enumerate(lines)]
        top += LINE * len(lines) + 8
    if len(plan.chart.series) > 1:
        left, rows = 0.0, 1
        for index, series in enumerate(plan.chart.series):
            lines = plan.forced(series.name, plan.width - _KEY)
            width = _KEY + max(map(plan.measure, lines)) + 16
            if left and (left + width - 16 > plan.width or len(lines) > 1):
                left, top, rows = 0.0, top + LINE * rows + 4, 1
            made.append(_key(plan, form, index, left, top + 9))
            made += [
                _words(line, left + _KEY, top + SIZE + LINE * n) for n, line in enumerate(lines)
            ]
            left, rows = left + width, max(rows, len(lines))
        top += LINE * rows + 12
    return "".join(made), top


_KEY = 34.0
"""From the sign of a series to its name, in pixels."""


def _words(text: str, x: float, y: float) -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="currentColor">{escape(text, quote=False)}</text>'


_SYMBOLS = {
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "square": "M-4.5 -4.5h9v9h-9z",
    "triangle-up": "M0 -5.5L5.5 4.5H-5.5z",
    "diamond": "M0 -6L5 0L0 6L-5 0z",
    "triangle-down": "M0 5.5L5.5 -4.5H-5.5z",
    "cross": "M-1.8 -5.5h3.6v3.7h3.7v3.6h-3.7v3.7h-3.6v-3.7h-3.7v-3.6h3.7z",
    "triangle-right": "M5.5 0L-4.5 5.5V-5.5z",
    "triangle-left": "M-5.5 0L4.5 5.5V-5.5z",
}


def _key(plan: Plan, form: Form, index: int, x: float, y: float) -> str:
    """The sign of a series before its name."""
    if form != "lines":
        fill = plan.palette.fill(index)
        stroke = edge_of(fill)
        return (
            f'<rect x="{x + 6:g}" y="{y - 8:g}" width="20" height="16" '
            f'fill="{fill}" stroke="{stroke}"/>'
        )
    colour = plan.palette.stroke(index)
    dashes = " ".join(map(str, DASHES[index % len(DASHES)]))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    symbol = _SYMBOLS[SHAPES[index % len(SHAPES)]]
    return (
        f'<path d="M{x:g} {y:g}h28" fill="none" stroke="{colour}" stroke-width="2.5"{dashed}/>'
        f'<path d="{symbol}" fill="{colour}" transform="translate({x + 14:g},{y:g})"/>'
    )


# -- what Vega draws, made small -------------------------------------------------------------

_KEPT = {
    "d", "fill", "fill-opacity", "font-size", "font-weight", "height", "stroke", "stroke-dasharray",
    "stroke-opacity", "stroke-width", "text-anchor", "transform", "width", "x", "x2", "y", "y2", "dy",
}  # fmt: skip
_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")


def _tidied(svg: str) -> Element:
    """The drawing without what nobody sees, numbers to two places, colours of ink inherited."""
    root = etree.fromstring(svg.encode())
    for item in list(root.iter(f"{{{SVG}}}*")):
        if item is root:
            continue
        name = etree.QName(item).localname
        drawn = name in {"line", "text", "tspan"} or (name == "path" and item.get("d"))
        unseen = item.get("display") == "none" or item.get("class") == "background"
        if (not drawn and name not in {"g", "rect"}) or unseen:
            _remove(item)
            continue
        for key in list(item.attrib):
            if key not in _KEPT:
                del item.attrib[key]
            else:
                item.set(key, _short(key, str(item.attrib[key])))
        _inked(item)
    _unwrapped(root)
    etree.cleanup_namespaces(root)
    return root


def _short(key: str, value: str) -> str:
    if key == "font-size":
        return value.removesuffix("px")
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 2) + 0.0:g}", value)


def _inked(item: Element) -> None:
    for key in ("fill", "stroke"):
        if item.get(key) in {INK, GRID}:
            if item.get(key) == GRID:
                item.set(f"{key}-opacity", "0.2")
            item.set(key, "currentColor")
    if item.get("font-size") == str(SIZE):
        del item.attrib["font-size"]
    if item.get("transform") in {"translate(0,0)", "translate(0.5,0.5)"}:
        del item.attrib["transform"]


def _remove(item: Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _unwrapped(root: Element) -> None:
    """Take out groups that are empty or change nothing, innermost first."""
    for group in reversed(list(root.iter(f"{{{SVG}}}g"))):
        parent = group.getparent()
        if parent is None:
            continue
        if not len(group):
            parent.remove(group)
        elif not group.attrib:
            at = parent.index(group)
            for child in reversed(list(group)):
                parent.insert(at + 1, child)
            parent.remove(group)


MOST_SLICES = 8
"""Beyond this a pie cannot be read, and bars are drawn."""


def form_of(plan: Plan) -> Form:
    """The form in which figures can be read; as a rule the one that was asked for."""
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
    return "columns" if arrangement(plan) else "bars"


def _parts_of_a_whole(chart: Chart) -> bool:
    values = list(values_of(chart))
    whole = len(chart.series) == 1 and all(value >= 0 for value in values)
    return whole and sum(values) > 0 and len(chart.categories) <= MOST_SLICES
