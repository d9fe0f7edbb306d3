"""What this machine has set for connections: proxies, certificates, and what opens a bucket.

In: a block that makes a client of httpx, or the environment. Out: words where what is set is none.
"""

import contextlib
import os
import re
from collections.abc import Iterator

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr


@contextlib.contextmanager
def as_set_up() -> Iterator[None]:
    """Make a client in this block. Raises `BulletinError` if a proxy or a certificate is wrong."""
    import httpx  # noqa: PLC0415, who only opens buckets needs none

    try:
        yield
    except OSError as error:  # no such file, or one without certificates
        message = tr(
            "the certificates that the environment names cannot be read: see SSL_CERT_FILE"
        )
        raise BulletinError(message) from error
    except (ImportError, ValueError, httpx.InvalidURL):  # it may hold a password: not shown
        message = tr(
            "the proxy that the environment names cannot be used: see HTTPS_PROXY and ALL_PROXY"
        )
        hint = tr("write http:// and its address (no SOCKS), or unset them")
        raise BulletinError(message, hint) from None


_OF_BUCKETS = (
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION"),
    *("AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT"),
)
_KEY = re.compile(r"[!-~]*")
_ADDRESS = re.compile(
    r"(https?://(\[[0-9a-f:.]+\]|[\w.-]+)(:[0-9]{1,5})?(/[!-~]*)?)?", re.IGNORECASE
)


def tidy_for_buckets() -> None:
    """Take off the line ends that come with a secret. Raises `BulletinError` for what no key is.

    The library that asks buckets ends in the middle of a request where it is given such.
    """
    for name in _OF_BUCKETS:
        value = os.environ.pop(name, "").strip()
        if value:  # what is set to nothing would be taken for an address, too
            os.environ[name] = value
        if not (_ADDRESS if "ENDPOINT" in name else _KEY).fullmatch(value):
            message = tr("what the environment sets {name} to cannot be used", name=name)
            raise BulletinError(message, tr("set it anew, just as it was given to you"))
