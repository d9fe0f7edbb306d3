"""The cache has an end: what was not used for longest goes, and nothing that a build needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bulletin.cache import Cache, eviction, key_of
from bulletin.cli import run
from bulletin.cli.options import cache_size_option

HOUR = 3600 * 10**9


def _filled(root: Path, count: int, size: int = 1000, **options: object) -> list[str]:
    """Keys of entries, each used an hour after the one before; the last an hour ago."""
    cache = Cache(root, **options)
    keys = [key_of(root.name, options.get("kind", ""), number) for number in range(count)]
    for age, key in zip(range(count, 0, -1), keys, strict=True):
        cache.put(key, key.encode() * (size // 64))
        _aged(cache, key, age)
    return keys


def _aged(cache: Cache, key: str, hours: int) -> None:
    file = _file(cache.root, key, cache.kind)
    then = file.stat().st_mtime_ns - hours * HOUR
    os.utime(file, ns=(then, then))


def _left(root: Path, keys: list[str], kind: str = "") -> list[int]:
    return [n for n, key in enumerate(keys) if _file(root, key, kind).exists()]


def _file(root: Path, key: str, kind: str) -> Path:
    return root / key[:2] / (key[2:] + f".{kind}" * bool(kind))


def test_the_least_recently_used_goes_first(tmp_path):
    keys = _filled(tmp_path, 10)
    assert Cache(tmp_path).get(keys[0])  # used just now
    with Cache(tmp_path, limit=6000).in_use():
        pass
    left = _left(tmp_path, keys)
    assert 0 in left
    assert left[1:] == list(range(11 - len(left), 10))
    assert sum(share.bytes for share in eviction.census(tmp_path).values()) <= 6000


def test_a_folder_that_is_restored_was_used(tmp_path):
    cache = Cache(tmp_path / "cache", kind="editions")
    made = tmp_path / "made"
    made.mkdir()
    (made / "a.txt").write_bytes(b"a" * 3000)
    cache.keep(key_of("edition"), made)
    for one in list(eviction.stored(cache.root)):
        os.utime(one.path, ns=(one.used - 99 * HOUR, one.used - 99 * HOUR))
    keys = _filled(tmp_path / "cache", 5)
    assert cache.restore(key_of("edition"), tmp_path / "again")
    with Cache(cache.root, limit=4500).in_use():
        pass
    assert not _left(tmp_path / "cache", keys)
    assert cache.restore(key_of("edition"), tmp_path / "once more")


@pytest.mark.parametrize("kind", ["", "pictures", "web-articles"])
def test_all_kinds_count(tmp_path, kind):
    keys = _filled(tmp_path, 10, kind=kind)
    with Cache(tmp_path, limit=3000).in_use():
        pass
    assert 0 < len(_left(tmp_path, keys, kind)) <= 3


def test_below_its_limit_nothing_goes_and_no_file_is_looked_at(tmp_path, monkeypatch):
    keys = _filled(tmp_path, 5)
    cache = Cache(tmp_path, limit=100_000)
    with cache.in_use():
        pass
    looked = []
    monkeypatch.setattr(eviction, "stored", lambda root: looked.append(root) or iter(()))
    with cache.in_use():
        cache.put(key_of("more"), b"more")
    assert looked == []
    assert len(_left(tmp_path, keys)) == 5


def test_what_was_written_is_counted_by_whoever_writes_it(tmp_path):
    with Cache(tmp_path).in_use():
        pass
    for number in range(5):
        Cache(tmp_path, kind="pictures").put(key_of(number), b"p" * 1000)
    counted = sum(share.bytes for share in eviction.census(tmp_path).values())
    assert eviction.noted(tmp_path) == counted


BUILD = """
import sys
from pathlib import Path
from bulletin.cache import Cache
cache = Cache(Path(sys.argv[1]))
with cache.in_use():
    cache.get(sys.argv[2])
    print("begun", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other(tmp_path):
    """Another build, which has used the first entry and goes on."""
    root = tmp_path / "cache"
    keys = _filled(root, 10)
    command = [sys.executable, "-c", BUILD, str(root), keys[0]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"begun\n"
        yield root, keys, process
        process.kill()


def test_what_another_running_build_has_used_stays(other):
    root, keys, process = other
    with Cache(root, limit=0).in_use():
        Cache(root).put(key_of("mine"), b"made since it began")
    assert _left(root, keys) == [0]
    assert Cache(root).get(key_of("mine"))
    assert run(["cache", "--cache", str(root), "clear", "--yes"]) == 1
    assert Cache(root).get(keys[0])
    process.kill()  # without a word: nobody has to tidy up after it
    process.wait()
    with Cache(root, limit=0).in_use():
        pass
    assert eviction.census(root) == {}
    assert not eviction.is_used(root)


def test_an_entry_evicted_while_it_is_restored_is_made_anew(tmp_path, monkeypatch):
    cache = Cache(tmp_path / "cache").of("editions")
    made = tmp_path / "made"
    made.mkdir()
    for name in "abc":
        (made / name).write_text(name * 40, encoding="utf-8")
    cache.keep(key_of("k"), made)
    whole = Cache._whole  # noqa: SLF001, the moment between looking and copying
    last = max(eviction.stored(cache.root), key=lambda one: one.path).path

    def looked(self: Cache, digest: str) -> bool:
        found = whole(self, digest)
        last.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Cache, "_whole", looked)
    assert not cache.restore(key_of("k"), tmp_path / "again")
    assert not list((tmp_path / "again").iterdir())


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    keys = _filled(tmp_path, 5)
    others = [
        tmp_path / "letter.txt",
        tmp_path / "aa" / "notes.md",
        tmp_path / "pictures" / "a.jpg",
        # Other programs keep things under digests, too: git, Mercurial, DVC.
        tmp_path / "ab" / ("c" * 38),
        tmp_path / "ab" / ("c" * 62),
        tmp_path / "ab" / f"{'c' * 30}.dir",
        tmp_path / "ab" / ".gitkeep",
    ]
    for file in others:
        file.parent.mkdir(exist_ok=True)
        file.write_text("mine", encoding="utf-8")
    (tmp_path / "users" / "ban-bien-tap").mkdir(parents=True)
    assert run(["cache", "clear", "--yes", "--cache", str(tmp_path)]) == 0
    assert (tmp_path / "users" / "ban-bien-tap").is_dir()
    assert all(file.exists() for file in others)
    assert not _left(tmp_path, keys)


def test_what_links_lead_to_is_neither_written_nor_removed(tmp_path):
    others = tmp_path / "others"
    (others / ".ssh").mkdir(parents=True)
    for name in (".profile", ".lock", "a" * 62 + ".pages", "numbers"):
        (others / name).write_text("theirs", encoding="utf-8")
    before = sorted((f, f.stat().st_mtime_ns) for f in others.rglob("*"))
    root, keys = tmp_path / "cache", [key_of(number) for number in range(3)]
    root.mkdir()
    for name in (*(key[:2] for key in keys), "users", "trimming"):
        (root / name).symlink_to(others)
    (root / "sizes").symlink_to(others / "numbers")
    cache = Cache(root, limit=1)
    with cache.in_use():
        for key in (key_of("in a folder of its own"), *keys):
            cache.put(key, b"data")
            assert cache.get(key) == b"data"
    eviction.clear(root)
    assert sorted((f, f.stat().st_mtime_ns) for f in others.rglob("*")) == before


def test_a_cache_that_only_can_be_read_is_not_trimmed_and_does_not_fail(tmp_path, monkeypatch):
    keys = _filled(tmp_path, 3)

    def refused(*_arguments, **_options):
        raise PermissionError(30, "Read-only file system")

    for name in ("utime", "open"):
        monkeypatch.setattr(eviction.os, name, refused)
    monkeypatch.setattr(Path, "unlink", refused)
    monkeypatch.setattr(eviction.tempfile, "mkstemp", refused)
    with Cache(tmp_path, limit=0).in_use():
        pass
    monkeypatch.undo()
    assert Cache(tmp_path).get(keys[0])


def test_a_disk_that_takes_no_journal_is_left_without_one(tmp_path, monkeypatch):
    _filled(tmp_path, 3)

    def full(*_):
        raise OSError(28, "No space left on device")

    before = {*tmp_path.iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with Cache(tmp_path).in_use():
            pass
    assert {file.name for file in {*tmp_path.iterdir()} - before} <= {"users", "trimming"}


def test_the_command_tells_where_it_is_how_large_and_of_what(tmp_path, capsys):
    _filled(tmp_path, 3, kind="pictures")
    _filled(tmp_path, 2, size=2_000_000)
    assert run(["cache", "--cache", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert f"{tmp_path}: 4.0 MB of 2147.5 MB" in shown
    rows = [line.split()[:4] for line in shown.splitlines()[1:]]
    assert rows == [["speech", "4.0", "MB", "2"], ["pictures", "4", "kB", "3"]]


def test_an_empty_cache_is_told_too(tmp_path, capsys):
    assert run(["cache", "--cache", str(tmp_path / "none")]) == 0
    assert "0 kB of" in capsys.readouterr().out
    assert run(["cache", "--cache", str(tmp_path / "none"), "clear", "--yes"]) == 0
    assert not (tmp_path / "none").exists()


def test_clear_asks_nobody_who_cannot_answer(tmp_path):
    keys = _filled(tmp_path, 3)
    assert run(["cache", "--cache", str(tmp_path), "clear"]) == 2
    assert len(_left(tmp_path, keys)) == 3


SIZES = {
    "1000": 1000, "1kB": 1000, "1KiB": 1024, "500MB": 5 * 10**8, "500 mb": 5 * 10**8, "2GiB": 2**31,
    "1.5G": 15 * 10**8, "1,5 GB": 15 * 10**8, "0": 0, "2 TiB": 2**41, " 7m ": 7 * 10**6, "12B": 12,
}  # fmt: skip


def _size(*arguments: str, **environment: str) -> object:
    @click.command()
    @cache_size_option
    def command(cache_size: int) -> None:
        click.echo(cache_size)

    return CliRunner().invoke(command, list(arguments), env=environment)


@pytest.mark.parametrize("written", SIZES)
def test_a_size_is_written_as_people_write_it(written):
    assert int(_size("--cache-size", written).output) == SIZES[written]
    assert int(_size(BULLETIN_CACHE_SIZE=written).output) == SIZES[written]


@pytest.mark.parametrize(
    "written", ["", "-1", "much", "2GB4", "1e9", "5 stones", "NaN", "٣GB", "1..5G"]
)
def test_what_is_no_size_is_a_wrong_usage(written):
    found = _size("--cache-size", written)
    assert found.exit_code == 2
    assert "500MB or 2GiB" in found.output
