"""Columns of a chart whose names say that they are shares of a whole, and whose figures cannot be.

In: the names and figures of columns, and the unit of the chart. Out: findings.
"""

from collections.abc import Sequence

from bulletin import codes
from bulletin.languages import phrase_pattern
from bulletin.messages import tr
from bulletin.source.data.numbers import Number
from bulletin.source.directives.sense.percents import SIGN
from bulletin.source.reporting import Findings
from bulletin.source.text import Value

_SHARE = r"(?i)\s*‹portion_words›\b\s*"
_COUNTED = r"(?i)‹counted›"
_BEYOND = r"(?i)\b‹beyond_words›\b"
_WHOLE = 100
_FAR = 1000
"""Per cents that not even a plan is fulfilled by, nor anything grows by."""


def report_no_shares(
    columns: Sequence[tuple[Value, Sequence[tuple[Number | None, Value]]]],
    unit: str,
    findings: Findings,
) -> None:
    """Note a share in a unit of what is counted, and one in per cent that is above the whole.

    `columns`: their names, and their figures with their cells.
    """
    share, beyond = phrase_pattern(_SHARE), phrase_pattern(_BEYOND)
    for name, figures in columns:
        if not share.match(name.text):
            continue
        if phrase_pattern(_COUNTED).fullmatch(unit):
            message = tr(
                '"{text}" is a share, and the chart says that it is in {unit}',
                text=name.text,
                unit=unit,
            )
            hint = tr("write :unit: '%', or name what is counted above the column")
            findings.add(codes.UNLIKE_COLUMNS, name.span, message, hint)
        elif unit == SIGN:
            of_plan = beyond.search(name.text) or share.fullmatch(name.text)
            most = _FAR if of_plan else _WHOLE
            above = (cell for one, cell in figures if one and abs(one.value) > most)
            if cell := next(above, None):
                message = tr(
                    '"{text}" is a share, and no share is {figure} %',
                    text=name.text,
                    figure=cell.text.removesuffix(SIGN).strip(),
                )
                hint = tr("check the figure, and whether the column is in per cent")
                findings.add(codes.NOT_A_WHOLE, cell.span, message, hint)
