"""Numbers that no language writes so: 1.2000, 12.50.000 and 12,5,3.

In: numbers with signs between their digits, and the signs before decimals and between thousands.
Out: which are none. In a column those beside them tell.
"""

import itertools
import re
from collections.abc import Sequence

from bulletin.messages import tr

_THOUSAND = 3
_FIGURE = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)*) ?(?:%|[^\W\d_]{1,5}[23²³]?)?")


def odd_hint() -> str:
    """What to do about a number that is uneven."""
    return tr("check the digits: from the right, a sign stands before every three")


def is_uneven(number: str, group: str) -> bool:
    """Whether neither thousands nor a decimal of another language is written so."""
    first, *others = number.split(group)
    if len(others) == 1:
        if len(others[0]) > _THOUSAND:
            return others[0].endswith("00")  # 10.7626 is a decimal of another language
        return len(others[0]) == _THOUSAND and len(first) > _THOUSAND
    if max(map(len, (first, *others)), default=0) < _THOUSAND:
        return False  # a day, an hour, the version of a program
    return len(first) > _THOUSAND or any(len(one) != _THOUSAND for one in others)


def is_twice(number: str, decimal: str) -> bool:
    """Whether a number has two signs before decimals, and is not several that rise: 6,7,8."""
    first, *others = number.split(decimal)
    if len(others) == 1 or all(len(one) == _THOUSAND for one in others):
        return False  # a decimal, or thousands of another language
    return any(int(two) <= int(one) for one, two in itertools.pairwise((first, *others)))


def odd_cells(column: Sequence[str], decimal: str, group: str) -> dict[int, str]:
    """The numbers of a column that are none, by their places; most of the others have to be sound."""
    found = {n: one["number"] for n, text in enumerate(column) if (one := _FIGURE.fullmatch(text))}
    odd = {n: one for n, one in found.items() if _is_odd(one, decimal, group)}
    return odd if 2 * len(odd) <= len(found) else {}


def odd_alone(text: str, decimal: str, group: str) -> str:
    """The number of a text that is one, with its unit, if no language writes it so; "" if sound."""
    found = None if _CALLED.match(text) else _FIGURE.fullmatch(text)
    number = found["number"] if found else ""
    return number if number and _is_odd(number, decimal, group) else ""


_CALLED = re.compile(r"1[89]00\b")
"""How numbers begin that are called from everywhere."""


def _is_odd(number: str, decimal: str, group: str) -> bool:
    if number.startswith("0"):
        return False
    if decimal in number:
        return group not in number and is_twice(number, decimal)
    return group in number and is_uneven(number, group)


def lone_odd_cell(columns: Sequence[Sequence[str]], decimal: str, group: str) -> str | None:
    """1.2000 among whole numbers, none of which has its sign; None where others have: 7.25."""
    signed = [text for column in columns for text in column if group in text]
    if len(signed) != 1 or decimal in signed[0] or signed[0].count(group) > 1:
        return None
    one = _FIGURE.fullmatch(signed[0])
    return signed[0] if one and _is_odd(one["number"], decimal, group) else None


def witness(mark: str, columns: Sequence[Sequence[str]]) -> str:
    """A number of a column in which a mark stands before one or two digits; "" if there is none."""
    parts = re.compile(rf"[^0-9]?[0-9]+{re.escape(mark)}[0-9]{{1,2}}(?![0-9.,])")
    return next((one for column in columns for one in column if parts.match(one)), "")
