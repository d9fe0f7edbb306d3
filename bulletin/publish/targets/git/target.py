"""Publishing as one commit on a branch that a host serves as pages.

In: a release and a `GitPlace`. Out: a commit with it. Git's own program does the work, with the
keys, helpers and settings that it has on this machine. Of what lies there only the names are
fetched, and the few files that the archive reads; only what is new is sent. Readers see all of
the commit or nothing of it; whoever else commits meanwhile makes the host refuse ours.
Source: git's manual, hash-object, read-tree, update-index, write-tree, commit-tree.
"""

import contextlib
import itertools
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Self

from bulletin import manifest
from bulletin.machine.systems import quoted
from bulletin.messages import tr
from bulletin.provenance.keys import Signer
from bulletin.publish.base import Change, Release
from bulletin.publish.revisions import refuse_back
from bulletin.publish.sending import Watch, unwatched
from bulletin.publish.targets.git.program import GitProgram
from bulletin.publish.targets.server import publishing
from bulletin.publish.targets.server.storage import Parcel, StorageError
from bulletin.publish.targets.server.there import look
from bulletin.site.hosting import PAGES_RULES
from bulletin.source.settings.targets import GitPlace
from bulletin.theming.theme import Theme

_PLAIN = "100644"
_NO_JEKYLL = ".nojekyll"
"""GitHub serves the files as they are where this one lies there, and leaves some out otherwise."""

_NO_BLOB = "0" * 40

_PARTIAL = """\
[core]
\thooksPath = /dev/null
[remote "origin"]
\turl = {repository}
\tfetch = +refs/heads/*:refs/remotes/origin/*
\tpromisor = true
\tpartialclonefilter = blob:none
"""
"""Of what lies there the names are fetched, and files only where they are asked for; hooks that
somebody has for all repositories are for people."""

_PUBLISH, _WITHDRAW, _BACK = _VERBS = ("Publish", "Withdraw", "Roll back")
"""How the messages of commits begin."""

_KINDS = {"A": "new", "M": "changed", "D": "removed"}
"""What git calls a change of a file (git diff-tree, --name-status)."""

_UNNAMED = ("-c", "user.name=bulletin", "-c", "user.email=bulletin@localhost")
"""Who commits where git has not been told who it works for."""

_MOVED = re.compile(rb"^!\t.*(?:\[rejected\]|shallow update not allowed)", re.MULTILINE)
"""How a branch is told of (git push, --porcelain) that has got, or lost, what ours goes on from."""


class GitTarget:
    """The target "git": a place of publication.yaml alone, for an address does not tell a branch."""

    name = "git"

    def place(self, address: str) -> GitPlace | None:
        """No address."""
        del address
        return None

    def publish(self, release: Release, place: GitPlace, *, dry_run: bool) -> Sequence[Change]:
        """Make one commit of what has changed."""
        verb = _WITHDRAW if release.manifest.withdrawn else _PUBLISH
        # What takes its time here is the push, and not that files are put into the commit.
        quiet = replace(release, watch=unwatched)
        with GitStorage(place, f"{verb} {release.id}", release.watch) as storage:
            return publishing.publish(quiet, storage, dry_run=dry_run)

    def read(self, place: GitPlace, path: str) -> bytes | None:
        """A file of the last commit."""
        with GitStorage(place) as storage:
            return storage.read(path)

    def roll_back(
        self, issue_id: str, place: GitPlace, theme: Theme, signer: Signer | None = None
    ) -> Sequence[Change]:
        """Commit what the last but one had, the archive with it."""
        del signer
        with GitStorage(place, f"{_BACK} {issue_id}") as storage:
            refuse_back(look(storage, theme.publication, issue_id).releases.get(issue_id))
            return storage.step_back(issue_id)


class GitStorage:
    """A branch of a repository; use it as a context, for it holds a folder on this machine."""

    rules = PAGES_RULES

    def __init__(
        self, choice: GitPlace, message: str = "Publish", watch: Watch = unwatched
    ) -> None:
        """`message` is what the commit says; `watch` is told how far the push has come."""
        self.place = f"{choice.repository} ({choice.branch})"
        self._choice, self._message, self._watch = choice, message, watch
        self._folder = tempfile.TemporaryDirectory(prefix="bulletin-git-")
        self._git = GitProgram(self.place, self._folder.name)
        self._tip = ""
        self._rows: dict[str, str] = {}
        self._sent: list[tuple[str, str]] = []
        self._numbers = itertools.count()
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
        """Which paths the last commit has something at, or a file above."""
        folders = {folder for path in self._paths for folder in _way_to(path)[1:]}
        return {
            path
            for path in paths
            if path in folders or not self._paths.keys().isdisjoint(_way_to(path))
        }

    def held(self, paths: Iterable[str]) -> set[str]:
        """Which paths the last commit has a file at."""
        return {path for path in paths if path in self._paths}

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        """Commit and push what was sent in the block, if it ends without an exception."""
        yield
        self._add(_NO_JEKYLL, b"")
        self._push()

    def stage(
        self, issue_id: str, digest: str, kept: Mapping[str, str], ours: Collection[str]
    ) -> None:
        """Nothing: all of a commit appears at once."""

    def send(self, parcel: Parcel, moved: Callable[[int], None]) -> bool:
        """Put a file into the commit to be."""
        del moved
        self._add(parcel.path, parcel.file.read_bytes())
        return True

    def switch(self, issue_id: str) -> None:
        """Nothing: see `stage`."""

    def previous(self, issue_id: str) -> str:
        """None: a commit is taken back as a whole, see `step_back`."""
        raise StorageError(tr("{place} keeps {id} in its history", place=self.place, id=issue_id))

    def switch_back(self, issue_id: str) -> None:
        """Nothing: see `previous`."""

    def forget(self, issue_id: str) -> None:
        """Nothing: readers see the last commit alone. Its history is the repository's matter."""

    def step_back(self, issue_id: str) -> Sequence[Change]:
        """Commit once more what there was before the last commit, if that was of this issue."""
        words = {f"{verb} {issue_id}" for verb in _VERBS}
        if (
            not self._tip
            or self._git("log", "-1", "--format=%s", self._tip).decode().strip() not in words
        ):
            message = tr("{place}: the last commit is not of {id}", place=self.place, id=issue_id)
            raise StorageError(message, tr("take that back first, or publish the issue as it was"))
        branch = f"refs/heads/{self._choice.branch}"
        self._git(
            "fetch", "--quiet", "--depth=2", "--no-tags", "--filter=blob:none", "origin", branch
        )
        found = self._git.run("rev-parse", "--quiet", "--verify", f"{self._tip}^")
        if found.returncode:
            message = tr("{place}: there is no commit before the last", place=self.place)
            raise StorageError(message, tr("there is nothing to go back to"))
        earlier = found.stdout.decode().strip()
        if not self._git("ls-tree", earlier, "--", f"{issue_id}/{manifest.NAME}"):
            hint = tr("to take it back from readers: bulletin withdraw {id}", id=quoted(issue_id))
            raise StorageError(tr("there is no last release but one of {id}", id=issue_id), hint)
        rows = self._git(
            "diff-tree", "-r", "-z", "--name-status", "--no-renames", self._tip, earlier
        )
        self._git("read-tree", earlier)
        self._push()
        fields = rows.decode("utf-8", "surrogateescape").split("\0")
        pairs = zip(fields[::2], fields[1::2], strict=False)
        return [Change(_KINDS.get(letter, "changed"), path) for letter, path in pairs]

    def remove(self, path: str) -> None:
        """Leave a file out of the commit to be."""
        self._rows[path] = f"0 {_NO_BLOB}\t{path}\0"

    # -- git -------------------------------------------------------------------------------

    def _fetch(self) -> None:
        """The last commit of the branch, if there is one, without the bytes of its files."""
        repository, branch = self._choice.repository, f"refs/heads/{self._choice.branch}"
        # So is what lies in a template.
        self._git("init", "--quiet", "--bare", "--template=", ".")
        with (Path(self._folder.name) / "config").open("a", encoding="utf-8") as settings:
            settings.write(_PARTIAL.format(repository=_quoted(repository)))
        self._git.settle()
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
        file = Path(self._folder.name) / f"new-{next(self._numbers)}"
        file.write_bytes(data)
        self._sent.append((path, file.name))

    def _kept(self) -> None:
        """Let git keep all that was sent, at once: a program for each file takes its time."""
        names = "".join(f"{name}\n" for _, name in self._sent).encode()
        blobs = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=names)
        for (path, _), blob in zip(self._sent, blobs.decode().split(), strict=True):
            self._rows[path] = f"{_PLAIN} {blob}\t{path}\0"

    def _push(self) -> None:
        self._kept()
        rows = "".join(self._rows.values()).encode("utf-8", "surrogateescape")
        self._git("update-index", "-z", "--index-info", given=rows)
        tree = self._git("write-tree").decode().strip()
        if self._tip and tree == self._git("rev-parse", f"{self._tip}^{{tree}}").decode().strip():
            return
        parent = ("-p", self._tip) if self._tip else ()
        who = () if self._git.run("var", "GIT_COMMITTER_IDENT").returncode == 0 else _UNNAMED
        commit = self._git(*who, "commit-tree", tree, *parent, "-m", self._message).decode().strip()
        # No `+` and no force: what somebody else has committed meanwhile stays.
        target = f"{commit}:refs/heads/{self._choice.branch}"
        pushed = self._git.run(
            "push", "--porcelain", "--progress", "origin", target, watch=self._watch
        )
        if pushed.returncode and _MOVED.search(pushed.stdout):
            message = tr("{place}: somebody else published meanwhile", place=self.place)
            raise StorageError(message, tr("give the same command again"))
        self._git.unless_failed(pushed)


def _way_to(path: str) -> list[str]:
    """A path and the folders above it: git takes one away where the other is to be."""
    return [path, *map(str, PurePosixPath(path).parents)]


def _quoted(value: str) -> str:
    """A value as git's settings take it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
