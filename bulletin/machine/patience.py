"""How long code and machines of others are waited for.

In: seconds. Out: a block in which `Hanging` is raised once so long nothing was heard of it; or what a
call gives, in any thread.
"""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

_AGAIN = 5.0
"""Seconds until it is raised once more, for those who went on."""


class Hanging(BaseException):
    """It goes on and on. No `Exception`, so that nobody takes it for a fault that can be tried again."""


class OverdueError(TimeoutError):
    """A call took longer than it was waited for."""


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


def within(seconds: float, call: Callable[[], T]) -> T:
    """What a call gives; raises `OverdueError` if it takes longer, and leaves it to itself.

    It is done in a thread of its own: looking up a host has no time-out, nor has the head of an
    answer as a whole.
    """
    given: Future[T] = Future()

    def run() -> None:
        try:
            given.set_result(call())
        except BaseException as error:  # noqa: BLE001, raised again where it is waited for
            given.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return given.result(timeout=seconds)
    except TimeoutError as error:
        if given.done():
            raise
        raise OverdueError from error
