"""The one unit that a chart shows: columns in another one, and cells that have none or another.

In: the columns of figures of a chart. Out: the unit; findings at names of columns and at cells.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.data.cell_words import is_same_unit, unit_in
from bulletin.source.data.numbers import Number
from bulletin.source.data.sheet import Sheet
from bulletin.source.directives.base import Call
from bulletin.source.directives.sense.order import report_other_unit, report_unlike
from bulletin.source.directives.sense.percents import SIGN
from bulletin.source.text import Value


@dataclass(frozen=True)
class _Column:
    """A column of figures; `numbers` has None for a gap."""

    name: Value
    numbers: Sequence[Number | None]
    cells: Sequence[Value]
    unit_of_name: str

    @property
    def units(self) -> set[str]:
        """The units behind its figures, "" among them for a figure without."""
        return {number.unit for number in self.numbers if number is not None}

    @property
    def own(self) -> str:
        """The unit of all its figures; "" where there is none."""
        return next(iter(self.units)) if len(self.units) == 1 else ""


def unit_of(
    call: Call, data: Sheet, ys: Sequence[int], numbers: Sequence[Sequence[Number | None]]
) -> str:
    """The unit of all figures: from the option, from behind the numbers, or the columns' names.

    A chart has one axis, so that a column or a cell with another unit, or alone with one, is a
    finding.
    """
    language, findings = call.reader.language, call.reader.findings
    wanted: str = call.options["unit"]
    columns = [
        _Column(
            data.header[y],
            column,
            [row[y] for row in data.rows],
            unit_in(data.columns[y], language),
        )
        for y, column in zip(ys, numbers, strict=True)
    ]
    _report_own(call, columns)
    named = with_units([column.name for column in columns], language)
    alike = _alike(columns, wanted, language)
    if len(alike) < len(columns):
        _report_columns(call, columns, alike)
        columns = alike
    _report_shares(call, data, columns)
    units = Counter(number.unit for column in columns for number in column.numbers if number)
    if wanted:
        allowed = {wanted, ""}
        report_other_unit(named, wanted, language, findings)
    else:
        wanted = max(units, key=lambda unit: (units[unit], unit), default="")
        allowed = {wanted}
        if not any(units) and len({unit for _, unit in named}) == 1:
            return named[0][1]
        report_unlike(named, language, findings)
        _report_per_cents(call, columns)
    for column in columns:
        for number, cell in zip(column.numbers, column.cells, strict=True):
            if number and not any(is_same_unit(number.unit, one, language) for one in allowed):
                call.report(codes.MIXED_UNITS, _unlike(number.unit, wanted), _ONE_UNIT, cell.span)
    return wanted


def _report_own(call: Call, columns: Sequence[_Column]) -> None:
    """Note a column whose name says another unit than its figures."""
    for column in columns:
        own, named = column.own, column.unit_of_name
        longer, shorter = sorted((own.casefold(), named.casefold()), key=len, reverse=True)
        if shorter and not (
            longer.startswith(shorter) or is_same_unit(own, named, call.reader.language)
        ):
            message = tr(
                '"{text}" names the unit {named}, and its figures are in {own}',
                text=column.name.text,
                named=named,
                own=own,
            )
            hint = tr("write one unit, in the name of the column or behind the figures")
            call.report(codes.UNLIKE_COLUMNS, message, hint, column.name.span)


def with_units(names: Sequence[Value], language: str) -> list[tuple[Value, str]]:
    """Names of rows or columns, each with the unit that it says; "" for none."""
    return [(name, unit_in(name.text, language)) for name in names]


def _alike(columns: Sequence[_Column], wanted: str, language: str) -> list[_Column]:
    """The columns that can share a chart: in the unit that is wanted, else in that of the first.

    A column whose figures differ among themselves is judged cell by cell, and so are all if none
    is in the unit that is wanted.
    """
    whole = [column for column in columns if len(column.units) == 1]
    if not whole:
        return list(columns)
    unit = wanted or whole[0].own or whole[0].unit_of_name
    bare = bool(wanted) or not whole[0].own
    alike = [
        column
        for column in columns
        if len(column.units) != 1
        or (bare and not column.own)
        or is_same_unit(column.own or column.unit_of_name, unit, language)
    ]
    return alike or list(columns)


def _report_columns(call: Call, columns: Sequence[_Column], alike: Sequence[_Column]) -> None:
    """Note each column that is in another unit than those that are alike."""
    for column in columns:
        if column in alike:
            continue
        one, other = (column, alike[0]) if column.own else (alike[0], column)
        message = _one_scale(one, other)
        call.report(codes.MIXED_UNITS, message, _choose(alike), column.name.span)


def _one_scale(column: _Column, other: _Column) -> str:
    return tr(
        '"{text}" is in {unit} and "{other}" is not, on one scale',
        text=column.name.text,
        unit=column.own or column.unit_of_name,
        other=other.name.text,
    )


def _choose(columns: Sequence[_Column]) -> str:
    return tr(
        "choose the columns of one unit, and show the others elsewhere: :y: {columns}",
        columns=", ".join(column.name.text for column in columns),
    )


_ONE_UNIT = tr("a chart shows one unit: convert the figure, or write numbers alone and :unit:")


def _unlike(unit: str, wanted: str) -> str:
    if not unit:
        return tr('this figure lacks the unit "{wanted}" that the others have', wanted=wanted)
    if not wanted:
        return tr('this figure has the unit "{unit}" that the others lack', unit=unit)
    return tr('this figure is in "{unit}", not in "{wanted}"', unit=unit, wanted=wanted)


_ALL = 100
_COMPARED = 8
"""So many columns are compared, each with every two others."""
_FEW = 3
"""So many rows are one in per cent of another by no chance, and two with parts."""


def _report_shares(call: Call, data: Sheet, columns: Sequence[_Column]) -> None:
    """Note columns that are per cents of two others, without saying so, beside one that is none."""
    judged = data.judged(call.reader.language)
    if len(judged) > _COMPARED:
        return
    known = [
        (name, [cell if isinstance(cell, Number) else None for cell in cells])
        for name, cells in zip(data.header[1:], judged[1:], strict=True)
    ]
    shares = {
        column.name: pair
        for column in columns
        if not (column.own or column.unit_of_name) and (pair := _shared(column, known))
    }
    rest = [column for column in columns if column.name not in shares]
    if not rest:
        return
    for name, (part, whole) in shares.items():
        message = tr(
            '"{text}" is "{part}" in per cent of "{whole}", on one scale with it',
            text=name.text,
            part=part.text,
            whole=whole.text,
        )
        call.report(codes.UNLIKE_COLUMNS, message, _choose(rest), name.span)


def _shared(
    column: _Column, known: Sequence[tuple[Value, Sequence[Number | None]]]
) -> tuple[Value, Value] | None:
    """The names of the parts and the wholes that a column gives the per cents of."""
    others = [(name, numbers) for name, numbers in known if name != column.name]
    return next(
        (
            (part, whole)
            for (part, parts), (whole, wholes) in itertools.permutations(others, 2)
            if _is_share(column.numbers, parts, wholes)
        ),
        None,
    )


def _report_per_cents(call: Call, columns: Sequence[_Column]) -> None:
    """Note a column whose name says per cent beside one without a unit that goes beyond 100."""
    counts = [
        column
        for column in columns
        if not (column.own or column.unit_of_name)
        and any(number and abs(number.value) > _ALL for number in column.numbers)
    ]
    shares = [column for column in columns if column.unit_of_name == SIGN]
    if counts and shares:
        rest = [column for column in columns if column not in shares]
        message = _one_scale(shares[0], counts[0])
        call.report(codes.UNLIKE_COLUMNS, message, _choose(rest), shares[0].name.span)


def _is_share(
    shares: Sequence[Number | None], parts: Sequence[Number | None], wholes: Sequence[Number | None]
) -> bool:
    """Whether each number is a part in per cent of its whole, as far as it is rounded."""
    rows = 0
    exact = unlike = False
    for share, part, whole in zip(shares, parts, wholes, strict=True):
        if not (share and part and whole and whole.value):
            continue
        rounded = Decimal(1).scaleb(-len(share.part))
        if abs(share.value - 100 * part.value / whole.value) > rounded:
            return False
        rows += 1
        exact |= bool(share.part)
        unlike |= part.value != whole.value
    return unlike and rows + exact >= _FEW
