"""Editions and targets of other packages that are mistaken: it is called theirs, with their name."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest

from bulletin import plugins
from bulletin.diagnostics import BulletinError
from bulletin.editions.fitting import fault_of, refuse_unfit, versions_of
from bulletin.job import Download
from bulletin.publish import others
from bulletin.publish.base import Release
from bulletin.publish.others import heeded
from bulletin.publish.sending import Sending
from bulletin.publish.whole import whole
from bulletin.site.listing import Change
from tests.plugins import stranger
from tests.publish.shop import built, files, theme_of


@pytest.fixture(autouse=True)
def package(monkeypatch):
    """Have the module stand for a package that pip knows as "strange-pack"."""
    point = SimpleNamespace(dist=SimpleNamespace(name="strange-pack"))
    monkeypatch.setattr(plugins, "modules_of_others", lambda: {"tests"})
    monkeypatch.setattr(plugins, "_others", lambda _path: {"tests": point})


@pytest.mark.parametrize(
    "wrong",
    [
        {"after": None},
        {"after": "web"},
        {"needs": ("web", 5)},
        {"imports": None},
        {"spoken": "no"},
        {"hears": 7},
        {"hears": ("noise",)},
        {"downloads": None},
        {"downloads": ("a.txt",)},
        {"downloads": (Download("../a.txt"),)},
        {"make": None},
    ],
    ids=str,
)
def test_an_edition_that_has_not_the_shape_of_one_is_refused(wrong):
    edition = stranger.StrangeEdition()
    assert fault_of(edition, "strange") == ""
    vars(edition).update(wrong)
    (name,) = wrong
    assert str(fault_of(edition, "strange")).startswith(f"has {name} = ")


@pytest.mark.parametrize("given", [None, "1.0", {"a": 1}, {2: "x"}], ids=str)
def test_versions_that_are_none_are_called_the_packages_mistake(given):
    edition = stranger.StrangeEdition()
    edition.versions = lambda: given
    with pytest.raises(BulletinError, match="mistake in the package strange-pack"):
        versions_of(edition)


def _two(folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    (folder / "A.txt").write_text("b")


UNFIT = {
    "a pipe": lambda folder: os.mkfifo(folder / "pipe"),
    "a link that leads outwards": lambda folder: (folder / "link").symlink_to("/etc/passwd"),
    "a link to a folder": lambda folder: (folder / "etc").symlink_to("/etc"),
    "a link to nothing": lambda folder: (folder / "link").symlink_to("/no/such/file"),
    "a manifest": lambda folder: (folder / "manifest.json").write_text("{}"),
    "a signature": lambda folder: (folder / "Manifest.sig").write_text("x"),
    "letters that are none": lambda folder: (folder / "\udcff.txt").write_text("x"),
    "a line's end": lambda folder: (folder / "a\nb.txt").write_text("x"),
    "a hidden name": lambda folder: (folder / ".htaccess").write_text("x"),
    "a device of Windows": lambda folder: (folder / "con.txt").write_text("x"),
    "a colon": lambda folder: (folder / "a:b.txt").write_text("x"),
    "a dot at the end": lambda folder: (folder / "a.").mkdir(),
    "letters in parts": lambda folder: (folder / "e\u0301.txt").write_text("x"),
    "too long a path": lambda folder: (folder / ("d" * 150) / ("e" * 100)).mkdir(parents=True),
    "two names but for capitals": _two,
    "no folder": lambda folder: folder.rmdir(),
}


@pytest.mark.parametrize("write", UNFIT.values(), ids=UNFIT)
def test_what_cannot_lie_in_a_release_is_called_the_packages_mistake(tmp_path, write):
    folder = tmp_path / "strange"
    folder.mkdir()
    (folder / "good").mkdir()
    (folder / "good" / "tệp.txt").write_text("good")
    refuse_unfit(stranger.StrangeEdition(), folder)
    (folder / "good" / "tệp.txt").unlink()
    (folder / "good").rmdir()
    write(folder)
    with pytest.raises(BulletinError, match="mistake in the package strange-pack"):
        refuse_unfit(stranger.StrangeEdition(), folder)


def _release(out: Path) -> Release:
    """A release in a folder, to be published."""
    folder = built(out) / "2026-11"
    return Release(folder, whole(folder, folder.name), theme_of())


MISTAKEN = {
    "nothing": None,
    "a number": 5,
    "words": ["a", "b"],
    "an unknown kind": [Change("exploded", "a")],
    "a path that is none": [Change("new", 5)],
    "an exception": stranger.raises(ZeroDivisionError()),
    "an error of the system": stranger.raises(OSError(errno.ENOSPC, "no room", "/stick")),
    "a pipe that broke": stranger.raises(BrokenPipeError(errno.EPIPE, "broken")),
    "a Ctrl-C of its own": stranger.raises(KeyboardInterrupt()),
    "an end": stranger.ends,
    "a changed release": stranger.writes,
    "a removed release": stranger.takes_away,
}


@pytest.mark.parametrize("given", MISTAKEN.values(), ids=MISTAKEN)
def test_a_target_that_is_mistaken_is_named_and_the_release_stays(tmp_path, given):
    release = _release(tmp_path)
    before = files(tmp_path)
    target = heeded(stranger.StrangeTarget)
    stranger.GIVEN.append(given)
    with pytest.raises(BulletinError, match="the package strange-pack") as caught:
        target.publish(release, target.place("strange:"), dry_run=False)
    assert "pip uninstall strange-pack" in caught.value.hint
    assert files(tmp_path) == before


@pytest.mark.parametrize("given", ["a place", True], ids=str)
def test_a_place_that_is_none_is_called_the_packages_mistake(given):
    stranger.GIVEN.append(given)
    with pytest.raises(BulletinError, match="the package strange-pack"):
        heeded(stranger.StrangeTarget).place("other:")


def test_what_a_target_does_right_comes_back(tmp_path):
    stranger.GIVEN.append(iter([Change("new", "a")]))
    target = heeded(stranger.StrangeTarget)
    place = target.place("strange:")
    done = target.publish(_release(tmp_path), place, dry_run=True)
    assert list(done) == [Change("new", "a")]


HANGING = {
    "waiting": stranger.hangs,
    "trying again and again": stranger.tries_for_ever,
    "computing": stranger.computes,
    "listening": stranger.listens,
}


@pytest.mark.parametrize("given", HANGING.values(), ids=HANGING)
def test_a_target_of_which_nothing_is_heard_is_given_up_and_the_release_stays(
    tmp_path, monkeypatch, given
):
    monkeypatch.setattr(others, "_PUBLISHING", 0.5)
    release = _release(tmp_path)
    before = files(tmp_path)
    stranger.GIVEN.append(given)
    target = heeded(stranger.StrangeTarget)
    with pytest.raises(BulletinError, match="the package strange-pack was waited for") as caught:
        target.publish(release, target.place("strange:"), dry_run=False)
    assert "pip uninstall strange-pack" in caught.value.hint
    assert files(tmp_path) == before


def test_a_release_that_was_spoilt_before_is_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(others, "_PUBLISHING", 0.5)
    release = _release(tmp_path)
    before = files(tmp_path)
    stranger.GIVEN.append(stranger.writes_and_hangs)
    target = heeded(stranger.StrangeTarget)
    with pytest.raises(BulletinError, match="the package strange-pack"):
        target.publish(release, target.place("strange:"), dry_run=False)
    assert files(tmp_path) == before


def test_a_target_that_says_how_far_it_has_come_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(others, "_PUBLISHING", 0.5)
    told: list[Sending] = []
    stranger.GIVEN.append(stranger.takes_its_time)
    target = heeded(stranger.StrangeTarget)
    release = replace(_release(tmp_path), watch=told.append)
    done = target.publish(release, target.place("strange:"), dry_run=False)
    assert list(done) == [Change("new", "a")]
    assert len(told) == 8


def test_a_place_of_which_nothing_is_heard_is_given_up(monkeypatch):
    monkeypatch.setattr(others, "_ANSWERING", 0.5)
    monkeypatch.setattr(stranger.StrangeTarget, "place", lambda *_: stranger.hangs(None))
    with pytest.raises(BulletinError, match="the package strange-pack was waited for"):
        heeded(stranger.StrangeTarget).place("strange:")


def test_a_module_that_does_not_come_to_its_end_is_given_up(tmp_path, monkeypatch):
    (tmp_path / "endless_module.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(plugins, "_LOADING", 0.5)
    point = EntryPoint("endless", "endless_module:Target", "bulletin.targets")
    with pytest.raises(BulletinError, match=r"the package endless_module.* was waited for"):
        plugins.load(point)
