"""Pango and the libraries beside it, found by their names without asking a compiler.

In: WeasyPrint, as it is imported. It tries names of several systems for each library, and Python
answers for those that a Linux does not have by starting ldconfig, gcc and ld: twenty times, for
a third of a second in each process. Out: the same libraries. Where the loader does not know them
by the names that they have on Linux, all is as it was.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from bulletin.theming.typesetter.import_hooks import run_within

_LIBRARY = "libpangoft2-1.0.so.0"
"""Needs all others but one, which comes with another of them."""


def found_at_once() -> None:
    """WeasyPrint's libraries are found at once when it is imported."""
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
