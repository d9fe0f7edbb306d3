"""What a build spends its time on: stages, when they ran, what they cost.

In: work as it is done, here or in another process. Out: `Timings`, a row a stage: what was made
and what the cache had, when the first of it began and the last ended, seconds of CPU.
"""

from __future__ import annotations

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
    _here.charged = getattr(_here, "charged", 0.0) + seconds


def _thread_seconds() -> float:
    return time.thread_time() + float(getattr(_here, "charged", 0.0))


def _process_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """What a piece of work gave, when it ran (by the machine's own clock) and its CPU seconds."""

    value: T
    begun: float
    ended: float
    cpu: float


def in_thread(work: Callable[..., T], *arguments: Any) -> Timed[T]:  # noqa: ANN401, whatever it takes
    """Do some work that is all done in this thread."""
    return _timed(_thread_seconds, work, arguments)


def in_process(work: Callable[..., T], *arguments: Any) -> Timed[T]:  # noqa: ANN401, whatever it takes
    """Do some work that this process does nothing beside."""
    return _timed(_process_seconds, work, arguments)


def _timed(
    clock: Callable[[], float], work: Callable[..., T], arguments: tuple[Any, ...]
) -> Timed[T]:
    begun, spent = time.monotonic(), clock()
    value = work(*arguments)
    return Timed(value, begun, time.monotonic(), clock() - spent)


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

    def made(self, name: str, work: Timed[Any], count: int = 1) -> None:
        """Something of a stage was made."""
        stage = self._stage(name, work.begun - self.start)
        stage.begun = min(stage.begun, work.begun - self.start)
        stage.ended = max(stage.ended, work.ended - self.start)
        stage.cpu += work.cpu
        stage.made += count

    def kept(self, name: str, count: int = 1) -> None:
        """Something of a stage was in the cache."""
        if count:
            self._stage(name, time.monotonic() - self.start).kept += count

    @contextlib.contextmanager
    def measured(self, name: str) -> Iterator[None]:
        """A stage of this thread, while the block lasts."""
        begun, spent = time.monotonic(), _thread_seconds()
        try:
            yield
        finally:
            work = Timed(None, begun, time.monotonic(), _thread_seconds() - spent)
            self.made(name, work)

    def stages(self) -> list[Stage]:
        """All of them."""
        return sorted(self._stages.values(), key=lambda stage: stage.begun)

    def _stage(self, name: str, at: float) -> Stage:
        return self._stages.setdefault(name, Stage(name, at, at))
