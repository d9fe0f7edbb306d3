"""How long code of others is waited for.

In: seconds. Out: a block in which `Hanging` is raised once so long nothing was heard of it.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

_AGAIN = 5.0
"""Seconds until it is raised once more, for those who went on."""


class Hanging(BaseException):
    """It goes on and on. No `Exception`, so that nobody takes it for a fault that can be tried again."""


@contextlib.contextmanager
def patience(seconds: float) -> Iterator[Callable[[], None]]:
    """Raise `Hanging` in the block after so many seconds, or after the last call of what it gives.

    Where there are no alarms (Windows, other threads) the block has all the time that it takes.
    """
    if not _can_be_called():
        yield _unheard
        return
    over = False

    def ring(_number: int, _frame: FrameType | None) -> None:
        if not over:
            raise Hanging

    def wind() -> None:
        if not over:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)

    before = signal.signal(signal.SIGALRM, ring)
    left, interval = signal.getitimer(signal.ITIMER_REAL)
    wind()
    try:
        yield wind
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, left, interval)
        signal.signal(signal.SIGALRM, before)


def _can_be_called() -> bool:
    return hasattr(signal, "SIGALRM") and (threading.current_thread() is threading.main_thread())


def _unheard() -> None:
    """Nothing is waited for."""
