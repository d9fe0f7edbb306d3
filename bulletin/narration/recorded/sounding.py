"""Which of some texts a recording sounds like, held against how a machine reads them.

In: a recording and scripts. Out: how far it is from each. The voice that is always there (eSpeak NG)
reads a text badly, but its sounds come in the right order: dynamic time warping finds the text that is
read, whoever reads it. Measured with 8 texts of two sentences each that a neural voice (Piper) reads:
the own one is 0.57 to 0.59 away, others 0.64 to 0.68.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bulletin import once
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.model import Script
from bulletin.narration.recorded.pauses import SpeechHeard, voiced_rows
from bulletin.narration.recorded.takes import Take
from bulletin.narration.recorded.timbre import (
    BANDS,
    RATE,
    BandMeter,
    Bands,
    Timbre,
    distances,
    timbre_of,
)

_QUIET = 60
"""Steps of half a decibel below the loudest band from which a machine, too, is silent."""
_LONGEST = 6_000
"""Steps of speech that are compared: two minutes, for the work grows by their square."""


def how_far(
    take: Take, spoken: SpeechHeard, scripts: Sequence[Script], language: str
) -> list[float]:
    """The mean distance of a recording from each script; nothing where no voice can tell."""
    heard = timbre_of(take.bands[voiced_rows(take, spoken)])
    if not 0 < len(heard) <= _LONGEST:
        return []
    read = [timbre_of(_without_silence(_read(script, language))) for script in scripts]
    if any(not 0 < len(one) <= _LONGEST for one in read):
        return []
    return [_warped(heard, one) for one in read]


def _without_silence(bands: Bands) -> Bands:
    loud = bands.max(axis=1, initial=0).astype(np.int64)
    return np.asarray(bands[loud > loud.max(initial=0) - _QUIET], np.uint8)


def _read(script: Script, language: str) -> Bands:
    """The bands of a script as the machine reads it; none if it has no voice for the language."""
    said = [[(run.text, run.language) for run in line.runs] for line in script.utterances]
    data = once.made(once.REFERENCE, (language, said), lambda: b"".join(_spoken(script, language)))
    return np.frombuffer(data, np.uint8).reshape(-1, BANDS)


def _spoken(script: Script, language: str) -> Iterator[bytes]:
    from bulletin.narration.engines.base import Setting  # noqa: PLC0415, with what follows
    from bulletin.narration.engines.espeak import Espeak  # noqa: PLC0415, loads a library
    from bulletin.narration.sound import filtered  # noqa: PLC0415, as above
    from bulletin.source.settings.models import Voice  # noqa: PLC0415, as above

    machine = Espeak(Setting(language, Voice(engine=Espeak.name), Path()))
    if not machine.probe().usable:
        return
    for line in script.utterances:
        try:
            clip = machine.speak(line.runs)
        except SpeechError:  # signs that it has no sound for
            continue
        meter = BandMeter()
        meter.push(filtered(clip, "anull", "", RATE).samples)
        yield meter.bands.tobytes()


def _warped(one: Timbre, other: Timbre) -> float:
    """The mean distance along the cheapest way through both, at whatever pace."""
    costs = np.cumsum(distances(one[:1], other)[0], dtype=np.float64)
    for row in one[1:]:
        here = distances(row[None], other)[0].astype(np.float64)
        best = np.minimum(costs, np.concatenate([[np.inf], costs[:-1]])) + here
        # Along the row it is a running minimum, of what is left once each has its own cost.
        passed = np.cumsum(here)
        costs = np.minimum.accumulate(best - passed) + passed
    return float(costs[-1]) / (len(one) + len(other))
