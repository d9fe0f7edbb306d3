"""Whatever goes wrong at a real server: one clear error, and readers keep the old release, whole."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import resource
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import asyncssh
import pytest

from bulletin import manifest
from bulletin.diagnostics import BulletinError
from bulletin.manifest import Manifest
from bulletin.publish.sending import Sending
from bulletin.publish.targets.git import program as git_program
from bulletin.publish.targets.git.target import GitStorage
from bulletin.publish.targets.s3 import target as s3
from bulletin.publish.targets.server.claims import PlaceClaim, is_orphaned
from bulletin.publish.targets.server.storage import Parcel, StorageError
from bulletin.publish.targets.sftp import session as sftp_session
from bulletin.publish.targets.sftp import target as sftp
from bulletin.publish.targets.sftp.errors import said
from bulletin.source.settings.targets import GitPlace, SftpPlace
from tests.ports import free_port
from tests.publish import between, servers
from tests.publish.conftest import part
from tests.publish.servers import Bucket, Repository, Server, Sshd, running, until
from tests.publish.shop import FILES, built, files, publish

pytestmark = [pytest.mark.xdist_group("servers"), pytest.mark.usefixtures("things_once")]

ISSUE = "2026-11"
SOUND = "audio/01.m4a"
SMALL = {f"a{number}.txt": f"{number}" for number in range(6)}
NEW = {**FILES, **SMALL, "index.html": "mended", SOUND: "louder " * 40_000, "b.pdf": "second"}
OLD = {f"{ISSUE}/{path}": text.encode() for path, text in FILES.items()}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The release that is to replace the one that readers have."""
    return built(tmp_path_factory.mktemp("new"), files=NEW)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return built(tmp_path_factory.mktemp("old"))


class Reader:
    """Somebody who fetches an issue all the time, and notes what was not whole."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._fetch, daemon=True)
        self.fetched, self.faults = 0, []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._once()

    def _fetch(self) -> None:
        while not self._over.wait(0.1):
            self._once()

    def _once(self) -> None:
        there = self._server.files()
        self.fetched += 1
        for path, data in OLD.items():
            # In a bucket, what pages lead to may be new already: whole it is all the same.
            new = NEW[path.partition("/")[2]].encode()
            allowed = {data, new} if self._server.replaces and "html" not in path else {data}
            if there.get(path) not in allowed:
                self.faults.append(path)
        found = Manifest.model_validate_json(there[f"{ISSUE}/{manifest.NAME}"])
        wanted = {f"{ISSUE}/{file.path}": file.sha256 for file in found.files}
        if {path: hashlib.sha256(OLD[path]).hexdigest() for path in OLD} != wanted:
            self.faults.append("manifest")


def failing(server: Server, out: Path) -> BulletinError:
    """What is said of a release that cannot be published, while somebody reads the old one."""
    with Reader(server) as reader, pytest.raises(StorageError) as caught:
        server.publish(out)
    assert (reader.faults, reader.fetched > 0) == ([], True)
    error = caught.value
    assert "\n" not in error.hint
    assert error.hint
    return error


# -- sftp ----------------------------------------------------------------------------------------


@pytest.fixture
def ssh(published_over_ssh):
    """A server with the old release, and nothing that another attempt has left there."""
    mine = published_over_ssh
    kept = (mine.www / ISSUE).resolve()
    for folder in (mine.www / ".releases").iterdir():
        if folder != kept:
            shutil.rmtree(folder)
    return mine


@pytest.fixture(scope="module")
def published_over_ssh(sshd, before, tmp_path_factory):
    mine = Sshd(sshd.folder, sshd.port)
    mine.www = tmp_path_factory.mktemp("ssh") / "www"
    mine.publish(before)
    return mine


@pytest.fixture(autouse=True)
def hasty(request, monkeypatch):
    """Nothing is tried again; where a server falls silent nobody waits for long."""
    monkeypatch.setattr(s3, "_TRIES", 0)
    monkeypatch.setattr(git_program, "_GRACE", 0.1)
    if "silent" in request.node.name:
        monkeypatch.setattr(sftp, "_PATIENCE", 1.5)
        monkeypatch.setattr(sftp, "_KEEPALIVE", 0.5)
        monkeypatch.setattr(sftp_session, "_MOMENT", 0.3)
        monkeypatch.setattr(git_program, "_PATIENCE", 1.5)
        monkeypatch.setattr(s3, "_WHOLE", "1500ms")


def through(server: Sshd, port: int, folder: Path) -> Sshd:
    """The same server behind another port."""
    other = Sshd(server.folder, port)
    other.www = server.www
    public = (server.folder / "host.pub").read_text(encoding="utf-8")
    (folder / "known").write_text(f"[127.0.0.1]:{port} {public}", encoding="utf-8")
    other.settings["known_hosts"] = str(folder / "known")
    return other


TROUBLES = {
    "a full disk": ("trap '' XFSZ; ulimit -f 100", "could not write, and gives no reason (Fail"),
    "a folder that is not ours": ("options=-R", "does not let us write there"),
    "no links": ("options='-P symlink'", "does not let us write there"),
    "no moving": ("options='-P posix-rename'", "POSIX rename not supported"),
    "a server that ends": ("exit 1", "the connection broke"),
    "a server without SFTP": ("server=/nowhere/sftp-server", "the connection broke"),
    "a server that is silent": ("exec sleep 60", "it did not answer in time"),
    "a server that speaks otherwise": ("echo Welcome; exec cat", "sftp://"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_at_a_server_over_ssh_is_told_and_harms_no_reader(ssh, out, name):
    script, words = TROUBLES[name]
    with ssh.trouble(script):
        error = failing(ssh, out)
    assert words in error.message
    assert "sftp://" in error.message
    assert ssh.www.as_posix() in error.message


def test_a_file_where_the_folder_is_to_be_is_called_one(sshd, out, tmp_path):
    mine = Sshd(sshd.folder, sshd.port)
    mine.www = tmp_path / "www"
    mine.www.write_text("mine", encoding="utf-8")
    with pytest.raises(StorageError, match="lies where a folder is to be") as caught:
        mine.publish(out)
    assert "disk" not in caught.value.hint
    assert mine.www.read_text(encoding="utf-8") == "mine"


def test_a_full_disk_names_the_file_and_how_far_it_came(ssh, out):
    with ssh.trouble("trap '' XFSZ; ulimit -f 100"):
        (note,) = failing(ssh, out).__notes__
    assert f"that was at {ISSUE}/{SOUND} (0.3 MB), with " in note


def test_a_disk_that_says_how_little_is_free_is_told_so(ssh, out, monkeypatch):
    monkeypatch.setattr(sftp, "_FULL", 1 << 62)
    with ssh.trouble("trap '' XFSZ; ulimit -f 100"):
        assert "there is no room on its disk" in failing(ssh, out).message


@pytest.mark.parametrize(
    "words", ["the connection broke", "it did not answer in time"], ids=["cut", "silent"]
)
def test_a_line_that_breaks_in_the_middle_is_told_and_the_next_attempt_goes_on(
    ssh, out, before, tmp_path, words
):
    with between.line(ssh.port, 200_000, hangs="time" in words) as port:
        assert words in failing(through(ssh, port, tmp_path), out).message
    # The lock that it left is no obstacle to who left it.
    told: list[Sending] = []
    ssh.publish(out, watch=told.append)
    assert told[-1].found > 0
    publish(out, tmp_path / "folder")
    mine = {p: d for p, d in ssh.files().items() if not p.startswith(".bulletin")}
    assert mine == {p: d for p, d in files(tmp_path / "folder").items() if not p.startswith(".bul")}
    ssh.publish(before)


def test_a_line_that_falls_silent_before_a_file_is_begun_is_waited_for_no_longer(tmp_path):
    class Silent:
        async def makedirs(self, *_, **__):
            await asyncio.Event().wait()

    session = sftp_session.SftpSession(Silent(), "/www")
    sent = session.send(Parcel("a", tmp_path / "a", ""), "/www/a", print, 0.01)
    # In a thread of its own: browsers have a loop in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(TimeoutError):
        thread.submit(asyncio.run, sent).result()


@pytest.mark.parametrize("change", [{"host": "nowhere.invalid"}, {"port": 9}])
def test_an_address_where_no_server_is_is_told(ssh, change):
    found = ssh.place().model_copy(update=change)
    with pytest.raises(StorageError, match=r"is not known|there is no connection") as caught:
        sftp.SftpStorage(found, ssh.settings).__enter__()
    assert "host:" in caught.value.hint


# -- S3 ------------------------------------------------------------------------------------------


def _error(code: int, name: str):
    body = f"<Error><Code>{name}</Code><Message>Words of {name}.</Message></Error>".encode()

    def answer(handler):
        handler.answer(code, body, {"Content-Type": "application/xml"})

    return answer


def _cut(handler):
    handler.close_connection = True
    handler.connection.close()


def _silent(handler):
    handler.server.over.wait(5)


REFUSALS = {
    "a full disk": (_error(507, "XMinioStorageFull"), "there is no room", "make room"),
    "a full disk, in other words": (_error(500, "InsufficientStorage"), "there is no room", "make"),
    "a quota": (_error(403, "QuotaExceeded"), "there is no room: Words of", "make room"),
    "no right to write": (_error(403, "AccessDenied"), "or not do that: Words of Acc", "AWS_ACC"),
    "keys that ran out": (_error(400, "ExpiredToken"), "the keys are wrong", "AWS_ACCESS_KEY_ID"),
    "a wrong clock": (_error(403, "RequestTimeTooSkewed"), "clock is not right", "set the clock"),
    "too many at once": (_error(503, "SlowDown"), "is overloaded: Words of SlowDown.", "wait"),
    "a server in trouble": (_error(500, "InternalError"), "the server failed", "later"),
    "another region": (_error(400, "AuthorizationHeaderMalformed"), "another region", "region:"),
    "what is no bucket": (_error(404, "NoSuchBucket"), "no such bucket", "bucket:"),
    "a page of a proxy": (lambda h: h.answer(407, b"<p>Log in"), "is no bucket: 407", "a proxy"),
    "a connection that breaks": (_cut, "the connection broke", "goes on from here"),
    "a server that is silent": (_silent, "did not answer in time", "goes on from here"),
}


@pytest.fixture(scope="module")
def bucket(weed, before):
    found = Bucket(weed, part())
    found.publish(before)
    return found


@pytest.mark.parametrize("name", REFUSALS)
def test_what_a_server_of_buckets_refuses_is_told_and_harms_no_reader(bucket, weed, out, name):
    refuse, words, hint = REFUSALS[name]

    def answer(handler):
        if handler.command == "PUT" and SOUND in handler.path:
            refuse(handler)
            return True
        return False

    with between.answering(weed, answer) as address:
        there = Bucket(address, bucket.place.prefix)
        there.files = bucket.files
        error = failing(there, out)
    assert words in error.message
    assert hint in error.hint
    assert f"s3://{bucket.place.bucket}/{bucket.place.prefix}" in error.message
    assert f"{ISSUE}/{SOUND}" in error.__notes__[0]


_LIST = "<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated>{}</ListBucketResult>"
_NO_PATH = "<CommonPrefixes><Prefix>{}//</Prefix></CommonPrefixes>"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<html><p>Welcome", ("does not speak S3", "endpoint:")),
        (_LIST.format(_NO_PATH), ("by a name that is no path", "another prefix:")),
    ],
    ids=["a page", "a name"],
)
def test_what_does_not_speak_s3_or_holds_no_paths_is_told(bucket, weed, out, page, told):
    def answer(handler):
        data = page.format(bucket.place.prefix).encode()
        handler.answer(200, data, {"Content-Type": "text/html"})
        return True

    with between.answering(weed, answer) as address:
        there = Bucket(address, bucket.place.prefix)
        with pytest.raises(StorageError, match=told[0]) as caught:
            there.publish(out)
    assert told[1] in caught.value.hint


def test_what_was_to_be_taken_away_when_publishing_broke_off_is_taken_away_by_the_next(
    weed, before, tmp_path
):
    server = Bucket(weed, part())
    server.publish(built(tmp_path, files={**FILES, "old.pdf": "withdrawn"}))

    def answer(handler):
        refused = "delete" in handler.path
        if refused:
            _error(403, "AccessDenied")(handler)
        return refused

    with between.answering(weed, answer) as address, pytest.raises(StorageError, match="let us in"):
        Bucket(address, server.place.prefix).publish(before)
    assert server.publish(before)[f"{ISSUE}/old.pdf"] == "removed"
    assert f"{ISSUE}/old.pdf" not in server.files()


def test_a_server_that_does_not_list_what_lies_there_is_not_taken_for_an_empty_one(
    bucket, weed, out
):
    def answer(handler):
        lists = "list-type" in handler.path
        if lists:
            handler.answer(200, b"<rss></rss>", {"Content-Type": "application/xml"})
        return lists

    with between.answering(weed, answer) as address:
        there = Bucket(address, bucket.place.prefix)
        there.files = bucket.files
        assert "leaves .bulletin.json out" in failing(there, out).message


def test_what_is_large_goes_in_parts_and_is_known_again(weed, tmp_path, monkeypatch):
    monkeypatch.setattr(s3, "_PART", 5 << 20)
    server = Bucket(weed, part())
    release = built(tmp_path / "dist", files={"index.html": "page", SOUND: "0123456789" * 700_000})
    send, told = s3.S3Storage.send, []

    def breaking(storage, parcel, moved):
        if parcel.path.endswith(manifest.NAME):
            raise StorageError(parcel.path)
        return send(storage, parcel, moved)

    with monkeypatch.context() as patch:
        patch.setattr(s3.S3Storage, "send", breaking)
        with pytest.raises(StorageError):
            server.publish(release, watch=told.append)
    assert told[-1].bytes > 7_000_000
    assert server.attributes(f"{ISSUE}/{SOUND}")["Content-Type"] == "audio/mp4"
    server.publish(release, watch=told.append)
    assert told[-1].bytes == told[-1].total_bytes
    assert told[-1].found >= 1


# -- git -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def repository(before, tmp_path_factory):
    found = Repository(tmp_path_factory.mktemp("git") / "pages.git")
    found.publish(before)
    return found


class Elsewhere(Repository):
    """A repository by another address."""

    def __init__(self, found: Repository, address: str) -> None:
        self.folder = found.folder
        self.place = GitPlace(type="git", repository=address)


@contextlib.contextmanager
def hook(found: Repository, script: str):
    file = found.folder / "hooks" / "pre-receive"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    try:
        yield
    finally:
        file.unlink()


HOOKS = {
    "a hook": ("echo Trang này bị khóa >&2; exit 1", "refused the commit; git said: remote: Trang"),
    "a full disk": ("echo fatal: No space left on device >&2; exit 1", "there is no room for it"),
    "a quota": ("echo error: Repository size limit exceeded >&2; exit 1", "there is no room for"),
    "a server that is silent": ("exec sleep 60", "nothing was heard for 1.5 s"),
}


@pytest.mark.parametrize("name", HOOKS)
def test_what_a_repository_refuses_is_told_and_harms_no_reader(repository, out, name):
    script, words = HOOKS[name]
    with hook(repository, script):
        error = failing(repository, out)
    assert words in error.message
    assert str(repository.folder) in error.message


def test_a_repository_with_a_limit_of_size_is_told(repository, out):
    repository.git("config", "receive.maxInputSize", "100")
    try:
        assert "there is no room for it" in failing(repository, out).message
    finally:
        repository.git("config", "--unset", "receive.maxInputSize")


@pytest.fixture
def over_ssh(sshd, tmp_path, monkeypatch):
    """What makes git reach our server: its address behind a port, and how it is known there."""
    program = shutil.which("ssh")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "ssh").write_text(
        f'#!/bin/sh\nexec {program} -F {tmp_path / "conf"} "$@"\n', encoding="utf-8"
    )
    (tmp_path / "bin" / "ssh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)

    def made(found, port=0, key="user", host="host"):
        public = (sshd.folder / f"{host}.pub").read_text(encoding="utf-8")
        (tmp_path / "known").write_text(f"pages {public}", encoding="utf-8")
        rows = {
            "IdentityFile": sshd.folder / key,
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": tmp_path / "known",
            "GlobalKnownHostsFile": "/dev/null",
            "HostKeyAlias": "pages",
            "StrictHostKeyChecking": "yes",
        }
        lines = [f"{name} {value}\n" for name, value in rows.items()]
        (tmp_path / "conf").write_text("".join(lines), encoding="utf-8")
        user = sshd.place().user
        return Elsewhere(found, f"ssh://{user}@127.0.0.1:{port or sshd.port}{found.folder}")

    return made


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"key": "stranger"}, ("the server does not let us in", "ssh-add")),
        ({"host": "stranger"}, ("host key is not the one", "ssh-keyscan")),
    ],
)
def test_a_server_of_repositories_that_is_not_as_it_should_be_is_told(
    repository, out, over_ssh, change, told
):
    error = failing(over_ssh(repository, **change), out)
    assert told[0] in error.message
    assert told[1] in error.hint


@pytest.mark.parametrize(
    "words", ["the connection broke", "did not come to an end"], ids=["cut", "silent"]
)
def test_a_push_that_breaks_in_the_middle_is_told(repository, out, over_ssh, sshd, words):
    with between.line(sshd.port, 5_000, hangs="end" in words) as port:
        assert words in failing(over_ssh(repository, port), out).message


def test_a_server_that_only_lets_read_is_told(repository, out):
    port = free_port()
    base = repository.folder.parent
    serve = ["git", "daemon", "--listen=127.0.0.1", f"--port={port}", "--export-all"]
    with running(*serve, f"--base-path={base}", str(base)) as server:
        until(lambda: servers.answers(port), server)
        error = failing(Elsewhere(repository, f"git://127.0.0.1:{port}/pages.git"), out)
    assert "does not let us write there" in error.message


def test_a_push_tells_how_far_it_has_come(repository):
    told: list[Sending] = []
    with GitStorage(repository.place, "Publish", told.append) as storage, storage.claimed():
        for number in range(40):
            storage._add(f"more/{number}", os.urandom(2000))  # noqa: SLF001
    assert told[-1].files == told[-1].total_files > 40
    subprocess.run(
        ["git", "-C", str(repository.folder), "update-ref", "refs/heads/pages", "pages^"],
        check=True,
    )


# -- a folder ------------------------------------------------------------------------------------


def test_a_disk_that_takes_no_larger_file_is_told_and_harms_no_reader(before, out, tmp_path):
    publish(before, tmp_path / "www")
    was = files(tmp_path / "www")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, limits[1]))
    try:
        with pytest.raises(BulletinError, match="no file may become as large there") as caught:
            publish(out, tmp_path / "www")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "ulimit -f" in caught.value.hint
    assert files(tmp_path / "www") == was
    publish(out, tmp_path / "www")


# -- locks ---------------------------------------------------------------------------------------


def test_a_server_that_is_new_here_is_told_from_one_with_another_key(tmp_path):
    place = SftpPlace(type="sftp", host="web.example", port=2222, path="/srv")
    error, known = asyncssh.HostKeyNotVerifiable("not trusted"), tmp_path / "known_hosts"
    assert "no key of this server yet" in said(error, place, known)[0]
    key = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    known.write_text(f"other.example {key}", encoding="utf-8")
    assert "no key of this server yet" in said(error, place, known)[0]
    known.write_text(f"[web.example]:2222 {key}", encoding="utf-8")
    assert "not the one" in said(error, place, known)[0]


def test_a_lock_is_an_orphan_only_if_its_holder_on_this_machine_is_no_more():
    claim = PlaceClaim()
    claim.taken()
    assert not is_orphaned(claim.data)
    claim.left()
    assert is_orphaned(claim.data)
    ended = subprocess.Popen(["true"])
    ended.wait()
    ours = claim.data.decode()
    mine = f'"process": {os.getpid()}'
    assert is_orphaned(ours.replace(mine, f'"process": {ended.pid}').encode())
    assert not is_orphaned(ours.replace(mine, '"process": 1').encode())
    for strange in (None, b"", b"{}", b"[]", b"\xff", ours.replace('"machine": "', '"machine": "x').encode(),
                    *(ours.replace(mine, f'"process": {odd}').encode() for odd in ("-1", "1e400"))):  # fmt: skip
        assert not is_orphaned(strange)
