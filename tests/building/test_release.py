"""A release appears whole or not at all, whenever its maker dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.building import release
from bulletin.building.release import only_writer, staged, told
from bulletin.diagnostics import BulletinError


def _fill(folder, text):
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / "manifest.json").write_text('{"tool": "bulletin 0"}', encoding="utf-8")


def _put(out, text):
    with only_writer(out), staged(out, "2026-11") as folder:
        _fill(folder, text)


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


@pytest.mark.parametrize("mask", [0o077, 0o000, 0o002])
def test_readers_may_see_all_of_it_and_write_nothing_whatever_the_umask(tmp_path, mask):
    out = tmp_path / "new" / "dist"
    before = os.umask(mask)
    try:
        with only_writer(out), staged(out, "2026-11") as folder:
            (folder / "audio").mkdir()
            _fill(folder, "first")
            _fill(folder / "audio", "second")
    finally:
        os.umask(before)
    for path in (out.parent, *out.rglob("[!.]*")):
        public = path.stat().st_mode & 0o007
        assert public == (0o005 if path.is_dir() else 0o004), path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes that are files")
def test_a_pipe_for_a_manifest_is_none_of_ours_and_waited_for_by_nobody(tmp_path):
    (tmp_path / "2026-11").mkdir()
    os.mkfifo(tmp_path / "2026-11" / "manifest.json")
    with pytest.raises(BulletinError, match="is no release of ours"):
        _put(tmp_path, "first")


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


def test_what_only_looks_like_a_release_that_was_put_aside_stays(tmp_path):
    (tmp_path / ".env.previous").write_text("theirs", encoding="utf-8")
    (tmp_path / ".site.previous").mkdir()
    with only_writer(tmp_path):
        pass
    assert _left(tmp_path) == [".env.previous", ".site.previous"]


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
from bulletin.building.release import only_writer, staged
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
    _fill(_put_aside, "first")
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


_WATCHER = """
import os, sys
page, end = sys.argv[1:]
looks = missed = 0
print("watching", flush=True)
while not os.path.exists(end):
    looks += 1
    try:
        os.stat(page)
    except OSError:
        missed += 1
print(looks, missed)
"""


def test_readers_never_miss_the_release_while_it_is_replaced(tmp_path):
    _put(tmp_path, "0")
    end = tmp_path / "end"
    watcher = subprocess.Popen(
        [sys.executable, "-c", _WATCHER, str(tmp_path / "2026-11" / "index.html"), str(end)],
        stdout=subprocess.PIPE,
        text=True,
    )
    with watcher:
        assert watcher.stdout.readline() == "watching\n"
        for count in range(50):
            _put(tmp_path, str(count))
        end.touch()
        looks, missed = map(int, watcher.stdout.read().split())
    assert looks > 50
    assert missed == 0


def _sources(folder):
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text("number: 11", encoding="utf-8")
    (folder / "01-mua-lu.md").write_text("Lũ", encoding="utf-8")


def _a_file(folder):
    folder.write_text("theirs", encoding="utf-8")


def _a_link(folder):
    _sources(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))


def _another_manifest(folder):
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "an app"}', encoding="utf-8")


@pytest.mark.parametrize("theirs", [_sources, _a_file, _a_link, _another_manifest])
def test_what_is_no_release_is_not_replaced_by_one(tmp_path, theirs):
    theirs(tmp_path / "2026-11")
    before = {f: f.is_file() and f.read_bytes() for f in tmp_path.rglob("*")}
    with pytest.raises(BulletinError, match="2026-11"):
        _put(tmp_path, "ours")
    after = {f: f.is_file() and f.read_bytes() for f in tmp_path.rglob("*") if f.name != ".lock"}
    assert after == before


def test_a_release_whose_manifest_is_damaged_is_replaced(tmp_path):
    _put(tmp_path, "first")
    (tmp_path / "2026-11" / "manifest.json").write_text("{", encoding="utf-8")
    _put(tmp_path, "second")
    assert _shown(tmp_path) == "second"


@pytest.mark.parametrize("before", [True, False])
def test_what_ends_a_making_is_told_what_lies_in_the_place(tmp_path, before):
    if before:
        _put(tmp_path, "first")
    with pytest.raises(ZeroDivisionError) as caught, told(tmp_path / "2026-11"):
        raise ZeroDivisionError
    (note,) = caught.value.__notes__
    assert ("nothing of the last release was changed" in note) is before
    assert ("there is no release yet" in note) is not before


def test_what_ends_it_after_the_release_has_come_is_told_so(tmp_path):
    _put(tmp_path, "first")

    def fail_late():
        _put(tmp_path, "second")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught, told(tmp_path / "2026-11"):
        fail_late()
    assert "the new release is in its place" in caught.value.__notes__[0]
    assert _shown(tmp_path) == "second"


def test_a_disk_that_takes_the_last_release_away_but_not_the_new_one_gets_it_back(
    tmp_path, monkeypatch
):
    _put(tmp_path, "first")
    move = Path.replace

    def refused(self, target):
        if self.parent.name.endswith(".partial"):
            raise OSError(5, "Input/output error")
        return move(self, target)

    monkeypatch.setattr(release, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="Input/output"):
        _put(tmp_path, "second")
    assert _shown(tmp_path) == "first"
    assert _left(tmp_path) == ["2026-11"]
