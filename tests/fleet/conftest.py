"""A province: publications that differ in their names, and a cluster to build them on."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import SMALL

COUNT = 4
"""Enough for two workers, one of which is lost; `COUNT=40` was tried, too, and takes minutes."""


def commune(folder: Path, title: str) -> Path:
    """The small publication under another title."""
    root = Path(shutil.copytree(SMALL, folder / "issues"))
    settings = root / "publication.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[0] = f"title: {title}\n"
    settings.write_text("".join(lines), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def province(tmp_path_factory) -> Path:
    """Publications of which nobody may change one."""
    folder = tmp_path_factory.mktemp("province")
    for number in range(COUNT):
        commune(folder / f"xa-{number:02}", f"Bản tin xã số {number}")
    return folder


@dataclass
class Cluster:
    """A scheduler and its workers, real processes on loopback."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path):
    """A Dask scheduler and two workers, started as the README says."""
    dask = [str(Path(sys.executable).with_name("dask"))]
    known = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    with contextlib.ExitStack() as stack:

        def started(*arguments: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen([*dask, *arguments], **quiet, start_new_session=True)
            stack.callback(_killed, process)
            return process

        scheduler = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
        started("scheduler", *scheduler, "--scheduler-file", str(known))
        _until(known.exists)
        worker = ["worker", "--scheduler-file", str(known), "--nthreads", "1", "--no-dashboard"]
        workers = [started(*worker, "--no-nanny", "--local-directory", str(tmp_path)) for _ in "ab"]
        address = _until(lambda: _address(known))
        yield Cluster(address, workers)


def _address(known: Path) -> str:
    with contextlib.suppress(ValueError):
        return json.loads(known.read_text(encoding="utf-8"))["address"]
    return ""


def _until(there):
    """What a look gives once it is true; fails after a minute."""
    for _ in range(600):
        if found := there():
            return found
        time.sleep(0.1)
    pytest.fail("the cluster did not start")
    return None


def _killed(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
