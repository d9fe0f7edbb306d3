"""Helpers of a build that end with it: processes and threads.

In: how many. Out: an executor that lasts as long as a block. Whatever ends the block ends its
helpers; processes end by themselves, too, when the one that started them has gone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import resource_tracker
from pathlib import Path

from bulletin.garbage import unhurried
from bulletin.systems import STOPPING, held_back, let_through


@contextlib.contextmanager
def processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes, at the most `count`; what they write for a moment goes where ours does.

    When an exception ends the block they are killed in the middle of what they do.
    """
    before = set(multiprocessing.active_children())
    # Forking a process that has threads (and libraries with their own) is not safe.
    context = multiprocessing.get_context("spawn")
    with deaf(), _silent_tracker():
        resource_tracker.ensure_running()  # multiprocessing's own helper, which minds signals too
    pool = ProcessPoolExecutor(
        count, mp_context=context, initializer=_begin, initargs=(tempfile.gettempdir(),)
    )
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


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
    for number in STOPPING:
        if number != signal.SIGTERM:  # by which a pool ends its processes
            signal.signal(number, signal.SIG_IGN)
    let_through(STOPPING)
    unhurried()
    tempfile.tempdir = folder
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End when the parent has gone, without any cleaning up: it is not there to wait for it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
