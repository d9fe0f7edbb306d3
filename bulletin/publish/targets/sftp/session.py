"""What is done on a server over SFTP, a step each.

In: a client of asyncssh, and the folder of the hosted copy. Out: files and links there.
Source: draft-ietf-secsh-filexfer-02, with OpenSSH's extensions (PROTOCOL, sections 4.3 and 4.5).
"""

import asyncio
import contextlib
import posixpath
import re
import uuid
from collections.abc import AsyncIterator, Callable, Collection

import asyncssh

from bulletin.publish.targets.server.claims import PlaceClaim, is_orphaned
from bulletin.publish.targets.server.storage import READ_AT_MOST, Parcel

RELEASES = ".releases"
LOCK = ".bulletin.lock"

_STALE = 1800
"""Seconds after which a lock belongs to somebody who was killed: it is renewed while one works."""
_RENEWED = 300
_MOMENT = 3
"""Seconds for tidying up after a failure."""
_UNDONE = ".new"
"""How the name of a release's folder ends while something of it is missing."""


@contextlib.asynccontextmanager
async def _patient(seconds: float) -> AsyncIterator[Callable[[], None]]:
    """Ends what takes that long, from when it begins or from when it last told that it moves."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(seconds) as limit:
        yield lambda: limit.reschedule(loop.time() + seconds)


class ClaimedError(Exception):
    """Another publisher holds the lock at this path."""


class SftpSession:
    """A folder on a server, and the connection to it."""

    def __init__(self, sftp: asyncssh.SFTPClient, folder: str) -> None:
        self._sftp, self._folder = sftp, folder
        self._claim = PlaceClaim()
        self._made = set[str]()
        """Folders that are there, for we saw to it: with each file they would be asked for anew."""
        self._withheld = False
        """Whether the server keeps what is made there from other accounts, as from a web server."""

    def _at(self, path: str) -> str:
        return posixpath.join(self._folder, path)

    async def names(self, folder: str) -> list[str]:
        """What lies in a folder; nothing if it is not there."""
        try:
            found = await self._sftp.listdir(folder)
        except asyncssh.SFTPNoSuchFile:
            return []
        ours = {".", "..", RELEASES, LOCK}
        return [str(name) for name in found if name not in ours]

    async def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is none, but a pipe perhaps that nobody writes into."""
        try:
            if not await self._sftp.isfile(path):
                return None
            async with self._sftp.open(path, "rb") as file:
                data: bytes = await file.read(READ_AT_MOST + 1)
                return data
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNotADirectory):
            return None

    async def lying(self, paths: list[str]) -> set[str]:
        """Which of some paths hold something."""
        found = await asyncio.gather(*(self._sftp.lexists(self._at(path)) for path in paths))
        barred = await self._barred(paths)
        return {path for path, there in zip(paths, found, strict=True) if there} | barred

    async def held(self, paths: list[str]) -> set[str]:
        """Which of some paths hold a file that is not behind a link of others."""
        found = await asyncio.gather(*(self._sftp.isfile(self._at(path)) for path in paths))
        barred = await self._barred(paths)
        return {path for path, there in zip(paths, found, strict=True) if there} - barred

    async def _barred(self, paths: list[str]) -> set[str]:
        """Which of some paths are in no folder of ours, whatever leads there."""
        tops = {path.partition("/")[0] for path in paths if "/" in path}
        barred = {top for top in tops if await self._is_barred(top)}
        return {path for path in paths if "/" in path and path.partition("/")[0] in barred}

    async def _is_barred(self, top: str) -> bool:
        """Whether a file, or a link of somebody else, lies where a folder of ours should be.

        What lies behind such a link is none of ours, and readers are not to get it from us.
        """
        place = self._at(top)
        if await self._sftp.islink(place):
            leads = str(await self._sftp.readlink(place))
            return not re.fullmatch(
                rf"(?:.*/)?{re.escape(f'{RELEASES}/{top}')}-[0-9a-f]{{12}}", leads
            )
        return bool(await self._sftp.isfile(place))

    async def is_link(self, path: str) -> bool:
        """Whether a link lies at a path."""
        return bool(await self._sftp.islink(path))

    async def send(
        self, parcel: Parcel, path: str, moved: Callable[[int], None], patience: float
    ) -> bool:
        """Put a file at a path: beside it first, then moved there; False if it lay there.

        What was left beside it by an attempt that was cut off is written over. A slow line may
        take its time, as long as something moves within `patience` seconds.
        """
        async with _patient(patience) as alive:
            if await self._has(path, parcel):
                return False
            await self._make(posixpath.dirname(path))
            at = 0

            def seen(_source: bytes, _target: bytes, there: int, _all: int) -> None:
                nonlocal at
                alive()
                moved(there - at)
                at = there

            async with self._beside(path) as partial:
                await self._sftp.put(str(parcel.file), partial, progress_handler=seen)
                await self._open_to_readers(partial, 0o644)
        return True

    @contextlib.asynccontextmanager
    async def _beside(self, path: str) -> AsyncIterator[str]:
        """Where a file is written before it is moved to its path; nothing stays if that fails."""
        partial = posixpath.join(posixpath.dirname(path), f".{posixpath.basename(path)}.part")
        try:
            if await self._sftp.islink(partial):  # what lies behind it is not ours
                await self._sftp.remove(partial)
            yield partial
            await self._sftp.posix_rename(partial, path)
        except BaseException:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(_MOMENT):
                    await self._sftp.remove(partial)
            raise

    async def _make(self, folder: str) -> None:
        """Make a folder of the hosted copy, with those above it, that readers may look into."""
        if folder in self._made:
            return
        await self._sftp.makedirs(folder, exist_ok=True)
        above = folder
        while above.startswith(f"{self._folder}/"):
            await self._open_to_readers(above, 0o755)
            above = posixpath.dirname(above)
        self._made.add(folder)

    async def _open_to_readers(self, path: str, mode: int) -> None:
        """Give what we made the mode that a web server needs, where it has another."""
        if self._withheld:
            with contextlib.suppress(asyncssh.SFTPError):  # not every server knows modes
                await self._sftp.chmod(path, mode)

    async def _has(self, path: str, parcel: Parcel) -> bool:
        """Whether a prepared folder holds the file already.

        The folder is called after the digests of all that belongs in it, and a file in it is whole
        or not there: its size is enough.
        """
        if f"/{RELEASES}/" not in path or not await self._sftp.isfile(path):
            return False
        return await self._sftp.getsize(path) == parcel.file.stat().st_size

    async def others(self, issue_id: str, ours: Collection[str]) -> list[str]:
        """What lies with an issue and is not ours."""
        found: list[str] = []
        folders = [issue_id]
        for folder in folders:
            try:
                entries = [one async for one in self._sftp.scandir(self._at(folder))]
            except asyncssh.SFTPNoSuchFile:
                continue
            for entry in entries:
                name = str(entry.filename)
                path = f"{folder}/{name}"
                if name in {".", ".."} or path in ours:
                    continue
                is_folder = entry.attrs.type == asyncssh.FILEXFER_TYPE_DIRECTORY
                (folders if is_folder else found).append(path)
        return found

    async def prepare(self, release: str, kept: list[str], patience: float) -> str:
        """Make a release's folder, in which what stays is linked from the last one; gives its path.

        Until all of it is there it has another name: nobody goes back to half a release.
        """
        folder = release if await self._sftp.lexists(self._at(release)) else f"{release}{_UNDONE}"
        place = self._at(folder)
        await self._make(place)
        for path in kept:
            rest = path.partition("/")[2]
            target = f"{place}/{rest}"
            async with _patient(patience) as alive:
                if await self._sftp.lexists(target):
                    continue
                await self._make(posixpath.dirname(target))
                await self._again(self._at(path), target, alive)
        return folder

    async def _again(self, source: str, target: str, alive: Callable[[], None]) -> None:
        """A file at a second place: linked, or copied where the server has no links.

        What can copy nothing either gives us the file, and gets it back.
        """
        try:
            await self._sftp.link(await self._sftp.realpath(source), target)
        except asyncssh.SFTPError:
            async with self._beside(target) as partial:
                await self._sftp.copy(source, partial, progress_handler=lambda *_: alive())
                await self._open_to_readers(partial, 0o644)

    async def switch(self, issue_id: str, folder: str) -> None:
        """Put a link in the place of the last one, or of a folder from before there were links."""
        place, link = self._at(issue_id), self._at(f".{issue_id}.{uuid.uuid4().hex}")
        if folder.endswith(_UNDONE):
            undone, folder = folder, folder.removesuffix(_UNDONE)
            await self._sftp.rename(self._at(undone), self._at(folder))
        last = ""
        if await self._sftp.islink(place):
            last = posixpath.basename(str(await self._sftp.readlink(place)))
        elif await self._sftp.lexists(place):
            last = f"{issue_id}-{uuid.uuid4().hex[:12]}"
            await self._sftp.rename(place, self._at(f"{RELEASES}/{last}"))
        shown = f"{RELEASES}/{last}" if last else folder
        await self._let_in(folder, shown)
        await self._sftp.symlink(folder, link)
        await self._sftp.posix_rename(link, place)
        if shown != folder:  # what was taken out of an issue is for no reader
            await self._let_in(shown)
        await self._tidy(issue_id, {last, posixpath.basename(folder)})

    async def _let_in(self, folder: str, like: str = "") -> None:
        """Let others, as a web server is, into a release as far as into another one, or not at all."""
        with contextlib.suppress(asyncssh.SFTPError):  # not every server knows modes
            asked = [await self._sftp.stat(self._at(one)) for one in (folder, like or folder)]
            mode, other = (found.permissions or 0 for found in asked)
            await self._sftp.chmod(self._at(folder), mode & 0o7770 | (other & 0o007 if like else 0))

    async def _tidy(self, issue_id: str, kept: set[str]) -> None:
        """Take away the releases before the last one, and what came to nothing."""
        for name in await self._releases(issue_id, f"(?:{re.escape(_UNDONE)})?"):
            if name not in kept:
                self._made.clear()
                await self._sftp.rmtree(self._at(f"{RELEASES}/{name}"), ignore_errors=True)

    async def _releases(self, issue_id: str, end: str = "") -> list[str]:
        """The folders of an issue's releases; one issue's id may begin as another's does."""
        mine = re.compile(re.escape(issue_id) + "-[0-9a-f]{12}" + end)
        return [name for name in await self.names(self._at(RELEASES)) if mine.fullmatch(name)]

    async def previous(self, issue_id: str) -> str:
        """The release to which an issue's link does not lead; "" where there is none."""
        place = self._at(issue_id)
        if not await self._sftp.islink(place):
            return ""
        now = posixpath.basename(str(await self._sftp.readlink(place)))
        others = [name for name in await self._releases(issue_id) if name != now]
        return f"{RELEASES}/{others[0]}" if others else ""

    async def forget(self, issue_id: str) -> None:
        """Take away every release to which the issue's link does not lead."""
        now = posixpath.basename(str(await self._sftp.readlink(self._at(issue_id))))
        await self._tidy(issue_id, {now})

    async def remove(self, path: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        with contextlib.suppress(asyncssh.SFTPNoSuchFile):
            await self._sftp.remove(path)
        folder = posixpath.dirname(path)
        while folder.startswith(f"{self._folder}/"):
            self._made.discard(folder)
            try:
                await self._sftp.rmdir(folder)
            except asyncssh.SFTPError:
                return
            folder = posixpath.dirname(folder)

    async def claim(self) -> None:
        """Create the lock. Raises `ClaimedError` if another publisher holds it."""
        is_new = not await self._sftp.lexists(self._folder)
        await self._sftp.makedirs(self._folder, exist_ok=True)
        lock = self._at(LOCK)
        for _ in range(2):
            try:
                async with self._sftp.open(lock, "xb") as file:
                    await file.write(self._claim.data)
                    mode = (await file.stat()).permissions
            except (asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists) as error:
                if not await self._sftp.lexists(lock):
                    raise
                # The server's clock is not ours: a file of now says how they differ.
                if not is_orphaned(await self.read(lock)) and await self._age(lock) < _STALE:
                    raise ClaimedError(lock) from error
                await self._sftp.remove(lock)
            else:
                self._claim.taken()
                self._withheld = mode is not None and mode & 0o044 != 0o044  # noqa: PLR2004, r--r--
                if is_new:
                    await self._open_to_readers(self._folder, 0o755)
                return

    async def leave(self) -> None:
        """Take the lock away."""
        self._claim.left()
        await self.remove(self._at(LOCK))

    async def free(self) -> int | None:
        """Bytes that are free on the disk; None where the server does not tell."""
        try:
            async with asyncio.timeout(_MOMENT):
                found = await self._sftp.statvfs(self._folder)
                return int(found.bavail) * int(found.frsize)
        except (asyncssh.Error, OSError):
            return None

    async def _age(self, path: str) -> float:
        probe = f"{path}.{uuid.uuid4().hex}"
        async with self._sftp.open(probe, "wb"):
            pass
        try:
            now, then = [await self._sftp.getmtime(one) or 0.0 for one in (probe, path)]
            return now - then
        finally:
            await self._sftp.remove(probe)

    async def renew(self) -> None:
        """Touch the lock again and again."""
        while True:
            await asyncio.sleep(_RENEWED)
            with contextlib.suppress(Exception):
                await self._sftp.utime(self._at(LOCK), None)
