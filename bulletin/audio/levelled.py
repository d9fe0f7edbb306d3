"""Finished sound at the loudness and the rate that a station wants.

In: a file, and a profile whose level is in LUFS. Out: its samples as one channel, and files
of them. The sound is measured behind the filters and made again until both figures hold.
"""

import wave
from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np

from bulletin.narration.encoding import LAME
from bulletin.narration.sound.clip import Clip
from bulletin.narration.sound.editing import Chain, audio_frame, decoded
from bulletin.narration.sound.loudness import SILENCE, Meter, PeakMeter
from bulletin.narration.sound.profiles import SoundProfile

_TRIES = 6
_NEAR_ENOUGH = 0.1
"""LU that the loudness may be off."""
_BLOCK = 1 << 15
"""Samples that are looked at, or encoded, at a time."""
_FULL = 32768
"""Full scale."""
_ROOM = 0.5
"""dB that an encoder may add to a peak."""


def levelled(file: Path, profile: SoundProfile) -> Clip:
    """A file's sound at the loudness and the rate of a profile, not above its true peak."""
    sound = decoded(file.read_bytes(), profile.rate)
    gain, highest = 0.0, profile.peak - _ROOM
    made, ceiling = sound, highest
    loud, _ = _measured(sound, highest)
    for _ in range(_TRIES):
        if loud <= SILENCE:
            break
        gain += profile.level - loud
        made = _through(sound, _filters(gain, ceiling))
        loud, peak = _measured(made, highest)
        if abs(profile.level - loud) <= _NEAR_ENOUGH and peak <= highest:
            break
        ceiling -= max(peak - highest, 0.0)
    return made


def _filters(gain: float, ceiling: float) -> list[tuple[str, str]]:
    """FFmpeg's filters that make sound louder, and keep its samples below a ceiling: both in dB."""
    limit = f"limit={10 ** (ceiling / 20):.6f}:attack=5:release=50:level=0:latency=1"
    return [("volume", f"{gain:.3f}dB:precision=double"), ("alimiter", limit)]


def _through(sound: Clip, filters: Sequence[tuple[str, str]]) -> Clip:
    chain = Chain(sound.rate, [*filters, ("aformat", "sample_fmts=s16:channel_layouts=mono")])
    frames = [*chain.push(sound.samples), *chain.end()]
    return Clip(np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]), sound.rate)


def _measured(sound: Clip, limit: float) -> tuple[float, float]:
    """Integrated loudness in LUFS, and the true peak in dBTP as far as it comes near a limit."""
    meter, peaks = Meter(sound.rate), PeakMeter(limit)
    for start in range(0, len(sound.samples), _BLOCK):
        piece = sound.samples[start : start + _BLOCK].astype(np.float32) / np.float32(_FULL)
        meter.push(piece)
        peaks.push(piece)
    return meter.loudness, peaks.end()


def write_wav(file: Path, sound: Clip) -> None:
    """A WAV file of one channel and 16 bits."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sound.rate)
        out.writeframes(sound.samples.astype("<i2").tobytes())


def write_mp3(file: Path, sound: Clip, bit_rate: int, tags: dict[str, str]) -> None:
    """An MP3 file with tags."""
    options = {"id3v2_version": "3", "write_xing": "1", "fflags": "+bitexact"}
    with av.open(str(file), "w", format="mp3", options=options) as out:
        audio = out.add_stream("libmp3lame", rate=sound.rate, layout="mono")
        audio.bit_rate = bit_rate
        out.metadata.update(tags)
        resampler = av.AudioResampler("fltp", "mono", sound.rate)
        for start in range(0, len(sound.samples), _BLOCK):
            piece = audio_frame(sound.samples[start : start + _BLOCK], sound.rate, start)
            for frame in resampler.resample(piece):
                out.mux(audio.encode(_louder(frame)))
        for frame in resampler.resample(None):
            out.mux(audio.encode(_louder(frame)))
        out.mux(audio.encode(None))


def _louder(frame: av.AudioFrame) -> av.AudioFrame:
    """A frame as LAME is given it, so that it comes out as it went in."""
    samples = frame.to_ndarray() * np.float32(LAME)
    made = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
    made.sample_rate, made.pts = frame.sample_rate, frame.pts
    return made
