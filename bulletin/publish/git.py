"""Publishing as one commit on a branch that a host serves as pages.

In: a release and a `GitPlace`. Out: a commit with it. Git's own program does the work, with the
keys, helpers and settings that it has on this machine. Of what lies there only the names are
fetched, and the few files that the archive reads; only what is new is sent. Readers see all of
the commit or nothing of it; whoever else commits meanwhile makes the host refuse ours.
Source: git's manual, hash-object, read-tree, update-index, write-tree, commit-tree.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from bulletin.messages import tr
from bulletin.publish import remote
from bulletin.publish.base import Change, Destination, Release
from bulletin.publish.storage import Parcel, StorageError
from bulletin.source.targets import GitPlace

_PATIENCE = 600
_PLAIN = "100644"
_NO_JEKYLL = ".nojekyll"
"""GitHub serves the files as they are where this one lies there, and leaves some out otherwise."""

_NO_BLOB = "0" * 40

_UNNAMED = ("-c", "user.name=bulletin", "-c", "user.email=bulletin@localhost")
"""Who commits where git has not been told who it works for."""

_REFUSED = b"!\t"
"""How a line begins that tells of a branch that was not taken (git push, --porcelain)."""


class GitTarget:
    """The target "git": a place of publication.yaml alone, for an address does not tell a branch."""

    name = "git"

    def place(self, address: str) -> GitPlace | None:
        """No address."""
        del address
        return None

    def publish(self, release: Release, place: Destination, *, dry_run: bool) -> Sequence[Change]:
        """Make one commit of what has changed."""
        if not isinstance(place, GitPlace):
            raise TypeError(place)
        with GitStorage(place, f"Publish {release.id}") as storage:
            return remote.publish(release, storage, dry_run=dry_run)


class GitStorage:
    """A branch of a repository; use it as a context, for it holds a folder on this machine."""

    def __init__(self, choice: GitPlace, message: str = "Publish") -> None:
        """`message` is what the commit says."""
        self.place = f"{choice.repository} ({choice.branch})"
        self._choice, self._message = choice, message
        self._folder = tempfile.TemporaryDirectory(prefix="bulletin-git-")
        self._tip = ""
        self._rows: dict[str, str] = {}
        self._paths: dict[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self._fetch()
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    # -- what a storage does ---------------------------------------------------------------

    def names(self) -> Iterable[str]:
        """The top of the tree; git has no empty folders, and neither do we."""
        return {path.partition("/")[0] for path in self._paths} - {_NO_JEKYLL}

    def read(self, path: str) -> bytes | None:
        """A file of the last commit."""
        blob = self._paths.get(path)
        return self._git("cat-file", "blob", blob) if blob else None

    def lying(self, paths: Iterable[str]) -> set[str]:
        """Which paths the last commit has."""
        return set(paths) & set(self._paths)

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        """Commit and push what was sent in the block, if it ends without an exception."""
        yield
        self._add(_NO_JEKYLL, b"")
        self._push()

    def stage(self, issue_id: str, digest: str, kept: Mapping[str, str]) -> None:
        """Nothing: all of a commit appears at once."""

    def send(self, parcel: Parcel) -> None:
        """Put a file into the commit to be."""
        self._add(parcel.path, parcel.file.read_bytes())

    def switch(self, issue_id: str) -> None:
        """Nothing: see `stage`."""

    def remove(self, path: str) -> None:
        """Leave a file out of the commit to be."""
        self._rows[path] = f"0 {_NO_BLOB}\t{path}\0"

    # -- git -------------------------------------------------------------------------------

    def _fetch(self) -> None:
        """The last commit of the branch, if there is one, without the bytes of its files."""
        repository, branch = self._choice.repository, f"refs/heads/{self._choice.branch}"
        self._git("init", "--quiet", "--bare", ".")
        self._git("remote", "add", "origin", repository)
        self._git("config", "remote.origin.promisor", "true")
        self._git("config", "remote.origin.partialclonefilter", "blob:none")
        if not self._git("ls-remote", "--", "origin", branch).strip():
            return
        self._git(
            "fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "origin", branch
        )
        self._tip = self._git("rev-parse", "FETCH_HEAD").decode().strip()
        self._git("read-tree", self._tip)
        listed = self._git("ls-tree", "-r", "-z", self._tip).decode("utf-8", "surrogateescape")
        for row in filter(None, listed.split("\0")):
            about, _, path = row.partition("\t")
            self._paths[path] = about.split()[2]

    def _add(self, path: str, data: bytes) -> None:
        blob = self._git("hash-object", "-w", "--stdin", given=data).decode().strip()
        self._rows[path] = f"{_PLAIN} {blob}\t{path}\0"

    def _push(self) -> None:
        rows = "".join(self._rows.values()).encode("utf-8", "surrogateescape")
        self._git("update-index", "-z", "--index-info", given=rows)
        tree = self._git("write-tree").decode().strip()
        if self._tip and tree == self._git("rev-parse", f"{self._tip}^{{tree}}").decode().strip():
            return
        parent = ("-p", self._tip) if self._tip else ()
        who = () if self._run("var", "GIT_COMMITTER_IDENT").returncode == 0 else _UNNAMED
        commit = self._git(*who, "commit-tree", tree, *parent, "-m", self._message).decode().strip()
        # No `+` and no force: what somebody else has committed meanwhile stays.
        target = f"{commit}:refs/heads/{self._choice.branch}"
        pushed = self._run("push", "--porcelain", "origin", target)
        if pushed.returncode and _REFUSED in pushed.stdout and b"[rejected]" in pushed.stdout:
            message = tr("{place}: somebody else published meanwhile", place=self.place)
            raise StorageError(message, tr("give the same command again"))
        self._unless_failed(pushed)

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git prints. Raises `StorageError` with what it says instead."""
        done = self._run(*arguments, given=given)
        self._unless_failed(done)
        return done.stdout

    def _unless_failed(self, done: subprocess.CompletedProcess[bytes]) -> None:
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            message = tr("{place}: git said: {words}", place=self.place, words=said)
            hint = tr("nothing there was changed; the same command tries again")
            raise StorageError(message, hint)

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603, the place was checked when it was read
                ["git", *arguments],  # noqa: S607, the one that people use
                cwd=self._folder.name,
                input=given,
                capture_output=True,
                check=False,
                timeout=_PATIENCE,
            )
        except FileNotFoundError as error:
            message = tr("publishing to a repository needs git, which is not installed")
            raise StorageError(message, tr("Debian, Ubuntu: sudo apt-get install git")) from error
        except subprocess.TimeoutExpired as error:
            message = tr("{place}: git did not come to an end", place=self.place)
            raise StorageError(message, tr("try again later")) from error
