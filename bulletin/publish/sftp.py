"""Publishing onto a server over SSH.

In: a release and a `SftpPlace`. Out: the release there. Keys come from the SSH agent and `~/.ssh`,
whose settings (`config`) and known hosts hold. An issue's files lie in a folder below `.releases`,
to which a link of the issue's name leads: replacing the link shows readers the new release from
one moment to the next, and the last one stays beside it for `--rollback`. Files that have not
changed are linked from the last release, and not sent.
Source: draft-ietf-secsh-filexfer-02, with OpenSSH's extensions (PROTOCOL, sections 4.3 and 4.5).
"""

from __future__ import annotations

import asyncio
import contextlib
import posixpath
import threading
import uuid
from collections.abc import Coroutine, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlsplit

from bulletin.messages import tr
from bulletin.publish import remote
from bulletin.publish.base import Change, Place, Release
from bulletin.publish.storage import Parcel, StorageError
from bulletin.source.targets import SftpPlace

if TYPE_CHECKING:
    pass

T = TypeVar("T")

RELEASES = ".releases"
LOCK = ".bulletin.lock"

_SCHEME = "sftp://"

_CONNECT, _PATIENCE = 15, 120
_STALE = 1800
_RENEWED = 300


class SftpTarget:
    """The target "sftp": a place of publication.yaml, or `sftp://user@host:port/path`."""

    name = "sftp"

    def place(self, address: str) -> SftpPlace | None:
        """Addresses that begin with `sftp://`."""
        if not address.startswith(_SCHEME):
            return None
        parts = urlsplit(address)
        return SftpPlace(
            type="sftp",
            host=parts.hostname or "",
            port=parts.port or 22,
            user=parts.username,
            path=parts.path,
        )

    def publish(self, release: Release, place: Place, *, dry_run: bool) -> Sequence[Change]:
        """Send what has changed, and switch to it."""
        if not isinstance(place, SftpPlace):
            raise TypeError(place)
        with SftpStorage(place) as storage:
            return remote.publish(release, storage, dry_run=dry_run)


class SftpStorage:
    """A folder on a server; use it as a context, for it holds a connection."""

    def __init__(self, choice: SftpPlace, settings: Mapping[str, object] | None = None) -> None:
        """`settings` go to `asyncssh.connect` besides, in tests."""
        user = f"{choice.user}@" if choice.user else ""
        self.place = f"sftp://{user}{choice.host}:{choice.port}{choice.path}"
        self._choice, self._settings = choice, dict(settings or {})
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._stages: dict[str, str] = {}

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._run(self._connect())
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
        return self._run(self._names(self._choice.path))

    def read(self, path: str) -> bytes | None:
        """A file's bytes."""
        return self._run(self._read(self._at(path)))

    def lying(self, paths: Iterable[str]) -> set[str]:
        """Asked for one by one."""
        return self._run(self._lying(list(paths)))

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        """A file that only one may create, touched again while the block lasts."""
        self._run(self._claim())
        renewing = asyncio.run_coroutine_threadsafe(self._renew(), self._loop)
        try:
            yield
        finally:
            renewing.cancel()
            with contextlib.suppress(StorageError):
                self._run(self._remove(self._at(LOCK)))

    def stage(self, issue_id: str, digest: str, kept: Mapping[str, str]) -> None:
        """A folder beside the last release, in which what stays is linked from there."""
        folder = f"{RELEASES}/{issue_id}-{digest[:12]}"
        self._stages[issue_id] = folder
        self._run(self._prepare(folder, list(kept)))

    def send(self, parcel: Parcel) -> None:
        """A file beside its place, then moved there."""
        self._run(self._send(parcel, self._staged(parcel.path)))

    def switch(self, issue_id: str) -> None:
        """Let the issue's link lead to the prepared folder."""
        self._run(self._switch(issue_id, self._stages.pop(issue_id)))

    def remove(self, path: str) -> None:
        """Take a file away; one of an issue went with the release that it was of."""
        if not self._is_of_release(path):
            self._run(self._remove(self._at(path)))

    # -- paths -----------------------------------------------------------------------------

    def _at(self, path: str) -> str:
        return posixpath.join(self._choice.path, path)

    def _staged(self, path: str) -> str:
        """Where a file of the hosted copy is to be written."""
        issue_id, _, rest = path.partition("/")
        folder = self._stages.get(issue_id)
        return self._at(f"{folder}/{rest}" if folder and rest else path)

    def _is_of_release(self, path: str) -> bool:
        """Whether a file lies behind an issue's link, where nothing is taken away."""
        return self._run(self._is_link(self._at(path.partition("/")[0])))

    # -- the connection --------------------------------------------------------------------

    def _run(self, asked: Coroutine[object, object, T]) -> T:
        """What the server gave; what it said instead, in words."""
        import asyncssh  # noqa: PLC0415, heavy

        try:
            return asyncio.run_coroutine_threadsafe(asked, self._loop).result(_PATIENCE)
        except StorageError:
            raise
        except TimeoutError as error:
            raise self._refusal(tr("it did not answer in time"), tr("try again later")) from error
        except asyncssh.HostKeyNotVerifiable as error:
            raise self._refusal(
                tr(
                    "its host key is not the one that ~/.ssh/known_hosts has for it: {reason}",
                    reason=error,
                ),
                tr(
                    "ask who runs the server for the key's fingerprint; if it is right:"
                    " ssh-keyscan -p {port} {host} >> ~/.ssh/known_hosts",
                    port=self._choice.port,
                    host=self._choice.host,
                ),
            ) from error
        except asyncssh.PermissionDenied as error:
            raise self._refusal(
                tr("it does not let us in: {reason}", reason=error.reason),
                tr("add a key to the agent with ssh-add, and give its .pub to who runs the server"),
            ) from error
        except asyncssh.SFTPPermissionDenied as error:
            raise self._refusal(
                tr("it does not let us write there: {reason}", reason=error.reason),
                tr("the account must own the folder"),
            ) from error
        except (asyncssh.Error, OSError, EOFError) as error:
            reason = getattr(error, "reason", "") or str(error) or type(error).__name__
            raise self._refusal(
                reason, tr("what was there is whole; the same command goes on from here")
            ) from error

    def _refusal(self, reason: str, hint: str) -> StorageError:
        return StorageError(tr("{place}: {reason}", place=self.place, reason=reason), hint)

    async def _connect(self) -> None:
        import asyncssh  # noqa: PLC0415

        choice = self._choice
        user = {"username": choice.user} if choice.user else {}
        self._ssh = await asyncssh.connect(
            choice.host,
            choice.port,
            connect_timeout=_CONNECT,
            keepalive_interval=_CONNECT,
            **user,
            **self._settings,
        )
        self._sftp = await self._ssh.start_sftp_client()

    async def _disconnect(self) -> None:
        self._sftp.exit()
        self._ssh.close()
        await self._ssh.wait_closed()

    def _close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread.is_alive():
            self._thread.join()
        self._loop.close()

    # -- on the server ---------------------------------------------------------------------

    async def _names(self, folder: str) -> list[str]:
        import asyncssh  # noqa: PLC0415

        try:
            found = await self._sftp.listdir(folder)
        except asyncssh.SFTPNoSuchFile:
            return []
        ours = {".", "..", RELEASES, LOCK}
        return [str(name) for name in found if name not in ours]

    async def _read(self, path: str) -> bytes | None:
        import asyncssh  # noqa: PLC0415

        try:
            async with self._sftp.open(path, "rb") as file:
                data: bytes = await file.read()
                return data
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNotADirectory):
            return None

    async def _lying(self, paths: list[str]) -> set[str]:
        found = await asyncio.gather(*(self._sftp.lexists(self._at(path)) for path in paths))
        return {path for path, there in zip(paths, found, strict=True) if there}

    async def _is_link(self, path: str) -> bool:
        return bool(await self._sftp.islink(path))

    async def _send(self, parcel: Parcel, path: str) -> None:
        if await self._has(path, parcel):
            return
        await self._sftp.makedirs(posixpath.dirname(path), exist_ok=True)
        partial = f"{posixpath.dirname(path)}/.{uuid.uuid4().hex}.part"
        try:
            await self._sftp.put(str(parcel.file), partial)
            await self._sftp.posix_rename(partial, path)
        except BaseException:
            with contextlib.suppress(Exception):
                await self._sftp.remove(partial)
            raise

    async def _has(self, path: str, parcel: Parcel) -> bool:
        """Whether a prepared folder holds the file already.

        The folder is called after what the release was made from, and a file in it is whole or
        not there: its size is enough.
        """
        if f"/{RELEASES}/" not in path or not await self._sftp.isfile(path):
            return False
        return await self._sftp.getsize(path) == parcel.file.stat().st_size

    async def _prepare(self, folder: str, kept: list[str]) -> None:
        place = self._at(folder)
        await self._sftp.makedirs(place, exist_ok=True)
        for path in kept:
            rest = path.partition("/")[2]
            target = f"{place}/{rest}"
            if await self._sftp.lexists(target):
                continue
            await self._sftp.makedirs(posixpath.dirname(target), exist_ok=True)
            await self._again(self._at(path), target)

    async def _again(self, source: str, target: str) -> None:
        """A file at a second place: linked, or copied where the server has no links."""
        import asyncssh  # noqa: PLC0415

        try:
            await self._sftp.link(await self._sftp.realpath(source), target)
        except asyncssh.SFTPError:
            await self._sftp.copy(source, target, remote_only=True)

    async def _switch(self, issue_id: str, folder: str) -> None:
        """Put a link in the place of the last one, or of a folder from before there were links."""
        place, link = self._at(issue_id), self._at(f".{issue_id}.{uuid.uuid4().hex}")
        last = ""
        if await self._sftp.islink(place):
            last = posixpath.basename(str(await self._sftp.readlink(place)))
        elif await self._sftp.lexists(place):
            last = f"{issue_id}-{uuid.uuid4().hex[:12]}"
            await self._sftp.rename(place, self._at(f"{RELEASES}/{last}"))
        await self._sftp.symlink(folder, link)
        await self._sftp.posix_rename(link, place)
        await self._tidy(issue_id, {last, posixpath.basename(folder)})

    async def _tidy(self, issue_id: str, kept: set[str]) -> None:
        """Take away the releases before the last one, and what came to nothing."""
        place = self._at(RELEASES)
        for name in await self._names(place):
            if name.startswith(f"{issue_id}-") and name not in kept:
                await self._sftp.rmtree(f"{place}/{name}", ignore_errors=True)

    async def _remove(self, path: str) -> None:
        import asyncssh  # noqa: PLC0415

        with contextlib.suppress(asyncssh.SFTPNoSuchFile):
            await self._sftp.remove(path)
        folder = posixpath.dirname(path)
        while folder.startswith(f"{self._choice.path}/"):
            try:
                await self._sftp.rmdir(folder)
            except asyncssh.SFTPError:
                return
            folder = posixpath.dirname(folder)

    async def _claim(self) -> None:
        import asyncssh  # noqa: PLC0415

        await self._sftp.makedirs(self._choice.path, exist_ok=True)
        lock = self._at(LOCK)
        for _ in range(2):
            try:
                async with self._sftp.open(lock, "xb") as file:
                    await file.write(b"{}")
            except asyncssh.SFTPFailure as error:
                if not await self._sftp.lexists(lock):
                    raise
                # The server's clock is not ours: a file of now says how they differ.
                if await self._age(lock) < _STALE:
                    message = tr("somebody else is publishing there just now")
                    hint = tr(
                        "wait until that is done; if nobody is, take away {lock} there", lock=lock
                    )
                    raise self._refusal(message, hint) from error
                await self._sftp.remove(lock)
            else:
                return

    async def _age(self, path: str) -> float:
        probe = f"{path}.{uuid.uuid4().hex}"
        async with self._sftp.open(probe, "wb"):
            pass
        try:
            now, then = [await self._sftp.getmtime(one) or 0.0 for one in (probe, path)]
            return now - then
        finally:
            await self._sftp.remove(probe)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(_RENEWED)
            with contextlib.suppress(Exception):
                await self._sftp.utime(self._at(LOCK), None)
