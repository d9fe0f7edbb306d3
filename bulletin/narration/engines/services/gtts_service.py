"""The service behind gTTS: what it is sent, and where in its answer the sound is.

In: a text of at most 100 characters and its language. Out: its sound, decoded, or a
`ServiceError`. gTTS makes the requests; it would send them without checking certificates,
without time-outs and only once, so `service` does that.
"""

import base64
import json
import re
from pathlib import Path
from urllib.parse import urljoin

from gtts import gTTS

from bulletin.messages import tr
from bulletin.narration.engines.base import Clip
from bulletin.narration.engines.services.answered_sound import file_sound
from bulletin.narration.engines.services.service import (
    Answered,
    Asking,
    Manners,
    PassingError,
    Service,
)
from bulletin.narration.engines.services.sound_in_text import FOR_ADDRESSES
from bulletin.narration.sound.beginnings import format_of

AT_ONCE = 2
"""Requests under way at a time: more are taken for an attack."""

LIMIT: int = gTTS.GOOGLE_TTS_MAX_CHARS

_PATH = "_/TranslateWebserverUi/data/batchexecute"
_AUDIO = re.compile(rf'"{gTTS.GOOGLE_TTS_RPC}"\s*,\s*(?=")')
"""What stands before the JSON, in a string of JSON, whose first value is sound as base64."""


class GttsService:
    """The service at an address; `speech` may be called by many threads."""

    def __init__(
        self, address: str, manners: Manners | None = None, authorities: Path | None = None
    ) -> None:
        """`authorities`: a file of certificates to trust instead of the usual ones."""
        self._url = urljoin(address, _PATH)
        self._service = Service(AT_ONCE, manners, authorities)

    def speech(self, text: str, language: str) -> Clip:
        """The sound of a text. Raises `ServiceError`."""
        (body,) = gTTS(text, lang=language, lang_check=False, pre_processor_funcs=[]).get_bodies()
        return self._service.speech(Asking(self._url, body, gTTS.GOOGLE_TTS_HEADERS), _sound)


def _sound(answer: Answered) -> Clip:
    """The speech in an answer; a page that asks for a captcha, or to sign in, holds none.

    Raises `ValueError` or `PassingError`.
    """
    if format_of(answer.data):
        return file_sound(answer.data)
    text = answer.data.decode("utf-8-sig", errors="replace")
    found = _AUDIO.search(text)
    if found is None and (text.lstrip().startswith("<") or "html" in answer.kind.lower()):
        message = tr(
            "a page came instead of speech: open a browser, for this network may want you to sign in;"
            " or the service takes this machine for a robot for some hours"
        )
        raise PassingError(message)
    inner = json.JSONDecoder().raw_decode(text, found.end())[0] if found else ""
    letters = json.loads(inner)[0] if inner else ""
    if not letters:
        raise PassingError(tr("its answer held no speech"))
    return file_sound(base64.b64decode(letters.translate(FOR_ADDRESSES), validate=True))
