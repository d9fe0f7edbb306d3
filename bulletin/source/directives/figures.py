"""Figures as cards and bars: `stats`, `progress` and `compare`."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from bulletin import codes
from bulletin.document import Block, Compare, Comparison, Progress, ProgressItem, Stat, Stats
from bulletin.messages import tr
from bulletin.source.data.hints import is_misread
from bulletin.source.data.lost.faults import fault_in
from bulletin.source.data.numbers import Doubt, Gap, JudgedCell, Number, NumberWords, judged
from bulletin.source.data.sheet import doubt_words
from bulletin.source.data.written import alone_written
from bulletin.source.directives.base import Call, Directive, Option, inline, source, text
from bulletin.source.directives.sense.order import report_turning, report_twice
from bulletin.source.directives.sense.percents import SIGN, report_parts_in
from bulletin.source.settings.types import Line, Settings
from bulletin.source.text import Value
from bulletin.source.yaml.nodes import Keys

IconName = Literal[
    "people",
    "home",
    "school",
    "health",
    "rice",
    "money",
    "road",
    "water",
    "tree",
    "calendar",
    "phone",
    "shield",
    "bolt",
    "document",
]
"""The names of a theme's icons."""

TITLE = Option("title", inline, default=())
SOURCE = Option("source", source, default=(), below=True)

Entries = Iterator[tuple[Any, Keys, tuple[JudgedCell, ...]]]


def _judged(call: Call, *keys: str) -> Entries:
    """The entries with what stands at these keys; a number of two readings is a finding."""
    texts = [[getattr(row, key) for row, _ in call.rows] for key in keys]
    columns = _judged_beside_words(texts, call.reader.language)
    for index, (row, node) in enumerate(call.rows):
        cells = tuple(column[index] for column in columns)
        for key, cell in zip(keys, cells, strict=True):
            written = getattr(row, key)
            if lost := fault_in(written):
                call.report_at(node, key, codes.SPREADSHEET_VALUE, lost)
            elif isinstance(cell, Doubt):
                message, hint = doubt_words(written, cell)
                call.report_at(node, key, codes.AMBIGUOUS_NUMBER, (message, hint))
        yield row, node, cells


def _judged_beside_words(texts: list[list[str]], language: str) -> list[list[JudgedCell]]:
    """What texts are, words among them: figures of other things, which tell how all are written."""
    first = judged(texts, language)
    plain = [
        ["" if isinstance(cell, NumberWords) else text for text, cell in zip(*both, strict=True)]
        for both in zip(texts, first, strict=True)
    ]
    return [
        [one if isinstance(one, NumberWords) else two for one, two in zip(*both, strict=True)]
        for both in zip(first, judged(plain, language), strict=True)
    ]


def _figures(call: Call, *keys: str) -> Iterator[tuple[Keys, tuple[float, ...], str]]:
    """The entries with the numbers at these keys and their unit; the others are findings."""
    for row, node, cells in _judged(call, *keys):
        for key, cell in zip(keys, cells, strict=True):
            if isinstance(cell, NumberWords | Gap):
                hint = (isinstance(cell, NumberWords) and cell.hint) or tr(
                    'write 1234 or "1.234,5"'
                )
                message = tr('"{value}" is not a number', value=getattr(row, key))
                call.report_at(node, key, codes.NOT_A_NUMBER, (message, hint))
        numbers = [cell for cell in cells if isinstance(cell, Number)]
        if len(numbers) == len(keys):
            unit = _unit(call, row.unit or "", numbers, node, keys)
            yield node, tuple(float(number.value) for number in numbers), unit


def _unit(
    call: Call, wanted: str, numbers: Sequence[Number], node: Keys, keys: Sequence[str]
) -> str:
    """The unit of an entry: given beside its numbers, or written behind them."""
    expected = wanted or next((number.unit for number in numbers if number.unit), "")
    # Beside "1,2 nghìn" nobody knows what 1.200 is; a unit of its own key is that of both.
    allowed = {expected, ""} if wanted else {expected}
    for key, number in zip(keys, numbers, strict=True):
        if number.unit not in allowed:
            message = tr(
                'this figure is in "{unit}", not in "{expected}"',
                unit=number.unit,
                expected=expected,
            )
            if not number.unit:
                message = tr(
                    'this figure lacks the unit "{wanted}" that the others have', wanted=expected
                )
            hint = tr("give both figures of an entry in one unit")
            call.report_at(node, key, codes.MIXED_UNITS, (message, hint))
    return expected


class StatRow(Settings):
    """An entry of `stats`."""

    value: Line
    unit: Line | None = None
    icon: IconName | None = None
    label: Line
    note: Line | None = None


def _stats(call: Call) -> Block | None:
    children = []
    for row, node, (cell,) in _judged(call, "value"):
        value, unit = row.value, row.unit or ""
        if isinstance(cell, NumberWords) and is_misread(value):
            message = tr('"{text}" has a letter where a digit belongs', text=value)
            call.report_at(node, "value", codes.LETTER_IN_NUMBER, (message, cell.hint))
        if SIGN in (unit, getattr(cell, "unit", "")):
            written = node.get("value")
            place = written.span if written else None
            report_parts_in([cell], [place], call.reader.language, call.reader.findings)
        # What a telephone stands beside is a number to call: 1022 has no point in it.
        if isinstance(cell, Number) and row.icon != "phone":
            value, unit = alone_written(value, unit, cell, row.label, call.reader.language)
        children.append(
            Stat(
                span=node.span,
                value=value,
                unit=unit,
                icon=row.icon or "",
                label=call.inlines(node, "label"),
                note=call.inlines(node, "note"),
            )
        )
    return Stats(span=call.span, title=call.options["title"], children=tuple(children))


STATS = Directive(
    "stats",
    _stats,
    options=(TITLE, SOURCE),
    body="data",
    rows=StatRow,
    example=tr('- {{value: 98.7, unit: "%", label: ...}}'),
)


class ProgressRow(Settings):
    """An entry of `progress`."""

    label: Line
    value: Line
    plan: Line
    unit: Line | None = None


def _report_labels(call: Call) -> None:
    """Note two entries with one name."""
    places = (node.get("label") for _, node in call.rows)
    named = [
        Value(row.label, at.span) for (row, _), at in zip(call.rows, places, strict=True) if at
    ]
    report_twice(named, call.reader.findings)


def _progress(call: Call) -> Block | None:
    children = []
    _report_labels(call)
    for node, (value, planned), unit in _figures(call, "value", "plan"):
        if planned <= 0 or value < 0:
            message = tr("a plan must be above zero, and what is done not below it")
            words = message, tr("check both figures")
            call.report_at(node, "plan", codes.WRONG_CHART_DATA, words)
        children.append(
            ProgressItem(
                span=node.span,
                value=value,
                plan=planned,
                unit=unit,
                label=call.inlines(node, "label"),
            )
        )
    return Progress(span=call.span, title=call.options["title"], children=tuple(children))


PROGRESS = Directive(
    "progress",
    _progress,
    options=(TITLE, SOURCE),
    body="data",
    rows=ProgressRow,
    example=tr("- {{label: ..., value: 120, plan: 150, unit: ha}}"),
)


class ComparisonRow(Settings):
    """An entry of `compare`."""

    label: Line
    before: Line
    after: Line
    unit: Line | None = None


def _compare(call: Call) -> Block | None:
    children = []
    times = [call.options[name] for name in ("before", "after")]
    places = [call.place(name) for name in ("before", "after")]
    report_turning(times, places, call.reader.language, call.reader.findings)
    _report_labels(call)
    if times[0] and len({" ".join(time.split()).casefold() for time in times}) == 1:
        message = tr('both times are called "{text}"', text=times[0])
        hint = tr("write two, as in :before: Năm 2025 and :after: Năm 2026")
        call.report(codes.ROWS_OUT_OF_ORDER, message, hint, places[1])
    for node, (before, after), unit in _figures(call, "before", "after"):
        children.append(
            Comparison(
                span=node.span,
                before=before,
                after=after,
                unit=unit,
                label=call.inlines(node, "label"),
            )
        )
    return Compare(
        span=call.span,
        before=call.options["before"],
        after=call.options["after"],
        title=call.options["title"],
        children=tuple(children),
    )


COMPARE = Directive(
    "compare",
    _compare,
    options=(
        TITLE,
        Option("before", text, required=True, default="", example="Năm 2025"),
        Option("after", text, required=True, default="", example="Năm 2026"),
        SOURCE,
    ),
    body="data",
    rows=ComparisonRow,
    example=tr("- {{label: ..., before: 12, after: 15, unit: km}}"),
)


DIRECTIVES = (STATS, PROGRESS, COMPARE)
