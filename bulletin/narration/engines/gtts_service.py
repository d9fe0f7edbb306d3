"""The service behind gTTS, asked with care.

In: a text of at most 100 characters and its language. Out: its sound, decoded, or a
`ServiceError` after a bounded number of tries. gTTS makes the requests; it would send them
without checking certificates, without time-outs and only once, so that is done here.
"""

from __future__ import annotations

import base64
import binascii
import random
import re
import ssl
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx
from gtts import gTTS

from bulletin.narration.engines.base import Clip
from bulletin.narration.sound import decoded, finished

AT_ONCE = 2
"""Requests under way at a time: more are taken for an attack."""

LIMIT: int = gTTS.GOOGLE_TTS_MAX_CHARS

_PATH = "_/TranslateWebserverUi/data/batchexecute"
_AUDIO = re.compile(rf'{gTTS.GOOGLE_TTS_RPC}","\[\\"([A-Za-z0-9+/=]*)\\"')
_MAX_BYTES = 4_000_000
_SHORTEST = 0.03
"""Seconds that even one syllable takes: less is not speech."""

_TOO_MANY, _SERVER = 429, 500


class ServiceError(Exception):
    """The service did not give speech; the message says what it did instead."""


class _PassingError(ServiceError):
    """As above, but it may go better a little later: after `wait` seconds, if it said so."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True)
class Manners:
    """How a service is asked; times in seconds.

    `whole` bounds one answer from first to last byte; `first_wait` doubles with each try up to
    `longest_wait`, and half of each wait is left to `chance`.
    """

    connect: float = 6.0
    read: float = 15.0
    whole: float = 45.0
    tries: int = 6
    first_wait: float = 1.0
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    clock: Callable[[], float] = time.monotonic


class Service:
    """The service at an address; `speech` may be called by many threads."""

    def __init__(
        self, address: str, manners: Manners | None = None, authorities: Path | None = None
    ) -> None:
        """`authorities`: a file of certificates to trust instead of the usual ones."""
        self._url = urljoin(address, _PATH)
        self._manners = manners or Manners()
        context = httpx.create_ssl_context()
        if authorities:
            context = ssl.create_default_context(cafile=authorities)
        self._client = httpx.Client(
            verify=context,
            timeout=httpx.Timeout(self._manners.read, connect=self._manners.connect, pool=None),
            limits=httpx.Limits(max_connections=AT_ONCE),
            headers=gTTS.GOOGLE_TTS_HEADERS,
        )
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        weakref.finalize(self, self._client.close)

    def speech(self, text: str, language: str) -> Clip:
        """The sound of a text. Raises `ServiceError`."""
        (body,) = gTTS(text, lang=language, lang_check=False, pre_processor_funcs=[]).get_bodies()
        manners = self._manners
        for attempt in range(1, manners.tries + 1):
            try:
                with self._slots:
                    answer = self._ask(body)
                return _sound(answer)
            except _PassingError as error:
                if attempt == manners.tries:
                    times = "once" if attempt == 1 else f"{attempt} times"
                    message = f"{error} (asked {times})"
                    raise ServiceError(message) from error
                wait = min(manners.longest_wait, manners.first_wait * 2 ** (attempt - 1))
                wait *= (1 + manners.chance()) / 2
                manners.sleep(min(manners.longest_wait, max(wait, error.wait)))
        message = "it was not asked at all"
        raise ServiceError(message)

    def _ask(self, body: str) -> str:
        """The text of one answer."""
        end = self._manners.clock() + self._manners.whole
        try:
            with self._client.stream("POST", self._url, content=body) as response:
                _check(response)
                data = bytearray()
                for piece in response.iter_bytes():
                    data += piece
                    if self._manners.clock() > end or len(data) > _MAX_BYTES:
                        message = "its answer did not come to an end"
                        raise _PassingError(message)
        except httpx.TimeoutException as error:
            message = "it did not answer in time"
            raise _PassingError(message) from error
        except httpx.TransportError as error:
            if _is_certificate(error):
                message = f"its certificate cannot be trusted: {error}"
                raise ServiceError(message) from error
            message = f"the connection failed: {error}"
            raise _PassingError(message) from error
        return data.decode(errors="replace")


def _check(response: httpx.Response) -> None:
    """Raise what an answer's status stands for, if it is not success."""
    status = response.status_code
    if status == _TOO_MANY or status >= _SERVER or response.is_redirect:
        after = response.headers.get("retry-after", "")
        message = f"it answered {status} {response.reason_phrase}".strip()
        raise _PassingError(message, float(after) if after.isdigit() else 0.0)
    if not response.is_success:
        message = f"it answered {status} {response.reason_phrase}".strip()
        raise ServiceError(message)


def _sound(answer: str) -> Clip:
    """The speech in an answer: a page that asks for a captcha holds none."""
    found = _AUDIO.search(answer)
    if not found or not found.group(1):
        message = "its answer held no speech"
        raise _PassingError(message)
    try:
        clip = finished(decoded(base64.b64decode(found.group(1), validate=True)))
    except (binascii.Error, ValueError) as error:
        message = f"its speech cannot be used: {error}"
        raise _PassingError(message) from error
    if clip.duration < _SHORTEST:
        message = "its speech was silence"
        raise _PassingError(message)
    return clip


def _is_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
