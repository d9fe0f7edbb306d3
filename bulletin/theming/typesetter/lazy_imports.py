"""What WeasyPrint imports for work that is seldom left to do: imported when it is done.

In: WeasyPrint, as it is imported. Out: the same functions. It imports what makes a plain font of
a variable one, and what cuts fonts where HarfBuzz cannot: a twentieth of a second in each process,
while most fonts were cut before (`paper/patches/font_files.py`).
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from bulletin.theming.typesetter.import_hooks import run_within

_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""Modules of which nothing is used but what is called."""


def imported_when_called() -> None:
    """What `weasyprint.pdf.fonts` seldom calls is imported when it does."""
    run_within("weasyprint.pdf.fonts", _standing_in)


@contextlib.contextmanager
def _standing_in() -> Iterator[None]:
    """In the block others stand in for the modules that are not imported yet."""
    missing = [name for name in _SELDOM if name not in sys.modules]
    sys.modules.update({name: _Later(name) for name in missing})
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


class _Later(ModuleType):
    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> object:  # noqa: ANN401, whatever that one takes
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        return call
