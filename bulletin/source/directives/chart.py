"""Figures of a file as a chart: `chart`."""

from collections.abc import Container, Sequence

from bulletin import codes
from bulletin.document import Block, Chart, Series
from bulletin.languages import language_of
from bulletin.messages import tr
from bulletin.source.data.machine_days import days_written
from bulletin.source.data.sheet import YEAR, Sheet
from bulletin.source.directives.base import (
    Argument,
    Call,
    Directive,
    Option,
    choice,
    inline,
    names,
    sheet,
    source,
    text,
)
from bulletin.source.directives.sense import order, sheets
from bulletin.source.directives.sense.percents import SIGN, report_parts
from bulletin.source.directives.sense.shares import report_no_shares
from bulletin.source.directives.sense.units import unit_of, with_units
from bulletin.source.text import Value

ROUND = {"pie", "donut"}
"""Charts of parts of a whole: one series, nothing below zero."""
MOST_SERIES = 8
"""So many series have a colour, a dash and a mark of their own."""


def _chart(call: Call) -> Block | None:
    data: Sheet | None = call.argument
    if data is None:
        return None
    columns = _columns(call, data)
    if columns is None:
        return None
    x, ys = columns
    findings = call.reader.findings
    before = len(findings)
    sheets.report_values(data, call.reader.language, findings, gaps=ys)
    numbers = data.numbers(ys, call.reader.language, findings)
    unit = unit_of(call, data, ys, numbers)
    called = days_written([data.columns[y] for y in ys], call.reader.language)
    series = tuple(
        Series(
            name=name, values=tuple(None if cell is None else float(cell.value) for cell in cells)
        )
        for name, cells in zip(called, numbers, strict=True)
    )
    kind = call.options["type"]
    if not any(finding.is_error for finding in findings.all()[before:]):
        _check_room(call, kind, data, series)
        _check_figures(call, kind, series)
        labels, heads = [row[x] for row in data.rows], [data.header[y] for y in ys]
        _check_sense(call, labels, heads, series, unit=unit)
        figures = [
            [*zip(n, (row[y] for row in data.rows), strict=True)]
            for y, n in zip(ys, numbers, strict=True)
        ]
        report_no_shares([*zip(heads, figures, strict=True)], unit, findings)
        if SIGN in unit:
            report_parts(data, ys, call.reader.language, findings)
    return Chart(
        span=call.span,
        type=kind,
        axis=data.columns[x],
        categories=days_written(data.texts(x), call.reader.language, data.columns[x]),
        series=series,
        unit=unit,
        title=call.options["title"],
        alt=call.options["alt"],
    )


def _check_sense(
    call: Call, labels: list[Value], heads: list[Value], series: tuple[Series, ...], *, unit: str
) -> None:
    """Findings for rows out of order, totals among their parts, and figures that nobody sees."""
    kind, language, findings = call.options["type"], call.reader.language, call.reader.findings
    order.report_order(kind, labels, series, language, findings)
    order.report_turned(kind, labels, heads, language, findings)
    order.report_unlike(with_units(labels, language), language, findings)
    if kind not in ROUND:
        order.report_small(heads, series, findings)
        order.report_one_large(labels, series, findings)
        sheets.report_total_row(labels, series, language, findings)
    elif len(series) == 1:
        sheets.report_whole(
            sheets.PartsOfWhole(labels, heads[0], series[0], unit), language, findings
        )
    if kind == "stacked":
        sheets.report_total(heads, series, language, findings)
        sheets.report_stacked(labels, series, unit, findings)


def _columns(call: Call, data: Sheet) -> tuple[int, tuple[int, ...]] | None:
    """The column of labels and those of figures; without options the first and the others.

    None, after a finding, if one is not there.
    """
    numbering = _numbering(call, data)
    x = _labels(call, data, numbering)
    found = [
        data.column(name, call.place("y"), call.reader.findings)
        for name in _wanted_figures(call, data, x, numbering)
    ]
    ys = tuple(y for y in found if y is not None)
    if x is None or len(ys) < len(found):
        return None
    if not ys:
        hint = tr("a chart needs a column of labels and one of figures")
        call.report(codes.WRONG_CHART_DATA, tr("{file} has one column only", file=data.file), hint)
        return None
    _report_twice(call, data, (x, *ys))
    for cell in (data.header[y] for y in ys if not data.columns[y]):
        message = tr("this column has figures and no name")
        call.report(codes.BROKEN_DATA, message, tr("write its name, or delete it"), cell.span)
    return x, ys


def _report_twice(call: Call, data: Sheet, shown: Sequence[int]) -> None:
    """Note a column that is to be shown in two roles, or twice."""
    for at, column in enumerate(shown):
        if column in shown[:at]:
            named = data.columns[column]
            message = tr('"{name}" is shown twice', name=named)
            hint = tr("name a column of labels in :x:, and others, each once, in :y:")
            call.report(codes.WRONG_OPTION, message, hint, call.place("y"))


def _numbering(call: Call, data: Sheet) -> set[str]:
    """The columns that only count the rows: by themselves they are neither labels nor figures."""
    headings = language_of(call.reader.language).headings()
    return {
        name
        for index, name in enumerate(data.columns)
        if (headings.is_place(name) and _counts(data.texts(index)))
        or (not index and sheets.numbers_rows(data))
    }


def _labels(call: Call, data: Sheet, numbering: Container[str]) -> int | None:
    """The column of labels; None, after a finding, for a name that no column has."""
    if name := call.options["x"]:
        return data.column(name, call.place("x"), call.reader.findings)
    named = [name for name in data.columns if name not in numbering] or data.columns
    return data.columns.index(named[0])


def _wanted_figures(call: Call, data: Sheet, x: int | None, numbering: set[str]) -> tuple[str, ...]:
    """The names of the columns of figures; codes and years are such only if an option names them."""
    if asked_for := _rejoined(call.options["y"] or (), data.columns):
        return asked_for
    headings = language_of(call.reader.language).headings()
    others = tuple(name for index, name in enumerate(data.columns) if index != x)
    years = {
        name
        for index, name in enumerate(data.columns)
        if headings.is_year(name) and _are_years(name, data.texts(index))
    }
    figures = tuple(n for n in others if n not in numbering | years and not headings.is_code(n))
    return figures or others


def _are_years(name: str, texts: Sequence[str]) -> bool:
    """Whether a column says of each row a year, as that of its founding; "Năm 2025" holds figures."""
    filled = [text for text in texts if text]
    return not YEAR.search(name) and all(map(YEAR.fullmatch, filled))


def _rejoined(parts: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """The names of columns in what commas part, for a name may have a comma in it."""
    names: list[str] = []
    at = 0
    while at < len(parts):
        ends = range(len(parts), at + 1, -1)
        whole = next((end for end in ends if ", ".join(parts[at:end]) in columns), at + 1)
        names.append(", ".join(parts[at:whole]))
        at = whole
    return tuple(names)


def _counts(texts: Sequence[str]) -> bool:
    """Whether cells are 1, 2, 3, ..."""
    return all(text == str(number) for number, text in enumerate(texts, start=1))


def _most_rows(kind: str, series: int) -> int:
    """How many rows one page holds as bars, or one line as columns and points."""
    if kind in _ACROSS:
        return _ACROSS[kind]
    row = _ROW if series == 1 else _BAR * series + _BETWEEN_ROWS
    return int(_PAGE // row)


_ACROSS = {"column": 400, "stacked": 400, "line": 2000, "area": 2000}
"""A year of days, a month of hours; of the other types bars may be made, one below the other."""
_PAGE, _ROW, _BAR, _BETWEEN_ROWS = 1080, 21, 20, 4
"""Pixels of a chart: a page, a row with one bar, a bar of several in a row, what is between."""


def _check_room(call: Call, kind: str, data: Sheet, series: tuple[Series, ...]) -> None:
    """Findings for more columns or rows than a chart of this type has room for."""
    if kind not in ROUND and len(series) > MOST_SERIES:
        message = tr(
            "a chart keeps up to {most_series} columns of figures apart, not {count}",
            most_series=MOST_SERIES,
            count=len(series),
        )
        hint = tr(
            "name at most {most_series} columns in :y:, or make two charts or a table of it",
            most_series=MOST_SERIES,
        )
        call.report(codes.TOO_MANY_SERIES, message, hint, call.place("y"))
    rows, most = len(data.rows), _most_rows(kind, len(series))
    if rows > most:
        message = tr(
            "a {kind} chart has room for {most} rows, not {rows}", kind=kind, most=most, rows=rows
        )
        hint = (
            tr("make two charts or a table of it")
            if kind in _ACROSS
            else tr("choose :type: column or line, or make two charts or a table of it")
        )
        call.report(codes.TOO_MANY_ROWS, message, hint)


def _check_figures(call: Call, kind: str, series: tuple[Series, ...]) -> None:
    """Findings for figures that a chart of this type cannot show."""
    values = [value for one in series for value in one.values if value is not None]
    if kind in ROUND and len(series) > 1:
        message = tr(
            "a {kind} chart shows one column of figures, not {count}", kind=kind, count=len(series)
        )
        call.report(codes.WRONG_CHART_DATA, message, tr("name one column in :y:"), call.place("y"))
    if kind in {*ROUND, "stacked"} and any(value < 0 for value in values):
        message = tr("a {kind} chart cannot show figures below zero", kind=kind)
        call.report(codes.WRONG_CHART_DATA, message, tr("choose :type: column"), call.place("type"))
    if not values or (kind in ROUND and not any(values)):
        call.report(codes.WRONG_CHART_DATA, tr("there is no figure to show"), tr("check the data"))


CHART = Directive(
    "chart",
    _chart,
    Argument(sheet, "data/name.csv"),
    (
        Option(
            "type",
            choice("bar", "column", "line", "area", "pie", "donut", "stacked"),
            required=True,
            default="column",
            example="column",
        ),
        Option("x", text, default=""),
        Option("y", names, default=()),
        Option("title", inline, required=True, default=()),
        Option("unit", text, default=""),
        Option("source", source, default=(), below=True),
        Option("alt", text, required=True, default="", example=tr("what the chart shows")),
    ),
)


DIRECTIVES = (CHART,)
