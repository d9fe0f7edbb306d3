"""Any server of OpenAI's speech interface: Kokoro, VieNeu, Supertonic and many more are served so.

In: runs of text. Out: clips. `options` are `url` (the address up to `/v1/`; without it, a
server on this machine), `model`, `format` (wav, or pcm with its `rate` in samples a second).
Source: OpenAI API reference, "Create speech" (POST /v1/audio/speech).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from bulletin.messages import tr
from bulletin.narration.engines.base import Clip
from bulletin.narration.engines.options import is_service
from bulletin.narration.engines.services.answered_sound import BARE, RATE, RATES, samples
from bulletin.narration.engines.services.hosts import host_of, is_near, unencrypted
from bulletin.narration.engines.services.online import Interface, OnlineEngine
from bulletin.narration.engines.services.service import Answered, Asking
from bulletin.reading import Run

_HERE = "http://127.0.0.1:8880/v1/"
_MODEL, _VOICE = "tts-1", "alloy"
_PATH = "audio/speech"
_OWNER = "api.openai.com"
"""Whose key OPENAI_API_KEY is, unless the environment names another server for it."""
_SERVER = "OPENAI_BASE_URL"
_FORMATS = ("wav", "pcm")


class OpenAiInterface(Interface):
    """What is sent to a server, and what of it is set."""

    name = "openai"
    known = frozenset({"url", "model", "format", "rate"})
    secret = "OPENAI_API_KEY"  # noqa: S105, the name of a variable

    @property
    def address(self) -> str:
        """Up to `_PATH`, whether the editor wrote that and the slash before it or not."""
        usual = str(self.options.get("url", _HERE))
        written = self.setting.addresses.get(self.name, usual).rstrip("/")
        return written.removesuffix(f"/{_PATH}") + "/"

    def fault(self) -> tuple[str, str] | None:
        """An address that is none, a format that is not read, a rate that is none."""
        if not is_service(self.options.get("url", _HERE)):
            return "options.url", tr("the url is the server's address, such as {url}", url=_HERE)
        if self._format not in _FORMATS:
            return "options.format", tr("the format is one of: {all}", all=", ".join(_FORMATS))
        rate = self.options.get("rate", RATE)
        if not isinstance(rate, int | float) or not RATES[0] <= rate <= RATES[-1]:
            return "options.rate", tr("the rate is samples a second, such as {rate}", rate=24000)
        return None

    def lacking(self) -> str:
        """A key that is none, or that others could read.

        Everybody on its way through the internet, and whoever has written a publication that one
        has been sent: its `url` may lead to them, so that the environment says who gets the key.
        """
        host = host_of(self.address)
        if not self.key or is_near(host):
            return super().lacking()
        if why_not := unencrypted(self.address, "options.url"):
            return why_not
        if host not in {_OWNER, host_of(self.setting.secrets.get(_SERVER, "").strip())}:
            return tr(
                "{key} is not sent wherever a publication says: if it is for {host}, set in the"
                " environment: {name}={address}",
                key=self.secret,
                host=host,
                name=_SERVER,
                address=self.address,
            )
        return super().lacking()

    @property
    def identity(self) -> tuple[str, ...]:
        """Server, model, voice and format."""
        sent = str(self.options.get("rate", RATE))
        return self.address, self._model, self._voice, self._format, sent

    @property
    def voice(self) -> str:
        """The voice and the model that speaks it."""
        return f"{self._voice} ({self._model})"

    def asking(self, runs: Sequence[Run]) -> Asking:
        """The runs as one text: the model hears for itself which language they are in."""
        body = {
            "model": self._model,
            "voice": self._voice,
            "input": _plain(" ".join(run.text for run in runs)),
            "response_format": self._format,
        }
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = urljoin(self.address, _PATH)
        return Asking(address, json.dumps(body), headers, self.key, self.advice())

    def advice(self) -> dict[int, str]:
        """As for any service; and what is not there is an address, a model or a voice."""
        set_to = tr("see options.url, options.model and name in voice:")
        told = {**super().advice(), **dict.fromkeys((400, 404, 405, 422), set_to)}
        if not self.address.endswith("/v1/"):
            ends = tr(
                "see options.url, which mostly ends with /v1/, options.model and name in voice:"
            )
            told |= dict.fromkeys((404, 405), ends)
        return told

    def sound(self, answer: Answered) -> Clip:
        """A file, or bare samples at the rate that was set or that the server says."""
        if self._format == "pcm":
            return samples(answer, int(float(str(self.options.get("rate", RATE)))))
        if BARE.match(answer.kind):
            return samples(answer, None)
        return super().sound(answer)

    def otherwise(self) -> OpenAiInterface | None:
        """As files, where bare samples are asked for."""
        if self._format == _FORMATS[0]:
            return None
        options = {**self.options, "format": _FORMATS[0]}
        voice = self.setting.voice.model_copy(update={"options": options})
        return OpenAiInterface(replace(self.setting, voice=voice))

    @property
    def _model(self) -> str:
        named = self.options.get("model", _MODEL)
        return f"{named:g}" if isinstance(named, float) else str(named)  # YAML's 1 is a number

    @property
    def _voice(self) -> str:
        return self.setting.voice.name or _VOICE

    @property
    def _format(self) -> str:
        return str(self.options.get("format", _FORMATS[0]))


_SILENT = re.compile(
    r"""\A(?:[\s.,;:!?…·•*–—]|-(?!\d))+|["“”„«»‹›]|(?<![^\W_])['‘’‚]|['‘’‚](?![^\W_])"""
)
"""What is not said: marks before the first word, and quotation marks, but no apostrophe in a word."""


def _plain(text: str) -> str:
    """A text without what models take for words: of ". Tôi về" or ‘Tôi về’ some say more than that."""
    return " ".join(_SILENT.sub("", text).split())


class OpenAi(OnlineEngine):
    """The engine `openai`. A voice's name is the server's own."""

    name = OpenAiInterface.name
    _interface = OpenAiInterface
