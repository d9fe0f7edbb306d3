"""From a chart to its SVG."""

from __future__ import annotations

from xml.sax.saxutils import escape

from bulletin.document import Chart
from bulletin.editions.infographics.palette import Palette
from bulletin.theme import Strings


def chart_svg(chart: Chart, strings: Strings, palette: Palette) -> str:
    """The chart as SVG."""
    import vl_convert  # noqa: PLC0415, heavy

    values = [
        {"c": category, "s": series.name, "v": series.values[index]}
        for index, category in enumerate(chart.categories)
        for series in chart.series
    ]
    spec = {
        "width": 600,
        "data": {"values": values},
        "mark": {"type": "bar", "color": palette.accent},
        "encoding": {
            "y": {"field": "c", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "v", "type": "quantitative", "title": chart.unit or None},
        },
    }
    svg = vl_convert.vegalite_to_svg(
        spec,
        format_locale={
            "decimal": strings.number(1.5)[1],
            "thousands": strings.number(10000)[2],
            "grouping": [3],
            "currency": ["", ""],
        },
    )
    head = f'role="img" aria-labelledby="{chart.id}-alt"'
    return svg.replace("<svg ", f"<svg {head} ", 1).replace(
        ">", f'><desc id="{chart.id}-alt">{escape(chart.alt)}</desc>', 1
    )
