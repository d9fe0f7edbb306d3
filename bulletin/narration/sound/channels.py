"""Sound of any layout as one channel.

In: frames as FFmpeg decodes them. Out: frames of 16-bit samples of one channel. Two sides that are
each other's opposite, as some cables and microphones give them, would be silence together: one of
them is turned round.
"""

from collections.abc import Iterator

import av
import numpy as np
from numpy.typing import NDArray

_SIDES = 2
_CANCELS = 4.0
"""How many times the power of their sum the difference of two sides has that cancel each other:
sides that have nothing to do with each other have about the same of both."""


class OneChannel:
    """What brings the frames of one sound to one channel.

    Files that were put together of several may go on at another rate, or with another number of
    sides: all of it is brought to the rate of the beginning.
    """

    def __init__(self, rate: int | None) -> None:
        """`rate`: samples a second; None: as the first frame has them."""
        self._rate = rate
        self._resampler = av.AudioResampler("s16", "mono", rate)
        self._kind: tuple[object, ...] = ()

    def of(self, frame: av.AudioFrame | None) -> Iterator[av.AudioFrame]:
        """The frames that are ready once this one has gone in; None: what is left at the end."""
        if frame is not None:
            kind = (frame.sample_rate, frame.format.name, frame.layout.name)
            if self._kind and kind != self._kind:
                yield from self._resampler.resample(None)
                self._resampler = av.AudioResampler("s16", "mono", self._rate)
            self._kind, self._rate = kind, self._rate or frame.sample_rate
            if frame.layout.nb_channels == _SIDES:
                frame = _agreeing(frame)
        yield from self._resampler.resample(frame)


def _agreeing(frame: av.AudioFrame) -> av.AudioFrame:
    """A frame of two sides that do not cancel each other."""
    samples = frame.to_ndarray()
    sides = samples if frame.format.is_planar else samples.reshape(-1, _SIDES).T
    one, other = sides.astype(np.float64) - sides.mean(axis=1, keepdims=True)
    if _power(one - other) <= _CANCELS * _power(one + other):
        return frame
    # Of whole numbers the opposite is what has all bits turned round, with a sign or without.
    sides[1] = -sides[1] if sides.dtype.kind == "f" else ~sides[1]
    made = av.AudioFrame.from_ndarray(samples, format=frame.format.name, layout=frame.layout.name)
    made.sample_rate, made.pts, made.time_base = frame.sample_rate, frame.pts, frame.time_base
    return made


def _power(samples: NDArray[np.float64]) -> float:
    return float(np.dot(samples, samples))
