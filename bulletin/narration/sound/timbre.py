"""How speech sounds, apart from who speaks and how loudly: what two readings of one text have in common.

In: samples. Out: the bands of a sound, kept as bytes, and of these its timbre: a row of numbers for
each `STEP` of speech, by which stretches are compared. It is what recognisers begin with, mel cepstra
brought to one mean and one spread. Source: Davis and Mermelstein, "Comparison of parametric
representations for monosyllabic word recognition" (IEEE, 1980).
"""

import numpy as np
from numpy.typing import NDArray

STEP = 0.02
"""Seconds of which each has a row."""
RATE = 16_000
BANDS = 20

_HOP, _WINDOW = round(STEP * RATE), 512
_LOWEST, _HIGHEST = 100.0, 6_000.0
"""Hertz between which the bands lie."""
_FLOOR = 1e3
"""The power of a band below which there is nothing."""
DECIBELS = 0.5
"""A step of the bytes that bands are kept in."""
_CEPSTRA = 12
_LEAST_SPREAD = 1e-3

Bands = NDArray[np.uint8]
Timbre = NDArray[np.float32]


class BandMeter:
    """The bands of samples that are pushed through, at `RATE`."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.int16)
        self._bands: list[Bands] = []

    def push(self, samples: NDArray[np.int16]) -> None:
        """Some more of the sound."""
        whole = np.concatenate([self._rest, samples])
        count = max(0, (len(whole) - _WINDOW) // _HOP + 1)
        self._rest = whole[count * _HOP :]
        if count:
            windows = np.lib.stride_tricks.sliding_window_view(whole, _WINDOW)[::_HOP][:count]
            power = np.abs(np.fft.rfft(windows * _SHAPE)) ** 2
            level = 10 * np.log10((power @ _MEL + _FLOOR) / _FLOOR) / DECIBELS
            self._bands.append(np.clip(np.rint(level), 0, 255).astype(np.uint8))

    @property
    def bands(self) -> Bands:
        """Those of all that was pushed so far."""
        return np.concatenate([np.zeros((0, BANDS), np.uint8), *self._bands])


def power_of(bands: Bands) -> NDArray[np.float64]:
    """The power of all bands together, row by row, over that below which there is nothing."""
    return np.asarray((10 ** (bands * (DECIBELS / 10)) - 1).sum(axis=1), np.float64)


def timbre_of(bands: Bands) -> Timbre:
    """The timbre of speech, without the pauses in it."""
    cepstra = bands.astype(np.float32) @ _COSINES
    cepstra -= cepstra.mean(axis=0) if len(cepstra) else 0
    spread = np.maximum(cepstra.std(axis=0), _LEAST_SPREAD) if len(cepstra) else 1
    return np.asarray(cepstra / spread, np.float32)


def distances(one: Timbre, other: Timbre) -> NDArray[np.float32]:
    """How far each row of one is from each row of the other: 0 the same, 1.4 as two at random.

    Both may have further dimensions before the last two.
    """
    squares = np.square(one).sum(-1)[..., :, None] + np.square(other).sum(-1)[..., None, :]
    products = one @ np.swapaxes(other, -1, -2)
    return np.asarray(np.sqrt(np.maximum(squares - 2 * products, 0) / _CEPSTRA), np.float32)


def _mel() -> NDArray[np.float32]:
    """How much each line of a spectrum adds to each band: triangles, evenly spaced as ears hear."""
    lowest, highest = 2595 * np.log10(1 + np.array([_LOWEST, _HIGHEST]) / 700)
    edges = np.linspace(float(lowest), float(highest), BANDS + 2)
    lines = 2595 * np.log10(1 + np.fft.rfftfreq(_WINDOW, 1 / RATE)[:, None] / 700)
    rising = (lines - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - lines) / (edges[2:] - edges[1:-1])
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)


_MEL = _mel()
_SHAPE = np.hanning(_WINDOW).astype(np.float32)
_COSINES = np.cos(
    np.pi * np.arange(1, _CEPSTRA + 1) * (2 * np.arange(BANDS)[:, None] + 1) / (2 * BANDS)
).astype(np.float32)
