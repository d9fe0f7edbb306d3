"""The film of a clip: frames and sound in an MP4 (H.264, AAC).

In: a plan, what draws it, its sound. Out: a file. A frame is what was drawn for its caption with
a cut from the picture that is prepared once: all that is done for each frame is to copy planes.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bulletin.editions.clips.drawing import WANDER, Studio
from bulletin.editions.clips.plan import ClipPiece, ClipPlan
from bulletin.narration.sound import editing

FPS = 25
RATE = 44_100
_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}
_ENCODERS = ("libx264", "libopenh264")
_X264 = {
    "preset": "superfast",
    "x264-params": "rc-lookahead=5:bframes=0:mbtree=0:weightp=0:ref=1",
    "crf": "26",
    "maxrate": "1100k",
    "bufsize": "2200k",
    "threads": "1",
    "g": "125",
}
"""60 seconds at this rate and their sound stay below 10 MB. One thread: the same bytes."""
_SOUND_RATE = 96_000
_CHUNK = 1024

Planes = tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]
Samples = NDArray[np.int16]


def sound_of(plan: ClipPlan) -> Samples:
    """The clip's sound: the pieces of the articles' own, as loud as they are there."""
    said = [_cut(piece) for piece in plan.pieces]
    head = round(RATE * (plan.spoken - sum(p.end - p.start for p in plan.pieces)))
    joined = np.concatenate([np.zeros(head, np.int16), *said])
    return np.pad(joined, (0, max(0, round(plan.length * RATE) - len(joined))))


def _cut(piece: ClipPiece) -> Samples:
    samples = _decoded(piece.file)
    length = round((piece.end - piece.start) * RATE)
    start = round(piece.start * RATE)
    found = samples[start : start + length]
    return np.pad(found, (0, length - len(found)))


@lru_cache(maxsize=4)
def _decoded(file: Path) -> Samples:
    return editing.decoded(file.read_bytes(), RATE).samples


def write(file: Path, plan: ClipPlan, studio: Studio, samples: Samples) -> None:
    """Write the film."""
    size = studio.size
    encoder = next(name for name in _ENCODERS if name in av.codecs_available)
    with av.open(str(file), "w", format="mp4", options=_OPTIONS) as out:
        options = _X264 if encoder == "libx264" else {"b": "1100k"}
        video: Any = out.add_stream(encoder, rate=FPS, options=options)
        video.width, video.height, video.pix_fmt = size.width, size.height, "yuv420p"
        audio: Any = out.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = _SOUND_RATE
        heard = 0
        for number, planes in enumerate(_frames(plan, studio)):
            out.mux(video.encode(_frame(planes, number)))
            until = min(len(samples), (number + 1) * RATE // FPS)
            while heard < until:
                piece = samples[heard : heard + _CHUNK]
                out.mux(audio.encode(editing.audio_frame(piece, RATE, heard)))
                heard += len(piece)
        out.mux(video.encode(None))
        out.mux(audio.encode(None))


def _frames(plan: ClipPlan, studio: Studio) -> Iterator[Planes]:
    """Every frame of the clip, as planes of luma and chroma."""
    pictures = [_planes(studio.picture(file)) for file in plan.pictures or (None,)]
    captions = iter(plan.captions)
    caption = None
    ground = _planes(studio.frame("", title=False))
    coming = next(captions, None)
    spoken = round(plan.spoken * FPS)
    each = max(1, -(-spoken // len(pictures)))
    for number in range(spoken):
        while coming and coming.start * FPS <= number + 0.5:
            caption, coming = coming, next(captions, None)
            ground = _planes(studio.frame(caption.text, title=caption.title))
        at, into = divmod(number, each)
        shift = round(WANDER * into / each / 2) * 2
        yield _with(ground, pictures[at], shift if at % 2 == 0 else WANDER - shift, studio)
    end = _planes(studio.end(plan.address))
    for _ in range(round(plan.length * FPS) - spoken):
        yield end


def _with(ground: Planes, picture: Planes, shift: int, studio: Studio) -> Planes:
    """A frame with a cut of the picture in its place; `shift` is even, for chroma's sake."""
    top, high, wide = studio.size.bar, studio.size.picture, studio.size.width
    for plane, source, part in zip(ground, picture, (1, 2, 2), strict=True):
        cut = source[:, shift // part : (shift + wide) // part]
        plane[top // part : (top + high) // part] = cut
    return ground


def _planes(image: Image.Image) -> Planes:
    """An image as planes of YUV 4:2:0 that may be written to."""
    frame = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24").reformat(format="yuv420p")
    high, wide = image.height, image.width
    whole = np.asarray(frame.to_ndarray(), np.uint8).reshape(-1)
    luma, chroma = high * wide, (high // 2) * (wide // 2)
    return (
        whole[:luma].reshape(high, wide).copy(),
        whole[luma : luma + chroma].reshape(high // 2, wide // 2).copy(),
        whole[luma + chroma :].reshape(high // 2, wide // 2).copy(),
    )


def _frame(planes: Planes, number: int) -> av.VideoFrame:
    high, wide = planes[0].shape
    whole = np.concatenate([plane.reshape(-1) for plane in planes]).reshape(high * 3 // 2, wide)
    frame = av.VideoFrame.from_ndarray(whole, format="yuv420p")
    frame.pts = number
    frame.time_base = Fraction(1, FPS)
    return frame
