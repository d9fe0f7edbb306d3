"""What a server must be able to do to hold a hosted copy.

In: paths of the hosted copy, with `/`, and files of this machine. Out: the same files there.
`planning.py` and `publishing.py` decide what goes where and when; a storage only does it, and says in
`StorageError` what it was told by the server instead.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import megabytes
from bulletin.messages import tr
from bulletin.site.hosting.rules import ASK_AGAIN, FOR_EVER, UNCHANGING, content_type

AT_ONCE = 4
"""Files under way at a time."""

GOES_ON = tr("what was there is whole; the same command goes on from here")
"""What to do after most of what servers say."""

READ_AT_MOST = 256 << 20
"""Bytes of a file that is read from a place: more is none of those that we wrote there."""


class StorageError(BulletinError):
    """A server did not do what was asked of it."""


def readable(place: str, path: str, data: bytes | None) -> bytes | None:
    """What was read, up to a byte more than is to be read. Raises `StorageError` if it goes on."""
    if data is None or len(data) <= READ_AT_MOST:
        return data
    message = tr(
        "{place}: {path} is larger than any file of ours ({size})",
        place=place,
        path=path,
        size=megabytes(READ_AT_MOST),
    )
    raise StorageError(message, tr("look at it there; if nobody needs it, take it away"))


@dataclass(frozen=True)
class Parcel:
    """A file to be sent: where it is to lie, and what it is.

    `sha256` is what its bytes must come to; a file that changes on the way is not sent.
    """

    path: str
    file: Path
    sha256: str

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.file.stat().st_size

    @property
    def content_type(self) -> str:
        """Its media type, with the charset where it is text."""
        return content_type(self.path)

    @property
    def cache_control(self) -> str:
        """For ever where the name has the digest; whatever else is asked for anew each time."""
        folders = PurePosixPath(self.path).parts[:-1]
        return FOR_EVER if set(folders[-1:] + folders[1:2]) & {*UNCHANGING} else ASK_AGAIN


class Storage(Protocol):
    """A place on a server, opened."""

    place: str
    """What to call it before people."""

    @property
    def rules(self) -> AbstractSet[str]:
        """Which of the rules for servers something reads there: the others would only be served."""

    def names(self) -> Iterable[str]:
        """What lies at the top of the place, hidden or not; no more than a few hundred names."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

    def lying(self, paths: Iterable[str]) -> set[str]:
        """Which of some paths hold something, or have a file where their folder should be."""

    def held(self, paths: Iterable[str]) -> set[str]:
        """Which of some paths hold a plain file, or a link to one."""

    def claimed(self) -> AbstractContextManager[None]:
        """Keep other publishers out for as long as the block lasts; refused where one is in."""

    def stage(
        self, issue_id: str, digest: str, kept: Mapping[str, str], ours: Collection[str]
    ) -> None:
        """Prepare for an issue's files: those of `kept` (SHA-256 by path) stay as they are.

        So does whatever lies with the issue and is not of `ours`.
        """

    def send(self, parcel: Parcel, moved: Callable[[int], None]) -> bool:
        """Put a file in its place, or into the prepared folder of its issue; whole or not.

        `moved` is told of bytes that went. False where the very same lay there already.
        """

    def switch(self, issue_id: str) -> None:
        """Show readers the prepared folder, from one moment to the next where that can be."""

    def previous(self, issue_id: str) -> str:
        """The folder in which an issue's last release but one is kept.

        Raises `StorageError` where there is none.
        """

    def switch_back(self, issue_id: str) -> None:
        """Show readers that release instead, and keep this one."""

    def forget(self, issue_id: str) -> None:
        """Take away whatever is kept of an issue besides what readers see."""

    def remove(self, path: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
