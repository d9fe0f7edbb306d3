"""The lock of a bucket: an object that only one publisher has at a time.

In: an opened bucket. Out: the lock, taken, or a `StorageError` where somebody else has it. Some
servers create an object whether there is one or not, so that a lock is looked at before and after.
"""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from bulletin.messages import tr
from bulletin.publish.targets.server.claims import PlaceClaim, is_orphaned
from bulletin.publish.targets.server.storage import Storage, StorageError

if TYPE_CHECKING:
    from obstore.store import S3Store

LOCK = ".bulletin.lock"

_STALE = 1800
"""Seconds after which a lock belongs to somebody who was killed: it is renewed while one works."""
_RENEWED = 300
_SETTLED = 2
"""Seconds after which whoever found no lock together with us has put theirs."""


class BucketClaim:
    """The lock of a bucket: an object with the time until which it holds."""

    def __init__(
        self,
        storage: Storage,
        store: S3Store,
        asked: Callable[[], contextlib.AbstractContextManager[None]],
    ) -> None:
        """`asked` tells in words what the server says instead in a block."""
        self._storage = storage
        self._store = store
        self._asked = asked
        self._claim = PlaceClaim()
        self._done = threading.Event()
        self._renewing = threading.Thread(target=self._renew, daemon=True)

    def take(self) -> None:
        """Create the object. Raises `StorageError` if somebody else's is there and fresh."""
        with self._asked():
            if self._is_held():
                self._refuse()
            # A server that lets the same be created twice heeds no condition: as if nobody asked.
            if not self._created() or self._created():
                self._take_over()
        self._claim.taken()
        self._renewing.start()

    def _created(self) -> bool:
        """Whether the object could be created, as none was there."""
        import obstore  # noqa: PLC0415
        from obstore.exceptions import AlreadyExistsError, PreconditionError  # noqa: PLC0415

        try:
            obstore.put(self._store, LOCK, self._claim.data, mode="create")
        except (AlreadyExistsError, PreconditionError):
            return False
        return True

    def _is_held(self) -> bool:
        """Whether somebody else's lock is there, and fresh."""
        lying = self._storage.read(LOCK)
        return lying not in {None, self._claim.data} and not (
            is_orphaned(lying) or self._age() >= _STALE
        )

    def _take_over(self) -> None:
        """Put the object over whatever is there, and see whether it stays.

        Whoever asked at the same time has put theirs by then, and the last one has it.
        """
        import obstore  # noqa: PLC0415

        # Gone already: two have asked at once, and the other one is done, or begins.
        if self._storage.read(LOCK) is None or self._is_held():
            self._refuse()
        obstore.put(self._store, LOCK, self._claim.data)
        time.sleep(_SETTLED)
        if not self._is_ours():
            self._refuse()

    def _is_ours(self) -> bool:
        return self._storage.read(LOCK) == self._claim.data

    def leave(self) -> None:
        """Delete the object, if it is ours; where that fails, what failed before is told."""
        self._done.set()
        self._claim.left()
        with contextlib.suppress(StorageError):
            if self._is_ours():
                self._storage.remove(LOCK)

    def _renew(self) -> None:
        import obstore  # noqa: PLC0415

        while not self._done.wait(_RENEWED):
            with contextlib.suppress(Exception):
                if self._is_ours():
                    obstore.put(self._store, LOCK, self._claim.data)

    def _age(self) -> float:
        """Seconds for which the lock lies there, by the server's own clock."""
        import obstore  # noqa: PLC0415

        probe = f"{LOCK}.{uuid.uuid4().hex}"
        obstore.put(self._store, probe, b"")
        now, then = [obstore.head(self._store, path)["last_modified"] for path in (probe, LOCK)]
        obstore.delete(self._store, probe)
        return (now - then).total_seconds()

    def _refuse(self) -> None:
        place = self._storage.place
        message = tr("somebody else is publishing to {place} just now", place=place)
        hint = tr("wait until that is done; if nobody is, take away {lock} there", lock=LOCK)
        raise StorageError(message, hint)
