"""Clips: whole films for phones, with captions to the sample and a code that reads back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageChops

from bulletin.art.qr_symbol import read_back
from bulletin.codes import LONG_CLIP
from bulletin.document import plain_text
from bulletin.editions.base import Job
from bulletin.editions.clips import drawing, film, plan
from bulletin.editions.clips.edition import ClipsEdition
from bulletin.narration.model import Cue, Track
from tests.web.site import PUBLICATION, composed
from tests.web.voice import timed

SMALL = drawing.ClipSize(360, 640, 60, 300)
"""The layout on a small scale, for films that are made in a blink."""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """An issue whose articles are all marked, with the times of a voice but no sound."""
    folder = tmp_path_factory.mktemp("clips")
    composition = composed(PUBLICATION, "2026-11")
    articles = tuple(replace(article, clip=True) for article in composition.articles)
    composition = replace(composition, articles=articles)
    narration = timed(composition, folder)
    return Job(composition, narration, folder, dt.datetime(2026, 11, 25, tzinfo=dt.UTC))


@pytest.fixture(scope="module")
def plans(job: Job) -> list[plan.ClipPlan]:
    return list(plan.plans(job))


@pytest.fixture(scope="module")
def made(job, plans, tmp_path_factory) -> tuple[Path, plan.ClipPlan]:
    """A film of the first article, with a tone for its sound."""
    file = tmp_path_factory.mktemp("film") / "a.mp4"
    _write(file, job, plans[1])
    return file, plans[1]


def _write(file: Path, job: Job, clip: plan.ClipPlan) -> None:
    times = np.arange(round(clip.length * film.RATE))
    tone = np.rint(8000 * np.sin(times * 440 * 2 * np.pi / film.RATE)).astype(np.int16)
    film.write(file, clip, drawing.Studio(job, SMALL), tone)


def test_there_is_a_clip_of_the_issue_and_of_each_marked_article(job, plans):
    names = [article.name for article in job.composition.articles]
    assert [clip.name for clip in plans] == ["issue", *names]
    unmarked = tuple(replace(article, clip=False) for article in job.composition.articles)
    other = replace(job, composition=replace(job.composition, articles=unmarked))
    assert [clip.name for clip in plan.plans(other)] == ["issue"]


def test_a_clip_is_half_a_minute_to_a_minute_long(plans):
    for clip in plans:
        assert plan.SHORTEST <= clip.length <= plan.LONGEST
        assert clip.length - clip.spoken >= plan.END


def test_captions_are_at_the_times_of_their_sentences(job, plans):
    for clip in plans[1:]:
        track = job.narration.track_of(clip.name[3:])
        spoken = {cue.written: cue for cue in track.cues}
        shift = clip.captions[0].start - track.cues[0].start
        for caption in clip.captions:
            if cue := spoken.get(caption.text):
                assert caption.start - shift == pytest.approx(cue.start, abs=1e-6)
                assert caption.end - shift == pytest.approx(cue.end, abs=1e-6)
        assert " ".join(one.text for one in clip.captions).startswith(track.cues[0].written)


def test_subrip_has_every_caption_in_order(plans):
    for clip in plans:
        text = plan.srt(clip)
        times = re.findall(r"(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})", text)
        flat = [one for pair in times for one in pair]
        assert len(times) == len(clip.captions)
        assert flat == sorted(flat)


def test_a_film_is_h264_and_aac_as_phones_and_networks_take_it(made):
    file, clip = made
    data = file.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert len(data) < 10_000_000
    with av.open(str(file)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
        assert (video.width, video.height, video.average_rate) == (360, 640, 25)
        assert video.codec_context.pix_fmt == "yuv420p"
        assert video.frames == round(clip.length * film.FPS)
        assert container.duration / 1e6 == pytest.approx(clip.length, abs=0.1)


def test_the_code_of_the_end_card_reads_back_from_the_film(made):
    file, clip = made
    with av.open(str(file)) as container:
        container.seek(round((clip.length - 1) * 1e6))
        frames = [frame.to_image() for frame in container.decode(video=0)]
    assert read_back(frames[-1]) == clip.address


@pytest.mark.usefixtures("nothing_kept")
def test_the_same_clip_gives_the_same_bytes(job, made, tmp_path):
    file, clip = made
    _write(tmp_path / "b.mp4", job, clip)
    assert (tmp_path / "b.mp4").read_bytes() == file.read_bytes()


TEXTS = [
    "Ngắn",
    "Ữ Ặ Ễ Ổ Ẫ Ự ữ ặ ễ ổ ẫ ự " * 4,
    "Nghiêng nghiêng " * 7,
    "https://bantin.tanphuoc.example/" + "a" * 90,
    "12.345.678.901 đồng; 50 % – 60 %",
    "g" * 110,
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("title", [True, False])
@pytest.mark.parametrize("size", drawing.SIZES)
def test_a_caption_stays_whole_within_its_own_place(job, text, title, size):
    studio = drawing.Studio(job, size)
    empty, full = (studio.frame(words, title=title) for words in ("", text[: plan.CAPTION]))
    left, top, right, bottom = ImageChops.difference(empty, full).getbbox()
    place = studio.caption_box
    assert place[0] + 8 < left < right < place[2] - 8
    assert place[1] + 8 < top < bottom < place[3] - 8


def test_marks_are_set_on_their_letters_however_they_are_written(job):
    studio = drawing.Studio(job, drawing.SIZES[0])
    composed_text, taken_apart = (
        "Ễ Ặ Ữ ổ",
        "E\u0302\u0303 A\u0323\u0306 U\u031b\u0303 o\u0302\u0309",
    )
    one, other = (studio.frame(text, title=False) for text in (composed_text, taken_apart))
    assert ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize("char", ["ƀ", "ɗ", "★"])
def test_what_the_face_of_text_lacks_is_drawn_in_one_that_has_it(job, char):
    studio = drawing.Studio(job, SMALL)
    drawn, none = (studio.frame(f"a {one} b", title=False) for one in (char, "\U0010fffd"))
    assert ImageChops.difference(drawn, none).getbbox() is not None


@pytest.mark.parametrize("length", [20, 60, 200])
def test_what_does_not_fit_ends_between_sentences_and_is_told(job, length):
    first = job.composition.articles[0]
    words = first.title.children, first.lead.children
    texts = [plain_text(one) for one in words]
    cues = (Cue("a", texts[0], 0.0, 3.0), Cue("b", texts[1], 3.5, 3.5 + length))
    track = Track(first.name, first.slug, texts[0], Path("x.m4a"), 4.0 + length, cues)
    narration = replace(job.narration, tracks=(track,))
    clip = list(plan.plans(replace(job, narration=narration)))[1]
    assert plan.SHORTEST <= clip.length <= plan.LONGEST
    assert [one.code for one in clip.findings] == ([] if length == 20 else [LONG_CLIP])
    assert len(clip.pieces) == (2 if length == 20 else 1)


def test_an_issue_without_a_voice_has_no_clips(job, tmp_path):
    assert ClipsEdition().make(replace(job, narration=None), tmp_path) == []
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_without_a_picture_the_theme_has_its_colour(job):
    studio = drawing.Studio(job, SMALL)
    assert isinstance(studio.picture(None), Image.Image)
    assert studio.picture(None).size == (SMALL.width + drawing.WANDER, SMALL.picture)
