"""How the program speaks: progress on a terminal, a summary at the end, JSON for programs."""

from __future__ import annotations

import errno
import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

import click
import numpy as np
import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from bulletin import manifest, plugins
from bulletin.art.qr_symbol import qr_blocks
from bulletin.building.order import Built
from bulletin.cache import records
from bulletin.cli import cli, run
from bulletin.cli.environment import heed_time_zone
from bulletin.cli.failures import as_error
from bulletin.cli.progress import STEPS, ProgressLine, in_words
from bulletin.cli.signals import Stopped, heard
from bulletin.cli.streams import outlive_readers, speak_any_letter
from bulletin.cli.summary import summary, what_next
from bulletin.cli.temporary import own_folder
from bulletin.cli.terminal import Terminal
from bulletin.desk.starter_files import languages, questions
from bulletin.machine.disks import megabytes
from bulletin.machine.interpreter import unheard
from bulletin.machine.systems import STOPPING, locked
from bulletin.messages import joined, said, tr
from bulletin.narration.model import VoiceUsed
from bulletin.source.load import load
from bulletin.source.settings.targets import FolderPlace
from tests.findings.cases import HERE
from tests.warm import bulletin

CODES = re.compile(r"\033\[[0-9;]*[A-Za-z]")
ADDRESS = "https://bantin.tanphuoc.example/2026-11/"


class _Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_progress_says_what_how_far_and_how_long_still():
    clock = _Clock()
    line = ProgressLine(colour=True, clock=clock)
    assert "left" not in line.drawn("speak", 0, 400)
    clock.now = 30
    drawn = CODES.sub("", line.drawn("speak", 100, 400))
    assert STEPS["speak"] in drawn
    assert "100/400" in drawn
    assert "about 2 min left" in drawn
    assert "\n" not in drawn


def test_what_the_cache_had_says_nothing_of_the_pace():
    clock = _Clock()
    line = ProgressLine(colour=False, clock=clock)
    line.left("speak", 300, 400)
    clock.now = 10
    assert line.left("speak", 310, 400) == "about 2 min left"


def test_steps_side_by_side_have_each_their_own_pace():
    clock = _Clock()
    line = ProgressLine(colour=False, clock=clock)
    line.left("speak", 0, 100)
    clock.now = 100
    line.left("encode", 0, 10)
    clock.now = 110
    assert line.left("encode", 5, 10) == "about 10 s left"
    assert line.left("speak", 50, 100) == "about 2 min left"
    assert line.left("speak", 0, 20) == "", "the next issue begins anew"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "about 1 s"), (45, "about 45 s"), (150, "about 2 min"), (4000, "about 1 h 7 min")],
)
def test_times_are_told_as_people_tell_them(seconds, words):
    assert in_words(seconds) == words


@pytest.mark.parametrize("colour", [True, False])
def test_the_line_of_progress_is_taken_away_before_anything_is_said(capsys, colour):
    terminal = Terminal(quiet=False, colour=colour, live=True)
    terminal.progress("speak", 3, 9)
    terminal.say("done")
    said = capsys.readouterr().err
    assert said.endswith("\r\033[2Kdone\n")
    assert bool(re.search(r"\033\[[0-9;]*m", said)) is colour


@pytest.mark.parametrize(
    "settings", [{"quiet": True, "live": True}, {"quiet": False, "live": False}]
)
def test_in_a_pipe_and_when_quiet_there_is_neither_progress_nor_code(capsys, settings):
    terminal = Terminal(colour=False, **settings)
    terminal.progress("speak", 3, 9)
    terminal.qr(ADDRESS)
    assert capsys.readouterr().err == ""


def test_the_code_on_the_terminal_is_read_by_a_camera():
    rows = qr_blocks(ADDRESS).split("\n")
    image = Image.new("1", (len(rows[0]), 2 * len(rows)))
    for y, row in enumerate(rows):
        for x, block in enumerate(row):
            image.putpixel((x, 2 * y), block in "█▀")
            image.putpixel((x, 2 * y + 1), block in "█▄")
    # A window in which the code stands on black, as most terminals are.
    window = Image.new("1", (image.width + 20, image.height + 20))
    window.paste(image, (10, 10))
    shown = window.resize((window.width * 8, window.height * 8)).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(shown)] == [ADDRESS]


def test_a_build_tells_a_program_all_that_a_pipeline_needs(small):
    result = bulletin("build", "--edition", "qr", "--json", cwd=small)
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    (release,) = told["releases"]
    assert told["failed"] == []
    assert release["folder"] == "dist/2026-11"
    assert release["address"].endswith("/2026-11/")
    files = {one["path"]: one["bytes"] for one in release["files"]}
    assert files["qr.svg"] == (small / "dist/2026-11/qr.svg").stat().st_size
    assert release["bytes"] == sum(files.values())
    assert {"duration", "articles", "voice", "findings", "editions"} <= set(release)
    made = manifest.read(small / "dist" / "2026-11")
    publication = load(small, "2026-11").issue.publication
    built = Built(small / "dist" / "2026-11", publication, made, (), (), (), unsigned=False)
    shown = f"{summary(built)}\n{what_next(built, Path('dist'))}"
    assert "edition qr: 2 files" in shown, "for a person the same is said in words"
    assert "findings: none" in shown
    assert f"address: {release['address']}" in shown
    assert "bulletin publish 2026-11 --to FOLDER" in shown
    assert "base_url" not in shown
    places = {"web": FolderPlace(type="folder", path="www")}
    named = publication.model_copy(update={"targets": places})
    told = what_next(replace(built, publication=named), Path("dist"))
    assert "bulletin publish 2026-11 --to web" in told
    moved = publication.model_copy(update={"base_url": "https://moi.example/"})
    told = what_next(replace(built, publication=moved), Path("dist"))
    assert f"{release['address']}. Build and publish" in told
    assert "bulletin build 2026-11;" in told


def test_a_summary_says_why_this_voice_in_the_language_of_whoever_reads_it():
    none = tr("no Piper voice file {what} is installed", what="x")
    why = tr("{name} was asked for", name="gtts")
    made = manifest.Manifest.model_construct(voice=None, files=(), duration=60.0, address="a:")
    voice = VoiceUsed("gtts", "2", "com", "vi", joined("; ", [none, why]))
    built = Built(Path("dist/x"), None, made, (), (), (), unsigned=False, voice=voice)
    again = records.of_record(json.loads(json.dumps(records.as_record(summary(built)))))
    for told in (summary(built), again):
        words = said(told, lambda one: f"«{one}»")
        assert "«no Piper voice file x is installed»; «gtts was asked for»" in words


def test_a_build_that_fails_tells_a_program_why(small):
    (small / "2026-11/01-mua-lu.md").write_text("# Bài\n\n:::{figur} a.jpg\n:::\n", "utf-8")
    place = ["--in", str(small), "--out", str(small / "dist"), "--cache", str(small / "cache")]
    result = CliRunner(mix_stderr=False).invoke(cli, ["build", "--json", *place])
    assert result.exit_code == 1
    (failed,) = json.loads(result.stdout)["failed"]
    assert failed["issue"] == "2026-11"
    assert {"B202"} <= {one["code"] for one in failed["findings"]}


@pytest.mark.parametrize("language", languages())
def test_nobody_prints_a_code_that_leads_to_the_address_of_nobody(small, language):
    publication = load(small, "2026-11").issue.publication
    made = manifest.Manifest.model_construct(id="2026-11")
    built = Built(small, publication, made, (), (), (), unsigned=False)
    assert "base_url" not in what_next(built, Path("dist"))
    untold = {one.key: one.otherwise for one in questions(language)}["base_url"]
    nobody = publication.model_copy(update={"base_url": untold})
    told = what_next(replace(built, publication=nobody), Path("dist"))
    assert f"the QR code still leads to {untold}" in told


def test_a_link_to_itself_is_told_in_words(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    result = bulletin("keys", "new", "--out", "loop", cwd=tmp_path)
    assert result.returncode == 1
    assert "loop" in result.stderr
    assert "Traceback" not in result.stderr


class _Shown(io.TextIOWrapper):
    def isatty(self):
        return True


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "cp437", "ascii", "utf-16"])
def test_every_letter_is_said_whatever_code_page_the_system_gives_a_pipe(monkeypatch, page):
    pipe = io.TextIOWrapper(io.BytesIO(), encoding=page)
    shown = _Shown(io.BytesIO(), encoding=page)
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "stderr", shown)
    speak_any_letter()
    for stream in (pipe, shown):
        stream.write("ấn phẩm “Xã”\n")
        stream.flush()
    assert pipe.buffer.getvalue() == "ấn phẩm “Xã”\n".encode()
    assert shown.encoding == page


def test_the_work_goes_on_when_whoever_reads_it_has_gone(monkeypatch):
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        outlive_readers()
        os.close(reader)
        for _ in range(3):
            click.echo("ấn phẩm " * 9000)


def test_the_work_goes_on_when_what_is_said_finds_no_room_and_a_result_does_not(monkeypatch):
    full = Path("/dev/full")
    with full.open("w", encoding="utf-8") as said, full.open("w", encoding="utf-8") as results:
        monkeypatch.setattr(sys, "stderr", said)
        monkeypatch.setattr(sys, "stdout", results)
        outlive_readers()
        sys.stderr.write("ấn phẩm")
        sys.stderr.flush()
        sys.stdout.write("ấn phẩm")
        with pytest.raises(OSError, match="No space"):
            sys.stdout.flush()
        os.dup2(os.open(os.devnull, os.O_WRONLY), results.fileno())


@pytest.mark.skipif(sys.platform == "win32", reason="no program can send such signals")
def test_a_burst_of_signals_ends_the_program_once_and_quietly(monkeypatch):
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    monkeypatch.setattr(threading, "Timer", lambda *_: MagicMock())
    before = {number: signal.signal(number, lambda *_: None) for number in STOPPING}
    sending = f"[os.kill({os.getpid()}, s) for _ in range(15) for s in (15, 1, 2)]"
    sender = subprocess.Popen([sys.executable, "-S", "-c", f"import os; {sending}"])
    try:
        with pytest.raises(Stopped), heard():  # noqa: PT012, they come at any moment of it
            # `Popen.poll` would keep its lock when a signal stops it, and the wait have no end.
            while not os.waitid(os.P_PID, sender.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                sum(range(50))
        sender.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert not complaints


def test_too_many_open_files_are_told_with_a_way_out():
    said = as_error(OSError(errno.EMFILE, "Too many open files", "x"))
    assert "ulimit -n" in said.hint


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("can't start new thread"),
        ImportError("a.so: failed to map segment"),
        BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"),
    ],
)
def test_want_of_memory_is_no_mistake_of_ours(error):
    said = as_error(error)
    assert "too little memory" in said.message
    assert "--jobs 1" in said.hint


def test_streams_that_are_closed_stop_nothing(small):
    command = f"exec {sys.executable} -m bulletin check <&- >&- 2>&-"
    assert subprocess.run(["/bin/sh", "-c", command], cwd=small, check=False).returncode == 0


@pytest.mark.parametrize(
    "asked",
    [
        ["build", "--cache", ""],
        ["build", "--out", ""],
        ["build", ""],
        ["publish", "", "--to", "site"],
        ["check", "--in", ""],
    ],
)
def test_a_variable_that_was_never_set_names_neither_a_folder_nor_an_issue(small, asked):
    before = sorted(small.rglob("*"))
    result = bulletin(*asked, cwd=small, BULLETIN_LANG="en")
    assert result.returncode in {1, 2}
    assert "a path without a name" in result.stderr or "no issue ''" in result.stderr
    assert sorted(small.rglob("*")) == before


@pytest.mark.parametrize("zone", ["/", ":/etc/passwd", "/dev/zero", "x" * 300, "../.."])
def test_a_time_zone_that_is_none_is_greenwich_as_systems_have_it(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    heed_time_zone()
    assert os.environ["TZ"] == "UTC0"


@pytest.mark.parametrize("zone", ["", "ICT-7", "Asia/Ho_Chi_Minh", ":UTC", "nonsense"])
def test_a_time_zone_that_libraries_bear_stays(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    heed_time_zone()
    assert os.environ["TZ"] == zone


def test_an_account_that_is_only_a_number_has_a_home(monkeypatch, capsys):
    pwd = pytest.importorskip("pwd", reason="not on Windows")
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert run(["cache", "--lang", "en"]) == 0
    assert "/.cache/bulletin" in capsys.readouterr().out


def test_what_killed_commands_leave_is_swept_away_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names = ("killed_1", "running1", "foreign1", "november", "releases-2026")
    killed, running, foreign, releases, longer = (tmp_path / f"bulletin-{name}" for name in names)
    others = {running, foreign, releases, longer, tmp_path / "site"}
    for folder in (killed, *others):
        folder.mkdir()
    link = tmp_path / "bulletin-link_one"
    link.symlink_to(tmp_path / "site", target_is_directory=True)
    for folder in (killed, running, longer, tmp_path / "site"):
        (folder / ".for-a-moment").touch()
    for folder in (killed, running):
        os.utime(folder / ".for-a-moment", (1e9, 1e9))
    beginning = tmp_path / "bulletin-begin_ng"  # made, and not held yet
    beginning.mkdir()
    (beginning / ".for-a-moment").touch()
    others.add(beginning)
    (releases / ".lock").touch()  # as only_writer leaves it where releases lie
    with (running / ".for-a-moment").open("r+") as held:
        assert locked(held.fileno())
        with own_folder():
            (own,) = {*tmp_path.iterdir()} - others - {link}
            assert tempfile.gettempdir() == str(own)
            with own_folder():
                assert own.is_dir()
    assert not own.exists()
    assert tempfile.gettempdir() == str(tmp_path)
    assert {*tmp_path.iterdir()} == others | {link}


def test_a_folder_that_was_deleted_under_ones_feet_is_told_in_words(tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert run(["check"]) == 1
    assert "the folder from which the command was given is gone" in capsys.readouterr().err


def test_quiet_may_be_said_before_the_command_and_behind_it(small):
    said_by = [
        CliRunner().invoke(cli, [*words, "--in", str(small)]).output
        for words in (["new"], ["-q", "new"], ["new", "--quiet"], ["new", "-q"])
    ]
    assert "2026-12" in said_by[0]
    assert said_by[1:] == [""] * 3


def test_parts_of_numbers_stand_behind_the_decimal_sign_of_the_language():
    words = {"{whole}.{part}": "{whole},{part}", "{size} sent": "đã gửi {size}"}
    sizes = [megabytes(count) for count in (0, 999, 99_999, 100_000, 13_260_000)]
    assert sizes == ["0 kB", "1 kB", "100 kB", "0.1 MB", "13.3 MB"]
    told = said(tr("{size} sent", size=sizes[-1]), lambda text: words.get(text, text))
    assert told == "đã gửi 13,3 MB"
    paced = tr("{pace:.2f} s, {count}", pace=np.float32(0.154), count=np.int64(7))
    assert said(paced, lambda text: words.get(text, text)) == "0,15 s, 7"


@pytest.mark.parametrize("ending", ["raise SystemExit(0)", "import os; os._exit(0)"])
def test_a_package_that_ends_the_program_is_named_and_nobody_takes_it_for_success(
    monkeypatch, capsys, ending
):
    stranger = ModuleType("stranger")
    exec(f"def end(*_, **__):\n    {ending}", vars(stranger))  # noqa: S102
    monkeypatch.setattr(plugins, "modules_of_others", lambda: {"stranger"})
    monkeypatch.setattr(cli, "main", stranger.end)
    assert run(["check"]) == 1
    assert "the package stranger ended the program" in capsys.readouterr().err


def test_what_libraries_log_is_for_no_editor(small):
    face = small / "fonts" / "a.ttf"
    face.parent.mkdir()
    data = bytearray((HERE / "face-without-letters/input/fonts/latin.ttf").read_bytes())
    head = int.from_bytes(data[(entry := data.index(b"head")) + 8 : entry + 12], "big")
    data[head + 20 : head + 24] = b"\xff" * 4  # made after the last day that there is for fonts
    face.write_bytes(data)
    with (small / "publication.yaml").open("a", encoding="utf-8") as settings:
        settings.write("theme: {faces: {text: [fonts/a.ttf]}}\n")
    result = bulletin("check", cwd=small, BULLETIN_LANG="en")
    assert "B608" in result.stdout
    assert result.stderr == ""


def test_what_libraries_warn_of_is_for_no_editor(monkeypatch):
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    monkeypatch.setattr(sys, "warnoptions", [])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        unheard()
        warnings.warn("Image size exceeds limit", UserWarning, stacklevel=1)
