"""A system that cannot fork, as Windows: nothing but what starts processes anew is there."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

import bulletin
from bulletin.cache.eviction import LOCK, let_go
from bulletin.machine import systems
from bulletin.narration.engines.base import Setting, SpeechError
from bulletin.narration.engines.local import spawned
from bulletin.narration.engines.local.espeak import Espeak
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
from tests.editions.bookshop import BOOKS

HERE = Path(__file__).parent
PACKAGE = Path(bulletin.__file__).parent

ELSEWHERE_MISSING = {
    "fork", "forkpty", "killpg", "setsid", "getuid", "geteuid", "waitpid", "WNOHANG", "O_ASYNC",
    "pthread_sigmask", "SIGHUP", "SIGQUIT", "SIGKILL", "SIGALRM", "alarm", "setitimer", "sigwait",
    "send_fds", "recv_fds", "AF_UNIX", "chown", "statvfs", "mkfifo", "uname", "nice", "fchmod",
    "sched_getaffinity", "getloadavg", "sysconf",
}  # fmt: skip
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix"}
NAMED = re.compile(rf"\b(?:{'|'.join(ELSEWHERE_MISSING | MODULES)})\b")
KNOWING = {"machine/systems.py", "machine/patience.py", "narration/engines/local/zygote.py"}


@pytest.fixture
def without(tmp_path):
    """The environment of a Python that has lost them."""
    return os.environ | {
        "PYTHONPATH": str(HERE / "windows"),
        "BULLETIN_VOICES": str(tmp_path / "voices"),
    }


def asked_for(file: Path) -> set[str]:
    """The names of one kind of system that a module names."""
    text = file.read_text(encoding="utf-8")
    if not NAMED.search(text):
        return set()
    tree = ast.parse(text)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in {"os", "signal", "socket"}:
                found |= {node.attr} & ELSEWHERE_MISSING
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {node.module} & MODULES
            if node.module in {"os", "signal", "socket"}:
                found |= {one.name for one in node.names} & ELSEWHERE_MISSING
    return found


def test_what_only_some_systems_have_is_named_in_one_place():
    told = {file.relative_to(PACKAGE).as_posix(): asked_for(file) for file in PACKAGE.rglob("*.py")}
    assert {file for file, names in told.items() if names} == KNOWING


def test_a_publication_is_spoken_and_built_without_forks(without, tmp_path):
    brief = BOOKS / "one-sentence"  # a process is started for each sentence
    command = ["build", "--in", brief, "--out", tmp_path / "dist", "--cache", tmp_path / "cache"]
    done = subprocess.run(
        [sys.executable, "-m", "bulletin", *command, "--edition", "audiobook", "--jobs", "2"],
        env=without,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (book,) = (tmp_path / "dist").glob("20*/*.m4b")
    assert book.stat().st_size > 20_000


def test_the_prelude_takes_away_what_the_tests_say(without):
    code = (
        "import os, signal, bulletin.machine.systems as s;"
        "print(hasattr(os, 'fork'), s.FORKS, [one.name for one in s.STOPPING], s.cpu_spent() > 0)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env=without, capture_output=True, text=True, check=True
    )
    assert said.stdout.split("\n")[0] == "False False ['SIGINT', 'SIGTERM'] True"


def test_programs_are_not_looked_for_where_the_command_is_called(without):
    asked = "NoDefaultCurrentDirectoryInExePath"  # CreateProcess and shutil.which heed it
    code = (
        "import os, bulletin.cli as cli;"
        f"cli.run = lambda _: print(os.environ[{asked!r}]) or 0; cli.main()"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env=without, capture_output=True, text=True, check=False
    )
    assert said.stdout == "1\n", said.stderr


@pytest.fixture
def no_forks(monkeypatch):
    monkeypatch.setattr(systems, "FORKS", False)


@pytest.mark.usefixtures("no_forks")
def test_a_process_for_each_utterance_gives_the_samples_that_a_fork_gives(tmp_path):
    fresh = Espeak(Setting("vi", Voice(engine="espeak"), tmp_path))
    clip = fresh.speak([Run("Mưa lớn ở ấp Ba.")])
    assert isinstance(fresh._process, spawned.Spawned)  # noqa: SLF001, which way was taken
    systems.FORKS = True
    forked = Espeak(Setting("vi", Voice(engine="espeak"), tmp_path)).speak(
        [Run("Mưa lớn ở ấp Ba.")]
    )
    assert (clip.rate, clip.samples.tobytes()) == (forked.rate, forked.samples.tobytes())


@pytest.mark.usefixtures("no_forks")
def test_a_process_that_fails_says_why(tmp_path):
    fresh = Espeak(Setting("vi", Voice(engine="espeak"), tmp_path))
    with pytest.raises(SpeechError, match="espeak did not speak: espeak has no voice"):
        fresh._spoken([["no-such-voice", 175, "a"]], "a")  # noqa: SLF001, a request of its own
    gone = spawned.Spawned("no_such_module", None)
    with pytest.raises(spawned.ZygoteError, match="without an answer"):
        gone.ask("a")
    slow = spawned.Spawned("bulletin.narration.engines.local.espeak_process", None, patience=0.0)
    with pytest.raises(spawned.ZygoteError, match="in time"):
        slow.ask("a")


def test_a_lock_leaves_nothing_where_what_is_open_cannot_be_taken_away(tmp_path, monkeypatch):
    lock, unlink = FileLock(tmp_path / "held" / LOCK), Path.unlink

    def refusing(file: Path, **more: bool) -> None:
        if lock.is_locked:
            raise PermissionError(file)
        unlink(file, **more)

    lock.acquire()
    monkeypatch.setattr(Path, "unlink", refusing)
    let_go(lock)
    assert list(tmp_path.iterdir()) == []
