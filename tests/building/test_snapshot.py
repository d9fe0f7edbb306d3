"""What is built is what was digested, whatever an editor does to the files meanwhile."""

from __future__ import annotations

import os
import shutil
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from bulletin.building.build import build
from bulletin.building.order import Order
from bulletin.building.preflight import checked
from bulletin.building.snapshots import CheckedIssue, snapshot
from bulletin.cache import Cache
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.manifest import words_of
from bulletin.source.load import load
from tests.building.builds import digests
from tests.conftest import SMALL

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
    small = Path(shutil.copytree(SMALL, folder / "small"))
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
    both = {"editions": ("web", "epub")}
    _made(small, tmp_path / "dist", tmp_path / "cache", lambda: _other_picture(small), **both)
    assert not _made(small, tmp_path / "dist", tmp_path / "cache", **both)
    _made(small, tmp_path / "clean", tmp_path / "clean-cache", **both)
    assert digests(tmp_path / "dist") == digests(tmp_path / "clean")


def test_what_an_issue_does_not_name_is_neither_copied_nor_a_part_of_what_it_says(small, tmp_path):
    """Raw films of gigabytes lie among the texts; they went into a copy at every build."""
    before = load(small, ID).issue
    raw = [small / ID / name for name in ("media/uncut.mp4", "images/lua-2.jpg", "notes.docx")]
    for file in raw:
        file.parent.mkdir(exist_ok=True)
        file.write_text("a", encoding="utf-8")
    issue = load(small, ID).issue
    assert issue.files == ("01-mua-lu.md", "02-y-te.md", "images/lua.svg", "issue.yaml")
    assert words_of(issue) == words_of(before)
    snapshot(issue, tmp_path / "copy")
    copied = {file.name for file in (tmp_path / "copy").rglob("*")}
    assert copied.isdisjoint(file.name for file in raw)
    assert "lua.svg" in copied


def test_what_leads_out_is_gone_or_locked_by_now_is_not_in_the_snapshot(
    small, tmp_path, monkeypatch
):
    issue = load(small, ID).issue
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (small / PICTURE).unlink()
    (small / PICTURE).symlink_to(tmp_path / "secret")
    faults = {"01-mua-lu.md": PermissionError, "02-y-te.md": FileNotFoundError}
    copy = shutil.copyfile

    def refused(source: Path, target: Path) -> None:
        if source.name in faults:
            raise faults[source.name]
        copy(source, target)

    monkeypatch.setattr(shutil, "copyfile", refused)
    snapshot(issue, tmp_path / "copy")
    files = {file.name for file in (tmp_path / "copy").rglob("*") if file.is_file()}
    assert files == {"publication.yaml", "issue.yaml"}


def _put(path: str, text: str = "", after: str = ""):
    """What writes a file as most editors do: beside it, then in its place."""

    def put(small: Path) -> None:
        file = small / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = small / "~beside"
        beside.write_text(text or file.read_text(encoding="utf-8") + after, encoding="utf-8")
        beside.replace(file)

    return put


def _looked_at(small: Path, *between) -> tuple[CheckedIssue, list[int]]:
    """The small issue; one by one, something happens after each check, before it is copied."""
    left, checks = list(between), [0]

    def check():
        found = checked(small, ID)
        checks[0] += 1
        if left:
            left.pop(0)(small)
        return found

    return CheckedIssue.of(small, ID, check), checks


UNSOUND = {
    "an article": _put(f"{ID}/01-mua-lu.md", after="\n\n:::{nothing}\n:::\n"),
    "a picture": _put(PICTURE, "no picture"),
    "a picture that is gone": _no_picture,
    "the lexicon": _put("lexicon.yaml", "words: ["),
    "the settings": _put("publication.yaml", "title: ["),
    "the issue": _put(f"{ID}/issue.yaml", after="\nnumber: often\n"),
    "a style sheet": _put("theme/web/page.css", "@import url(https://evil.example/a.css);"),
    "a template": _put("theme/web/404.html", "{{ nobody"),
    "words": _put("theme/strings/vi/own.yaml", "listen: ["),
    "a logo": _put("publication.yaml", after="\ntheme: {logo: nothing.svg}\n"),
}


@pytest.mark.parametrize("change", UNSOUND.values(), ids=UNSOUND)
def test_what_becomes_unsound_between_the_check_and_the_copy_is_not_built(small, tmp_path, change):
    sound, _ = _looked_at(small, change)
    with pytest.raises(FindingsError):
        sound.copied(tmp_path / "copy")


def test_what_is_changed_soundly_meanwhile_is_checked_and_built(small, tmp_path):
    logo = small / "brand" / "logo.svg"
    logo.parent.mkdir()
    shutil.copyfile(small / PICTURE, logo)
    _put("publication.yaml", after="\ntheme: {logo: brand/logo.svg}\n")(small)
    changes = (
        _put("lexicon.yaml", "HTX BS: hợp tác xã Bàu Sen\n"),
        _put(f"{ID}/01-mua-lu.md", after="\nThêm một câu.\n"),
        _put("brand/logo.svg", after="\n"),
    )
    sound, checks = _looked_at(small, *changes)
    copied = sound.copied(tmp_path / "copy")
    assert checks == [4]
    read = replace(load(small, ID).issue, root=tmp_path / "copy")
    assert astuple(copied.issue) == astuple(read)
    for path in ("lexicon.yaml", f"{ID}/01-mua-lu.md", "brand/logo.svg"):
        assert (tmp_path / "copy" / path).read_bytes() == (small / path).read_bytes()


def test_what_was_changed_under_the_check_and_changed_back_is_checked_again(small, tmp_path):
    file = small / PICTURE
    before, times = file.read_bytes(), (file.stat().st_atime_ns, file.stat().st_mtime_ns)

    def there_and_back(small):
        _other_picture(small)
        file.write_bytes(before)
        os.utime(file, ns=times)

    sound, checks = _looked_at(small, there_and_back)
    sound.copied(tmp_path / "copy")
    assert checks == [2]


def test_what_is_no_part_of_the_issue_may_be_written_to_meanwhile(small, tmp_path):
    places = ("build.log", "2026-12/issue.yaml", "dist/a", "raw/a.jpg", f"{ID}/raw/film.mp4")
    others = [_put(path, "a") for path in places]
    sound, checks = _looked_at(small, lambda small: [put(small) for put in others])
    sound.copied(tmp_path / "copy")
    assert checks == [1]


def test_an_issue_that_does_not_come_to_rest_is_not_built(small, tmp_path):
    sound, _ = _looked_at(small, *(_put(f"{ID}/01-mua-lu.md", after="\n") for _ in range(20)))
    with pytest.raises(BulletinError, match="written to all the time"):
        sound.copied(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
