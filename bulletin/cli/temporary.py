"""What a command writes for a moment: all of it in one folder, which goes with the command.

In: the folder that the system has for such things. Out: one of our own below it, held by a lock
for as long as the command runs. Those that nobody holds any more are of commands that were
killed, and are swept away by the next one.
"""

import contextlib
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bulletin.machine.systems import is_own, locked

_PREFIX = "bulletin-"
_NAMED = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_LOCK = ".for-a-moment"
"""A name that nothing else has: a folder of releases may be called so, and holds a lock of its own."""
_BEGINNING = 60
"""Seconds in which a command may have made its folder and not held the lock yet."""


@contextlib.contextmanager
def own_folder() -> Iterator[None]:
    """What is written for a moment in the block goes into a folder of this command."""
    before = tempfile.tempdir
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # whoever needs a place will say that there is none
            above = Path(tempfile.gettempdir())
            _sweep(above)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=above))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            stack.callback(os.close, lock)
            if locked(lock):
                tempfile.tempdir = str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = before


def _sweep(above: Path) -> None:
    """Take away the folders of this user's commands that ended without doing so."""
    for folder in above.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if _NAMED.fullmatch(folder.name) and _is_ours(folder) and _is_left(folder / _LOCK):
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Whether a folder, and no link to one, belongs to this user; Windows has one for each."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and is_own(found)


def _is_left(file: Path) -> bool:
    """Whether nobody holds a lock, or is about to. Raises `OSError` where there is none."""
    lock = os.open(file, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        return time.time() - os.fstat(lock).st_mtime > _BEGINNING and locked(lock)
    finally:
        os.close(lock)
