"""Sound in fractions brought into full scale: some programs write fractions as large as whole numbers.

In: the decoded frames of one sound. Out: the same frames, as they are where they may be. What is no
number is silence. A little more than full scale is usual of decoders, and left for the resampler to
cut off.
"""

from collections.abc import Sequence

import av
import numpy as np

_MOST = 2.0
"""Of full scale: what is higher was not written for a full scale of 1."""
_WHOLE = 32768.0
"""The full scale of whole numbers of 16 bits."""


def within_full_scale(frames: Sequence[av.AudioFrame]) -> Sequence[av.AudioFrame]:
    """The frames of a sound, no sample of which is far beyond full scale."""
    if not frames or frames[0].format.name not in {"flt", "fltp", "dbl", "dblp"}:
        return frames
    sound: list[np.ndarray] = [frame.to_ndarray() for frame in frames]
    numbers = all(np.isfinite(samples).all() for samples in sound)
    if not numbers:
        sound = [np.nan_to_num(samples, posinf=0.0, neginf=0.0) for samples in sound]
    peak = max(float(np.abs(samples).max(initial=0.0)) for samples in sound)
    if numbers and peak <= _MOST:
        return frames
    scale = 1 / max(peak, _WHOLE) if peak > _MOST else 1.0
    return [_like(frame, one * scale) for frame, one in zip(frames, sound, strict=True)]


def _like(frame: av.AudioFrame, samples: np.ndarray) -> av.AudioFrame:
    made = av.AudioFrame.from_ndarray(samples, format=frame.format.name, layout=frame.layout.name)
    made.sample_rate, made.pts, made.time_base = frame.sample_rate, frame.pts, frame.time_base
    return made
