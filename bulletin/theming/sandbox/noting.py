"""What is missing in a page, noted instead of ending it: one reading names every mistake.

In: a function that is told of each. Out: an `Undefined` for the check's sandbox, and strings that
take any key.
"""

from __future__ import annotations

import bisect
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from jinja2 import Template, Undefined

from bulletin.theming.strings import MissingValueError, Strings, UnknownStringError

TemplatePlace = tuple[str, int]
"""A template's file and a line."""
OnMissing = Callable[[Exception, TemplatePlace], None]


def noting(note: OnMissing) -> type[Undefined]:
    """A class of missing values that can be used like empty ones, each of them noted."""

    class Noted(Undefined):
        """A value that is missing."""

        __slots__ = ()

        def _noted(self, *_: Any, **__: Any) -> Noted:
            note(self._undefined_exception(self._undefined_message), place())
            return self

        def __getattr__(self, name: str) -> Any:
            if name[:2] == "__":
                raise AttributeError(name)
            return self._noted()

        def __str__(self) -> str:
            self._noted()
            return ""

        def __iter__(self) -> Iterator[Any]:
            self._noted()
            return iter(())

        def __bool__(self) -> bool:
            self._noted()
            return False

        def __len__(self) -> int:
            self._noted()
            return 0

        def __eq__(self, other: object) -> bool:
            self._noted()
            return False

        def __contains__(self, item: object) -> bool:
            self._noted()
            return False

        __hash__ = object.__hash__
        __getitem__ = __call__ = _noted  # type: ignore[assignment]

    return Noted


def place() -> TemplatePlace:
    """The template that is being filled in, and the line; the nearest one first."""
    return next(_places(), ("", 1))


def _places() -> Iterator[TemplatePlace]:
    frame = inspect.currentframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            yield frame.f_code.co_filename, _written_at(template, frame.f_lineno)
        frame = frame.f_back


def _written_at(template: Template, line: int) -> int:
    """The line of a template that a line of its code was made of.

    Jinja2 finds it by reading all lines of the template anew.
    """
    lines = _lines(template)
    below = bisect.bisect_right(lines, line, key=itemgetter(1))
    return lines[below - 1][0] if below else 1


@lru_cache(maxsize=64)
def _lines(template: Template) -> list[tuple[int, int]]:
    """Lines of a template, each with the first line of its code, in the order of the code."""
    return list(template.debug_info)


@dataclass(frozen=True)
class NotingStrings(Strings):
    """Strings that note a key that is not there, and a value that is not given."""

    note: OnMissing = lambda _error, _place: None

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, or none."""
        try:
            return super().__call__(key, **values)
        except (UnknownStringError, MissingValueError) as error:
            self.note(error, place())
            return ""
