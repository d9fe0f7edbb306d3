"""Parts of one where per cents are meant, as spreadsheets keep them: 0.125 for 12.5 %.

In: numbers below a name, or with a unit, that says per cent. Out: findings at the first of them.
"""

from collections.abc import Sequence
from decimal import Decimal

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.languages import locale_of
from bulletin.languages.figures import decimal_written
from bulletin.messages import tr
from bulletin.source.data.numbers import JudgedCell, Number, separators
from bulletin.source.data.sheet import Sheet
from bulletin.source.reporting import Findings

SIGN = "%"
_WHOLE = Decimal(1)
_EXACT = 3
"""Decimals that hardly any per cent below one has."""
_ROUNDED = Decimal("0.005")


def report_parts(data: Sheet, columns: Sequence[int], language: str, findings: Findings) -> None:
    """Note columns of parts of one; `columns`: those that are shown in per cent."""
    judged = data.judged(language)
    for index in columns:
        report_parts_in(judged[index], [row[index].span for row in data.rows], language, findings)


def report_parts_in(
    cells: Sequence[JudgedCell], places: Sequence[Span | None], language: str, findings: Findings
) -> None:
    """Note the first number of a run that is all parts of one."""
    numbers = [
        (cell, place) for cell, place in zip(cells, places, strict=True) if isinstance(cell, Number)
    ]
    figures = [number for number, _ in numbers]
    lone = _lone_part(figures)
    if not lone and not _are_parts(figures, language):
        return
    number, place = next((number, place) for number, place in numbers if number.part)
    if place is None or findings.has(place):
        return
    meant = decimal_written(number.value * 100, "#,##0.####", locale_of(language))
    message = tr(
        "{text} is how a spreadsheet keeps {meant} %, and is shown as less than 1 %",
        text=f"{number.whole}{number.decimal}{number.part}",
        meant=meant,
    )
    hint = tr("write {meant}, and so all figures of this column", meant=meant)
    if lone:
        hint = tr("write {meant}, if that is meant", meant=meant)
    findings.add(codes.PARTS_OF_ONE, place, message, hint)


def _lone_part(numbers: Sequence[Number]) -> bool:
    """Whether one figure alone is a part of one, with two decimals, among whole per cents."""
    parts = [number for number in numbers if number.part]
    whole = [number.value for number in numbers if not number.part]
    return (
        len(parts) == 1
        and len(parts[0].part) == _CENTS
        and 0 < parts[0].value < _WHOLE
        and len(whole) > 1
        and min(whole) > _WHOLE
    )


_CENTS = 2
"""Decimals of a whole per cent as a part of one."""


def _are_parts(numbers: Sequence[Number], language: str) -> bool:
    """Whether figures are parts of one: none above it, and as no per cents below one are.

    They make up one together, have three decimals and more, or are mostly large and written as
    programs write numbers, in another way than the language.
    """
    values = [number.value for number in numbers]
    if not any(number.part for number in numbers) or min(values) < 0 or max(values) > _WHOLE:
        return False
    together = len(values) > 1 and abs(sum(values) - _WHOLE) <= _ROUNDED * len(values)
    exact = any(len(number.part) >= _EXACT for number in numbers)
    foreign = any(number.decimal not in {"", separators(language)[0]} for number in numbers)
    large = len(values) > 1 and sum(values) * 2 >= len(values)
    return together or exact or (foreign and large)
