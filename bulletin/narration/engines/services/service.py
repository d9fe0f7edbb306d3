"""A speech service over the network, asked with care.

In: a request, and how to read the sound out of its answer. Out: the sound, or a `ServiceError`
after a bounded number of tries: with time-outs for everything, certificates checked, and no
more requests under way than a service bears.
"""

import math
import random
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx

from bulletin.diagnostics import BulletinError
from bulletin.machine.connections import as_set_up
from bulletin.machine.patience import within
from bulletin.messages import text_of, tr
from bulletin.narration.engines.base import Clip
from bulletin.narration.engines.services import refusals
from bulletin.narration.sound.editing import centred, finished

_SHORTEST = 0.03
"""Seconds that even one syllable takes: less is not speech."""

_LATER = frozenset({408, 425, 429})
"""Refusals that pass: asked too slowly, too early, or too often."""
_SERVER = 500
_PART = 206
"""What nobody asked for: a part of an answer."""
_MOVED = frozenset({301, 308})
"""For good, to an address that is to be set instead."""

_OWN = ("localhost", "*.localhost", "127.0.0.1", "[::1]")
"""This machine, which no proxy stands before."""


class ServiceError(Exception):
    """The service did not give speech; the message says what it did instead."""


class PassingError(ServiceError):
    """As above, but it may go better a little later: after `wait` seconds, if it said so."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True)
class Manners:
    """How a service is asked; times in seconds.

    `whole` bounds one answer from first to last byte, `most` its bytes; `first_wait` doubles
    with each try up to `longest_wait`, and half of each wait is left to `chance`. A service that asks
    for longer than all tries may wait is not waited for.
    """

    connect: float = 6.0
    read: float = 15.0
    whole: float = 45.0
    most: int = 4_000_000
    tries: int = 6
    first_wait: float = 1.0
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    clock: Callable[[], float] = time.monotonic

    @property
    def patience(self) -> float:
        """The seconds that are waited at the most for one answer, between all tries."""
        return self.longest_wait * (self.tries - 1)


@dataclass(frozen=True)
class Asking:
    """A request: what is sent where (POST). `secret` is what of it nobody may be shown.

    `advice` is what is said to people with refusals, by their status.
    """

    url: str
    content: bytes | str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret: str = field(default="", repr=False)
    advice: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answered:
    """What came back: bytes, and what the service calls them (its `Content-Type`)."""

    data: bytes
    kind: str = ""


class Service:
    """A service; `speech` may be called by many threads."""

    def __init__(
        self, at_once: int, manners: Manners | None = None, authorities: Path | None = None
    ) -> None:
        """`authorities`: a file of certificates to trust instead of the usual ones.

        Raises `ServiceError` if this machine's proxy or its certificates are set to what is none.
        """
        self._manners = manners or Manners()
        wait = httpx.Timeout(self._manners.read, connect=self._manners.connect, pool=None)
        try:
            with as_set_up():
                self._client = httpx.Client(
                    verify=_trusting(authorities),
                    timeout=wait,
                    limits=httpx.Limits(max_connections=at_once),
                    mounts={f"all://{host}": None for host in _OWN},
                )
        except BulletinError as error:
            raise ServiceError(error.message) from None
        self._slots = threading.BoundedSemaphore(at_once)
        weakref.finalize(self, self._client.close)

    def speech(self, asking: Asking, sound: Callable[[Answered], Clip]) -> Clip:
        """The sound that `sound` finds in the answer; where it finds none it raises `ValueError`.

        Raises `ServiceError`.
        """
        manners = self._manners
        for attempt in range(1, manners.tries + 1):
            try:
                with self._slots:
                    answer = self._asked(asking)
                return _speech(answer, sound, asking.secret)
            except PassingError as error:
                if attempt == manners.tries:
                    times = tr("once") if attempt == 1 else tr("{attempt} times", attempt=attempt)
                    message = tr("{error} (asked {times})", error=error, times=times)
                    raise ServiceError(message) from error
                if error.wait > manners.patience:
                    minutes = math.ceil(error.wait / 60)
                    message = tr(
                        "{error}; it wants to be asked again in {minutes} min",
                        error=error,
                        minutes=minutes,
                    )
                    raise ServiceError(message) from error
                wait = min(manners.longest_wait, manners.first_wait * 2 ** (attempt - 1))
                wait *= (1 + manners.chance()) / 2
                manners.sleep(min(manners.longest_wait, max(wait, error.wait)))
        raise ServiceError(tr("it was not asked at all"))

    def _asked(self, asking: Asking) -> Answered:
        """One answer, in time whatever of it comes slowly."""
        try:
            return within(self._manners.connect + self._manners.whole, lambda: self._ask(asking))
        except TimeoutError:
            raise PassingError(tr("it did not answer in time")) from None

    def _ask(self, asking: Asking) -> Answered:
        """One answer."""
        end = self._manners.clock() + self._manners.whole
        try:
            with self._client.stream(
                "POST", asking.url, content=asking.content, headers=dict(asking.headers)
            ) as response:
                data = bytearray()
                for piece in response.iter_bytes():
                    data += piece
                    if self._manners.clock() > end or len(data) > self._manners.most:
                        raise PassingError(tr("its answer did not come to an end"))
                _check(response, bytes(data), asking)
                kind = response.headers.get("content-type", "")
        except (httpx.RequestError, UnicodeError) as error:
            lasting = isinstance(error, httpx.LocalProtocolError | UnicodeError)
            kind = ServiceError if lasting or _is_certificate(error) else PassingError
            raise kind(why_unreached(error)) from None
        return Answered(bytes(data), kind)


def _trusting(authorities: Path | None) -> ssl.SSLContext:
    """Whose certificates are trusted. Raises `OSError` if they cannot be read."""
    if authorities:
        return ssl.create_default_context(cafile=authorities)
    return httpx.create_ssl_context()


def trouble(manners: Manners, patience: float, ask: Callable[[Manners], object]) -> str:
    """What keeps a service from speaking within `patience` seconds; "" if it speaks.

    `ask` asks it once, with the manners it is given, and raises `ServiceError`.
    """
    if patience <= 0:
        return tr("it was not asked")
    hasty = replace(manners, connect=2 * patience, read=2 * patience, whole=2 * patience, tries=1)
    try:
        within(patience, lambda: ask(hasty))
    except TimeoutError:
        return unanswered(patience)
    except ServiceError as error:
        return text_of(error)
    return ""


def unanswered(patience: float) -> str:
    """What is said of a service that lets these seconds pass."""
    return tr("it did not answer within {patience:g} s", patience=patience)


def _check(response: httpx.Response, data: bytes, asking: Asking) -> None:
    """Raise what an answer's status stands for, if it is not success."""
    status = response.status_code
    if status == _PART:
        raise PassingError(tr("its speech was cut off"))
    if response.is_success:
        return
    told = refusals.masked(f"{status} {response.reason_phrase}".strip(), asking.secret)
    message = tr("it answered {status}", status=told)
    said = refusals.words_of(data, asking.secret)
    later = status in _LATER and not refusals.is_spent(status, said)
    passing = later or status >= _SERVER or response.is_redirect
    lasting = status in _MOVED or not passing
    if lasting:
        message = tr("{message}, asked at {url}", message=message, url=asking.url)
    if "location" in response.headers:
        place = response.headers["location"].partition("?")[0]
        said = refusals.masked(tr("it is to be asked at {place}", place=place), asking.secret)
    message = tr("{place}: {message}", place=message, message=said) if said else message
    advice = refusals.advice_of(status, said) or asking.advice.get(status) or _of_network(response)
    if advice:
        message = tr("{message}; {advice}", message=message, advice=advice)
    if lasting:
        raise ServiceError(message)
    raise PassingError(message, refusals.wait_asked(response))


def _of_network(response: httpx.Response) -> str:
    """What to do where the network answers in the service's place (RFC 6585, 6); "" if it does not."""
    further = None if response.status_code in _MOVED else response.next_request
    elsewhere = further is not None and further.url.host != response.request.url.host
    if not elsewhere and response.status_code != httpx.codes.NETWORK_AUTHENTICATION_REQUIRED:
        return ""
    return tr("open a browser, for this network may want you to sign in")


def _speech(answer: Answered, sound: Callable[[Answered], Clip], secret: str) -> Clip:
    """The speech in an answer, cut to what is heard."""
    try:
        clip = finished(centred(sound(answer)))
    except ValueError as error:
        why = refusals.words_of(answer.data, secret) or error
        raise PassingError(tr("its speech cannot be used: {error}", error=why)) from error
    if clip.duration < _SHORTEST:
        raise PassingError(tr("its speech was silence"))
    return clip


def _is_certificate(error: BaseException) -> bool:
    return _comes_from(error, ssl.SSLCertVerificationError)


def why_unreached(error: Exception) -> str:
    """Why nobody answered, in our words where there are some."""
    if isinstance(error, httpx.TimeoutException):
        return tr("it did not answer in time")
    if why_not := _why_not_encrypted(error):
        return why_not
    if _comes_from(error, socket.gaierror):  # nobody knows the host's name
        return tr("the connection failed: no network, or no such host")
    if isinstance(error, httpx.LocalProtocolError | UnicodeError):  # they quote it, secrets too
        return tr("what is to be sent to it cannot be sent: see its address and its key")
    if isinstance(error, httpx.TransportError):
        return tr("the connection failed: {error}", error=error)
    return str(error)


def _why_not_encrypted(error: Exception) -> str:
    """Why there is no encrypted connection; "" if that is not what is wrong."""
    if _is_certificate(error):
        return tr(
            "its certificate cannot be trusted: {error}; if it is your own server's, name the file"
            " of its certificate in SSL_CERT_FILE",
            error=error,
        )
    if _comes_from(error, ssl.SSLError):
        return tr(
            "there is no encrypted connection to be had: {error}; a server without a certificate is"
            " asked at http://, not https://",
            error=error,
        )
    return ""


def _comes_from(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
