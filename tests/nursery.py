"""Workers of a whole run, forked from one process that has imported all tests.

Each worker of xdist would import for three seconds what all others import, and start a process
that does so again to run commands in (`tests/warm.py`). Here this is done once. A process beside
that of xdist imports what commands need, forks for each worker one that has commands run, imports
all tests, and forks the workers.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from _pytest.config import _prepareconfig
from execnet import gateway_io
from execnet.gateway_base import ExecModel, Popen2IO
from execnet.xspec import XSpec

from tests import warm

TESTS = Path(__file__).parent
CHECKOUT = TESTS.parent


class Ends(NamedTuple):
    """What one of two processes holds of two pipes between them: descriptors."""

    heard: int
    said: int


def _talk() -> tuple[Ends, Ends]:
    """What whoever asks holds, and what whoever answers."""
    asked, ask = os.pipe()
    answer, answered = os.pipe()
    return Ends(answer, ask), Ends(asked, answered)


class _Forked(Popen2IO):
    """A worker as execnet wants it: as if it had started it."""

    def __init__(self, ends: Ends, execmodel: ExecModel) -> None:
        super().__init__(os.fdopen(ends.said, "wb"), os.fdopen(ends.heard, "rb"), execmodel)
        self._pid = int(self.infile.readline())

    def wait(self) -> None:
        """Nothing: whoever forked it waits for it."""

    def kill(self) -> None:
        """End it, as it does not end by itself."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


def workers(number: int) -> Any:
    """A patch: from its start on, execnet gets so many workers from a nursery, then started ones."""
    talks = [_talk() for _ in range(number)]
    theirs = [tuple(ends) for _, ends in talks]
    nursery = subprocess.Popen(
        [sys.executable, "-c", f"from tests import nursery; nursery.live({theirs!r})"],
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[end for ends in theirs for end in ends],
    )
    _close(theirs)
    atexit.register(nursery.wait)  # it ends with the last of them
    ours = iter([ends for ends, _ in talks])
    started = gateway_io.create_io

    def create_io(spec: XSpec, execmodel: ExecModel) -> Popen2IO:
        ends = next(ours, None)
        return _Forked(ends, execmodel) if ends else started(spec, execmodel)

    return patch.object(gateway_io, "create_io", create_io)


def live(talks: Sequence[tuple[int, int]]) -> None:
    """Import, fork a worker for each talk, and wait until all have ended."""
    sys.path[0] = str(CHECKOUT)
    # A library's threads do not live on in a fork.
    with patch.dict(os.environ, {"OPENBLAS_NUM_THREADS": "1"}):
        with warnings.catch_warnings(action="error"):
            warm.load()
        servers: list[Ends] = []
        for _ in talks:
            ours, theirs = _talk()
            if os.fork() == 0:
                _close([*talks, *servers, ours])
                sys.path.pop(0)
                _speak(theirs)
                warm.serve()
                return
            _close([theirs])
            servers.append(ours)
        _import_tests()
    gc.freeze()
    for talk, server in zip(talks, servers, strict=True):
        if os.fork() == 0:
            _close({*talks, *servers} - {talk, server})
            _work(talk, server)
            return
    _close([*talks, *servers])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the workers hear it, too
    with contextlib.suppress(ChildProcessError):
        while os.wait():
            pass


def _import_tests() -> None:
    """Import them as they are collected, with assertions that tell what they compared."""
    _prepareconfig(["--capture=no"])
    with warnings.catch_warnings(action="error"):
        for depth in ("", "*/", "*/*/"):
            for file in sorted(TESTS.glob(f"{depth}test_*.py")):
                importlib.import_module(".".join(file.relative_to(CHECKOUT).with_suffix("").parts))


def _work(talk: tuple[int, int], server: Ends) -> None:
    """Be a worker: a Python that does what execnet says."""
    warm.ask(*server)
    _speak(talk)
    sys.stdout.write(f"{os.getpid()}\n")
    sys.stdout.flush()
    warm.END.be(code=1)
    exec(eval(sys.stdin.readline()), vars(sys.modules["__main__"]))  # noqa: S102, S307 - execnet's own first words
    warm.END.be(code=0)


def _speak(ends: tuple[int, int]) -> None:
    """Hear and speak with these, as standard input and output."""
    for standard, end in enumerate(ends):
        os.dup2(end, standard)
    _close([ends])


def _close(held: Iterable[tuple[int, int]]) -> None:
    for ends in held:
        for end in ends:
            os.close(end)
