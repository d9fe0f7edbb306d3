"""Publishing onto a server over SSH.

In: a release and a `SftpPlace`. Out: the release there. Keys come from the SSH agent and `~/.ssh`,
whose settings (`config`) and known hosts hold. An issue's files lie in a folder below `.releases`,
to which a link of the issue's name leads: replacing the link shows readers the new release from
one moment to the next, and the last one stays beside it for `--rollback`. Files that have not
changed are linked from the last release, and not sent.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Collection, Coroutine, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import urlsplit

import asyncssh

from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import megabytes
from bulletin.messages import tr
from bulletin.provenance.keys import Signer
from bulletin.publish.base import Change, Release
from bulletin.publish.targets.server import publishing
from bulletin.publish.targets.server.storage import GOES_ON, Parcel, StorageError, readable
from bulletin.publish.targets.sftp.errors import KNOWN_HOSTS, ROOM, said
from bulletin.publish.targets.sftp.session import RELEASES, ClaimedError, SftpSession
from bulletin.site.hosting import RULES
from bulletin.source.settings.targets import SftpPlace
from bulletin.theming.theme import Theme

T = TypeVar("T")

_SCHEME = "sftp://"

_CONNECT, _KEEPALIVE, _PATIENCE = 15.0, 15.0, 120.0
_NO_FOLDER = "is not a directory"
"""How asyncssh itself ends what it says of such a path; the server has no words for it."""

_FULL = 4 << 20
"""Bytes below which a disk is as good as full."""


class SftpTarget:
    """The target "sftp": a place of publication.yaml, or `sftp://user@host:port/path`."""

    name = "sftp"

    def place(self, address: str) -> SftpPlace | None:
        """Addresses that begin with `sftp://`."""
        if not address.startswith(_SCHEME):
            return None
        parts = urlsplit(address)
        if parts.password is not None:
            message = tr("a password does not belong in an address, which others read")
            raise BulletinError(message, tr("take it out; the SSH agent or ~/.ssh has the key"))
        return SftpPlace(
            type="sftp",
            host=parts.hostname or "",
            port=parts.port or 22,
            user=parts.username,
            path=parts.path,
        )

    def publish(self, release: Release, place: SftpPlace, *, dry_run: bool) -> Sequence[Change]:
        """Send what has changed, and switch to it."""
        with SftpStorage(place) as storage:
            return publishing.publish(release, storage, dry_run=dry_run)

    def read(self, place: SftpPlace, path: str) -> bytes | None:
        """A file of the hosted copy."""
        with SftpStorage(place) as storage:
            return storage.read(path)

    def roll_back(
        self, issue_id: str, place: SftpPlace, theme: Theme, signer: Signer | None = None
    ) -> Sequence[Change]:
        """Let the link lead to the release before."""
        with SftpStorage(place) as storage:
            return publishing.roll_back(issue_id, storage, theme, signer)


class SftpStorage:
    """A folder on a server; use it as a context, for it holds a connection."""

    rules = RULES

    def __init__(self, choice: SftpPlace, settings: Mapping[str, object] | None = None) -> None:
        """`settings` go to `asyncssh.connect` besides, in tests."""
        user = f"{choice.user}@" if choice.user else ""
        self.place = f"sftp://{user}{choice.host}:{choice.port}{choice.path}"
        self._choice, self._settings = choice, dict(settings or {})
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._stages: dict[str, str] = {}
        self._late = False
        self._ssh: asyncssh.SSHClientConnection | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._run(self._connect(), patience=None)
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(StorageError):
            self._run(self._disconnect())
        self._close()

    # -- what a storage does ---------------------------------------------------------------

    def names(self) -> Iterable[str]:
        """What lies in the folder; nothing if it is not there yet."""
        return self._run(self._session.names(self._choice.path))

    def read(self, path: str) -> bytes | None:
        """A file's bytes."""
        return readable(self.place, path, self._run(self._session.read(self._at(path))))

    def lying(self, paths: Iterable[str]) -> set[str]:
        """Asked for one by one."""
        return self._run(self._session.lying(list(paths)))

    def held(self, paths: Iterable[str]) -> set[str]:
        """Asked for one by one."""
        return self._run(self._session.held(list(paths)))

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        """A file that only one may create, touched again while the block lasts."""
        self._run(self._session.claim())
        renewing = asyncio.run_coroutine_threadsafe(self._session.renew(), self._loop)
        try:
            yield
        finally:
            renewing.cancel()
            with contextlib.suppress(StorageError):
                self._run(self._session.leave())

    def stage(
        self, issue_id: str, digest: str, kept: Mapping[str, str], ours: Collection[str]
    ) -> None:
        """A folder beside the last release, in which what stays is linked from there."""
        folder = f"{RELEASES}/{issue_id}-{digest[:12]}"
        others = self._run(self._session.others(issue_id, ours))
        prepared = self._session.prepare(folder, [*kept, *others], _PATIENCE)
        self._stages[issue_id] = self._run(prepared, patience=None)

    def send(self, parcel: Parcel, moved: Callable[[int], None]) -> bool:
        """A file beside its place, then moved there."""
        place = self._staged(parcel.path)
        return self._run(self._session.send(parcel, place, moved, _PATIENCE), patience=None)

    def switch(self, issue_id: str) -> None:
        """Let the issue's link lead to the prepared folder."""
        self._run(self._session.switch(issue_id, self._stages.pop(issue_id)))

    def previous(self, issue_id: str) -> str:
        """The folder beside the one to which the link leads."""
        if found := self._run(self._session.previous(issue_id)):
            return found
        hint = tr("build the issue as it was, and publish it")
        raise self._refusal(tr("there is no last release but one of {id}", id=issue_id), hint)

    def switch_back(self, issue_id: str) -> None:
        """Let the issue's link lead to that folder again."""
        self._run(self._session.switch(issue_id, self.previous(issue_id)))

    def forget(self, issue_id: str) -> None:
        """Take the folders away to which the link does not lead."""
        self._run(self._session.forget(issue_id))

    def remove(self, path: str) -> None:
        """Take a file away; one of an issue went with the release that it was of."""
        if not self._is_of_release(path):
            self._run(self._session.remove(self._at(path)))

    # -- paths -----------------------------------------------------------------------------

    def _at(self, path: str) -> str:
        return f"{self._choice.path}/{path}"

    def _staged(self, path: str) -> str:
        """Where a file of the hosted copy is to be written."""
        issue_id, _, rest = path.partition("/")
        folder = self._stages.get(issue_id)
        return self._at(f"{folder}/{rest}" if folder and rest else path)

    def _is_of_release(self, path: str) -> bool:
        """Whether a file lies behind an issue's link, where nothing is taken away."""
        return self._run(self._session.is_link(self._at(path.partition("/")[0])))

    # -- the connection --------------------------------------------------------------------

    def _run(self, asked: Coroutine[object, object, T], patience: float | None = 0) -> T:
        """What the server gave; what it said instead, in words.

        `patience` None: what is asked has an end of its own.
        """
        wait = patience or (_PATIENCE if patience is not None else None)
        future = asyncio.run_coroutine_threadsafe(asked, self._loop)
        try:
            return future.result(wait)
        except TimeoutError as error:
            # Nothing more comes of this connection: whatever else is asked ends at once.
            self._late = True
            if self._ssh is not None:
                self._loop.call_soon_threadsafe(self._ssh.abort)
            raise self._too_late() from error
        except ClaimedError as error:
            hint = tr("wait until that is done; if nobody is, take away {lock} there", lock=error)
            raise self._refusal(tr("somebody else is publishing there just now"), hint) from error
        except asyncssh.SFTPFailure as error:
            raise self._unexplained(error) from error
        except (asyncssh.Error, OSError, EOFError, ValueError, RecursionError) as error:
            # By our patience, or by that of asyncssh, which asks whether anybody is there.
            if self._late or "keepalive" in str(error):
                raise self._too_late() from error
            known = str(self._settings.get("known_hosts", KNOWN_HOSTS))
            raise self._refusal(*said(error, self._choice, Path(known))) from error

    def _too_late(self) -> StorageError:
        hint = tr("what was there is whole; the same command goes on from here, now or later")
        return self._refusal(tr("it did not answer in time"), hint)

    def _unexplained(self, error: asyncssh.SFTPFailure) -> StorageError:
        """What is likely where a server of version 3 says "Failure": that its disk is full."""
        if error.reason.endswith(_NO_FOLDER):
            message = tr(
                "a file or a broken link lies where a folder is to be: {said}", said=error.reason
            )
            return self._refusal(message, tr("move it away, or mend path: in publication.yaml"))
        free = None
        with contextlib.suppress(TimeoutError):
            asked = asyncio.run_coroutine_threadsafe(self._session.free(), self._loop)
            free = asked.result(_CONNECT)
        if free is not None and free < _FULL:
            return self._refusal(
                tr("there is no room on its disk: {free} are free", free=megabytes(free)), ROOM
            )
        return self._refusal(
            tr("it could not write, and gives no reason ({said})", said=error.reason),
            tr("is its disk full, or a quota or limit of size reached? {hint}", hint=GOES_ON),
        )

    def _refusal(self, reason: str, hint: str) -> StorageError:
        return StorageError(tr("{place}: {reason}", place=self.place, reason=reason), hint)

    async def _connect(self) -> None:
        choice = self._choice
        user = {"username": choice.user} if choice.user else {}
        self._ssh = await asyncssh.connect(
            choice.host,
            choice.port,
            connect_timeout=_CONNECT,
            keepalive_interval=_KEEPALIVE,
            **user,
            **self._settings,
        )
        async with asyncio.timeout(_PATIENCE):
            # Names of others' files may be of any age and encoding.
            client = await self._ssh.start_sftp_client(path_errors="surrogateescape")
            self._session = SftpSession(client, choice.path)

    async def _disconnect(self) -> None:
        if self._ssh is not None:
            self._ssh.close()
            await self._ssh.wait_closed()

    async def _end(self) -> None:
        """End what still goes on; what is left open in a loop would be complained of."""
        if self._ssh is not None:
            self._ssh.abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0)

    def _close(self) -> None:
        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(_CONNECT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread.is_alive():
            self._thread.join()
        self._loop.close()
