"""Asked to end, a build ends: within two seconds, with all its processes, and leaves nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.building.builds import digests
from tests.conftest import SMALL

pytestmark = pytest.mark.xdist_group("build")

PATIENCE = 2.0


def family(process: int) -> dict[int, str]:
    """A process and all that it has started, with what they are."""
    found = {process: ""}
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in psutil.Process(process).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                found[one.pid] = " ".join(one.cmdline())
    return found


def lives(process: int) -> bool:
    """Whether a process is not yet over."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    return False


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """A publication with speech for a while, of which a release is there."""
    shutil.copytree(SMALL, tmp_path / "small")
    release = tmp_path / "dist" / "2026-11"
    release.mkdir(parents=True)
    (release / "manifest.json").write_text('{"tool": "bulletin 0"}', encoding="utf-8")
    article = tmp_path / "small" / "2026-11" / "01-mua-lu.md"
    more = "".join(f"\n\nĐợt {n} có {n * 7} hộ nhận quà của xã." for n in range(1, 300))
    article.write_text(article.read_text(encoding="utf-8") + more, encoding="utf-8")
    return tmp_path


def started(
    folder: Path, *arguments: str, until: str, signals: str = "--default-signal"
) -> tuple[subprocess.Popen, set]:
    """A build that has come so far that a process with `until` in its command is at work.

    A copy of the build makes editions, and has its command. Whoever starts these tests in the
    background may have had signals ignored: `signals` tells `env` which ones the build ignores.
    """
    (folder / "tmp").mkdir(exist_ok=True)
    process = subprocess.Popen(
        ["env", signals, sys.executable, "-m", "bulletin", "build",
         "--in", "small", "--cache", "cache", *arguments],
        cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | {"TMPDIR": str(folder / "tmp")},
    )  # fmt: skip
    while True:
        assert process.poll() is None, "the build ended before it could be stopped"
        making = until != WORKER or any((folder / "dist").glob(".*.partial/pieces/*"))
        found = family(process.pid) if making else {}
        if any(until in args for args in found.values()):
            return process, set(found)
        time.sleep(0.05)


def gone(processes: set[int], since: float) -> bool:
    """Whether all processes end in time."""
    while time.monotonic() - since < PATIENCE:
        if not any(map(lives, processes)):
            return True
        time.sleep(0.05)
    return False


def left(folder: Path) -> list[str]:
    """What should not have been left."""
    here = [*folder.rglob("*.partial"), *folder.rglob("making-*"), *(folder / "tmp").iterdir()]
    return [str(path) for path in here]


VOICE, WORKER = "espeak_process", "-m bulletin build"
MOMENTS = {"voice": (["--edition", "audiobook"], VOICE), "edition": (["--edition", "pdf"], WORKER)}
CODES = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130, signal.SIGQUIT: 131}


@pytest.mark.parametrize(
    ("number", "moment", "group"),
    [
        (signal.SIGTERM, "voice", False),
        (signal.SIGHUP, "edition", False),
        (signal.SIGINT, "voice", True),
        (signal.SIGQUIT, "edition", True),
    ],
)
def test_a_signal_ends_it_with_all_its_processes_and_nothing_is_left(
    publication, number, moment, group
):
    before = digests(publication / "dist")
    arguments, until = MOMENTS[moment]
    process, others = started(publication, *arguments, until=until)
    since = time.monotonic()
    (os.killpg if group else os.kill)(process.pid, number)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == CODES[number], said
    assert gone(others, since)
    assert left(publication) == []
    assert digests(publication / "dist") == before
    assert f"stopped by {number.name}" in said
    assert "nothing of the last release was changed" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_it_takes_all_its_processes_along(publication, moment):
    arguments, until = MOMENTS[moment]
    process, others = started(publication, *arguments, until=until)
    since = time.monotonic()
    process.kill()
    process.wait()
    assert gone(others, since)
    process.stderr.close()


def test_a_signal_that_its_starter_ignores_does_not_stop_it(publication):
    deaf = "--ignore-signal=HUP"
    process, _ = started(publication, "--edition", "pdf", until=WORKER, signals=deaf)
    os.kill(process.pid, signal.SIGHUP)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
