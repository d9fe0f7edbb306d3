"""How a voice sounds on the whole, however high it lies: clips in, rows of numbers out, and two sides.

What is said evens out in a sentence, and what is left is the voice and the machine that makes it. Measured
with 23 voices of eSpeak NG and a neural one (Piper), 40 to 50 sentences each: those of one voice lie within
3.7 spreads of each other along the axis on which they differ most, those of two voices 5.8 to 20 apart.
"""

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.sound.clip import Clip
from bulletin.narration.sound.editing import filtered
from bulletin.narration.sound.sides import FEWEST, parted
from bulletin.narration.sound.timbre import BANDS, DECIBELS, RATE, BandMeter

ToneColour = NDArray[np.float64]

_LOUD = 25.0
"""DB below the loudest moment down to which a voice is listened to."""
_PEAK = 20_000
"""To what all clips are brought, for what is soft has fewer bands."""
_LEAST = 18.0
"""How far two voices are from each other, in decibels over all bands."""


def tone_colour_of(clip: Clip) -> ToneColour:
    """The decibels of each band where a clip is loud, apart from how loud it is."""
    meter = BandMeter()
    sound = filtered(clip, "anull", "", RATE).samples
    peak = max(1, int(np.abs(sound.astype(np.int32)).max(initial=0)))
    meter.push(np.rint(sound * (_PEAK / peak)).astype(np.int16))
    bands = meter.bands * DECIBELS
    if not len(bands):
        return np.zeros(BANDS)
    loudest = bands.max(axis=1)
    mean = bands[loudest > loudest.max() - _LOUD].mean(axis=0)
    return np.asarray(mean - mean.mean(), np.float64)


def two_sides(colours: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    """Which of some sentences one voice says, and which another; None: one voice may have said all."""
    if len(colours) < FEWEST:
        return None
    centred = colours - colours.mean(axis=0)
    places = centred @ np.linalg.svd(centred, full_matrices=False)[2][0]
    found = parted(places)
    if found is None or not found.are_two or found.apart < _LEAST:
        return None
    sides: NDArray[np.bool_] = places >= found.first
    return sides
