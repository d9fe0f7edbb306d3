"""Workers of builds that tests run in their own process, with no time spent on imports.

A process in which threads run, as those of xdist's workers do, starts its own workers anew, and
each imports for a second. Here they are forked from a server that has imported what most need.
They have the environment and the streams of whoever starts them, as if started anew. What a real
start alone can show is asked of `tests/machine/test_without_forks.py`.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing import forkserver
from multiprocessing.context import BaseContext, ForkServerContext, ForkServerProcess
from unittest.mock import patch

from tests.warm import LOADED

GET_CONTEXT = multiprocessing.get_context
"""What gives processes that are really started anew."""


class _Forked(ForkServerProcess):
    """A process that is forked from the server, as one that is started anew would be."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._environment = dict(os.environ)

    def run(self) -> None:
        """Take over what the server has from its own start, and begin."""
        os.environ.clear()
        os.environ.update(self._environment)
        for number in (1, 2):
            with contextlib.suppress(OSError):  # whoever started us has closed it
                stream = os.open(f"/proc/{self._parent_pid}/fd/{number}", os.O_WRONLY | os.O_APPEND)
                os.dup2(stream, number)
                os.close(stream)
        super().run()


class _Context(ForkServerContext):
    """What `multiprocessing` has for those that want a process started anew."""

    Process = _Forked


@contextlib.contextmanager
def quickly() -> Iterator[None]:
    """Processes that would be started anew are forked, where /proc has the streams of others."""
    if sys.platform != "linux":
        yield
        return

    def context(method: str | None = None) -> BaseContext:
        if method != "spawn":
            return GET_CONTEXT(method)
        _begin()
        return _Context()

    with patch.object(multiprocessing, "get_context", context):
        yield


def _begin() -> None:
    """Start the server, unless it runs, where paths of sockets are short."""
    forkserver.set_forkserver_preload([f"bulletin.{module}" for module in LOADED])
    with (
        patch.object(tempfile, "tempdir", None),
        patch.dict(os.environ, {"OPENBLAS_NUM_THREADS": "1"}),
    ):
        forkserver.ensure_running()
