"""How much a page may do: steps, characters, seconds.

In: what a page spends while it is filled in. Out: `SpentError` when it is more than any page of
an issue needs. Steps and characters decide, the same on every machine; the seconds are a net
below them, for steps that take long.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bulletin.messages import tr

STEPS = 2_000_000
"""Turns of loops, pieces of text, and calls, each a few; an archive of ten years takes some 100,000."""
CHARACTERS = 60_000_000
"""The longest page with all its parts; a large issue's printed document has three million."""
SECONDS = 20.0
"""Time of the processor's; a large page takes one."""
LONGEST = 1_000_000
"""Characters of one text that a template puts together itself."""

CALL = 10
"""Steps of a call."""
_LOOK = 16
"""After so many steps the clock is looked at."""


class SpentError(Exception):
    """A page does more than it may; `what` says of what."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Budget:
    """What one page may still spend."""

    def __init__(self) -> None:
        self._steps = 0
        self._characters = 0
        self._start = time.thread_time()
        self._look = _LOOK

    def spend(self, characters: int, steps: int) -> None:
        """Take steps that write so many characters."""
        self._steps += steps
        self._characters += characters
        if self._steps > STEPS:
            raise SpentError(tr("more than {steps:,} steps", steps=STEPS))
        if self._characters > CHARACTERS:
            raise SpentError(tr("more than {characters:,} characters", characters=CHARACTERS))
        if self._steps >= self._look:
            self._look = self._steps + _LOOK
            if time.thread_time() - self._start > SECONDS:
                raise SpentError(tr("more than {seconds:g} seconds", seconds=SECONDS))


_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextmanager
def budget() -> Iterator[None]:
    """A budget for what is filled in meanwhile; a page within a page spends the outer one's."""
    if _budget.get() is not None:
        yield
        return
    token = _budget.set(Budget())
    try:
        yield
    finally:
        _budget.reset(token)


def spend(characters: int = 0, steps: int = 1) -> None:
    """Take steps of the budget at hand; outside of a page, they are free."""
    if (at_hand := _budget.get()) is not None:
        at_hand.spend(characters, steps)


def within(length: int) -> None:
    """Refuse what would be longer than a template may put together."""
    if length > LONGEST:
        raise SpentError(tr("a text of more than {longest:,} characters", longest=LONGEST))
    spend()
