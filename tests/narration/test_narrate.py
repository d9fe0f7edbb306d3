"""The spoken issue, with espeak for real: times, what is kept, what is not made again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from bulletin.cache import Cache
from bulletin.diagnostics import BulletinError
from bulletin.narration.engines.base import Availability, Clip, SpeechError
from bulletin.narration.engines.choose import Chosen, choose
from bulletin.narration.kept import Kept
from bulletin.narration.mastering import TrackPlan, join
from bulletin.narration.model import VoiceUsed
from bulletin.narration.narrate import CUT_AT, PAUSES
from bulletin.narration.script.article import script_of
from bulletin.narration.sound.profiles import PODCAST
from bulletin.narration.speech import Speech, clip_of
from bulletin.narration.stretches import as_mp3
from tests.narration.narrated import narrate
from tests.narration.spoken import (
    ROAD,
    STORM,
    Failing,
    article,
    counting,
    order,
    samples_of,
    setting,
)

ARTICLES = [article(STORM, "mua-bao", 1), article(ROAD, "duong-ap", 2)]
SENTENCES = 8


@pytest.fixture(scope="module")
def narrated(tmp_path_factory):
    """A narration, its order, and the folder that it was made in."""
    folder = tmp_path_factory.mktemp("narrated")
    made = order(folder / "cache", choose(setting(folder)))
    return narrate(ARTICLES, folder / "audio", made), made, folder


def test_each_article_has_a_file_and_a_cue_for_each_sentence(narrated):
    narration, _, folder = narrated
    assert [track.name for track in narration.tracks] == ["01-mua-bao", "02-duong-ap"]
    assert all(track.file == folder / "audio" / f"{track.name}.m4a" for track in narration.tracks)
    assert sum(len(track.cues) for track in narration.tracks) == SENTENCES
    assert narration.voice.engine == "espeak"
    storm = narration.tracks[0].cues
    assert storm[1].written == "Bão số 5 vào ngày 2/11."
    assert [cue.structure for cue in storm] == ["", "", "", "list", "list"]


def test_times_are_those_of_the_decoded_file_to_the_sample(narrated):
    narration, made, _ = narrated
    speech = Speech(made.chosen, made.cache)
    for track, text in zip(narration.tracks, ARTICLES, strict=True):
        heard, rate = samples_of(track.file)
        assert track.duration == len(heard) / rate
        for cue, utterance in zip(
            track.cues, script_of(text, made.reader, made.words).utterances, strict=True
        ):
            clip = clip_of(made.cache, speech.key(utterance.runs)).samples.astype(float)
            assert cue.end - cue.start == pytest.approx(len(clip) / rate, abs=1e-9)
            reach = round(0.05 * rate)
            start = round(cue.start * rate)
            clip = clip[: rate // 2]
            around = heard[start - reach : start + len(clip) + reach].astype(float)
            lag = int(np.argmax(np.correlate(around, clip, "valid"))) - reach
            assert abs(lag) / rate < 0.001


def test_cues_follow_each_other_with_silence_between_them(narrated):
    narration, _, _ = narrated
    for track in narration.tracks:
        heard, rate = samples_of(track.file)
        assert track.cues[0].start > 0.2
        assert track.cues[-1].end < track.duration - 1.4
        gaps = zip(track.cues, track.cues[1:], strict=False)
        for before, after in gaps:
            assert after.start - before.end >= 0.39
            quiet = heard[round((before.end + 0.05) * rate) : round((after.start - 0.05) * rate)]
            assert np.abs(quiet).max() < 0.01


def test_files_say_what_they_are_and_can_be_played_while_they_load(narrated):
    narration, _, _ = narrated
    track = narration.tracks[1]
    with av.open(str(track.file), "r") as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.profile) == ("aac", "LC")
        assert (stream.channels, stream.metadata["language"]) == (1, "vie")
        assert container.metadata["title"] == "Đường ấp"
        assert container.metadata["album"] == "Bản tin"
        assert container.metadata["track"] == "2"
    data = track.file.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert len(samples_of(track.file)[0]) % 1024 == 0


def test_bytes_do_not_depend_on_place_or_number_of_jobs(narrated, tmp_path):
    narration, _, _ = narrated
    alone = setting(tmp_path, jobs=1)
    again = narrate(ARTICLES, tmp_path / "b", order(tmp_path / "c", choose(alone), jobs=1))
    for one, other in zip(narration.tracks, again.tracks, strict=True):
        assert one.file.read_bytes() == other.file.read_bytes()
        assert one.cues == other.cues


def test_nothing_is_spoken_or_encoded_again_when_nothing_changed(narrated, tmp_path):
    narration, _, folder = narrated
    chosen, engine = counting(setting(tmp_path))
    before = _files(folder / "cache")
    again = narrate(ARTICLES, tmp_path, order(folder / "cache", chosen))
    assert engine.asked == []
    assert _files(folder / "cache") == before
    assert again.tracks[0].file.read_bytes() == narration.tracks[0].file.read_bytes()


def test_a_mended_sentence_costs_one_sentence_and_one_article(narrated, tmp_path):
    narration, _, folder = narrated
    cache = Path(shutil.copytree(folder / "cache", tmp_path / "cache"))
    before = _files(cache)
    mended = article(STORM.replace("chằng chống", "gia cố"), "mua-bao", 1)
    chosen, engine = counting(setting(tmp_path))
    again = narrate([mended, ARTICLES[1]], tmp_path, order(cache, chosen))
    assert engine.asked == ["Xin bà con gia cố nhà cửa!"]
    clip, entry, stretches = 1, 1, 3  # so short an article is as a whole a little louder
    assert len(_files(cache) - before) <= clip + entry + stretches
    assert again.tracks[1].file.read_bytes() == narration.tracks[1].file.read_bytes()
    assert again.tracks[0].file.read_bytes() != narration.tracks[0].file.read_bytes()


def made_in(timings):
    """How many things of each stage were made."""
    return {stage.name: stage.made for stage in timings.stages() if stage.made}


def test_other_tags_speak_and_encode_nothing(narrated, tmp_path):
    narration, _, folder = narrated
    chosen, engine = counting(setting(tmp_path))
    changed = replace(order(folder / "cache", chosen), tags={"album": "Khác"})
    again = narrate(ARTICLES, tmp_path, changed)
    assert engine.asked == []
    assert set(made_in(changed.timings)) == {"tracks"}
    for one, other in zip(narration.tracks, again.tracks, strict=True):
        assert np.array_equal(samples_of(one.file)[0], samples_of(other.file)[0])
        with av.open(str(other.file)) as container:
            assert container.metadata["album"] == "Khác"


def test_an_mp3_that_is_wanted_later_costs_no_more_than_itself(narrated, tmp_path):
    _, _, folder = narrated
    cache = Path(shutil.copytree(folder / "cache", tmp_path / "cache"))
    wanted = replace(order(cache, choose(setting(tmp_path))), mp3=frozenset({"duong-ap"}))
    later = narrate(ARTICLES, tmp_path / "later", wanted)
    assert made_in(wanted.timings) == {"articles": 1, "articles, MP3": 1, "tracks": 1}
    assert later.tracks[0].mp3 is None
    both = replace(order(tmp_path / "c", wanted.chosen), mp3=frozenset({"mua-bao", "duong-ap"}))
    at_once = narrate(ARTICLES, tmp_path / "at-once", both)
    assert later.tracks[1].mp3.read_bytes() == at_once.tracks[1].mp3.read_bytes()
    assert later.tracks[1].file.read_bytes() == at_once.tracks[1].file.read_bytes()


class Hissing:
    """An engine whose sound makes the encoder pass the limit at first."""

    name, at_once = "hissing", 1

    def speak(self, runs):
        random = np.random.default_rng(len(runs[0].text))
        noise = random.laplace(size=36000) * np.abs(np.sin(np.arange(36000) / 1400)) ** 3
        return Clip((noise / np.abs(noise).max() * 6000).astype(np.int16), 24000)


def test_the_mp3_is_of_the_samples_of_the_aac_also_where_these_needed_more_room(tmp_path):
    found = Availability(usable=True, reason="", key=("1",))
    chosen = Chosen(Hissing(), found, VoiceUsed("hissing", "1", "x", "vi", "asked for"))
    wanted = replace(order(tmp_path / "c", chosen), mp3=frozenset({"mua-bao"}))
    (track,) = narrate(ARTICLES[:1], tmp_path / "audio", wanted).tracks
    assert made_in(wanted.timings)["articles, MP3"] == 2, "the level was changed on the way"
    utterances = script_of(ARTICLES[0], wanted.reader, wanted.words).utterances
    keys = tuple(Speech(chosen, wanted.cache).key(one.runs) for one in utterances)
    plan = TrackPlan(
        keys,
        tuple(PAUSES[one.pause] for one in utterances),
        breaks=tuple(n for n, one in enumerate(utterances[:-1]) if one.pause in CUT_AT),
    )
    times = Kept(wanted.cache, plan).times()
    assert times.ceiling < PODCAST.ceiling
    sound = join(plan, wanted.cache, tmp_path).at(times.level)
    frames = as_mp3(sound, Cache(tmp_path / "other"))
    assert track.mp3.read_bytes() == b"".join(map(wanted.cache.get, frames))
    assert track.duration == sound.length / sound.rate


def test_a_damaged_clip_is_spoken_again(narrated, tmp_path):
    narration, made, folder = narrated
    cache = Path(shutil.copytree(folder / "cache", tmp_path / "cache"))
    for file in cache.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-7])
    again = narrate(ARTICLES, tmp_path / "a", order(cache, made.chosen))
    assert again.tracks[0].file.read_bytes() == narration.tracks[0].file.read_bytes()


def test_a_voice_that_stops_says_how_much_is_safe_and_goes_on_from_there(tmp_path):
    engine = Failing(3, SpeechError("the line is dead"))
    with pytest.raises(BulletinError) as raised:
        narrate(ARTICLES, tmp_path / "audio", order(tmp_path / "c", engine.chosen()))
    assert f"3 of {SENTENCES} sentences are safe" in raised.value.message
    assert re.search(r"stopped: \S+\.md:\d+, “.+”: the line is dead", raised.value.message)
    assert "run the same command again" in raised.value.hint
    assert "--engine espeak" in raised.value.hint
    assert not (tmp_path / "audio").exists()
    rest = Failing(SENTENCES - 3, SpeechError("asked for more than was missing"))
    narration = narrate(ARTICLES, tmp_path / "audio", order(tmp_path / "c", rest.chosen()))
    assert len(narration.tracks) == 2


def test_silence_in_place_of_speech_stops_the_voice(tmp_path):
    with pytest.raises(BulletinError, match="silence"):
        narrate(ARTICLES, tmp_path, order(tmp_path / "c", Failing(2).chosen()))


def test_an_engine_that_cannot_speak_now_is_not_asked_but_what_it_spoke_is_used(tmp_path):
    gone = Failing(0, SpeechError("was asked")).chosen(usable=False)
    with pytest.raises(BulletinError, match="it is switched off"):
        narrate(ARTICLES, tmp_path, order(tmp_path / "c", gone))
    narrate(ARTICLES, tmp_path, order(tmp_path / "c", Failing(SENTENCES).chosen()))
    assert len(narrate(ARTICLES, tmp_path, order(tmp_path / "c", gone)).tracks) == 2


_VICTIM = """
import sys
from pathlib import Path
from bulletin.narration.engines.choose import choose
from tests.narration.narrated import narrate
from tests.narration.spoken import article, order, setting
from tests.narration.test_narrate import LONG
home = Path(sys.argv[1])
narrate([article(LONG, "dai")], home / "audio", order(home / "cache", choose(setting(home))))
"""
LONG = "---\ntitle: Bài dài\n---\n" + "".join(f"Câu thứ {number}.\n\n" for number in range(1, 31))


def test_a_killed_narration_loses_no_sentence_that_was_spoken(tmp_path):
    victim = subprocess.Popen([sys.executable, "-c", _VICTIM, str(tmp_path)])
    until = time.monotonic() + 60
    while len(_files(tmp_path / "cache")) < 5 and time.monotonic() < until:
        time.sleep(0.005)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    safe = len(_files(tmp_path / "cache"))
    assert 5 <= safe < 31
    assert not (tmp_path / "audio").exists()
    chosen, engine = counting(setting(tmp_path))
    narrate([article(LONG, "dai")], tmp_path / "audio", order(tmp_path / "cache", chosen))
    assert len(engine.asked) == 31 - safe


def test_clips_of_a_cache_that_was_emptied_meanwhile_are_missed_with_words(tmp_path):
    with pytest.raises(SpeechError, match="gone from the cache"):
        clip_of(Cache(tmp_path), "0" * 64)


def _files(folder):
    """The whole entries of a cache; those in the making have a name that starts with a dot."""
    return {path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."}
