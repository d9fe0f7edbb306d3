"""People who read, for tests: espeak's sentences with pauses between them, as one recording."""

from __future__ import annotations

import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from bulletin.diagnostics import Span
from bulletin.document import Recording
from bulletin.narration.sound.clip import Clip
from bulletin.narration.speech import Speech, clip_of

BEFORE = 1.2
"""Seconds in which the reader clears their throat."""


@dataclass(frozen=True)
class Read:
    """What somebody read: the samples, and when each sentence is heard."""

    samples: NDArray[np.int16]
    rate: int
    marks: tuple[tuple[float, float], ...]


def clips_of(lines: Iterable, speech: Speech) -> list[Clip]:
    for line in lines:
        if not speech.has(speech.key(line.runs)):
            speech.speak(line.runs)
    return [clip_of(speech.cache, speech.key(line.runs)) for line in lines]


def read(clips: Sequence[Clip], *, least=0.35, most=0.9, room=-60.0, seed=5) -> Read:
    """Clips with pauses of any length between them, in a room that is never quite silent."""
    rate, chance = clips[0].rate, np.random.default_rng(seed)
    pieces, marks = [np.zeros(round(BEFORE * rate))], []
    at = len(pieces[0])
    for clip in clips:
        marks.append((at / rate, (at + len(clip.samples)) / rate))
        pause = np.zeros(round(chance.uniform(least, most) * rate))
        pieces += [clip.samples.astype(float), pause]
        at += len(clip.samples) + len(pause)
    whole = np.concatenate(pieces)
    whole += chance.normal(0, 32768 * 10 ** (room / 20), len(whole))
    return Read(np.clip(np.rint(whole), -32768, 32767).astype(np.int16), rate, tuple(marks))


def _plain(file: Path, samples: NDArray[np.int16], rate: int) -> Path:
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(samples.astype("<i2").tobytes())
    return file


@dataclass(frozen=True)
class Coder:
    """How a program saves sound; `container` "": by the file's ending, `bits` 0: as it likes."""

    codec: str
    rate: int
    layout: str
    container: str = ""
    bits: int = 0


CODERS = {
    ".m4a": Coder("aac", 44_100, "stereo"),
    ".mp3": Coder("libmp3lame", 44_100, "mono"),
    ".wav": Coder("pcm_s16le", 22_050, "mono"),
    ".flac": Coder("flac", 22_050, "mono"),
    ".ogg": Coder("libopus", 48_000, "stereo"),
    ".opus": Coder("libopus", 48_000, "mono"),
}


def write(file: Path, samples: NDArray[np.int16], rate: int, coder: Coder | None = None) -> Path:
    """A recording as a program saves it; `coder` None: by the ending of its name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if coder is None and file.suffix == ".wav":
        return _plain(file, samples, rate)
    by = coder or CODERS[file.suffix]
    with av.open(str(file), "w", format=by.container or None) as container:
        stream = container.add_stream(by.codec, rate=by.rate, layout=by.layout)
        if by.bits:
            stream.bit_rate = by.bits
        size = stream.codec_context.frame_size
        to = av.AudioResampler(stream.format, by.layout, by.rate, frame_size=size or None)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = rate, 0
        for ready in (*to.resample(frame), *to.resample(None)):
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return file


NEWS = """---
title: Lịch khám bệnh tháng Mười một
---
Trạm y tế xã khám bệnh, cấp thuốc miễn phí cho người cao tuổi. Ai đến khám, xin mang theo thẻ
bảo hiểm y tế!

## Cần biết trước khi đi

- Nhịn ăn sáng nếu phải lấy máu.
- Uống nước lọc thì được.

Sổ khám cũ vẫn dùng được. Ai mất sổ, trạm cấp lại ngay tại chỗ, không thu tiền.
"""


def recorded_as(text, *files, marks=""):
    """The article with a recording."""
    place = Span("2026-11/kham-benh.md", 3, 12)
    made = Recording(files, place, ("Siu H'Blơi",), marks)
    return replace(text, recording=made)
