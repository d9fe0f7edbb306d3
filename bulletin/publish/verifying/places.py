"""Where a hosted copy lies: a folder of this machine, or a web server.

In: paths below the copy's top. Out: what comes back for each: its digest, size, type and where
wanted its bytes, or in words why nothing came. Nothing here is trusted: what is read is bounded,
every wait has an end, and no address but the copy's own is followed.
"""

import hashlib
import socket
import ssl
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

import httpx

from bulletin.diagnostics import BulletinError
from bulletin.machine.connections import as_set_up
from bulletin.machine.disks import inside
from bulletin.machine.patience import within
from bulletin.machine.systems import as_linux_has_it
from bulletin.messages import tr

_BLOCK = 1 << 16
_REDIRECTS = 3
_SLOWEST = 20_000
"""Bytes a second below which a server is of no use to readers."""
_DAY = 86_400


@dataclass(frozen=True)
class Got:
    """What came back for a path. `fault` says why nothing did; `kind` is "" where nobody says."""

    fault: str = ""
    missing: bool = False
    sha256: str = ""
    size: int = 0
    kind: str = ""
    data: bytes = b""
    """What was to be kept: all of it, or the bytes that were to be compared."""
    packed: str = ""
    """How a server has packed it, although it was asked not to."""
    address: str = ""
    """Where a server's answer came from, after all redirects."""


@dataclass(frozen=True)
class KeptCopy:
    """Which bytes of an answer are kept."""

    first: int = 0
    count: int = 0


class HostedCopy(Protocol):
    """A hosted copy, or an address that may be one."""

    name: str

    def get(self, path: str, most: int, kept: KeptCopy) -> Got:
        """All of a file; what is longer than `most` is cut off there."""

    def head(self, path: str) -> Got:
        """A file's size and type alone."""

    def part(self, path: str, kept: KeptCopy) -> Got:
        """Some bytes of a file, asked for as players do when they seek."""

    def shown(self, path: str) -> str:
        """How to tell people of a path."""

    def close(self) -> None:
        """End all connections."""


class LocalCopy:
    """A hosted copy on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)

    def get(self, path: str, most: int, kept: KeptCopy) -> Got:
        """All of a file."""
        try:
            file = self._file(path)
            with file.open("rb") as source:
                return _summed(iter(lambda: source.read(_BLOCK), b""), most, kept)
        except FileNotFoundError:
            return Got(tr("it is missing"), missing=True)
        except OSError as error:
            return Got(tr("it cannot be read ({reason})", reason=error.strerror or error))

    def head(self, path: str) -> Got:
        """A file's size."""
        try:
            return Got(size=self._file(path).stat().st_size)
        except OSError:
            return Got(tr("it is missing"), missing=True)

    def part(self, path: str, kept: KeptCopy) -> Got:
        """Some bytes of a file."""
        return self.get(path, kept.first + kept.count, kept)

    def shown(self, path: str) -> str:
        """Its path."""
        return str(self.folder / path)

    def close(self) -> None:
        """Nothing is open."""

    def _file(self, path: str) -> Path:
        file = self.folder / path
        if not inside(path) or not stat.S_ISREG(file.lstat().st_mode):
            raise FileNotFoundError(path)
        return file


class RemoteCopy:
    """A hosted copy on a server. `timeout` is how many seconds a server may say nothing."""

    def __init__(self, address: str, timeout: float) -> None:
        self.name = address
        self._timeout = timeout
        headers = {"Accept-Encoding": "identity", "User-Agent": "bulletin-verify"}
        with as_set_up():
            self._client = httpx.Client(timeout=timeout, headers=headers)

    def get(self, path: str, most: int, kept: KeptCopy) -> Got:
        """All of a file."""
        return self._asked("GET", path, most, kept, {})

    def head(self, path: str) -> Got:
        """A file's size and type."""
        return self._asked("HEAD", path, 0, KeptCopy(), {})

    def part(self, path: str, kept: KeptCopy) -> Got:
        """Some bytes of a file; a server that sends all of it cannot seek."""
        last = kept.first + kept.count - 1
        wanted = {"Range": f"bytes={kept.first}-{last}"}
        return self._asked("GET", path, kept.count, KeptCopy(0, kept.count), wanted)

    def shown(self, path: str) -> str:
        """Its address."""
        return self.name + quote(path)

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def days_left(self, now: float) -> int | None:
        """How many days the certificate still holds at a time (seconds since 1970).

        None without one, or where none is shown.
        """
        parts = urlsplit(self.name)
        if parts.scheme != "https" or not parts.hostname:
            return None
        context = ssl.create_default_context()
        where = (parts.hostname, parts.port or 443)
        try:
            with (
                socket.create_connection(where, self._timeout) as plain,
                context.wrap_socket(plain, server_hostname=parts.hostname) as secure,
            ):
                ends = (secure.getpeercert() or {}).get("notAfter")
        except (OSError, ValueError):
            return None  # the requests say why
        return int((ssl.cert_time_to_seconds(str(ends)) - now) // _DAY) if ends else None

    def _asked(
        self, method: str, path: str, most: int, kept: KeptCopy, headers: dict[str, str]
    ) -> Got:
        try:
            return self._answer(method, path, most, kept, headers)
        except (httpx.TimeoutException, TimeoutError):
            return Got(tr("no answer within {seconds} s", seconds=f"{self._timeout:g}"))
        # ValueError: it leads to a name that no host can have.
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, ValueError) as error:
            return Got(tr("no whole answer ({reason})", reason=_reason(error)))

    def _answer(
        self, method: str, path: str, most: int, kept: KeptCopy, headers: dict[str, str]
    ) -> Got:
        url = self.shown(path)
        for _ in range(_REDIRECTS + 1):
            with self._begun(method, url, headers) as answer:
                if not answer.has_redirect_location:
                    return self._read(answer, most, kept, headers)
                url = str(answer.url.join(answer.headers["location"]))
                if _origin(url) != _origin(self.name):
                    return Got(tr("it leads elsewhere: {address}", address=url))
        return Got(tr("it leads in a circle"))

    @contextmanager
    def _begun(self, method: str, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """An answer whose head has come, in time as a whole."""
        request = self._client.build_request(method, url, headers=headers)
        answer = within(2 * self._timeout, lambda: self._client.send(request, stream=True))
        try:
            yield answer
        finally:
            answer.close()

    def _read(
        self, answer: httpx.Response, most: int, kept: KeptCopy, headers: dict[str, str]
    ) -> Got:
        code = answer.status_code
        if code in {404, 410}:
            return Got(tr("it is missing"), missing=True)
        if headers and code == httpx.codes.OK:
            return Got(tr("the server sends all of it when asked for a part (no Range)"))
        if code != (httpx.codes.PARTIAL_CONTENT if headers else httpx.codes.OK):
            return Got(tr("the server says {code}", code=code))
        if headers and not _is_part(answer, headers["Range"]):
            return Got(tr("the server sends another part than it was asked for"))
        kind = answer.headers.get("content-type", "")
        packed = answer.headers.get("content-encoding", "").replace("identity", "")
        if answer.request.method == "HEAD":
            size = answer.headers.get("content-length", "") if not packed else ""
            length = int(size) if size.isdecimal() else -1
            return Got(size=length, kind=kind, packed=packed, address=str(answer.url))
        until = time.monotonic() + self._timeout + most / _SLOWEST
        got = _summed(_until(answer.iter_bytes(), until), most, kept, kind)
        return replace(got, packed=packed)


def opened(where: str, timeout: float) -> HostedCopy:
    """The place that an address or a path names. Raises `BulletinError` where it is none."""
    if where.startswith(("http://", "https://")):
        try:
            parts = urlsplit(where)
            whole = bool(parts.hostname and httpx.URL(where).host) and parts.port != 0
        except (ValueError, httpx.InvalidURL):  # names that no host can have
            whole = False
        if not whole:
            raise BulletinError(tr('"{where}" is no whole address', where=where))
        folder, _, last = parts.path.rpartition("/")
        path = parts.path if "." not in last and not parts.path.endswith("/") else f"{folder}"
        return RemoteCopy(f"{parts.scheme}://{parts.netloc}{path.rstrip('/')}/", timeout)
    folder_here = Path(where)
    if not where or not folder_here.is_dir():
        message = tr("there is no folder {where}", where=where)
        hint = tr("name a folder, or an address with https:// in front")
        raise BulletinError(message, as_linux_has_it(where) or hint)
    return LocalCopy(folder_here)


@contextmanager
def closing(place: HostedCopy) -> Iterator[HostedCopy]:
    """The place, until the block ends."""
    try:
        yield place
    finally:
        place.close()


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _is_part(answer: httpx.Response, wanted: str) -> bool:
    said = answer.headers.get("content-range", "").replace("bytes ", "bytes=", 1)
    return bool(said.partition("/")[0] == wanted)


def _until(blocks: Iterator[bytes], until: float) -> Iterator[bytes]:
    for block in blocks:
        yield block
        if time.monotonic() > until:
            message = "too slow"
            raise httpx.ReadTimeout(message)


def _summed(blocks: Iterator[bytes], most: int, kept: KeptCopy, kind: str = "") -> Got:
    """The digest and size of what comes, cut off after `most` bytes and one."""
    digest, size, data = hashlib.sha256(), 0, bytearray()
    for block in blocks:
        digest.update(block)
        first, last = kept.first - size, kept.first + kept.count - size
        data += block[max(first, 0) : max(last, 0)]
        size += len(block)
        if size > most:
            break
    return Got(sha256=digest.hexdigest(), size=size, kind=kind, data=bytes(data))


_NOT_YET, _EXPIRED, _OTHER_NAME, _OTHER_NUMBER = 9, 10, 62, 64
"""Why a certificate is refused (OpenSSL, X509_V_ERR)."""


_TELLING = (ssl.SSLCertVerificationError, socket.gaierror, ConnectionRefusedError)


def _reason(error: BaseException) -> str:
    found: BaseException | None = error
    while found is not None and not isinstance(found, _TELLING):
        found = found.__cause__ or found.__context__
    if isinstance(found, socket.gaierror):
        return tr("the network knows no site of this name: is its domain set up?")
    if isinstance(found, ConnectionRefusedError):
        return tr("no server answers there: does it run, and is the port right?")
    if found is None:
        return str(error) or type(error).__name__
    other = tr("its certificate is for another name: {reason}", reason=found.verify_message)
    words = {
        _NOT_YET: tr("its certificate does not hold yet; is this machine's clock right?"),
        _EXPIRED: tr("its certificate has expired"),
        _OTHER_NAME: other,
        _OTHER_NUMBER: other,
    }
    return words.get(found.verify_code) or tr(
        "its certificate is from nobody that is trusted: {reason}", reason=found.verify_message
    )
