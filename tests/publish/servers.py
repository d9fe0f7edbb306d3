"""Real servers on loopback, with a hosted copy in each: sshd, an S3 server, a bare repository."""

from __future__ import annotations

import contextlib
import getpass
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import httpx
import obstore
import pytest

from bulletin.publish.base import Release
from bulletin.publish.sending import Watch, unwatched
from bulletin.publish.targets.git.target import GitStorage
from bulletin.publish.targets.s3.target import S3Storage
from bulletin.publish.targets.server import publishing
from bulletin.publish.targets.server.storage import Storage
from bulletin.publish.targets.sftp.target import SftpStorage
from bulletin.publish.whole import whole
from bulletin.source.settings.models import Publication
from bulletin.source.settings.targets import GitPlace, S3Place, SftpPlace
from tests.ports import free_port
from tests.publish.shop import PUBLICATION, by_path, theme_of


def until(there, server: subprocess.Popen[bytes]) -> None:
    """Wait for a server; fails after half a minute, and at once if it has ended."""
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        if there():
            return
        time.sleep(0.1)
    pytest.fail("the server did not start")


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
        return True
    return False


@contextlib.contextmanager
def running(*command: str | Path, **settings: object) -> Iterator[subprocess.Popen[bytes]]:
    """A server, and whatever it starts, for as long as the block lasts."""
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **settings,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Server(ABC):
    """A server with an empty place for each test."""

    replaces = False
    """Whether what pages lead to is replaced before they are, for nothing can be switched."""

    @abstractmethod
    def open(self) -> contextlib.AbstractContextManager[Storage]:
        """The place, opened."""

    @abstractmethod
    def files(self) -> dict[str, bytes]:
        """What readers get there, by path."""

    @abstractmethod
    def lay(self, path: str, data: bytes) -> None:
        """Put a file of somebody else's there, or spoil one of ours."""

    @abstractmethod
    def take(self, path: str) -> None:
        """Take a file away from there, as somebody else might."""

    def publish(
        self,
        out: Path,
        issue_id: str = "2026-11",
        *,
        dry_run: bool = False,
        publication: Publication = PUBLICATION,
        watch: Watch = unwatched,
    ) -> dict[str, str]:
        """Publish a release; what became of each file, by path."""
        found = whole(out / issue_id, issue_id)
        release = Release(out / issue_id, found, theme_of(publication), watch=watch)
        with self.open() as storage:
            return by_path(publishing.publish(release, storage, dry_run=dry_run))


# -- sshd ----------------------------------------------------------------------------------


class Sshd(Server):
    """OpenSSH's server."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.www = folder / "www"
        self.settings: dict[str, object] = {
            "client_keys": [str(folder / "user")],
            "known_hosts": str(folder / "known"),
            "config": None,
            "agent_path": None,
            # asyncssh's first choice is three ciphers a packet in Python; this one is one call.
            "encryption_algs": ["aes128-gcm@openssh.com"],
        }

    @contextlib.contextmanager
    def trouble(self, script: str) -> Iterator[None]:
        """Lines for the shell that each connection begins with, as long as the block lasts."""
        file = self.folder / "trouble"
        file.write_text(script + "\n", encoding="utf-8")
        try:
            yield
        finally:
            file.unlink()

    def place(self) -> SftpPlace:
        return SftpPlace(
            type="sftp",
            host="127.0.0.1",
            port=self.port,
            user=getpass.getuser(),
            path=str(self.www),
        )

    def open(self):
        return SftpStorage(self.place(), self.settings)

    def files(self):
        there: dict[str, bytes] = {}
        for above, folders, names in os.walk(self.www, followlinks=True):
            folders[:] = [name for name in folders if name != ".releases"]
            for file in (Path(above) / name for name in names):
                with contextlib.suppress(FileNotFoundError):  # on its way to its place
                    there[file.relative_to(self.www).as_posix()] = file.read_bytes()
        return there

    def lay(self, path, data):
        file = self.www / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def take(self, path):
        (self.www / path).unlink()


_SFTP = """\
for place in /usr/lib/openssh /usr/libexec/openssh /usr/lib/ssh /usr/libexec; do
  [ -x $place/sftp-server ] && server=$place/sftp-server && break
done
[ -e {folder}/trouble ] && . {folder}/trouble
exec $server $options
"""
"""The server's part that speaks SFTP, after what `Sshd.trouble` has it suffer first."""


@contextlib.contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    program = shutil.which("sshd", path=os.pathsep.join([os.environ["PATH"], "/usr/sbin"]))
    assert program, "sshd is missing: .ci/setup test"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "user", "stranger"):
        key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(key, check=True)
    port = free_port()
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "user.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "yes",
        # Bash would read what the user of this machine has in .bashrc, at each connection.
        "SetEnv": f"HOME={folder}",
        "Subsystem": f"sftp /bin/sh {folder / 'sftp.sh'}",
    }
    (folder / "sftp.sh").write_text(_SFTP.format(folder=folder), encoding="utf-8")
    lines = "".join(f"{name} {value}\n" for name, value in settings.items())
    (folder / "conf").write_text(lines, encoding="utf-8")
    public = (folder / "host.pub").read_text(encoding="utf-8")
    (folder / "known").write_text(f"[127.0.0.1]:{port} {public}", encoding="utf-8")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with running(program, "-D", "-f", folder / "conf") as server:
        until(lambda: answers(port), server)
        yield Sshd(folder, port)


# -- S3 ------------------------------------------------------------------------------------

KEYS = {"AWS_ACCESS_KEY_ID": "ours", "AWS_SECRET_ACCESS_KEY": "sesame"}


class Bucket(Server):
    """A part of a bucket on a server that speaks S3."""

    replaces = True

    def __init__(self, endpoint: str, prefix: str) -> None:
        self.place = S3Place(
            type="s3", bucket=_BUCKET, prefix=prefix, endpoint=endpoint, region="us-east-1"
        )

    @contextlib.contextmanager
    def open(self):
        yield S3Storage(self.place)

    def files(self):
        store = S3Storage(self.place)._store  # noqa: SLF001
        paths = [one["path"] for page in obstore.list(store) for one in page]
        there = {}
        for path in paths:
            with contextlib.suppress(FileNotFoundError):  # taken away since it was listed
                there[path] = bytes(obstore.get(store, path).bytes())
        return there

    def attributes(self, path: str) -> dict[str, str]:
        return dict(obstore.get(S3Storage(self.place)._store, path).attributes)  # noqa: SLF001

    def lay(self, path, data):
        obstore.put(S3Storage(self.place)._store, path, data)  # noqa: SLF001

    def take(self, path):
        obstore.delete(S3Storage(self.place)._store, path)  # noqa: SLF001


_BUCKET = "bulletin"

_IDENTITIES = """{"identities": [{"name": "ours", "actions": ["Read", "Write", "List"],
"credentials": [{"accessKey": "ours", "secretKey": "sesame"}]}]}"""


@contextlib.contextmanager
def weed(folder: Path) -> Iterator[str]:
    """An S3 server with a bucket; its address."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "s3.json").write_text(_IDENTITIES, encoding="utf-8")
    parts = ("master", "volume", "filer", "s3")
    # Beside each port it opens another one, by default 10,000 higher: for some there is none.
    ports = {f"-{part}.port{kind}": free_port() for part in parts for kind in ("", ".grpc")}
    filer, s3 = ports["-filer.port"], ports["-s3.port"]
    with running(
        Path(sys.executable).with_name("weed"),
        "server",
        f"-dir={folder}",
        "-ip=127.0.0.1",
        "-s3",
        "-s3.port.lance=0",
        "-s3.port.iceberg=0",
        *(f"{name}={port}" for name, port in ports.items()),
        f"-s3.config={folder / 's3.json'}",
        "-master.volumeSizeLimitMB=64",
        cwd=folder,
        env=os.environ | {"GOMAXPROCS": "1", "GOGC": "400"},  # one client: a fifth less work
    ) as server:
        until(lambda: answers(s3) and _has_bucket(filer), server)
        yield f"http://127.0.0.1:{s3}"


def environment(address: str) -> dict[str, str]:
    """What programs are told of the S3 server through the environment."""
    return {**KEYS, "AWS_ENDPOINT_URL": address, "AWS_REGION": "us-east-1"}


def _has_bucket(filer: int) -> bool:
    """Whether the bucket could be made: the server takes a while before it can."""
    with contextlib.suppress(httpx.HTTPError):
        return httpx.post(f"http://127.0.0.1:{filer}/buckets/{_BUCKET}/").is_success
    return False


# -- git -----------------------------------------------------------------------------------


class Repository(Server):
    """A bare repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "-q", "--bare", "--template=", str(folder)], check=True)
        # A pack is one file; taken apart, each of its objects is a file in a folder of its own.
        self.git("config", "transfer.unpackLimit", "1")
        self.place = GitPlace(type="git", repository=str(folder))

    def open(self):
        return GitStorage(self.place, "Publish")

    def git(self, *arguments: str, given: bytes = b"") -> bytes:
        return subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            check=True,
            capture_output=True,
            input=given,
        ).stdout

    def files(self):
        if not self.git("branch", "--list", "pages"):
            return {}
        with tarfile.open(fileobj=io.BytesIO(self.git("archive", "pages"))) as packed:
            found = {one.name: packed.extractfile(one) for one in packed if one.isfile()}
            return {path: file.read() for path, file in found.items() if path != ".nojekyll"}

    def lay(self, path, data):
        blob = self.git("hash-object", "-w", "--stdin", given=data).decode().strip()
        self._commit(f"100644 {blob}\t{path}\n")

    def take(self, path):
        self._commit(f"0 {'0' * 40}\t{path}\n")

    def _commit(self, change: str) -> None:
        """Commit a line of what `git update-index --index-info` takes."""
        has = bool(self.git("branch", "--list", "pages"))
        self.git("read-tree", *(["pages"] if has else ["--empty"]))
        self.git("update-index", "--index-info", given=change.encode())
        tree = self.git("write-tree").decode().strip()
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        parent = ["-p", "pages"] if has else []
        commit = self.git(*who, "commit-tree", tree, *parent, "-m", "lay").decode().strip()
        self.git("update-ref", "refs/heads/pages", commit)
