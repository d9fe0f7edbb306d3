"""The processes of a build: copies of ours where they can be whole, and others for broken ones."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bulletin.diagnostics import BulletinError
from bulletin.machine import processes
from bulletin.machine.processes import Workers
from bulletin.machine.systems import runs_alone

pytestmark = pytest.mark.usefixtures("started_anew")


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


def test_what_one_got_ready_for_is_done_by_that_one(monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    with Workers(2) as workers:
        workers.get_ready(["letters", "words"], ["tabnanny"])
        assert not workers.submit(_knows, "tabnanny").result(), "the other one did not"
        first = workers.submit(os.getpid, name="letters").result()
        assert workers.submit(_knows, "tabnanny", name="letters").result()
        assert workers.submit(os.getpid, name="words").result() == first, "and all its names"
    with Workers(2) as workers:
        workers.get_ready(
            ["letters", "words"], ["tabnanny"]
        )  # it is not waited for when nothing comes


def test_one_that_nobody_got_ready_works_when_all_others_do(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    with Workers(2) as workers:
        held = [tmp_path / name for name in ("one", "two")]
        waiting = [workers.submit(_linger_until, file) for file in held]
        for file in held:  # each has begun, whichever process has it
            while not file.with_suffix(".begun").is_file():
                time.sleep(0.01)
            file.touch()
        assert len({future.result() for future in waiting}) == len(held)


def _linger_until(file: Path) -> int:
    file.with_suffix(".begun").touch()
    while not file.is_file():
        time.sleep(0.01)
    return os.getpid()


def test_what_is_raised_comes_back_with_where_it_was(monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    with Workers(2) as workers:
        workers.get_ready(["letters"], [])
        future = workers.submit(_fail, "letters", name="letters")
        with pytest.raises(ZeroDivisionError, match="letters") as caught:
            future.result()
        assert "in _fail" in str(caught.value.__cause__)
        nothing = workers.submit(threading.Lock, name="letters")
        with pytest.raises(RuntimeError, match="cannot pickle"):
            nothing.result()
        assert workers.submit(os.getppid, name="letters").result() == os.getpid()


def _fail(text: str) -> None:
    raise ZeroDivisionError(text)


def test_others_do_what_one_got_ready_for_that_ended(monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    with Workers(2) as workers:
        workers.get_ready(["letters"], [])
        with pytest.raises(BrokenProcessPool):
            workers.submit(os._exit, 1, name="letters").result()
        assert workers.submit(os.getppid, name="letters").result() == os.getpid()


def test_another_imports_meanwhile_what_is_to_come(monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    with Workers(2) as workers:
        workers.get_ready(["letters", "words"], ["tabnanny"])
        workers.import_meanwhile(["colorsys"])
        assert workers.submit(_knows, "colorsys").result()
        workers.import_meanwhile(["no_such_module"])  # whoever needs it is told
        assert workers.submit(os.getppid).result() == os.getpid()


def _knows(module: str) -> bool:
    return module in sys.modules


@pytest.mark.parametrize("count", [1, 2])
def test_workers_are_killed_by_what_ends_the_block(count, tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    begun = tmp_path / "begun"

    def ended() -> None:
        with Workers(count) as workers:
            workers.get_ready(["letters"], [])
            workers.submit(_linger, begun, name="letters")
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


def test_the_libraries_of_pages_are_found_without_asking_compilers():
    asking = (
        "import ctypes.util, bulletin.theming; asked = []; found = ctypes.util.find_library;"
        "ctypes.util.find_library = lambda name: asked.append(name) or found(name);"
        "import weasyprint; print(asked)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asking], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOENT, errno.ENOSYS, errno.EFBIG, 0])
def test_a_machine_on_which_processes_cannot_be_connected_is_told_what_to_allow(
    monkeypatch, number
):
    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refused)
    with pytest.raises(BulletinError) as caught:
        Workers(1)
    assert os.strerror(number) in caught.value.message
    assert "ulimit -f" in caught.value.hint
