"""Whether data can mean what they are shown as: names above columns, values, parts of a whole.

In: a sheet, or a chart's series. Out: findings at their cells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from bulletin import codes
from bulletin.document import Series
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.sheet import Sheet
from bulletin.source.text import Value
from bulletin.source.values import unaccented

_FIGURE = re.compile(r"[-+−]?\d[\d.,  ]*%?|\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?")
_FAULT = re.compile(
    r"#(?:REF!|DIV/0!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)|#{3,}|=[A-Z]{1,9}\(.*\)"
)
"""What Excel and LibreOffice write where a formula fails, or a column is too narrow."""
_DAYS = re.compile(r"(?i)\b(?:ngay|date|day|han)\b")
_FIRST_DAY, _LAST_DAY = 36_526, 55_153
"""2000-01-01 and 2050-12-31, counted as spreadsheets count: from 1899-12-30."""
_EPOCH = dt.date(1899, 12, 30)
_TOTAL = re.compile(r"(?i)(?:tong(?: (?:cong|so))?|cong|total|sum|toan (?:xa|huyen|tinh|thon|ap))")


def report_values(data: Sheet, findings: Findings) -> None:
    """Note a first line that names nothing, and what stands for a value that is lost."""
    names = [cell for cell in data.header if cell.text]
    if data.file.lower().endswith(".csv") and all(_FIGURE.fullmatch(n.text) for n in names):
        findings.add(
            codes.NO_NAMES,
            data.header[0].span,
            tr("the first line holds figures, and is taken for the names of the columns"),
            tr("write a line above it that names the columns, as Năm,Số hộ"),
        )
    for index, name in enumerate(data.header):
        cells = [row[index] for row in data.rows]
        for cell in cells:
            if _FAULT.fullmatch(cell.text) and not findings.has(cell.span):
                findings.add(
                    codes.SPREADSHEET_VALUE,
                    cell.span,
                    tr("{text} is no value, but a fault of the spreadsheet", text=cell.text),
                    tr("mend the formula or the width of the column, and export it again"),
                )
        days = [int(c.text) for c in cells if re.fullmatch(r"[3-5]\d{4}", c.text)]
        if (
            _DAYS.search(unaccented(name.text))
            and len(days) == len(cells)
            and all(_FIRST_DAY <= day <= _LAST_DAY for day in days)
            and not findings.has(cells[0].span)
        ):
            day = _EPOCH + dt.timedelta(days=days[0])
            findings.add(
                codes.SPREADSHEET_VALUE,
                cells[0].span,
                tr("{text} is how a spreadsheet keeps the day {day}", text=cells[0].text, day=day),
                tr("give the column the form of a date, and export it again"),
            )


_WHOLE = 100
_ROUNDED = 0.5
"""How far a figure may be from what it was rounded from."""


def report_whole(
    labels: Sequence[Value], name: Value, series: Series, unit: str, findings: Findings
) -> None:
    """Note parts of a pie that are none: a total among them, or per cents of something else.

    `labels` are the cells that name the parts, `name` that above the figures.
    """
    values = [value or 0 for value in series.values]
    whole = sum(values)
    for label, value in zip(labels, values, strict=True):
        if _TOTAL.fullmatch(unaccented(label.text).strip()) and (
            abs(value - (whole - value)) <= _ROUNDED * len(values)
        ):
            findings.add(
                codes.NOT_A_WHOLE,
                label.span,
                tr('"{text}" is the sum of the other parts, and shown as a part', text=label.text),
                tr("delete this row"),
            )
            return
    if unit == "%" and abs(whole - _WHOLE) > max(1, _ROUNDED * len(values)):
        findings.add(
            codes.NOT_A_WHOLE,
            name.span,
            tr(
                "the parts make up {sum} %, and are shown as if they made up 100 %",
                sum=f"{whole:g}",
            ),
            tr("add the part that is missing, or choose :type: bar"),
        )
