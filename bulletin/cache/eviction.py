"""The cache's end: how large it is, of what, and what goes when it is larger than it may be.

In: a cache's folder and the bytes that it may hold. Out: a smaller folder. What was not used
for longest goes first, and nothing that a running build has used or made: builds are known by
a lock each, which ends with the process that holds it. What a build asks for that has gone is
made anew.

No build looks through the folder: the first one counts the files, whoever writes an entry adds
its size to that number, and only when it is too much are the files counted again.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from bulletin.machine.disks import plain_folder
from bulletin.machine.systems import PLAINLY

LIMIT = 2 * 1024**3
"""Bytes that a cache holds if nobody says otherwise."""
SOUND = "speech"
"""What entries are called that lie in no folder of their own kind: clips and tracks."""

_ROOM = 0.8
"""The share of its limit to which a cache is cut, so that it is not cut again at once."""
_JOURNAL = "sizes"
_USERS = "users"
_TRIMMING = "trimming"
LOCK = ".lock"
"""The name of files that are locked, each in a folder of its own."""
_SHARD = re.compile(r"[0-9a-f]{2}")
_OURS = re.compile(r"[0-9a-f]{62}(?:\.([a-z-]+))?|\.[0-9a-f]{40}\.[a-z0-9_]{8}")
"""Names of entries, with their kinds, and of what a killed writer left."""
_BEGINNING = re.compile(rb"[0-9a-f]{64}\n")
"""How an entry without a kind begins: other stores have files with such names, as git and Mercurial."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the cache."""

    path: Path
    kind: str
    bytes: int
    used: int


@dataclass(frozen=True, slots=True)
class Share:
    """What a cache holds of one kind."""

    entries: int
    bytes: int


def note(root: Path, count: int) -> None:
    """Write down that the cache has grown. Raises `OSError` where no journal was begun."""
    handle = os.open(root / _JOURNAL, os.O_WRONLY | os.O_APPEND | PLAINLY)
    try:
        os.write(handle, f"{count}\n".encode())
    finally:
        os.close(handle)


def noted(root: Path) -> int | None:
    """The size of a cache by its journal; None if there is none, or it is damaged."""
    journal = root / _JOURNAL
    try:
        if not journal.is_file():
            return None
        lines = journal.read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    return sum(map(int, lines)) if lines and all(map(str.isdecimal, lines)) else None


def stored(root: Path) -> Iterator[Stored]:
    """Every entry of a cache; other files that lie in its folder are nobody's business."""
    for folder in _shards(root):
        with contextlib.suppress(OSError), os.scandir(folder) as found:
            for item in found:
                with contextlib.suppress(OSError):
                    name = _OURS.fullmatch(item.name)
                    if name and item.is_file(follow_symlinks=False) and _is_ours(item):
                        stat = item.stat(follow_symlinks=False)
                        kind = name[1] or SOUND
                        yield Stored(Path(item.path), kind, stat.st_size, stat.st_mtime_ns)


def _is_ours(item: os.DirEntry[str]) -> bool:
    """Whether a file of one of our names is no other program's."""
    if "." in item.name:
        return True
    with Path(item).open("rb", buffering=0) as file:
        return _BEGINNING.fullmatch(file.read(65)) is not None


def _shards(root: Path) -> list[Path]:
    """The folders that hold entries; what lies behind a link is none of ours to remove."""
    try:
        named = (one for one in root.iterdir() if _SHARD.fullmatch(one.name))
        return sorted(one for one in named if one.is_dir() and not one.is_symlink())
    except OSError:
        return []


def census(root: Path) -> dict[str, Share]:
    """What a cache holds, by kind, the largest first."""
    shares: dict[str, Share] = {}
    for one in stored(root):
        share = shares.get(one.kind, Share(0, 0))
        shares[one.kind] = Share(share.entries + 1, share.bytes + one.bytes)
    return dict(sorted(shares.items(), key=lambda pair: (-pair[1].bytes, pair[0])))


@contextlib.contextmanager
def in_use(root: Path, limit: int) -> Iterator[None]:
    """Keep what a build uses from eviction while the block lasts; then evict what is too much."""
    lock = _registered(root)
    try:
        yield
    finally:
        if lock is not None:
            let_go(lock)
        with contextlib.suppress(OSError):  # a folder that takes nothing does not grow either
            trim(root, limit)


def _registered(root: Path) -> FileLock | None:
    """A lock in a folder of its own, which is named after the moment at which it began."""
    users = root / _USERS
    try:
        plain_folder(users)
        begun = Path(tempfile.mkdtemp(dir=users))
        folder = begun.rename(users / f"{begun.stat().st_mtime_ns}-{begun.name}")
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except (OSError, NotImplementedError):
        return None
    return lock


def let_go(lock: FileLock) -> None:
    """Let go of a lock, and take it away with its folder.

    Before it is free, so that nobody gets what is going; Windows bears that only afterwards.
    """
    file = Path(lock.lock_file)
    gone = _removed(file)
    lock.release()
    if not gone:
        _removed(file)


def _removed(file: Path) -> bool:
    """Whether a lock is gone; its folder goes with it if it can."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    with contextlib.suppress(OSError):
        file.parent.rmdir()
    return True


def _oldest_user(root: Path) -> int | None:
    """When the first of the builds that are running began; what dead ones left is removed."""
    began = []
    for folder in (root / _USERS).glob("*-*"):
        number = folder.name.partition("-")[0]
        if not number.isdecimal():
            continue
        lock = FileLock(folder / LOCK, timeout=0)
        try:
            lock.acquire()
        except (OSError, NotImplementedError):  # held, or on a disk that has no locks
            began.append(int(number))
        else:
            let_go(lock)
    return min(began, default=None)


def is_used(root: Path) -> bool:
    """Whether a build is running that uses the cache."""
    return _oldest_user(root) is not None


def trim(root: Path, limit: int) -> None:
    """Bring a cache below its limit, if it is above and others let it."""
    known = noted(root)
    if (known is not None and known <= limit) or not root.is_dir():
        return
    plain_folder(root / _TRIMMING)
    with contextlib.suppress(Timeout), FileLock(root / _TRIMMING / LOCK, timeout=0):
        found = sorted(stored(root), key=lambda one: one.used)
        total = sum(one.bytes for one in found)
        if total > limit:
            total -= _evicted(found, total - int(limit * _ROOM), _oldest_user(root))
        _begin_journal(root, total)


def _evicted(found: list[Stored], wanted: int, began: int | None) -> int:
    """Remove entries in their order until so many bytes have gone; gives how many went."""
    gone = 0
    for one in found:
        if gone >= wanted or (began is not None and one.used >= began):
            break
        with contextlib.suppress(OSError):
            one.path.unlink()
            gone += one.bytes
    return gone


def clear(root: Path) -> int:
    """Remove every entry; gives the bytes that went."""
    found = list(stored(root))
    gone = _evicted(found, sum(one.bytes for one in found) + 1, None)
    for folder in {one.path.parent for one in found}:
        with contextlib.suppress(OSError):  # it is not empty
            folder.rmdir()
    with contextlib.suppress(OSError):
        _begin_journal(root, sum(one.bytes for one in stored(root)))
    return gone


def _begin_journal(root: Path, total: int) -> None:
    """Begin the journal anew; what others add in this moment is counted another time."""
    handle, name = tempfile.mkstemp(dir=root, prefix=f".{_JOURNAL}.")
    try:
        with os.fdopen(handle, "w") as stream:
            stream.write(f"{total}\n")
        Path(name).replace(root / _JOURNAL)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
