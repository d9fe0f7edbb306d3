"""The preview ends as everything else: at once, and with nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time

import httpx
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.diagnostics import BulletinError


def test_ctrl_c_ends_the_preview_within_two_seconds_and_leaves_nothing(small, tmp_path):
    place = tmp_path / "tmp"
    place.mkdir()
    heeding = ["env", "--default-signal=INT"]  # what starts tests in the background may ignore it
    serving = ["-m", "bulletin", "serve", "--port", "0", "--cache", tmp_path / "cache"]
    program = subprocess.Popen(
        [*heeding, sys.executable, *serving],
        cwd=small,
        env=os.environ | {"TMPDIR": str(place)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with program:
        address = re.search(r"http://\S+", program.stderr.readline())[0]
        assert httpx.get(address).status_code == 200
        begun = time.monotonic()
        program.send_signal(signal.SIGINT)
        code = program.wait(10)
        told = program.stderr.read()
    assert code == 130
    assert time.monotonic() - begun < 2
    assert "Traceback" not in told
    assert list(place.glob("bulletin-*")) == []


def test_a_port_that_is_taken_is_named_with_another_one(small):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        asked = ["serve", "--port", str(port), "--in", str(small), "--cache", str(small / "cache")]
        result = CliRunner().invoke(cli, asked)
    assert isinstance(result.exception, BulletinError)
    assert f"--port {port + 1}" in result.exception.hint
