"""Pango and the libraries beside it, found by their names without asking a compiler.

In: WeasyPrint, as it is imported. It tries names of several systems for each library, and Python
answers for those that a Linux does not have by starting ldconfig, gcc and ld: twenty times, for
a third of a second in each process. Out: the same libraries. Where the loader does not know them
by the names that they have on Linux, all is as it was.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

_MODULE = "weasyprint.text.ffi"
_LIBRARY = "libpangoft2-1.0.so.0"
"""Needs all others but one, which comes with another of them."""


def found_at_once() -> None:
    """WeasyPrint's libraries are found at once when it is imported."""
    if sys.platform == "linux" and _MODULE not in sys.modules:
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds one module as it is found always, and has it run in its own way."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the module is."""
        if name != _MODULE:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        """Run the module."""
        with _unasked():
            super().exec_module(module)


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
