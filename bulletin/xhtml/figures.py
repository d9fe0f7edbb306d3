"""Pictures, films and figures as elements.

In: the writer and a block. Out: its element; the writer adds the id.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from bulletin import document
from bulletin.formats.media_types import media_type
from bulletin.languages import figure_written
from bulletin.languages.figures import per_cent
from bulletin.xhtml.elements import SVG, Element, append, element, fragment_of
from bulletin.xhtml.icons import icon
from bulletin.xhtml.pen import Pen, Role
from bulletin.xhtml.prose import source

_WIDER = ("opening", "wide", "full")
"""Places of pictures that the style sheet must know."""


def figure(writer: Pen, block: document.Figure, role: Role | None = None) -> Element:
    """A picture with its caption and who made it."""
    place: Role = role or ("figure" if block.width == "column" else block.width)
    shown = writer.picture(block.picture, place)
    if block.target is not None:
        shown = element("a", shown, href=writer.href(block.target))
        if isinstance(block.target, str):
            writer.external(shown)
    made = element("figure", shown, class_=f"figure {place}" if place in _WIDER else "figure")
    append(made, _caption(writer, block.caption, block.credit))
    if role == "opening":
        writer.identify(made, block.id)
        writer.annotate(made, "figure", block)
    return made


def _caption(writer: Pen, caption: document.Inlines, credit: str) -> Element | None:
    if not caption and not credit:
        return None
    made = element("figcaption")
    if caption:
        append(made, writer.inlines(element("span", class_="caption"), caption))
    if credit:
        named = ":" in credit  # "Tranh: Lê Thị Ánh" says itself what the name stands for
        text = credit if named else writer.strings("content_credit", credit=credit)
        append(made, " " if caption else None, element("span", text, class_="credit"))
    return made


def gallery(writer: Pen, block: document.Gallery) -> Element:
    """Several pictures side by side."""
    grid = element("div", class_="gallery-grid")
    for child in block.children:
        if isinstance(child, document.Figure):
            made = figure(writer, child, role="gallery")
            writer.identify(made, child.id)
            writer.annotate(made, "figure", child)
            append(grid, made)
    made = element("figure", grid, class_=f"gallery columns-{block.columns}")
    return append(made, _caption(writer, block.caption, block.credit))


def media(writer: Pen, block: document.Media) -> Element:
    """A film or a sound with the player of HTML; what lies elsewhere is linked, not loaded."""
    made = element("figure", class_=f"media {block.kind}")
    outside = block.file.startswith(("https:", "http:"))
    if outside:
        append(made, writer.picture(block.poster, "poster") if block.poster else None)
    else:
        append(made, _player(writer, block))
    words, marks = document.without_marks(block.title)
    title = writer.inlines(element("strong", class_="media-title"), words)
    if outside:
        link = element("a", title, href=block.file)
        writer.external(link)
        title = link
    caption = element("figcaption", writer.inlines(element("p", title), marks))
    return append(made, append(caption, *writer.blocks(block.children)))


def _player(writer: Pen, block: document.Media) -> Element:
    player = element(block.kind, controls="controls", preload="none")
    if block.poster:
        picture = writer.picture(block.poster, "poster")
        image = picture if picture.tag == "img" else picture.find(".//img")
        if image is not None:
            player.set("poster", image.get("src", ""))
            for name in ("width", "height"):
                if value := image.get(name):
                    player.set(name, value)
        player.set("aria-label", block.poster.alt)
    address = writer.asset(block.file)
    append(player, element("source", src=address, type=media_type(block.file)))
    if block.captions:
        track = element("track", kind="captions", src=writer.asset(block.captions))
        track.set("srclang", writer.strings.language)
        track.set("label", writer.strings("content_captions"))
        append(player, track)
    return append(player, element("a", writer.strings("content_media_open"), href=address))


def chart(writer: Pen, block: document.Chart) -> Element:
    """A drawn chart: title, SVG, source, and the data as a table."""
    from bulletin.art.charts import chart_svg, palette_of  # noqa: PLC0415, heavy

    made = element("figure", class_=f"chart chart-{block.type}")
    if block.title:
        caption = writer.inlines(element("figcaption", class_="box-title"), block.title)
        append(made, caption)
    svg = chart_svg(block, writer.strings, palette_of(writer.theme))
    drawn = fragment_of(svg)
    writer.annotate(drawn, "chart-svg", block)
    append(made, drawn, source(writer, block.source))
    return append(made, writer.chart_data(block, chart_table(writer, block)))


def chart_table(writer: Pen, block: document.Chart) -> Element:
    """The data of a chart as a table: a row for each category, a column for each series."""
    heads = [element("th", _named(series.name, block.unit), scope="col") for series in block.series]
    corner = element("th", block.axis, scope="col") if block.axis else element("td")
    body = element("tbody")
    for index, category in enumerate(block.categories):
        row = element("tr", element("th", category, scope="row"))
        for series in block.series:
            append(row, element("td", _value(writer, series.values[index]), class_="align-right"))
        append(body, row)
    title = document.plain_text(block.title) or block.alt
    caption = element("caption", writer.strings("content_chart_data_of", title=title))
    return element("table", caption, element("thead", element("tr", corner, *heads)), body)


def _named(name: str, unit: str) -> str:
    """A column's name with its unit, which the name may say itself: "Lúa (tấn)"."""
    return f"{name} ({unit})" if unit and not name.endswith(f"{unit})") else name


def _value(writer: Pen, value: float | None) -> str:
    return writer.strings("content_gap") if value is None else _figure(writer, value)


def _figure(writer: Pen, value: float) -> str:
    return figure_written(value, writer.strings.language)


def _titled(writer: Pen, kind: str, title: document.Inlines) -> Element:
    made = element("figure", class_=kind)
    if title:
        append(made, writer.inlines(element("figcaption", class_="box-title"), title))
    return made


def stats(writer: Pen, block: document.Stats) -> Element:
    """Cards of figures."""
    made = _titled(writer, "stats", block.title)
    longest = max(
        (_reach(writer, item) for item in block.children if isinstance(item, document.Stat)),
        default=0,
    )
    grid = f"stats-grid {_length(longest)}".rstrip()
    append(made, element("ul", *writer.blocks(block.children), class_=grid))
    return append(made, source(writer, block.source))


def stat(writer: Pen, block: document.Stat) -> Element:
    """One card: icon, figure, what it counts."""
    text = _stat_text(writer, block)
    words = any(char.isalpha() for char in text)
    value = element("p", element("b", text), class_=f"stat-value{' stat-words' if words else ''}")
    if block.unit:
        between = None if block.unit in _CLOSE else " "  # a large figure may need the line
        append(value, between, element("span", block.unit, class_="unit"))
    kind = f"stat {_length(_reach(writer, block))}".rstrip()
    made = element("li", icon(writer, block.icon), value, class_=kind)
    append(made, writer.inlines(element("p", class_="stat-label"), block.label))
    if block.note:
        append(made, writer.inlines(element("p", class_="stat-note"), block.note))
    return made


_LENGTHS = ((18, "longest"), (12, "longer"), (8, "long"))
"""From how many characters on that no line parts a figure is set smaller, and its class."""
_UNIT = 0.55
"""The size of a unit's letters, where the figure's are 1."""


def _stat_text(writer: Pen, block: document.Stat) -> str:
    return block.value if isinstance(block.value, str) else _figure(writer, block.value)


def _reach(writer: Pen, block: document.Stat) -> int:
    """How many characters of a card's figure the longest part has that no line parts."""
    parts = _stat_text(writer, block).split()
    units = block.unit.split()
    longest_unit = max(map(len, units), default=0) * _UNIT
    return max((math.ceil(longest_unit), *map(len, parts)))


def _length(reach: int) -> str:
    return next((name for least, name in _LENGTHS if reach >= least), "")


def progress(writer: Pen, block: document.Progress) -> Element:
    """Bars against a plan."""
    made = _titled(writer, "progress", block.title)
    append(made, element("ul", *writer.blocks(block.children), class_="progress-list"))
    return append(made, source(writer, block.source))


def progress_item(writer: Pen, block: document.ProgressItem) -> Element:
    """One bar: how much of how much, in words, and the bar."""
    share = block.value / block.plan if block.plan else 0.0
    label = writer.inlines(element("span", class_="progress-label"), block.label)
    percent = writer.strings("content_percent", number=_percent(writer, share))
    head = _amount(writer, block.value, block.unit) if block.unit == "%" else percent
    figures = writer.strings(
        "content_progress",
        value=_amount(writer, block.value, block.unit),
        plan=_amount(writer, block.plan, block.unit),
    )
    made = element("li", element("p", label, " ", element("b", head), class_="progress-head"))
    append(made, bar(writer, share), element("p", figures, class_="progress-figures"))
    return made


_CLOSE = ("%", "‰", "°")
"""Units that stand close to their number."""


def _percent(writer: Pen, share: float) -> str:
    return _figure(writer, per_cent(share))


def _amount(writer: Pen, value: float, unit: str) -> str:
    number = _figure(writer, value)
    between = "" if unit in _CLOSE else "\u00a0"
    return f"{number}{between}{unit}" if unit else number


def bar(writer: Pen, share: float, kind: str = "") -> Element:
    """A bar filled by a share from 0 to 1; the words beside it say the same, so it is hidden."""
    filled = f"{min(max(share, 0.0), 1.0) * 100:.4g}"
    made = fragment_of(
        f'<svg xmlns="{SVG}" viewBox="0 0 100 4" width="100" height="4" '
        'preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-ground" width="100" height="4"/>'
        f'<rect class="bar-filled" width="{filled}" height="4"/></svg>'
    )
    made.set("class", f"bar {kind}".strip())
    writer.annotate(made, "bar", share)
    return made


def compare(writer: Pen, block: document.Compare) -> Element:
    """Two states side by side: a table with a bar in each cell."""
    strings = writer.strings
    names = (block.before, block.after, strings("content_change"))
    table = element("table")
    if block.title:
        append(table, writer.inlines(element("caption", class_="box-title"), block.title))
    head = element("tr", element("td"), *(element("th", name, scope="col") for name in names))
    body = element("tbody", *writer.blocks(block.children))
    for row in body:
        row[1].set("data-label", block.before)  # names the figure where a row is narrow
        row[2].set("data-label", block.after)
    append(table, element("thead", head), body)
    return element("div", table, source(writer, block.source), class_="compare")


def comparison(writer: Pen, block: document.Comparison) -> Element:
    """One row: a figure before, after, and by how much it changed; a loss has no bar."""
    most = max(abs(block.before), abs(block.after)) or 1.0
    made = element("tr", writer.inlines(element("th", scope="row"), block.label))
    for kind, value in (("before", block.before), ("after", block.after)):
        words = element("span", _amount(writer, value, block.unit), class_="compare-value")
        append(made, element("td", words, bar(writer, value / most, kind), class_=kind))
    return append(made, element("td", _change(writer, block), class_="change"))


def _change(writer: Pen, block: document.Comparison) -> str:
    """The change in per cent of what was before, or in units where nothing or a loss was before."""
    difference = block.after - block.before
    if not difference:
        return writer.strings("content_unchanged")
    sign = "+" if difference > 0 else "\u2212"
    if block.unit == "%":
        points = writer.strings.number(round(abs(difference), 10))
        return sign + writer.strings("content_points", number=points)
    if block.before <= 0:
        return sign + _amount(writer, round(abs(difference), 10), block.unit)
    share = abs(difference / block.before)
    return sign + writer.strings("content_percent", number=_percent(writer, share))


BLOCKS: Mapping[type[document.Block], Callable[[Any, Any], Element]] = {
    document.Figure: figure,
    document.Gallery: gallery,
    document.Media: lambda writer, block: writer.media(block),
    document.Chart: lambda writer, block: writer.chart(block),
    document.Stats: stats,
    document.Stat: stat,
    document.Progress: progress,
    document.ProgressItem: progress_item,
    document.Compare: compare,
    document.Comparison: comparison,
}
