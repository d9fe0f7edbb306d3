"""How far a sending has come, for whoever watches.

In: files, as they go. Out: a `Sending` now and then, and one at the end.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

_OFTEN = 0.1
"""Seconds between two things told: nobody sees more."""


@dataclass(frozen=True)
class Sending:
    """Files and bytes that are there, and of how many.

    `found` counts the files that did not go, because an attempt that broke off had left the very
    same there; `total_bytes` is 0 where nobody knows.
    """

    files: int = 0
    total_files: int = 0
    bytes: int = 0
    total_bytes: int = 0
    found: int = 0


Watch = Callable[[Sending], None]


def unwatched(_: Sending) -> None:
    """Nobody watches."""


class SendingMeter:
    """Counts what goes, in whatever thread, and tells it; a block of it also where that broke off."""

    def __init__(self, watch: Watch, files: int, size: int) -> None:
        self._watch = watch
        self._now = Sending(total_files=files, total_bytes=size)
        self._lock = threading.Lock()
        self._told = self._now
        self._when = 0.0

    @property
    def now(self) -> Sending:
        """How far it has come."""
        return self._now

    def moved(self, count: int) -> None:
        """So many bytes more are there."""
        with self._lock:
            self._now = replace(self._now, bytes=self._now.bytes + count)
            self._tell()

    def done(self, *, sent: bool, rest: int) -> None:
        """A file is there, with the `rest` of its bytes of which nothing was told."""
        with self._lock:
            now = self._now
            self._now = replace(
                now, files=now.files + 1, bytes=now.bytes + rest, found=now.found + (not sent)
            )
            self._tell(always=now.files + 1 == now.total_files)

    def __enter__(self) -> SendingMeter:  # noqa: PYI034, nobody makes another kind of it
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """It goes no further, and may have broken off: what was not told yet is told."""
        with self._lock:
            self._tell(always=True)

    def _tell(self, *, always: bool = False) -> None:
        now = time.monotonic()
        if self._now != self._told and (always or now - self._when >= _OFTEN):
            self._when, self._told = now, self._now
            self._watch(self._now)
