"""What engines that ask a service over the network have in common.

In: a setting. Out: an engine that lacks only what it sends: `asking`, and what it is called.
Text goes to the service, so these engines are for text that is going to be public anyway.
"""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np

from bulletin.messages import tr
from bulletin.narration.engines.base import Availability, Clip, Setting, SpeechError
from bulletin.narration.engines.gtts_text import cut
from bulletin.narration.engines.options import fault_of
from bulletin.narration.engines.service import (
    Asking,
    Manners,
    PassingError,
    Service,
    ServiceError,
    trouble,
)
from bulletin.narration.sound import decoded, filtered, joined
from bulletin.reading import Run


class OnlineEngine(ABC):
    """An engine that sends a sentence to a service and gets its sound."""

    name: str
    at_once = 4
    rate: ClassVar[int] = 24_000
    """Samples a second; anything else that comes is brought to it."""
    limit: ClassVar[int] = 3_000
    """Characters that go into one request."""
    known: ClassVar[frozenset[str]] = frozenset()
    """Names that `options` may have."""
    secret: ClassVar[str] = ""
    """The variable of the environment that holds the key to the service."""

    def __init__(
        self, setting: Setting, manners: Manners | None = None, authorities: Path | None = None
    ) -> None:
        """`manners` and `authorities` as for `Service`."""
        self.setting = setting
        self._manners = manners or Manners(read=60.0, whole=120.0, most=40_000_000)
        self._authorities = authorities

    @property
    def options(self) -> Mapping[str, object]:
        """What `voice: {options: ...}` says."""
        return self.setting.voice.options

    @abstractmethod
    def fault(self) -> tuple[str, str] | None:
        """What is wrong with the setting on every machine: which setting, and the words."""

    @abstractmethod
    def lacking(self) -> str:
        """What this machine lacks to ask at all, in words; "" if nothing."""

    @abstractmethod
    def identity(self) -> tuple[str, ...]:
        """All that shapes the sound, for the cache."""

    @abstractmethod
    def voice(self) -> str:
        """Who would speak, for people."""

    @abstractmethod
    def asking(self, runs: Sequence[Run]) -> Asking:
        """The request for some runs."""

    def sound(self, answer: bytes) -> Clip:
        """The sound in an answer: a whole audio file, unless an engine knows better."""
        return decoded(whole(answer))

    def probe(self) -> Availability:
        """Whether the service speaks a word within the setting's patience."""
        if found := fault_of(self.options, self.known, self.secret) or self.fault():
            place, words = found
            return Availability(usable=False, reason=words, settled=True, setting=place)
        why_not = self.lacking() or self._trouble()
        if why_not:
            reason = tr("{engine} cannot be used: {why}", engine=self.name, why=why_not)
        else:
            reason = tr("{engine} answers at {place}", engine=self.name, place=self.address)
        return Availability(
            usable=not why_not,
            reason=reason,
            voice=self.voice(),
            version="1",
            key=(*self.identity(), str(self.setting.voice.rate)),
        )

    @property
    @abstractmethod
    def address(self) -> str:
        """Where the service is."""

    def speak(self, runs: Sequence[Run]) -> Clip:
        """The sound of some runs. Raises `SpeechError` after a bounded number of tries."""
        said = " ".join(run.text for run in runs)
        parts = list(self._parts(runs))
        clips: list[Clip] = []
        for part, _ in parts:
            try:
                clip = self._service.speech(self.asking(part), self.sound)
            except ServiceError as error:
                message = tr("{engine} did not speak: {why}", engine=self.name, why=error)
                raise SpeechError(
                    message, tr("this was to be said: {words}", words=said)
                ) from error
            clips.append(clip if clip.rate == self.rate else filtered(clip, "anull", "", self.rate))
        if not clips:
            message = tr("{engine} was given nothing to say", engine=self.name)
            raise SpeechError(message, tr("this was to be said: {words}", words=said))
        speech = joined(clips, [gap for _, gap in parts])
        pace = self.setting.voice.rate
        return speech if pace == 1 else filtered(speech, "atempo", str(pace))

    def _parts(self, runs: Sequence[Run]) -> list[tuple[list[Run], float]]:
        """The runs together where they go into one request, else in pieces with their gaps."""
        if sum(len(run.text) + 1 for run in runs) <= self.limit:
            spoken = [run for run in runs if any(map(str.isalnum, run.text))]
            return [(list(runs), 0.0)] if spoken else []
        return [
            ([Run(piece.text, run.language)], piece.gap)
            for run in runs
            for piece in cut(run.text, self.limit)
        ]

    def _trouble(self) -> str:
        def ask(hasty: Manners) -> None:
            service = Service(1, hasty, self._authorities)
            service.speech(self.asking([Run("1")]), self.sound)

        return trouble(self._manners, self.setting.patience, ask)

    @cached_property
    def _service(self) -> Service:
        return Service(self.at_once, self._manners, self._authorities)


_RIFF = struct.Struct("<4sI4s")
_BEFORE_LENGTH = 8
"""Bytes that a RIFF file's length does not count."""
_PADDING = 1
"""A byte that some servers count and do not send."""
_UNKNOWN = {0, 0xFFFFFFFF}
"""Lengths that a server writes which does not know yet how much it will send."""


def whole(answer: bytes) -> bytes:
    """An answer that is not half a WAV file. Raises `PassingError` otherwise."""
    mark, length, kind = _RIFF.unpack(answer[: _RIFF.size].ljust(_RIFF.size))
    is_wav = mark == b"RIFF" and kind == b"WAVE" and length not in _UNKNOWN
    if is_wav and length + _BEFORE_LENGTH > len(answer) + _PADDING:
        message = tr("its speech was cut off")
        raise PassingError(message)
    return answer


def samples(answer: bytes, rate: int) -> Clip:
    """Bare samples of 16 bits, low byte first. Raises `ValueError` for half a sample."""
    return Clip(np.frombuffer(answer, dtype="<i2").astype(np.int16), rate)
