"""An article's sound: how loud it is, and that nothing clicks."""

from __future__ import annotations

import numpy as np
import pytest

from bulletin.cache import Cache
from bulletin.narration.encoding import BLOCK, TAIL, write_aac
from bulletin.narration.engines.base import Clip, SpeechError
from bulletin.narration.mastering import TrackPlan, join, levelled
from bulletin.narration.sound.editing import Chain, finished
from bulletin.narration.sound.loudness import SILENCE, Meter, PeakMeter
from bulletin.narration.speech import Speech
from bulletin.narration.stretches import AacStretch, as_aac, as_mp3
from tests.narration.spoken import RATE, Failing, loudness_of, voice


def mastered(tmp_path, *clips):
    """A finished article of some clips, and its file."""
    speech = Speech(Failing(0).chosen(), Cache(tmp_path / "cache"))
    keys = []
    for number, clip in enumerate(clips):
        speech.chosen.engine.speak = lambda _runs, clip=clip: clip
        runs = [_Run(str(number))]
        speech.speak(runs)
        keys.append(speech.key(runs))
    plan = TrackPlan(tuple(keys), (0.4,) * len(keys))
    found, made = as_aac(levelled(join(plan, speech.cache, tmp_path)), speech.cache)
    file = tmp_path / "a.m4a"
    packets = [AacStretch.read(speech.cache.get(key)).packets for key in found]
    write_aac(packets, made.rate, file, {}, "vie")
    return made, file


class _Run:
    language = None

    def __init__(self, text):
        self.text = text


@pytest.mark.parametrize(("loud", "smooth"), [(600, 8), (32000, 8), (6000, 1)])
def test_quiet_and_loud_and_hissing_voices_come_out_alike_and_never_too_high(
    tmp_path, loud, smooth
):
    clips = [voice(1.5, loud, seed, smooth=smooth) for seed in range(4)]
    made, file = mastered(tmp_path, *clips)
    loudness, peak = loudness_of(file)
    assert loudness == pytest.approx(-18, abs=1)
    assert peak < -1.5
    assert made.length % BLOCK == 0
    cache = Cache(tmp_path / "cache")
    file.write_bytes(b"".join(map(cache.get, as_mp3(made, cache))))
    assert loudness_of(file)[1] < -1.5


def test_sentences_that_a_server_says_far_louder_or_softer_are_as_loud_as_the_others(tmp_path):
    """Those a little off stay as they are."""
    louds = [9_000, 900, 9_000, 31_000, 9_000, 5_000, 9_000]
    made, _ = mastered(tmp_path, *(voice(0.5, loud, 1) for loud in louds))
    raw = np.fromfile(made.raw, "<i2").astype(np.int32)
    peaks = [np.abs(raw[start:end]).max() for start, end in made.spans]
    assert peaks == pytest.approx([9_000, 9_000, 9_000, 9_000, 9_000, 5_000, 9_000], rel=0.07)


def test_one_word_is_an_article_too(tmp_path):
    _, file = mastered(tmp_path, voice(0.3, 9000, 1))
    assert loudness_of(file)[1] < -1.5


def test_a_clip_is_cut_to_its_speech_and_does_not_click():
    sound = voice(1.0, 20000, 7).samples + np.int16(0)
    silence = np.zeros(RATE, np.int16)
    clip = finished(Clip(np.concatenate([silence, sound, silence]), RATE))
    assert 0.9 < clip.duration < 1.1
    assert abs(int(clip.samples[0])) < 10
    assert abs(int(clip.samples[-1])) < 10
    square = Clip(np.full(RATE, 20000, np.int16), RATE)
    steps = np.abs(np.diff(finished(square).samples.astype(int), prepend=0, append=0))
    assert steps.max() < 250


def test_silence_has_no_speech():
    assert not len(finished(Clip(np.zeros(1000, np.int16), RATE)).samples)


def test_two_sample_rates_in_one_article_are_refused(tmp_path):
    with pytest.raises(SpeechError, match="two sample rates"):
        mastered(tmp_path, voice(0.5, 9000, 1), voice(0.5, 9000, 2, rate=16000))


@pytest.mark.parametrize(("given", "made"), [(17_000, 22_050), (96_000, 48_000), (24_000, 24_000)])
def test_a_voice_of_a_rate_that_no_encoder_has_is_heard_at_the_nearest(tmp_path, given, made):
    found, _ = mastered(tmp_path, voice(0.5, 9000, 1, rate=given))
    assert found.rate == made
    ((start, end),) = found.spans
    assert (end - start) / made == pytest.approx(0.5, abs=0.01)


def test_the_pause_that_ends_an_article_stays_about_what_it_should_be(tmp_path):
    for seconds in (0.3, 0.5, 0.71, 0.9, 1.13):
        made, _ = mastered(tmp_path, voice(seconds, 9000, 3))
        pause = made.length - made.spans[-1][1]
        assert max(0.2 * RATE, TAIL) <= pause <= 0.2 * RATE + BLOCK


def test_loudness_is_what_ffmpeg_measures():
    for rate in (8000, 22050, 44100, 48000):
        clip = voice(4, 9000, 5, rate=rate, smooth=3)
        clip.samples[rate : 2 * rate] //= 40
        meter = Meter(rate)
        for at in range(0, len(clip.samples), 7001):
            meter.push(clip.samples[at : at + 7001].astype(np.float32) / 32768)
        *_, last = Chain(rate, [("ebur128", "metadata=1")]).push(clip.samples)
        assert meter.loudness == pytest.approx(float(last.metadata["lavfi.r128.I"]), abs=0.05)
    assert Meter(8000).loudness == SILENCE


def test_a_peak_between_samples_is_found_wherever_it_is():
    """A tone at a quarter of the sample rate whose samples all miss its tops by 3 dB."""
    for count in (100, 1000, 5000):
        wave = np.sin(np.pi / 2 * np.arange(count) + np.pi / 4).astype(np.float32) * 0.7
        for step in (37, 1024):
            meter = PeakMeter(-2.2)
            for at in range(0, count, step):
                meter.push(wave[at : at + step])
            assert meter.end() == pytest.approx(20 * np.log10(0.7), abs=0.3)
