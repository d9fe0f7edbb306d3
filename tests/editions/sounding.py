"""A narration made of tones, as cheap as real audio can be.

In: a composition. Out: a `Narration` with real AAC files, a cue for each sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from bulletin import document
from bulletin.composition import Composition
from bulletin.narration import encoding
from bulletin.narration.model import Cue, Narration, Track, VoiceUsed

RATE = 24_000
FRAME = 1024
VOICE = VoiceUsed("tone", "1", "440 Hz", "vi", "made for tests")


def sentences(blocks: Iterable[document.Block]) -> Iterator[document.Sentence]:
    """Every sentence in reading order."""
    for block in blocks:
        for inlines in document.inlines_of(block):
            yield from (
                i for i in document.walk_inlines(inlines) if isinstance(i, document.Sentence)
            )
        yield from sentences(document.children_of(block))


def spoken(article: document.Article, *, inline: bool) -> Iterator[document.Sentence]:
    """The sentences as a voice reads them; `inline`: each footnote after its first mark."""
    if not inline:
        yield from sentences(article.blocks)
        return
    notes = {note.id: note for note in article.footnotes}
    for sentence in sentences(b for b in article.blocks if b not in article.footnotes):
        yield sentence
        for mark in document.walk_inlines(sentence.children):
            if isinstance(mark, document.FootnoteReference) and mark.footnote in notes:
                yield from sentences([notes.pop(mark.footnote)])


def narrate(
    composition: Composition,
    folder: Path,
    *,
    seconds: float = 0.1,
    inline: bool = False,
    mp3: bool = False,
) -> Narration:
    """A narration of every part, each sentence so many seconds, with pauses as real ones have."""
    folder.mkdir(parents=True, exist_ok=True)
    pause, tracks = 0.15, []
    for number, part in enumerate(composition.parts):
        cues, start = [], 0.0
        for sentence in spoken(part, inline=inline):
            text = document.plain_text(sentence.children)
            cues.append(Cue(sentence.id, text, start, start + seconds))
            start += seconds + pause
        start += 0.1
        samples = -(-round(start * RATE) // encoding.BLOCK) * encoding.BLOCK
        file = folder / f"{part.name}.m4a"
        wave = tone(samples, 220 + 20 * number, cues)
        encode(file, wave)
        frames = folder.parent / "mp3" / f"{part.name}.mp3"
        if mp3:
            frames.parent.mkdir(exist_ok=True)
            frames.write_bytes(encoding.mp3([wave], RATE, 48_000))
        title = document.plain_text(part.title.children)
        length = samples / RATE
        tracks.append(
            Track(part.name, part.slug, title, file, length, tuple(cues), frames if mp3 else None)
        )
    return Narration(VOICE, tuple(tracks))


def tone(samples: int, hertz: float, cues: Iterable[Cue]) -> NDArray[np.int16]:
    """A tone where something is said, silence between."""
    wave = 0.3 * np.sin(2 * np.pi * hertz * np.arange(samples) / RATE)
    heard = np.zeros(samples)
    for cue in cues:
        heard[round(cue.start * RATE) : round(cue.end * RATE)] = 1
    return (wave * heard * 32767).astype(np.int16)


def encode(file: Path, wave: NDArray[np.int16], rate: int = RATE) -> None:
    """A mono AAC file."""
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(file), "w", format="mp4", options=options) as out:
        stream = out.add_stream("aac", rate=rate, layout="mono", options={"aac_coder": "fast"})
        stream.bit_rate = 48_000
        for start in range(0, len(wave), FRAME):
            block = wave[start : start + FRAME].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate = rate
            frame.pts = start
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def decode(file: Path) -> NDArray[np.float32]:
    """The samples of a file's first sound, as a player hears them."""
    with av.open(str(file)) as source:
        frames = [frame.to_ndarray() for frame in source.decode(audio=0)]
    wave: NDArray[np.float32] = np.concatenate(frames, axis=1)[0]
    return wave


def packets(file: Path) -> list[bytes]:
    """The encoded packets of a file's first sound, in order."""
    with av.open(str(file)) as source:
        return [bytes(p) for p in source.demux(source.streams.audio[0]) if p.size]
