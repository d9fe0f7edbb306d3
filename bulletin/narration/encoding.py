"""Encoders: samples in, AAC packets and MP3 frames out, which can be put one after the other.

In: 16-bit samples of one channel, piece by piece, a multiple of `BLOCK` of them: a stretch. It
begins with `FRAME` silent samples and ends with `TAIL` of them. Out: bytes, the same for the same
samples. Nothing of a stretch leans on what stands before it:

- Of AAC, which overlaps by a packet, the first packet holds nothing but silence; so does the last
  one of the stretch before, in whose place it would be. It is left out where stretches are joined.
  No packet depends on how many bits those before it took, for the encoder is asked for a quality.
- The MP3's bit reservoir begins empty with each stretch, which has exactly the frames of its
  samples: what the encoder adds at the end to get its delay out holds nothing but silence.
  Decoded, frame n begins with sample n times the frame's length less `DELAY`.

So stretches are joined by copying, into articles, and articles into books, and decoded the whole
gives all samples of each.
"""

import importlib.metadata
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import av.codec.context
import lameenc
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from numpy.typing import NDArray

from bulletin.messages import tr
from bulletin.narration.engines.base import SpeechError

VERSION = 2
"""Part of the keys of what is encoded: to be raised when the same samples give other bytes."""

FRAME = 1024
"""Samples in an AAC frame (ISO 14496-3, 4.5.2.1.1)."""

BLOCK = 9 * FRAME
"""What a stretch's length is a multiple of: whole frames of AAC, and of MP3 in all its kinds
(1152 samples in MPEG-1, 576 in MPEG-2 and 2.5; ISO 11172-3 and 13818-3)."""

DELAY = 1105
"""Samples that an MP3 is late by when it is decoded: LAME's 576, a decoder's 529."""

TAIL = 2 * 1152
"""Silent samples that a stretch ends with at the least: what is left in the encoders then is
silence."""

LAME = 1 / 0.95
"""LAME makes what it encodes quieter by this."""

_PIECE = 1 << 14
"""Samples in hand at a time: more would be fetched from the system and given back each time."""

_FULL = 32768
"""Full scale."""

_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact", "brand": "M4A "}

_QUALITY = 120
"""FFmpeg's AAC encoder at this quality reckons with half of its `bit_rate`, once. At a rate it
would try each frame up to five times, by a measure that its fast coder does not heed: at the same
size that is 5 dB more noise, and half as much work again. Nothing is coded as noise (PNS): each
decoder would make another of it, and the same one another each time."""
_AAC = {
    "aac_coder": "fast",
    "aac_tns": "0",
    "aac_pns": "0",
    "flags": "+qscale+bitexact",
    "global_quality": str(_QUALITY),
}

_LAME_QUALITY = 7
"""Twice as fast as LAME's default, and no difference in one voice."""

_MPEG_1 = 32_000
"""The least sample rate of MPEG-1."""
_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


@cache
def versions() -> dict[str, str]:
    """The encoders and their versions: part of the keys of what they make."""
    libraries = {name: ".".join(map(str, v)) for name, v in av.library_versions.items()}
    return libraries | {"lameenc": importlib.metadata.version("lameenc")}


def nearest_rate(rate: int) -> int:
    """The lowest rate that AAC and MP3 have and that loses nothing of another; else the highest."""
    return min((one for one in _RATES if one >= rate), default=max(_RATES))


def mp3_frame(rate: int) -> int:
    """Samples in an MP3 frame."""
    return 1152 if rate >= _MPEG_1 else 576


def pieces_of(file: Path, start: int, end: int) -> Iterator[NDArray[np.int16]]:
    """The samples from one place to another in a file of nothing but 16-bit samples."""
    with file.open("rb") as stream:
        stream.seek(2 * start)
        left = 2 * (end - start)
        while left and (data := stream.read(min(2 * _PIECE, left))):
            left -= len(data)
            yield np.frombuffer(data, np.int16)


# -- AAC -----------------------------------------------------------------------------------


def aac(samples: Iterable[NDArray[np.int16]], rate: int, bit_rate: int) -> list[bytes]:
    """Packets of AAC-LC, one of run-in before those of the samples, reckoned with a bit rate."""
    encoder = AudioCodecContext.create("aac", "w")
    encoder.options = _AAC
    encoder.rate, encoder.layout, encoder.format = rate, "mono", "fltp"
    encoder.bit_rate = 2 * bit_rate
    packets: list[bytes] = []
    for frame in _frames(samples, rate):
        packets += map(bytes, encoder.encode(frame))
    packets += map(bytes, encoder.encode(None))
    return packets


def heard(packets: Iterable[bytes], rate: int) -> Iterator[NDArray[np.float32]]:
    """The samples of packets, as a player has them; those of the run-in first."""
    decoder = AudioCodecContext.create("aac", "r")
    decoder.extradata = _configured(rate)
    for packet in packets:
        for frame in decoder.decode(av.Packet(packet)):
            yield np.frombuffer(memoryview(frame.planes[0]), np.float32, frame.samples)


@cache
def _configured(rate: int) -> bytes:
    """What a decoder is told of AAC-LC in one channel (ISO 14496-3, 1.6.2.1)."""
    encoder = AudioCodecContext.create("aac", "w")
    encoder.options = _AAC
    encoder.rate, encoder.layout, encoder.format = rate, "mono", "fltp"
    encoder.open()
    return bytes(encoder.extradata or b"")


def write_aac(
    stretches: Iterable[Sequence[bytes]],
    rate: int,
    into: Path,
    tags: Mapping[str, str],
    language: str,
) -> None:
    """Write an MP4 file of the packets of stretches; its edit list takes the run-in off."""
    with av.open(str(into), "w", format="mp4", options=_OPTIONS) as container:
        container.metadata.update(tags)
        stream = container.add_stream("aac", rate=rate, options=_AAC)
        stream.layout = "mono"
        stream.metadata["language"] = language
        container.start_encoding()
        base = Fraction(1, rate)
        joined = itertools.chain.from_iterable(
            packets[bool(number) :] for number, packets in enumerate(stretches)
        )
        for number, data in enumerate(joined):
            packet = av.Packet(data)
            packet.stream, packet.time_base = stream, base
            packet.pts = packet.dts = (number - 1) * FRAME
            packet.duration = FRAME
            container.mux(packet)


def _frames(samples: Iterable[NDArray[np.int16]], rate: int) -> Iterator[av.AudioFrame]:
    at = 0
    for piece in samples:
        floats = piece.reshape(1, -1) / np.float32(_FULL)
        frame = av.AudioFrame.from_ndarray(floats, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = rate, at
        at += len(piece)
        yield frame


# -- MP3 -----------------------------------------------------------------------------------


def mp3(samples: Iterable[NDArray[np.int16]], rate: int, bit_rate: int) -> bytes:
    """MP3 frames of a constant bit rate, one after the other, with no header before them.

    LAME comes with `lameenc`: the same code in PyAV takes 2.6 times as long. Raises `SpeechError`
    for sample rates that MP3 does not have.
    """
    if rate not in _RATES:
        message = tr("there is no MP3 of {rate} samples a second", rate=rate)
        rates = ", ".join(map(str, _RATES))
        hint = tr("the voice engine has to give clips of one of: {rates}", rates=rates)
        raise SpeechError(message, hint)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(bit_rate // 1000)
    encoder.set_quality(_LAME_QUALITY)
    count, made = 0, bytearray()
    for piece in samples:
        count += len(piece)
        made += encoder.encode(piece.tobytes())
    made += encoder.flush()
    return _first(made, count // mp3_frame(rate), mp3_frame(rate) * bit_rate // (8 * rate))


def _first(frames: bytearray, count: int, size: int) -> bytes:
    """So many of some frames of one `size`, to which a bit of their heads adds a byte."""
    at = 0
    for _ in range(count):
        at += size + (frames[at + 2] >> 1 & 1)
    return bytes(frames[:at])
