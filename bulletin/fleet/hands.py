"""Processes that build, held by the one who sends commissions to them.

In: a commission. Out: its outcome, from a process that `hand.py` is the program of. A build
sets things that belong to a whole process (where temporary files lie, the time that libraries
write), may run out of memory, and starts processes itself, which a Dask worker may not: so it
never happens in the process of a worker, but in a hand's.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
from collections.abc import Iterator

from bulletin.fleet.commission import Commission, failure, refused
from bulletin.messages import tr

_PROGRAM = "bulletin.fleet.hand"

_idle: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()
"""Hands of this process that have nothing to do."""


def fulfil(text: str) -> str:
    """A commission's outcome, both as JSON; what is submitted to an executor."""
    commission = Commission.from_json(text)
    if outcome := refused(commission):
        return outcome.to_json()
    with _hand() as hand:
        answer = _asked(hand, text)
    if answer:
        return answer
    return failure(
        commission,
        tr("the process that built it was ended from outside"),
        tr("the machine may be short of memory; use fewer workers"),
    ).to_json()


def dismiss() -> None:
    """End the hands of this process that have nothing to do."""
    with contextlib.suppress(queue.Empty):
        while True:
            _end(_idle.get_nowait())


@contextlib.contextmanager
def _hand() -> Iterator[subprocess.Popen[str]]:
    """A hand that nobody else uses in the block; one that lived through it is kept."""
    try:
        hand = _idle.get_nowait()
    except queue.Empty:
        hand = subprocess.Popen(  # noqa: S603, our own program
            [sys.executable, "-m", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the one who sends
        )
    try:
        yield hand
    except BaseException:
        _end(hand)
        raise
    if hand.poll() is None:
        _idle.put(hand)
    else:
        _end(hand)


def _end(hand: subprocess.Popen[str]) -> None:
    with hand:
        hand.kill()


def _asked(hand: subprocess.Popen[str], text: str) -> str:
    """The hand's answer to a line; empty if it ended instead."""
    if hand.stdin is None or hand.stdout is None:
        return ""
    try:
        hand.stdin.write(text + "\n")
        hand.stdin.flush()
        answer = hand.stdout.readline()
    except (BrokenPipeError, ValueError):
        answer = ""
    if not answer:
        hand.wait()
    return answer.strip()
