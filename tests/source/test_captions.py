"""Captions as programs write them: what browsers are given is WebVTT with the same cues."""

import itertools
import time
from pathlib import Path

import av
import pytest

from bulletin.source.captions import as_vtt, better_times, captions_in, captions_of, foreign_format

HERE = Path(__file__).parent / "captions"
FILES = sorted(
    file for file in HERE.iterdir() if file.suffix == ".srt" or ".expected" not in file.name
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_captions_become_webvtt_with_the_same_cues(file):
    made = captions_of(file)
    assert made == file.with_name(f"{file.stem}.expected.vtt").read_text(encoding="utf-8")
    cues = captions_in(file.read_text(encoding="utf-8-sig")).cues
    assert [(c.start, c.end) for c in captions_in(made).cues] == [(c.start, c.end) for c in cues]
    assert len(cues) >= 2
    assert captions_in(made).lost == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_ffmpeg_finds_the_same_cues(file, tmp_path):
    (tmp_path / "a.vtt").write_text(captions_of(file), encoding="utf-8")
    with av.open(tmp_path / "a.vtt") as container:
        found = [int(packet.pts) for packet in container.demux() if packet.pts is not None]
    assert found == [cue.start for cue in captions_in(captions_of(file)).cues]


ARROWS = ("->", "→", "–", "—>", "-", "==>")


@pytest.mark.parametrize("arrow", ARROWS)
def test_two_times_without_the_arrow_are_noticed(arrow):
    assert captions_in(f"1\n00:00:01,000 {arrow} 00:00:04,000\nMột\n").broken == (2,)


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("0:00:01.000,0:00:04.000", "0:00:01.000 --> 0:00:04.000"),
        ("00: 00: 01, 000 -> 00: 00: 04, 000", "00:00:01,000 --> 00:00:04,000"),
        ("00：00：01,000 --＞ 00：00：04,000", "00:00:01,000 --> 00:00:04,000"),
        ("00:00:01,000 – > 00:00:04,000", "00:00:01,000 --> 00:00:04,000"),
        ("7:00 - 9:00", "7:00 --> 9:00"),
        ("Họp từ 7:00 - 9:00", None),
        ("2020-2025", None),
        ("12:30", None),
    ],
)
def test_times_as_hands_and_translators_write_them_are_known(line, better):
    assert better_times(line) == better


@pytest.mark.parametrize(
    ("begins", "program"),
    [
        ("\ufeff[Script Info]\r\nTitle: a", "Aegisub"),
        ('<?xml version="1.0"?>\n<tt>', "TTML"),
        ("<SAMI><HEAD>", "SAMI"),
        ("[00:12.30]Xin chào", "LRC"),
        ("{24}{48}Xin chào", "MicroDVD"),
        ('{"segments": []}', "JSON"),
        ("start\tend\ttext\n", "Whisper"),
        ("[Nhạc]\nXin chào", ""),
        ("WEBVTT\n\n", ""),
    ],
)
def test_files_of_other_programs_are_known_by_how_they_begin(begins, program):
    assert foreign_format(begins).startswith(program) is True
    assert bool(foreign_format(begins)) is bool(program)


@pytest.mark.parametrize(
    ("start", "end"),
    [*itertools.product(("0:01", "00:01.5", "1:00:00,25"), ("2:00:01", "99:59:59,9"))],
)
def test_times_of_every_precision_are_read(start, end):
    (cue,) = captions_in(f"{start} --> {end}\n").cues
    assert 1000 <= cue.start < cue.end


@pytest.mark.parametrize(
    "times", ["0:75 --> 2:00", "a --> b", "1 --> 2", "00:00:01,0000 --> 00:02"]
)
def test_times_that_are_none_are_noticed(times):
    assert captions_in(f"WEBVTT\n\n{times}\nMột").broken == (3,)


def test_a_year_or_a_range_in_the_words_is_no_time():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n1968\n2020-2025\n"
    assert captions_in(text).broken == ()
    assert as_vtt(text, ".vtt").endswith("1968\n2020-2025\n")


@pytest.mark.parametrize("words", ["{\\", "<", "<font", "1:", "-->", "&", "0"])
def test_captions_of_any_length_are_converted_at_once(words):
    text = f"00:01 --> 00:02\n{words * 50_000}\n"
    start = time.perf_counter()
    captions_in(text)
    as_vtt(text, ".srt")
    assert time.perf_counter() - start < 1
