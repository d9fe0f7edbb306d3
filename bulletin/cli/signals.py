"""Signals that ask the program to end, as an exception that every block can clean up after.

In: SIGINT (Ctrl-C), SIGTERM, SIGHUP or SIGQUIT. Out: `Stopped` in the main thread, once.
"""

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

from bulletin.machine.systems import STOPPING
from bulletin.messages import tr
from bulletin.plugins import caller

_PATIENCE = 1.5
"""Seconds in which all must be cleaned up; what is left then, the next build clears away."""


class Stopped(BaseException):
    """Somebody asked the program to end. No `Exception`, so that nobody takes it for a fault."""

    def __init__(self, number: int) -> None:
        super().__init__(tr("stopped by {name}", name=signal.Signals(number).name))
        self.number = number

    @property
    def code(self) -> int:
        """The exit code, as shells count: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""
        return 128 + self.number


@contextlib.contextmanager
def heard() -> Iterator[None]:
    """Raise `Stopped` in the block when a signal comes.

    Signals that whoever started the program has it ignore, as `nohup` does, are not heard.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in STOPPING}
    listening = [number for number, handler in before.items() if handler != signal.SIG_IGN]
    for number in listening:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in listening:
            if signal.getsignal(number) == _stop:
                signal.signal(number, before[number])


def _stop(number: int, _frame: FrameType | None) -> None:
    for other in STOPPING:  # one is enough: nothing is to disturb the cleaning up
        signal.signal(other, _heard_already)
    stopped = Stopped(number)
    last = threading.Timer(_PATIENCE, os._exit, [stopped.code])
    last.daemon = True
    last.start()
    raise stopped


def _heard_already(_number: int, _frame: FrameType | None) -> None:
    """Nothing. Were it SIG_IGN, Python would complain of a signal that has come at that moment."""


@contextlib.contextmanager
def exits_heard() -> Iterator[None]:
    """In the block no package of others ends the program in silence, as `os._exit(0)` would.

    It ends its command, or, from a thread, the program with a code that nobody takes for success.
    Processes that it forks end as they like.
    """
    end, ours = os._exit, os.getpid()

    def heard_exit(status: int) -> NoReturn:
        if os.getpid() == ours and caller():
            if threading.current_thread() is threading.main_thread():
                raise SystemExit(status)
            status = status or 1
        end(status)

    os._exit = heard_exit
    try:
        yield
    finally:
        os._exit = end


def threads_left() -> bool:
    """Whether threads are still at work without which the program does not end."""
    return any(
        not one.daemon for one in threading.enumerate() if one is not threading.main_thread()
    )


def leave(code: int) -> None:
    """End the program at once; threads that still wait for something are not waited for."""
    gc.collect()  # locks of pools, of which multiprocessing's helper would complain
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
