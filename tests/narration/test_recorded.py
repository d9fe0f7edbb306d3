"""People read: their recordings heard, aligned, and made tracks like those of any voice."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import av
import numpy as np
import pytest
from PIL import Image

from bulletin.audio import remux
from bulletin.audio.tags import Tags
from bulletin.cache import Cache
from bulletin.codes import CODES
from bulletin.diagnostics import BulletinError
from bulletin.narration.engines.choose import choose
from bulletin.narration.mastering import TrackPlan
from bulletin.narration.recorded import decoding, takes
from bulletin.narration.recorded.faults import recording_faults
from bulletin.narration.recorded.judging import left_out as judging_left_out
from bulletin.narration.recorded.judging import warping
from bulletin.narration.recorded.judging.exchanged import ReadArticle
from bulletin.narration.recorded.marks import marks_in
from bulletin.narration.recorded.pauses import spoken_in
from bulletin.narration.recorded.performance import found_in, found_of, recorded
from bulletin.narration.recorded.takes import take_of
from bulletin.narration.script.article import script_of
from bulletin.narration.speech import Speech
from bulletin.narration.transcript import webvtt
from bulletin.reading import Run
from tests.narration.narrated import narrate
from tests.narration.readers import CODERS, NEWS, clips_of, read, recorded_as, write
from tests.narration.spoken import ROAD, article, counting, loudness_of, order, samples_of, setting

pytestmark = pytest.mark.usefixtures("things_once")

SENTENCES = 8


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """An article, its script, its sentences as espeak says them, and how they were read."""
    folder = tmp_path_factory.mktemp("news")
    text = article(NEWS, "kham-benh", 1)
    made = order(folder / "cache", choose(setting(folder)))
    script = script_of(text, made.reader, made.words)
    assert len(script.utterances) == SENTENCES
    clips = clips_of(script.utterances, Speech(made.chosen, Cache(folder / "cache")))
    return text, script, clips, read(clips)


def off_by(found, marks):
    """Milliseconds by which starts and ends are off."""
    times = [(one.start, one.end) for one in found]
    return 1000 * np.abs(np.array(times) - np.array(marks))


# -- alignment -----------------------------------------------------------------------------


@pytest.mark.parametrize("ending", CODERS)
def test_each_sentence_is_found_where_it_is_read_whatever_the_file(news, tmp_path, ending):
    _, script, _, heard = news
    file = write(tmp_path / f"bai{ending}", heard.samples, heard.rate)
    off = off_by(found_in(script, [take_of(file)]), heard.marks)
    assert np.median(off) < 50
    assert off.max() < 150


@pytest.mark.parametrize(
    "manner",
    [
        {"least": 0.3, "most": 0.5},  # in a hurry
        {"least": 0.5, "most": 2.5},  # unevenly
        {"room": -42.0},  # in a loud room
        {"room": -200.0},  # cut together, with nothing between
    ],
)
def test_each_sentence_is_found_however_somebody_reads(news, tmp_path, manner):
    _, script, clips, _ = news
    for seed in range(2):
        heard = read(clips, **manner, seed=seed)
        file = write(tmp_path / f"{seed}.wav", heard.samples, heard.rate)
        off = off_by(found_in(script, [take_of(file)]), heard.marks)
        assert np.median(off) < 50
        assert off.max() < 250


def test_a_reader_who_runs_two_sentences_together_moves_neighbours_by_a_second_at_most(
    news, tmp_path
):
    _, script, clips, _ = news
    joined = [*clips[:4], replace_clip(clips[4], clips[5]), *clips[6:]]
    heard = read(joined)
    file = write(tmp_path / "bai.wav", heard.samples, heard.rate)
    found = found_in(script, [take_of(file)])
    apart = [*found[:3], *found[7:]]
    marks = [*heard.marks[:3], *heard.marks[6:]]
    assert np.median(off_by(apart, marks)) < 60
    assert off_by(apart, marks).max() < 1000
    starts = [one.start for one in found]
    assert starts == sorted(starts)


def replace_clip(one, other):
    return replace(one, samples=np.concatenate([one.samples, other.samples]))


def test_a_file_for_each_sentence_needs_no_alignment(news, tmp_path):
    text, script, clips, _ = news
    names = [f"{number}.wav" for number in range(1, SENTENCES + 1)]
    for name, clip in zip(names, clips, strict=True):
        alone = read([clip])
        write(tmp_path / name, alone.samples, alone.rate)
    found = found_in(script, [take_of(tmp_path / name) for name in names])
    lengths = [one.end - one.start for one in found]
    assert np.allclose(lengths, [clip.duration for clip in clips], atol=0.15)
    made = replace(
        order(tmp_path / "cache", choose(setting(tmp_path, "recorded"))), folder=tmp_path
    )
    (track,) = narrate([recorded_as(text, *names)], tmp_path / "out", made).tracks
    gaps = [two.start - one.end for one, two in zip(track.cues, track.cues[1:], strict=False)]
    assert min(gaps) == pytest.approx(0.4, abs=0.001)
    assert max(gaps) == pytest.approx(1.0, abs=0.001)


# -- marks ---------------------------------------------------------------------------------


def vtt(marks):
    return "WEBVTT\n" + "".join(
        f"\n{n}\n{clock(start)} --> {clock(end)}\nCâu {n}\n" for n, (start, end) in enumerate(marks)
    )


def clock(seconds):
    return f"{int(seconds // 60):02}:{seconds % 60:06.3f}"


LABELS = {
    "marks.vtt": vtt,
    "nhan.txt": lambda marks: "".join(f"{a:.6f}\t{b:.6f}\tCâu\n" for a, b in marks),
    "nhan-phay.txt": lambda marks: "".join(
        f"{a:.6f}\t{b:.6f}\t\n\\\t100,0\t900,0\n".replace(".", ",") for a, b in marks
    ),
}


@pytest.mark.parametrize("name", LABELS)
def test_marks_are_taken_as_they_are(news, tmp_path, name):
    text, _, _, heard = news
    write(tmp_path / "bai.wav", heard.samples, heard.rate)
    (tmp_path / name).write_text(LABELS[name](heard.marks), encoding="utf-8")
    made = replace(
        order(tmp_path / "cache", choose(setting(tmp_path, "recorded"))), folder=tmp_path
    )
    told = recorded_as(text, "bai.wav", marks=name)
    (track,) = narrate([told], tmp_path / "out", made).tracks
    shift = heard.marks[0][0] - track.cues[0].start
    found = [(cue.start + shift, cue.end + shift) for cue in track.cues]
    assert np.allclose(found, heard.marks, atol=0.001)


def test_a_mark_without_a_length_lasts_until_the_reader_pauses(news, tmp_path):
    text, _, _, heard = news
    write(tmp_path / "bai.wav", heard.samples, heard.rate)
    labels = "".join(f"{start:.3f}\t{start:.3f}\tx\n" for start, _ in heard.marks)
    (tmp_path / "nhan.txt").write_text(labels, encoding="utf-8")
    made = replace(
        order(tmp_path / "cache", choose(setting(tmp_path, "recorded"))), folder=tmp_path
    )
    (track,) = narrate(
        [recorded_as(text, "bai.wav", marks="nhan.txt")], tmp_path / "out", made
    ).tracks
    lengths = [cue.end - cue.start for cue in track.cues]
    assert np.allclose(lengths, [end - start for start, end in heard.marks], atol=0.12)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("0.5\t1.5\tx\nmột\thai\tba\n", (2,)),
        ("1 2 nhà\n", (1,)),
        ("Start\tEnd\tLabel\n0.5\t1.5\tx\nmột\n", (3,)),
        ("-1\t2\tx\n", (1,)),
        ("-0.5\t-0.2\tx\n", (1,)),
        ("-1.5\t2.5\tx\n", (1,)),
        ("0:01 x\n0:05 y\n", (1, 2)),
        ("0:01.5 x\n0:05.5 0:07 y\n", (2,)),
        ("\n1\t2\n\\\t1\t2\n", ()),
        ("1\t2\tx --> y\x0b\u2028\r\n3\t4\r", ()),
    ],
)
def test_labels_that_nobody_can_read_are_told_by_their_lines(tmp_path, text, broken):
    file = tmp_path / "nhan.txt"
    file.write_text(text, encoding="utf-8")
    assert marks_in(file).broken == broken


def test_marks_are_read_by_what_they_are_whatever_the_name_of_their_file(tmp_path):
    for name, text in (("a.txt", "1\n00:01,5 --> 00:02,5\n"), ("b.vtt", "1,5\t2,5\tx\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (mark,) = marks_in(tmp_path / name).marks
        assert (mark.start, mark.end) == (1.5, 2.5)


@pytest.mark.parametrize(
    "text", ["0:01.5 – x\n\n0:05 y\n", "1.500\n5.000\n", "Lúc\tCâu\n0:01.5\tx\n0:05.0\t\n"]
)
def test_a_list_of_times_marks_where_sentences_begin(tmp_path, text):
    (tmp_path / "nhan.txt").write_text(text, encoding="utf-8")
    found = marks_in(tmp_path / "nhan.txt")
    assert ([(one.start, one.end) for one in found.marks], found.broken) == (
        [(1.5, None), (5.0, None)],
        (),
    )


def test_a_label_that_was_pulled_before_the_beginning_begins_with_it(tmp_path):
    (tmp_path / "nhan.txt").write_text("-0.010000\t1.500000\tx\n", encoding="utf-8")
    (mark,) = marks_in(tmp_path / "nhan.txt").marks
    assert (mark.start, mark.end) == (0.0, 1.5)


@pytest.mark.parametrize(
    "text",
    [
        *("1.5    2.5    x 3", "1.5 2.5 x", "1,5; 2,5; x", "1.5,2.5,x", "0:01.5\t0:02.5\tx"),
        *(
            "Start\tEnd\tLabel\n1.5\t2.5\tx",
            "0:00:01.500,0:00:02.500\nx",
            "00：01.5 -> 00：02.5\nx",
            "[00:01.500 --> 00:02.500]  x",
            '"start","end","text"\n"1.5","2.5","x"',
            "1. 0:01.5 – 0:02.5s: x",
            "1.5s-2.5s",
            "1.5s\t2.5s\tx",
            "1.5\u00a0\u00a02.5\u00a0x",
        ),
    ],
)
def test_marks_are_read_as_tables_and_hands_leave_them(tmp_path, text):
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "nhan.txt").write_text(text, encoding=encoding)
        found = marks_in(tmp_path / "nhan.txt")
        assert ([(mark.start, mark.end) for mark in found.marks], found.broken) == (
            [(1.5, 2.5)],
            (),
        )


GRID = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 6
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "từ"
        xmin = 0
        xmax = 6
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1
            text = "bà"
        intervals [2]:
            xmin = 1
            xmax = 2
            text = "con"
        intervals [3]:
            xmin = 2
            xmax = 6
            text = "ơi"
    item [2]:
        class = "IntervalTier"
        name = "câu"
        xmin = 0
        xmax = 6
        intervals: size = 4
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = ""
        intervals [2]:
            xmin = 1.5
            xmax = 2.5
            text = "12 ""nhà"" [3]: 4"
        intervals [3]:
            xmin = 2.5
            xmax = 4
            text = "sil"
        intervals [4]:
            xmin = 4
            xmax = 6
            text = "b"
"""
SHORT_GRID = """File type = "ooTextFile"\n"TextGrid"\n\n0\n6\n<exists>\n1
"IntervalTier"\n"câu"\n0\n6\n4\n0\n1.5\n""\n1.5\n2.5\n"a"\n2.5\n4\n""\n4\n6\n"b"\n"""
OF_PROGRAMS = {
    "Praat": GRID,
    "Praat, short": SHORT_GRID,
    "Praat, points": SHORT_GRID.replace("6\n4\n0\n1.5", "6\n2\n1.5")
    .replace("Interval", "Text")
    .replace('""\n1.5\n2.5\n"a"\n2.5\n4\n""\n4\n6\n"b"', '"a"\n4\n"b"'),
    "cue sheet": 'FILE "a.wav" WAVE\n  TRACK 01 AUDIO\n    INDEX 00 00:01:00\n    INDEX 01 00:01:37\n'
    "  TRACK 02 AUDIO\n    INDEX 01 00:04:00\n",
    "lyrics": "[ti:Bài]\n[00:01.50]a\n[00:02.50]\n[00:04.00]b\n",
    "aeneas": 'f000001,1.500,2.500,"Một, hai"\nf000002,4.000,6.000,"b"\n',
    "aeneas, spaces": 'f000001 1.500 2.500 "Một hai"\nf000002 4.000 6.000 "b"\n',
    "ELAN": "câu\t\t00:00:01.500\t00:00:02.500\t00:00:01.000\ta\ncâu\t\t00:00:04.000\t00:00:06.000\t2.0\tb\n",
    "Audition": "Name\tStart\tDuration\tTime Format\n01\t0:01.500\t0:01.000\tdecimal\n"
    "02\t0:04.000\t0:02.000\tdecimal\n",
    "REAPER": '#,Name,Start,End,Length\nR1,"a, b",0:01.500,0:02.500,0:01.000\nR2,,0:04.000,0:06.000,0:02.000\n',
    "REAPER, points": "#,Name,Start\nM1,,0:01.500\nM2,,0:04.000\n",
    "Subtitle Edit": "1;00:00:01,500;00:00:02,500;a\n2;00:00:04,000;00:00:06,000;b\n",
    "Sonix": "[00:00:01.500] Mai: a\n[00:00:04.000] Mai: b\n",
    "with remarks": "# 2 marks\n1.500\t2.500\ta\n4.000\t6.000\tb\n",
}
"""The same two sentences, from 1.5 s on and from 4 s on, as programs write them."""


@pytest.mark.parametrize("program", OF_PROGRAMS)
def test_marks_of_programs_for_speech_and_sound_are_read(tmp_path, program):
    (tmp_path / "nhan.txt").write_text(OF_PROGRAMS[program], encoding="utf-8")
    found = marks_in(tmp_path / "nhan.txt", 2)
    starts, ends = zip(*((round(one.start, 1), one.end) for one in found.marks), strict=True)
    assert (starts, found.broken) == ((1.5, 4.0), ())
    assert ends in {(2.5, 6.0), (2.5, None), (None, None)}
    assert len({one.line for one in found.marks}) > 1


@pytest.mark.parametrize("program", OF_PROGRAMS)
def test_no_time_of_a_program_is_too_long_to_be_read(tmp_path, program):
    """Python reads no whole number of more than 4,300 figures."""
    for number in ("1.5", "01.5", "00:01:37", "0:01.500", "6\n", " 6", "4.000"):
        long = OF_PROGRAMS[program].replace(number, f"{'9' * 5000}{number}")
        (tmp_path / "nhan.txt").write_text(long, encoding="utf-8")
        found = marks_in(tmp_path / "nhan.txt", 2)
        assert found.marks or found.broken


def test_whole_seconds_before_an_end_are_no_numbers_of_lines(tmp_path):
    (tmp_path / "nhan.txt").write_text("0\t1.500\tx\n2\t3.500\ty\n", encoding="utf-8")
    found = marks_in(tmp_path / "nhan.txt").marks
    assert [(one.start, one.end) for one in found] == [(0.0, 1.5), (2.0, 3.5)]


def test_a_damaged_grid_of_praat_is_told_by_its_name(tmp_path):
    (tmp_path / "nhan.txt").write_text(GRID[: GRID.index("câu") - 30], encoding="utf-8")
    assert marks_in(tmp_path / "nhan.txt", 3).marks
    for damaged in (GRID[:300], GRID.replace("xmax = 1\n", "xmax = ٣\n").replace("câu", "từ", 1)):
        (tmp_path / "nhan.txt").write_text(damaged, encoding="utf-8")
        found = marks_in(tmp_path / "nhan.txt", 4)
        assert (found.marks, found.foreign) == ((), "Praat (.TextGrid)")


def test_marks_of_a_program_that_is_not_read_are_told_once_by_its_name(news, tmp_path):
    write(tmp_path / "2026-11" / "bai.wav", news[3].samples, news[3].rate)
    for text, program in (
        ("start\tend\ttext\n1000\t2000\tx\n", "Whisper"),
        ('File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\n', "Praat"),
        ('<?xml version="1.0"?>\n<!DOCTYPE project>\n<project>', "Audacity"),
        ("SQLite format 3\0", "Audacity"),
    ):
        (tmp_path / "2026-11" / "nhan.txt").write_text(text, encoding="utf-8")
        ((code, line, words),) = faults(news, tmp_path, "bai.wav", marks="nhan.txt")
        assert (code, line) == ("B517", 1)
        assert program in words


# -- narration -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(news, tmp_path_factory):
    """An issue of which a person reads one article, and espeak another."""
    text, _, _, heard = news
    folder = tmp_path_factory.mktemp("mixed")
    write(folder / "media" / "bai.wav", heard.samples, heard.rate)
    chosen, engine = counting(setting(folder))
    articles = [recorded_as(text, "media/bai.wav"), article(ROAD, "duong-ap", 2)]
    made = replace(
        order(folder / "cache", chosen), folder=folder, mp3=frozenset({"kham-benh", "duong-ap"})
    )
    return narrate(articles, folder / "audio", made), engine, folder, articles


def test_a_person_and_an_engine_read_one_issue(mixed, news):
    narration, engine, _, _ = mixed
    assert {"Đường ấp.", "Đường dài một phẩy hai ki lô mét."} < set(engine.asked)
    assert len(engine.asked) == 3
    assert (narration.readers, narration.synthetic) == (("Siu H'Blơi",), True)
    track = narration.tracks[0]
    heard, rate = samples_of(track.file)
    assert track.duration == len(heard) / rate
    assert rate == samples_of(narration.tracks[1].file)[1]
    shift = news[3].marks[0][0] - track.cues[0].start
    found = [(cue.start + shift, cue.end + shift) for cue in track.cues]
    off = 1000 * np.abs(np.array(found) - np.array(news[3].marks))
    assert np.median(off) < 60
    for cue in track.cues:
        inside = heard[round(cue.start * rate) : round(cue.end * rate)]
        assert np.abs(inside).max() > 0.05
    for one, two in zip(track.cues, track.cues[1:], strict=False):
        between = heard[round((one.end + 0.02) * rate) : round((two.start - 0.02) * rate)]
        assert np.sqrt(np.square(between).mean()) < 0.02


def test_what_a_person_reads_is_as_loud_as_the_rest_and_joins_it(mixed):
    narration, _, folder, _ = mixed
    assert loudness_of(narration.tracks[0].file)[0] == pytest.approx(-18, abs=0.6)
    tags = Tags(*["x"] * 9)
    cover = io.BytesIO()
    Image.new("RGB", (8, 8)).save(cover, "JPEG")
    remux.write(folder / "all.m4b", narration.tracks, tags, cover.getvalue())
    with av.open(str(folder / "all.m4b")) as book:
        assert book.duration / 1e6 == pytest.approx(narration.duration, abs=0.1)
    assert all(track.mp3 and track.mp3.stat().st_size for track in narration.tracks)


def test_transcripts_say_what_the_person_reads_and_when(mixed):
    track = mixed[0].tracks[0]
    blocks = webvtt(track, "vi").split("\n\n")[2:]
    assert len(blocks) == SENTENCES
    assert blocks[1].startswith("kham-benh-s2\n00:00:0")
    assert "Trạm y tế xã khám bệnh" in blocks[1]


def test_a_recording_is_listened_to_once(mixed, tmp_path):
    narration, engine, folder, articles = mixed
    engine.asked.clear()
    chosen, again = counting(setting(folder))
    made = replace(order(folder / "cache", chosen), folder=folder)
    same = narrate(articles, tmp_path, made)
    assert again.asked == []
    assert {stage.name for stage in made.timings.stages() if stage.made} == {"tracks"}
    assert same.tracks[0].cues == narration.tracks[0].cues


def test_another_recording_is_another_sound(mixed, news, tmp_path):
    folder, text = mixed[2], mixed[3][0]
    other = read(news[2], seed=9)
    write(tmp_path / "media" / "bai.wav", other.samples, other.rate)
    joined = TrackPlan((), (0.4,) * SENTENCES)
    one, two = (recorded(news[1], text.recording, where, joined) for where in (folder, tmp_path))
    again = recorded(news[1], text.recording, folder, joined)
    assert one.aac_recipe == again.aac_recipe
    assert one.aac_recipe != two.aac_recipe
    assert one.mp3_recipe != two.mp3_recipe


def test_without_an_engine_only_people_are_heard_in_any_language(news, tmp_path):
    text, _, _, heard = news
    write(tmp_path / "bai.wav", heard.samples, heard.rate)
    for language in ("jra", "rad", "hmn", "km"):
        chosen = choose(setting(tmp_path, "recorded", language))
        made = replace(order(tmp_path / "cache", chosen, language), folder=tmp_path)
        both = [recorded_as(text, "bai.wav"), article(ROAD, "duong-ap", 2)]
        narration = narrate(both, tmp_path / language, made)
        assert [track.slug for track in narration.tracks] == ["kham-benh"]
        assert (narration.voice.engine, narration.synthetic) == ("recorded", False)


def test_an_issue_that_nobody_recorded_says_so_and_makes_nothing(tmp_path):
    made = order(tmp_path / "cache", choose(setting(tmp_path, "recorded")))
    with pytest.raises(BulletinError, match="nobody has recorded anything"):
        narrate([article(ROAD, "duong-ap", 1)], tmp_path / "out", made)
    assert not (tmp_path / "out").exists()


# -- what does not fit ---------------------------------------------------------------------


def faults(news, folder, *files, marks=""):
    """What is said of a recording of the article: codes, lines, messages with hints."""
    issue = folder / "2026-11"
    issue.mkdir(exist_ok=True)
    told = [(recorded_as(news[0], *files, marks=marks), news[1])]
    return [
        (found.code.number, found.span.line, f"{found.message} | {found.hint}")
        for found in recording_faults(told, issue, folder)
    ]


def test_a_recording_that_fits_has_no_fault(news, tmp_path):
    write(tmp_path / "2026-11" / "bai.wav", news[3].samples, news[3].rate)
    assert faults(news, tmp_path, "bai.wav") == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("chu.m4a", b"Xin ch\xc3\xa0o"),
        ("rong.wav", b""),
        ("trang.mp3", b"<!DOCTYPE html><title>404</title>" * 50),
        ("danh-sach.m4a", b"#EXTM3U\nhttp://127.0.0.1:9/a.ts\n"),
        ("ffconcat.ogg", b"ffconcat version 1.0\nfile /etc/passwd\n"),
        ("nua.flac", None),
    ],
)
def test_what_is_no_sound_is_told(news, tmp_path, name, data):
    whole = write(tmp_path / "2026-11" / "a.flac", news[3].samples[:30000], news[3].rate)
    (tmp_path / "2026-11" / name).write_bytes(whole.read_bytes()[:40] if data is None else data)
    ((code, line, words),) = faults(news, tmp_path, name)
    assert (code, line) == ("B512", 3)
    assert name in words


@pytest.mark.parametrize("level", [0, 1])
def test_a_recording_in_which_nobody_speaks_is_told(news, tmp_path, level):
    write(tmp_path / "2026-11" / "im.wav", np.full(22050 * 30, level, np.int16), 22050)
    ((code, _, words),) = faults(news, tmp_path, "im.wav")
    assert code == "B512"
    assert "nobody speaks" in words


def test_a_recording_that_is_too_short_or_too_long_for_its_text_is_told(news, tmp_path):
    heard = news[3]
    write(tmp_path / "2026-11" / "ngan.wav", heard.samples[: 4 * heard.rate], heard.rate)
    write(tmp_path / "2026-11" / "dai.wav", np.tile(heard.samples, 5), heard.rate)
    assert [code for code, *_ in faults(news, tmp_path, "ngan.wav")] == ["B514"]
    assert faults(news, tmp_path, "dai.wav")[0][0] == "B515"


def test_who_leaves_out_the_name_of_the_section_before_a_title_has_read_it(news, tmp_path):
    text, script, _, heard = news
    write(tmp_path / "2026-11" / "bai.wav", heard.samples, heard.rate)
    title, *others = script.utterances
    name = "Chuyên mục Sức khỏe và đời sống."
    longer = replace(title, runs=(Run(name), *title.runs), caption=f"{name} {title.written}")
    for first, told in ((longer, []), (replace(longer, caption=""), ["B515"])):
        made = replace(script, utterances=(first, *others))
        found = recording_faults(
            [(recorded_as(text, "bai.wav"), made)], tmp_path / "2026-11", tmp_path
        )
        assert [one.code.number for one in found] == told


@pytest.mark.parametrize(
    "name",
    [
        "Chuyên mục Phòng chống thiên tai.",
        "Chuyên mục Phòng chống thiên tai và tìm kiếm cứu nạn trên sông nước.",
    ],
)
def test_it_may_be_left_out_before_a_short_article_of_which_it_is_a_good_part(news, tmp_path, name):
    text, script, clips, _ = news
    heard = read(clips[:6])
    write(tmp_path / "2026-11" / "bai.wav", heard.samples, heard.rate)
    title, *others = script.utterances[:6]
    made = replace(script, utterances=(said_around(title, name), *others))
    told = [(recorded_as(text, "bai.wav"), made)]
    assert not list(recording_faults(told, tmp_path / "2026-11", tmp_path))


def said_around(line, words):
    """A sentence that a machine introduces with words that stand on no page."""
    return replace(line, runs=(Run(words), *line.runs), caption=f"{words} {line.written}")


LISTED = """---
title: Tin mưa lũ số năm
---
Sáng nay trời mưa to. Nước lên nhanh hơn mọi năm.

1. Kê đồ lên cao.
2. Ngắt cầu dao điện.
3. Đưa người già đến nơi an toàn.

Xã sẽ báo tin mỗi ngày hai lần qua loa. Xin cảm ơn bà con đã theo dõi.
"""


@pytest.mark.parametrize("is_said", [True, False])
def test_numbers_of_items_may_be_read_or_left_out(tmp_path, is_said):
    text, made = article(LISTED, "mua-lu", 1), order(tmp_path / "c", choose(setting(tmp_path)))
    script = script_of(text, made.reader, made.words)
    lines = script.utterances
    if not is_said:
        lines = tuple(replace(line, runs=(Run(line.written),)) for line in lines)
    heard = read(clips_of(lines, Speech(made.chosen, Cache(tmp_path / "c"))))
    write(tmp_path / "2026-11" / "bai.wav", heard.samples, heard.rate)
    told = [(recorded_as(text, "bai.wav"), script)]
    assert not list(recording_faults(told, tmp_path / "2026-11", tmp_path, "vi"))
    found = found_in(script, [take_of(tmp_path / "2026-11" / "bai.wav")])
    assert off_by(found, heard.marks).max() < 150


TALK = """---
title: Hỏi chuyện cán bộ nông nghiệp
---
Phóng viên gặp chị Lan ở trạm khuyến nông vào một buổi sáng có mưa.

:::{dialogue}
**Phóng viên.** Thưa chị, vụ này bà con nên gieo giống lúa nào? Có cần đổi lịch không?

**Chị Lan.** Bà con nên gieo giống ngắn ngày. Lịch thì sớm hơn mọi năm một tuần.

**Phóng viên.** Còn chuyện phân bón thì sao ạ?

**Chị Lan.** Bớt đạm, thêm phân hữu cơ. Ai chưa rõ cứ gọi cho trạm, chúng tôi đến tận ruộng.
:::
"""


@pytest.mark.parametrize("is_said", [True, False])
def test_who_speaks_may_be_read_in_a_talk_or_not(tmp_path, is_said):
    text, chosen = article(TALK, "hoi-chuyen"), choose(setting(tmp_path))
    made = order(tmp_path / "c", chosen)
    script = script_of(text, made.reader, made.words)
    names = [line.written in {"Phóng viên.", "Chị Lan."} for line in script.utterances]
    assert sum(names) == 4
    lines = [
        line
        for line, is_name in zip(script.utterances, names, strict=True)
        if is_said or not is_name
    ]
    heard = read(clips_of(lines, Speech(chosen, Cache(tmp_path / "c"))))
    write(tmp_path / "2026-11" / "bai.wav", heard.samples, heard.rate)
    told = [(recorded_as(text, "bai.wav"), script)]
    assert not list(recording_faults(told, tmp_path / "2026-11", tmp_path, "vi"))
    found = found_in(script, [take_of(tmp_path / "2026-11" / "bai.wav")])
    if not is_said:
        found = [one for one, is_name in zip(found, names, strict=True) if not is_name]
    assert off_by(found, heard.marks).max() < 150
    (tmp_path / "2026-11" / "nhan.vtt").write_text(vtt(heard.marks), encoding="utf-8")
    told = [(recorded_as(text, "bai.wav", marks="nhan.vtt"), script)]
    assert not list(recording_faults(told, tmp_path / "2026-11", tmp_path, "vi"))
    marked = found_of(script, [tmp_path / "2026-11" / "bai.wav"], tmp_path / "2026-11" / "nhan.vtt")
    assert len(marked) == len(names)
    assert all(one.start <= other.start for one, other in pairwise(marked))


def test_parts_of_one_reading_are_to_be_joined(news, tmp_path):
    samples, rate, half = news[3].samples, news[3].rate, len(news[3].samples) // 2
    for name, part in (("1.wav", samples[:half]), ("2.wav", samples[half:])):
        write(tmp_path / "2026-11" / name, part, rate)
    ((code, line, words),) = faults(news, tmp_path, "1.wav", "2.wav")
    assert (code, line) == ("B516", 3)
    assert "join them into one file" in words


def test_silence_around_what_is_read_does_not_make_it_too_long(news, tmp_path):
    text, script, (clip, *_), _ = news
    quiet = np.random.default_rng(2).normal(0, 20, 25 * clip.rate).astype(np.int16)
    write(tmp_path / "2026-11" / "bai.wav", np.concatenate([quiet, clip.samples, quiet]), clip.rate)
    one = replace(script, utterances=script.utterances[:1])
    told = [(recorded_as(text, "bai.wav"), one)]
    assert not list(recording_faults(told, tmp_path / "2026-11", tmp_path))


@pytest.mark.usefixtures("nothing_kept")  # its limits are not those of the others
def test_a_recording_without_end_is_refused_before_it_is_read_to_its_end(
    news, tmp_path, monkeypatch
):
    write(tmp_path / "2026-11" / "bai.wav", news[3].samples, news[3].rate)
    monkeypatch.setattr(decoding, "LONGEST", 5.0)
    assert [code for code, *_ in faults(news, tmp_path, "bai.wav")] == ["B513"]
    monkeypatch.setattr(takes, "LARGEST", 1000)
    assert "GB" in faults(news, tmp_path, "bai.wav")[0][2]


def test_a_sentence_that_was_left_out_is_told_at_its_line(news, tmp_path):
    _, script, clips, _ = news
    heard = read([*clips[:1], *clips[2:]])
    write(tmp_path / "2026-11" / "thieu.wav", heard.samples, heard.rate)
    found = faults(news, tmp_path, "thieu.wav")
    assert {code for code, *_ in found} == {"B515"}
    assert any(abs(line - script.utterances[1].span.line) <= 2 for _, line, _ in found)


LIKE_LENGTHS = """---
title: Mời đọc sách
---
Thư viện xã mở cửa lại từ đầu tháng. Có hơn hai nghìn cuốn sách, phần nhiều là truyện thiếu nhi.
Các em mượn về nhà được một tuần. Người lớn có góc đọc báo riêng. Cuối tuần có thầy cô kể chuyện.
"""


@pytest.mark.parametrize("is_said", [True, False])
def test_of_sentences_of_one_length_the_one_that_is_left_out_is_told(tmp_path, is_said):
    text, chosen = article(LIKE_LENGTHS, "sach"), choose(setting(tmp_path))
    made = order(tmp_path / "c", chosen)
    script = script_of(text, made.reader, made.words)
    title, *others = script.utterances
    longer = said_around(title, "Văn hóa, xã hội.")
    clips = clips_of([longer if is_said else title, *others], Speech(chosen, Cache(tmp_path / "c")))
    for place in range(1, len(clips)):
        heard = read([*clips[:place], *clips[place + 1 :]])
        write(tmp_path / "2026-11" / "bai.wav", heard.samples, heard.rate)
        told = [(recorded_as(text, "bai.wav"), replace(script, utterances=(longer, *others)))]
        (found,) = recording_faults(told, tmp_path / "2026-11", tmp_path, "vi")
        assert "nobody seems to read this" in found.message
        assert script.utterances[place].written[:20] in found.message


def test_in_long_recordings_it_is_looked_for_around_each_suspect(news, tmp_path, monkeypatch):
    monkeypatch.setattr(judging_left_out, "LONGEST", 100)
    monkeypatch.setattr(judging_left_out, "_AROUND", 2)
    text, script, clips, _ = news
    heard = read([clip for at, clip in enumerate(clips) if at not in {1, 6}])
    take = take_of(write(tmp_path / "thieu.wav", heard.samples, heard.rate))
    spoken, own = spoken_in(take), ReadArticle(text, script, "vi")
    found = found_in(script, [take])
    told = judging_left_out.left_out(own, take, spoken, found, [1, 2, 5])
    assert [(one.place, one.instead_of) for one in told] == [(1, (1, 2)), (6, (5,))]


@pytest.mark.parametrize("missing", [0, 4, 9])
def test_the_part_that_is_missing_is_found(missing):
    chance = np.random.default_rng(2)
    parts = [chance.normal(size=(size, 12)).astype(np.float32) for size in range(30, 40)]
    before = sum(len(part) for part in parts[:missing])
    heard = np.concatenate([part for at, part in enumerate(parts) if at != missing])
    heard = np.repeat(heard, 2, axis=0) + chance.normal(size=(2 * len(heard), 12)) / 2
    whole, without = warping.without_each(heard.astype(np.float32), parts)
    far, row = min(without)
    assert without.index((far, row)) == missing
    assert abs(row - 2 * before) < 6
    assert far < whole


def test_too_few_and_too_many_files_are_told_where_they_end(news, tmp_path):
    _, script, clips, _ = news
    names = [f"{number}.wav" for number in range(10)]
    alone = read(clips[4:5])
    for name in names:
        write(tmp_path / "2026-11" / name, alone.samples, alone.rate)
    ((code, line, words),) = faults(news, tmp_path, *names[:5])
    assert (code, line) == ("B516", script.utterances[5].span.line)
    assert script.utterances[5].written[:20] in words
    ((code, line, words),) = faults(news, tmp_path, *names)
    assert (code, line) == ("B516", 3)
    assert "8.wav" in words
    twin = write(tmp_path / "2026-11" / "3.mp3", alone.samples, alone.rate).name
    ((code, line, words),) = faults(news, tmp_path, *names[:3], twin, *names[3:8])
    assert (code, line) == ("B516", 3)
    assert "3.mp3 and 3.wav may be one sentence" in words
    for gap in (2, 6):
        ((code, line, words),) = faults(news, tmp_path, *names[:gap], *names[gap + 1 : 8])
        assert (code, line) == ("B516", script.utterances[gap].span.line)
        assert f"number {gap}: {script.utterances[gap].written[:20]}" in words


MARKS = {
    "fewer": (lambda m: m[:4], "B516", None),
    "more": (lambda m: [*m, (m[-1][1] + 0.1, m[-1][1] + 0.2)], "B516", 9),
    "backwards": (lambda m: [m[1], m[0], *m[2:]], "B517", 2),
    "overlapping": (lambda m: [(m[0][0], m[1][0] + 1), *m[1:]], "B517", 2),
    "ends first": (lambda m: [*m[:2], (m[2][1], m[2][0]), *m[3:]], "B517", 3),
    "at one moment": (lambda m: [(a, a) for a, _ in (m[0], m[1], m[1], *m[3:])], "B517", 3),
    "behind the end": (lambda m: [*m[:-1], (m[-1][0], m[-1][1] + 99)], "B517", 8),
}


@pytest.mark.parametrize("kind", MARKS)
def test_marks_that_do_not_fit_are_told_by_their_lines(news, tmp_path, kind):
    spoil, code, line = MARKS[kind]
    write(tmp_path / "2026-11" / "bai.wav", news[3].samples, news[3].rate)
    labels = "".join(f"{a}\t{b}\tx\n" for a, b in spoil(list(news[3].marks)))
    (tmp_path / "2026-11" / "nhan.txt").write_text(labels, encoding="utf-8")
    found = faults(news, tmp_path, "bai.wav", marks="nhan.txt")
    assert found[0][0] == code
    assert found[0][1] == (line or news[1].utterances[4].span.line)


def test_marks_where_something_else_is_read_are_told_at_their_sentences(news, tmp_path):
    _, script, _, heard = news
    write(tmp_path / "2026-11" / "bai.wav", heard.samples, heard.rate)
    before = [(number / 10, number / 10 + 0.05) for number in range(len(heard.marks))]
    (start, end), *others, (last, _), (_, done) = heard.marks
    middle = (start + end) / 2
    moved = [(start, middle), (middle, end), *others, (last, done)]
    for marks, said in ((before, "nobody seems to read"), (moved, "does not fit it")):
        labels = "".join(f"{a}\t{b}\tx\n" for a, b in marks)
        (tmp_path / "2026-11" / "nhan.txt").write_text(labels, encoding="utf-8")
        found = faults(news, tmp_path, "bai.wav", marks="nhan.txt")
        assert {code for code, *_ in found} == {"B515"}
        assert {line for _, line, _ in found} <= {line.span.line for line in script.utterances}
        assert any(said in words for *_, words in found)


def test_an_article_of_one_sentence_is_found_in_what_is_read(news, tmp_path):
    _, script, _, heard = news
    file = write(tmp_path / "bai.wav", heard.samples, heard.rate)
    (found,) = found_in(replace(script, utterances=script.utterances[:1]), [take_of(file)])
    assert 0 <= found.start < found.end <= len(heard.samples) / heard.rate


def test_marks_in_another_encoding_are_told(news, tmp_path):
    write(tmp_path / "2026-11" / "bai.wav", news[3].samples, news[3].rate)
    (tmp_path / "2026-11" / "nhan.txt").write_bytes("0\t1\tCâu\n".encode("cp1258"))
    assert faults(news, tmp_path, "bai.wav", marks="nhan.txt")[0][:2] == ("B517", 1)


def test_every_fault_of_a_recording_has_a_code_of_its_own():
    assert {f"B5{n}" for n in range(12, 23)} <= set(CODES)
