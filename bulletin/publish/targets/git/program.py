"""Git's own program: started, watched, and what it says in the end put into words.

In: arguments, and a folder. Out: what it printed; or, of what it said instead, what is wrong and
what to do. It is never left to ask anybody anything, for who is asked may be a machine at night,
and it has an end: where nothing is heard of it for a while it is ended with all that it started.
"""

import contextlib
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable

from bulletin.machine.systems import end_with_all_it_started
from bulletin.messages import tr, tr_noop
from bulletin.publish.sending import Sending, Watch
from bulletin.publish.targets.server.meanings import meaning, meaning_of
from bulletin.publish.targets.server.storage import StorageError

_PATIENCE = 600.0
"""Seconds for which git may say nothing."""
_GRACE = 5.0
_SSH = (
    "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
)
_OF_HTTP = {"http.lowSpeedLimit": "1", "http.lowSpeedTime": "60"}
"""Where less than a byte a second moves for a minute, the connection is no more."""

_OF_ANOTHER_REPOSITORY = (
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_COMMON_DIR",
    "GIT_WORK_TREE",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INTERNAL_SUPER_PREFIX",
)
"""What a hook of a repository finds set (git rev-parse --local-env-vars), who may publish from
there: with these, what is to be published would be written into its index. Settings stay."""

_WRITING = re.compile(rb"Writing objects: +\d+% \((\d+)/(\d+)\)(?:, ([\d.]+) (bytes|KiB|MiB|GiB))?")
_UNITS = {b"bytes": 1, b"KiB": 1 << 10, b"MiB": 1 << 20, b"GiB": 1 << 30}
_NOISE = re.compile(
    r"^(remote: *$|hint:|To |Pushing to |Enumerating|Counting|Compressing|Writing|Delta|Total|@+$"
    r"|remote: (Resolving|Counting|Compressing|Enumerating)|error: failed to push some refs"
    r"|Warning: Permanently added|!\t|Done$|fatal: Could not read from remote repository"
    r"|Please make sure you have the correct access|and the repository exists)"
)
_LONGEST = 800

_GOES_ON = tr("nothing there was changed; the same command tries again")


_MEANINGS = (
    meaning(
        r"host key is known for",
        tr_noop("~/.ssh/known_hosts has no key of this server yet"),
        tr_noop(
            "take its key (ssh-keyscan HOST >> ~/.ssh/known_hosts), and compare the fingerprint"
            " (ssh-keygen -l -F HOST) with the one of who runs the server"
        ),
    ),
    meaning(
        r"Host key verification failed|HOST IDENTIFICATION HAS CHANGED",
        tr_noop("the server's host key is not the one that ~/.ssh/known_hosts has for it"),
        tr_noop(
            "ask who runs the server for the key's fingerprint; if it is right, forget the old one"
            " (ssh-keygen -R HOST) and take the new one (ssh-keyscan HOST >> ~/.ssh/known_hosts)"
        ),
    ),
    meaning(
        r"Permission denied \(|Authentication failed|could not read (Username|Password)"
        r"|terminal prompts disabled|error: 40[13]\b|Invalid username",
        tr_noop("the server does not let us in"),
        tr_noop(
            "over SSH: add a key to the agent with ssh-add, and give its .pub to who runs the"
            " server; over https: give git a credential helper"
        ),
    ),
    meaning(
        r"No space left|Disk quota|File too large|exceeds? (the )?maximum|size limit|too big"
        r"|unpack-objects abnormal exit|disk full",
        tr_noop("there is no room for it"),
        tr_noop("make room there, or raise the limit; {goes_on}"),
    ),
    meaning(
        r"hook declined|protected branch|denied by|deny updating|refusing to update|prohibited",
        tr_noop("the server refused the commit"),
        tr_noop("let this account push to the branch, or name another branch:; {goes_on}"),
    ),
    meaning(
        r"unable to (write|create)|insufficient permission|Permission denied|read-only"
        r"|access denied|not allowed|cannot lock ref|unpacker error",
        tr_noop("the server does not let us write there"),
        tr_noop("let this account push to the repository; {goes_on}"),
    ),
    meaning(
        r"does not appear to be a git repository|repository .*not found|not exported"
        r"|does not exist|no such (file|repo)",
        tr_noop("there is no such repository"),
        tr_noop("mend repository: in publication.yaml, or make it there: git init --bare"),
    ),
    meaning(
        r"hash algorithm",
        tr_noop("the repository names its commits with SHA-256, which hosts of pages do not know"),
        tr_noop("make it anew: git init --bare --object-format=sha1"),
    ),
    meaning(r"timed out|Operation too slow", tr_noop("it did not answer in time"), _GOES_ON),
    meaning(
        r"Could not resolve|Name or service not known",
        tr_noop("the name of the server is not known"),
        tr_noop("look at repository: in publication.yaml, and at this machine's network"),
    ),
    meaning(
        r"Connection (closed|reset|refused)|remote end hung up|early EOF|Broken pipe"
        r"|unable to access|Could not read from remote|RPC failed|unexpected disconnect",
        tr_noop("the connection broke, or there is none"),
        _GOES_ON,
    ),
)


class GitProgram:
    """Git in a folder. `place` is what to call the repository before people."""

    def __init__(self, place: str, folder: str) -> None:
        self._place, self._folder = place, folder
        self._own_ssh = True

    def __call__(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git prints. Raises `StorageError` with what it says instead."""
        done = self.run(*arguments, given=given)
        self.unless_failed(done)
        return done.stdout

    def settle(self) -> None:
        """Reach servers over SSH with time-outs, unless git was told how to reach them."""
        self._own_ssh = self.run("config", "core.sshCommand").returncode == 0

    def unless_failed(self, done: subprocess.CompletedProcess[bytes]) -> None:
        """Raise `StorageError` if git did not do it."""
        if done.returncode:
            raise self._refusal(done.stderr + b"\n" + done.stdout)

    def run(
        self, *arguments: str, given: bytes = b"", watch: Watch | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """What became of it. Of what tells of its progress, `watch` is told; it may take long."""
        command = ["git", *arguments]
        try:
            process = subprocess.Popen(  # noqa: S603, the place was checked when it was read
                command,
                cwd=self._folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_surroundings(own_ssh=self._own_ssh),
                start_new_session=True,
            )
        except FileNotFoundError as error:
            message = tr("publishing to a repository needs git, which is not installed")
            raise StorageError(message, tr("Debian, Ubuntu: sudo apt-get install git")) from error
        with process:
            try:
                if watch is None:
                    out, said = process.communicate(given, timeout=_PATIENCE)
                else:
                    out, said = _Hearing(watch, process).to_the_end()
            except subprocess.TimeoutExpired as error:
                end_with_all_it_started(process, _GRACE)
                message = tr(
                    "{place}: git did not come to an end: nothing was heard for {seconds} s",
                    place=self._place,
                    seconds=f"{_PATIENCE:g}",
                )
                raise StorageError(message, _GOES_ON) from error
            except BaseException:
                end_with_all_it_started(process, _GRACE)
                raise
        return subprocess.CompletedProcess(command, process.returncode, out, said)

    def _refusal(self, words: bytes) -> StorageError:
        text = words.decode("utf-8", "replace").replace("\r", "\n")
        lines = [line.strip() for line in text.splitlines()]
        kept = "\n".join(line for line in lines if line and not _NOISE.match(line))[:_LONGEST]
        if found := meaning_of(text, _MEANINGS):
            message = tr(
                "{place}: {what}; git said: {words}",
                place=self._place,
                what=tr(found.what),
                words=kept,
            )
            return StorageError(message, tr(found.hint, goes_on=_GOES_ON))
        message = tr("{place}: git said: {words}", place=self._place, words=kept or text.strip())
        return StorageError(message, _GOES_ON)


class _Hearing:
    """Listens to a program until it ends, or until it has said nothing for too long."""

    def __init__(self, watch: Watch, process: subprocess.Popen[bytes]) -> None:
        self._watch, self._process = watch, process
        self._last = time.monotonic()

    def to_the_end(self) -> tuple[bytes, bytes]:
        """What it printed, and what it said of itself. Raises `subprocess.TimeoutExpired`."""
        process, out, said = self._process, bytearray(), bytearray()
        assert process.stdin and process.stdout  # noqa: S101, PT018, they are pipes
        assert process.stderr  # noqa: S101, it is too
        process.stdin.close()

        def told(block: bytes) -> None:
            said.extend(block)
            self._progress(block)

        pairs = ((process.stdout.fileno(), out.extend), (process.stderr.fileno(), told))
        readers = [threading.Thread(target=self._read, args=pair, daemon=True) for pair in pairs]
        for reader in readers:
            reader.start()
        while any(reader.is_alive() for reader in readers):
            for reader in readers:
                reader.join(min(1.0, _PATIENCE / 4))
            if time.monotonic() - self._last > _PATIENCE:
                raise subprocess.TimeoutExpired(process.args, _PATIENCE)
        process.wait(_PATIENCE)
        return bytes(out), bytes(said)

    def _read(self, descriptor: int, take: Callable[[bytes], None]) -> None:
        with contextlib.suppress(OSError):
            while block := os.read(descriptor, 1 << 16):
                self._last = time.monotonic()
                take(block)

    def _progress(self, block: bytes) -> None:
        if found := _WRITING.findall(block):
            done, total, amount, unit = found[-1]
            size = int(float(amount) * _UNITS[unit]) if amount else 0
            self._watch(Sending(files=int(done), total_files=int(total), bytes=size))


def _surroundings(*, own_ssh: bool) -> dict[str, str]:
    """The environment, in which git asks nobody, and speaks the language that we know to read.

    `own_ssh`: somebody has told git which program to use, which may know none of our options.
    """
    given = {
        name: value
        for name, value in os.environ.items()
        if name not in _OF_ANOTHER_REPOSITORY
        # Set to nothing, a name is not left out but refused.
        and (value or not name.startswith(("GIT_AUTHOR_", "GIT_COMMITTER_")))
    }
    ours = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_DEFAULT_HASH": "sha1",  # what all hosts of pages know
        "LC_ALL": "C",
        "LANGUAGE": "",
    }
    command = given.get("GIT_SSH_COMMAND", "")
    if not (own_ssh or given.get("GIT_SSH")) and command.split()[:1] in ([], ["ssh"]):
        ours["GIT_SSH_COMMAND"] = " ".join([_SSH, *command.split(maxsplit=1)[1:]])
    count = given.get("GIT_CONFIG_COUNT") or "0"
    if re.fullmatch(r"[0-9]{1,4}", count):  # else git says itself that it is none
        for number, (name, value) in enumerate(_OF_HTTP.items(), int(count)):
            ours[f"GIT_CONFIG_KEY_{number}"] = name
            ours[f"GIT_CONFIG_VALUE_{number}"] = value
        ours["GIT_CONFIG_COUNT"] = str(int(count) + len(_OF_HTTP))
    return {**given, **ours}
