"""Marks for a recording, made by the machine for a person to look at: a script in, a file out.

Without a recogniser they are what a build would find by pauses and lengths; with one they follow
what it heard. They are written as WebVTT, which programs for subtitles and Audacity open.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bulletin.cache import replace_file
from bulletin.document import Recording
from bulletin.formats.cues import cue_text, cue_time
from bulletin.messages import tr
from bulletin.narration.aligning.heard import windows_heard
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.listening.recogniser import RATE, HeardWord, WordRecogniser
from bulletin.narration.model import Script
from bulletin.narration.recorded.alignment import Found, Window
from bulletin.narration.recorded.decoding import TakeError, samples
from bulletin.narration.recorded.performance import found_in, unheard
from bulletin.narration.recorded.takes import take_of
from bulletin.reading import Reader, spoken_text

HearingProgress = Callable[[float, float], None]
"""Told how many seconds were heard, of how many."""


@dataclass(frozen=True)
class WordHearing:
    """Somebody who hears words, how what they write is read, and who is told how far they are."""

    recogniser: WordRecogniser
    reader: Reader
    progress: HearingProgress


@dataclass(frozen=True, slots=True)
class Marked:
    """The file that was written, how many sentences it marks, and the ends of how many were heard."""

    file: Path
    sentences: int
    heard: int


def mark(
    script: Script, recording: Recording, folder: Path, hearing: WordHearing | None = None
) -> Marked:
    """Write the marks of a recording that is one file, beside it. Raises `SpeechError`."""
    file = folder / recording.files[0]
    windows: Sequence[Window] = ()
    try:
        take = take_of(file)
        if hearing:
            heard = list(_heard(file, take.seconds, hearing))
            texts = [spoken_text(line.runs) for line in script.utterances]
            windows = windows_heard(texts, heard, hearing.reader)
    except TakeError as error:
        raise unheard(file, error) from error
    found = found_in(script, [take], windows)
    if not found:
        message = tr("nobody speaks in the recording {name}", name=file.name)
        raise SpeechError(message, tr("listen to it: the microphone may have been off"))
    target = file.with_suffix(".vtt")
    data = _webvtt(script, found).encode()
    if os.path.lexists(target):
        _refuse_other(target, data)
    else:
        replace_file(target, data)
    return Marked(target, len(found), sum(window is not None for window in windows))


def _heard(file: Path, seconds: float, hearing: WordHearing) -> Iterator[HeardWord]:
    whole = np.concatenate(list(samples(file, RATE))).astype(np.float32) / np.float32(32768)
    for word in hearing.recogniser.words(whole):
        hearing.progress(min(word.end, seconds), seconds)
        yield word


def _refuse_other(target: Path, data: bytes) -> None:
    """Raise `SpeechError` for marks that a person has moved, or captions of a film of that name."""
    if not target.is_file() or target.read_bytes() != data:
        message = tr("{name} is there already", name=target.name)
        raise SpeechError(message, tr("move it away, and give the same command again"))


def _webvtt(script: Script, found: Sequence[Found]) -> str:
    def at(seconds: float) -> str:
        return cue_time(round(seconds * 1000))

    cues = (
        f"\n{at(one.start)} --> {at(one.end)}\n{cue_text(line.written)}\n"
        for line, one in zip(script.utterances, found, strict=True)
    )
    return "WEBVTT\n" + "".join(cues)
