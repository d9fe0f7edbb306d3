"""The sound of a quiet room: what is heard in a recording while nobody speaks.

In: a sample rate, and a power. Out: samples that go round in a circle without a seam, the same
every time. Shops of audiobooks refuse digital silence, for no room is that quiet.
"""

import functools

import numpy as np
from numpy.typing import NDArray

_SECONDS = 8
_LOWEST, _HIGHEST = 60.0, 8_000.0
"""Hertz between which a room sounds, less the higher."""


class RoomTone:
    """A room at a power, in dB of full scale 1, that is listened to piece by piece."""

    def __init__(self, rate: int, power: float) -> None:
        self._around = _circle(rate) * np.float32(10 ** (power / 20))
        self._at = 0

    def under(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The next samples, with the room around them."""
        places = np.arange(self._at, self._at + len(samples)) % len(self._around)
        self._at += len(samples)
        heard: NDArray[np.float32] = samples + self._around[places]
        return heard


@functools.lru_cache(maxsize=2)
def _circle(rate: int) -> NDArray[np.float32]:
    """Pink noise of power 1 whose end goes over into its beginning."""
    size = _SECONDS * rate
    pitches = np.fft.rfftfreq(size, 1 / rate)
    heard = (pitches >= _LOWEST) & (pitches <= _HIGHEST)
    turns = np.random.default_rng(0).uniform(0, 2 * np.pi, len(pitches))
    lines = np.where(heard, np.exp(1j * turns) / np.sqrt(np.maximum(pitches, _LOWEST)), 0)
    noise = np.fft.irfft(lines, size)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)), np.float32)
