"""Clips that speak much louder or more softly than the others: levels in, gains out.

One voice says its sentences about equally loud (measured: of 24 voices of eSpeak NG and a neural one all
but one within 3 dB of their middle, in the sample issues a word alone within 5.2); a server behind which
several run does not, nor do two voices of two engines.
"""

from collections.abc import Sequence
from statistics import median

import numpy as np

from bulletin.narration.sound.clip import Clip

_FRAME = 0.02
"""Seconds."""
_LOUD = 0.01
"""Of the power of the loudest frame: what is softer is a pause."""
_END = (0.035, 0.008)
"""Seconds before the end of a clip."""
_FAR = 8.0
"""DB from the middle from which on a listener reaches for the knob."""
_MOST_GAIN = 20.0
"""DB: what is softer has too few steps left to be as loud."""


def level_of(clip: Clip) -> float:
    """How loud somebody speaks in a clip, pauses left out, in dB of full scale."""
    size = max(1, round(_FRAME * clip.rate))
    count = max(1, len(clip.samples) // size)
    frames = clip.samples[: count * size].astype(np.float64).reshape(count, -1) / 32768
    power = np.square(frames).mean(axis=1)
    loud = power[power >= _LOUD * power.max()]
    return float(10 * np.log10(max(loud.mean(), 1e-12)))


def level_at_end(clip: Clip) -> float:
    """How loud the end of a clip is against the voice in it, in dB; what its fade takes is left out."""
    first, last = (len(clip.samples) - round(seconds * clip.rate) for seconds in _END)
    end = clip.samples[max(0, first) : max(0, last)].astype(np.float64) / 32768
    power = float(np.square(end).mean()) if len(end) else 0.0
    return 10 * float(np.log10(max(power, 1e-12))) - level_of(clip)


def gains(levels: Sequence[float]) -> list[float]:
    """The dB that bring each to the middle of all, in whole ones; 0 where it is near that."""
    middle = median(levels) if levels else 0.0
    off = (middle - level for level in levels)
    return [float(round(min(one, _MOST_GAIN))) if abs(one) > _FAR else 0.0 for one in off]


def louder(clip: Clip, gain: float) -> Clip:
    """A clip with a gain in dB, or as much of it as it has room for."""
    peak = int(np.abs(clip.samples.astype(np.int32)).max(initial=1))
    factor = min(10 ** (gain / 20), 32767 / max(1, peak))
    return Clip(np.rint(clip.samples * factor).astype(np.int16), clip.rate)
