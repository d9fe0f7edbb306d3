"""Disks that are full, locked or poor: a build goes on where it can, and says what it wants."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import filelock
import pytest

from bulletin.building.release import only_writer
from bulletin.building.snapshots import refuse_mixed_cache
from bulletin.cache import Cache
from bulletin.cli.language import saying
from bulletin.desk.writing import rewrite, write_new
from bulletin.diagnostics import BulletinError
from bulletin.machine import disks, systems
from bulletin.machine.disks import DiskError, disk_of, in_words, link_or_copy, room_for
from bulletin.site import pagefind, search_index
from bulletin.site.search_index import SearchEntry
from tests.conftest import SMALL
from tests.warm import bulletin

LINKLESS = [errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EACCES,
            errno.ENOSYS, errno.EINVAL]  # fmt: skip


@pytest.mark.parametrize("number", LINKLESS)
def test_a_disk_without_links_gets_a_copy(tmp_path, monkeypatch, number):
    def refused(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refused)
    (tmp_path / "file").write_bytes(b"data")
    link_or_copy(tmp_path / "file", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"data"


def test_a_file_that_is_there_already_is_not_written_over(tmp_path):
    (tmp_path / "file").write_bytes(b"new")
    (tmp_path / "copy").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        link_or_copy(tmp_path / "file", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["chmod", "utime", "link", "setxattr"])
def test_a_disk_without_modes_times_or_links_gets_all_files(tmp_path, monkeypatch, name):
    def refused(*_arguments, **_options):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def make(folder: Path) -> None:
        (folder / "assets").mkdir()
        (folder / "assets" / "a.css").write_bytes(b"a")

    monkeypatch.setattr(os, name, refused)
    cache = Cache(tmp_path / "cache")
    for place in ("made", "found"):
        cache.folder("0" * 64, tmp_path / place, make)
        assert (tmp_path / place / "assets" / "a.css").read_bytes() == b"a"
    assert cache.trouble is None


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL])
def test_a_disk_without_locks_still_has_one_writer_at_a_time(tmp_path, monkeypatch, number):
    def refused(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(filelock.FileLock, "acquire", refused)
    again = pytest.raises(BulletinError, match="another build")
    with only_writer(tmp_path), again, only_writer(tmp_path):
        pass
    with only_writer(tmp_path):
        pass


def test_a_lock_that_another_computer_left_behind_is_named(tmp_path, monkeypatch):
    def refused(*_arguments, **_options):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(filelock.FileLock, "acquire", refused)
    (tmp_path / ".lock-held").write_text("4711\nanother-computer\n")
    with pytest.raises(BulletinError) as told, only_writer(tmp_path):
        pass
    assert f"delete {tmp_path / '.lock-held'}" in told.value.hint


@pytest.mark.parametrize("refusals", [0, 2])
def test_what_a_scanner_has_open_is_replaced_when_it_lets_go(tmp_path, monkeypatch, refusals):
    file, place = tmp_path / "new", tmp_path / "old"
    file.write_text("new")
    place.write_text("old")
    left = iter([PermissionError(errno.EACCES, "open")] * refusals)

    def replaced(source, target):
        if refusal := next(left, None):
            raise refusal
        source.rename(target)

    monkeypatch.setattr(systems, "_HELD_FOR", 1.0)
    monkeypatch.setattr(Path, "replace", replaced)
    systems.put_in_place(file, place)
    assert place.read_text() == "new"


def test_what_a_program_has_open_for_good_is_told_with_its_name(tmp_path):
    error = PermissionError(errno.EACCES, "sharing violation", str(tmp_path / "01-bai.md"))
    error.winerror = 32
    assert "close 01-bai.md" in in_words(error).hint
    error.winerror = 5  # a folder that may not be written, as far as anybody knows
    assert "close" not in in_words(error).hint


@pytest.fixture
def no_large_files():
    """A process that may write no file of more than a thousand bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("no_large_files")
def test_new_files_that_find_no_room_are_told_of_and_none_is_left(tmp_path):
    folder = tmp_path / "new"
    with pytest.raises(DiskError, match=re.escape(str(folder))):
        write_new(folder, {"a.md": b"a", "images/b.jpg": bytes(5000)})
    assert not folder.exists()


@pytest.mark.usefixtures("no_large_files")
def test_a_text_that_finds_no_room_when_it_is_mended_stays_as_it_was(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("before")
    with pytest.raises(DiskError, match=r"a\.md"):
        rewrite(file, bytes(5000), b"before")
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]
    assert file.read_text() == "before"


def test_a_text_on_a_disk_without_modes_is_mended(tmp_path, monkeypatch):
    def refused(*_arguments, **_options):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "chmod", refused)
    file = tmp_path / "a.md"
    file.write_text("before")
    rewrite(file, b"after", b"before")
    assert file.read_bytes() == b"after"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_the_system_has_no_owners_or_attributes_a_text_is_written(
    platform, tmp_path, monkeypatch
):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("chown", "listxattr", "setxattr", "getxattr"):
        monkeypatch.delattr(os, name, raising=False)
    file = tmp_path / "a.md"
    file.write_text("before")
    rewrite(file, b"after", b"before")
    assert file.read_bytes() == b"after"


@pytest.mark.skipif(sys.platform != "linux", reason="files have no such attributes there")
def test_the_attributes_of_a_text_stay(tmp_path):
    """Lists of who else may read and write it are such."""
    file = tmp_path / "a.md"
    file.write_text("before")
    os.setxattr(file, "user.note", b"x")
    rewrite(file, b"after", b"before")
    assert os.getxattr(file, "user.note") == b"x"


def test_a_file_that_is_read_only_is_not_replaced(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("before")
    file.chmod(0o444)
    with pytest.raises(DiskError, match=r"a\.md"):
        rewrite(file, b"after", b"before")
    assert file.read_text() == "before"


def test_words_name_the_disk_what_is_free_and_what_is_wanted(tmp_path):
    folder = tmp_path / "dist" / "deep"
    with pytest.raises(BulletinError) as caught, disk_of(folder, 120_000_000):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert f"no room on the disk of {folder}" in caught.value.message
    assert "MB are free" in caught.value.message
    assert saying("vi")(caught.value.message).startswith("đĩa chứa")
    assert "about 120.0 MB are wanted" in caught.value.hint
    assert str(tmp_path) in caught.value.hint


def test_words_name_the_disk_of_temporary_files_where_that_one_has_no_room(tmp_path, monkeypatch):
    """The system names none where a file cannot be written on."""
    full = tmp_path / "tmp"
    free = {str(full): 4096}
    monkeypatch.setattr("tempfile.tempdir", str(full))
    monkeypatch.setattr(
        "shutil.disk_usage", lambda place: SimpleNamespace(free=free.get(str(place), 10**10))
    )
    said = in_words(OSError(errno.ENOSPC, "No space left on device"), tmp_path / "dist")
    assert f"no room on the disk of {full}" in said.message
    free.clear()
    said = in_words(OSError(errno.ENOSPC, "No space left on device"), tmp_path / "dist")
    assert f"no room on the disk of {tmp_path / 'dist'}" in said.message


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EPERM])
def test_words_name_the_disk_that_a_file_comes_to_and_not_whence(tmp_path, number):
    error = OSError(number, "no", str(tmp_path / "issues" / "a.md"), None, str(tmp_path / "out"))
    words = in_words(error).message
    assert str(tmp_path / "out") in words
    assert "issues" not in words


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EPERM])
@pytest.mark.parametrize("name", ["new", "n" * 300])
def test_words_name_the_folder_that_may_not_be_written(tmp_path, number, name):
    """Also where the system does not even say what lies there, as for a name that is too long."""
    error = in_words(OSError(number, os.strerror(number), str(tmp_path / name / "file")))
    assert str(tmp_path / name / "file") in error.message
    assert error.hint.endswith(f"write in {tmp_path}")


def test_a_limit_for_files_is_no_want_of_room():
    error = in_words(OSError(errno.EFBIG, "File too large", "/stick/a.m4b"))
    assert error.message.startswith("/stick/a.m4b: ")
    assert "ulimit -f" in error.hint


def test_what_has_no_room_is_not_begun(tmp_path, monkeypatch):
    monkeypatch.setattr(disks.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    room_for(tmp_path, 900_000)
    with pytest.raises(BulletinError, match=r"2\.0 MB are wanted, 1\.0 MB are free"):
        room_for(tmp_path / "new", 2_000_000)


def test_a_disk_that_holds_as_many_files_as_it_can_is_called_so(tmp_path, monkeypatch):
    room = {"f_bavail": 9, "f_blocks": 9, "f_bfree": 9, "f_frsize": 4096}
    counted = SimpleNamespace(f_files=100, f_favail=0, **room)
    monkeypatch.setattr(disks.os, "statvfs", lambda _: counted)
    full = OSError(errno.ENOSPC, "No space left on device")
    assert "holds as many files as it can" in in_words(full, tmp_path).message
    counted.f_files = 0  # nobody counts them there
    assert "holds as many files as it can" not in in_words(full, tmp_path).message


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exec sleep 9", "did not come to an end"),
        ("head -c 9 >/dev/null; echo eyJt", "ended before it was done"),
        ("exit 1", "ended before it was done"),
    ],
)
def test_a_search_index_that_is_not_whole_is_not_kept(tmp_path, monkeypatch, script, words):
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    monkeypatch.setattr(pagefind, "_PATIENCE", 0.2)
    with pytest.raises(BulletinError, match=words):
        search_index.write_index([SearchEntry("a.html", "a", 1, "a")], "vi", tmp_path / "made")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    "place",
    ["issues", "issues/2026-11/c", "dist", "dist/2026-11", "dist/.c", "issues/c", "dist-c"],
)
def test_a_cache_has_a_folder_in_which_nothing_else_is(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    apart = place in {"issues/c", "dist-c"}
    refused = contextlib.nullcontext() if apart else pytest.raises(BulletinError, match="a cache")
    with refused:
        refuse_mixed_cache(Path(place), tmp_path / "issues", tmp_path / "dist", "2026-11")


def test_a_cache_that_cannot_be_written_is_one_warning_and_no_failure(tmp_path):
    shutil.copytree(SMALL, tmp_path / "small")
    (tmp_path / "file").write_text("", encoding="utf-8")
    asked = ("build", "--in", "small", "--edition", "audiobook", "--cache", "file/cache")
    result = bulletin(*asked, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("warning:") == 1
    assert "file/cache" in result.stderr
    assert (tmp_path / "dist/2026-11/audio/01-mua-lu.m4a").is_file()


def test_what_cannot_be_written_any_further_ends_a_build_with_its_place(tmp_path):
    """Nor may those of Python, which would take the first half of a module's code for the whole."""
    shutil.copytree(SMALL, tmp_path / "small")
    asked = ("build", "--in", "small", "--edition", "pdf", "--cache", "cache")
    result = subprocess.run(
        [sys.executable, "-B", "-m", "bulletin", *asked],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    assert result.returncode == 1
    assert "dist: no file may become as large there" in result.stderr
    assert "there is no release yet: dist/2026-11" in result.stderr
    assert "Traceback" not in result.stderr
    assert [f.name for f in (tmp_path / "dist").iterdir()] == [".lock"]
