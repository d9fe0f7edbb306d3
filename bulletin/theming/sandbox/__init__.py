"""Jinja2, shut up in a box: a theme fills in pages, and does nothing else.

In: a loader of templates, the values that every page has. Out: `Sandbox`, an environment in
which a template sees plain data and the functions named here, nothing more: what is not on a
list is refused. Loops, calls and texts spend a budget.
"""

import datetime as dt
import warnings
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateSyntaxError, Undefined, pass_eval_context
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup
from pydantic import BaseModel

from bulletin.messages import tr
from bulletin.theming.sandbox import counting, measured
from bulletin.theming.sandbox.budget import CALL, spend
from bulletin.theming.sandbox.weighing import looking, textual, weighed, writing
from bulletin.theming.strings import Strings

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
            (
                "changed cycle depth depth0 first index index0 last length nextitem previtem revindex "
                "revindex0"
            ),
        ),
        (BlockReference, "super"),
        (Macro, "name"),
    )
)
"""What a template may ask of values that are no data of ours, by their type."""

_CALLED = (Strings, Macro, BlockReference, LoopContext, Undefined)
"""What may be called, beside our helpers; what is undefined then says so."""

_FILTERS = (
    "abs capitalize count d default dictsort e escape first float groupby int items join "
    "last length list lower map max min reject rejectattr replace reverse round safe "
    "select selectattr sort string sum title trim truncate unique upper urlencode "
    "wordcount"
)
FILTERS = frozenset(_FILTERS.split())
"""Jinja2's own filters that a theme may use; those left out write without end, look into
objects, or give something else each time."""

_WRITING = frozenset(
    [
        "capitalize",
        "e",
        "escape",
        "lower",
        "replace",
        "safe",
        "string",
        "title",
        "trim",
        "truncate",
        "upper",
        "urlencode",
        "wordcount",
    ]
)
"""Those that make a text of what they are given, whatever it is."""

_UNSEEING = frozenset({"count", "d", "default", "first", "last", "length"})
"""Those that do not look into what they are given."""


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

    def __init__(
        self,
        loader: BaseLoader,
        values: Mapping[str, object],
        undefined: type[Undefined] = StrictUndefined,
    ) -> None:
        """`values` are there in every page; `undefined` stands for those that are not."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_shown,
            cache_size=-1,
        )
        self.code_generator_class = counting.CountingGenerator
        self._compiled: dict[tuple[object, ...], Any] = {}
        self.filters = {
            name: self.filters[name] if name in _UNSEEING else looking(self.filters[name])
            for name in FILTERS
        }
        tests: Mapping[str, Any] = self.tests
        self.tests = {name: looking(test) for name, test in tests.items()}
        self.filters |= {name: measured.counted(self.filters[name]) for name in measured.LOOPING}
        self.filters |= {
            "markup": _marked,
            "join": measured.join,
            "list": measured.listed,
            "replace": looking(measured.replace),
            "round": measured.rounded,
            counting.SPEND: counting.spent,
            counting.JOINED: counting.joined,
            counting.WEIGHED: weighed,
        }
        self.filters |= {name: writing(self.filters[name]) for name in _WRITING}
        ours = {name: _without_hidden(value) for name, value in values.items()}
        self.globals = {"range": Helper(measured.row), "namespace": Namespace, **ours}

    def compile(self, *args: Any, **kwargs: Any) -> Any:
        """The code of a template. Raises `TemplateSyntaxError` whatever is wrong with it.

        The check asks for it before the page is filled in.
        """
        key = (*args, *kwargs.items())
        try:
            if key not in self._compiled:
                # What Python warns of, filling the page in tells in plain words.
                with warnings.catch_warnings(action="ignore", category=SyntaxWarning):
                    self._compiled[key] = super().compile(*args, **kwargs)
            return self._compiled[key]
        except TemplateSyntaxError:
            raise
        except Exception as error:
            # Python's own limits: numbers of thousands of digits, nesting without end.
            name, filename = (*args[1:], None, None)[:2]
            text = tr("it is nested too deeply, or has a number of too many digits")
            raise TemplateSyntaxError(text, 1, name, filename) from error

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what is listed: fields of our data, and a few words of plain values."""
        del value
        if attr.startswith("_"):
            return False
        if isinstance(obj, TemplateModule | Namespace):
            return True  # What a template made itself.
        for kind, names in _ATTRIBUTES:
            if isinstance(obj, kind):
                return attr in names
        return attr in fields_of(type(obj)) or attr in getattr(type(obj), "_fields", ())

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, loops, our helpers, and the methods that templates can reach."""
        if obj is Namespace or isinstance(obj, (Helper, *_CALLED)):
            return True
        owner = getattr(obj, "__self__", None)
        name = getattr(obj, "__name__", "")
        return any(isinstance(owner, kind) and name in names for kind, names in _ATTRIBUTES)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what is safe, some steps of the budget each time."""
        spend(steps=CALL)
        if not isinstance(obj, Macro):
            # A method is what it belongs to, and what cannot be called is shown.
            shown = getattr(obj, "__self__", None if callable(obj) else obj)
            for one in (shown, *args, *kwargs.values()):
                weighed(one)
        made = super().call(context, obj, *args, **kwargs)
        return measured.limited(made) if isinstance(made, list) else made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic with numbers of a sensible size, texts and lists of a sensible length."""
        del context
        spend()
        return measured.reckoned(operator, left, right)


@pass_eval_context
def _shown(_context: EvalContext, value: object) -> object:
    """What stands on a page. Jinja2 would make texts of constants before it asks for them."""
    return textual(value)


def _marked(value: object) -> Markup:
    """The filter `markup`: a text that is markup already."""
    return Markup(textual(value))  # noqa: S704, our own templates', with what they were given


def _without_hidden(value: object) -> object:
    """Settings without those that are for nobody's eyes: where one publishes to, and as whom."""
    if not isinstance(value, BaseModel):
        return value
    hidden = {n: one.get_default() for n, one in type(value).model_fields.items() if not one.repr}
    return value.model_copy(update=hidden)


def fields_of(kind: type) -> frozenset[str]:
    """The names of the fields of data of ours."""
    if issubclass(kind, BaseModel):
        return frozenset(kind.model_fields)
    return frozenset(field.name for field in fields(kind)) if is_dataclass(kind) else frozenset()
