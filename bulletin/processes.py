"""Helpers of a build that end with it: processes and threads.

In: how many. Out: an executor that lasts as long as a block. Whatever ends the block ends its
helpers; processes end by themselves, too, when the one that started them has gone.

A process is a copy of ours where it can be one, and then has imported all that we have; else it
is started anew. It can be one while no thread runs here but the one that asks: a lock that
another thread holds at that moment would stay locked in the copy for ever.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from bulletin.garbage import settled, unhurried
from bulletin.systems import (
    STOPPING,
    held_back,
    let_through,
    runs_alone,
)

T = TypeVar("T")


@contextlib.contextmanager
def processes(count: int, *, copied: bool = False) -> Iterator[ProcessPoolExecutor]:
    """Processes, at the most `count`; what they write for a moment goes where ours does.

    When an exception ends the block they are killed in the middle of what they do. `copied`:
    they are copies of ours, all made now.
    """
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("fork" if copied else "spawn")
    if not copied:
        with deaf(), _silent_tracker():
            resource_tracker.ensure_running()  # multiprocessing's own helper, which minds signals
    pool = ProcessPoolExecutor(
        count, mp_context=context, initializer=_begin, initargs=(tempfile.gettempdir(),)
    )
    try:
        if copied:
            with deaf():
                pool.submit(os.getpid)
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class Workers:
    """The processes that a build has its things made in, at the most `count`.

    Copies are made at once, while nothing else runs here; others when the first is needed. They
    end with the block that these are entered for, or with the last of several.
    """

    def __init__(self, count: int) -> None:
        self._count = max(1, count)
        self._stack = contextlib.ExitStack()
        self._pool: Executor | None = None
        if runs_alone():
            self._pool = self._stack.enter_context(processes(self._count, copied=True))

    def __enter__(self) -> Workers:  # noqa: PYI034, nobody makes another kind of them
        """Themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End them: now, if an exception ends the block."""
        self._pool = None
        self._stack.__exit__(kind, error, trace)

    def submit(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        """Have some work done by the first that is idle; others take the place of broken ones."""
        try:
            return self._submitted(work, *arguments)
        except BrokenProcessPool:
            self._pool = None
            return self._submitted(work, *arguments)

    def _submitted(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        if self._pool is None:
            self._pool = self._stack.enter_context(processes(self._count))
        with deaf():
            return self._pool.submit(_done_here, tempfile.gettempdir(), work, *arguments)


def _done_here(folder: str, work: Callable[..., T], *arguments: object) -> T:
    """Do some work in a process that may have been made before there was a place for its files."""
    tempfile.tempdir = folder
    return work(*arguments)


@contextlib.contextmanager
def _silent_tracker() -> Iterator[None]:
    """A helper that starts here tidies up without a word when we are killed.

    It would warn of "leaked semaphore objects", which nobody at a terminal can do anything about;
    Python hands the filters of warnings on to it.
    """
    quiet = "ignore:resource_tracker:UserWarning"
    sys.warnoptions.append(quiet)
    try:
        yield
    finally:
        sys.warnoptions.remove(quiet)


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[None]:
    """What this process writes for a moment goes into a folder, and away with it."""
    folder.mkdir(parents=True, exist_ok=True)
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """No signal that asks to end arrives in the block; it comes afterwards.

    A process started meanwhile does not hear it either until it is ready: a Ctrl-C goes to all
    processes at once, and each that is still importing would complain of it.
    """
    with held_back(STOPPING):
        yield


@contextlib.contextmanager
def threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Threads, at the most `count`. Nobody waits for them when the program is asked to end."""
    pool = ThreadPoolExecutor(max(1, count))
    try:
        yield pool
    except Exception:
        pool.shutdown(cancel_futures=True)
        raise
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    else:
        pool.shutdown()


def _begin(folder: str) -> None:
    """Be a process of a pool: it is for the parent to act on signals, and to live longer."""
    for number in STOPPING:  # a pool ends its processes by SIGTERM
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    let_through(STOPPING)
    unhurried()
    settled()
    tempfile.tempdir = folder
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End when the parent has gone, without any cleaning up: it is not there to wait for it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
