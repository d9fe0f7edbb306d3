"""gTTS: a voice over the network, without a key.

In: runs of text. Out: clips. What is said goes to the service (see `gtts_service`), so this
engine is for text that is going to be public anyway.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import gtts
from gtts.accents import accents
from gtts.lang import tts_langs

from bulletin.messages import tr
from bulletin.narration.engines.base import Availability, Clip, Setting, SpeechError, base_language
from bulletin.narration.engines.services.gtts_service import AT_ONCE, LIMIT, GttsService
from bulletin.narration.engines.services.gtts_text import TextPiece, cut
from bulletin.narration.engines.services.hosts import host_of
from bulletin.narration.engines.services.service import Manners, ServiceError, trouble
from bulletin.narration.sound.editing import filtered, joined
from bulletin.reading import Run

_CREDIT = "Google Translate (gTTS)"
_SAMPLE_RATE = 24_000
"""What the service sends; anything else is brought to it."""


class Gtts:
    """The engine `gtts`. A voice's name is the ending of the host that is asked: `com.vn`."""

    name = "gtts"
    at_once = AT_ONCE

    def __init__(
        self, setting: Setting, manners: Manners | None = None, authorities: Path | None = None
    ) -> None:
        """`manners` and `authorities` as for `GttsService`."""
        self._setting = setting
        self._manners = manners or Manners()
        self._authorities = authorities

    def probe(self) -> Availability:
        """Whether the service speaks a word within the setting's patience."""
        code = self._code(self._setting.language)
        if code is None:
            reason = tr("gTTS does not speak {language!r}", language=self._setting.language)
            return Availability(usable=False, reason=reason, settled=True)
        if self._ending not in accents:
            reason = tr("gTTS has no host that ends in {ending!r}", ending=self._ending)
            return Availability(usable=False, reason=reason, choices=tuple(accents), settled=True)
        why_not = self._trouble(code)
        return Availability(
            usable=not why_not,
            reason=tr("gTTS cannot be used: {why_not}", why_not=why_not)
            if why_not
            else tr("gTTS can be reached"),
            voice=f"{code} ({self._ending})",
            version=gtts.__version__,
            key=(code, self._ending, gtts.__version__, str(self._setting.voice.rate)),
            choices=tuple(accents),
            online=host_of(self._address),
            credit=_CREDIT,
            varies=True,
        )

    def speak(self, runs: Sequence[Run]) -> Clip:
        """The sound of some runs. Raises `SpeechError` after a bounded number of tries."""
        clips: list[Clip] = []
        gaps: list[float] = []
        for piece, code in self._pieces(runs):
            try:
                clip = self._service.speech(piece.text, code)
            except ServiceError as error:
                message = tr("gTTS did not speak: {error}", error=error)
                raise SpeechError(
                    message, tr("this was to be said: {text}", text=piece.text)
                ) from error
            if clip.rate != _SAMPLE_RATE:
                clip = filtered(clip, "anull", "", _SAMPLE_RATE)
            clips.append(clip)
            gaps.append(piece.gap)
        if not clips:
            message = tr("gTTS was given nothing to say")
            raise SpeechError(
                message, tr("this was to be said: {names}", names=" ".join(r.text for r in runs))
            )
        whole = joined(clips, gaps)
        rate = self._setting.voice.rate
        return whole if rate == 1 else filtered(whole, "atempo", str(rate))

    def _pieces(self, runs: Sequence[Run]) -> list[tuple[TextPiece, str]]:
        own = self._code(self._setting.language) or self._setting.language
        return [
            (piece, (run.language and self._code(run.language)) or own)
            for run in runs
            for piece in cut(run.text, LIMIT)
        ]

    def _trouble(self, code: str) -> str:
        """What keeps the service from speaking; "" if it speaks."""

        def ask(hasty: Manners) -> None:
            GttsService(self._address, hasty, self._authorities).speech("1", code)

        return trouble(self._manners, self._setting.patience, ask)

    @cached_property
    def _service(self) -> GttsService:
        return GttsService(self._address, self._manners, self._authorities)

    @property
    def _ending(self) -> str:
        return self._setting.voice.name or "com"

    @property
    def _address(self) -> str:
        usual = f"https://translate.google.{self._ending}/"
        return self._setting.addresses.get(self.name, usual)

    @staticmethod
    def _code(tag: str) -> str | None:
        """The code that gTTS has for a language tag, or None."""
        codes = {code.lower(): code for code in tts_langs()}
        return codes.get(tag.replace("_", "-").lower()) or codes.get(base_language(tag))
