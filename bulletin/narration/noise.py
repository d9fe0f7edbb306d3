"""How loud it is in a finished article while nobody speaks: a sound in, a power out."""

import itertools
import math

import numpy as np

from bulletin.narration.mastering import Sound
from bulletin.narration.sound.loudness import SILENCE

_EDGE, _WINDOW = 0.1, 0.05
"""Seconds at the ends of a pause that are left out, for sounds fade there; and those measured at once."""
_FULL = 32768


def noise_between(sound: Sound) -> float:
    """The power of what is heard between the sentences, in dB, where the profile asks for it.

    It is that of most pauses: a cough in one of them is no room. `SILENCE` where there are none.
    """
    if sound.profile.quietest is None:
        return SILENCE
    edge, size = round(_EDGE * sound.rate), round(_WINDOW * sound.rate)
    heard = np.memmap(sound.levelled, "<i2", "r")
    powers: list[float] = []
    for (_, end), (start, _) in itertools.pairwise(sound.spans):
        for at in range(end + edge, start - edge - size, size):
            piece = heard[at : at + size].astype(np.float64) / _FULL
            powers.append(float(np.dot(piece, piece)) / size)
    if not powers:
        return SILENCE
    return max(SILENCE, 10 * math.log10(max(float(np.median(powers)), 1e-12)))
