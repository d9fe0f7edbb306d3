"""What engines that ask a service over the network have in common.

In: a setting, and the `Interface` of a service. Out: an engine.
Text goes to the service, so these engines are for text that is going to be public anyway.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from bulletin.messages import tr
from bulletin.narration.engines.base import Availability, Clip, Setting, SpeechError
from bulletin.narration.engines.options import fault_of
from bulletin.narration.engines.services.answered_sound import RATE, file_sound, misread
from bulletin.narration.engines.services.gtts_text import cut
from bulletin.narration.engines.services.hosts import host_of, is_listening
from bulletin.narration.engines.services.service import (
    Answered,
    Asking,
    Manners,
    PassingError,
    Service,
    ServiceError,
    trouble,
    unanswered,
)
from bulletin.narration.engines.services.sound_in_text import bytes_written
from bulletin.narration.sound.editing import filtered, joined
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

    def advice(self) -> dict[int, str]:
        """What is to be looked at when the service refuses, by the status of HTTP."""
        key = tr("see the key in {name}", name=self.secret)
        if not self.key:
            key = tr("it wants a key: set {name} in the environment", name=self.secret)
        return {401: key, 403: key}

    @abstractmethod
    def asking(self, runs: Sequence[Run]) -> Asking:
        """The request for some runs."""

    def sound(self, answer: Answered) -> Clip:
        """The sound in an answer: a whole audio file, unless a service sends something else.

        Raises `ValueError` or `PassingError`.
        """
        return file_sound(answer.data)

    def heard(self, answer: Answered) -> Clip:
        """The sound in an answer that may be text. Raises `ValueError` or `PassingError`."""
        return self.sound(bytes_written(answer))

    def otherwise(self) -> Interface | None:
        """The same in a form that says itself what it is; None: there is none, or no need."""
        return None


_LIMIT = 3_000
"""Characters that go into one request."""
_COUNTING = (Run("1, 2, 3, 4, 5, 6, 7, 8, 9"),)


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
        at, why_not = there.address, there.lacking() or self._trouble()
        reason = tr("{engine} answers at {place}", engine=self.name, place=at)
        if why_not == unanswered(self._setting.patience) and is_listening(at):
            why_not = ""
            reason = tr("{engine} at {place} may be loading its model", engine=self.name, place=at)
        elif why_not := why_not or self._misread():
            reason = tr("{engine} cannot be used: {why}", engine=self.name, why=why_not)
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
        if why_not := self._there.lacking():  # it may have been chosen for what the cache has
            message = tr("{engine} did not speak: {why}", engine=self.name, why=why_not)
            raise SpeechError(message, tr("this was to be said: {words}", words=said))
        parts = list(self._parts(runs))
        clips: list[Clip] = []
        for part, _ in parts:
            try:
                clip = self._service.speech(self._there.asking(part), self._there.heard)
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
        """What keeps the service from speaking; who says when to ask again is there."""

        def ask(hasty: Manners) -> None:
            twice = replace(hasty, tries=2, longest_wait=self._setting.patience / 2)
            try:
                service = Service(1, twice, self._authorities)
                service.speech(self._there.asking([Run("1")]), self._there.heard)
            except ServiceError as error:
                later = error.__cause__
                waits = later.wait if isinstance(later, PassingError) else 0
                if not 0 < waits <= self._manners.patience:
                    raise

        return trouble(self._manners, self._setting.patience, ask)

    def _misread(self) -> str:
        """How bare samples are not what they are taken for; "" if nothing speaks for it.

        The same words are asked for in a file, which says itself what it holds. A service that gives
        none, or not in time, is believed.
        """
        there, found = self._there, list[str]()
        other = there.otherwise()
        if other is None:
            return ""

        def compare(hasty: Manners) -> None:
            service = Service(1, hasty, self._authorities)
            clips = [service.speech(way.asking(_COUNTING), way.heard) for way in (there, other)]
            found.append(misread(*clips))

        trouble(self._manners, self._setting.patience, compare)
        return found[0] if found else ""

    @cached_property
    def _service(self) -> Service:
        return Service(self.at_once, self._manners, self._authorities)
