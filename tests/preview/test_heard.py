"""What is heard while proof-listening: the person who reads, and each voice where it speaks."""

from __future__ import annotations

import wave

import numpy as np
import pytest

from bulletin.building.order import Order
from bulletin.cache import Cache
from bulletin.composition import with_sentences
from bulletin.languages import words_for
from bulletin.narration.pace import syllables
from bulletin.narration.script.article import reader_of, script_of
from bulletin.narration.sound.clip import Clip
from bulletin.preview import site
from bulletin.preview.board import Switchboard
from bulletin.preview.clips import Clips
from bulletin.preview.site import Sites
from bulletin.reading import spoken_text
from bulletin.source.load import load
from tests.building.test_recorded import publication
from tests.narration.readers import read, write

ASKED = """---
title: Hỏi đáp
---
:::{dialogue}
**Hỏi.** Ngày 15-11-2026 báo ai?

**Đáp.** Gọi số 0200 3000 001 trước 17h30.
:::
"""
VOICE = "{engine: espeak, second: {name: vi+f3}}"

SYLLABLE = 0.3
"""Seconds."""


def tone(pitch, seconds, rate=24_000):
    """A tone with a moment of silence in each syllable: what never falls silent is a noise."""
    at = np.arange(round(seconds * rate)) / rate
    sounds = at % SYLLABLE < SYLLABLE - 0.04
    return Clip((9000 * sounds * np.sin(2 * np.pi * pitch * at)).astype("<i2"), rate)


def pitch_of(samples, rate):
    power = np.abs(np.fft.rfft(samples.astype(float)))
    return power.argmax() * rate / len(samples)


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """The preview's board and clips, with an article that is read and one that is spoken."""
    tmp_path = tmp_path_factory.mktemp("heard")
    root = publication(tmp_path / "xa", VOICE)
    (root / "2026-11" / "02-y-te.md").write_text(ASKED, encoding="utf-8")
    issue = load(root, "2026-11").issue
    lines = script_of(with_sentences(issue.articles[0], "vi"), reader_of(issue), words_for("vi"))
    # Each sentence has a pitch of its own, so that it is known again.
    pitches = [300 + 40 * number for number in range(len(lines.utterances))]
    lengths = [SYLLABLE * syllables(spoken_text(line.runs)) for line in lines.utterances]
    made = read([tone(*one) for one in zip(pitches, lengths, strict=True)])
    write(root / "2026-11" / "media" / "bai.wav", made.samples, made.rate)
    desk = Switchboard()
    order = Order(root, "2026-11", tmp_path / "dist", Cache(tmp_path / "cache"), tmp_path / "v")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site.WebEdition, "make", lambda *_: ())
        Sites(order, tmp_path / "made", desk, lambda error: error).make()
    return desk.board, Clips(tmp_path / "clips", order.cache), pitches


def sound(heard, one):
    board, clips, _ = heard
    keys = clips.keys(board.hearings, board.speaker)
    file = clips.file(keys[board.hearings.worth.index(one)], board.hearings, board.speaker)
    with wave.open(str(file)) as stream:
        data = np.frombuffer(stream.readframes(stream.getnframes()), "<i2")
        return data, stream.getframerate()


def test_of_a_recording_each_sentence_is_heard_as_it_is_read(heard):
    board, _, pitches = heard
    mine = [one for one in board.hearings.worth if one.slug == "mua-lu"]
    assert mine
    for one in mine:
        data, rate = sound(heard, one)
        assert pitch_of(data, rate) == pytest.approx(pitches[one.number], abs=8)
        assert len(data) / rate == pytest.approx(SYLLABLE * syllables(one.said), abs=0.2)


def test_who_answers_is_heard_in_the_second_voice(heard):
    board, clips, _ = heard
    asks, answers = [one for one in board.hearings.worth if one.slug == "y-te"]
    assert (asks.voice, answers.voice) == ("", "second")
    assert asks.read is None
    spoken = sound(heard, answers)[0]
    usual = board.speaker.chosen.engine.speak(answers.runs)
    assert len(spoken) > 0
    assert spoken.tobytes() != usual.samples.tobytes()
    keys = clips.keys(board.hearings, board.speaker)
    assert len(set(keys)) == len(keys)
