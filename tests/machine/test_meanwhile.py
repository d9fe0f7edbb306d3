"""A helper for a moment: what is done where no copy of the process can be made."""

import errno
import multiprocessing
from multiprocessing.context import ForkProcess

import pytest

from bulletin.machine import meanwhile as module
from bulletin.machine.meanwhile import meanwhile


def test_the_block_is_done_where_the_system_has_no_more_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none_left(_: ForkProcess) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(module, "runs_alone", lambda: True)
    monkeypatch.setattr(ForkProcess, "start", none_left)
    done: list[str] = []
    with meanwhile(lambda: done.append("by the copy")):
        done.append("here")
    assert done == ["here"]
    assert multiprocessing.active_children() == []
