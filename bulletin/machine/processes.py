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
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import resource_tracker, util
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from bulletin.diagnostics import BulletinError
from bulletin.machine.interpreter import settled, unheard, unhurried
from bulletin.machine.systems import STOPPING, held_back, let_through, runs_alone
from bulletin.messages import tr

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
    with _connecting():
        pool = ProcessPoolExecutor(
            count, mp_context=context, initializer=be_helper, initargs=(tempfile.gettempdir(),)
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
    end with the block that these are entered for, or with the last of several. One of several
    copies stands apart, for what others had better not do.
    """

    def __init__(self, count: int) -> None:
        self._count = max(1, count)
        self._stack = contextlib.ExitStack()
        self._pool: Executor | None = None
        self._apart: _Apart | None = None
        self._names: frozenset[str] = frozenset()
        """What the one that stands apart got ready for."""
        self._given: list[Future[Any]] = []
        """What the others were given to do."""
        if runs_alone():
            # It comes first: with the others there are threads that look after them.
            if self._count > 1:
                self._apart = self._stack.enter_context(_Apart())
            pool = processes(self._count - bool(self._apart), copied=True)
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
        self._apart = self._pool = None
        self._stack.__exit__(kind, error, trace)

    def get_ready(self, names: Iterable[str], modules: Sequence[str]) -> None:
        """Have one of several import modules for work of some names, all of which it will do.

        What comes meanwhile is left to the others; so no second one gets ready.
        """
        if self._apart and not self._names:
            self._names = frozenset(names)
            self._apart.submit(import_all, tuple(modules))

    @property
    def one_is_ready(self) -> bool:
        """Whether one is getting ready, or was: it does one thing after the other."""
        return bool(self._apart and self._names)

    def import_meanwhile(self, modules: Sequence[str]) -> None:
        """Have another one import modules as soon as it has nothing to do, for work to come."""
        if self._pool and self._count > 1:
            with deaf():
                self._pool.submit(import_all, tuple(modules))

    def submit(self, work: Callable[..., T], *arguments: object, name: str = "") -> Future[T]:
        """Have some work done by the one that got ready for its name, or the first that is idle.

        Others take the place of broken ones.
        """
        here = partial(_done_here, tempfile.gettempdir(), work)
        apart = self._apart
        if apart and apart.lives and (name in self._names or self._is_spare(apart)):
            return apart.submit(here, *arguments)
        try:
            future = self._submitted(here, *arguments)
        except BrokenProcessPool:
            self._pool = None
            future = self._submitted(here, *arguments)
        self._given = [one for one in self._given if not one.done()] + [future]
        return future

    def _is_spare(self, apart: _Apart) -> bool:
        """Whether the one that stands apart has nothing to do, and all others have."""
        busy = sum(not one.done() for one in self._given)
        return apart.idle and busy >= self._count - 1

    def _submitted(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        if self._pool is None:
            pool = processes(self._count - bool(self._apart))
            self._pool = self._stack.enter_context(pool)
        with deaf():
            return self._pool.submit(work, *arguments)


_PATIENCE = 5.0
"""Seconds in which a process is gone whose end was heard of."""


class _Apart:
    """A copy of ours that does one thing after the other, asked by a thread that waits for it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("fork")
        with _connecting():
            self._asked, theirs = context.Pipe()
            self._waiting = ThreadPoolExecutor(1)
        self._last: Future[Any] | None = None
        self._process = context.Process(target=_serve, args=(theirs, tempfile.gettempdir()))
        with deaf(), theirs:
            self._process.start()

    def __enter__(self) -> _Apart:  # noqa: PYI034, nobody makes another kind of it
        """Itself."""
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """End it: now, if an exception ends the block."""
        if kind is not None:
            self._process.kill()
        self._waiting.shutdown(cancel_futures=True)
        with self._asked, contextlib.suppress(OSError):
            self._asked.send(())
        self._process.join()

    @property
    def lives(self) -> bool:
        """Whether the process has not ended."""
        return self._process.is_alive()

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do."""
        return self._last is None or self._last.done()

    def submit(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        """Have some work done. Its exception is `BrokenProcessPool` if the process has ended."""
        future = self._last = self._waiting.submit(self._answer, work, *arguments)
        return future

    def _answer(self, *order: Any) -> Any:  # noqa: ANN401, whatever it gives
        try:
            self._asked.send(order)
            good, answer, trace = self._asked.recv()
        except (EOFError, OSError) as error:
            self._process.join(_PATIENCE)
            message = "the process was ended"
            raise BrokenProcessPool(message) from error
        if good:
            return answer
        raise answer from RuntimeError(trace)


def _serve(asked: Connection, folder: str) -> None:
    """Be the copy that stands apart, until it is asked for nothing more."""
    be_helper(folder)
    while order := asked.recv():
        work, *arguments = order
        try:
            answer = (True, work(*arguments), "")
        except BaseException as error:  # noqa: BLE001, for the other side
            answer = (False, error, traceback.format_exc())
        try:
            asked.send(answer)
        except Exception as error:  # noqa: BLE001, what was given, or raised, cannot travel
            asked.send((False, RuntimeError(str(error)), traceback.format_exc()))


def import_all(modules: Sequence[str]) -> None:
    """Import modules here, for work to come."""
    for module in modules:
        importlib.import_module(module)


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


def be_helper(folder: str) -> None:
    """Be a process of a pool: it is for the parent to act on signals, and to live longer."""
    for number in STOPPING:  # a pool ends its processes by SIGTERM
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    let_through(STOPPING)
    unhurried()
    unheard()
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
