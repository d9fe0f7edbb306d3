"""What engines that ask a service over the network have in common.

In: a setting, and the `Interface` of a service. Out: an engine.
Text goes to the service, so these engines are for text that is going to be public anyway.
"""

from __future__ import annotations

import re
import struct
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
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
    host_of,
    trouble,
)
from bulletin.narration.sound import decoded, filtered, joined
from bulletin.reading import Run


class Interface(ABC):
    """How a service is spoken to: what is sent, and what must be right before."""

    name: ClassVar[str]
    """The engine's name."""
    known: ClassVar[frozenset[str]] = frozenset()
    """Names that `options` may have."""
    secret: ClassVar[str] = ""
    """The variable of the environment that holds the key to the service."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.options: Mapping[str, object] = setting.voice.options

    @property
    @abstractmethod
    def address(self) -> str:
        """Where the service is."""

    @property
    @abstractmethod
    def voice(self) -> str:
        """Who would speak, for people."""

    @property
    @abstractmethod
    def identity(self) -> tuple[str, ...]:
        """All that shapes the sound, for the cache."""

    @abstractmethod
    def fault(self) -> tuple[str, str] | None:
        """What is wrong with the setting on every machine: which setting, and the words."""

    @property
    def key(self) -> str:
        """The key to the service, "" if there is none."""
        return self.setting.secrets.get(self.secret, "").strip()

    def lacking(self) -> str:
        """What this machine lacks to ask at all, in words; "" if nothing."""
        if self.key.isascii() and self.key.isprintable():
            return ""
        return tr("the variable {name} of the environment holds no key", name=self.secret)

    @abstractmethod
    def asking(self, runs: Sequence[Run]) -> Asking:
        """The request for some runs."""

    def sound(self, answer: bytes) -> Clip:
        """The sound in an answer: a whole audio file, unless a service sends something else.

        Raises `ValueError` or `PassingError`.
        """
        return decoded(whole(answer))


RATE = 24_000
"""Samples a second; anything else that comes is brought to it."""
_LIMIT = 3_000
"""Characters that go into one request."""


class OnlineEngine:
    """An engine that sends a sentence to a service and gets its sound."""

    name: str
    at_once = 4
    _interface: ClassVar[type[Interface]]

    def __init__(
        self, setting: Setting, manners: Manners | None = None, authorities: Path | None = None
    ) -> None:
        """`manners` and `authorities` as for `Service`."""
        self._setting = setting
        self._there = self._interface(setting)
        self._manners = manners or Manners(read=60.0, whole=120.0, most=40_000_000)
        self._authorities = authorities

    def probe(self) -> Availability:
        """Whether the service speaks a word within the setting's patience."""
        there = self._there
        if found := fault_of(there.options, there.known, there.secret) or there.fault():
            place, words = found
            return Availability(usable=False, reason=words, settled=True, setting=place)
        why_not = there.lacking() or self._trouble()
        if why_not:
            reason = tr("{engine} cannot be used: {why}", engine=self.name, why=why_not)
        else:
            reason = tr("{engine} answers at {place}", engine=self.name, place=there.address)
        return Availability(
            usable=not why_not,
            reason=reason,
            voice=there.voice,
            version="1",
            key=(*there.identity, str(self._setting.voice.rate)),
            online=host_of(there.address),
            credit=f"{there.voice} ({self.name})",
            varies=True,
        )

    def speak(self, runs: Sequence[Run]) -> Clip:
        """The sound of some runs. Raises `SpeechError` after a bounded number of tries."""
        said = " ".join(run.text for run in runs)
        parts = list(self._parts(runs))
        clips: list[Clip] = []
        for part, _ in parts:
            try:
                clip = self._service.speech(self._there.asking(part), self._there.sound)
            except ServiceError as error:
                message = tr("{engine} did not speak: {why}", engine=self.name, why=error)
                raise SpeechError(
                    message, tr("this was to be said: {words}", words=said)
                ) from error
            clips.append(clip if clip.rate == RATE else filtered(clip, "anull", "", RATE))
        if not clips:
            message = tr("{engine} was given nothing to say", engine=self.name)
            raise SpeechError(message, tr("this was to be said: {words}", words=said))
        speech = joined(clips, [gap for _, gap in parts])
        pace = self._setting.voice.rate
        return speech if pace == 1 else filtered(speech, "atempo", str(pace))

    def _parts(self, runs: Sequence[Run]) -> list[tuple[list[Run], float]]:
        """The runs together where they go into one request, else in pieces with their gaps."""
        if sum(len(run.text) + 1 for run in runs) <= _LIMIT:
            spoken = [run for run in runs if any(map(str.isalnum, run.text))]
            return [(list(runs), 0.0)] if spoken else []
        return [
            ([Run(piece.text, run.language)], piece.gap)
            for run in runs
            for piece in cut(run.text, _LIMIT)
        ]

    def _trouble(self) -> str:
        def ask(hasty: Manners) -> None:
            service = Service(1, hasty, self._authorities)
            service.speech(self._there.asking([Run("1")]), self._there.sound)

        return trouble(self._manners, self._setting.patience, ask)

    @cached_property
    def _service(self) -> Service:
        return Service(self.at_once, self._manners, self._authorities)


_FORM = struct.Struct("<4sI4s")
_CHUNK = struct.Struct("<4sI")
_PADDING = 1
"""A byte that some servers count and do not send."""
_ENDLESS = 1 << 30
"""Lengths from here on are written by servers that do not know yet how much they will send."""


def whole(answer: bytes) -> bytes:
    """An answer that is not half a WAV file. Raises `PassingError` otherwise."""
    if any(end > len(answer) + _PADDING for end in _ends(answer)):
        message = tr("its speech was cut off")
        raise PassingError(message)
    return answer


def _ends(answer: bytes) -> Iterator[int]:
    """Where a WAV file says that it ends, and each of its chunks, up to one that does not say."""
    mark, length, kind = _FORM.unpack(answer[: _FORM.size].ljust(_FORM.size))
    if mark != b"RIFF" or kind != b"WAVE":
        return
    if length < _ENDLESS:
        yield length + _CHUNK.size
    at = _FORM.size
    while at + _CHUNK.size <= len(answer):
        name, length = _CHUNK.unpack_from(answer, at)
        if not 0 < length < _ENDLESS:
            return
        at += _CHUNK.size + length + length % 2
        yield at
        if name == b"data":  # what comes after it need be no chunk
            return


_FILES = re.compile(rb"RIFF|OggS|fLaC|ID3|\xff[\xf2\xf3\xfa\xfb]")
"""How files of sound begin."""
_TEXTS = re.compile(rb"\s*[{\[<]")


def samples(answer: bytes, rate: int) -> Clip:
    """Bare samples of 16 bits, low byte first; a file, where a server sends one all the same.

    Raises `ValueError` for half a sample and for text.
    """
    if _FILES.match(answer):
        return decoded(whole(answer))
    if _TEXTS.match(answer) and _is_text(answer):
        message = tr("it holds no sound")
        raise ValueError(message)
    return Clip(np.frombuffer(answer, dtype="<i2").astype(np.int16), rate)


def _is_text(answer: bytes) -> bool:
    try:
        return "\0" not in answer.decode()
    except UnicodeDecodeError:
        return False
