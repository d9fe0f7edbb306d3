"""Whether a chart can be read as it is drawn: rows in the order of time, figures of one size.

In: the labels and figures of a chart, and its language. Out: findings at their cells.
"""

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.document import Series
from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.data.cell_words import is_same_unit
from bulletin.source.data.moments import Moment, moments_of
from bulletin.source.reporting import Findings
from bulletin.source.text import Value

_OLDEST_FIRST = tr("put the rows in the order of time, the oldest first")


def report_order(
    kind: str, labels: Sequence[Value], series: Sequence[Series], language: str, findings: Findings
) -> None:
    """Note rows without a name or twice, and rows that are not in the order of time.

    Columns may stand by their size instead.
    """
    if nameless := next((label for label in labels if not label.text), None):
        message = tr("this row has figures and no name")
        hint = tr("write its name; merged cells keep it in the first of their rows alone")
        findings.add(codes.NAMELESS_ROW, nameless.span, message, hint)
    if report_twice(labels, findings):
        return
    texts = [label.text for label in labels]
    moments = moments_of(texts, language)
    _report_no_day(moments, labels, findings)
    wrong = 0 if moments else _sorted_as_text(texts) or _range_behind(texts, kind)
    if wrong and not _is_ranked(series):
        message = tr('"{text}" comes before the row above it', text=texts[wrong])
        hint = tr("put the rows in the order of their numbers")
        findings.add(codes.ROWS_OUT_OF_ORDER, labels[wrong].span, message, hint)
    elif torn := 0 if moments else _torn_range(texts):
        message = tr(
            '"{text}" does not begin where "{before}" ends',
            text=texts[torn],
            before=texts[torn - 1],
        )
        hint = tr("check the ranges: none of them takes part of another, and nothing is left out")
        findings.add(codes.ROWS_OUT_OF_ORDER, labels[torn].span, message, hint)
    leads = kind in {"line", "area"}
    if not moments or not (leads or (kind in {"column", "stacked"} and not _is_ranked(series))):
        return
    if back := _backwards(moments):
        message = tr('"{text}" comes before the row above it', text=labels[back[0]].text)
        findings.add(codes.ROWS_OUT_OF_ORDER, labels[back[0]].span, message, _OLDEST_FIRST)
    elif leads:
        _report_missing(moments, labels, findings)


def report_twice(labels: Sequence[Value], findings: Findings) -> bool:
    """Note the first name that stands twice, however its letters and spaces are written."""
    first: set[str] = set()
    for label in labels:
        name = " ".join(label.text.split()).casefold()
        if name in first:
            message = tr('two rows are called "{text}"', text=label.text)
            hint = tr("write each name once, and further figures into columns beside the first")
            findings.add(codes.ROWS_OUT_OF_ORDER, label.span, message, hint)
            return True
        if name:
            first.add(name)
    return False


_COUNTED = re.compile(r"(?P<name>[^\W\d_][^\d]*|)(?P<number>[0-9]{1,4})")


def _sorted_as_text(texts: Sequence[str]) -> int:
    """The first row that stands behind a higher number, as 2 behind 10 in files; 0 for none."""
    found = [_COUNTED.fullmatch(text) for text in texts]
    names = {one["name"] if one else None for one in found}
    if len(names) > 1 or None in names or [*texts] != sorted(texts):
        return 0
    numbers = [int(one["number"]) for one in found if one]
    behind = (n for n, (one, two) in enumerate(itertools.pairwise(numbers), start=1) if two < one)
    return next(behind, 0)


_STRETCH = re.compile(r"([0-9]{1,6}) ?[-–—] ?[0-9]{1,6}|[0-9]{1,6}\+|[<>≤≥] ?[0-9]{1,6}")


def _range_behind(texts: Sequence[str], kind: str) -> int:
    """The first row that stands behind a higher range on an axis, as 6-14 behind 15-59."""
    found = [_STRETCH.fullmatch(text) for text in texts]
    begins = [(n, int(one[1])) for n, one in enumerate(found) if one and one[1]]
    if not all(found) or kind not in {"column", "stacked", "line", "area"}:
        return 0
    back = [two[0] for one, two in itertools.pairwise(begins) if two[1] < one[1]]
    return back[0] if 0 < len(back) < len(begins) - 1 else 0


_CLASS = re.compile(
    rf"(?P<first>[0-9]{{1,4}}) ?(?:[-–—]|{any_phrase('until_words')}) ?(?P<last>[0-9]{{1,4}})"
    r"(?: [^\W\d_]+){0,2}"
)
"""A class of ages or sizes: 0-14, 15 đến 59 tuổi."""
_OPEN_CLASS = re.compile(r"(?P<first>[0-9]{1,4}) ?(?:\+|(?: ?[^\W\d_]+){1,3})")
"""The last of them: 60+, 60 trở lên."""


def _torn_range(texts: Sequence[str]) -> int:
    """The first class that does not begin as the others do: behind the one before, or at its end."""
    if len(texts) <= _PAIR:
        return 0
    *closed, last = (_CLASS.fullmatch(text) for text in texts)
    last = last or _OPEN_CLASS.fullmatch(texts[-1])
    classes = [one for one in (*closed, last) if one]
    if len(classes) < len(texts):
        return 0
    steps = [int(two["first"]) - int(one["last"]) for one, two in itertools.pairwise(classes)]
    usual = max((0, 1), key=steps.count)
    torn = [n for n, step in enumerate(steps, start=1) if step != usual]
    return torn[0] if steps.count(usual) >= len(torn) > 0 else 0


_PAIR = 2


def _report_no_day(moments: Sequence[Moment], labels: Sequence[Value], findings: Findings) -> None:
    """Note the first row of a day that no calendar has."""
    for moment, label in zip(moments, labels, strict=False):
        if len(moment) == len(("year", "month", "day")) and moment[0] >= dt.MINYEAR and moment[2]:
            try:
                dt.date(*moment)
            except ValueError:
                message = tr("no calendar has {text}", text=label.text)
                hint = tr("check the day and the month")
                findings.add(codes.NO_SUCH_DAY, label.span, message, hint)
                return


def report_turning(
    texts: Sequence[str], places: Sequence[Span], language: str, out: Findings
) -> None:
    """Note a moment behind a later one, in a row of them that does not go back throughout."""
    back = _backwards(moments_of(texts, language))
    if back and (len(back) == 1 or len(back) < len(texts) - 1):
        at = back[0]
        message = tr('"{text}" comes after "{before}"', text=texts[at], before=texts[at - 1])
        out.add(codes.ROWS_OUT_OF_ORDER, places[at], message, _OLDEST_FIRST)


def _backwards(moments: Sequence[Moment]) -> list[int]:
    """The places of moments before those above them; without years one year may end among them."""
    back = [n for n, (one, two) in enumerate(itertools.pairwise(moments), start=1) if two < one]
    over_a_year = (
        len(back) == 1
        and not moments[0][0]
        and moments[-1] < moments[0]
        and moments[back[0] - 1][1] - moments[back[0]][1] >= _OVER
    )
    return [] if over_a_year else back


_OVER = 5
"""From December to January there are more, as from Saturday to Monday: a year or a week ends."""


def _is_ranked(series: Sequence[Series]) -> bool:
    """Whether one of the columns of figures stands by size."""
    return any(
        (known := [value for value in one.values if value is not None])
        in (sorted(known), sorted(known, reverse=True))
        for one in series
    )


def report_turned(
    kind: str, labels: Sequence[Value], columns: Sequence[Value], language: str, findings: Findings
) -> None:
    """Note a line that leads from one thing to another, for its points in time are columns."""
    times = moments_of([column.text for column in columns], language)
    rows = moments_of([one.text for one in labels], language)
    if kind in {"line", "area"} and len(times) > 1 and not rows:
        message = tr(
            'a line leads from "{first}" to "{last}", and not from {begin} to {end}',
            first=labels[0].text,
            last=labels[-1].text,
            begin=columns[0].text,
            end=columns[-1].text,
        )
        hint = tr("write what follows in time into the first column, or choose :type: column")
        findings.add(codes.ROWS_OUT_OF_ORDER, columns[0].span, message, hint)


def _report_missing(moments: Sequence[Moment], labels: Sequence[Value], findings: Findings) -> None:
    """Note times that are left out of a line, on which all stand at one distance."""
    steps = [_between(one, two) for one, two in itertools.pairwise(moments)]
    least = min((step for step in steps if step > 0), default=0)
    # From Friday to Monday nothing is left out, nor between the first days of two months.
    most = least * (_OF_DAYS if len(moments[0]) == len(("year", "month", "day")) else 1)
    wide = next((n for n, step in enumerate(steps, start=1) if least and step > most), None)
    if wide:
        message = tr(
            "{before} and {after} stand as near to each other as the others",
            before=labels[wide - 1].text,
            after=labels[wide].text,
        )
        hint = tr("write a row for each time between them, without a figure; or choose column")
        findings.add(codes.ROWS_OUT_OF_ORDER, labels[wide].span, message, hint)


_OF_DAYS = 3


def _between(one: Moment, two: Moment) -> int:
    """Years, parts of a year, or days from a moment to another one; 0 where nobody can say."""
    *years, last = one
    if len(one) < len(("year", "month", "day")):
        return two[-1] - last if years == [*two[:-1]] else 0
    try:
        first, second = (dt.date(*moment) for moment in (one, two))
    except ValueError:  # no year, or no day of a calendar
        return 0
    return (second - first).days


_SEEN = 250
"""A bar that is so many times shorter than the longest is no wider than its edge."""


def report_one_large(labels: Sequence[Value], series: Sequence[Series], out: Findings) -> None:
    """Note a figure beside which nobody sees the others of its column, mostly for a slip in it."""
    for one in series:
        known = sorted((abs(v), n) for n, v in enumerate(one.values) if v)
        if len(known) > _FEW_ROWS and 0 < known[-2][0] * _SEEN < known[-1][0]:
            label = labels[known[-1][1]]
            message = tr('nobody sees the other figures beside that of "{text}"', text=label.text)
            hint = tr("check it; if it is right, show it in words, and the others in the chart")
            out.add(codes.TOO_SMALL, label.span, message, hint)


_FEW_ROWS = 2


def report_small(columns: Sequence[Value], series: Sequence[Series], findings: Findings) -> None:
    """Note a column of figures that nobody sees beside those of another, or that has none."""
    empty = [all(value is None for value in one.values) for one in series]
    for column, is_empty in zip(columns, empty, strict=True):
        if is_empty and not all(empty):
            hint = tr("name the columns of numbers in :y:")
            findings.add(codes.TOO_SMALL, column.span, tr("there is no figure to show"), hint)
    highest = [max((abs(v) for v in one.values if v is not None), default=0) for one in series]
    for column, high in zip(columns, highest, strict=True):
        if 0 < high * _SEEN < max(highest):
            message = tr(
                'nobody sees the figures of "{text}" beside those of another column',
                text=column.text,
            )
            hint = tr("make a chart of its own for each, for they share one scale")
            findings.add(codes.TOO_SMALL, column.span, message, hint)


def report_other_unit(
    columns: Sequence[tuple[Value, str]], wanted: str, language: str, findings: Findings
) -> None:
    """Note a column whose name says another unit than the option of the chart."""
    for column, unit in columns:
        if unit and not is_same_unit(unit, wanted, language):
            message = tr(
                '"{text}" is in {unit}, and the chart says {wanted}',
                text=column.text,
                unit=unit,
                wanted=wanted,
            )
            hint = tr("write one unit: in :unit:, or in the name of the column")
            findings.add(codes.UNLIKE_COLUMNS, column.span, message, hint)
            return


def report_unlike(columns: Sequence[tuple[Value, str]], language: str, findings: Findings) -> None:
    """Note a column whose name says another unit than that of a column before it."""
    named = [(column, unit) for column, unit in columns if unit]
    for column, unit in named[1:]:
        first, other = named[0]
        if not is_same_unit(unit, other, language):
            message = tr(
                '"{first}" is in {other} and "{text}" in {unit}, on one scale',
                first=first.text,
                other=other,
                text=column.text,
                unit=unit,
            )
            hint = tr("make a chart of its own for each, for they share one scale")
            findings.add(codes.UNLIKE_COLUMNS, column.span, message, hint)
            return
