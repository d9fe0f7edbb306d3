"""Where a fleet is built: threads that each lead a process here, or a Dask cluster.

In: how many workers, or the address of a cluster's scheduler. Out: a standard executor, and
outcomes as they come.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, as_completed

from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.fleet.builders import dismiss, fulfil
from bulletin.fleet.commission import Commission, Outcome, failure, signed
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
