"""The cover as a picture: whole words that fit, whatever an editor calls an issue."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from bulletin.art import cover as cover_art
from bulletin.art.cover import Front, draw, fit
from bulletin.art.fonts import faces_of
from bulletin.editions.base import Job
from tests.editions.bookshop import BOOKS, job_of

LONG = (
    "Nghị quyết về đường, cầu, trường học, trạm y tế và nước sạch của cả sáu ấp "
    "trong ba năm tới cùng kế hoạch góp công của bà con"
)


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return job_of(BOOKS / "no-voice", tmp_path_factory.mktemp("cover"))


@pytest.fixture(scope="module")
def face(job: Job) -> Path:
    return next(f.file for f in faces_of(job.composition.theme).display if f.weight == 700)


@pytest.mark.parametrize("text", ["Lúa", "Đón con nước cuối năm", LONG, "Một" * 40])
def test_every_line_fits_and_no_word_is_lost(text: str, face: Path) -> None:
    lines = fit(text, face, room=1000, size=110, most=3)
    assert " ".join(line.text for line in lines) == text
    assert len(lines) <= 3
    for line in lines:
        assert ImageFont.truetype(face, 100).getlength(line.text) * line.size / 100 <= 1000


def test_lines_are_of_even_length(face: Path) -> None:
    first, second = fit("Đón con nước cuối năm nay", face, room=1000, size=110, most=3)
    assert (first.text, second.text) == ("Đón con nước", "cuối năm nay")


def test_a_little_smaller_is_better_than_a_word_alone_on_its_line(face: Path) -> None:
    (line,) = fit("Đón con nước cuối năm", face, room=1000, size=100, most=3)
    assert 80 < line.size < 100


def test_a_short_title_is_set_large(face: Path) -> None:
    assert fit("Lúa", face, room=1000, size=110, most=3)[0].size == 110


@pytest.mark.parametrize("size", [(1200, 1600), (1400, 1400), (440, 587)])
def test_a_cover_has_the_size_asked_for(job: Job, size: tuple[int, int]) -> None:
    with Image.open(
        io.BytesIO(draw(Front("Bản tin", LONG, "Số 1"), job.composition.theme, *size))
    ) as cover:
        assert (cover.format, cover.mode, cover.size) == ("JPEG", "RGB", size)


def test_the_cover_shows_its_words(job: Job) -> None:
    def pixels(front: Front) -> bytes:
        with Image.open(io.BytesIO(draw(front, job.composition.theme, 600, 800))) as cover:
            return cover.tobytes()

    bare = pixels(Front(""))
    shown = [
        pixels(front)
        for front in (Front("A"), Front("", title="A"), Front("", issue="A"), Front("A <&> B"))
    ]
    assert len({bare, *shown}) == 5


def test_the_sample_shows_picture_and_logo(sample_job: Job) -> None:
    composition = sample_job.composition
    front = cover_art.front_of(composition.issue, composition.theme)
    assert front.masthead == "Bản tin xã Tân Phước"
    assert front.title == "Đón con nước cuối năm"
    assert front.issue == "Số 11 · tháng 11 năm 2026"
    assert front.picture is not None
    assert front.picture.is_file()
    assert front.logo is not None
    assert front.logo.is_file()
