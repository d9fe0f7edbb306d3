"""Where a fleet is built: threads that each lead a process here, or a Dask cluster.

In: how many workers, or the address of a cluster's scheduler. Out: a standard executor, and
outcomes as they come, from processes that `builder.py` is the program of. A build sets things that
belong to a whole process (where temporary files lie, the time that libraries write), may run out of
memory, and starts processes itself, which a Dask worker may not: so it never happens in the process
of a worker, but in a builder's.
"""

import contextlib
import queue
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, as_completed

from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.fleet.commission import Commission, Outcome, failure, refused, signed
from bulletin.machine.processes import threads
from bulletin.messages import tr

_PATIENCE = 15
"""Seconds after which a cluster that does not answer is not there."""


@contextlib.contextmanager
def here(workers: int) -> Iterator[Executor]:
    """Threads that lead a process each: `workers` publications at a time."""
    try:
        with threads(workers) as pool:
            yield pool
    finally:
        dismiss()


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """An existing Dask cluster, by the address of its scheduler (`tcp://host:8786`).

    A commission whose worker is lost is given to another one. Raises `BulletinError` when
    nobody answers, or when the library is not installed.
    """
    try:
        from distributed import Client  # noqa: PLC0415, an extra, and heavy
    except ImportError:
        message = tr("building on a cluster needs Dask, which is not installed")
        raise BulletinError(
            message, tr("install it: {command}", command=install_command("cluster"))
        ) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message = tr("no cluster answers at {address}: {reason}", address=address, reason=error)
        raise BulletinError(
            message, tr("start one with: dask scheduler, and on each machine: dask worker ADDRESS")
        ) from error
    with client:
        yield client.get_executor(pure=False)


def outcomes(
    executor: Executor, commissions: Iterable[Commission], seen: Callable[[Outcome], None]
) -> list[Outcome]:
    """What came of all commissions, in their order; `seen` is told of each as it comes."""
    commissions = list(commissions)
    futures: dict[Future[str], int] = {
        executor.submit(fulfil, signed(commission).to_json()): place
        for place, commission in enumerate(commissions)
    }
    came: dict[int, Outcome] = {}
    for future in as_completed(futures):
        place = futures[future]
        came[place] = _came(future, commissions[place])
        seen(came[place])
    return [came[place] for place in range(len(commissions))]


def _came(future: Future[str], commission: Commission) -> Outcome:
    """A future's outcome; what became of the worker instead, if it has none."""
    try:
        return Outcome.from_json(future.result())
    except Exception as error:  # noqa: BLE001, whatever a cluster says of a lost worker
        return failure(commission, tr("no worker could build it: {reason}", reason=error))


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
