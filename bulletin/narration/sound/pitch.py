"""How high a voice lies, and whether there is one: clips in, hertz out.

By autocorrelation: what vocal cords make repeats itself after a few milliseconds, noise and clicks
do not. Only some seconds from the middle of a clip are looked at, and in no more detail than tells
two people apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.narration.sound.clip import Clip

_LOWEST, _HIGHEST = 70.0, 400.0
"""Hertz between which people speak."""
_RATE = 6_000
"""Samples a second that are looked at, about."""
_SECONDS = 2.0
_WINDOW, _HOP = 0.04, 0.03
"""Seconds of a frame, and from one to the next."""
_LOUD = 0.1
"""Of the loudest frame: what is softer is no vowel."""
_VOICED = 0.5
"""How much a frame is like itself a period later, from 0 to 1: noise is 0.2, vowels 0.9."""
_NEARLY = 0.9
_AS_LOUD = 0.5
"""Of the loudest frames but a tenth: what hisses in speech is softer, or short."""
_LEAST_POWER = 1e-9


@dataclass(frozen=True, slots=True)
class VoiceHeard:
    """The `pitch` of a voice in hertz, 0 where there is none, and the `share` of loud frames with one."""

    pitch: float
    share: float


def voice_in(clip: Clip) -> VoiceHeard:
    """What voice is heard in a clip, in the middle of what is not silent."""
    frames, rate = _frames_of(clip)
    levels = np.sqrt(np.square(frames).mean(axis=1))
    frames = frames[(levels > 0) & (levels >= _LOUD * levels.max(initial=0.0))]
    most = round(_SECONDS / _HOP)
    first = max(0, len(frames) - most) // 2
    alike, shortest = _alike(frames[first : first + most], rate)
    voiced = alike.max(axis=1, initial=0.0) > _VOICED
    if not voiced.any():
        return VoiceHeard(0.0, 0.0)
    alike = alike[voiced]
    # The first period that is nearly as good as the best: two of them are alike as well.
    firsts = (alike > _NEARLY * alike.max(axis=1, keepdims=True)).argmax(axis=1)[:, None]
    places = np.arange(alike.shape[1])
    alike[(places < firsts) | (places > firsts + (shortest + firsts) // 2)] = 0
    periods = shortest + alike.argmax(axis=1)
    return VoiceHeard(float(rate / np.median(periods)), float(voiced.mean()))


def longest_noise(clip: Clip) -> float:
    """The seconds of the longest stretch that is as loud as the voice, and none."""
    frames, rate = _frames_of(clip)
    levels = _levels_of(clip)[: len(frames)]
    if not len(levels):
        return 0.0
    alike, _ = _alike(frames, rate)
    noise = (levels > _AS_LOUD * np.percentile(levels, 90)) & (alike.max(axis=1) <= _VOICED)
    ends = np.flatnonzero(np.diff(np.concatenate([[0], noise, [0]])))
    return float((ends[1::2] - ends[::2]).max(initial=0) * _HOP)


def _frames_of(clip: Clip) -> tuple[NDArray[np.float64], float]:
    """A clip in frames around zero, and its samples a second, which are no more than tell a pitch."""
    step = max(1, round(clip.rate / _RATE))
    rate = clip.rate / step
    sound = clip.samples[: len(clip.samples) // step * step].reshape(-1, step).mean(axis=1)
    frames = _windows(sound, rate)
    return frames - frames.mean(axis=1, keepdims=True), rate


def _levels_of(clip: Clip) -> NDArray[np.float64]:
    """How loud the same frames are with all their tones: noise has most of it above the voice."""
    windows = _windows(clip.samples.astype(np.float64), clip.rate)
    return np.asarray(np.sqrt(np.square(windows).mean(axis=1)), np.float64)


def _windows(sound: NDArray[np.float64], rate: float) -> NDArray[np.float64]:
    size = round(_WINDOW * rate)
    if len(sound) < size:
        return np.zeros((0, size))
    return np.lib.stride_tricks.sliding_window_view(sound, size)[:: round(_HOP * rate)]


def _alike(frames: NDArray[np.float64], rate: float) -> tuple[NDArray[np.float64], int]:
    """How much each frame is like itself some samples later, and how many the first of them is."""
    size = round(_WINDOW * rate)
    spectra = np.abs(np.fft.rfft(frames, 2 * size)) ** 2
    alike = np.fft.irfft(spectra)[:, :size] / np.arange(size, 0, -1)
    shortest, longest = int(rate / _HIGHEST), min(int(rate / _LOWEST), size - 1)
    power = np.maximum(alike[:, :1], _LEAST_POWER)
    return alike[:, shortest : longest + 1] / power, shortest
