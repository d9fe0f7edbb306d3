"""WebVTT: the written text with its times."""

from __future__ import annotations

from pathlib import Path

from bulletin.narration.model import Cue, Track
from bulletin.narration.transcript import webvtt

CUES = (
    Cue("a-s1", "Bão số 5 vào ngày 2/11.", 0.25, 2.0),
    Cue("a-s2", "Gọi 114 <ngay> & luôn\n--> nhé", 2.0004, 2.0004),
    Cue("a-b3", "Ấp: Gò Dưa", 3725.5, 3726.9996, "table"),
)


def test_a_transcript_has_the_written_text_fragments_and_times():
    track = Track("01-a", "a", "Mưa --> bão", Path("a.m4a"), 4000.0, CUES)
    assert webvtt(track, "vi") == (
        "WEBVTT Mưa → bão\n\n"
        "NOTE Language: vi\n\n"
        "a-s1\n00:00:00.250 --> 00:00:02.000\nBão số 5 vào ngày 2/11.\n\n"
        "a-s2\n00:00:02.000 --> 00:00:02.001\nGọi 114 &lt;ngay&gt; &amp; luôn --&gt; nhé\n\n"
        "a-b3\n01:02:05.500 --> 01:02:07.000\nẤp: Gò Dưa\n"
    )


def test_a_track_without_a_title_is_a_transcript_too():
    track = Track("01-a", "a", "", Path("a.m4a"), 1.0, ())
    assert webvtt(track, "vi") == "WEBVTT\n\nNOTE Language: vi\n"
