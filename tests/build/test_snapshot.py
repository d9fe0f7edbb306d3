"""What is built is what was digested, whatever an editor does to the files meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bulletin.build import Order, build
from bulletin.cache import Cache
from bulletin.pieces import snapshot
from bulletin.source.load import load
from tests.build.test_build import digests
from tests.conftest import TESTS

ID = "2026-11"
PICTURE = f"{ID}/images/lua.svg"


def _made(
    small: Path, out: Path, cache: Path, meanwhile=lambda: None, editions=("qr", "web")
) -> tuple[str, ...]:
    """Build some editions; `meanwhile` happens once the first of them is begun.

    Gives the editions that came out of the cache.
    """
    order = Order(small, ID, out, Cache(cache), out, editions=editions, audio=False, jobs=2)
    return build(order, lambda *_: meanwhile()).reused


def _other_picture(small):
    file = small / PICTURE
    text = file.read_text(encoding="utf-8").replace("<svg opacity='0.5'", "<svg")
    file.write_text(text.replace("<svg", "<svg opacity='0.5'"), encoding="utf-8")


def _broken_picture(small):
    (small / PICTURE).write_text("no picture", encoding="utf-8")


def _no_picture(small):
    (small / PICTURE).unlink(missing_ok=True)


def _another_theme(small):
    page = small / "theme" / "web" / "page.css"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("body { color: red }", encoding="utf-8")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What comes out of a build that nobody disturbs."""
    folder = tmp_path_factory.mktemp("clean")
    small = Path(shutil.copytree(TESTS / "publications" / "small", folder / "small"))
    _made(small, folder / "dist", folder / "cache")
    return digests(folder / "dist")


@pytest.mark.parametrize("change", [_other_picture, _broken_picture, _no_picture, _another_theme])
def test_a_file_changed_during_a_build_and_changed_back_leaves_nothing_wrong(
    clean, small, tmp_path, change
):
    before = shutil.copytree(small, tmp_path / "before")

    _made(small, tmp_path / "dist", tmp_path / "cache", lambda: change(small))
    assert digests(tmp_path / "dist") == clean

    shutil.rmtree(small)
    shutil.copytree(before, small)
    assert set(_made(small, tmp_path / "dist", tmp_path / "cache")) == {"qr", "web"}
    assert digests(tmp_path / "dist") == clean


def test_a_file_changed_during_a_build_is_in_the_next_one(small, tmp_path):
    both = {"editions": ("web", "pdf")}
    _made(small, tmp_path / "dist", tmp_path / "cache", lambda: _other_picture(small), **both)
    assert not _made(small, tmp_path / "dist", tmp_path / "cache", **both)
    _made(small, tmp_path / "clean", tmp_path / "clean-cache", **both)
    assert digests(tmp_path / "dist") == digests(tmp_path / "clean")


def test_what_leads_out_is_gone_or_locked_by_now_is_not_in_the_snapshot(
    small, tmp_path, monkeypatch
):
    issue = load(small, ID).issue
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (small / PICTURE).unlink()
    (small / PICTURE).symlink_to(tmp_path / "secret")
    faults = {"~$01.docx": PermissionError, "4913": FileNotFoundError}
    for name in faults:
        (small / ID / name).write_text("a", encoding="utf-8")
    copy = shutil.copyfile

    def refused(source: Path, target: Path) -> None:
        if source.name in faults:
            raise faults[source.name]
        copy(source, target)

    monkeypatch.setattr(shutil, "copyfile", refused)
    snapshot(issue, tmp_path / "copy")
    files = {file.name for file in (tmp_path / "copy").rglob("*") if file.is_file()}
    assert files == {"publication.yaml", "issue.yaml", "01-mua-lu.md", "02-y-te.md"}
