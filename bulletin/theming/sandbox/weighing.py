"""Values of a template, weighed before anything looks into them.

In: any value. Out: the same, each entry of it, however deep, a step of the budget. A list that
holds itself twice, and that list twice again, takes no memory and has no end once it is written
or compared: so it is walked here first, where steps are counted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from types import BuiltinFunctionType, FunctionType, MappingProxyType, MethodType
from typing import Any

from jinja2.runtime import BlockReference, LoopContext
from jinja2.utils import Namespace

from bulletin.messages import tr
from bulletin.theming.sandbox.budget import spend

_SMALL = (int, float, type(None))
_UNCALLED = (BuiltinFunctionType, FunctionType, MethodType, BlockReference)
"""What shows nothing but where it lies in memory, which is elsewhere each time."""
_INSIDE: Mapping[type, Callable[[Any], Iterable[Any]]] = MappingProxyType(
    {
        list: iter,
        tuple: iter,
        dict: lambda one: (*one, *one.values()),
        Namespace: lambda one: object.__getattribute__(one, "_Namespace__attrs").items(),
    }
)
"""What templates put together themselves, and how to look inside; pages are given plain data."""


def weighed(value: object) -> object:
    """A value that may be looked into.

    Raises `TypeError` for a function that is not called, and for a list in it that is not made.
    """
    if isinstance(value, _SMALL):
        return value
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _UNCALLED):
            name = getattr(one, "__name__", "") or getattr(one, "name", "")
            raise TypeError(tr("{name} stands there without (); write {name}()", name=name))
        if one is not value:
            _refuse_unmade(one)
        spend(len(one) if isinstance(one, str) else 1)
        if inside := _INSIDE.get(type(one)):
            waiting += inside(one)
    return value


def textual(value: object) -> object:
    """A value that may stand on a page. Raises `TypeError` for what is no text and no number."""
    if isinstance(value, str):
        spend(len(value))
        return value
    if isinstance(value, LoopContext):
        return value
    _refuse_unmade(value)
    return weighed(value)


def _refuse_unmade(value: object) -> None:
    """Raise `TypeError` for what would show where it lies in memory, and none of its entries."""
    if isinstance(value, Iterator) and not isinstance(value, LoopContext):
        message = tr("a list that is not made yet stands on the page; write |join(', ') behind it")
        raise TypeError(message)


def looking(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or a test all of whose values are weighed first."""

    @wraps(function)
    def weighing(*args: Any, **kwargs: Any) -> Any:
        for one in (*args, *kwargs.values()):
            weighed(one)
        return function(*args, **kwargs)

    return weighing


def writing(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes a text of its first value: of one that may stand on a page."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def written(*args: Any, **kwargs: Any) -> Any:
        _refuse_unmade(args[place])
        return function(*args, **kwargs)

    return written
