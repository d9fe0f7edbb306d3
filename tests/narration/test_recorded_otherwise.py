"""People who read otherwise than it is written, in rooms that are not quiet: what is still found.

Each kind is a way to make a recording of the same sentences, whose places are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pytest

from bulletin.cache import Cache
from bulletin.diagnostics import Span
from bulletin.narration.engines.choose import choose
from bulletin.narration.engines.second import shifted
from bulletin.narration.mastering import TrackPlan
from bulletin.narration.recorded.faults import recording_faults
from bulletin.narration.recorded.judging import sequence, twice
from bulletin.narration.recorded.judging.quality import quality_faults
from bulletin.narration.recorded.performance import found_in, recorded
from bulletin.narration.recorded.takes import Take, take_of
from bulletin.narration.script.article import script_of
from bulletin.narration.speech import Speech
from bulletin.source.settings.models import Voice
from tests.narration.narrated import narrate
from tests.narration.readers import CODERS, NEWS, Coder, clips_of, recorded_as, write
from tests.narration.spoken import article, order, samples_of, setting

pytestmark = pytest.mark.usefixtures("things_once")

MORE = """
## Giá lúa

Lúa thường tăng giá, lúa thơm giữ giá như tuần trước. Thương lái đặt cọc rồi mới gặt, nên bà con
đọc kỹ giấy trước khi ký. Kho mở cửa từ sáng đến chiều.

Hợp tác xã mua lúa của xã viên theo giá ngày gặt, trả tiền trong vòng bảy ngày. Xin cảm ơn bà con!
"""
SENTENCES = 14
LEFT_OUT = None
"""In place of a mark."""


@dataclass(frozen=True)
class Read:
    """What somebody reads: all sentences without silence at their ends, and a way to chance."""

    clips: list[np.ndarray]
    rate: int
    chance: np.random.Generator

    def silence(self, seconds):
        return np.zeros(round(seconds * self.rate))

    def pause(self, least=0.35, most=0.9):
        return self.silence(self.chance.uniform(least, most))

    def joined(self, clips, pause=None, before=1.2):
        """The clips with pauses, and the times of each; one that is a list is a sentence in parts."""
        pieces, marks = [self.silence(before)], []
        at = len(pieces[0])
        for clip in clips:
            marks.append((at / self.rate, (at + len(clip)) / self.rate))
            pieces += [clip, self.pause() if pause is None else self.silence(pause)]
            at += len(clip) + len(pieces[-1])
        return np.concatenate(pieces), marks

    def times(self, samples):
        return np.arange(len(samples)) / self.rate

    def music(self, seconds):
        """Notes that die away, two in a second, as loud as speech."""
        t = np.arange(round(seconds * self.rate)) / self.rate
        pitch = 220 * 2 ** (np.array([0, 4, 7, 12, 9, 5, 2, 11])[(t * 2).astype(int) % 8] / 12)
        return (
            4000
            * sum(np.sin(2 * np.pi * pitch * h * t) / h for h in (1, 2, 3))
            * np.exp(-3 * (t % 0.5))
        )


def later(marks, seconds):
    return [(start + seconds, end + seconds) for start, end in marks]


def hardly_pausing(read):
    return read.joined(read.clips, pause=0.1)


def pausing_longer_within(read):
    """In the middle of every longer sentence, where it is quietest there."""
    broken = []
    for clip in read.clips:
        quiet = np.convolve(np.square(clip), np.ones(read.rate // 30), "same")
        middle = slice(len(clip) // 3, 2 * len(clip) // 3)
        at = middle.start + int(quiet[middle].argmin())
        long = len(clip) > 1.5 * read.rate
        broken.append(np.concatenate([clip[:at], read.silence(0.9), clip[at:]]) if long else clip)
    return read.joined(broken, pause=0.35)


def with_an_intro(read):
    samples, marks = read.joined(read.clips)
    return np.concatenate([read.music(7), samples]), later(marks, 7)


def between_two_tunes(read):
    samples, marks = read.joined(read.clips)
    return np.concatenate([read.music(7), samples, read.silence(1), read.music(5)]), later(marks, 7)


def with_a_long_intro(read):
    samples, marks = read.joined(read.clips)
    return np.concatenate([read.music(30), samples]), later(marks, 30)


def with_a_greeting(read):
    samples, marks = read.joined(read.clips)
    greeting = np.concatenate([read.silence(1), read.clips[10]])
    return np.concatenate([greeting, samples]), later(marks, len(greeting) / read.rate)


def without_its_title(read):
    samples, marks = read.joined(read.clips[1:])
    return samples, [LEFT_OUT, *marks]


def without_a_sentence(read):
    samples, marks = read.joined([*read.clips[:7], *read.clips[8:]])
    return samples, [*marks[:7], LEFT_OUT, *marks[7:]]


def reading_one_twice(read):
    """Whichever of the two is taken is right."""
    samples, marks = read.joined([*read.clips[:10], read.clips[10], *read.clips[10:]])
    return samples, [*marks[:10], LEFT_OUT, *marks[12:]]


def beginning_a_sentence_again(read):
    """After half of it."""
    samples, marks = read.joined(read.clips)
    start, end = (round(time * read.rate) for time in marks[10])
    said = samples[start : start + (end - start) // 2]
    told = np.concatenate([samples[:start], said, read.silence(0.5), samples[start:]])
    return told, marks


def ever_faster(read):
    paces = np.linspace(0.8, 1.4, len(read.clips))
    return read.joined(
        [
            np.interp(np.arange(int(len(clip) / pace)) * pace, np.arange(len(clip)), clip)
            for clip, pace in zip(read.clips, paces, strict=True)
        ]
    )


def hummed(read):
    samples, marks = read.joined(read.clips)
    wave = sum(np.sin(2 * np.pi * 50 * h * read.times(samples)) / h for h in (1, 2, 3, 5))
    return samples + 1000 * wave, marks


def with_keys_clicking(read):
    samples, marks = read.joined(read.clips)
    for at in range(read.rate, len(samples) - 300, round(1.7 * read.rate)):
        samples[at : at + 250] += read.chance.normal(0, 9000, 250) * np.exp(-np.arange(250) / 50)
    return samples, marks


def off_zero(read):
    """By a cheap sound card."""
    samples, marks = read.joined(read.clips)
    return samples * 0.5 + 9000, marks


def walking_away(read):
    samples, marks = read.joined(read.clips)
    return samples * 10 ** (np.linspace(0, -1, len(samples))), marks


def beside_a_fan(read):
    samples, marks = read.joined(read.clips)
    return samples + read.chance.normal(0, 300, len(samples)), marks


def noise(read, levels):
    """Noise as loud as `levels` say from the beginning to the end."""
    return read.chance.normal(0, 1, len(levels)) * levels


def motorbikes_passing(read):
    samples, marks = read.joined(read.clips)
    passing = np.hanning(8 * read.rate) * 1_500
    levels = np.zeros(len(samples))
    for at in (4, 20):
        levels[at * read.rate :][: len(passing)] += passing
    return samples + noise(read, levels), marks


def rain_setting_in(read):
    samples, marks = read.joined(read.clips)
    return samples + noise(read, np.linspace(0, 1, len(samples)).round() * 550), marks


def a_fan_switched_off(read):
    samples, marks = read.joined(read.clips)
    return samples + noise(read, np.linspace(1, 0, len(samples)).round() * 450), marks


def paper_rustling(read):
    """In every pause, and for three seconds once."""
    samples, marks = read.joined(read.clips, pause=0.8)
    for _, end in marks:
        sheet = samples[round((end + 0.1) * read.rate) :][: round(0.6 * read.rate)]
        sheet += noise(read, 1_500 * np.hanning(len(sheet)))
    at = round((marks[4][1] + 0.1) * read.rate)
    pile = noise(read, 3_000 * np.hanning(3 * read.rate))
    return np.insert(samples, at, pile), [*marks[:5], *later(marks[5:], 3)]


def half_of_it(read):
    samples, marks = read.joined(read.clips)
    return samples[: len(samples) // 2], marks


def another_text(read):
    return read.joined([*read.clips[7:], *read.clips[:7]])


def no_voice(read):
    return noise(read, np.full(30 * read.rate, 3_000.0)), []


def a_silent_room(read):
    """Its noise is no voice that is too soft."""
    return noise(read, np.full(30 * read.rate, 40.0)), []


def held_notes(read):
    """Notes that swell and fade, as long as the sentences of a reading."""
    return read.joined([_chord(read.times(clip), 220 + 7 * (len(clip) % 9)) for clip in read.clips])


def _chord(times, pitch):
    notes = sum(np.sin(2 * np.pi * pitch * h * times) / h for h in (1, 2, 3))
    return 4_000 * np.hanning(len(times)) * notes


def a_tune_with_a_beat(read):
    times = np.arange(60 * read.rate) / read.rate
    return 4_000 * np.sin(2 * np.pi * 220 * times) * np.exp(-4 * (3 * times % 1)), []


def beside_a_motor(read):
    """So loud that much of the speech is lost in it."""
    samples, marks = read.joined(read.clips)
    return samples + noise(read, np.full(len(samples), 450.0)), marks


def beside_a_loud_motor(read):
    samples, marks = read.joined(read.clips)
    return samples + noise(read, np.full(len(samples), 800.0)), marks


def in_a_church(read):
    """Whose echo takes three seconds to die away: 20 dB below the voice it is no noise."""
    samples, marks = read.joined(read.clips)
    size = 3 * read.rate
    echo = read.chance.normal(0, 1, size) * 10 ** (-3 * np.arange(size) / size)
    both = len(samples) + size
    heard = np.fft.irfft(np.fft.rfft(samples, both) * np.fft.rfft(echo, both), both)
    return samples + 0.4 * heard[: len(samples)] / heard.std() * samples.std(), marks


def above_a_tune(read):
    """Whose notes die away as an echo does."""
    samples, marks = read.joined(read.clips)
    tune = read.music(len(samples) / read.rate + 1)[: len(samples)]
    return samples + 0.25 * tune * samples.std() / tune.std(), marks


def other_way_round(read):
    """Which is a text of the same length."""
    return read.joined(read.clips[::-1])


def too_loud_and_turned_down(read):
    """Once it was too late."""
    samples, marks = too_loud(read)
    return samples * 0.3, marks


def too_loud(read):
    samples, marks = read.joined(read.clips)
    return np.clip(samples * 6, -32_768, 32_767) * 0.9, marks


def saved_at_twice_the_rate(read):
    samples, _ = read.joined(read.clips)
    return samples[::2], []


def leaving_for_a_while(read):
    first, _ = read.joined(read.clips[:7])
    second, _ = read.joined(read.clips[7:])
    return np.concatenate([first, read.silence(12), second]), []


KINDS = [
    *(hardly_pausing, pausing_longer_within, ever_faster, hummed, with_keys_clicking),
    *(walking_away, off_zero, beside_a_fan, with_an_intro, between_two_tunes, with_a_greeting),
    with_a_long_intro,
    *(without_its_title, without_a_sentence, reading_one_twice),
    *(motorbikes_passing, rain_setting_in, a_fan_switched_off, paper_rustling),
]
"""With what has happened to a person once."""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The article, its script, and its sentences as espeak says them."""
    folder = tmp_path_factory.mktemp("otherwise")
    text = article(NEWS + MORE, "tin", 1)
    made = order(folder / "cache", choose(setting(folder)))
    script = script_of(text, made.reader, made.words)
    assert len(script.utterances) == SENTENCES
    clips = clips_of(script.utterances, Speech(made.chosen, Cache(folder / "cache")))
    return text, script, [_trimmed(clip.samples) for clip in clips], clips[0].rate


def _trimmed(samples):
    loud = np.flatnonzero(np.abs(samples) > 200)
    return samples[loud[0] : loud[-1] + 1].astype(float)


def recording(spoken, kind, file):
    """The recording of a kind, and when each sentence is read."""
    chance = np.random.default_rng(3)
    samples, marks = kind(Read(spoken[2], spoken[3], chance))
    samples = samples + chance.normal(0, 25, len(samples))
    write(file, np.clip(np.rint(samples), -32768, 32767).astype(np.int16), spoken[3])
    return marks


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_sentences_are_found_however_they_are_read(spoken, kind, tmp_path):
    marks = recording(spoken, kind, tmp_path / "bai.wav")
    found = found_in(spoken[1], [take_of(tmp_path / "bai.wav")])
    pairs = [(one, mark) for one, mark in zip(found, marks, strict=True) if mark is not LEFT_OUT]
    off = np.array([(abs(one.start - a), abs(one.end - b)) for one, (a, b) in pairs])
    assert np.median(off) < 0.1
    assert np.percentile(off, 90) < 0.5
    edges = [time for one in found for time in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(one.end > one.start for one in found)


def test_a_sentence_of_like_halves_is_told_where_one_is_begun_again_and_not_as_it_is(
    spoken, tmp_path
):
    place = next(at for at, line in enumerate(spoken[1].utterances) if "Lúa thường" in line.written)

    def beginning_again(read):
        clip = read.clips[place]
        half = clip[: round(0.45 * len(clip))]
        clips = [*read.clips[:place], half, *read.clips[place:]]
        return read.joined(clips, pause=0.45)

    for kind, told in ((beginning_again, ["B526"]), (lambda read: read.joined(read.clips), [])):
        recording(spoken, kind, tmp_path / "2026-11" / "bai.wav")
        read = [(recorded_as(spoken[0], "bai.wav"), spoken[1])]
        found = recording_faults(read, tmp_path / "2026-11", tmp_path, "vi")
        assert [one.code.number for one in found] == told


@pytest.mark.parametrize("is_before", [True, False])
def test_a_few_words_around_the_text_are_told_where_they_are(spoken, is_before, tmp_path):
    """No more than a title may take, so that times do not tell."""
    *_, thanks = spoken[2]
    place = tmp_path / "2026-11"
    at = []

    def kind(read):
        samples, marks = read.joined(read.clips)
        start = 1.0 if is_before else len(samples) / read.rate + 0.3
        at.append((start, start + len(thanks) / read.rate))
        if is_before:
            return np.concatenate([read.silence(1), thanks, samples]), marks
        return np.concatenate([samples, read.silence(0.3), thanks, read.silence(1)]), marks

    recording(spoken, kind, place / "bai.wav")
    (found,) = recording_faults(
        [(recorded_as(spoken[0], "bai.wav"), spoken[1])], place, tmp_path, "vi"
    )
    assert found.code.number == "B526"
    told = [float(one) for one in re.findall(r"[0-9]+\.[0-9]", found.message)]
    assert told == pytest.approx(at[0], abs=0.15)


LIKE_CLAUSES = """---
title: Thu chi
---
Thu từ đất là 3,1 tỷ; thu từ thuế là 5,6 tỷ; thu từ phí là 1,2 tỷ. Chi cho trường học là 2,4 tỷ; chi
cho trạm y tế là 1,4 tỷ; chi cho đường sá là 4,1 tỷ.

Ấp Một góp ba mươi triệu, ấp Hai góp bốn mươi triệu, ấp Ba góp ba mươi lăm triệu.
"""


def test_clauses_that_are_alike_are_none_begun_again_in_a_hoarse_voice_either(tmp_path):
    """Of which everything is far off how the machine reads."""
    voice = Voice(engine="espeak", name="vi-vn-x-south+f3")
    text = article(LIKE_CLAUSES, "thu-chi", 1)
    made = order(tmp_path / "cache", choose(replace(setting(tmp_path), voice=voice)))
    script = script_of(text, made.reader, made.words)
    clips = clips_of(script.utterances, Speech(made.chosen, Cache(tmp_path / "cache")))
    said = [_trimmed(clip.samples) for clip in clips], clips[0].rate
    recording(
        (text, script, *said), lambda read: read.joined(read.clips), tmp_path / "2026-11" / "a.wav"
    )
    told = [(recorded_as(text, "a.wav"), script)]
    assert list(recording_faults(told, tmp_path / "2026-11", tmp_path, "vi")) == []


@pytest.mark.parametrize("semitones", [-5, 6])
def test_a_voice_that_no_machine_follows_reads_its_sentences_in_their_order(semitones, tmp_path):
    """A child's, or one that was played at another speed: no order of them is near."""
    usual = order(tmp_path / "cache", choose(setting(tmp_path)))
    made = replace(usual, chosen=shifted(usual.chosen, semitones))
    text = article(NEWS + MORE, "tin", 1)
    script = script_of(text, made.reader, made.words)
    clips = clips_of(script.utterances, Speech(made.chosen, Cache(tmp_path / "cache")))
    said = [_trimmed(clip.samples) for clip in clips], clips[0].rate
    place = tmp_path / "2026-11"
    recording((text, script, *said), lambda read: read.joined(read.clips), place / "a.wav")
    assert (
        list(recording_faults([(recorded_as(text, "a.wav"), script)], place, tmp_path, "vi")) == []
    )


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (between_two_tunes, {"B526"}),
        (with_a_greeting, {"B526"}),
        (half_of_it, {"B515"}),
        (another_text, {"B515"}),
        (no_voice, {"B515"}),
        (reading_one_twice, {"B526"}),
        (beginning_a_sentence_again, {"B526"}),
        (without_a_sentence, {"B515"}),
        (with_keys_clicking, set()),
        (off_zero, set()),
        (a_silent_room, {"B515"}),
        (held_notes, {"B515"}),
        (a_tune_with_a_beat, {"B515"}),
        (other_way_round, {"B515"}),
        (in_a_church, set()),
        (above_a_tune, {"B536"}),
        (beside_a_motor, set()),
        (beside_a_loud_motor, {"B536"}),
        (paper_rustling, {"B526"}),
        (too_loud, {"B528"}),
        (too_loud_and_turned_down, {"B528"}),
        (leaving_for_a_while, {"B529"}),
        (saved_at_twice_the_rate, {"B515"}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_not_in_the_text_or_not_read_is_told(spoken, kind, codes, tmp_path):
    recording(spoken, kind, tmp_path / "2026-11" / "bai.wav")
    told = [(recorded_as(spoken[0], "bai.wav"), spoken[1])]
    found = list(recording_faults(told, tmp_path / "2026-11", tmp_path))
    assert {one.code.number for one in found} == codes
    if kind is without_a_sentence:
        assert any("nobody seems to read this" in one.message for one in found)
    elif kind is saved_at_twice_the_rate:
        assert "faster than anybody reads: a syllable takes 0.1 s" in found[0].message
    elif codes == {"B515"} and kind is not held_notes:
        assert "does not seem to be this text" in found[0].message


def test_the_article_whose_text_is_read_is_named(spoken, tmp_path):
    text, script, *_ = spoken
    recording(spoken, other_way_round, tmp_path / "2026-11" / "bai.wav")
    other = (
        replace(text, file="2026-11/khac.md"),
        replace(script, utterances=script.utterances[::-1]),
    )
    told = [(recorded_as(text, "bai.wav"), script), other]
    (found,) = recording_faults(told, tmp_path / "2026-11", tmp_path)
    assert "seems to be the text of khac.md, not this one" in found.message


def test_short_recordings_that_are_exchanged_are_told_by_their_sound(spoken, tmp_path):
    text, script, clips, rate = spoken
    folder = tmp_path / "2026-11"
    parts = {"mot": slice(1, 3), "hai": slice(4, 7)}
    said = {
        name: replace(script, utterances=script.utterances[part]) for name, part in parts.items()
    }
    for name, part in parts.items():
        samples, _ = Read(clips[part], rate, np.random.default_rng(3)).joined(clips[part])
        write(folder / f"{name}.wav", samples.astype(np.int16), rate)

    def told(mot, hai):
        articles = [
            (replace(recorded_as(text, file), file=f"2026-11/{name}.md"), said[name])
            for name, file in (("mot", mot), ("hai", hai))
        ]
        return [one.message for one in recording_faults(articles, folder, tmp_path, "vi")]

    assert told("mot.wav", "hai.wav") == []
    first, second = told("hai.wav", "mot.wav")
    assert "hai.wav seems to be the text of hai.md, not this one" in first
    assert "mot.wav seems to be the text of mot.md, not this one" in second


SAID = (4, 5, 6, 11)
"""Sentences of about one length."""
ORDERS = {
    (4, 5, 6, 11): {},
    (4, 6, 5, 11): {5: "in each other's place"},
    (11, 5, 6, 4): {4: "in each other's place"},
    (4, 5, 11): {6: "nobody seems to read this"},
}


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_sentences_that_are_exchanged_or_left_out_are_told_by_their_sound(spoken, order, tmp_path):
    text, script, clips, rate = spoken
    script = replace(script, utterances=tuple(script.utterances[at] for at in SAID))
    read = Read([clips[at] for at in order], rate, np.random.default_rng(3))
    recordings = {"bai": read.clips, **{f"cau-{at}": [clips[at]] for at in order}}
    for name, said in recordings.items():
        samples = read.joined(said)[0]
        write(tmp_path / "2026-11" / f"{name}.wav", samples.astype(np.int16), rate)
    whole, *alone = (f"{name}.wav" for name in recordings)
    for files in [(whole,), alone] if len(alone) == len(SAID) else [(whole,)]:
        articles = [(recorded_as(text, *files), script)]
        told = list(recording_faults(articles, tmp_path / "2026-11", tmp_path, "vi"))
        wanted = {spoken[1].utterances[at].span: words for at, words in ORDERS[order].items()}
        assert [one.span for one in told] == list(wanted)
        assert all(wanted[one.span] in one.message for one in told)


def test_a_recording_of_two_texts_is_told_whatever_its_copy_is_called(spoken, tmp_path):
    text, script, *_ = spoken
    folder = tmp_path / "2026-11"
    recording(spoken, ever_faster, folder / "bai.wav")
    (folder / "khac.wav").write_bytes((folder / "bai.wav").read_bytes())
    other = replace(script, utterances=script.utterances[1:])
    for name in ("bai.wav", "khac.wav"):
        told = [(recorded_as(text, "bai.wav"), script), (recorded_as(text, name), other)]
        messages = [one.message for one in recording_faults(told, folder, tmp_path)]
        assert any("two different texts" in m or "is the same recording as" in m for m in messages)
    told[1] = recorded_as(text, "khac.wav"), script
    assert not list(recording_faults(told, folder, tmp_path))


def test_a_recording_too_quiet_to_be_made_louder_is_told():
    take = Take(9.0, np.full(900, -70, np.float32), peak=0.004)
    (found,) = quality_faults("bai.wav", take, Span("bai.md", 3))
    assert "too quietly: its loudest moment is at -48 dB" in found.message


def test_what_lies_off_zero_is_brought_back(spoken, tmp_path):
    recording(spoken, off_zero, tmp_path / "bai.wav")
    reading = recorded_as(spoken[0], "bai.wav").recording
    plan = recorded(spoken[1], reading, tmp_path, TrackPlan((), (0.4,) * SENTENCES))
    made = plan.perform(Cache(tmp_path / "cache"), tmp_path)
    assert abs(np.fromfile(made.raw, "<i2").mean()) < 32


def test_what_is_not_in_the_text_is_heard_all_the_same(spoken, tmp_path):
    marks = recording(spoken, with_an_intro, tmp_path / "bai.wav")
    made = replace(
        order(tmp_path / "cache", choose(setting(tmp_path, "recorded"))), folder=tmp_path
    )
    (track,) = narrate([recorded_as(spoken[0], "bai.wav")], tmp_path / "out", made).tracks
    assert track.cues[0].start > marks[0][0] - 0.5
    assert track.duration > marks[-1][1]
    heard, rate = samples_of(track.file)
    assert np.abs(heard[: 5 * rate]).max() > 0.05


PHONES = {
    ".3gp": Coder("aac", 44_100, "mono", bits=96_000),
    ".amr": Coder("libopencore_amrnb", 8_000, "mono", container="amr", bits=12_200),
    ".webm": Coder("libopus", 48_000, "mono", bits=96_000),
    ".wma": Coder("wmav2", 44_100, "stereo", container="asf", bits=96_000),
    ".aiff": Coder("pcm_s16be", 44_100, "stereo", container="aiff", bits=96_000),
    ".caf": Coder("pcm_s16le", 22_050, "mono", container="caf", bits=96_000),
    ".wav": Coder("pcm_s16le", 8_000, "mono", bits=96_000),
    ".flac": Coder("flac", 96_000, "stereo", bits=96_000),
}


@pytest.mark.parametrize("ending", PHONES)
def test_what_telephones_browsers_and_studios_save_is_heard(spoken, ending, tmp_path):
    samples, marks = Read(spoken[2][:2], spoken[3], np.random.default_rng(3)).joined(spoken[2][:2])
    file = write(tmp_path / f"bai{ending}", samples.astype(np.int16), spoken[3], PHONES[ending])
    script = replace(spoken[1], utterances=spoken[1].utterances[:2])
    found = found_in(script, [take_of(file)])
    off = [abs(one.start - mark[0]) for one, mark in zip(found, marks, strict=True)]
    assert max(off) < 0.2


def test_what_a_chat_has_given_another_name_is_heard_all_the_same(spoken, tmp_path):
    samples = spoken[2][0][: spoken[3] // 2].astype(np.int16)
    files = [
        write(tmp_path / f"bai{ending}", samples, spoken[3], PHONES[ending]) for ending in PHONES
    ]
    files += [write(tmp_path / f"b{ending}", samples, spoken[3]) for ending in CODERS]
    lengths = [take_of(file).seconds for file in files]
    renamed = [file.rename(tmp_path / f"{n}.m4a") for n, file in enumerate(files)]
    assert [take_of(file).seconds for file in renamed] == lengths


def test_sentences_far_apart_are_exchanged_only_where_that_is_much_nearer():
    """So many pairs of them are tried that one comes out nearer by chance."""
    orders = [sequence.OtherOrder(places, 0.035) for places in ((1, 4), (6, 7), (9,))]
    kept = sequence._clearest(orders)  # noqa: SLF001, no recording has just this difference
    assert [one.places for one in kept] == [(6, 7), (9,)]


def test_less_than_a_second_is_read_twice_only_where_it_is_surely_too_much(monkeypatch):
    """What sounds alike for so few steps may be nearer by chance: a title that the text begins with."""

    def without(_whole, _read, places, _length):
        return [(0.75 if len(places) == 1 else 0.1, 0.5)] * len(places)

    monkeypatch.setattr(twice.SoundJudge, "_without", staticmethod(without))
    judge = twice.SoundJudge(None, None, None, ())
    judge.__dict__["_heard"] = np.arange(300), np.zeros((300, 3), np.float32)
    spared = [
        judge._spared(np.zeros((50, 3), np.float32), (0.0, 1.0, end, 5.0), ())  # noqa: SLF001, no recording has just this
        for end in (1.8, 2.2)
    ]
    assert spared == [0.0, 0.75]
