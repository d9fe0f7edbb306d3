"""The command line: exit codes, streams, and no traceback for anything an editor writes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bulletin.cli import options, run
from bulletin.diagnostics import BulletinError
from bulletin.publish.choosing import target_for
from bulletin.publish.verifying.places import opened
from bulletin.source.settings.targets import FolderPlace
from tests.conftest import CHECKOUT, SAMPLE
from tests.warm import bulletin

ARTICLE = "2026-11/01-mua-lu.md"


@pytest.fixture
def broken(small):
    """The small publication with an error and a warning in one article."""
    file = small / ARTICLE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(":alt:", ":atl:") + "\nXem http://xa.example/.\n", "utf-8")
    return small


def test_a_sound_issue_checks_with_code_0_and_says_nothing(small):
    result = bulletin("check", cwd=small)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_findings_give_code_1_and_stand_on_standard_output(broken):
    result = bulletin("check", cwd=broken)
    assert result.returncode == 1
    assert f"{ARTICLE}:13:" in result.stdout
    assert "did you mean" in result.stdout
    assert result.stderr == ""


def test_json_is_for_programs(broken):
    rows = json.loads(bulletin("check", "--format", "json", cwd=broken).stdout)
    assert {row["severity"] for row in rows} >= {"error"}
    assert {"code", "file", "line", "column", "message", "hint"} <= set(rows[0])


def test_github_commands_name_the_file_from_the_working_folder(broken):
    result = bulletin("check", "--format", "github", "--in", "small", cwd=broken.parent)
    assert f"::error file=small/{ARTICLE},line=13" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [["bild"], ["build", "--jobs", "0"], ["check", "--format", "xml"], ["build", "--frobnicate"]],
)
def test_wrong_usage_gives_code_2(small, arguments):
    result = bulletin(*arguments, cwd=small)
    assert result.returncode == 2
    assert "Usage:" in result.stderr


def test_a_folder_without_a_publication_is_named_with_what_to_do(tmp_path):
    result = bulletin("build", cwd=tmp_path)
    assert result.returncode == 1
    assert "publication.yaml" in result.stderr
    assert "    = " in result.stderr


def test_the_script_of_an_issue_opens_and_closes_with_what_every_edition_says(small):
    lines = bulletin("script", cwd=small).stdout.splitlines()
    assert any("giọng đọc tổng hợp" in line for line in lines[:8])
    assert any("một một bốn" in line for line in lines)
    assert "Thông tin xuất bản" in "\n".join(lines)


def test_the_script_of_a_file_is_just_that_text(small):
    lines = bulletin("script", ARTICLE, cwd=small).stdout.splitlines()
    assert lines[0].startswith("Chủ động ứng phó mưa lũ")
    assert "giọng đọc tổng hợp" not in "\n".join(lines)


def test_each_line_of_standard_input_is_said(tmp_path):
    text = "> 60 tuổi\ntháng 11.2026\n57-NQ/TW\n"
    result = bulletin("script", "-", cwd=tmp_path, text=text)
    assert result.returncode == 0
    said = [line.rstrip(".") for line in result.stdout.splitlines()]
    assert said[:2] == [
        "trên sáu mươi tuổi",
        "tháng mười một năm hai nghìn không trăm hai mươi sáu",
    ]
    assert len(said) == 3


def test_the_lexicon_of_the_publication_around_is_used_for_a_text(small):
    (small / "lexicon.yaml").write_text("UBND: úy ban\n", encoding="utf-8")
    (small / "text.md").write_text("UBND họp.\n", encoding="utf-8")
    assert bulletin("script", "text.md", cwd=small).stdout == "úy ban họp.\n"


def test_a_script_says_why_each_word_was_changed(small):
    (small / "lexicon.yaml").write_text("UBND: úy ban\n", encoding="utf-8")
    text = "UBND họp ngày 20/11. Kỹ thuật số (KTS) cần lớp KTS, HTX.\n"
    (small / "text.md").write_text(text, encoding="utf-8")
    plain = bulletin("script", "text.md", cwd=small).stdout.splitlines()
    lines = bulletin("script", "text.md", "--why", cwd=small).stdout.splitlines()
    assert [line for line in lines if not line.startswith("    ")] == plain
    reasons = [line.strip() for line in lines if line.startswith("    ")]
    assert reasons == [
        "UBND → “úy ban”: lexicon.yaml",
        "20/11 → “hai mươi tháng mười một”: rule dates.day",
        "(KTS) → silence: said just before",
        "KTS → “kỹ thuật số”: rule remembered.told, defined in the text as “Kỹ thuật số”",
        "HTX → “hợp tác xã”: rule short_forms.single, table abbreviations/economy, HTX",
    ]


def test_an_unknown_abbreviation_is_a_warning_that_says_what_to_write(small):
    file = small / ARTICLE
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\nHội XYZQW họp sáng nay.\n", encoding="utf-8")
    result = bulletin("check", cwd=small)
    assert result.returncode == 0
    assert "warning B5" in result.stdout
    assert "lexicon.yaml" in result.stdout


def test_voices_show_what_a_build_takes_and_why(small):
    lines = bulletin("voices", cwd=small).stdout.splitlines()
    assert {line.split()[0] for line in lines if line[0] != " "} >= {"piper", "gtts", "espeak"}
    assert lines[-1].startswith("a build takes espeak")


def test_no_colour_and_no_progress_in_a_pipe(small):
    result = bulletin("build", "--edition", "qr", cwd=small)
    assert result.returncode == 0
    assert "\033" not in result.stderr + result.stdout
    assert "\r" not in result.stderr


def test_quiet_says_nothing_about_a_build_that_works(small):
    result = bulletin("--quiet", "build", "--edition", "qr", cwd=small)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_pipe_that_closes_early_is_no_traceback():
    command = f"{sys.executable} -m bulletin script --in {SAMPLE} | head -1"
    result = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, cwd=CHECKOUT, check=False
    )
    assert "Traceback" not in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_the_sample_has_no_finding():
    result = bulletin("check", "--all", "--in", SAMPLE, cwd=CHECKOUT)
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("2026-10/", "2026-10"),
        ("./2026-10/", "2026-10"),
        ("2026-10", "2026-10"),
        ("10", None),
        ("2026-10/01-bai.md", None),
    ],
)
def test_an_issue_is_named_by_its_folder_too_and_one_that_is_almost_named_is_told(
    tmp_path, word, meant
):
    for name in ("2026-10", "2026-11", "2026-12"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "issue.yaml").write_text("number: 1\n", "utf-8")
    if meant:
        assert options.issues_named(tmp_path, (word,)) == (meant,)
        return
    with pytest.raises(BulletinError) as told:
        options.issues_named(tmp_path, (word,))
    assert "did you mean 2026-10?" in told.value.hint


def test_a_place_of_an_unknown_kind_is_told_how_places_are_written(tmp_path):
    with pytest.raises(BulletinError, match="nothing here can publish") as told:
        target_for("ftp://a.example/b", {}, tmp_path)
    assert "sftp://" in told.value.hint
    place = FolderPlace(type="folder", path="www")
    with pytest.raises(BulletinError) as told:
        target_for("weeb:", {"web": place}, tmp_path)
    assert told.value.hint == 'did you mean "web"?'


@pytest.mark.skipif(sys.platform == "win32", reason="there they are right")
def test_a_path_of_windows_is_told_as_linux_has_it_and_makes_no_folder(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    for look in (lambda where: target_for(where, {}, tmp_path), lambda where: opened(where, 1)):
        with pytest.raises(BulletinError) as told:
            look("E:\\ban tin")
        assert '"/mnt/e/ban tin"' in told.value.hint
    for typed in (["init", "e:/ban tin", "--yes"], ["build", "--out", "E:\\ban tin"]):
        assert run(typed) == 2
        assert '"/mnt/e/ban tin"' in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


def test_who_takes_an_issue_back_is_told_how_to_say_why(small, capsys):
    assert run(["withdraw", "2026-11", "--in", str(small)]) == 2
    assert '--why "' in capsys.readouterr().err
