"""An article's sound in stretches: each encoded by itself, and joined as if it were one.

Whoever mends a sentence has one stretch encoded, and the result is what a cold build makes.
"""

from __future__ import annotations

from dataclasses import replace

import av
import numpy as np
import pytest

from bulletin.audio import xing
from bulletin.narration.encoding import BLOCK, DELAY, FRAME, TAIL, heard, mp3_frame
from bulletin.narration.engines.base import Availability, Clip
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.kept import Kept
from bulletin.narration.mastering import Levelling, TrackPlan, join, levelled
from bulletin.narration.model import VoiceUsed
from bulletin.narration.narrate import CUT_AT, PAUSES
from bulletin.narration.script.article import script_of
from bulletin.narration.sound.profiles import ACX, PODCAST
from bulletin.narration.speech import Speech
from bulletin.narration.stretches import AacStretch, as_aac, as_mp3
from tests.narration.narrated import narrate
from tests.narration.spoken import article, order, samples_of

WORDS = ("ấp", "tổ", "dân", "phố", "xã", "lúa", "nước", "đê", "kênh", "cầu", "đường", "chợ")


def prose(paragraphs, seed=3):
    """Paragraphs of three sentences, no two of them the same."""
    random = np.random.default_rng(seed)

    def sentence():
        return " ".join(random.choice(WORDS, 7)).capitalize() + "."

    return [" ".join(sentence() for _ in range(3)) for _ in range(paragraphs)]


class Murmuring:
    """An engine whose sound is as uneven as speech, and of the words alone."""

    name, at_once = "murmuring", 1

    def __init__(self, rate=22_050):
        self.rate, self.asked = rate, []

    def speak(self, runs):
        text = runs[0].text
        self.asked.append(text)
        random = np.random.default_rng(list(text.encode()))
        count = self.rate * len(text) // 40
        noise = np.convolve(random.laplace(size=count), np.ones(30), "same")
        noise *= np.abs(np.sin(np.arange(count) * 8 / self.rate)) ** 2
        noise *= 2_500 / np.sqrt(np.mean(noise**2))
        return Clip(noise.clip(-20_000, 20_000).astype(np.int16), self.rate)

    def chosen(self):
        found = Availability(usable=True, reason="", key=(str(self.rate),))
        return Chosen(self, found, VoiceUsed(self.name, "1", "x", "vi", "asked for"))


def told(paragraphs, folder, engine, profile=PODCAST):
    """The narration of an article, with its MP3, and how its sound is planned."""
    made = article("---\ntitle: Kênh xã\n---\n" + "\n\n".join(paragraphs), "kenh", 1)
    wanted = replace(order(folder / "cache", engine.chosen()), mp3=frozenset({"kenh"}))
    wanted = replace(wanted, voice=wanted.voice.model_copy(update={"profile": profile.name}))
    (track,) = narrate([made], folder / "audio", wanted).tracks
    lines = script_of(made, wanted.reader, wanted.words).utterances
    speech = Speech(wanted.chosen, wanted.cache)
    plan = TrackPlan(
        tuple(speech.key(line.runs) for line in lines),
        tuple(PAUSES[line.pause] for line in lines),
        profile=profile,
        breaks=tuple(n for n, line in enumerate(lines[:-1]) if line.pause in CUT_AT),
    )
    return track, plan, wanted.cache


def entries(folder):
    return {file for file in (folder / "cache").rglob("*") if file.is_file()}


def of_mp3(frames):
    """The samples of MP3 frames, as late as a decoder is with them."""
    decoder = av.CodecContext.create("mp3float", "r")
    at, found = 0, []
    while at < len(frames):
        size = xing.FrameHead.of(frames, at).size()
        found += decoder.decode(av.Packet(frames[at : at + size]))
        at += size
    return np.concatenate([frame.to_ndarray()[0] for frame in found])


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100])
def test_the_whole_is_heard_as_its_stretches_are(tmp_path, rate):
    track, plan, cache = told(prose(2), tmp_path, Murmuring(rate))
    kept = Kept(cache, plan)
    times = kept.times()
    stretches = kept.packets(times)
    sound = join(plan, cache, tmp_path).at(times.level)
    parts = list(sound.stretches)
    assert len(parts) == len(stretches) == 3, "the title, and each paragraph"
    whole, _ = samples_of(track.file)
    assert len(whole) == times.length
    frames = track.mp3.read_bytes()
    assert frames == kept.mp3()
    late = of_mp3(frames)
    for (start, end), packets, key in zip(parts, stretches, as_mp3(sound, cache), strict=True):
        alone = np.concatenate(list(heard(packets, rate)))[FRAME:]
        assert np.array_equal(whole[start:end], alone[: end - start])
        assert np.abs(alone).max() > 0.1
        own = of_mp3(cache.get(key))
        assert len(own) == end - start
        assert np.array_equal(late[start + DELAY : end], own[DELAY:])
        assert len(own) % mp3_frame(rate) == 0


def test_one_stretch_is_encoded_for_one_mended_word_and_all_is_as_from_a_cold_build(tmp_path):
    before = prose(4)
    middle = before[2].split()
    mended = [*before[:2], " ".join([*middle[:4], "mới", *middle[4:]]), *before[3:]]
    engine = Murmuring()
    told(before, tmp_path / "warm", engine)
    there, engine.asked = entries(tmp_path / "warm"), []
    warm, plan, cache = told(mended, tmp_path / "warm", engine)
    cold, *_ = told(mended, tmp_path / "cold", Murmuring())
    assert len(engine.asked) == 1
    clip, aac, mp3, article_of_aac, article_of_mp3 = 1, 1, 1, 1, 1
    made = clip + aac + mp3 + article_of_aac + article_of_mp3
    assert len(entries(tmp_path / "warm") - there) == made
    assert warm.file.read_bytes() == cold.file.read_bytes()
    assert warm.mp3.read_bytes() == cold.mp3.read_bytes()
    assert warm.cues == cold.cues
    steps = Kept(cache, plan).times().level.gain / PODCAST.tolerance
    assert steps == pytest.approx(round(steps))


def test_no_sample_of_a_stretch_is_another_for_what_is_said_before_it(tmp_path):
    """The limiter, which has to work here, has let go before the next stretch begins."""
    heard_last = []
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        _, plan, cache = told([*prose(2, seed), *prose(1, 9)], folder, Murmuring())
        sound = join(plan, cache, folder).at(Levelling(12.0, PODCAST.ceiling))
        *_, (start, end) = sound.stretches
        assert start % BLOCK == end % BLOCK == 0
        heard_last.append(np.fromfile(sound.levelled, np.int16)[start:end])
    assert np.array_equal(*heard_last)
    last = heard_last[0]
    assert np.abs(last).max() == pytest.approx(10 ** (PODCAST.ceiling / 20) * 32768, rel=0.01)
    assert not last[:FRAME].any()
    assert not last[-TAIL:].any()


def test_pauses_between_stretches_stay_about_as_long_as_they_should_be(tmp_path):
    _, plan, cache = told(prose(6), tmp_path, Murmuring())
    sound = join(plan, cache, tmp_path)
    for number in plan.breaks:
        pause = (sound.spans[number + 1][0] - sound.spans[number][1]) / sound.rate
        assert abs(pause - plan.gaps[number]) <= BLOCK / 2 / sound.rate + 0.001
        assert pause > PAUSES["sentence"]


def test_a_room_that_is_heard_is_not_cut(tmp_path):
    track, plan, cache = told(prose(2), tmp_path, Murmuring(), ACX)
    kept = Kept(cache, plan)
    stretches = kept.packets(kept.times())
    assert plan.breaks
    assert len(stretches) == 1
    assert len(samples_of(track.file)[0]) == round(track.duration * ACX.rate)


def test_a_stretch_reads_back_from_its_entry(tmp_path):
    _, plan, cache = told(prose(1), tmp_path, Murmuring())
    keys, _ = as_aac(levelled(join(plan, cache, tmp_path)), cache)
    for key in keys:
        entry = cache.get(key)
        stretch = AacStretch.read(entry)
        assert stretch.entry == entry
        assert all(stretch.packets)
        assert stretch.peak < PODCAST.peak
