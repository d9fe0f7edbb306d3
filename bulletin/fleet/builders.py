"""Processes that build, held by the one who sends commissions to them.

In: a commission. Out: its outcome, from a process that `builder.py` is the program of. A build
sets things that belong to a whole process (where temporary files lie, the time that libraries
write), may run out of memory, and starts processes itself, which a Dask worker may not: so it
never happens in the process of a worker, but in a builder's.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
from collections.abc import Iterator

from bulletin.fleet.commission import Commission, failure, refused
from bulletin.messages import tr

_PROGRAM = "bulletin.fleet.builder"

_idle: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()
"""Builders of this process that have nothing to do."""


def fulfil(text: str) -> str:
    """A commission's outcome, both as JSON; what is submitted to an executor."""
    commission = Commission.from_json(text)
    if outcome := refused(commission):
        return outcome.to_json()
    with _builder() as builder:
        answer = _asked(builder, text)
    if answer:
        return answer
    return failure(
        commission,
        tr("the process that built it was ended from outside"),
        tr("the machine may be short of memory; use fewer workers"),
    ).to_json()


def dismiss() -> None:
    """End the builders of this process that have nothing to do."""
    with contextlib.suppress(queue.Empty):
        while True:
            _end(_idle.get_nowait())


@contextlib.contextmanager
def _builder() -> Iterator[subprocess.Popen[str]]:
    """A builder that nobody else uses in the block; one that lived through it is kept."""
    try:
        builder = _idle.get_nowait()
    except queue.Empty:
        builder = subprocess.Popen(  # noqa: S603, our own program
            # Not what lies in the folder that it is started in, which may be somebody else's.
            [sys.executable, "-P", "-m", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the one who sends
        )
    try:
        yield builder
    except BaseException:
        _end(builder)
        raise
    if builder.poll() is None:
        _idle.put(builder)
    else:
        _end(builder)


def _end(builder: subprocess.Popen[str]) -> None:
    with builder:
        builder.kill()


def _asked(builder: subprocess.Popen[str], text: str) -> str:
    """A builder's answer to a line; empty if there is none, and then it has ended."""
    if builder.stdin is None or builder.stdout is None:
        return ""
    try:
        builder.stdin.write(text + "\n")
        builder.stdin.flush()
        answer = builder.stdout.readline()
    except (BrokenPipeError, ValueError):
        answer = ""
    if not answer:
        builder.kill()
        builder.wait()
    return answer.strip()
