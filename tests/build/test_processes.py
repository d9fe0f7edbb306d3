"""The processes of a build: copies of ours where they can be whole, and others for broken ones."""

from __future__ import annotations

import ctypes.util
import os
import tempfile
import threading
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bulletin import processes
from bulletin.processes import Workers
from bulletin.systems import found_without_compilers, runs_alone


def test_a_process_with_a_thread_is_not_copied():
    enough = threading.Event()
    other = threading.Thread(target=enough.wait)
    other.start()
    try:
        assert not runs_alone()
    finally:
        enough.set()
        other.join()


@pytest.mark.parametrize("copied", [True, False])
def test_others_take_the_place_of_a_worker_that_ended(copied, tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: copied)
    with Workers(1) as workers:
        # What they write for a moment goes where it goes here at the time, not at their start.
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        assert workers.submit(tempfile.gettempdir).result() == str(tmp_path)
        with pytest.raises(BrokenProcessPool):
            workers.submit(os._exit, 1).result()
        assert workers.submit(os.getppid).result() == os.getpid()


def test_workers_are_killed_by_what_ends_the_block(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    begun = tmp_path / "begun"

    def ended() -> None:
        with Workers(1) as workers:
            workers.submit(_linger, begun)
            while not begun.is_file():
                time.sleep(0.01)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ended()
    number = int(begun.read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def _linger(begun: Path) -> None:
    begun.with_name("new").write_text(str(os.getpid()))
    begun.with_name("new").rename(begun)
    threading.Event().wait(60)


def test_compilers_are_not_asked_for_the_libraries_of_pages_but_for_others(monkeypatch):
    asked = []
    searches = ("_findLib_gcc", "_findLib_ld")
    for search in searches:
        monkeypatch.setattr(ctypes.util, search, asked.append, raising=False)
    found_without_compilers()
    of_pages = ("libpango-1.0-0", "gobject-2.0", "harfbuzz", "libfontconfig-1", "pangoft2-1.0-0")
    for name in (*of_pages, "harfbuzzing", "espeak-ng"):
        for search in searches:
            getattr(ctypes.util, search)(name)
    assert asked == ["harfbuzzing", "harfbuzzing", "espeak-ng", "espeak-ng"]
