"""How loud sound is, and how high it goes: samples in, LUFS and dBTP out (ITU-R BS.1770-5).

In: one channel of float samples of full scale 1, piece by piece. Out: the integrated loudness,
and the true peak, which lies between samples. Both are counted here, for FFmpeg's meters take
longer than its encoders: they look at every sample one by one, and tell each tenth of a second.
"""

import math

import numpy as np
from numpy.typing import NDArray

SILENCE = -70.0
"""LUFS, below which nothing counts (BS.1770-5, annex 1: the absolute gate)."""

_PIECE = 1 << 14
"""Samples that are weighed at a time: the spectra of more would be fetched from the system and
given back each time."""

_RELATIVE = -10.0
_HOPS = 4
"""Tenths of a second in a block; blocks overlap by three of them."""
_FULL_SCALE = -0.691

_SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
_HIGH_PASS = (38.13547087602444, 0.5003270373238773)
"""The two filters' frequency, gain in dB and quality: what gives the coefficients of BS.1770-5,
annex 1, tables 1 and 2, at 48 kHz, and the same curve at any other rate."""
_SHELF_MIDDLE = 0.4996667741545416


class Meter:
    """The loudness of samples that are pushed through.

    Each tenth of a second is weighed by its spectrum: its energy behind the filters, without
    filtering it. What the filters carry over to the next tenth is counted with its own.
    """

    def __init__(self, rate: int) -> None:
        self._hop = max(1, round(rate / 10))
        self._size = _quick(self._hop + self._hop // 4)
        self._weights = np.repeat(_weights(rate, self._size) / self._hop, 2)
        self._rest = np.zeros(0, np.float32)
        self._powers: list[NDArray[np.float64]] = []

    def push(self, samples: NDArray[np.float32]) -> None:
        """Some more of the sound."""
        for start in range(0, len(samples), _PIECE):
            self._push(samples[start : start + _PIECE])

    def _push(self, samples: NDArray[np.float32]) -> None:
        samples = np.concatenate([self._rest, samples])
        whole = len(samples) // self._hop * self._hop
        self._rest = samples[whole:]
        if whole:
            hops = samples[:whole].reshape(-1, self._hop)
            powers = np.zeros(len(hops))
            heard = hops.any(axis=1)
            powers[heard] = self._weighed(hops[heard])
            self._powers.append(powers)

    def _weighed(self, hops: NDArray[np.float32]) -> NDArray[np.float32]:
        """The power of each tenth of a second."""
        lines = np.fft.rfft(hops, self._size).view(np.float32)
        # Not a product of matrices: for that, threads would be woken that wait for more.
        found: NDArray[np.float32] = np.einsum("ij,j->i", lines * lines, self._weights)
        return found

    @property
    def loudness(self) -> float:
        """LUFS of all that was pushed so far."""
        powers = np.concatenate([np.zeros(0), *self._powers])
        if len(powers) < _HOPS:  # shorter than a block: that much of one
            powers = np.concatenate([powers, np.zeros(_HOPS - len(powers))])
        sums = np.concatenate([np.zeros(1), np.cumsum(powers)])
        blocks = (sums[_HOPS:] - sums[:-_HOPS]) / _HOPS
        loud = blocks[blocks > _power(SILENCE)]
        if not len(loud):
            return SILENCE
        loud = loud[loud > _power(_lufs(float(loud.mean())) + _RELATIVE)]
        return _lufs(float(loud.mean()))


class RoughMeter(Meter):
    """A meter without its filters: a fifth of the work, and as far off as a voice is bright."""

    def _weighed(self, hops: NDArray[np.float32]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = np.einsum("ij,ij->i", hops, hops)
        return found / np.float32(self._hop)


class PowerMeter:
    """The power of samples that are pushed through: their RMS, silences and all."""

    def __init__(self) -> None:
        self._energy = 0.0
        self._count = 0

    def push(self, samples: NDArray[np.float32]) -> None:
        """Some more of the sound."""
        self._energy += float(np.square(samples, dtype=np.float64).sum())
        self._count += len(samples)

    @property
    def loudness(self) -> float:
        """DB of all that was pushed so far, of full scale 1."""
        power = self._energy / max(1, self._count)
        return max(SILENCE, 10 * math.log10(max(power, 1e-12)))


def _quick(least: int) -> int:
    """The next number with no factor but 2, 3 and 5, of which spectra are quick."""
    while True:
        rest = least
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1 and least % 2 == 0:
            return least
        least += 1


def _lufs(power: float) -> float:
    return _FULL_SCALE + 10 * math.log10(power)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _FULL_SCALE) / 10))


def _weights(rate: int, size: int) -> NDArray[np.float32]:
    """What the square of each line of a real spectrum adds to the filtered sound's energy."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)

    def response(b: tuple[float, ...], a: tuple[float, ...]) -> NDArray[np.float64]:
        found = np.polyval(b[::-1], z) / np.polyval(a[::-1], z)
        return np.asarray(np.abs(found) ** 2, np.float64)

    frequency, gain, quality = _SHELF
    k = math.tan(math.pi * frequency / rate)
    high = 10 ** (gain / 20)
    middle = high**_SHELF_MIDDLE
    norm = 1 + k / quality + k * k
    poles = (norm, 2 * (k * k - 1), 1 - k / quality + k * k)
    zeros = (high + middle * k / quality + k * k, 2 * (k * k - high))
    shelf = response((*zeros, high - middle * k / quality + k * k), poles)
    frequency, quality = _HIGH_PASS
    k = math.tan(math.pi * frequency / rate)
    norm = 1 + k / quality + k * k
    poles = (1.0, 2 * (k * k - 1) / norm, (1 - k / quality + k * k) / norm)
    found = shelf * response((1.0, -2.0, 1.0), poles)
    found[1 : -1 if size % 2 == 0 else None] *= 2  # lines that stand for two
    return (found / size).astype(np.float32)


# -- true peak -----------------------------------------------------------------------------

_REACH = 32
"""Samples on either side that shape the curve between two."""
_STEPS = 8
"""Points looked at between two samples: with so many the highest is found to 0.2 dB, also at
half the sample rate (annex 2, attachment 1)."""
_LOOKED_AT = 6.0
"""dB below the limit from which a sample is looked at: the curve rises by no more, but for
sounds that no voice makes."""


class PeakMeter:
    """The true peak of samples that are pushed through.

    The curve is followed only around samples that come near the `limit`, in dBTP; of a sound
    that stays far below, the highest sample is told.
    """

    def __init__(self, limit: float) -> None:
        self._near = 10 ** ((limit - _LOOKED_AT) / 20)
        self._before = np.zeros(2 * _REACH, np.float32)
        self._highest = 1e-9

    def push(self, samples: NDArray[np.float32]) -> None:
        """Some more of the sound."""
        samples = np.concatenate([self._before, samples])
        self._before = samples[-2 * _REACH :]
        inner = np.abs(samples[_REACH - 1 : 1 - _REACH])
        if not len(inner):
            return
        self._highest = max(self._highest, float(inner.max()))
        middle = inner[1:-1]
        tops = (middle >= self._near) & (middle >= inner[:-2]) & (middle >= inner[2:])
        places = np.flatnonzero(tops)
        if len(places):
            around = np.lib.stride_tricks.sliding_window_view(samples, 2 * _REACH + 1)[places]
            curve = np.einsum("ij,jk->ik", around, _CURVE)
            self._highest = max(self._highest, float(np.abs(curve).max()))

    def end(self) -> float:
        """The peak of all that was pushed, in dBTP: nothing follows."""
        self.push(np.zeros(2 * _REACH, np.float32))
        return 20 * math.log10(self._highest)


def _curve() -> NDArray[np.float32]:
    """What each sample adds to the points around the one in the middle."""
    points = np.arange(1 - _STEPS, _STEPS) / _STEPS
    distance = np.arange(-_REACH, _REACH + 1)[:, None] - points[None, :]
    window = np.cos(np.clip(np.pi * distance / (2 * _REACH + 2), -np.pi / 2, np.pi / 2)) ** 2
    return np.asarray(np.sinc(distance) * window, np.float32)


_CURVE = _curve()
