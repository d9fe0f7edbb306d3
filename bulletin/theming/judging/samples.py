"""Made-up values for a page: what the check fills templates in with.

In: a page's class of values. Out: a full sample, in which everything is there, and a bare one,
in which all that can be missing is missing. A template that takes both takes what lies between.
"""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel

from bulletin.languages import DEFAULT
from bulletin.messages import tr

Made = Any
"""A value of whatever type was asked for."""

_ALWAYS: Mapping[str, str] = MappingProxyType(
    {
        "id": "2026-11",
        "address": "https://bantin.example.invalid/2026-11/",
        "url": "https://bantin.example.invalid/2026-11/nghe.m4a",
        "title": "Chủ động ứng phó mưa lũ",
        "heading": "Mục lục",
        "slug": "mua-lu",
        "name": "01-mua-lu",
        "path": "mua-lu.html",
        "href": "mua-lu.html",
        "media_type": "application/pdf",
        "language": DEFAULT,
        "direction": "ltr",
        "date": "Wed, 25 Nov 2026 00:00:00 +0000",
        "kind": "article",
        "style": "max-width:10.00em",
    }
)
"""Texts that no page is ever given empty, by the name of their field."""
PICTURE = "data:image/svg+xml,sample"
"""The address of a picture that a page is given."""
_PICTURES = {"picture", "logo", "code"}
_COLOUR = "#0b5d3b"
_COLOURS = {
    *("accent", "accent_ground", "accent_soft", "accent_text", "danger", "danger_soft", "ground"),
    *("ink", "line", "on_accent", "paper", "quiet", "warm", "warning", "warning_soft"),
}
_WORDS = "Bà con kê cao đồ đạc trước ngày 20/11"
_MARKUP = f"<p>{_WORDS}</p>"
_DAY = dt.date(2026, 11, 25)
_DEEPEST = 5
"""How often a value may hold another of its own kind."""


def samples(kind: type) -> Iterator[Made]:
    """Values of a page's class: full and bare ones, once for each kind of the page."""
    for choice in range(max(map(_choices, typing.get_type_hints(kind).values()))):
        for full in (True, False):
            yield _Sampler(full, choice).value(kind, "", 0)


def _choices(kind: Any) -> int:  # noqa: ANN401, any annotation
    return len(typing.get_args(kind)) if typing.get_origin(kind) is Literal else 1


@dataclasses.dataclass(frozen=True)
class _Sampler:
    full: bool
    choice: int

    def value(self, kind: Any, name: str, depth: int) -> Made:  # noqa: ANN401, any annotation
        """A value for an annotation; `name` is its field's."""
        if isinstance(kind, typing.NewType):
            return _MARKUP if self.full else ""
        if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or _is_model(kind)):
            return self._record(kind, depth + 1)
        if (origin := typing.get_origin(kind)) is not None:
            return self._generic(origin, typing.get_args(kind), name, depth)
        return self._plain(kind, name)

    def _record(self, kind: Any, depth: int) -> Made:  # noqa: ANN401, any class of data
        if _is_model(kind):
            values = {n: f.annotation for n, f in kind.model_fields.items()}
            return kind.model_construct(
                **{name: self.value(inner, name, depth) for name, inner in values.items()}
            )
        hints = typing.get_type_hints(kind)
        return kind(**{name: self.value(inner, name, depth) for name, inner in hints.items()})

    def _generic(self, origin: Any, args: Sequence[Any], name: str, depth: int) -> Made:  # noqa: ANN401, any annotation
        if origin in {typing.Union, types.UnionType}:
            inner = next(arg for arg in args if arg is not type(None))
            return self.value(inner, name, depth) if self.full else None
        if origin is typing.Annotated:
            return self.value(args[0], name, depth)
        if origin is Literal:
            return args[self.choice % len(args)]
        if issubclass(origin, Callable):  # type: ignore[arg-type]
            return self._function(args[0], args[1], name, depth)
        if origin is tuple and args[-1] is not Ellipsis:
            return tuple(self.value(arg, name, depth) for arg in args)
        enough = self.full and depth < _DEEPEST
        return tuple(self.value(args[0], name, depth) for _ in range(2)) if enough else ()

    def _function(self, takes: Any, gives: Any, name: str, depth: int) -> Callable[..., Made]:  # noqa: ANN401, any annotation
        """A function that looks at what it is given as ours do, and gives a sample."""
        made = self.value(gives, name, depth)

        def function(*given: object, **named: object) -> Made:
            for value in (*given, *named.values()):
                str(value)  # What is undefined says so.
            for kind, value in zip(takes if isinstance(takes, list) else (), given, strict=False):
                if typing.get_origin(kind) is Literal and value not in typing.get_args(kind):
                    known = ", ".join(typing.get_args(kind))
                    message = tr(
                        "{name} knows no {value!r}, but {known}",
                        name=name,
                        value=value,
                        known=known,
                    )
                    raise ValueError(message)
            return made

        return function

    def _plain(self, kind: Any, name: str) -> Made:  # noqa: ANN401, any annotation
        plain = {bool: self.full, int: 12 if self.full else 1, float: 12.5 if self.full else 1.0}
        if kind in plain:
            return plain[kind]
        if kind is dt.date:
            return _DAY
        if kind is not str:
            message = f"no sample of {kind}"
            raise TypeError(message)
        if name in _COLOURS:
            return _COLOUR
        if name in _PICTURES:
            return PICTURE if self.full else ""
        return _ALWAYS.get(name, _WORDS if self.full else "")


def _is_model(kind: Any) -> bool:  # noqa: ANN401, any annotation
    return isinstance(kind, type) and issubclass(kind, BaseModel)
