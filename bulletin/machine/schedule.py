"""Work that begins as soon as what it waits for is done, on so many cores.

In: steps. A step is begun by a function that hands it to an executor, and followed by another
one, which may add further steps; both run in the thread that calls `run`. Out: nothing; when
`run` comes back there is nothing left to do.

Nothing here knows what waits for what: who adds a step does so when it can begin.
"""

import heapq
import itertools
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

Begin = Callable[[], "Future[Any] | None"]
"""Hands a step to an executor; None when it is not wanted any more."""

Follow = Callable[["Future[Any]"], None]
"""What is done with the outcome, be it a result or an exception."""

NOW, SOON, USUAL, LAST = range(4)
"""Ranks: what makes room, what most wait for, what something waits for, what nothing does."""


@dataclass(order=True)
class _Step:
    rank: int
    number: int
    begin: Begin = field(compare=False)
    follow: Follow = field(compare=False)
    core: bool = field(compare=False)


class Schedule:
    """Steps that are to be done, at the most `cores` of those at a time that need one."""

    def __init__(self, cores: int) -> None:
        self._free = max(1, cores)
        self._numbers = itertools.count()
        self._waiting: list[_Step] = []
        self._running = 0
        self._done: SimpleQueue[tuple[_Step, Future[Any]]] = SimpleQueue()
        self._idle: list[Callable[[], object]] = []

    def add(self, begin: Begin, follow: Follow, rank: int = USUAL) -> None:
        """A step that needs a core, begun when there is one for it."""
        heapq.heappush(self._waiting, _Step(rank, next(self._numbers), begin, follow, core=True))

    def at_once(self, begin: Begin, follow: Follow) -> None:
        """A step that needs none, or whose executor has few enough itself: begun now."""
        self._begin(_Step(SOON, next(self._numbers), begin, follow, core=False))

    def when_idle(self, work: Callable[[], object]) -> None:
        """Something short to do here while a core is free and nothing is there to follow."""
        self._idle.append(work)

    def begin(self) -> None:
        """Begin as many of the steps as there are cores for, without waiting for any."""
        while self._waiting and self._free:
            self._begin(heapq.heappop(self._waiting))

    def run(self) -> None:
        """Do it all. What a function of a step raises ends it in the middle."""
        while True:
            self.begin()
            if not self._running:
                return
            if self._idle and self._free and self._done.empty():
                self._idle.pop(0)()
                continue
            step, future = self._done.get()
            self._running -= 1
            self._free += step.core
            step.follow(future)

    def _begin(self, step: _Step) -> None:
        future = step.begin()
        if future is not None:
            self._running += 1
            self._free -= step.core
            future.add_done_callback(lambda done: self._done.put((step, done)))
