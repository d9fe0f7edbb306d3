"""What a build spends its time on: stages, when they ran, what they cost.

In: work as it is done, here or in another process. Out: `Timings`, a row a stage: what was made
and what the cache had, when the first of it began and the last ended, seconds of CPU.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_here = threading.local()


def charge(seconds: float) -> None:
    """Have the work of this thread bear CPU that another process has spent on its behalf."""
    _here.charged = _charged() + seconds


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """What a piece of work gave, when it ran (by the machine's own clock) and its CPU seconds.

    `here` are those of them that this process has spent.
    """

    value: T
    begun: float
    ended: float
    cpu: float
    here: float = 0.0


def in_thread(work: Callable[..., T], *arguments: Any) -> Timed[T]:  # noqa: ANN401, whatever it takes
    """Do some work that is all done in this thread, or charged to it."""
    begun, spent, charged = time.monotonic(), time.thread_time(), _charged()
    value = work(*arguments)
    here = time.thread_time() - spent
    return Timed(value, begun, time.monotonic(), here + _charged() - charged, here)


def in_process(work: Callable[..., T], *arguments: Any) -> Timed[T]:  # noqa: ANN401, whatever it takes
    """Do some work in a process that does nothing beside: a worker's.

    What the process has spent since the last work, or for its start, is counted with it.
    """
    begun, spent = time.monotonic(), getattr(_here, "spent", 0.0)
    value = work(*arguments)
    _here.spent = _process_seconds()
    return Timed(value, begun, time.monotonic(), _here.spent - spent)


def _charged() -> float:
    return float(getattr(_here, "charged", 0.0))


def _process_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@dataclass
class Stage:
    """A row: how many things were made and how many the cache had; seconds since the start."""

    name: str
    begun: float
    ended: float
    cpu: float = 0.0
    made: int = 0
    kept: int = 0


@dataclass
class Timings:
    """The stages of a build, in the order in which they began."""

    start: float = field(default_factory=time.monotonic)
    _stages: dict[str, Stage] = field(default_factory=dict)
    _here: float = 0.0

    def made(self, name: str, work: Timed[Any], count: int = 1) -> None:
        """Something of a stage was made."""
        stage = self._stage(name, work.begun - self.start)
        stage.begun = min(stage.begun, work.begun - self.start)
        stage.ended = max(stage.ended, work.ended - self.start)
        stage.cpu += work.cpu
        stage.made += count
        self._here += work.here

    def kept(self, name: str, count: int = 1) -> None:
        """Something of a stage was in the cache."""
        if count:
            self._stage(name, time.monotonic() - self.start).kept += count

    @contextlib.contextmanager
    def measured(self, name: str) -> Iterator[None]:
        """A stage of this thread, while the block lasts."""
        begun, spent = time.monotonic(), time.thread_time()
        try:
            yield
        finally:
            here = time.thread_time() - spent
            self.made(name, Timed(None, begun, time.monotonic(), here, here))

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.start

    @property
    def rest(self) -> float:
        """CPU of this process that belongs to no stage: its start, and what moves files."""
        return max(0.0, time.process_time() - self._here)

    def stages(self) -> list[Stage]:
        """All of them."""
        return sorted(self._stages.values(), key=lambda stage: stage.begun)

    def _stage(self, name: str, at: float) -> Stage:
        return self._stages.setdefault(name, Stage(name, at, at))
