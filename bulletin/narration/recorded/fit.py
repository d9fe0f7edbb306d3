"""Whether what is heard in a recording is a reading of a text at all.

In: the speech in a recording, the sentences of the text, and where they would be read. Out: a `Fit`.
Other speech gives itself away: its sentences have other lengths, nobody reads at its pace. What is
no speech has no pauses, or does not rise and fall as fast as syllables do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bulletin.narration.recorded.alignment import Expected, Found, misfit
from bulletin.narration.recorded.pauses import SpeechHeard
from bulletin.narration.recorded.takes import FRAME

UNREAD = 0.1
"""The pace of a sentence that is not read at all."""
_QUICKEST, _SLOWEST = 0.13, 0.36
"""Seconds of speech a syllable, pauses not counted, that people read in."""
_LONGEST_BREATH = 30.0
"""Seconds in which everybody pauses."""
_MISFIT, _TELLING = 7.0, 6
"""How far sentences of a reading may be from their lengths, as `misfit` counts, where there are so
many that it tells."""
_SYLLABLES = (2.5, 9.0)
"""How many syllables people say in a second."""
_LEAST_RHYTHM = 1.2
"""dB by which speech rises and falls with them: it has 3 to 6, with noise or in an empty hall 1.6, and
held notes and motors half of one."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a reading fits its text; `pace` is in seconds of speech a syllable, without pauses."""

    pace: float
    is_likely: bool


def fit_of(
    spoken: SpeechHeard, sentences: Sequence[Expected], found: Sequence[Found]
) -> Fit | None:
    """How speech fits sentences that were `found` in it; None where none of them is read."""
    read = [pair for pair in zip(sentences, found, strict=True) if pair[1].pace >= UNREAD]
    if not read:
        return None
    frames = spoken.spoken_within([(one.start, one.end) for _, one in read])
    pace = float(frames.sum()) * FRAME / sum(one.weight for one, _ in read)
    other_lengths = len(sentences) >= _TELLING and misfit(sentences, found) > _MISFIT
    seconds = (spoken.end - spoken.start) * FRAME
    breathless = len(spoken.pauses) * _LONGEST_BREATH < seconds / 2
    no_speech = breathless or _rhythm(spoken) < _LEAST_RHYTHM
    likely = not (other_lengths or no_speech) and _QUICKEST <= pace <= _SLOWEST
    return Fit(pace, likely)


def _rhythm(spoken: SpeechHeard) -> float:
    """By how many dB what is heard rises and falls as fast as syllables do, most of the time."""
    levels = spoken.levels - spoken.levels.mean()
    tones = np.fft.rfft(levels)
    pitches = np.fft.rfftfreq(len(levels), FRAME)
    slowest, fastest = _SYLLABLES
    tones[(pitches < slowest) | (pitches > fastest)] = 0
    swings = np.fft.irfft(tones, len(levels))
    return float(np.median(np.abs(swings[np.diff(spoken.voiced)[: len(levels)] > 0])))
