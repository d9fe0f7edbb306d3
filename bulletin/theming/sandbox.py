"""Jinja2, shut up in a box: a theme fills in pages, and does nothing else.

In: a loader of templates, the values that every page has. Out: `Sandbox`, an environment in
which a template sees plain data and the functions named here, nothing more: what is not on a
list is refused. Loops, calls and texts spend a budget.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import wraps
from itertools import islice
from types import MappingProxyType
from typing import Any

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_replace, do_round, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, soft_str
from pydantic import BaseModel

from bulletin.theming.budget import CALL, LONGEST, SpentError, spend, within
from bulletin.theming.strings import Strings

ENTRIES = 2_000
"""The longest list that a template makes itself."""

_TEXT = (
    "capitalize count endswith find isalpha isdigit lower lstrip partition removeprefix "
    "removesuffix rpartition rsplit rstrip split startswith strip title upper"
)
_ATTRIBUTES: tuple[tuple[type, frozenset[str]], ...] = tuple(
    (kind, frozenset(names.split()))
    for kind, names in (
        (Strings, "date duration language number size time"),
        (dt.date, "day isoformat month year"),
        (dt.time, "hour isoformat minute"),
        (str, _TEXT),
        (Mapping, "get items keys values"),
        (
            LoopContext,
            "changed cycle depth first index index0 last length nextitem previtem revindex",
        ),
        (BlockReference, "super"),
        (Macro, "name"),
    )
)
"""What a template may ask of values that are no data of ours, by their type."""

_CALLED = (Strings, Macro, BlockReference, LoopContext, Undefined)
"""What may be called, beside our helpers; what is undefined then says so."""

FILTERS = frozenset(
    [
        "abs",
        "capitalize",
        "count",
        "d",
        "default",
        "dictsort",
        "e",
        "escape",
        "first",
        "float",
        "groupby",
        "int",
        "items",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "replace",
        "reverse",
        "round",
        "safe",
        "select",
        "selectattr",
        "sort",
        "string",
        "sum",
        "title",
        "trim",
        "truncate",
        "unique",
        "upper",
        "urlencode",
        "wordcount",
    ]
)
"""Jinja2's own filters that a theme may use; those left out write without end, look into
objects, or give something else each time."""


_LOOPING = (
    *("groupby", "map", "max", "min", "reject", "rejectattr", "select", "selectattr"),
    *("sort", "sum", "unique"),
)
"""Filters that do something for each entry."""


class Helper:
    """A function of ours that a page may call; nothing of it can be looked at."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function

    def __call__(self, *args: object, **kwargs: object) -> object:
        """What the function gives."""
        return self._function(*args, **kwargs)

    def __repr__(self) -> str:
        return "a function"


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of all templates: escaping is on, a missing value is an error."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, loader: BaseLoader, values: Mapping[str, object]) -> None:
        """`values` are there in every page."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_written,
            cache_size=-1,
        )
        self.code_generator_class = _Generator
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters |= {name: _counted(self.filters[name]) for name in _LOOPING}
        self.filters |= {
            "markup": Markup,
            "join": _join,
            "list": _list,
            "replace": _replace,
            "round": _round,
            _SPEND: _spend,
            _JOINED: _joined,
        }
        self.globals = {"range": Helper(_range), "namespace": Namespace, **values}

    def compile(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, as Jinja2 has it
        """The code of a template. Raises `TemplateSyntaxError` whatever is wrong with it."""
        try:
            return super().compile(*args, **kwargs)
        except TemplateSyntaxError:
            raise
        except Exception as error:
            # Python's own limits: numbers of thousands of digits, nesting without end.
            name, filename = (*args[1:], None, None)[:2]
            text = "it is nested too deeply, or has a number of too many digits"
            raise TemplateSyntaxError(text, 1, name, filename) from error

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401, any value
        """Only what is listed: fields of our data, and a few words of plain values."""
        del value
        if attr.startswith("_"):
            return False
        if isinstance(obj, TemplateModule | Namespace):
            return True  # What a template made itself.
        for kind, names in _ATTRIBUTES:
            if isinstance(obj, kind):
                return attr in names
        return attr in fields_of(type(obj))

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401, any value
        """Macros, blocks, loops, our helpers, and the methods that templates can reach."""
        if obj is Namespace or isinstance(obj, (Helper, *_CALLED)):
            return True
        owner = getattr(obj, "__self__", None)
        name = getattr(obj, "__name__", "")
        return any(isinstance(owner, kind) and name in names for kind, names in _ATTRIBUTES)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, any value
        """Call what is safe, some steps of the budget each time."""
        spend(steps=CALL)
        made = super().call(context, obj, *args, **kwargs)
        return limited(made) if isinstance(made, list) else made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401, any value
        """Arithmetic with numbers of a sensible size, texts and lists of a sensible length."""
        del context
        spend()
        return _reckoned(operator, left, right)


def fields_of(kind: type) -> frozenset[str]:
    """The names of the fields of data of ours."""
    if issubclass(kind, BaseModel):
        return frozenset(kind.model_fields)
    return frozenset(field.name for field in fields(kind)) if is_dataclass(kind) else frozenset()


# -- what is counted -----------------------------------------------------------------------

_SPEND, _JOINED = "(spend)", "(joined)"
"""Filters that no template can name: they are put into it when it is compiled."""


class _Counting(NodeTransformer):
    """Puts a step into every loop, macro and block, and joins texts with care."""

    def _body(self, node: Any) -> Any:  # noqa: ANN401, any node with a body
        self.generic_visit(node)
        step = _filter(_SPEND, nodes.Const(None), (nodes.Const(_weight(node.body)),), node)
        node.body = [nodes.ExprStmt(step, lineno=node.lineno), *node.body]
        return node

    visit_Template = visit_For = visit_Macro = visit_CallBlock = visit_Block = _body  # noqa: N815, Jinja2's names

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802, Jinja2's name
        """`~` as a filter over its operands."""
        self.generic_visit(node)
        return _filter(_JOINED, nodes.List(node.nodes, lineno=node.lineno), (), node)


def _filter(
    name: str, node: nodes.Expr, args: Iterable[nodes.Expr], place: nodes.Node
) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=place.lineno)


_NESTED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


def _weight(body: Iterable[nodes.Node]) -> int:
    """The characters that stand as they are in a body, without those of bodies inside it."""
    total = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif not isinstance(node, _NESTED):
            total += _weight(node.iter_child_nodes())
    return total


class _Generator(CodeGenerator):
    """Compiles a template with its steps counted."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802, Jinja2's name
        """The whole template."""
        _Counting().visit(node)
        node.set_environment(self.environment)
        super().visit_Template(node, frame)


@pass_context
def _spend(_context: Context, _value: object, characters: int) -> None:
    spend(max(characters, 0))


def _written(value: object) -> object:
    """What is written into a page, counted."""
    spend(len(value) if isinstance(value, str) else 1)
    return value


def _joined(parts: list[object]) -> str:
    texts = [part if isinstance(part, str) else soft_str(part) for part in parts]
    within(sum(map(len, texts)))
    return markup_join(texts)


def _counted(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter each entry of which takes some steps."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def counting(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, as Jinja2 has it
        value = _steps(args[place])
        return function(*args[:place], value, *args[place + 1 :], **kwargs)

    return counting


def _steps(value: Iterable[Any]) -> Iterator[Any]:
    for entry in value:
        spend(steps=CALL)
        yield entry


@pass_eval_context
def _join(
    context: EvalContext,
    value: Iterable[Any],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    if attribute is not None:
        value = map(make_attrgetter(context.environment, attribute), value)
    texts = [part if isinstance(part, str) else soft_str(part) for part in value]
    within(sum(map(len, texts)) + len(soft_str(d)) * len(texts))
    return soft_str(do_join(context, texts, d))


@pass_eval_context
def _replace(context: EvalContext, s: str, old: str, new: str, count: int | None = None) -> str:
    within(len(s) + len(s) * len(new) // max(len(old), 1) + len(new))
    return soft_str(do_replace(context, s, old, new, count))


def _list(value: Iterable[Any]) -> list[Any]:
    return limited(islice(value, ENTRIES + 1))


def _round(value: float, precision: int = 0, method: Any = "common") -> float:  # noqa: ANN401, as Jinja2 has it
    return do_round(value, max(-_DIGITS, min(precision, _DIGITS)), method)


def limited(value: Iterable[Any]) -> list[Any]:
    """A list that is no longer than a template may make one."""
    made = list(value)
    if len(made) > ENTRIES:
        message = f"a list of more than {ENTRIES:,} entries"
        raise SpentError(message)
    spend()
    return made


def _range(*bounds: int) -> range:
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


def _reckoned(sign: str, left: Any, right: Any) -> Any:  # noqa: ANN401, any value
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if numbers:
        if max(abs(left), abs(right)) > _LARGEST or (sign == "**" and abs(right) > _POWER):
            message = f"numbers above {_LARGEST:g}"
            raise SpentError(message)
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
        message = "% with a text"
        raise SecurityError(message)
    message = f"{sign} is for numbers; ~ joins texts"
    raise TypeError(message)


_BOTH = 2


def _fits(kind: Any, length: int) -> None:  # noqa: ANN401, any value
    within(length if isinstance(kind, str) else length * (LONGEST // ENTRIES))
