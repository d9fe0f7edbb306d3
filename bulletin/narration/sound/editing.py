"""Sound in small pieces: clips in, clips out.

In: clips as engines give them, and compressed audio. Out: clips that begin and end where
their speech does and do not click when they are joined; FFmpeg does the rest.
"""

import contextlib
import io
import itertools
from collections.abc import Iterator, Sequence

import av
import av.error
import av.filter
import numpy as np
from numpy.typing import NDArray

from bulletin.messages import tr
from bulletin.narration.sound.beginnings import format_of
from bulletin.narration.sound.channels import OneChannel
from bulletin.narration.sound.clip import Clip

VERSION = 2
"""Part of the keys of clips: to be raised when `finished` gives other samples."""

_FADE = 0.008
_BEFORE, _AFTER = 0.02, 0.06
"""Seconds kept around speech: soft sounds begin and end below the threshold."""
_QUIET = 0.003
"""What counts as silence, against the clip's own peak (-50 dB)."""
_NOTHING = 16
"""And on its own, of 32768 (-66 dBFS)."""
_CLICK, _APART = 0.005, 0.1
"""Seconds that a sound has at least to be speech, and by which a click lies apart from it: of a switch, or
of bytes behind the samples that are none."""
_HELD = (-32768, 32767)


def finished(clip: Clip) -> Clip:
    """A clip cut to its speech, with fades at both ends; no samples if it is all silence."""
    samples = clip.samples
    peak = max(int(samples.max(initial=0)), -int(samples.min(initial=0)))
    quiet = int(max(peak * _QUIET, _NOTHING))
    if peak <= quiet:
        return Clip(samples[:0], clip.rate)
    loud = np.flatnonzero((samples > quiet) | (samples < -quiet))
    parts = np.split(loud, np.flatnonzero(np.diff(loud) > _APART * clip.rate) + 1)
    speech = [part for part in parts if part[-1] - part[0] >= _CLICK * clip.rate]
    if not speech:
        return Clip(samples[:0], clip.rate)
    start = max(0, int(speech[0][0]) - round(_BEFORE * clip.rate))
    end = min(len(samples), int(speech[-1][-1]) + 1 + round(_AFTER * clip.rate))
    return Clip(faded(samples[start:end], clip.rate), clip.rate)


def centred(clip: Clip) -> Clip:
    """A clip around zero: what is off by more than counts as silence would click, and never end."""
    offset = round(float(clip.samples.mean())) if len(clip.samples) else 0
    if abs(offset) <= _NOTHING:
        return clip
    moved = np.clip(clip.samples.astype(np.int32) - offset, *_HELD)
    return Clip(moved.astype(np.int16), clip.rate)


def faded(samples: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    """The samples with half a cosine at either end, so that they do not click."""
    width = min(round(_FADE * rate), len(samples) // 2)
    slope = (1 - np.cos(np.linspace(0, np.pi, width, endpoint=False))) / 2
    made = samples.copy()
    made[:width] = np.rint(samples[:width] * slope)
    made[len(made) - width :] = np.rint(samples[len(made) - width :] * slope[::-1])
    return made


def joined(clips: Sequence[Clip], gaps: Sequence[float]) -> Clip:
    """Clips of one rate, one after the other, with `gaps[n]` seconds after clip n."""
    rate = clips[0].rate
    pieces: list[NDArray[np.int16]] = []
    for clip, gap in zip(clips, gaps, strict=True):
        pieces += [clip.samples, np.zeros(round(gap * rate), np.int16)]
    return Clip(np.concatenate(pieces), rate)


# -- by FFmpeg -----------------------------------------------------------------------------


class Chain:
    """FFmpeg filters, one after the other, that samples are pushed through piece by piece."""

    def __init__(self, rate: int, filters: Sequence[tuple[str, str]]) -> None:
        """`filters` are names and arguments; what goes in has one channel of `rate`."""
        graph = av.filter.Graph()
        source = f"sample_rate={rate}:sample_fmt=s16:channel_layout=mono:time_base=1/{rate}"
        nodes = [graph.add("abuffer", source)]
        nodes += [graph.add(name, arguments) for name, arguments in filters]
        nodes.append(graph.add("abuffersink"))
        for before, after in itertools.pairwise(nodes):
            before.link_to(after)
        graph.configure()
        self._graph, self._source, self._sink = graph, nodes[0], nodes[-1]
        self._rate, self._at = rate, 0

    def push(self, samples: NDArray[np.int16]) -> Iterator[av.AudioFrame]:
        """The frames that are ready once these samples have gone in."""
        frame = audio_frame(samples, self._rate, self._at)
        self._at += len(samples)
        self._source.push(frame)
        return self._ready()

    def end(self) -> Iterator[av.AudioFrame]:
        """The frames that are left."""
        self._source.push(None)
        return self._ready()

    def _ready(self) -> Iterator[av.AudioFrame]:
        while True:
            try:
                frame = self._sink.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if isinstance(frame, av.AudioFrame):
                yield frame


def audio_frame(samples: NDArray[np.int16], rate: int, at: int) -> av.AudioFrame:
    """Samples as a frame that begins with sample number `at`."""
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(samples).reshape(1, -1), format="s16", layout="mono"
    )
    frame.sample_rate = rate
    frame.pts = at
    return frame


def filtered(clip: Clip, name: str, arguments: str, rate: int | None = None) -> Clip:
    """A clip passed through one of FFmpeg's filters, at `rate` (None: its own) afterwards."""
    rate = rate or clip.rate
    chain = Chain(clip.rate, [(name, arguments), ("aresample", str(rate)), ("aformat", "s16")])
    frames = [*chain.push(clip.samples), *chain.end()]
    return _clip_of(frames, rate)


def decoded(data: bytes, rate: int | None = None) -> Clip:
    """The sound of a compressed file, as one channel at `rate` (None: its own).

    Raises `ValueError` if there is none in it.
    """
    kind = format_of(data)
    frames: list[av.AudioFrame] = []
    with contextlib.suppress(IndexError):  # a film without sound
        try:
            with av.open(io.BytesIO(data), "r", format=kind) as container:
                resampler = OneChannel(rate)
                given = _within_full_scale(list(container.decode(audio=0)))
                frames = [f for frame in given for f in resampler.of(frame)]
                frames += resampler.of(None)
        except av.error.FFmpegError as error:
            raise ValueError(tr("it cannot be decoded: {error}", error=error.strerror)) from error
    if not frames:
        raise ValueError(tr("it holds no sound"))
    return _clip_of(frames, frames[0].sample_rate)


def _clip_of(frames: Sequence[av.AudioFrame], rate: int) -> Clip:
    pieces = [frame.to_ndarray().reshape(-1) for frame in frames]
    return Clip(np.concatenate(pieces) if pieces else np.zeros(0, np.int16), rate)


_MOST = 2.0
"""Of full scale: what is higher was not written for a full scale of 1."""
_WHOLE = 32768.0
"""The full scale of whole numbers of 16 bits."""


def _within_full_scale(frames: Sequence[av.AudioFrame]) -> Sequence[av.AudioFrame]:
    """The frames of a sound, no sample of which is far beyond full scale; what is no number is silence.

    Some programs write fractions as large as whole numbers. A little more than full scale is usual of
    decoders, and left for the resampler to cut off.
    """
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
