"""Charts: right figures in words, nothing cut or covered, readable without colours."""

import io
import itertools
import math
import re
from functools import lru_cache

import pypdfium2
import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from bulletin.art.charts import Palette, chart_svg
from bulletin.art.charts.lines import DASHES, SHAPES
from bulletin.art.charts.palette import to_oklch
from bulletin.art.charts.scales import Plan
from bulletin.art.charts.svg import form_of
from bulletin.art.colours import contrast
from bulletin.diagnostics import Span
from bulletin.document import Chart, Series, Text
from bulletin.source.directives.chart import MOST_SERIES
from tests.art.charting import SVG, VI, boxes, strings

pytestmark = pytest.mark.usefixtures("things_once")


def chart(kind, categories, unit="", **series):
    return Chart(
        span=Span("a.md"),
        id=f"a-{kind}",
        type=kind,
        axis="Ấp",
        categories=tuple(categories),
        series=tuple(Series(name=n.replace("_", " "), values=tuple(v)) for n, v in series.items()),
        unit=unit,
        title=(Text("Tên <biểu đồ>"),),
        alt='Lúa & ngô "tăng" < năm ngoái',
    )


MONTHS = [f"Tháng {month}" for month in range(1, 13)]
YEARS = [str(year) for year in range(2010, 2027)]
HAMLETS = ["Ấp Phước Hòa Đông", "Ấp Gò Dưa", "Ấp Bàu Trâu và Suối Ngang", "Ấp Tân Lập"]
RAIN = [10, 12, 30, 80, 200, 310, 330, 300, 280, 250, 120, 40]

CHARTS = {
    "bar": chart("bar", HAMLETS, "hộ", Hộ=[1234.5, 980, 310, 12]),
    "bar-long-names": chart(
        "bar",
        ["Ngân sách nhà nước cấp cho xây dựng đường giao thông nông thôn", "Nhân dân đóng góp"],
        "đồng",
        Vốn=[12_500_000_000, 850_000_000],
    ),
    "bar-negative": chart("bar", ["Lúa", "Ngô", "Cao su"], "%", Tăng=[12.5, -3.25, None]),
    "bar-groups": chart(
        "bar", HAMLETS, "tấn", Năm_2025=[120, 80, 33.5, 9], Năm_2026=[150, 95, None, 0]
    ),
    "bar-many": chart(
        "bar", [f"Ấp {n}" for n in range(1, 31)], "hộ", Hộ=[n * n for n in range(30)]
    ),
    "bar-one": chart("bar", ["Một"], "hộ", Hộ=[7]),
    "column": chart(
        "column", ["Quý I", "Quý II", "Quý III", "Quý IV"], "ha", Thu=[1200, 1350, 990, 1500]
    ),
    "column-groups": chart("column", ["Quý I", "Quý II"], "ha", Thu=[120, 135], Chi=[110, None]),
    "column-years": chart("column", YEARS, "ha", Đất=[n * 3.5 + 10 for n in range(17)]),
    "column-hamlets": chart(
        "column",
        [*HAMLETS[:2], *HAMLETS[3:], "Ấp Mười Bốn", "Ấp Bàu Trâu", "Ấp Suối Ngang"],
        "hộ",
        Hộ=[5, 8, 2, 9, 3, 4],
    ),
    "column-negative": chart("column", ["A", "B", "C"], "%", X=[10, -20, None]),
    "column-zero": chart("column", ["Ấp 1", "Ấp 2"], "vụ", Vụ=[0, 0]),
    "line": chart("line", MONTHS, "mm", Mưa=RAIN),
    "line-three": chart(
        "line", MONTHS, "tấn", Lúa=[*RAIN[:4], None, *RAIN[5:]], Ngô=range(50, 62), Khoai=[100] * 12
    ),
    "line-flat": chart("line", ["2022", "2023", "2024", "2025"], "%", Tỷ_lệ=[91.2, 93, 94.1, 98.7]),
    "line-zero": chart("line", ["2025", "2026"], "vụ", Vụ=[0, 0]),
    "line-one": chart("line", ["2026"], "vụ", Vụ=[3]),
    "area": chart(
        "area", ["2022", "2023", "2024", "2025"], "người", Khách=[1200, 2300, 2100, 5200]
    ),
    "area-two": chart(
        "area", ["2022", "2023", "2024"], "người", Trong_nước=[12, 23, 21], Nước_ngoài=[2, 3, 1]
    ),
    "area-many": chart(
        "area", [str(y) for y in range(1999, 2027)], "m", Đỉnh=[2 + n % 7 / 10 for n in range(28)]
    ),
    "pie": chart(
        "pie",
        ["Nông nghiệp", "Công nghiệp và xây dựng", "Dịch vụ", "Khác"],
        "%",
        Phần=[45.5, 30.2, 20.3, 4],
    ),
    "pie-zero": chart("pie", ["Ấp 1", "Ấp 2"], "vụ", Vụ=[0, 0]),
    "donut": chart(
        "donut", ["Chi thường xuyên", "Đầu tư", "Dự phòng"], "triệu đồng", Chi=[5400, 3200, 400]
    ),
    "stacked": chart(
        "stacked",
        ["2023", "2024", "2025"],
        "tấn",
        Lúa=[120, 130, 125],
        Ngô=[40, 42, 38],
        Rau=[12, 20, 25],
    ),
    "stacked-negative": chart(
        "stacked", ["2023", "2024"], "tỷ đồng", Thu=[5, 6.5], Chi=[-4, -7.25]
    ),
    "stacked-lying": chart(
        "stacked",
        [f"{name} mới thành lập năm nay" for name in HAMLETS],
        "hộ",
        Khá=[12, 13, 12, 14],
        Khó=[4, 2, 3, 1],
    ),
}
each_chart = pytest.mark.parametrize("name", CHARTS)


@lru_cache
def drawn(name, width=360):
    return chart_svg(CHARTS[name], VI, width=width)


def words(svg):
    """Every line of words in a chart."""
    made = []
    for item in etree.fromstring(svg).iter(f"{SVG}text"):
        lines = list(item.iter(f"{SVG}tspan")) or [item]
        made += [line.text for line in lines if line.text]
    return made


# -- the SVG ---------------------------------------------------------------------------------


@each_chart
def test_it_needs_nothing_else_and_styles_nothing_inline(name):
    svg = drawn(name)
    allowed = {"svg", "g", "title", "path", "line", "rect", "text", "tspan"}
    for item in etree.fromstring(svg).iter():
        assert etree.QName(item).localname in allowed
        assert not {"style", "class", "href", "onclick"} & set(item.attrib)
    assert "url(" not in svg
    assert svg.count("http") == 1


@each_chart
def test_its_name_is_its_description_and_its_ids_are_its_own(name):
    root = etree.fromstring(drawn(name))
    ids = [item.get("id") for item in root.iter() if item.get("id")]
    assert ids == [f"{CHARTS[name].id}-alt"]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == ids[0]
    assert root[0].text == CHARTS[name].alt


@pytest.mark.usefixtures("nothing_kept")
@each_chart
def test_the_same_chart_gives_the_same_bytes(name):
    assert chart_svg(CHARTS[name], VI) == drawn(name)


@pytest.mark.parametrize("width", [360, 640])
@each_chart
def test_nothing_is_cut_at_its_edges(name, width):
    svg = drawn(name, width=width).replace("<svg ", '<svg overflow="visible" ', 1)
    box = [float(n) for n in re.search(r'viewBox="([^"]+)"', svg)[1].split()]
    assert box[2] == width
    grown = svg.replace('viewBox="0 0 ', 'viewBox="-20 -20 ', 1)
    grown = grown.replace(
        f'viewBox="-20 -20 {box[2]:g} {box[3]:g}"',
        f'viewBox="-20 -20 {box[2] + 40:g} {box[3] + 40:g}"',
        1,
    )
    grown = re.sub(r' width="[\d.]+" height="[\d.]+"', "", grown, count=1)
    ink = Image.open(io.BytesIO(vl_png(grown))).convert("RGBA").getchannel("A")
    scale = ink.width / (box[2] + 40)
    left, top, right, bottom = (edge / scale - 20 for edge in ink.getbbox())
    assert left >= -1
    assert top >= -1
    assert right <= box[2] + 1
    assert bottom <= box[3] + 1


def vl_png(svg):
    import vl_convert  # noqa: PLC0415

    return vl_convert.svg_to_png(svg, scale=2)


@pytest.mark.parametrize("width", [360, 640])
@each_chart
def test_no_words_cover_others(name, width):
    for one, other in itertools.combinations(boxes(drawn(name, width=width)), 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        apart = one[3] <= other[1] or other[3] <= one[1]
        assert beside or apart, (one[4], other[4])


def test_signs_of_markup_and_control_characters_do_no_harm():
    odd = chart("bar", ["a\x00 & <b>", "]]>"], "<i>", **{"\x1b&": [1, 2], "'\"": [1, 2]})
    made = words(chart_svg(odd, VI))
    assert {"a & <b>", "]]>", "Đơn vị: <i>", "&", "'\""} <= set(made)


# -- figures and words -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bar", ["Đơn vị: hộ", "1.234,5", "980", "12", "Ấp Tân Lập"]),
        ("bar-long-names", ["Đơn vị: tỷ đồng", "12,5", "0,85"]),
        ("bar-negative", ["12,5%", "−3,25%", "…"]),
        ("bar-groups", ["Năm 2025", "Năm 2026", "33,5", "150", "…", "0"]),
        ("column", ["1.350", "Quý III"]),
        ("line", ["1", "12", "Tháng", "330", "Đơn vị: mm"]),
        ("line-flat", ["91,2%", "98,7%"]),
        ("pie", ["45,5%", "Dịch vụ", "4%"]),
        ("donut", ["9.000", "5.400 (60%)", "400 (4,4%)", "Đơn vị: triệu đồng"]),
        ("stacked", ["172", "192", "120", "Rau"]),
        ("stacked-negative", ["−7,25", "6,5"]),
        ("column-hamlets", ["Ấp", "Dưa"]),
    ],
)
def test_figures_are_written_the_vietnamese_way(name, expected):
    assert set(expected) <= set(words(drawn(name)))


def test_figures_that_differ_are_not_written_alike_in_billions():
    amounts = [1_250_400_000, 1_250_900_000]
    made = words(chart_svg(chart("bar", ["A", "B"], "đồng", Thu=amounts), VI))
    assert {"1.250,4", "1.250,9", "Đơn vị: triệu đồng"} <= set(made)


def test_a_part_beside_another_is_never_the_whole():
    made = " ".join(words(chart_svg(chart("pie", ["A", "B"], Hộ=[9999, 1]), VI)))
    assert "9.999 (99,99%)" in made
    assert "1 (0,01%)" in made
    assert "100%" not in made.replace("99,99%", "")


def test_figures_are_written_the_english_way():
    made = words(chart_svg(CHARTS["bar"], strings("en")))
    assert {"1,234.5", "Unit: hộ"} <= set(made)
    axis = words(chart_svg(CHARTS["area"], strings("en")))
    assert {"4,000", "6,000"} <= set(axis)


@each_chart
def test_every_category_is_named(name):
    if name in {"column-years", "area-many"}:
        return  # of years only every second or third is shown
    shown = " ".join(words(drawn(name)))
    for category in CHARTS[name].categories:
        short = category.removeprefix("Tháng ").removeprefix("Ấp ")
        assert short in shown or all(word in shown for word in short.split())


def test_of_many_years_as_many_are_named_as_have_room():
    shown = [text for text in words(drawn("column-years")) if text in YEARS]
    assert (shown[0], shown[-1]) == ("2010", "2026")
    assert 5 <= len(shown) < len(YEARS)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("bar", "bars"),
        ("column", "columns"),
        ("column-years", "columns"),
        ("line-one", "columns"),
        ("line", "lines"),
        ("area", "areas"),
        ("pie", "pie"),
        ("donut", "donut"),
        ("pie-zero", "bars"),
        ("stacked", "columns"),
        ("stacked-lying", "bars"),
    ],
)
def test_the_form_is_one_that_can_be_read(name, form):
    assert form_of(Plan(CHARTS[name], VI, Palette(), 360)) == form


def test_too_many_parts_or_negative_ones_make_no_pie():
    many = chart("pie", [str(n) for n in range(9)], X=[1] * 9)
    below = chart("donut", ["a", "b"], X=[1, -1])
    several = chart("pie", ["a", "b"], X=[1, 1], Y=[1, 1])
    for one in (many, below, several):
        assert form_of(Plan(one, VI, Palette(), 360)) == "bars"


def test_areas_with_gaps_or_below_zero_are_lines():
    gaps = chart("area", ["a", "b"], X=[1, None], Y=[1, 1])
    below = chart("area", ["a", "b"], X=[1, -1], Y=[1, 1])
    for one in (gaps, below):
        assert form_of(Plan(one, VI, Palette(), 360)) == "lines"


def test_bars_are_as_long_as_their_figures():
    svg = chart_svg(chart("bar", ["a", "b", "c"], X=[100, 50, 25]), VI)
    ends = re.findall(r'd="M(-?[\d.]+),[-\d.]+h([\d.]+)v22', svg)
    lengths = [float(length) for _, length in ends]
    assert lengths == pytest.approx([lengths[0], lengths[0] / 2, lengths[0] / 4], abs=0.05)


def test_a_gap_breaks_the_line():
    lines = re.findall(r'd="M[^"]*L[^"]*" stroke="[^"]+" stroke-width="2.5"', drawn("line-three"))
    assert len(lines) == 4  # of three series, one in two parts


@pytest.mark.parametrize("name", ["bar", "line", "donut", "stacked"])
def test_weasyprint_shows_the_words(name, caplog):
    html = f"<style>@page{{size:400px 500px;margin:0}}</style>{drawn(name)}"
    pdf = pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf())
    text = pdf[0].get_textpage().get_text_range()
    plain = re.sub(r"\s+", "", text)
    for line in words(drawn(name)):
        assert re.sub(r"\s+", "", line) in plain
    assert [
        record
        for record in caplog.records
        if record.levelname != "DEBUG" and record.name == "weasyprint"
    ] == []


# -- colours ---------------------------------------------------------------------------------

accents = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@settings(deadline=None)
@given(accents)
def test_neighbouring_areas_differ_in_lightness_whatever_the_accent(accent):
    light = [to_oklch(colour)[0] for colour in Palette(accent).fills]
    assert all(abs(a - b) >= 0.09 for a, b in itertools.pairwise(light))
    assert len(set(Palette(accent).fills)) == len(Palette(accent).fills) == 8


@settings(deadline=None)
@given(accents)
def test_words_on_areas_and_lines_on_white_can_be_seen(accent):
    palette = Palette(accent)
    for fill in palette.fills:
        assert contrast(palette.ink_on(fill), fill) >= 4.5
    for stroke in palette.strokes:
        assert contrast(stroke, "#ffffff") >= 3


def place_of(colour):
    """A colour in OKLab."""
    light, chroma, hue = to_oklch(colour)
    return light, chroma * math.cos(hue), chroma * math.sin(hue)


@settings(deadline=None)
@given(accents)
def test_every_series_has_a_colour_a_dash_and_a_mark_of_its_own(accent):
    palette = Palette(accent)
    for colours in (palette.fills, palette.strokes):
        apart = [math.dist(*map(place_of, pair)) for pair in itertools.combinations(colours, 2)]
        assert min(apart) >= 0.05
        assert len(colours) == MOST_SERIES
    assert len(set(map(tuple, DASHES))) == len(set(SHAPES)) == MOST_SERIES
