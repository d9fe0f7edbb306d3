"""Encoders: an article's samples in, AAC in MP4 and MP3 frames out.

In: float samples of one channel, piece by piece, a multiple of `BLOCK` of them, silent at both
ends. Out: bytes, the same for the same samples.

Articles are put one after the other by copying what is encoded here. So the MP3 has no bit
reservoir, by which a frame would lean on those before it; and it has exactly the frames of its
samples: what the encoder adds at the end to get its delay out holds nothing but the silence that
`TAIL` asks for. Decoded, frame n begins with sample n times the frame's length less `DELAY`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import av
import av.codec.context
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from numpy.typing import NDArray

from bulletin.messages import tr
from bulletin.narration.engines.base import SpeechError

VERSION = 1
"""Part of the keys of what is encoded: to be raised when the same samples give other bytes."""

FRAME = 1024
"""Samples in an AAC frame (ISO 14496-3, 4.5.2.1.1)."""

BLOCK = 9 * FRAME
"""What an article's length is a multiple of: whole frames of AAC, and of MP3 in all its kinds
(1152 samples in MPEG-1, 576 in MPEG-2 and 2.5; ISO 11172-3 and 13818-3)."""

DELAY = 1105
"""Samples that an MP3 is late by when it is decoded: LAME's 576, a decoder's 529."""

TAIL = 2 * 1152
"""Silent samples that an article ends with at the least: what is left in the encoders then is
silence."""

LAME = 1 / 0.95
"""LAME makes what it encodes quieter by this."""

_PIECE = 1 << 14
"""Samples in hand at a time: more would be fetched from the system and given back each time."""

_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact", "brand": "M4A "}

_MPEG_1 = 32_000
"""The least sample rate of MPEG-1."""
_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


def mp3_frame(rate: int) -> int:
    """Samples in an MP3 frame."""
    return 1152 if rate >= _MPEG_1 else 576


def pieces_of(file: Path) -> Iterator[NDArray[np.float32]]:
    """The samples in a file of nothing but 32-bit floats."""
    with file.open("rb") as stream:
        while data := stream.read(4 * _PIECE):
            yield np.frombuffer(data, np.float32)


def aac(samples: Iterable[NDArray[np.float32]], rate: int, bit_rate: int, into: Path) -> None:
    """Write an MP4 file of AAC-LC, asked for at `bit_rate`; the encoder's run-in is taken off by its edit list."""
    with av.open(str(into), "w", format="mp4", options=_OPTIONS) as container:
        stream = container.add_stream("aac", rate=rate, options={"aac_coder": "fast"})
        stream.layout = "mono"
        stream.bit_rate = bit_rate
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        for frame in _frames(samples, rate):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def tagged(data: bytes, into: Path, tags: Mapping[str, str], language: str) -> None:
    """Write the same MP4 file with tags: its packets are copied."""
    with (
        av.open(io.BytesIO(data), "r") as source,
        av.open(str(into), "w", format="mp4", options=_OPTIONS) as container,
    ):
        container.metadata.update(tags)
        audio = source.streams.audio[0]
        stream = container.add_stream_from_template(audio)
        stream.metadata["language"] = language
        for packet in source.demux(audio):
            if packet.size:
                packet.stream = stream
                container.mux(packet)


def mp3(samples: Iterable[NDArray[np.float32]], rate: int, bit_rate: int) -> bytes:
    """MP3 frames, one after the other, with no header before them.

    Raises `SpeechError` for sample rates that MP3 does not have.
    """
    if rate not in _RATES:
        message = tr("there is no MP3 of {rate} samples a second", rate=rate)
        rates = ", ".join(map(str, _RATES))
        hint = tr("the voice engine has to give clips of one of: {rates}", rates=rates)
        raise SpeechError(message, hint)
    # LAME's quality 7: five times as fast as the default, and no difference in one voice.
    options = {"compression_level": "7", "reservoir": "0"}
    encoder = AudioCodecContext.create("libmp3lame", "w")
    encoder.options = options
    encoder.rate, encoder.layout, encoder.format = rate, "mono", "fltp"
    encoder.bit_rate = bit_rate
    count = 0
    packets: list[bytes] = []
    for frame in _frames(samples, rate):
        count += frame.samples
        packets += map(bytes, encoder.encode(frame))
    packets += map(bytes, encoder.encode(None))
    return b"".join(packets[: count // mp3_frame(rate)])


def _frames(samples: Iterable[NDArray[np.float32]], rate: int) -> Iterator[av.AudioFrame]:
    at = 0
    for piece in samples:
        frame = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate, frame.pts = rate, at
        at += len(piece)
        yield frame
