"""Whether a chart can be read as it is drawn: rows in the order of time, figures of one size.

In: the labels and figures of a chart. Out: findings at their cells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from bulletin import codes
from bulletin.document import Series
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Value

Moment = tuple[int, ...]
"""A point in time: year, month, day, as far as they are written; a year of 0 is none."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _number(text: str | None) -> int:
    return _ROMAN.get((text or "").lower()) or int(text or 0)


def _in_order(*groups: int) -> Callable[[re.Match[str]], Moment]:
    return lambda found: tuple(_number(found[group]) if group else 0 for group in groups)


_YEAR = r"(?:[/ -]+(?:năm |of )?((?:19|20)[0-9]{2}))?"
_YEARS = re.compile(r"(?i)(?:năm |year )?((?:19|20)[0-9]{2})")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Moment]], ...] = (
    (_YEARS, _in_order(1)),
    (re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2,4})"), _in_order(3, 2, 1)),
    (re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?"), _in_order(1, 2, 3)),
    (re.compile(r"(?i)(?:tháng|thg|month)\.? ?([0-9]{1,2})" + _YEAR), _in_order(2, 1)),
    (re.compile(r"(?i)T([0-9]{1,2})" + _YEAR), _in_order(2, 1)),
    (re.compile(r"([0-9]{1,2})/([0-9]{4})"), _in_order(2, 1)),
    (re.compile(r"([0-9]{1,2})/([0-9]{1,2})"), _in_order(0, 2, 1)),
    (re.compile(r"(?i)(?:quý|q|quarter) ?([1-4]|I{1,3}|IV)" + _YEAR), _in_order(2, 1)),
    (re.compile(r"(?i)(?:tuần|week|w) ?([0-9]{1,2})" + _YEAR), _in_order(2, 1)),
)
"""How a row says when: all rows of a chart in one form."""


def moments_of(texts: Sequence[str]) -> tuple[Moment, ...]:
    """When each row is; nothing, unless all say so in one form."""
    for pattern, moment in _FORMS:
        found = [pattern.fullmatch(text.strip()) for text in texts]
        if all(found):
            return tuple(moment(one) for one in found if one)
    return ()


def report_order(kind: str, labels: Sequence[Value], findings: Findings) -> None:
    """Note rows without a name or twice, and points of a line that are not in the order of time."""
    if nameless := next((label for label in labels if not label.text), None):
        message = tr("this row has figures and no name")
        hint = tr("write its name; merged cells keep it in the first of their rows alone")
        findings.add(codes.NAMELESS_ROW, nameless.span, message, hint)
    first: set[str] = set()
    for label in labels:
        if label.text and label.text in first:
            message = tr('two rows are called "{text}"', text=label.text)
            hint = tr("write each name once, and further figures into columns beside the first")
            findings.add(codes.ROWS_OUT_OF_ORDER, label.span, message, hint)
            return
        first.add(label.text)
    moments = moments_of([label.text for label in labels])
    if kind not in {"line", "area"} or not moments:
        return
    back = [n for n, (one, two) in enumerate(itertools.pairwise(moments), start=1) if two < one]
    if len(back) > (0 if all(moment[0] for moment in moments) else 1):
        message = tr('"{text}" comes before the row above it', text=labels[back[0]].text)
        hint = tr("put the rows in the order of time, the oldest first")
        findings.add(codes.ROWS_OUT_OF_ORDER, labels[back[0]].span, message, hint)
    elif _YEARS.fullmatch(labels[0].text.strip()):
        _report_missing([moment[0] for moment in moments], labels, findings)


def report_turned(
    kind: str, labels: Sequence[Value], columns: Sequence[Value], findings: Findings
) -> None:
    """Note a line that leads from one thing to another, for its points in time are columns."""
    times = moments_of([column.text for column in columns])
    if kind in {"line", "area"} and len(times) > 1 and not moments_of([one.text for one in labels]):
        message = tr(
            'a line leads from "{first}" to "{last}", and not from {begin} to {end}',
            first=labels[0].text,
            last=labels[-1].text,
            begin=columns[0].text,
            end=columns[-1].text,
        )
        hint = tr("write what follows in time into the first column, or choose :type: column")
        findings.add(codes.ROWS_OUT_OF_ORDER, columns[0].span, message, hint)


def _report_missing(years: Sequence[int], labels: Sequence[Value], findings: Findings) -> None:
    """Note years that are left out of a line, on which all stand at one distance."""
    steps = [two - one for one, two in itertools.pairwise(years)]
    wide = next((n for n, step in enumerate(steps, start=1) if step > min(steps)), None)
    if wide:
        message = tr(
            "{before} and {after} stand as near to each other as the other years",
            before=years[wide - 1],
            after=years[wide],
        )
        hint = tr("write a row for each year between them, without a figure; or choose column")
        findings.add(codes.ROWS_OUT_OF_ORDER, labels[wide].span, message, hint)


_SEEN = 250
"""A bar that is so many times shorter than the longest is no wider than its edge."""


def report_small(columns: Sequence[Value], series: Sequence[Series], findings: Findings) -> None:
    """Note a column of figures that nobody sees beside those of another."""
    highest = [max((abs(v) for v in one.values if v is not None), default=0) for one in series]
    for column, high in zip(columns, highest, strict=True):
        if 0 < high * _SEEN < max(highest):
            message = tr(
                'nobody sees the figures of "{text}" beside those of another column',
                text=column.text,
            )
            hint = tr("make a chart of its own for each, for they share one scale")
            findings.add(codes.TOO_SMALL, column.span, message, hint)


def report_unlike(columns: Sequence[tuple[Value, str]], findings: Findings) -> None:
    """Note a column whose name says another unit than that of a column before it."""
    named = [(column, unit) for column, unit in columns if unit]
    for column, unit in named[1:]:
        first, other = named[0]
        if unit.casefold() != other.casefold():
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
