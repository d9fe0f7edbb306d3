"""Helpers of a build that end with it: processes and threads.

In: how many. Out: an executor that lasts as long as a block. Whatever ends the block ends its
helpers; processes end by themselves, too, when the one that started them has gone.

A process is a copy of ours where it can be one, and then has imported all that we have; else it
is started anew. It can be one while no thread runs here but the one that asks: a lock that
another thread holds at that moment would stay locked in the copy for ever.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker, util
from multiprocessing.queues import Queue
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from bulletin.diagnostics import BulletinError
from bulletin.machine.garbage import settled, unhurried
from bulletin.machine.systems import (
    STOPPING,
    held_back,
    let_through,
    runs_alone,
)
from bulletin.messages import tr

T = TypeVar("T")


@contextlib.contextmanager
def processes(
    count: int, *, copied: bool = False, handed: Queue[tuple[Any, ...]] | None = None
) -> Iterator[ProcessPoolExecutor]:
    """Processes, at the most `count`; what they write for a moment goes where ours does.

    When an exception ends the block they are killed in the middle of what they do. `copied`:
    they are copies of ours, all made now. `handed` is what one that got ready is given to do.
    """
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("fork" if copied else "spawn")
    if not copied:
        with deaf(), _silent_tracker():
            resource_tracker.ensure_running()  # multiprocessing's own helper, which minds signals
    with _connecting():
        pool = ProcessPoolExecutor(
            count, mp_context=context, initializer=_begin, initargs=(tempfile.gettempdir(), handed)
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


@contextlib.contextmanager
def _connecting() -> Iterator[None]:
    """What connects processes is made in the block: locks that the system keeps as small files.

    Raises `BulletinError` where it keeps none; it does not say by itself where it would.
    """
    try:
        yield
    except OSError as error:
        message = tr("processes cannot be connected here: {reason}", reason=error.strerror or error)
        hint = tr("let this account write in /dev/shm, files of any size (ulimit -f unlimited)")
        raise BulletinError(message, hint) from error


class Workers:
    """The processes that a build has its things made in, at the most `count`.

    Copies are made at once, while nothing else runs here; others when the first is needed. They
    end with the block that these are entered for, or with the last of several.
    """

    def __init__(self, count: int) -> None:
        self._count = max(1, count)
        self._stack = contextlib.ExitStack()
        self._pool: Executor | None = None
        self._ready: tuple[str, Future[Any]] | None = None
        """What one of them got ready for, and what comes of it."""
        self._handed: Queue[tuple[Any, ...]] | None = None
        if runs_alone():
            # Copies have what is there when they are made: this way to one of them, too.
            with _connecting():
                self._handed = multiprocessing.get_context("fork").Queue()
            pool = processes(self._count, copied=True, handed=self._handed)
            self._pool = self._stack.enter_context(pool)

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
        if kind is None and self._ready and self._handed:
            self._handed.put(())
        self._ready = self._pool = self._handed = None
        self._stack.__exit__(kind, error, trace)

    def get_ready(self, name: str, modules: Sequence[str]) -> None:
        """Have one of several import modules for work of that name, and wait for it.

        What they can do meanwhile is left to the others; so no second one gets ready.
        """
        if self._pool and self._handed and self._count > 1 and not self._ready:
            with deaf():
                self._ready = (name, self._pool.submit(_got_ready, tuple(modules)))

    def import_meanwhile(self, modules: Sequence[str]) -> None:
        """Have another one import modules as soon as it has nothing to do, for work to come."""
        if self._pool and self._count > 1:
            with deaf():
                self._pool.submit(import_all, tuple(modules))

    def submit(self, work: Callable[..., T], *arguments: object, name: str = "") -> Future[T]:
        """Have some work done by the one that got ready for its name, or the first that is idle.

        Others take the place of broken ones.
        """
        if self._handed and self._ready and self._ready[0] == name and not self._ready[1].done():
            (_, future), self._ready = self._ready, None
            self._handed.put((tempfile.gettempdir(), work, *arguments))
            return future
        try:
            return self._submitted(work, *arguments)
        except BrokenProcessPool:
            self._pool = self._ready = self._handed = None
            return self._submitted(work, *arguments)

    def _submitted(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        if self._pool is None:
            self._pool = self._stack.enter_context(processes(self._count))
        with deaf():
            return self._pool.submit(_done_here, tempfile.gettempdir(), work, *arguments)


_handed: Queue[tuple[Any, ...]]
"""What a copy that got ready is given to do; it has it from its start."""


def import_all(modules: Sequence[str]) -> None:
    """Import modules here, for work to come."""
    for module in modules:
        importlib.import_module(module)


def _got_ready(modules: Sequence[str]) -> object:
    """Import modules, and then do what one is handed; nothing, if that is what one is handed."""
    import_all(modules)
    order = _handed.get()
    return _done_here(*order) if order else None


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


def _begin(folder: str, handed: Queue[tuple[Any, ...]] | None) -> None:
    """Be a process of a pool: it is for the parent to act on signals, and to live longer."""
    global _handed  # noqa: PLW0603, nothing else comes to each process of a pool
    if handed:
        _handed = handed
    for number in STOPPING:  # a pool ends its processes by SIGTERM
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    let_through(STOPPING)
    unhurried()
    settled()
    tempfile.tempdir = folder
    threading.Thread(target=_follow, daemon=True).start()
    sys.stdout = sys.stderr  # what is printed here is no result of a command
    util.Finalize(None, _end, exitpriority=_LAST)


_LAST = -1000
"""After all else that multiprocessing tidies up at the end of a process."""


def _end() -> None:
    """End, whatever threads a library has left running: they would be waited for."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(0)


def _follow() -> None:
    """End when the parent has gone, without any cleaning up: it is not there to wait for it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
