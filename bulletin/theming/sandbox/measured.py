"""Jinja2's filters and arithmetic, held to sizes that a page can need.

In: values of a template. Out: what Jinja2 makes of them. Raises `SpentError` before anything
large is made.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from itertools import islice
from types import MappingProxyType
from typing import Any

from jinja2 import pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_replace, do_round, make_attrgetter
from jinja2.nodes import EvalContext
from markupsafe import soft_str

from bulletin.messages import tr
from bulletin.theming.sandbox.budget import CALL, LONGEST, SpentError, spend, within
from bulletin.theming.sandbox.weighing import textual, weighed

ENTRIES = 2_000
"""The longest list that a template makes itself."""

LOOPING = (
    *("groupby", "map", "max", "min", "reject", "rejectattr", "select", "selectattr"),
    *("sort", "sum", "unique"),
)
"""Filters that do something for each entry."""


def counted(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter each entry of which takes some steps."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def counting(*args: Any, **kwargs: Any) -> Any:
        value = _steps(args[place])
        return function(*args[:place], value, *args[place + 1 :], **kwargs)

    return counting


def _steps(value: Iterable[Any]) -> Iterator[Any]:
    for entry in value:
        spend(steps=CALL)
        yield weighed(entry)


@pass_eval_context
def join(
    context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    """The filter `join`."""
    if attribute is not None:
        value = map(make_attrgetter(context.environment, attribute), value)
    texts = [part if isinstance(part, str) else soft_str(textual(part)) for part in value]
    within(sum(map(len, texts)) + len(soft_str(d)) * len(texts))
    return soft_str(do_join(context, texts, d))


@pass_eval_context
def replace(context: EvalContext, s: str, old: str, new: str, count: int | None = None) -> str:
    """The filter `replace`."""
    within(len(s) + len(s) * len(new) // max(len(old), 1) + len(new))
    return soft_str(do_replace(context, s, old, new, count))


def listed(value: Iterable[Any]) -> list[Any]:
    """The filter `list`."""
    return limited(islice(value, ENTRIES + 1))


def rounded(value: float, precision: int = 0, method: Any = "common") -> float:
    """The filter `round`."""
    return do_round(value, max(-_DIGITS, min(precision, _DIGITS)), method)


def limited(value: Iterable[Any]) -> list[Any]:
    """A list that is no longer than a template may make one."""
    made = list(value)
    if len(made) > ENTRIES:
        raise SpentError(tr("a list of more than {entries:,} entries", entries=ENTRIES))
    spend()
    return made


def row(*bounds: int) -> range:
    """`range`."""
    made = range(*bounds)
    limited(made[: ENTRIES + 1])
    return made


_DIGITS = 15
_LARGEST = 1e15
_POWER = 8
_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        "//": operator.floordiv,
        "%": operator.mod,
        "**": operator.pow,
    }
)


def reckoned(sign: str, left: Any, right: Any) -> Any:
    """Arithmetic with numbers of a sensible size, texts and lists of a sensible length.

    Raises `SpentError` for larger ones, `TypeError` for other values, `SecurityError` for % with a
    text.
    """
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if numbers:
        if max(abs(left), abs(right)) > _LARGEST or (sign == "**" and abs(right) > _POWER):
            raise SpentError(tr("numbers above {largest:g}", largest=_LARGEST))
        return _OPERATIONS[sign](left, right)
    rows = [side for side in (left, right) if isinstance(side, str | list | tuple)]
    if sign == "+" and len(rows) == _BOTH:
        _fits(left, len(left) + len(right))
        return left + right
    if (
        sign == "*"
        and len(rows) == 1
        and isinstance(times := left if rows[0] is right else right, int)
    ):
        _fits(rows[0], len(rows[0]) * max(times, 0))
        return left * right
    if sign == "%" and isinstance(left, str):
        raise SecurityError(tr("% with a text"))
    raise TypeError(tr("{sign} is for numbers; ~ joins texts", sign=sign))


_BOTH = 2


def _fits(kind: Any, length: int) -> None:
    within(length if isinstance(kind, str) else length * (LONGEST // ENTRIES))
