"""Files of entries: what is read out of them, whoever has put them there.

In: a file, and the name that its entry has in the store. Out: what the entry holds, or None for
what is no entry: damaged, in another's place, no plain file.
"""

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from bulletin.machine.systems import PLAINLY, is_own

LARGE = 1 << 24
"""Bytes from which a file is first read piece by piece: what has grown is not for the memory."""
_LONGEST = 65
"""Bytes of a digest and the line's end."""
_BLOCK = 1 << 20


def digest_of_entry(name: str, data: bytes) -> str:
    """What an entry begins with: of its name, too, for a whole one may lie in another's place."""
    digest = hashlib.sha256(f"{name}\n".encode())
    digest.update(data)
    return digest.hexdigest()


def undamaged(digest: bytes, data: bytes, name: str) -> bytes | None:
    """What an entry of a name holds behind its digest, unless it is damaged."""
    is_whole = digest.decode("ascii", "replace") == digest_of_entry(name, data)
    return data if is_whole else None


def read(file: Path, name: str, most: int, *, own: bool) -> bytes | None:
    """What the entry in a file holds, unless it is damaged; without a second copy in memory.

    `most`: bytes that it has at the most. `own`: only what this account has written, and nobody
    else can write, is believed. Raises `OSError` where there is none.
    """
    if own and file.parent.is_symlink():
        return None
    with open(file, "rb", opener=_plainly) as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > most:
            return None
        if own and not _is_ours_alone(found):
            return None
        digest = stream.readline(_LONGEST).rstrip(b"\n")
        if found.st_size > LARGE and not _is_whole(stream, digest, name):
            return None
        return undamaged(digest, stream.read(), name)


def _plainly(path: str, flags: int) -> int:
    return os.open(path, flags | PLAINLY)


def _is_ours_alone(found: os.stat_result) -> bool:
    return is_own(found) and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _is_whole(stream: BinaryIO, expected: bytes, name: str) -> bool:
    """Whether what a stream still holds is what the digest says; it stands where it stood then."""
    start = stream.tell()
    digest = hashlib.sha256(f"{name}\n".encode())
    while block := stream.read(_BLOCK):
        digest.update(block)
    stream.seek(start)
    return digest.hexdigest().encode() == expected
