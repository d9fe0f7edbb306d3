"""A build that fails says what failed, all of it, and what lies in the release's place."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from unittest.mock import Mock

import pytest

from bulletin.building.failures import EditionsError
from bulletin.building.pieces import Workshop
from bulletin.building.workflow import Workflow
from bulletin.cache import Cache
from bulletin.cli import run
from bulletin.codes import CODES
from bulletin.diagnostics import BulletinError, Finding, FindingsError, Span
from bulletin.editions.base import Job
from bulletin.machine.timings import Timings
from tests.building.builds import Fake
from tests.web.site import PUBLICATION, composed

ID = "2026-11"


@pytest.fixture
def build(small, tmp_path, monkeypatch, capfd):
    """Build the small publication's page, and give the exit code and what was said."""
    monkeypatch.chdir(tmp_path)

    def built(*arguments: str, editions: Sequence[str] = ("web",)) -> tuple[int, str]:
        chosen = [word for name in editions for word in ("--edition", name)]
        code = run(
            ["build", "--in", str(small), "--no-audio", "--cache", "cache", *chosen, *arguments]
        )
        return code, capfd.readouterr().err

    return built


def test_a_failed_archive_leaves_the_release_and_says_so_and_the_next_build_mends_it(
    build, tmp_path
):
    for folder in ("robots.txt", "index.html"):
        (tmp_path / "dist" / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / "dist" / "index.html").rmdir()
    code, said = build()
    assert code == 1
    assert "archive: " in said
    assert "robots.txt is a folder" in said
    assert f"what was built is in its place (dist/{ID})" in said
    assert "nothing of the last release was changed" not in said
    assert (tmp_path / "dist" / ID / "index.html").is_file()
    (tmp_path / "dist" / "robots.txt").rmdir()
    assert build()[0] == 0
    assert (tmp_path / "dist" / "robots.txt").is_file()
    assert ID in (tmp_path / "dist" / "index.html").read_text(encoding="utf-8")


def test_all_goes_on_after_an_issue_that_fails_and_sums_up(build, small, tmp_path):
    for issue_id in ("2026-09", "2026-10"):
        shutil.copytree(small / ID, small / issue_id)
    (small / "2026-09" / "issue.yaml").write_text("number: [", encoding="utf-8")
    taken = tmp_path / "dist" / "2026-10"
    taken.mkdir(parents=True)
    (taken / "holiday.jpg").write_bytes(b"")
    code, said = build("--all", editions=["qr"])
    assert code == 1
    table = said.splitlines()[-3:]
    assert [row.split()[:2] for row in table] == [
        ["2026-09", "failed"],
        ["2026-10", "failed"],
        [ID, "done"],
    ]
    assert "error(s)" in table[0]
    assert "holiday.jpg" in table[1]
    assert (tmp_path / "dist" / ID / "qr.svg").is_file()


def test_a_fault_of_the_input_says_that_the_last_release_is_as_it_was(build, small):
    assert build(editions=["qr"])[0] == 0
    (small / ID / "01-mua-lu.md").write_text("# <b>", encoding="utf-8")
    code, said = build(editions=["qr"])
    assert code == 1
    assert f"nothing of the last release was changed: dist/{ID}" in said


def test_the_editors_own_folder_is_never_built_over(build, small):
    before = {f: f.read_bytes() for f in small.rglob("*") if f.is_file()}
    code, said = build("--out", str(small), editions=["qr"])
    assert code == 1
    assert "is no release of ours" in said
    assert {
        f: f.read_bytes() for f in small.rglob("*") if f.is_file() and f.name != ".lock"
    } == before


def test_an_archive_that_was_there_is_told_of_a_release_without_pages(build, small, tmp_path):
    build()
    (small / ID / "02-y-te.md").write_text("---\ntitle: Khác\n---\nKhác.\n", encoding="utf-8")
    assert build(editions=["qr"])[0] == 0
    assert f'"{ID}/"' not in (tmp_path / "dist" / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path):
    """Make editions; gives the error."""
    composition = composed(PUBLICATION, ID)
    workshop = Workshop(Cache(tmp_path / "cache"), tmp_path, "")

    def make(*chosen: Fake) -> BulletinError:
        job = Job(composition, None, tmp_path / "made", dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
        with pytest.raises(BulletinError) as caught:
            Workflow(workshop, chosen, job, 1, lambda *_: None, Timings()).run()
        return caught.value

    return make


def test_no_edition_hides_what_another_found(made):
    error = made(
        Fake("a", "finds"), Fake("b", "fails"), Fake("c", "warns"), Fake("d", "finds", ("c",)),
        Fake("e", "fails"), Fake("f", "finds", ("b",)), Fake("g", "", ("f",)), Fake("h"),
    )  # fmt: skip
    assert isinstance(error, EditionsError)
    assert {f.message for f in error.findings} == {f"found by {name}" for name in "acd"}
    assert {name: str(failure) for name, failure in error.failures.items()} == {
        "b": "b failed",
        "e": "e failed",
    }


def test_a_lone_failure_is_told_as_it_is(made):
    error = made(Fake("a", "fails"), Fake("b"))
    assert (type(error), error.message) == (BulletinError, "a failed")


class Speechless:
    """A narrator that cannot even begin."""

    def begin(self, _schedule, _stack, _made, failed):
        failed(BulletinError("no network"))

    def stop(self):
        """Nothing to stop."""


def test_a_voice_that_cannot_begin_ends_the_build_at_once(tmp_path):
    composition = composed(PUBLICATION, ID)
    job = Job(composition, None, tmp_path / "made", dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    workshop = Workshop(Cache(tmp_path / "cache"), tmp_path, "")
    silent = Fake("silent", "lasts")
    with pytest.raises(BulletinError, match="no network"):
        Workflow(workshop, [silent], job, 1, lambda *_: None, Timings(), Speechless()).run()
    assert not list(tmp_path.rglob("silent.txt"))


@pytest.fixture
def voice_of_auto(small, tmp_path, monkeypatch, capfd, clip_cache):
    """Build with a voice that nobody decided on, with neither a network nor voice files."""
    file = small / "publication.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("engine: espeak", "engine: auto"), encoding="utf-8")
    monkeypatch.setattr("bulletin.narration.engines.choose.ORDER", ("espeak",))
    monkeypatch.chdir(tmp_path)

    def built(unattended: str, *arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("CI", unattended)
        words = ["--in", str(small), "--cache", str(clip_cache), "--edition", "web", *arguments]
        return run(["build", *words]), capfd.readouterr().err

    return built


@pytest.mark.parametrize("unattended", ["true", "1", "True", "woodpecker"])
def test_unattended_a_voice_that_nobody_decided_on_is_an_error(voice_of_auto, unattended):
    code, said = voice_of_auto(unattended)
    assert code == 1
    assert "publication.yaml:10:17: error B510" in said
    assert "bulletin voices get vi_VN-vais1000-medium" in said


def test_unattended_a_draft_is_an_error_at_its_line(small, tmp_path, monkeypatch, capfd):
    file = small / "2026-11" / "01-mua-lu.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CI", "true")
    assert run(["build", "--in", str(small), "--cache", str(tmp_path / "cache")]) == 1
    assert "2026-11/01-mua-lu.md:2:1: error B289" in capfd.readouterr().err
    assert not (tmp_path / "dist" / "2026-11").exists()


@pytest.mark.parametrize(
    ("unattended", "arguments", "found"),
    [
        ("false", (), ["warning B510"]),
        ("true", ("--engine", "espeak"), []),
        ("true", ("--no-audio",), []),
    ],
)
def test_with_a_person_or_a_decision_it_is_none(voice_of_auto, unattended, arguments, found):
    code, said = voice_of_auto(unattended, *arguments)
    assert code == 0
    assert [words for words in ("error B510", "warning B510") if words in said] == found


@pytest.mark.parametrize("spoilt", ["nothing", "the text", "a draft", "an edition"])
def test_what_the_voice_cannot_read_is_told_with_whatever_else_is_wrong(
    spoilt, small, tmp_path, monkeypatch, capfd
):
    file = small / "2026-11" / "01-mua-lu.md"
    text = file.read_text("utf-8") + "\nĐoàn XQZV về xã.\n"
    if spoilt == "the text":
        text += "\n:::{nonsense}\n:::\n"
    if spoilt == "a draft":
        text = text.replace("---\n", "---\ndraft: true\n", 1)
    if spoilt == "an edition":
        found = FindingsError([Finding(CODES["B305"], "found", Span("a.md"))])
        monkeypatch.setattr(Workflow, "_begin", Mock(side_effect=found))
    file.write_text(text, "utf-8")
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir(tmp_path)
    code = run(["build", "--in", str(small), "--edition", "qr", "--cache", "cache"])
    assert code == (spoilt != "nothing")
    assert capfd.readouterr().err.count("warning B501") == 1


@pytest.mark.parametrize("among", [f"{ID}/dist", "theme"])
def test_releases_are_not_written_among_what_they_are_made_from(build, small, among):
    code, said = build("--out", str(small / among))
    assert code == 1
    assert "from which the issue is made" in said
    assert not (small / among).exists()
