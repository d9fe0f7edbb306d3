"""The store keeps what it is given, notices damage, and takes only keys that mean something."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from bulletin import cache as cache_module
from bulletin.cache import (
    Cache,
    digest_of,
    digest_of_source,
    entries,
    key_of,
    once,
    records,
    replace_file,
    version_of,
)
from bulletin.codes import CODES
from bulletin.diagnostics import Edit, Finding, Fix, Span
from bulletin.machine import meanwhile
from bulletin.messages import tr

B101 = CODES["B101"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:-1] + b"?",
        lambda _data: b"",
        lambda data: b"0" * 64 + data[64:],
        lambda _data: b"\xff\xfe no digest",
    ],
)
def test_a_damaged_entry_counts_as_missing(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.put("aa11", b"piece")
    (entry,) = (f for f in tmp_path.rglob("*") if f.is_file())
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.get("aa11") is None
    cache.put("aa11", b"again")
    assert cache.get("aa11") == b"again"


@pytest.mark.parametrize("copied", [True, False])
def test_much_that_is_missing_is_made_by_two_processes_and_each_thing_once(
    copied, tmp_path, monkeypatch
):
    monkeypatch.setattr(meanwhile, "runs_alone", lambda: copied)
    ends = [tmp_path / "first", tmp_path / "last"]

    def made(number):
        if number in {0, _LAST}:
            ends[number == _LAST].touch()
            while copied and not all(end.exists() for end in ends):
                time.sleep(0.01)
        return f"{number} {os.getpid()}".encode()

    def things(sizes, make=made):
        def work():
            return once.made_each(once.Kind("things", ()), range(_LAST + 1), sizes, make)

        with once.kept_in(once.store_in(Cache(tmp_path))), once.helped(work):
            return work()

    with pytest.raises(ZeroDivisionError):
        things([10**6] * (_LAST + 1), lambda _number: 1 // 0)
    found = things([10**6] * (_LAST + 1))
    assert [int(one.split()[0]) for one in found] == list(range(_LAST + 1))
    makers = {one.split()[1] for one in found}
    assert str(os.getpid()).encode() in makers
    assert len(makers) == 1 + copied
    assert things([10**6] * (_LAST + 1), lambda _number: 1 // 0) == found


_LAST = 5


def test_a_whole_entry_in_another_s_place_counts_as_missing_and_so_does_a_pipe(tmp_path):
    cache = Cache(tmp_path)
    cache.put("aa11", b"piece")
    cache.put("aa22", b"other")
    (tmp_path / "aa" / "11").replace(tmp_path / "aa" / "22")
    os.mkfifo(tmp_path / "aa" / "11")
    assert (cache.get("aa11"), cache.get("aa22")) == (None, None)


def _others_may_write(entry, _monkeypatch):
    entry.chmod(0o664)


def _another_account_wrote(_entry, monkeypatch):
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)


@pytest.mark.parametrize("change", [_others_may_write, _another_account_wrote])
def test_code_that_others_may_have_written_is_not_run(tmp_path, monkeypatch, change):
    with once.kept_in(once.store_in(Cache(tmp_path))):
        once.made(once.TEMPLATE, "page", lambda: b"code")
        (entry,) = tmp_path.rglob("*.templates")
        change(entry, monkeypatch)
        assert once.made(once.TEMPLATE, "page", lambda: b"own code") == b"own code"


@pytest.mark.parametrize("most", [20, 1 << 30])
def test_what_has_grown_is_not_read_into_memory(tmp_path, monkeypatch, most):
    monkeypatch.setattr(entries, "LARGE", 20)
    cache = Cache(tmp_path, limit=most)
    cache.put("aa11", b"piece")
    if most > len(b"piece") + 65:
        assert cache.get("aa11") == b"piece"
    with (tmp_path / "aa/11").open("ab") as stream:
        stream.truncate(1 << 20)
    monkeypatch.setattr(entries, "undamaged", None)
    assert cache.get("aa11") is None


def test_nothing_is_restored_outside_of_its_folder(tmp_path):
    cache = Cache(tmp_path / "cache")
    (tmp_path / "made").mkdir()
    _fill(tmp_path / "made")
    cache.keep("k1", tmp_path / "made")
    listing = json.loads(cache.get("k1") or b"")
    for path in ("../out", "/etc/out", "audio/../../out"):
        cache.put("k1", json.dumps({path: listing["index.html"]}).encode())
        assert not cache.restore("k1", tmp_path / "again" / "deep")
    assert not list(tmp_path.rglob("out"))


def _fill(folder: Path) -> None:
    (folder / "audio").mkdir()
    (folder / "audio" / "a.m4a").write_bytes(b"sound")
    (folder / "index.html").write_text("page", encoding="utf-8")


def test_a_folder_comes_back_as_it_was_kept(tmp_path):
    cache = Cache(tmp_path / "cache")
    made = tmp_path / "made"
    made.mkdir()
    _fill(made)
    cache.keep("k1", made)
    assert cache.restore("k1", tmp_path / "again")
    files = {
        f.relative_to(tmp_path / "again").as_posix() for f in (tmp_path / "again").rglob("*.*")
    }
    assert files == {"audio/a.m4a", "index.html"}
    assert (tmp_path / "again/audio/a.m4a").read_bytes() == b"sound"


def test_a_folder_with_one_damaged_file_is_not_restored(tmp_path):
    cache = Cache(tmp_path / "cache")
    made = tmp_path / "made"
    made.mkdir()
    _fill(made)
    cache.keep("k1", made)
    (kept,) = (
        f for f in (tmp_path / "cache").rglob("*") if f.is_file() and f.read_bytes() == b"sound"
    )
    kept.write_bytes(b"noise")
    assert not cache.restore("k1", tmp_path / "again")
    cache.keep("k1", made)
    assert cache.restore("k1", tmp_path / "again")


def test_keys_differ_where_their_parts_do():
    parts = [
        ("a", "b"),
        ("ab", ""),
        ("a", ["b"]),
        ("a", {"b": 1}),
        (1, "b"),
        ("1", "b"),
        (1.0, "b"),
    ]
    assert len({key_of(*part) for part in parts}) == len(parts)
    assert key_of({"x": 1, "y": 2}) == key_of({"y": 2, "x": 1})


def test_a_key_refuses_what_has_no_lasting_form():
    with pytest.raises(TypeError):
        key_of(object())


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        replace_file(tmp_path / "taken", b"data")
    assert [f.name for f in tmp_path.iterdir()] == ["taken"]


def _no_place(folder):
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"a file")


def _no_way(folder):
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(folder)


@pytest.fixture(params=[errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES, errno.EIO,
                        errno.EFBIG, errno.ESTALE, _no_place, _no_way])  # fmt: skip
def refusing(request, tmp_path, monkeypatch):
    """A cache whose folder takes nothing, for one reason or another."""
    if callable(request.param):
        request.param(tmp_path / "disk" / "cache")
    else:

        def refused(*_arguments):
            raise OSError(request.param, os.strerror(request.param))

        monkeypatch.setattr(cache_module, "replace_file", refused)
    return Cache(tmp_path / "disk" / "cache")


def test_a_disk_that_refuses_makes_the_cache_forgetful_and_no_error(refusing, tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    _fill(made)
    refusing.put("aa11", b"piece")
    refusing.keep("k1", made)
    assert refusing.get("aa11") == b"piece"
    assert not refusing.restore("k1", tmp_path / "again")
    into = tmp_path / "into"
    assert not refusing.folder("k2", into, _fill)
    assert (into / "index.html").read_text(encoding="utf-8") == "page"
    assert str(tmp_path / "disk" / "cache") in refusing.trouble.message
    assert Cache(tmp_path / "disk" / "cache").get("aa11") is None


def test_a_cache_that_works_has_no_trouble(tmp_path):
    cache = Cache(tmp_path)
    cache.put("aa11", b"piece")
    assert cache.trouble is None


def test_a_disk_without_modes_takes_files(tmp_path, monkeypatch):
    def refused(*_arguments, **_options):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refused)
    replace_file(tmp_path / "file", b"data")
    assert (tmp_path / "file").read_bytes() == b"data"


def test_a_file_is_read_once_for_its_digest_whichever_of_its_names_is_asked_for(
    tmp_path, monkeypatch
):
    read = []
    whole = cache_module.digest_of_file
    monkeypatch.setattr(
        cache_module, "digest_of_file", lambda file: read.append(file) or whole(file)
    )
    file, other = tmp_path / "made", tmp_path / "linked"
    file.write_bytes(b"made")
    os.link(file, other)
    assert {digest_of_source(one) for one in (file, other, file)} == {whole(file)}
    assert len(read) == 1
    replace_file(file, b"mend")
    assert digest_of_source(file) == whole(file)
    assert digest_of_source(other) == digest_of(b"made")


def test_what_comes_out_of_the_store_need_not_be_read_again(tmp_path, monkeypatch):
    cache, made = Cache(tmp_path / "cache"), tmp_path / "made"
    made.mkdir()
    _fill(made)
    cache.keep("k1", made)
    assert cache.restore("k1", tmp_path / "again")
    monkeypatch.delattr(cache_module, "digest_of_file")
    assert digest_of_source(tmp_path / "again" / "index.html") == digest_of(b"page")


def test_versions_are_those_that_packages_have():
    kinds = [one for one in vars(once).values() if isinstance(one, once.Kind)]
    names = {name for kind in kinds for name in kind.libraries}
    assert {name: version_of(name) for name in names} == {name: version(name) for name in names}


def test_a_key_takes_paths_that_are_no_utf_8():
    assert key_of(os.fsdecode(b"a\xe9")) != key_of(os.fsdecode(b"a\xe8"))


def test_findings_that_are_kept_come_back_with_days_numbers_and_messages_in_them():
    why = tr("{hour:%H:%M} is late", hour=dt.time(21, 30))
    day, at = dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)
    words = tr(
        "{day:%Y-%m}, {at:%d/%m}: {n:,} of {x:.1f}, {why}", day=day, at=at, n=9, x=2, why=why
    )
    fix = Fix((Edit("a.md", 1, 1, 1, 2, "b"),), ("a", "b"))
    found = (Finding(B101, words, Span("a.md", 3), "", fix), Finding(B101, "plain", Span("b.md")))
    again = records.told(records.written(found))
    assert (again, again[0].message.values) == (found, words.values)
