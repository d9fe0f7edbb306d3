"""Figures of a chart that are made of its others: totals that are off, columns that add up rows.

In: the names and figures of rows or columns, and their language. Out: findings at their names.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, permutations

from bulletin import codes
from bulletin.document import Series
from bulletin.languages import language_of, locale_of
from bulletin.languages.base import begins
from bulletin.languages.figures import decimal_written
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Value

ROUNDED = 0.5
"""How far a figure may be from what it was rounded from."""


def is_sum(value: float, whole: float) -> bool:
    """Whether a figure is the sum of the others, of which each may be rounded."""
    return abs(2 * value - whole) <= max(ROUNDED, abs(whole) / 1000)


_NEAR = 10
"""A total that is off by no more than this part is a slip; one farther off is that of more rows."""


def report_wrong_total(
    labels: Sequence[Value], figures: Sequence[Sequence[float | None]], language: str, out: Findings
) -> None:
    """Note a first or last row that is called a total, and is nearly the sum of the others.

    `figures`: those of each column, a row each.
    """
    words = language_of(language).cells().totals
    if len(labels) < _FEWEST:
        return
    for at in (0, len(labels) - 1):
        if not begins(labels[at].text, words):
            continue
        for column in figures:
            total, *others = (column[at], *column[:at], *column[at + 1 :])
            parts = [part for part in others if part is not None]
            if total is None or len(parts) < len(others) or min(parts) < 0 or total <= max(parts):
                continue
            whole = sum(parts)
            if not is_sum(total, whole + total) and abs(total - whole) * _NEAR <= whole:
                _report(labels[at], total, whole, language, out)
                return


_FEWEST = 3


def _report(label: Value, total: float, whole: float, language: str, out: Findings) -> None:
    locale = locale_of(language)
    given, made = (
        decimal_written(Decimal(f"{figure:.3f}"), "#,##0.###", locale) for figure in (total, whole)
    )
    message = tr('"{total}" is called a total, and the others make {sum}', total=given, sum=made)
    hint = tr("compare the figures with those that you were given")
    out.add(codes.WRONG_TOTAL, label.span, message, hint)


def report_running(names: Sequence[Value], series: Sequence[Series], findings: Findings) -> None:
    """Note a stacked column that adds up another one from row to row, which counts it twice."""
    pairs = permutations(zip(names, series, strict=True), 2)
    for (name, running), (other, single) in pairs:
        values = [value or 0 for value in single.values]
        if sum(map(bool, values)) >= _FEWEST and all(
            abs((value or 0) - whole) <= ROUNDED
            for value, whole in zip(running.values, accumulate(values), strict=True)
        ):
            message = tr(
                '"{text}" adds up "{other}" from row to row, and is stacked on it',
                text=name.text,
                other=other.text,
            )
            hint = tr("leave it out of :y:, or choose :type: column")
            findings.add(codes.NOT_A_WHOLE, name.span, message, hint)
            return
