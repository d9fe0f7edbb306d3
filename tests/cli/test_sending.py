"""How far a sending has come is shown on a terminal, told to programs, and kept from nobody else."""

from __future__ import annotations

import json
import re
import shutil
from types import SimpleNamespace

import pytest

from bulletin import cli
from bulletin.cli.commands.publish import _say_what_is_kept
from bulletin.cli.commands.verify import after, show
from bulletin.cli.sending import SendingLine
from bulletin.cli.terminal import Terminal
from bulletin.publish.sending import Sending, SendingMeter
from bulletin.publish.verifying.report import Discrepancy, VerifyReport
from bulletin.site.listing import Change
from bulletin.source.settings.targets import FolderPlace, GitPlace, S3Place, SftpPlace
from tests.publish.shop import PUBLICATION, built

HALF = Sending(files=12, total_files=240, bytes=3_200_000, total_bytes=41_000_000)
ALL = Sending(files=240, total_files=240, bytes=41_000_000, total_bytes=41_000_000, found=7)


def shown(capsys, *told, quiet=False, live=True):
    line = SendingLine(Terminal(quiet=quiet, colour=False, live=live))
    for now in told:
        line.watch(now)
    line.close()
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", capsys.readouterr().err)


def test_files_and_bytes_of_how_many_are_shown_on_a_terminal_alone(capsys):
    said = shown(capsys, HALF)
    assert "sending" in said
    assert "12/240 files, 3.2 MB of 41.0 MB" in said
    assert "of 41.0 MB" not in shown(capsys, HALF, live=False)
    assert shown(capsys, HALF, quiet=True) == ""


def test_where_nobody_knows_how_many_bytes_there_are_the_files_are_shown(capsys):
    assert "9/20 files, 1.2 MB" in shown(capsys, Sending(9, 20, 1_200_000))


def test_what_did_not_have_to_go_again_is_said(capsys):
    said = shown(capsys, HALF, ALL, live=False)
    assert "233 files sent, 41.0 MB" in said
    assert "gone on from an attempt that broke off: 7 files were there already" in said
    assert "broke off" not in shown(capsys, HALF, live=False)


def test_a_meter_tells_now_and_then_and_always_of_the_end():
    told: list[Sending] = []
    meter = SendingMeter(told.append, 500, 5000)
    for number in range(500):
        meter.moved(4)
        meter.done(sent=number % 5 > 0, rest=6)
    assert told[-1] == Sending(500, 500, 5000, 5000, found=100)
    assert len(told) < 100


@pytest.mark.parametrize("arguments", [["--json"], ["--json", "--dry-run"]])
def test_a_program_is_told_what_was_sent_and_what_readers_get(small, tmp_path, capsys, arguments):
    built(tmp_path / "dist", address="https://bantin.thu.example/2026-11/")
    place = ["--in", str(small), "--out", str(tmp_path / "dist"), "--to", str(tmp_path / "www")]
    assert cli.run(["publish", "2026-11", *place, *arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    told = json.loads(said.out)
    assert (told["issue"], told["place"]) == ("2026-11", str(tmp_path / "www"))
    assert told["files"]["2026-11/a.pdf"] == "new"
    if "--dry-run" in arguments:
        assert (told["sent"]["files"], told["verified"]) == (0, None)
    else:
        assert told["sent"] == {"files": 4, "bytes": told["sent"]["bytes"], "found": 0}
        assert told["verified"]["whole"] is True


@pytest.mark.parametrize("arguments", [[], ["2026-11", "--dry-run"]])
def test_a_program_is_told_why_nothing_was_sent(small, tmp_path, capsys, arguments):
    place = ["--in", str(small), "--out", str(tmp_path / "dist"), "--to", str(tmp_path / "www")]
    assert cli.run(["publish", *place, "--json", *arguments]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["issue"], told["place"]) == ("2026-11", str(tmp_path / "www"))
    (failed,) = told["failed"]
    assert "bulletin build 2026-11" in failed["hint"]


@pytest.mark.parametrize("wrong", ["base_url: bantin", "targets: {www: {type: sftp, host: -x}}"])
def test_nothing_is_sent_while_the_settings_have_an_error(
    small, tmp_path, monkeypatch, capsys, wrong
):
    built(tmp_path / "dist")
    settings = small / "publication.yaml"
    key = wrong.partition(":")[0]
    kept = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(key)]
    settings.write_text("\n".join([*kept, wrong, ""]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for command in (["publish", "--out", "dist"], ["withdraw", "--why", "why"]):
        assert cli.run([*command, "2026-11", "--in", str(small), "--to", "www"]) == 1
        assert "publication.yaml:" in capsys.readouterr().err
    assert not (tmp_path / "www").exists()


def test_readers_who_lose_the_sound_of_an_issue_are_not_lost_sight_of(small, tmp_path, capsys):
    place = ["--in", str(small), "--out", str(tmp_path / "dist"), "--to", str(tmp_path / "www")]
    silent = {"index.html": "page", "a.pdf": "paper"}

    def said(files=None):
        built(tmp_path / "dist", address="https://bantin.thu.example/2026-11/", files=files)
        assert cli.run(["publish", "2026-11", *place]) == 0
        return capsys.readouterr().err

    assert "no sound" not in said()
    shutil.rmtree(tmp_path / "dist")
    assert "there is no sound" in said(silent)
    assert "no sound" not in said({**silent, "b.pdf": "there was none before"})
    assert "no sound" not in said(), "and is there again"


FOLDER = FolderPlace(type="folder", path="/srv/www")
PAGES = GitPlace(type="git", repository="git@xa.example:trang.git")
SERVER = SftpPlace(type="sftp", host="xa.example", path="/www")
SEEN = "removed 11/pictures/an-480.1f.webp"


@pytest.mark.parametrize(
    ("place", "changes", "told"),
    [
        (FOLDER, ["removed 11/share/previews/02-ong-an.jpg"], "kept in /srv/www/.releases/11 for"),
        (FOLDER, [SEEN, "new 11/pictures/an-12-480.2c.webp"], "kept in /srv/www/.releases/11 for"),
        (SERVER, [SEEN], "kept in /www/.releases on the server"),
        (PAGES, [SEEN], "stays in the history of the repository"),
        (S3Place(type="s3", bucket="bantin"), [SEEN], ""),
        (PAGES, [SEEN, "new 11/pictures/an-480.2c.webp"], ""),
        (PAGES, ["removed 11/share/previews/02-a.jpg", "new 11/share/previews/01-a.jpg"], ""),
        (PAGES, ["removed 11/audio/00-opening.m4a", "removed 11/assets/style.92.css"], ""),
    ],
)
def test_where_what_was_taken_out_of_an_issue_still_lies_is_told(capsys, place, changes, told):
    found = [Change(*change.split()) for change in changes]
    _say_what_is_kept(Terminal(quiet=False, colour=False, live=False), found, "11", place)
    said = capsys.readouterr().err
    assert told in said
    assert bool(told) is bool(said)


@pytest.mark.parametrize(("passing", "begins"), [(True, "warning: "), (False, "error: ")])
def test_what_may_come_right_by_itself_is_no_error(capsys, passing, begins):
    report = VerifyReport("a", (), 0, 0, {}, None, (Discrepancy("a.pdf", "is missing"),))
    show(Terminal(quiet=False, colour=False, live=False), report, "vi", passing=passing)
    assert capsys.readouterr().err.startswith(begins)


def test_what_was_sent_is_sent_though_this_machine_cannot_look_at_it(monkeypatch, capsys):
    monkeypatch.setenv("ALL_PROXY", "socks5h://h:1")
    place = GitPlace(type="git", repository="pages.git")
    way = SimpleNamespace(theme=SimpleNamespace(publication=PUBLICATION), place=place)
    terminal = Terminal(quiet=False, colour=False, live=False)
    report = after(terminal, way, "2026-11", "https://thu.example/2026-11/")
    assert "ALL_PROXY" in report.faults[0].what
    told = capsys.readouterr().err
    assert "warning: " in told
    assert "error" not in told
