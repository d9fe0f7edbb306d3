"""`bulletin align`: marks that the machine makes, by pauses and lengths or by what was heard."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.cli.terminal import Terminal
from bulletin.languages import reader_for
from bulletin.narration.aligning.heard import windows_heard
from bulletin.narration.listening import recogniser
from bulletin.narration.listening.recogniser import RATE, HeardWord
from bulletin.narration.recorded.marks import marks_in
from bulletin.narration.recorded.performance import found_in
from bulletin.narration.recorded.takes import take_of
from bulletin.reading import Lexicon, spoken_text
from tests.narration.readers import write
from tests.narration.test_recorded_otherwise import (  # noqa: F401, the fixture
    MORE,
    NEWS,
    Read,
    spoken,
)

READER = reader_for("vi", Lexicon({}))
SAID = ["Có hai mươi tư hộ ở ấp Gò Dưa.", "Nước rút rồi.", "Bà con về nhà dọn dẹp, phơi lúa."]


def heard(text, start=1.0):
    """Words of a third of a second each."""
    return [
        HeardWord(word, start + n / 3, start + n / 3 + 0.3) for n, word in enumerate(text.split())
    ]


def middles(windows):
    return [window and sum(window) / 200 for window in windows]


def test_a_sentence_ends_between_its_last_word_and_the_next_ones_first():
    words = heard("Có 24 hộ ở ấp gò dứa nước rút rồi bà con về nhà dọn dẹp phơi lúa")
    first, second, last = middles(windows_heard(SAID, words, READER))
    assert first == pytest.approx(1 + 7 / 3, abs=0.1)
    assert second == pytest.approx(1 + 10 / 3, abs=0.1)
    assert last is None


@pytest.mark.parametrize(
    "text",
    [
        "xin chào quý vị có hai tư hộ ở ấp gò dưa nước rút rồi bà con về nhà dọn dẹp",
        "có hai mươi tư họ ở áp gò giữa nước rút rồi nước rút rồi bà con về nhà",
        "hai mươi tư hộ ở ấp gò dưa bà con về nhà dọn dẹp phơi lúa",
    ],
)
def test_what_is_heard_besides_or_otherwise_moves_no_window_elsewhere(text):
    words = heard(text)
    (first, *_) = middles(windows_heard(SAID, words, READER))
    place = text.split().index("dưa" if "dưa" in text else "giữa")
    assert first == pytest.approx(1 + (place + 1) / 3, abs=1.1)


def test_nothing_is_believed_of_a_recogniser_that_hears_something_else():
    for text in ("", "thank you for watching subscribe to the channel", "ở ở ở ở ở ở ở ở"):
        assert windows_heard(SAID, heard(text), READER) == [None] * 3
    assert windows_heard([], heard("một hai"), READER) == []


def test_a_long_reading_is_followed_to_its_end_though_its_sentences_are_alike():
    said = [f"Câu số {spoken_text(READER.read(str(n)))} của bài dài" for n in range(250)]
    words = heard(" ".join(said))
    ends = np.cumsum([len(text.split()) for text in said])[:-1]
    found = np.array(middles(windows_heard(said, words, READER)[:-1]))
    assert np.abs(found - (1 + ends / 3)).max() < 0.4


class Hears:
    """A recogniser that knows what is said, and makes the mistakes of one."""

    def __init__(self, *_):
        pass

    def words(self, samples):
        assert len(samples) / RATE == pytest.approx(self.seconds, abs=0.1)
        for number, (line, (start, end)) in enumerate(self.lines):
            words = line.split()
            step = (end - start) / len(words)
            for place, word in enumerate(words):
                text = "ờ" if (number + place) % 5 == 0 else word
                yield HeardWord(f" {text}", start + place * step, start + (place + 1) * step)


def test_the_command_writes_marks_that_builds_take(spoken, small, monkeypatch):  # noqa: F811
    """A reader who makes no pause at all between sentences."""
    _, script, clips, rate = spoken
    read = Read(clips, rate, np.random.default_rng(3))
    samples, marks = read.joined(clips, pause=0.0)
    settings, text = (NEWS + MORE).split("\n---\n")
    named = "\nrecording: media/bai.wav\nrecording-by: Siu H'Blơi\n---\n"
    (small / "2026-11" / "01-mua-lu.md").write_text(settings + named + text, encoding="utf-8")
    write(small / "2026-11" / "media" / "bai.wav", samples.astype(np.int16), rate)
    lines = [
        (spoken_text(one.runs), mark) for one, mark in zip(script.utterances, marks, strict=True)
    ]
    monkeypatch.setattr(Hears, "lines", lines, raising=False)
    monkeypatch.setattr(Hears, "seconds", len(samples) / rate, raising=False)
    monkeypatch.setattr(recogniser, "FasterWhisper", Hears)
    target = small / "2026-11" / "media" / "bai.vtt"
    arguments = ["--lang", "en", "align", "--in", str(small), "--model", str(small)]
    done = CliRunner().invoke(cli, arguments, obj=Terminal.of_environment(quiet=True))
    assert done.exit_code == 0, done.output
    assert "recording-marks: media/bai.vtt" in done.output
    found = marks_in(target).marks
    pauses = found_in(script, [take_of(target.with_suffix(".wav"))])
    off, unheard = (
        max(abs(one.start - start) for one, (start, _) in zip(way, marks, strict=True))
        for way in (found, pauses)
    )
    assert off < 0.5
    assert off < unheard
    again = CliRunner().invoke(cli, arguments, obj=Terminal.of_environment(quiet=True))
    assert again.exit_code == 0, again.output
    made = target.read_bytes()
    moved = made.replace(b"00:00:0", b"00:00:1", 1)
    target.write_bytes(moved)  # by a person, or it is the captions of a film of that name
    refused = CliRunner().invoke(cli, arguments, obj=Terminal.of_environment(quiet=True))
    assert "bai.vtt is there already" in str(refused.exception)
    assert target.read_bytes() == moved
    target.write_bytes(made)
    file = small / "2026-11" / "01-mua-lu.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("recording:", "recording-marks: media/bai.vtt\nrecording:", 1))
    done = CliRunner().invoke(cli, ["--lang", "en", "align", "--in", str(small)])
    assert "no article of 2026-11 has a recording to be marked" in str(done.exception)
