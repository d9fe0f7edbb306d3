"""What files are on the disk, so that it can be told whether somebody wrote to them since.

In: a folder, at two moments. Out: the state of each file in it, and whether two states are one.

Sizes and times of files are trusted as git trusts those in its index ("racily clean"): only if
they were older than the moment at which they were written down. A file that had been written
just then may be written again without its time changing; its digest was kept with it, and is
compared. A time that was set back is seen by the time of the last change of the file's state,
which nobody can set.
"""

import os
import stat
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from bulletin.cache import digest_of_file

_RACY = 2_000_000_000
"""Nanoseconds that a file's time may be off: disks of cameras and sticks count by two seconds."""
_MADE_BY_PYTHON = "__pycache__"
_LOCK = ".lock"
"""What holds a folder of releases for one build (`building/release.py`); it says nothing of them."""

FileState = tuple[int, int, int, int, str]
"""Size, times of content and state, number on the disk; a digest if racy."""
FileStates = Mapping[str, FileState]
"""Files by path."""


def states(
    place: Path, apart: Collection[Path], digest_of: Callable[[Path], str] = digest_of_file
) -> Iterator[tuple[str, FileState]]:
    """The state of each file below a place, but for what lies `apart` or hidden folders hold."""
    now = time.time_ns()
    for file in files(place.resolve(), {str(one.resolve()) for one in apart}):
        try:
            found = os.stat(file)  # noqa: PTH116, thousands of files: a path of each takes longer
            # What is no plain file may never end, or may wait for somebody who writes.
            fresh = max(found.st_mtime_ns, found.st_ctime_ns) > now - _RACY
            racy = fresh and stat.S_ISREG(found.st_mode)
            digest = digest_of(Path(file)) if racy else ""
        except OSError:
            continue  # a link to nowhere, or gone meanwhile
        row = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, digest)
        yield file, row


def files(place: Path, apart: Collection[str]) -> Iterator[str]:
    """The files below a place, or the place itself if it is one."""
    if place.is_file():
        yield str(place)
    seen: set[str] = set()
    for folder, folders, names in os.walk(place, followlinks=True):
        # A link to a folder above would lead round in a circle.
        real = os.path.realpath(folder)
        if real in seen or (real in apart and folder != str(place)):
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [one for one in folders if not one.startswith(".") and one != _MADE_BY_PYTHON]
        yield from (os.path.join(folder, name) for name in names if name != _LOCK)  # noqa: PTH118


def is_same(path: str, before: Sequence[int | str], now: FileState) -> bool:
    """Whether a file holds what it held; `before` may have come out of JSON."""
    size, *_, digest = before
    if not digest:
        return [*before[:-1]] == [*now[:-1]]
    if size != now[0]:
        return False
    try:
        return (now[-1] or digest_of_file(Path(path))) == digest
    except OSError:
        return False
