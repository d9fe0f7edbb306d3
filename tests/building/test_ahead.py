"""Pages are begun while an issue is being checked, and are what they would be if they were not."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import pytest

from bulletin.building import preflight
from bulletin.building.build import build
from bulletin.building.order import Order
from bulletin.cache import Cache, file_states
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.editions.pdf.edition import PdfEdition
from bulletin.machine import processes
from tests.building.builds import digests
from tests.conftest import SMALL

pytestmark = pytest.mark.usefixtures("started_anew")

ID = "2026-11"
PICTURE = f"{ID}/images/lua.svg"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication whose builds have copies for workers, and leave what they write for a moment."""
    monkeypatch.setattr(processes, "runs_alone", lambda: True)
    (tmp_path / "moment").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "moment"))
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a line for each time that pages are made, of the picture as it is then."""
    file = tmp_path / "made"
    file.touch()

    def make(self, job, folder):
        del self
        issue = job.composition.issue
        picture = (issue.root / PICTURE).read_text(encoding="utf-8")
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"{picture.count('opacity')}\n")
        if (file.parent / "failing").exists():
            (file.parent / "failing").unlink()
            message = "not now"
            raise BulletinError(message)
        (folder / f"{issue.file_stem}.pdf").write_text(picture, encoding="utf-8")
        return ()

    monkeypatch.setattr(PdfEdition, "make", make)
    monkeypatch.setattr(PdfEdition, "imports", ("tabnanny",))
    return file


def _built(small: Path, out: Path, jobs: int = 2) -> dict[str, str]:
    cache = Cache(out.with_suffix(".cache"))
    order = Order(
        small, ID, out, cache, out, editions=("pdf", "qr"), audio=False, jobs=jobs, epoch=0
    )
    build(order, lambda *_: None)
    return digests(out)


def _while_it_is_checked(monkeypatch, happens):
    check = preflight.check

    def checking(issue):
        happens()
        return check(issue)

    monkeypatch.setattr(preflight, "check", checking)


def _until(file: Path, lines: int) -> None:
    for _ in range(1000):
        if len(file.read_text(encoding="utf-8").splitlines()) >= lines:
            return
        time.sleep(0.02)
    pytest.fail("nothing was begun")


@pytest.mark.parametrize("racy", [0, 2_000_000_000, 1 << 62])
def test_pages_that_were_begun_before_are_not_made_again(racy, small, made, monkeypatch, tmp_path):
    monkeypatch.setattr(file_states, "_RACY", racy)

    def waiting() -> None:
        _until(made, 1)
        monkeypatch.setattr(file_states, "_RACY", 0)  # time goes by

    _while_it_is_checked(monkeypatch, waiting)
    early = _built(small, tmp_path / "early")
    assert made.read_text(encoding="utf-8").splitlines() == ["0"]
    assert early == _built(small, tmp_path / "late", jobs=1)
    assert not list((tmp_path / "moment").iterdir())


def test_what_was_written_meanwhile_is_in_them(small, made, monkeypatch, tmp_path):
    def written() -> None:
        _until(made, 1)
        picture = small / PICTURE
        text = picture.read_text(encoding="utf-8")
        if "opacity" not in text:
            picture.write_text(text.replace("<svg", "<svg opacity='0.5'"), encoding="utf-8")

    _while_it_is_checked(monkeypatch, written)
    files = _built(small, tmp_path / "early")
    assert made.read_text(encoding="utf-8").splitlines() == ["0", "1"]
    assert files == _built(small, tmp_path / "late", jobs=1)


def test_what_failed_is_made_by_who_wants_it(small, made, monkeypatch, tmp_path):
    (tmp_path / "failing").touch()
    _while_it_is_checked(monkeypatch, lambda: _until(made, 1))
    assert f"{ID}/manifest.json" in _built(small, tmp_path / "out")
    assert len(made.read_text(encoding="utf-8").splitlines()) == 2


def test_an_unsound_issue_is_told_as_ever_and_nothing_stays(small, made, monkeypatch, tmp_path):
    article = small / ID / "01-mua-lu.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(
        f"{text}\n\n## Một {{#mot}}\n\nLời.\n\n## Hai {{#mot}}\n\nLời.\n", encoding="utf-8"
    )
    _while_it_is_checked(monkeypatch, lambda: _until(made, 1))
    with pytest.raises(FindingsError) as told:
        _built(small, tmp_path / "out")
    assert {one.code.number for one in told.value.findings if one.is_error} == {"B409"}
    assert not list((tmp_path / "moment").iterdir())
    assert not (tmp_path / "out").exists()
