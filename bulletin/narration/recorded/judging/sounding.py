"""Which of some texts a recording sounds like, held against how a machine reads them.

In: a recording and scripts. Out: how far it is from each. The voice that is always there (eSpeak NG)
reads a text badly, but its sounds come in the right order: dynamic time warping finds the text that is
read, whoever reads it. Measured with 8 texts of two sentences each that a neural voice (Piper) reads:
the own one is 0.57 to 0.59 away, others 0.64 to 0.68.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from bulletin.cache import once
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.model import Script
from bulletin.narration.recorded.judging.warping import warped
from bulletin.narration.recorded.pauses import SpeechHeard, voiced_rows
from bulletin.narration.recorded.takes import Take
from bulletin.narration.sound import timbre

ALIKE = 0.635
"""How far a recording is from what it is a reading of at the most."""
_QUIET = 60
"""Steps of half a decibel below the loudest band from which a machine, too, is silent."""
LONGEST = 6_000
"""Steps of speech that are compared: two minutes, for the work grows by their square."""


def how_far(
    take: Take, spoken: SpeechHeard, scripts: Sequence[Script], language: str
) -> list[float]:
    """The mean distance of a recording from each script; nothing where no voice can tell."""
    heard = timbre.timbre_of(take.bands[voiced_rows(take, spoken)])
    if not 0 < len(heard) <= LONGEST:
        return []
    read = [np.concatenate(machine_reading(script, language)) for script in scripts]
    if any(not 0 < len(one) <= LONGEST for one in read):
        return []
    return warped([(heard, one) for one in read])


def machine_reading(script: Script, language: str) -> list[timbre.Timbre]:
    """A script as the machine reads it, line by line; lines of nothing if it has no voice for it."""
    said = [[(run.text, run.language) for run in line.runs] for line in script.utterances]
    data = once.made(once.REFERENCE, (language, said), lambda: _kept(_spoken(script, language)))
    ends = np.frombuffer(data, "<i4", len(said))
    bands = np.frombuffer(data, np.uint8, offset=ends.nbytes).reshape(-1, timbre.BANDS)
    loud = bands.max(axis=1, initial=0).astype(np.int64)
    speaks = loud > loud.max(initial=0) - _QUIET
    spoken = np.concatenate([[0], np.cumsum(speaks)])
    return np.split(timbre.timbre_of(bands[speaks]), spoken[ends[:-1]])


def _kept(lines: Iterable[timbre.Bands]) -> bytes:
    """Bands of lines, behind how many rows they have up to the end of each."""
    every = list(lines)
    ends = np.cumsum([len(one) for one in every], dtype="<i4")
    return ends.tobytes() + b"".join(one.tobytes() for one in every)


def _spoken(script: Script, language: str) -> Iterator[timbre.Bands]:
    from bulletin.narration.engines.base import Setting  # noqa: PLC0415, with what follows
    from bulletin.narration.engines.local.espeak import Espeak  # noqa: PLC0415, loads a library
    from bulletin.narration.sound.editing import filtered  # noqa: PLC0415, as above
    from bulletin.source.settings.models import Voice  # noqa: PLC0415, as above

    machine = Espeak(Setting(language, Voice(engine=Espeak.name), Path()))
    usable = machine.probe().usable
    for line in script.utterances:
        meter = timbre.BandMeter()
        with contextlib.suppress(SpeechError):  # signs that it has no sound for
            if usable:
                meter.push(filtered(machine.speak(line.runs), "anull", "", timbre.RATE).samples)
        yield meter.bands
