"""A crowd at a hosted copy: Debian's nginx on loopback, with the configuration that we write.

In: a folder as `dist/`, with an issue in it. Out: how many visits there were, what failed, how
many bytes each took and how long all took. A visit is the issue's page with its styles, scripts
and cover, and one article's sound by ranges, as players ask for it.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click
import httpx

from tests.conftest import CHECKOUT
from tests.ports import free_port

VISITS = 2_000
VISITORS = 8
CHUNK = 512 * 1024
_PATH = f"{CHECKOUT}/.venv/bin:/usr/sbin:/usr/bin:/bin"
_SETTINGS = """
{user} pid {here}/pid; error_log {here}/error.log; daemon off; worker_processes 2;
events {{ worker_connections 512; }}
http {{
  access_log off;
  {temps}
  server {{ listen 127.0.0.1:{port}; root {root}; include {root}/hosting/nginx.conf; }}
}}
"""
_TEMPS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def main(dist: Path = CHECKOUT / "dist") -> bool:
    """Whether every request of every visit was answered whole."""
    manifests = sorted(dist.glob("*/manifest.json"))
    if not manifests:
        click.echo(f"load: {dist} has no issue; make issue builds one")
        return False
    issue = manifests[-1].parent
    page, sound = _asked(issue)
    with _nginx(dist) as address:
        begun = time.perf_counter()
        with ThreadPoolExecutor(VISITORS) as visitors:
            share = VISITS // VISITORS
            crowds = [
                visitors.submit(_visits, f"{address}/{issue.name}/", page, sound, share, first)
                for first in range(VISITORS)
            ]
            seen = [crowd.result() for crowd in crowds]
        took = time.perf_counter() - begun
    asked, read, heard = (sum(one[i] for one in seen) for i in range(3))
    failed = [fault for one in seen for fault in one[3]]
    click.echo(
        f"load: {VISITS} visits, {asked} requests, {len(failed)} failed, in {took:.1f} s:"
        f" {VISITS / took:.0f} visits a second, {(read + heard) / took / 1e6:.0f} MB a second;"
        f" a visit reads {read / VISITS / 1000:.0f} kB and hears {heard / VISITS / 1e6:.2f} MB"
    )
    for fault in failed[:10]:
        click.echo(f"  {fault}")
    return not failed


def _asked(issue: Path) -> tuple[list[str], list[str]]:
    """What a first view of the issue loads, and the sound of its articles."""
    text = (issue / "index.html").read_text("utf-8")
    head = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*?(?:href|src)="([^"]+)"', text
    )
    cover = re.findall(r'class="as-cover">.*?srcset="([^" ]+) ', text)[:1]
    logo = re.findall(r'<img class="logo" src="([^"]+)"', text)[:1]
    sound = sorted(set(re.findall(r'src="(audio/[^"]+\.m4a)"', text)))
    return ["index.html", *head, *logo, *cover], sound


def _visits(
    address: str, page: list[str], sound: list[str], count: int, first: int
) -> tuple[int, int, int, list[str]]:
    """One visitor after another: requests, bytes read, bytes heard, and what was not whole."""
    asked = read = heard = 0
    failed = []
    with httpx.Client(base_url=address, timeout=30) as client:
        for visit in range(count):
            for name in page:
                with client.stream("GET", name) as answer:
                    got = sum(map(len, answer.iter_raw()))
                asked, read = asked + 1, read + got
                if answer.status_code != httpx.codes.OK or not got:
                    failed.append(f"{name}: {answer.status_code}, {got} bytes")
            name = sound[(first + visit) % len(sound)] if sound else ""
            at, size = 0, 1 if sound else 0
            while at < size:
                answer = client.get(name, headers={"Range": f"bytes={at}-{at + CHUNK - 1}"})
                asked, heard = asked + 1, heard + len(answer.content)
                said = re.fullmatch(
                    r"bytes (\d+)-(\d+)/(\d+)", answer.headers.get("content-range", "")
                )
                if (
                    answer.status_code != httpx.codes.PARTIAL_CONTENT
                    or said is None
                    or int(said[1]) != at
                    or len(answer.content) != int(said[2]) - at + 1
                ):
                    failed.append(f"{name} from {at}: {answer.status_code}")
                    break
                at, size = int(said[2]) + 1, int(said[3])
    return asked, read, heard, failed


@contextmanager
def _nginx(dist: Path) -> Iterator[str]:
    """The address where nginx hands out a folder."""
    program = shutil.which("nginx", path=_PATH)
    assert program, "nginx is not installed; .ci/setup bench brings it"
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        temps = " ".join(f"{name}_temp_path {folder}/{name};" for name in _TEMPS)
        settings = Path(folder) / "nginx.conf"
        # Else root's nginx reads as nobody, who may not look into a home.
        user = "" if os.getuid() else "user root;"
        filled = _SETTINGS.format(
            here=folder, port=port, root=dist.resolve(), temps=temps, user=user
        )
        settings.write_text(filled, "utf-8")
        server = subprocess.Popen([program, "-e", f"{folder}/error.log", "-c", settings])
        try:
            _await(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert server.poll() is None, "nginx ended at once"
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = "nginx does not answer"
    raise TimeoutError(message)
