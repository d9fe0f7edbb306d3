"""Charts of what people bring: each CSV file in each type, as wide as a phone and as the pages.

No words touch others or stick out, and the rows stay in their order whatever is blank.
"""

import itertools
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from bulletin.art.charts import chart_svg, svg
from bulletin.art.charts.lettering import Figures
from bulletin.art.charts.palette import Palette
from bulletin.art.charts.scales import Plan
from bulletin.art.charts.svg import form_of
from bulletin.diagnostics import Span
from bulletin.document import Chart, Series, Text
from bulletin.source.data.parser import read_csv
from bulletin.source.reporting import Findings
from bulletin.source.text import Source
from tests.art.charting import SVG, VI, boxes, offset

pytestmark = pytest.mark.usefixtures("things_once")

FILES = sorted((Path(__file__).parent / "charts").glob("*.csv"))
UPRIGHT = ("column", "line", "stacked")
"""What wider charts may show otherwise than narrow ones; areas have the words of lines."""
TYPES = ("bar", "pie", "donut", "area", *UPRIGHT)
WIDTHS = (360.0, 405.0, 630.0)
"""A phone; a page in two columns and in one, whose charts have 0.2 mm a pixel."""
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@pytest.fixture(scope="module", autouse=True)
def _each_drawing_once():
    """Where types come out alike, as wide ones on a phone do, Vega-Lite draws them once."""
    drawn, draw = {}, svg._drawn  # noqa: SLF001, what takes nearly all of the time

    def once_drawn(plan, spec):
        key = json.dumps(spec)
        if key not in drawn:
            drawn[key] = draw(plan, spec)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(svg, "_drawn", once_drawn)
        yield


@cache
def chart_of(file, kind):
    findings = Findings()
    sheet = read_csv(Source(file.name, file.read_text(encoding="utf-8")), findings)
    columns = sheet.numbers(range(1, len(sheet.columns)), "vi", findings)
    assert findings.all() == ()
    round_ = kind in {"pie", "donut"}
    return Chart(
        span=Span("a.md"),
        id="a",
        type=kind,
        axis=sheet.columns[0],
        categories=sheet.texts(0),
        series=tuple(
            Series(name=name, values=tuple(None if n is None else float(n.value) for n in cells))
            for name, cells in zip(sheet.columns[1:], columns, strict=True)
        )[: 1 if round_ else None],
        unit=next((cell.unit for cells in columns for cell in cells if cell), ""),
        title=(Text("Biểu đồ"),),
        alt="Biểu đồ",
    )


@cache
def drawn(file, kind, width):
    return chart_svg(chart_of(file, kind), VI, width=width)


@pytest.mark.parametrize("width", WIDTHS)
@each_file
def test_no_words_touch_others_or_stick_out(file, width):
    for kind in TYPES if width == WIDTHS[0] else UPRIGHT:
        shown = drawn(file, kind, width)
        height = float(re.search(r'height="([\d.]+)"', shown)[1])
        found = sorted(boxes(shown), key=lambda box: box[1])
        for number, one in enumerate(found):
            assert one[0] >= -0.5, (kind, one)
            assert one[1] >= -0.5, (kind, one)
            assert one[2] <= width + 0.5, (kind, one)
            assert one[3] <= height, (kind, one)
            for other in itertools.takewhile(
                lambda box, one=one: box[1] < one[3], found[number + 1 :]
            ):
                assert one[2] <= other[0] or other[2] <= one[0], (kind, one[4], other[4])


def rows_of_names(svg, names):
    """The boxes whose words are names, for the names that stand there in one line."""
    return [(text, left + right, top) for left, top, right, _, text in boxes(svg) if text in names]


@each_file
def test_the_rows_stay_in_their_order(file):
    width = WIDTHS[0]
    for kind in TYPES:
        chart = chart_of(file, kind)
        form = form_of(Plan(chart, VI, Palette(), width))
        across = form in {"columns", "lines", "areas"}
        shown = rows_of_names(drawn(file, kind, width), set(chart.categories) - {""})
        shown.sort(key=lambda item: item[1] if across else item[2])
        rows = iter(chart.categories)
        assert all(text in rows for text, _, _ in shown), (kind, shown)


def test_a_column_stands_above_the_name_of_its_row():
    file = next(file for file in FILES if file.stem == "blank-middle-in-one")
    for kind in ("column", "stacked"):
        shown = drawn(file, kind, 360.0)
        names = [x / 2 for _, x, _ in rows_of_names(shown, {"2021", "2022", "2023", "2024"})]
        assert names == sorted(names)
        columns = [
            (float(left), float(wide))
            for left, wide in re.findall(r'd="M([\d.]+),[-\d.]+h([\d.]+)v[\d.]+h-', shown)
        ]
        counts = [
            sum(abs(left + wide / 2 - name) < (names[1] - names[0]) / 2 for left, wide in columns)
            for name in names
        ]
        assert counts == [2, 2, 1, 2]


def axis_lines(svg):
    """The lines that figures start from: left, right and height of each, grid lines left out."""
    for item in etree.fromstring(svg).iter(f"{SVG}line"):
        if item.get("y2", "0") == "0" and item.get("stroke-opacity") is None:
            x, y = offset(item)
            yield x, x + float(item.get("x2", 0)), y


@each_file
def test_no_words_stand_on_the_line_of_zero(file):
    for kind in UPRIGHT:
        shown = drawn(file, kind, WIDTHS[1])
        for left, top, right, bottom, text in boxes(shown):
            for start, end, y in axis_lines(shown):
                beside = right <= start or left >= end
                assert beside or not top - 1 < y < bottom + 1, (kind, text)


@pytest.mark.parametrize("count", [9, 12, 30, 60])
def test_no_line_of_many_points_runs_through_a_figure(count):
    rises = tuple(float(index * 7919 % 2990) for index in range(1, count + 1))
    for values in (rises, rises[::-1], tuple(sorted(rises))):
        series = (Series(name="Lượt", values=values),)
        days = tuple(map(str, range(count)))
        chart = replace(chart_of(FILES[0], "line"), categories=days, series=series)
        shown = chart_svg(chart, VI, width=WIDTHS[0])
        drawn = etree.fromstring(shown).find(f".//{SVG}path[@stroke-width='2.5']")
        x, y = offset(drawn)
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", drawn.get("d"))]
        points = [(x + a, y + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
        assert len(points) == count
        written = {Figures(VI)(value) for value in values}
        found = [box for box in boxes(shown) if box[4] in written - set(days)]
        assert Figures(VI)(values[-1]) in {box[4] for box in found}
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            for step in range(21):
                at = (x1 + (x2 - x1) * step / 20, y1 + (y2 - y1) * step / 20)
                for left, top, right, bottom, text in found:
                    assert not (left < at[0] < right and top < at[1] < bottom), (values, text)
