"""How a voice sounds on the whole, however high it lies: clips in, rows of numbers out, and two sides.

What is said evens out in a sentence, and what is left is the voice and the machine that makes it. Measured
with 23 voices of eSpeak NG and a neural one (Piper), 40 to 50 sentences each: those of one voice lie within
3.7 spreads of each other along the axis on which they differ most, those of two voices 5.8 to 20 apart.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.sound.clip import Clip
from bulletin.narration.sound.editing import filtered
from bulletin.narration.sound.timbre import BANDS, DECIBELS, RATE, BandMeter

ToneColour = NDArray[np.float64]

_LOUD = 25.0
"""DB below the loudest moment down to which a voice is listened to."""
_PEAK = 20_000
"""To what all clips are brought, for what is soft has fewer bands."""
_FEWEST, _FEWEST_ON_A_SIDE, _LEAST_SHARE = 12, 3, 0.05
"""Sentences that are judged at all, and how many and which share of them another voice says."""
_APART, _GAP, _LEAST = 6.0, 2.0, 18.0
"""How far two voices are from each other, and without anything between them, in spreads of their own; and
how far in decibels over all bands."""


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
    count = len(colours)
    if count < _FEWEST:
        return None
    centred = colours - colours.mean(axis=0)
    places = centred @ np.linalg.svd(centred, full_matrices=False)[2][0]
    ordered = np.sort(places)
    least = max(_FEWEST_ON_A_SIDE, math.ceil(_LEAST_SHARE * count))
    cuts = range(least, count - least + 1)
    at = max(cuts, key=lambda cut: float(ordered[cut] - ordered[cut - 1]))
    low, high = ordered[:at], ordered[at:]
    spread = math.sqrt((low.var() * len(low) + high.var() * len(high)) / count)
    apart, gap = float(high.mean() - low.mean()), float(high[0] - low[-1])
    if apart < max(_LEAST, _APART * spread) or gap < _GAP * spread:
        return None
    sides: NDArray[np.bool_] = places >= high[0]
    return sides
