"""The spoken issue as MP3 with chapters, for players that know nothing else.

In: tracks, tags, a cover. Out: an MP3 with ID3v2.3 tags, among them CHAP and CTOC frames
(ID3v2 Chapter Frame Addendum 1.0), written by FFmpeg.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from bulletin.audio.chapters import for_container
from bulletin.audio.remux import attached
from bulletin.audio.tags import Tags
from bulletin.narration.model import Track

BIT_RATE = 48_000
_OPTIONS = {"id3v2_version": "3", "write_xing": "1", "fflags": "+bitexact"}
_FAST = {"compression_level": "7"}
"""LAME's quality: five times as fast as the default, and no difference in one voice."""
_CHUNK = 1 << 16
_LIGHT_RATE = 16_000
"""Samples a second where bytes count: all that a telephone's loudspeaker gives back of a voice."""


def write(file: Path, tracks: Sequence[Track], tags: Tags, cover: bytes) -> None:
    """Write the MP3."""
    with av.open(str(tracks[0].file)) as first:
        rate = first.streams.audio[0].rate
    with ExitStack() as stack:
        out = stack.enter_context(av.open(str(file), "w", format="mp3", options=_OPTIONS))
        audio = out.add_stream("libmp3lame", rate=rate, layout="mono", options=_FAST)
        audio.bit_rate = BIT_RATE
        picture, packet = attached(out, stack, cover)
        picture.metadata["comment"] = "Cover (front)"
        out.metadata.update(tags.common() | {"language": tags.language})
        out.set_chapters(for_container(tracks))
        out.start_encoding()
        packet.stream = picture
        out.mux(packet)
        for frame in _frames(tracks, rate):
            out.mux(audio.encode(frame))
        out.mux(audio.encode(None))


def light(track: Track, bit_rate: int) -> bytes:
    """A track as a small MP3, to stand inside a page."""
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp3", options=_OPTIONS) as out:
        audio = out.add_stream("libmp3lame", rate=_LIGHT_RATE, layout="mono", options=_FAST)
        audio.bit_rate = bit_rate
        for frame in _frames([track], _LIGHT_RATE):
            out.mux(audio.encode(frame))
        out.mux(audio.encode(None))
    return stream.getvalue()


def _frames(tracks: Sequence[Track], rate: int) -> Iterator[av.AudioFrame]:
    """All samples in order, each track exactly as long as it says."""
    at, end = 0, 0.0
    for track in tracks:
        end += track.duration
        samples = _samples(track.file, rate)
        length = round(end * rate) - at
        samples = np.pad(samples[:length], (0, max(0, length - len(samples))))
        for start in range(0, length, _CHUNK):
            piece = samples[start : start + _CHUNK].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
            frame.sample_rate = rate
            frame.pts = at + start
            yield frame
        at += length


def _samples(file: Path, rate: int) -> NDArray[np.float32]:
    """The samples of a track, as a player hears them."""
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=rate)
    with av.open(str(file)) as source:
        frames = [made for frame in source.decode(audio=0) for made in resampler.resample(frame)]
        frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray()[0] for frame in frames] or [np.zeros(0, np.float32)])
