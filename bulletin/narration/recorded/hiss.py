"""What is loud in a recording and no voice: paper that rustles, coughs, applause, a room turned up.

In: the bands of a recording, see `timbre`. Out: which of its frames hiss for longer than anybody says
one consonant. Vowels lie low: measured with eSpeak NG and a neural voice (Piper) that say as many s, sh
and x as they can, nothing hisses for more than 0.2 s, and rustling paper does for half a second.
"""

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.recorded.takes import FRAME
from bulletin.narration.sound.timbre import BANDS, STEP, Bands

_LONGEST_CONSONANT = 30
"""Frames that a sound hisses at least to be no consonant."""
_BRIGHT = -6
"""Steps of half a decibel that the loudest of the high bands may lie below the loudest of the low ones:
in vowels it lies 20 to 60 below."""
_HIGH = BANDS // 2
"""The first of the high bands: from 1,600 Hz on."""


def hissing(bands: Bands, loud: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the frames that are loud belong to a long hiss."""
    low, high = (
        half.max(axis=1, initial=0).astype(int) for half in (bands[:, :_HIGH], bands[:, _HIGH:])
    )
    bright = (high > 0) & (high - low > _BRIGHT)
    bright = np.repeat(bright, _FRAMES)[: len(loud)]
    hisses: NDArray[np.bool_] = loud & np.pad(bright, (0, len(loud) - len(bright)))
    for start, end in runs(hisses).tolist():
        if end - start < _LONGEST_CONSONANT:
            hisses[start:end] = False
    return hisses


def runs(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The half-open stretches in which a mask holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return edges.reshape(-1, 2)


_FRAMES = round(STEP / FRAME)
"""Frames in a step."""
