"""Modules of other packages that run within a context of ours when they are imported.

In: the name of a module that is not imported yet, and the context. Out: the module as always,
found where it is found always.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

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
