"""WeasyPrint imported without what it seldom needs, and without asking a compiler.

In: WeasyPrint, as it is imported. Out: the same functions and libraries.
"""

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

Context = Callable[[], AbstractContextManager[None]]


def run_within(module: str, context: Context) -> None:
    """Have a module run within a context, if it has not run yet."""
    if module not in sys.modules:
        sys.meta_path.insert(0, _Finder(module, context))


class _Finder:
    """Finds one module as it is found always, and has it run in its own way."""

    def __init__(self, module: str, context: Context) -> None:
        self._module = module
        self._context = context

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the module is."""
        if name != self._module:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(name, spec.loader.path, self._context)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, context: Context) -> None:
        super().__init__(name, path)
        self._context = context

    def exec_module(self, module: ModuleType) -> None:
        """Run the module."""
        with self._context():
            super().exec_module(module)


# -- what it seldom calls --------------------------------------------------------------------

_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""Modules of which nothing is used but what is called."""


def imported_when_called() -> None:
    """What `weasyprint.pdf.fonts` seldom calls is imported when it does.

    That makes a plain font of a variable one, and cuts fonts where HarfBuzz cannot: a twentieth of
    a second in each process, while most fonts were cut before (`paper/patches/font_files.py`).
    """
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


# -- its libraries -------------------------------------------------------------------------

_LIBRARY = "libpangoft2-1.0.so.0"
"""Needs all others but one, which comes with another of them."""


def found_at_once() -> None:
    """Pango and the libraries beside it are found by their names.

    WeasyPrint tries names of several systems for each, and Python answers for those that a Linux
    does not have by starting ldconfig, gcc and ld: twenty times, for a third of a second in each
    process. Where the loader does not know them by their names on Linux, all is as it was.
    """
    if sys.platform == "linux":
        run_within("weasyprint.text.ffi", _unasked)


def _nowhere(name: str) -> str | None:
    """Stands in for `ctypes.util.find_library`."""
    del name
    return None


@contextlib.contextmanager
def _unasked() -> Iterator[None]:
    """In the block Python starts no programs to find a library, if the loader knows it."""
    import ctypes.util  # noqa: PLC0415, where it is needed

    try:
        ctypes.CDLL(_LIBRARY)
    except OSError:
        yield
        return
    ask = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = ask
