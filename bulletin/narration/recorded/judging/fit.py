"""Whether what is heard in a recording is a reading of a text at all.

In: the speech in a recording, the sentences of the text, and where they would be read. Out: a `Fit`.
Other speech gives itself away: its sentences have other lengths, nobody reads at its pace. What is
no speech has no pauses, or does not rise and fall as fast as syllables do.
"""

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
_POSSIBLE = (0.115, 0.38)
"""And in which they can, be it played at another speed."""
USUAL_PACE = 0.2
_LONGEST_BREATH = 30.0
"""Seconds in which everybody pauses."""
_MISFIT, _TELLING = 7.0, 6
"""How far sentences of a reading may be from their lengths, as `misfit` counts, where there are so
many that it tells."""
_LEAST_POWER = 1e-9
_SYLLABLES = (2.5, 9.0)
"""How many syllables people say in a second."""
_BARS, _ALIKE = (1.0, 8.0), 0.85
"""Seconds after which music repeats itself, and how much it is then like itself: speech is 0.1, the same
sentence read again and again 0.5."""
_LEAST_RHYTHM = 1.2
"""dB by which speech rises and falls with them: it has 3 to 6, with noise or in an empty hall 1.6, and
held notes and motors half of one."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a reading fits its text; `pace` is in seconds of speech a syllable, without pauses.

    `is_speech`: whether it is any at all. `is_likely`: whether it can be of this text by its pace and
    the lengths of its sentences; what is loud around the reader hides some of the speech. `is_possible`:
    whether anybody can read so, where all of the speech is heard.
    """

    pace: float
    is_likely: bool
    is_speech: bool
    is_possible: bool = True


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
    likely = not other_lengths and _QUICKEST * heard_share(spoken) <= pace <= _SLOWEST
    fastest, slowest = _POSSIBLE
    possible = fastest <= pace <= slowest or not is_clear(spoken)
    return Fit(pace, likely, is_speech(spoken), possible)


def is_clear(spoken: SpeechHeard) -> bool:
    """Whether so much of the speech is heard that it can be told what sounds alike."""
    return heard_share(spoken) >= _CLEAR


def heard_share(spoken: SpeechHeard) -> float:
    """How much of the speech is heard at all: where it is loud around the reader, its soft sounds not."""
    voiced = np.diff(spoken.voiced)[: len(spoken.levels)] > 0
    between = spoken.levels[spoken.start : spoken.end][~voiced[spoken.start : spoken.end]]
    if not len(between):
        return 1.0
    above = float(np.percentile(spoken.levels[voiced], _LOUD) - np.median(between))
    return float(np.interp(above, *_HIDDEN))


_LOUD = 90
"""The percentile that stands for the voice."""
_CLEAR = 0.9
_HIDDEN = (11.0, 15.5, 20.0, 25.0, 30.0), (0.58, 0.67, 0.8, 0.92, 1.0)
"""How much of speech is heard where the voice is so many dB above what is around it: measured with six
texts, in white and in pink noise."""


def is_speech(spoken: SpeechHeard) -> bool:
    """Whether somebody speaks in what is loud: rests for breath, has the rhythm of syllables, no beat."""
    seconds = (spoken.end - spoken.start) * FRAME
    breathes = len(spoken.pauses) * _LONGEST_BREATH >= seconds / 2
    return breathes and _rhythm(spoken) >= _LEAST_RHYTHM and _likeness(spoken) < _ALIKE


def _likeness(spoken: SpeechHeard) -> float:
    """How much its loudness is like that of some seconds later, from 0 to 1 (autocorrelation)."""
    levels = spoken.levels[spoken.start : spoken.end]
    swings = levels - levels.mean()
    power = np.abs(np.fft.rfft(swings, 2 * len(swings))) ** 2
    likeness = np.fft.irfft(power)[: len(swings)] / np.arange(len(swings), 0, -1)
    first, last = (round(seconds / FRAME) for seconds in _BARS)
    found = likeness[first : min(last, len(swings) // 2)] / max(likeness[0], _LEAST_POWER)
    return float(found.max(initial=0.0))


def _rhythm(spoken: SpeechHeard) -> float:
    """By how many dB what is heard rises and falls as fast as syllables do, most of the time."""
    levels = spoken.levels - spoken.levels.mean()
    tones = np.fft.rfft(levels)
    pitches = np.fft.rfftfreq(len(levels), FRAME)
    slowest, fastest = _SYLLABLES
    tones[(pitches < slowest) | (pitches > fastest)] = 0
    swings = np.fft.irfft(tones, len(levels))
    return float(np.median(np.abs(swings[np.diff(spoken.voiced)[: len(levels)] > 0])))
