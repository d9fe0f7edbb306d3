"""Two voices: who says what, what it is kept under, and how transcripts tell them apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bulletin.audio.tags import narrators
from bulletin.diagnostics import BulletinError
from bulletin.languages import reader_for, words_for
from bulletin.narration.engines.base import Availability, Setting
from bulletin.narration.engines.choose import Chosen, choose
from bulletin.narration.engines.second import second_of, shifted
from bulletin.narration.model import VoiceUsed
from bulletin.narration.script.article import script_of
from bulletin.narration.sound.clip import Clip
from bulletin.narration.sound.editing import filtered
from bulletin.narration.speech import Speech, clip_of
from bulletin.narration.transcript import webvtt
from bulletin.reading import Lexicon, Run
from bulletin.source.settings.models import Voice
from tests.narration.narrated import narrate
from tests.narration.spoken import article, order

ASKED = """---
title: Hỏi đáp
---

:::{dialogue}
**Hỏi.** Báo ai?

**Đáp.** Báo trưởng ấp.

**Hỏi.** Báo ai?
:::
"""


def voices(tmp_path, second, engine="espeak", **usual):
    """The usual voice and the second one, as they are set."""
    setting = Setting(
        "vi", Voice(engine=engine, second=second, **usual), tmp_path / "voices", patience=0
    )
    chosen = choose(setting)
    other = second_of(setting, chosen)
    return chosen, {"second": other} if other else {}


def test_each_speaker_is_heard_in_their_voice(tmp_path):
    chosen, others = voices(tmp_path, {"name": "vi+f3"})
    made = replace(order(tmp_path / "cache", chosen), others=others)
    text = article(ASKED, "hoi-dap")
    (track,) = narrate([text], tmp_path / "out", made).tracks
    assert [cue.speaker for cue in track.cues] == ["", *["Hỏi"] * 2, *["Đáp"] * 2, *["Hỏi"] * 2]
    lines = script_of(text, made.reader, made.words).utterances
    speech = Speech(chosen, made.cache, others)
    asked, answered = lines[2], lines[4]
    assert speech.key(asked.runs, "second") != speech.key(asked.runs)
    for line, cue in zip(lines, track.cues, strict=True):
        clip = clip_of(made.cache, speech.key(line.runs, line.voice))
        assert cue.end - cue.start == pytest.approx(clip.duration, abs=1e-9)
    assert not speech.has(speech.key(answered.runs))
    narration = narrate([text], tmp_path / "out", made)
    assert narration.voice.second == "espeak vi+f3"
    tag = narrators(narration, lambda _key, voice: f"Giọng: {voice}", "")
    assert tag == "Giọng: espeak vi, espeak vi+f3"


def test_without_a_second_voice_the_usual_one_says_it_all(tmp_path):
    chosen, others = voices(tmp_path, None)
    assert others == {}
    made = order(tmp_path / "cache", chosen)
    asked = ASKED.replace("Đáp.**", "Đáp：**").replace("Hỏi.** ", "Hỏi**： ")
    narration = narrate([article(asked, "hoi-dap")], tmp_path / "out", made)
    assert narration.voice.second == ""
    assert narration.tracks[0].cues[3].speaker == "Đáp"


def test_transcripts_name_who_speaks(tmp_path):
    chosen, others = voices(tmp_path, {"pitch": 4})
    made = replace(order(tmp_path / "cache", chosen), others=others)
    text = article(ASKED.replace("Đáp.", "Bà \\<Mai> & con."), "hoi-dap")
    (track,) = narrate([text], tmp_path / "out", made).tracks
    told = webvtt(track, "vi")
    assert "\n<v Hỏi>Báo ai?\n" in told
    assert "\n<v Bà &lt;Mai&gt; &amp; con>Báo trưởng ấp.\n" in told
    assert "\nHỏi đáp\n" in told


class Tone:
    """An engine whose voice is a tone."""

    at_once = 1

    def __init__(self, name, rate, hertz=220.0):
        self.name, self._rate, self._hertz = name, rate, hertz

    def probe(self):
        return Availability(usable=True, reason="", key=(self.name, str(self._rate)))

    def speak(self, runs):
        del runs
        at = np.arange(self._rate) / self._rate
        return Clip((8000 * np.sin(2 * np.pi * self._hertz * at)).astype(np.int16), self._rate)

    def chosen(self):
        return Chosen(self, self.probe(), VoiceUsed(self.name, "1", "tone", "vi", ""))


def pitch_of(clip):
    spectrum = np.abs(np.fft.rfft(clip.samples * np.hanning(len(clip.samples))))
    return spectrum.argmax() * clip.rate / len(clip.samples)


@pytest.mark.parametrize("semitones", [-12, -3, 3, 7, 12])
def test_a_shifted_voice_is_higher_or_lower_and_as_fast(semitones):
    usual = Tone("tone", 22050).chosen()
    other = shifted(usual, semitones)
    clip = other.engine.speak([Run("x")])
    assert clip.rate == 22050
    assert clip.duration == pytest.approx(1.0, abs=0.06)
    assert pitch_of(clip) == pytest.approx(220 * 2 ** (semitones / 12), rel=0.02)
    assert other.available.key != usual.available.key


def test_voices_of_two_sample_rates_make_one_track(tmp_path):
    usual, other = Tone("a", 22050).chosen(), Tone("b", 16000, 440).chosen()
    made = replace(order(tmp_path / "cache", usual), others={"second": other})
    swapped = ASKED.replace("**Hỏi.** Báo ai?\n\n**Đáp.** Báo", "**Đáp.** Báo", 1)
    texts = [article(ASKED, "hoi-dap"), article(swapped, "dap-hoi", 2)]
    tracks = narrate(texts, tmp_path / "out", made).tracks
    for track in tracks:
        lengths = [cue.end - cue.start for cue in track.cues]
        assert np.allclose(lengths, 1.0, atol=0.02)
    assert filtered(other.engine.speak([]), "anull", "", 22050).rate == 22050


@pytest.mark.parametrize(
    ("second", "usual", "voice"),
    [
        ({"name": "vi+f3"}, {}, "vi+f3"),
        ({"pitch": -2}, {"name": "vi+m3"}, "vi+m3 -2"),
        ({"name": "vi+f2", "pitch": 1.5}, {}, "vi+f2 +1.5"),
        ({"engine": "espeak", "name": "vi+f4"}, {}, "vi+f4"),
        ({}, {}, "vi +3"),
    ],
)
def test_the_second_voice_is_another_one_or_the_usual_one_shifted(tmp_path, second, usual, voice):
    _, others = voices(tmp_path, second, **usual)
    assert others["second"].used.voice == voice


def test_after_another_engine_was_asked_for_two_speakers_stay_two(tmp_path):
    named_for_piper = Voice(engine="espeak", second={"name": "vi_VN-25hours_single-low"})
    for engine in ("auto", "espeak"):
        voice = named_for_piper.model_copy(update={"engine": engine, "name": None})
        setting = Setting("vi", voice, tmp_path, patience=0)
        chosen = choose(replace(setting, voice=Voice(engine="espeak")))
        assert second_of(setting, chosen).used.voice == "vi +3"


def test_an_engine_that_is_named_for_the_second_voice_and_cannot_speak_is_an_error(tmp_path):
    with pytest.raises(BulletinError, match="piper"):
        voices(tmp_path, {"engine": "piper", "name": "khong-co"})


def test_people_who_are_recorded_need_no_second_voice(tmp_path):
    assert voices(Path(tmp_path), {"name": "vi+f3"}, engine="recorded")[1] == {}


INTERVIEWS = {
    "Hỏi Đáp Hỏi Đáp": "Đáp",
    "PV Hoa PV Ba PV Tư": "Hoa Ba Tư",
    "PV Hoa Ba Hoa": "Hoa",
    "Ba Hoa MC Ba MC Hoa": "MC",
    "A B C": "B",
    "Ơ Ê Ô Ă Â Ư U I O A E Y": "Ê Ă Ư I A Y",
}


@pytest.mark.parametrize("speakers", INTERVIEWS)
def test_two_who_follow_each_other_have_two_voices_where_that_can_be(speakers):
    turns = "\n\n".join(f"**{name}:** Vâng." for name in speakers.split())
    made = article(f"---\ntitle: Hỏi\n---\n:::{{dialogue}}\n{turns}\n:::\n", "hoi")
    lines = script_of(made, reader_for("vi", Lexicon({})), words_for("vi")).utterances
    second = dict.fromkeys(line.speaker for line in lines if line.voice)
    assert list(second) == INTERVIEWS[speakers].split()
