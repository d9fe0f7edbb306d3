"""A bucket that the caches of several machines share: what one has made, no other makes.

In: the bucket's address, `s3://bucket/prefix`; keys, region and endpoint come from the
environment or the cloud's own files (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION,
AWS_ENDPOINT_URL). Out: an entry's bytes, or that there are none. An object is there whole or
not at all, and its key names what it was made from: two who put one of them put the same.
Whoever may write there decides what others publish.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bulletin.diagnostics import BulletinError
from bulletin.machine.connections import tidy_for_buckets
from bulletin.messages import tr

if TYPE_CHECKING:
    from obstore.store import S3Store

_ADDRESS = re.compile(r"s3://[a-z0-9][a-z0-9._-]{1,61}[a-z0-9](/[^\s?#]*)?")
_CONNECT, _WHOLE = "5s", "60s"
_TRIES = 2

_silent: set[str] = set()
"""Buckets that have not answered this process: it goes on without them."""


@dataclass(frozen=True)
class SharedStore:
    """The bucket behind a cache. It is only an address, so that any process can have it."""

    address: str

    def probe(self) -> None:
        """Raise `BulletinError` unless it takes an entry and gives it back."""
        if not _ADDRESS.fullmatch(self.address):
            message = tr("{address} is no address of a bucket", address=self.address)
            raise BulletinError(message, tr("write s3://bucket, or s3://bucket/prefix"))
        import obstore  # noqa: PLC0415, heavy
        from obstore.exceptions import BaseError  # noqa: PLC0415

        try:
            store = _opened(self.address)
            obstore.put(store, "probe", b"probe", use_multipart=False)
            obstore.get(store, "probe").bytes()
        except (BaseError, OSError) as error:
            reason = str(error).strip().partition("\n")[0][:_SHOWN]
            message = tr(
                "the shared cache {address} cannot be used: {reason}",
                address=self.address,
                reason=reason,
            )
            hint = tr(
                "set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL in"
                " the environment of every machine"
            )
            raise BulletinError(message, hint) from error

    def get(self, name: str) -> bytes | None:
        """An entry; None if it has none, or does not answer."""
        if self.address in _silent:
            return None
        import obstore  # noqa: PLC0415, heavy
        from obstore.exceptions import BaseError  # noqa: PLC0415

        try:
            return bytes(obstore.get(_opened(self.address), name).bytes())
        except FileNotFoundError:
            return None
        except (BaseError, OSError, BulletinError):
            _silent.add(self.address)
            return None

    def put(self, name: str, entry: bytes) -> None:
        """Give it an entry, if it takes any."""
        if self.address in _silent:
            return
        import obstore  # noqa: PLC0415, heavy
        from obstore.exceptions import BaseError  # noqa: PLC0415

        try:
            obstore.put(_opened(self.address), name, entry, use_multipart=False)
        except (BaseError, OSError, BulletinError):
            _silent.add(self.address)


_SHOWN = 200


@functools.cache
def _opened(address: str) -> S3Store:
    """A process's connections to a bucket."""
    from obstore.store import S3Store  # noqa: PLC0415, heavy

    tidy_for_buckets()
    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    return S3Store(
        bucket,
        prefix=prefix or None,
        # An endpoint is http:// only where the environment says so: a server in the same house.
        client_options={"connect_timeout": _CONNECT, "timeout": _WHOLE, "allow_http": True},
        retry_config={"max_retries": _TRIES},
    )
