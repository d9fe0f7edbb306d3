"""The sentences of a recording, each by itself: for proof-listening.

In: a script and its recording. Out: where each sentence lies in its file, and its sound.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bulletin.cache.once import digest_of_source
from bulletin.document import Recording
from bulletin.narration.model import Script
from bulletin.narration.recorded.decoding import TakeError, samples
from bulletin.narration.recorded.performance import RATE, found_of, unheard
from bulletin.narration.sound.clip import Clip


@dataclass(frozen=True, slots=True)
class RecordedPart:
    """A sentence as a person reads it: a stretch of a file, in seconds."""

    file: Path
    digest: str
    start: float
    end: float


def recorded_parts(script: Script, recording: Recording, folder: Path) -> tuple[RecordedPart, ...]:
    """Where each utterance of a script is read. `folder` is the issue's.

    Raises `SpeechError` where the recording is not one of the script.
    """
    files = [folder / name for name in recording.files]
    marks = folder / recording.marks if recording.marks else None
    found = found_of(script, files, marks)
    places = files * len(found) if len(files) == 1 else files
    return tuple(
        RecordedPart(file, digest_of_source(file), one.start, one.end)
        for file, one in zip(places, found, strict=True)
    )


def heard(part: RecordedPart) -> Clip:
    """The sound of a sentence. Raises `SpeechError` if the file cannot be read."""
    first, last = round(part.start * RATE), round(part.end * RATE)
    pieces, done = [], 0
    try:
        for piece in samples(part.file, RATE):
            pieces.append(piece[max(0, first - done) : max(0, last - done)])
            done += len(piece)
            if done >= last:
                break
    except TakeError as error:
        raise unheard(part.file, error) from error
    return Clip(np.concatenate(pieces).astype("<i2"), RATE)
