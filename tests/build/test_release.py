"""A release appears whole or not at all, whenever its maker dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from bulletin import release
from bulletin.diagnostics import BulletinError
from bulletin.release import only_writer, staged


def _put(out, text):
    with only_writer(out), staged(out, "2026-11") as folder:
        (folder / "index.html").write_text(text, encoding="utf-8")


def _shown(out):
    return (out / "2026-11" / "index.html").read_text(encoding="utf-8")


def _left(out):
    return sorted(p.name for p in out.iterdir() if p.name != ".lock")


def test_the_new_release_takes_the_place_of_the_last(tmp_path):
    _put(tmp_path, "first")
    _put(tmp_path, "second")
    assert _shown(tmp_path) == "second"
    assert _left(tmp_path) == ["2026-11"]


def test_it_does_so_too_on_a_disk_that_cannot_swap_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(release, "_exchange", lambda *_: False)
    _put(tmp_path, "first")
    _put(tmp_path, "second")
    assert _shown(tmp_path) == "second"
    assert _left(tmp_path) == ["2026-11"]


def test_a_failure_leaves_the_last_release_and_no_rubbish(tmp_path):
    _put(tmp_path, "first")
    with pytest.raises(ZeroDivisionError), only_writer(tmp_path), staged(tmp_path, "2026-11"):
        raise ZeroDivisionError
    assert _shown(tmp_path) == "first"
    assert _left(tmp_path) == ["2026-11"]


def test_between_the_two_renames_the_last_release_is_found_again(tmp_path):
    _put(tmp_path, "first")
    (tmp_path / "2026-11").rename(tmp_path / ".2026-11.previous")
    with only_writer(tmp_path):
        pass
    assert _shown(tmp_path) == "first"
    assert _left(tmp_path) == ["2026-11"]


def test_after_both_renames_the_new_release_stays(tmp_path):
    _put(tmp_path, "first")
    (tmp_path / "2026-11").rename(tmp_path / ".2026-11.previous")
    (tmp_path / "2026-11").mkdir()
    (tmp_path / "2026-11" / "index.html").write_text("second", encoding="utf-8")
    with only_writer(tmp_path):
        pass
    assert _shown(tmp_path) == "second"
    assert _left(tmp_path) == ["2026-11"]


_WRITER = """
import sys, time
from pathlib import Path
from bulletin.release import only_writer, staged
out = Path(sys.argv[1])
with only_writer(out), staged(out, "2026-11") as folder:
    (folder / "index.html").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def writer(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout.readline() == "writing\n"
        yield process
        process.kill()


def test_a_killed_writer_harms_nothing_and_is_cleared_away(tmp_path, writer):
    _put_aside = tmp_path / "2026-11"
    _put_aside.mkdir()
    (_put_aside / "index.html").write_text("first", encoding="utf-8")
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    assert _shown(tmp_path) == "first"
    assert any(name.endswith(".partial") for name in _left(tmp_path))
    _put(tmp_path, "second")
    assert _shown(tmp_path) == "second"
    assert _left(tmp_path) == ["2026-11"]


def test_two_writers_at_once_are_refused(tmp_path, writer):
    assert writer.poll() is None
    with pytest.raises(BulletinError, match="another build"), only_writer(tmp_path):
        pass


def test_readers_never_miss_the_release_while_it_is_replaced(tmp_path):
    _put(tmp_path, "0")
    watcher = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, os\nwhile os.stat(sys.argv[1]): pass",
            str(tmp_path / "2026-11" / "index.html"),
        ],
        stderr=subprocess.DEVNULL,
    )
    with watcher:
        time.sleep(0.1)
        for count in range(50):
            _put(tmp_path, str(count))
        missed = watcher.poll()
        watcher.kill()
    assert missed is None
