"""Publishing into a bucket, of Amazon's or of any server that speaks S3.

In: a release and a `S3Place`. Out: the release in the bucket. Keys come from the environment or
the cloud's own files (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...). A bucket has no folders to
switch: what pages lead to goes before them, and the issue's first page goes last.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.machine.connections import tidy_for_buckets
from bulletin.machine.processes import threads
from bulletin.messages import tr
from bulletin.provenance.keys import Signer
from bulletin.publish.base import Change, Release
from bulletin.publish.targets.s3.claim import BucketClaim
from bulletin.publish.targets.s3.errors import said
from bulletin.publish.targets.server import publishing
from bulletin.publish.targets.server.storage import READ_AT_MOST, Parcel, StorageError, readable
from bulletin.source.settings.targets import S3Place
from bulletin.theming.theme import Theme

if TYPE_CHECKING:
    from obstore import GetResult, ListResult, ObjectMeta

_SCHEME = "s3://"

_CONNECT, _WHOLE = "10s", "120s"
_TRIES = 6
_PAUSE = dt.timedelta(milliseconds=200)
"""Before it is tried again; each time twice as long."""
_PART = 8 << 20
"""Bytes of which an object is put in one go, within the time that a request may take."""
_BLOCK = 1 << 20
_LISTING = 300
"""Seconds in which a folder is listed: a hundred thousand objects take a tenth of it."""
_NO_BUCKET = "NoSuchBucket"


class S3Target:
    """The target "s3": `s3://bucket/prefix` at Amazon's, or a place that names its endpoint."""

    name = "s3"

    def place(self, address: str) -> S3Place | None:
        """Addresses that begin with `s3://`."""
        bucket, _, prefix = address.removeprefix(_SCHEME).partition("/")
        return (
            S3Place(type="s3", bucket=bucket, prefix=prefix)
            if address.startswith(_SCHEME)
            else None
        )

    def publish(self, release: Release, place: S3Place, *, dry_run: bool) -> Sequence[Change]:
        """Put what has changed, the pages last."""
        return publishing.publish(release, S3Storage(place), dry_run=dry_run)

    def read(self, place: S3Place, path: str) -> bytes | None:
        """An object."""
        return S3Storage(place).read(path)

    def roll_back(
        self, issue_id: str, place: S3Place, theme: Theme, signer: Signer | None = None
    ) -> Sequence[Change]:
        """Say what to do instead."""
        return publishing.roll_back(issue_id, S3Storage(place), theme, signer)


class S3Storage:
    """A bucket, or what lies below a prefix in it."""

    rules = frozenset[str]()

    def __init__(self, choice: S3Place) -> None:
        from obstore.store import S3Store  # noqa: PLC0415, heavy

        self.place = f"s3://{choice.bucket}/{choice.prefix}".rstrip("/")
        plain = (choice.endpoint or "").startswith("http://")
        tidy_for_buckets()
        with self._asked():
            self._store = S3Store(
                choice.bucket,
                prefix=choice.prefix or None,
                # By name it may not be None.
                config={"endpoint": choice.endpoint} if choice.endpoint else None,
                region=choice.region,
                client_options={
                    "connect_timeout": _CONNECT,
                    "timeout": _WHOLE,
                    "allow_http": plain,
                },
                retry_config={"max_retries": _TRIES, "backoff": {"init_backoff": _PAUSE}},
            )

    def names(self) -> Iterable[str]:
        """The top of the bucket or prefix."""
        found = self._listing("")
        folders = [path.rpartition("/")[2] for path in found["common_prefixes"]]
        return [*folders, *(one["path"].rpartition("/")[2] for one in found["objects"])]

    def read(self, path: str) -> bytes | None:
        """An object's bytes."""
        import obstore  # noqa: PLC0415

        with self._asked():
            try:
                return readable(self.place, path, _first(obstore.get(self._store, path)))
            except FileNotFoundError as error:
                if _NO_BUCKET in str(error):
                    raise
                return None

    def lying(self, paths: Iterable[str]) -> set[str]:
        """Looked up by listing the folders that they are in."""
        wanted = set(paths)
        return wanted & set(self._listed({path.rpartition("/")[0] for path in wanted}))

    def held(self, paths: Iterable[str]) -> set[str]:
        """The same: a bucket has nothing but objects."""
        return self.lying(paths)

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        """An object that only one may create, renewed while the block lasts."""
        claim = BucketClaim(self, self._store, self._asked)
        claim.take()
        try:
            yield
        finally:
            claim.leave()

    def stage(
        self, issue_id: str, digest: str, kept: Mapping[str, str], ours: Collection[str]
    ) -> None:
        """Nothing: a bucket has no folders to prepare."""

    def send(self, parcel: Parcel, moved: Callable[[int], None]) -> bool:
        """Put an object, unless the very same lies there: left of an attempt that was cut off.

        What is large goes in parts, each of which may take its time on a slow line.
        """
        import obstore  # noqa: PLC0415

        with self._asked():
            if self._has(parcel):
                return False
            in_parts = parcel.size > _PART
            obstore.put(
                self._store,
                parcel.path,
                _told(parcel.file, moved) if in_parts else parcel.file.read_bytes(),
                attributes={
                    "Content-Type": parcel.content_type,
                    "Cache-Control": parcel.cache_control,
                },
                use_multipart=in_parts,
                chunk_size=_PART,
                max_concurrency=2,
            )
        return True

    def switch(self, issue_id: str) -> None:
        """Nothing: readers see the issue's first page last."""

    def previous(self, issue_id: str) -> str:
        """None: a bucket keeps one release."""
        message = tr(
            "{place}: a bucket keeps no last release but one of {id}", place=self.place, id=issue_id
        )
        hint = tr(
            "build the issue as it was (git checkout, bulletin build {id}), and publish it with"
            " --silent-change and why",
            id=issue_id,
        )
        raise StorageError(message, hint)

    def switch_back(self, issue_id: str) -> None:
        """Nothing: see `previous`."""

    def forget(self, issue_id: str) -> None:
        """Nothing: what readers see is all that there is."""

    def remove(self, path: str) -> None:
        """Delete an object."""
        import obstore  # noqa: PLC0415

        with self._asked(), contextlib.suppress(FileNotFoundError):
            obstore.delete(self._store, path)

    def _has(self, parcel: Parcel) -> bool:
        """Whether an object has a file's bytes, as far as its size and ETag tell."""
        import obstore  # noqa: PLC0415

        try:
            found = obstore.head(self._store, parcel.path)
        except FileNotFoundError:
            return False
        return found["size"] == parcel.size and (found["e_tag"] or "").strip('"') == _tag(parcel)

    def _listed(self, folders: Iterable[str]) -> Iterator[str]:
        for folder in sorted(folders):
            yield from (one["path"] for one in self._listing(folder)["objects"])

    def _listing(self, folder: str) -> ListResult[Sequence[ObjectMeta]]:
        """What lies in a folder. Raises `StorageError` where the list of it has no end."""
        import obstore  # noqa: PLC0415

        async def listing() -> ListResult[Sequence[ObjectMeta]]:
            asked = obstore.list_with_delimiter_async(self._store, folder or None)
            return await asyncio.wait_for(asked, _LISTING)

        with self._asked(), threads(1) as aside:  # whoever publishes may be in a loop of asyncio
            try:
                return aside.submit(asyncio.run, listing()).result()
            except TimeoutError as error:
                message = tr(
                    "{place}: the server goes on listing what lies there without an end",
                    place=self.place,
                )
                hint = tr("is that the right server? if so, try again later")
                raise StorageError(message, hint) from error

    @contextlib.contextmanager
    def _asked(self) -> Iterator[None]:
        """What the server said instead, in words."""
        from obstore import exceptions  # noqa: PLC0415

        try:
            yield
        except Exception as error:
            known = isinstance(error, exceptions.BaseError | OSError)
            if not known and type(error).__name__ != "RustPanic":  # nobody can import that one
                raise
            what, hint = said(error)
            message = tr("{place}: {reason}", place=self.place, reason=what)
            raise StorageError(message, hint) from error


def _first(found: GetResult) -> bytes:
    """An object's bytes; of one that is larger than any that is read, somewhat more than that."""
    data = bytearray()
    for block in found.stream():
        data += block
        if len(data) > READ_AT_MOST:
            break
    return bytes(data)


def _tag(parcel: Parcel) -> str:
    """The ETag of what was sent as we do: its MD5, or that of its parts' and their number."""
    if parcel.size <= _PART:
        return _md5(parcel.file.read_bytes()).hexdigest()
    digests = [_md5(part).digest() for part in _told(parcel.file, lambda _: None, _PART)]
    return f"{_md5(b''.join(digests)).hexdigest()}-{len(digests)}"


def _md5(data: bytes) -> hashlib._Hash:
    return hashlib.md5(data, usedforsecurity=False)


def _told(file: Path, moved: Callable[[int], None], size: int = _BLOCK) -> Iterator[bytes]:
    """A file's bytes; each block is told of when the next one is asked for."""
    with file.open("rb") as source:
        while block := source.read(size):
            yield block
            moved(len(block))
