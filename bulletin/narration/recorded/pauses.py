"""Where somebody speaks in a recording, and where not: levels in, stretches out.

In: a `Take`. Out: `SpeechHeard`: when speech begins and ends, and the pauses in it. What counts as
silence follows from the recording itself: a kitchen is louder than a studio, and louder still
while a motorbike passes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.recorded.takes import FRAME, Take
from bulletin.narration.sound.timbre import BANDS, STEP, Bands

_QUIETEST, _LOUDEST = 5, 90
"""Percentiles of the levels that stand for the room and for the voice."""
_SHARE = 0.25
"""How far up from room to voice speech begins."""
_REACH = 40.0
"""dB below the voice at which speech begins at the latest."""
_LEAST_RANGE = 6.0
"""dB between room and voice, without which nothing tells them apart."""
_A_WORD = 30
"""Frames that somebody speaks at least who is silent else."""
_AWHILE = 201
"""Frames in which a reader falls silent at least for a moment, if only before a consonant: what
never falls lower in that time is no voice."""
_MOMENT = 5
"""Frames over which levels are averaged for that."""
_SHARE_AWHILE = 0.12
"""How far up from such a noise to the voice speech begins: a noise that comes and goes is known
less well than the room, and hides more of the voice the higher this is."""
_AUDIBLE = -75.0
"""dB below which there is no voice at all."""

_MOST_NOISE = 0.5
"""Of what is loud: where more hisses, it is how somebody speaks, or nobody does."""
_CLICK = 4
"""Frames that a sound has at least to be speech."""
_STOP = 6
"""Frames that a silence has at least to be a pause: a consonant is shorter."""
_BEFORE, _AFTER = 2, 6
"""Frames around speech that belong to it: soft sounds lie below the threshold."""


@dataclass(frozen=True)
class SpeechHeard:
    """The speech in a recording, in frames: `pauses` are half-open stretches between its words.

    `voiced` counts the frames with speech before each frame. `noises` are half-open stretches, too:
    what is as loud as speech, and hisses.
    """

    start: int
    end: int
    pauses: NDArray[np.int64]
    voiced: NDArray[np.int64]
    levels: NDArray[np.float32]
    noises: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 2), np.int64))

    def seconds(self, start: int, end: int) -> tuple[float, float]:
        """A stretch of speech as seconds, with the soft sounds at its ends."""
        first = max(0, start - _BEFORE)
        return first * FRAME, min(len(self.levels), end + _AFTER) * FRAME

    def spoken_within(self, stretches: Sequence[tuple[float, float]]) -> NDArray[np.int64]:
        """Frames with speech in each stretch, which begins and ends at these seconds."""
        frames = np.rint(np.reshape(np.array(stretches, float), (-1, 2)) / FRAME).astype(np.int64)
        before = self.voiced[np.clip(frames, 0, len(self.voiced) - 1)]
        return before[:, 1] - before[:, 0]


STEPS = round(STEP / FRAME)
"""Frames of a level each in a row of bands."""


def voiced_rows(take: Take, spoken: SpeechHeard) -> NDArray[np.intp]:
    """The numbers of a recording's rows of bands in which somebody speaks."""
    return np.flatnonzero(np.diff(spoken.voiced)[::STEPS][: len(take.bands)])


def spoken_in(take: Take) -> SpeechHeard | None:
    """The speech in a recording; None: nobody speaks."""
    levels = take.levels
    if not len(levels):
        return None
    heard = levels > _threshold(levels)
    noise = _hissing(take.bands, heard)
    if np.count_nonzero(noise) > _MOST_NOISE * np.count_nonzero(heard):  # somebody whispers
        noise[:] = False
    loud = _runs(heard & ~noise)
    loud = loud[loud[:, 1] - loud[:, 0] >= _CLICK]
    if not len(loud) or float(levels.max()) < _AUDIBLE:
        return None
    pauses = np.stack([loud[:-1, 1], loud[1:, 0]], axis=1)
    pauses = pauses[pauses[:, 1] - pauses[:, 0] >= _STOP]
    start, end = int(loud[0, 0]), int(loud[-1, 1])
    voice = np.zeros(len(levels) + 1, np.int64)
    voice[start + 1 : end + 1] = 1
    for first, last in pauses.tolist():
        voice[first + 1 : last + 1] = 0
    return SpeechHeard(start, end, pauses, np.cumsum(voice), levels, _runs(noise))


def _threshold(levels: NDArray[np.float32]) -> NDArray[np.float32] | float:
    """The level at which speech begins, at each moment."""
    room, voice = np.percentile(levels, (_QUIETEST, _LOUDEST))
    if voice - room < _LEAST_RANGE:  # nobody speaks most of the time, or somebody all the time
        louder = levels[levels > voice + _LEAST_RANGE]
        if len(louder) < _A_WORD:
            return float(room) - 1
        voice = np.percentile(louder, _LOUDEST)
    noise = np.minimum(_underneath(levels), voice - _LEAST_RANGE)
    usual = float(max(room + _SHARE * (voice - room), voice - _REACH))
    local: NDArray[np.float32] = noise + np.float32(_SHARE_AWHILE) * (voice - noise)
    return np.maximum(usual, local)


def _underneath(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """What is heard beneath the voice: levels without all that rises for less than a while.

    It is a morphological opening, which keeps the slopes of what swells and fades.
    """
    around = np.pad(levels, (_MOMENT // 2, _MOMENT - 1 - _MOMENT // 2), mode="edge")
    even = np.convolve(around, np.full(_MOMENT, 1 / _MOMENT, np.float32), mode="valid")
    return -_least(-_least(even, _AWHILE), _AWHILE)


def _least(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """The least of so many values around each, by doubling what has been looked at."""
    found = np.pad(values, (width // 2, width - 1 - width // 2), mode="edge")
    seen = 1
    while seen < width:
        step = min(seen, width - seen)
        found = np.minimum(found[:-step], found[step:])
        seen += step
    return found


_LONGEST_CONSONANT = 30
"""Frames that a sound hisses at least to be no consonant."""
_BRIGHT = -6
"""Steps of half a decibel that the loudest of the high bands may lie below the loudest of the low ones:
in vowels it lies 20 to 60 below."""
_HIGH = BANDS // 2
"""The first of the high bands: from 1,600 Hz on."""


def _hissing(bands: Bands, loud: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the frames that are loud belong to a long hiss: paper, a cough, a room turned up.

    Vowels lie low: measured with eSpeak NG and a neural voice (Piper) that say as many s, sh and x as
    they can, nothing hisses for more than 0.2 s, and rustling paper does for half a second.
    """
    low, high = (
        half.max(axis=1, initial=0).astype(int) for half in (bands[:, :_HIGH], bands[:, _HIGH:])
    )
    bright = (high > 0) & (high - low > _BRIGHT)
    bright = np.repeat(bright, _FRAMES)[: len(loud)]
    hisses: NDArray[np.bool_] = loud & np.pad(bright, (0, len(loud) - len(bright)))
    for start, end in _runs(hisses).tolist():
        if end - start < _LONGEST_CONSONANT:
            hisses[start:end] = False
    return hisses


def _runs(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The half-open stretches in which a mask holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return edges.reshape(-1, 2)


_FRAMES = round(STEP / FRAME)
"""Frames in a step."""
