"""How high a voice lies, and whether there is one: clips in, hertz out.

By autocorrelation: what vocal cords make repeats itself after a few milliseconds, noise and clicks
do not. Only some seconds from the middle of a clip are looked at, and in no more detail than tells
two people apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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


@dataclass(frozen=True, slots=True)
class VoiceHeard:
    """The `pitch` of a voice in hertz, 0 where there is none, and the `share` of loud frames with one."""

    pitch: float
    share: float


def voice_in(clip: Clip) -> VoiceHeard:
    """What voice is heard in a clip."""
    step = max(1, round(clip.rate / _RATE))
    rate = clip.rate / step
    count = min(len(clip.samples), round(_SECONDS * clip.rate)) // step
    first = (len(clip.samples) - count * step) // 2
    sound = clip.samples[first : first + count * step].reshape(-1, step).mean(axis=1)
    size = round(_WINDOW * rate)
    if len(sound) < size:
        return VoiceHeard(0.0, 0.0)
    frames = np.lib.stride_tricks.sliding_window_view(sound, size)[:: round(_HOP * rate)]
    frames = frames - frames.mean(axis=1, keepdims=True)
    levels = np.sqrt(np.square(frames).mean(axis=1))
    frames = frames[(levels > 0) & (levels >= _LOUD * levels.max())]
    if not len(frames):
        return VoiceHeard(0.0, 0.0)
    spectra = np.abs(np.fft.rfft(frames, 2 * size)) ** 2
    alike = np.fft.irfft(spectra)[:, :size] / np.arange(size, 0, -1)
    shortest, longest = int(rate / _HIGHEST), min(int(rate / _LOWEST), size - 1)
    alike = alike[:, shortest : longest + 1] / alike[:, :1]
    voiced = alike.max(axis=1) > _VOICED
    if not voiced.any():
        return VoiceHeard(0.0, 0.0)
    alike = alike[voiced]
    # The first period that is nearly as good as the best: two of them are alike as well.
    first = (alike > _NEARLY * alike.max(axis=1, keepdims=True)).argmax(axis=1)[:, None]
    places = np.arange(alike.shape[1])
    alike[(places < first) | (places > first + (shortest + first) // 2)] = 0
    periods = shortest + alike.argmax(axis=1)
    return VoiceHeard(float(rate / np.median(periods)), float(voiced.mean()))
