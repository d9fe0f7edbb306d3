"""What engines that ask a service over the network have in common.

In: a setting, and the `Interface` of a service. Out: an engine.
Text goes to the service, so these engines are for text that is going to be public anyway.
"""

from __future__ import annotations

import contextlib
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Container, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from bulletin.diagnostics import UTF16_MARKS
from bulletin.messages import decimal, tr
from bulletin.narration.engines.base import Availability, Clip, Setting, SpeechError
from bulletin.narration.engines.options import fault_of
from bulletin.narration.engines.services.cut_answers import is_cut_off
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
from bulletin.narration.engines.services.wave_answers import wave_files
from bulletin.narration.sound.beginnings import blanks_before, format_of
from bulletin.narration.sound.editing import decoded, filtered, joined
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


RATE = 24_000
"""Samples a second; anything else that comes is brought to it."""
RATES = range(8_000, 192_001)
"""Those that sound may have."""
_LIMIT = 3_000
"""Characters that go into one request."""
_COUNTING = (Run("1, 2, 3, 4, 5, 6, 7, 8, 9"),)
_ANOTHER_LENGTH = 1.6
"""How many times as long the same words do not last in the same voice."""


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
        if why_not == unanswered(self._setting.patience) and is_listening(there.address):
            why_not = ""
            reason = tr(
                "{engine} is there, at {place}, and may be loading its model",
                engine=self.name,
                place=there.address,
            )
        elif why_not := why_not or self._misread():
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
        def ask(hasty: Manners) -> None:
            service = Service(1, hasty, self._authorities)
            service.speech(self._there.asking([Run("1")]), self._there.heard)

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


def misread(bare: Clip, file: Clip) -> str:
    """How samples are not what they are taken for, by the same words in a file; "" if they may be."""
    longer = bare.duration / file.duration
    off, as_in_file = abs(math.log(longer)), abs(math.log(longer * bare.rate / file.rate))
    if bare.rate != file.rate and as_in_file < off:
        return tr(
            "its samples last {seconds} s where its files last {wanted} s: write options:"
            " {{format: pcm, rate: {rate}}}",
            seconds=decimal(bare.duration),
            wanted=decimal(file.duration),
            rate=file.rate,
        )
    if off < math.log(_ANOTHER_LENGTH):
        return ""
    return tr(
        "its samples last {seconds} s where its files last {wanted} s, so they are not of 16 bits"
        " and one channel: write options: {{format: wav}}",
        seconds=decimal(bare.duration),
        wanted=decimal(file.duration),
    )


def file_sound(answer: bytes) -> Clip:
    """The sound of a file, or of WAV files that were sent one behind the other.

    Raises `ValueError` if it is none, `PassingError` if it was cut off.
    """
    answer = answer[blanks_before(answer) :]
    files = wave_files(answer) or (answer,)
    if format_of(files[0]) is None:
        message = tr("it holds no sound")
        if not answer:
            message = tr("it is empty: the voice may not speak what it is to say")
        if answer.lstrip().startswith(b"<"):
            message = tr("it is a page, and no sound: see the address that is asked")
        raise ValueError(message)
    if is_cut_off(files[-1]):
        message = tr("its speech was cut off")
        raise PassingError(message)
    clips = [_sane(decoded(file)) for file in files]
    rate = clips[0].rate
    alike = [one if one.rate == rate else filtered(one, "anull", "", rate) for one in clips]
    return joined(alike, [0.0] * len(alike))


def _sane(clip: Clip) -> Clip:
    """A clip of a rate that sound may have. Raises `ValueError`: another would fill the memory."""
    if clip.rate not in RATES:
        message = tr("it has {rate} samples a second, which no speech has", rate=clip.rate)
        raise ValueError(message)
    return clip


_PARAMETER = r"""(?i);\s*{name}\s*=\s*"?([0-9]{{1,6}})"""


BARE = re.compile(r"(?i)audio/(?:(?:x-)?l16|(?:x-)?pcm|(?:x-)?raw)\b")
"""What servers call samples that are no file."""


def samples(answer: Answered, rate: int | None) -> Clip:
    """Bare samples of 16 bits; a file, where a server sends one all the same.

    What the server says of them goes before `rate` (RFC 2586: `audio/L16; rate=8000; channels=2`).
    Raises `ValueError` for half a sample, for text, and where nobody says the rate.
    """
    data = answer.data
    if format_of(data) or blanks_before(data):
        with contextlib.suppress(ValueError):  # samples that only begin like a file
            return file_sound(data)
    channels = _parameter(answer, "channels", range(1, 9), 1)
    if _is_text(answer) or len(data) % (2 * channels):
        message = tr("it holds no sound")
        raise ValueError(message)
    sides = _smoother(data).reshape(-1, channels)
    mixed = sides.mean(axis=1) if channels > 1 else sides[:, 0]
    told = _parameter(answer, "rate", RATES, rate or 0)
    if not told:
        message = tr(
            "it sends bare samples: write options: {{format: pcm, rate: {rate}}}", rate=RATE
        )
        raise ValueError(message)
    return Clip(np.rint(mixed).astype(np.int16), told)


def _smoother(data: bytes) -> NDArray[np.int16]:
    """The samples with either byte first, whichever makes them sound: the other way is noise.

    By RFC 2586 the high byte comes first in `audio/L16`, and nobody holds to it.
    """
    low, high = (np.frombuffer(data, order) for order in ("<i2", ">i2"))
    rough = [float(np.abs(np.diff(one.astype(np.float64))).sum()) for one in (low, high)]
    return (high if rough[1] < rough[0] / 2 else low).astype(np.int16)


def _parameter(answer: Answered, name: str, known: Container[int], usual: int) -> int:
    """A number that a server says of what it sends, if it can be one."""
    found = re.search(_PARAMETER.format(name=name), answer.kind)
    told = int(found[1]) if found else usual
    return told if told in known else usual


_TEXTS = re.compile(r"(?i)\s*(?:application/(?:[a-z.+-]+\+)?(?:json|xml)|multipart/)")
"""What a server calls text. `text/html` is what some call all that they send."""


def _is_text(answer: Answered) -> bool:
    """Whether words came, in any encoding."""
    if _TEXTS.match(answer.kind):
        return True
    data = answer.data
    try:
        if data.startswith(UTF16_MARKS):
            return all(c.isprintable() or c.isspace() for c in data.decode("utf-16"))
        return bool(data) and "\0" not in data.decode()
    except UnicodeDecodeError:
        return False
