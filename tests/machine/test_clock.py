"""A clock that has fallen back is found by what was written before it fell."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from bulletin.machine.clock import is_behind

_NOW = dt.datetime.now(dt.UTC)


@pytest.mark.parametrize(
    ("days", "behind"), [(-400, False), (0, False), (0.5, False), (1.5, True), (30, True)]
)
def test_what_was_made_days_from_now_tells_that_it_is_earlier_by_the_clock(tmp_path, days, behind):
    made = tmp_path / "2026-11"
    made.mkdir()
    written = (_NOW + dt.timedelta(days=days)).timestamp()
    os.utime(made, (written, written))
    assert is_behind(_NOW, [tmp_path / "not-there", made]) is behind


def test_before_the_program_came_to_this_computer_no_clock_is_right():
    assert is_behind(_NOW - dt.timedelta(days=9000))
    assert not is_behind(_NOW)
