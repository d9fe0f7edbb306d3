"""The form in which a chart's figures can be read; as a rule the one that was asked for.

In: a plan. Out: `Form`.
"""

from bulletin.art.charts.columns import arrangement
from bulletin.art.charts.lettering import values_of
from bulletin.art.charts.scales import Form, Plan
from bulletin.document import Chart

MOST_SLICES = 8
"""Beyond this a pie cannot be read, and bars are drawn."""


def form_of(plan: Plan) -> Form:
    """The form."""
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
