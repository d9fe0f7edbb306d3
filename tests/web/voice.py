"""A narration without speech: quiet audio of the right length, a cue for each sentence.

In: a composition. Out: a `Narration` and its files below a folder, in a blink.
"""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from bulletin.composition import Composition
from bulletin.document import Article, Sentence, all_inlines, plain_text
from bulletin.narration.model import Cue, Narration, Track, VoiceUsed

RATE = 24_000
_SECONDS_A_LETTER = 0.06
_PAUSE = 0.3


def narrated(composition: Composition, folder: Path) -> Narration:
    """Tracks for the opening, each article and the imprint, in `folder`/audio."""
    narration = timed(composition, folder)
    for track in narration.tracks:
        _write(track.file, track.duration)
    return narration


def timed(composition: Composition, folder: Path) -> Narration:
    """The same with empty files, for tests that only need the times."""
    tracks = tuple(_track(part, part.name, folder / "audio") for part in composition.parts)
    return Narration(VoiceUsed("quiet", "1", "none", "vi", "for tests"), tracks)


def _track(article: Article, name: str, folder: Path) -> Track:
    cues, now = [], 0.0
    for inline in all_inlines(article):
        if isinstance(inline, Sentence):
            text = plain_text(inline.children)
            end = now + max(0.8, len(text) * _SECONDS_A_LETTER)
            cues.append(Cue(inline.id, text, round(now, 3), round(end, 3)))
            now = end + _PAUSE
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.m4a"
    file.touch()
    title = plain_text(article.title.children)
    return Track(name, article.slug, title, file, now, tuple(cues))


def _write(file: Path, seconds: float) -> None:
    with av.open(str(file), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = 24_000
        stream.options = {"aac_coder": "fast"}
        block = 65_536
        for start in range(0, int(seconds * RATE), block):
            wave = np.sin((np.arange(start, start + block) / RATE) * 440 * 2 * np.pi) * 0.05
            frame = av.AudioFrame.from_ndarray(wave.astype(np.float32)[None, :], "fltp", "mono")
            frame.sample_rate = RATE
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
