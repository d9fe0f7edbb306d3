"""Articles to be spoken in tests, and what the files hold afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import av
import av.filter
import numpy as np
from numpy.typing import NDArray

from bulletin.cache import Cache
from bulletin.composition import with_sentences
from bulletin.document import Article
from bulletin.languages import reader_for, words_for
from bulletin.narration.engines.base import Availability, Clip, Engine, Setting
from bulletin.narration.engines.choose import Chosen, choose
from bulletin.narration.model import VoiceUsed
from bulletin.narration.narrate import NarrationOrder
from bulletin.reading import Lexicon, Run
from bulletin.source.markdown import read_lone
from bulletin.source.settings.models import Voice

RATE = 22050

STORM = """---
title: Mưa bão
---
Bão số 5 vào ngày 2/11. Xin bà con chằng chống nhà cửa!

- Cất giấy tờ lên cao.
- Gọi 114 khi có người gặp nạn.
"""
ROAD = """---
title: Đường ấp
---
Đường dài 1,2 km. Dân góp 30%.
"""


def article(text: str, slug: str, number: int = 1, language: str = "vi") -> Article:
    """A composed article, as an issue would have it."""
    made, findings = read_lone(text.encode(), f"{slug}.md", None, language)
    assert made
    assert not findings
    return with_sentences(replace(made, number=number), language)


def setting(tmp: Path, engine: str = "espeak", language: str = "vi", jobs: int = 2) -> Setting:
    return Setting(language, Voice(engine=engine), tmp / "voices", jobs=jobs)


def order(cache: Path, chosen: Chosen, language: str = "vi", jobs: int = 2) -> NarrationOrder:
    return NarrationOrder(
        chosen=chosen,
        voice=Voice(),
        reader=reader_for(language, Lexicon({})),
        words=words_for(language),
        cache=Cache(cache),
        tags={"album": "Bản tin", "artist": "Ủy ban nhân dân xã"},
        jobs=jobs,
    )


class Counting:
    """An engine that notes what it was asked, and lets another one answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.at_once = engine.name, engine.at_once
        self.asked: list[str] = []

    def probe(self) -> Availability:
        return self._engine.probe()

    def speak(self, runs: Sequence[Run]) -> Clip:
        self.asked.append(" ".join(run.text for run in runs))
        return self._engine.speak(runs)


def counting(wanted: Setting) -> tuple[Chosen, Counting]:
    """The choice for a setting, with its engine under observation."""
    chosen = choose(wanted)
    engine = Counting(chosen.engine)
    return replace(chosen, engine=engine), engine


def samples_of(file: Path) -> tuple[NDArray[np.float32], int]:
    """What a player hears of a file, and its sample rate."""
    with av.open(str(file), "r") as container:
        frames = list(container.decode(audio=0))
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]), frames[0].sample_rate


def loudness_of(file: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) of a file, by FFmpeg's ebur128."""
    graph = av.filter.Graph()
    found: dict[str, str] = {}
    with av.open(str(file), "r") as container:
        source = graph.add_abuffer(template=container.streams.audio[0])
        meter, sink = graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        for frame in [*container.decode(audio=0), None]:
            source.push(frame)
            while True:
                try:
                    found |= sink.pull().metadata
                except (av.error.BlockingIOError, av.error.EOFError):
                    break
    return float(found["lavfi.r128.I"]), 20 * np.log10(float(found["lavfi.r128.true_peak"]))


def voice(seconds, loud, seed, rate=RATE, smooth=8):
    """Noise in bursts, as uneven as syllables: peaks far above its loudness.

    `smooth` takes the high tones away, of which speech has little.
    """
    noise = np.random.default_rng(seed).laplace(size=int(seconds * rate))
    noise = np.convolve(noise, np.ones(smooth), "same")
    shape = np.abs(np.sin(np.arange(len(noise)) * 2 * np.pi * 2.5 / rate)) ** 3
    samples = noise * shape
    return Clip((samples / np.abs(samples).max() * loud).astype(np.int16), rate)


class Failing:
    """An engine that speaks so many sentences, and then no more."""

    name, at_once = "failing", 1

    def __init__(self, good, fault=None):
        self.good, self.fault = good, fault

    def probe(self):
        return Availability(usable=True, reason="", key=("1",))

    def speak(self, runs):
        if self.good == 0:
            if self.fault:
                raise self.fault
            return Clip(np.zeros(8000, np.int16), 8000)
        self.good -= 1
        tone = np.sin(np.arange(4000 + 40 * len(runs[0].text)) * 0.3) * 9000
        return Clip(tone.astype(np.int16), 8000)

    def chosen(self, *, usable=True):
        found = Availability(usable=usable, reason="it is switched off", key=("1",))
        return Chosen(self, found, VoiceUsed("failing", "1", "x", "vi", "asked for"))
