"""The cells of a column that hold no value of their own. In: cells and language. Out: findings."""

import re
from collections.abc import Callable, Iterator, Sequence

from bulletin.messages import tr
from bulletin.source.data.lost import codes, days
from bulletin.source.data.lost.column import Column, LostValue
from bulletin.source.data.lost.faults import fault_in


def lost_values(
    name: str, texts: Sequence[str], language: str, *, gaps: bool, labels: bool
) -> Iterator[LostValue]:
    """The cells of a column that hold none.

    `gaps`: its cells may say that they have no value; `labels`: they name the rows.
    """
    column = Column(name, texts, language)
    for judge in _JUDGES:
        yield from judge(column)
    if labels or column.is_of_years:
        yield from codes.counted_years(column)
    for row, text in enumerate(texts):
        if words := fault_in(text, gap=gaps):
            yield LostValue(row, *words)


_TICK = re.compile(r"TRUE|FALSE|True|False")


def _ticks(column: Column) -> Iterator[LostValue]:
    """What programs write for a box that is ticked, and for one that is not."""
    for row, read in column.all_written(_TICK)[:1]:
        message = tr("{text} is what programs write for a box to tick", text=read[0])
        yield LostValue(row, message, tr("write words that readers understand"))


_JUDGES: Sequence[Callable[[Column], Iterator[LostValue]]] = (
    days.taken_for_days,
    days.numbered_days,
    days.days_with_a_clock,
    days.days_in_seconds,
    days.months_first,
    days.halves_of_days,
    days.hours,
    days.lengths,
    codes.without_zero,
    codes.cut_codes,
    codes.rounded_codes,
    codes.kept_as_text,
    _ticks,
)
