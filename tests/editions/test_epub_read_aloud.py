"""The talking book, opened and played in a real reading system."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.document import plain_text
from tests.editions.bookshop import BOOKS, books_of, job_of
from tests.editions.sounding import sentences
from tests.validators import foliate

pytestmark = pytest.mark.xdist_group("web-sample")  # where Chromium with all sounds is


def test_a_reading_system_highlights_sentence_after_sentence(tmp_path: Path, whole_browser) -> None:
    job = job_of(BOOKS / "one-article", tmp_path / "made", seconds=0.5)
    talking, _ = books_of(job, tmp_path)
    article = job.composition.articles[0]
    written = {s.id: plain_text(s.children) for s in sentences(article.blocks)}
    with foliate.reading(talking.file, whole_browser) as page:
        found = foliate.contents(page)
        assert found["title"] == "Bản tin thử nghiệm số 11"
        assert found["author"] == "UBND xã Thử Nghiệm"
        assert found["contents"] == ["Lời mở đầu", "Họp dân ấp Vàm Sậy", "Thông tin xuất bản"]
        assert found["landmarks"] == ["cover", "toc", "bodymatter", "imprint"]
        assert found["spoken"] == 3
        assert job.narration
        assert abs(found["duration"] - job.narration.duration) < 0.05
        played = foliate.read_aloud(page, section=3, sentences=3)
        assert played == list(written)[:3]
        assert foliate.highlighted(page) in written.values()


def test_a_reading_system_opens_the_light_book(tmp_path: Path, browser) -> None:
    _, light = books_of(job_of(BOOKS / "rtl-cjk", tmp_path / "made"), tmp_path)
    with foliate.reading(light.file, browser) as page:
        found = foliate.contents(page)
        assert found["title"] == "Bản tin thử nghiệm số 11: Xin chào"
        assert found["spoken"] == 0
