"""Who holds the lock of a place on a server, as the lock itself says.

In: nothing, or the bytes of a lock. Out: the bytes of one, or whether its holder is no more. A
connection that breaks leaves its lock behind: the same command, given again on the same machine,
must not wait for half an hour until the lock is stale.
"""

import hashlib
import json
import os
import socket
import uuid

from pydantic_core import from_json

_held: set[str] = set()
"""Locks that this process holds now."""


class PlaceClaim:
    """A lock to be taken; `data` is what it says."""

    def __init__(self) -> None:
        self._name = uuid.uuid4().hex
        said = {"claim": self._name, "machine": _machine(), "process": os.getpid()}
        self.data = json.dumps(said).encode()

    def taken(self) -> None:
        """From now on it is held."""
        _held.add(self._name)

    def left(self) -> None:
        """It is held no more, whatever became of the file."""
        _held.discard(self._name)


def is_orphaned(data: bytes | None) -> bool:
    """Whether a lock is one of this machine's whose holder has ended."""
    try:
        said = from_json(data or b"")
        machine, process, name = said["machine"], int(said["process"]), said["claim"]
    except (ValueError, TypeError, KeyError, OverflowError):
        return False
    if machine != _machine() or process <= 0:
        return False
    if process == os.getpid():
        return name not in _held
    return not _lives(process)


def _lives(process: int) -> bool:
    """Whether a process of this machine goes on."""
    if os.name != "posix":
        return True  # there, asking is ending it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _machine() -> str:
    """What stands for this machine; everybody can read a lock, so that it is no name."""
    known = f"{socket.gethostname()} {uuid.getnode()}"
    return hashlib.sha256(known.encode()).hexdigest()[:16]
