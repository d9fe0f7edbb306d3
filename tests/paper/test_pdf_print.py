"""The print edition: what a printing house and an office printer get."""

from __future__ import annotations

import io

import pikepdf
import pytest

from bulletin.art.qr_symbol import read_all
from bulletin.codes import COARSE_PICTURE
from bulletin.editions.base import editions
from bulletin.editions.print.edition import PrintEdition
from bulletin.editions.print.press import sides
from tests.paper.press import LAST, another_article, job_of, paper, photograph, pictures, words

pytestmark = pytest.mark.xdist_group("pdf print")

MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("print")
    root = paper("brief", folder)
    another_article(root)
    photograph(root / "2026-11" / "images" / "ngang.jpg", (2400, 1600))
    job = job_of(root, folder)
    findings = PrintEdition().make(job, folder)
    stem = job.composition.issue.file_stem
    files = [(folder / f"{stem}-{kind}.pdf").read_bytes() for kind in ("print", "booklet")]
    return (*files, findings, job)


def test_pages_have_bleed_and_marks_around_an_a4_page(printed):
    with pikepdf.open(io.BytesIO(printed[0])) as pdf:
        for page in pdf.pages:
            trim, bleed, media = page.trimbox, page.BleedBox, page.mediabox
            assert float(trim[2] - trim[0]) == pytest.approx(210 * MILLIMETRE, abs=0.1)
            assert float(trim[3] - trim[1]) == pytest.approx(297 * MILLIMETRE, abs=0.1)
            assert float(trim[0] - bleed[0]) >= 3 * MILLIMETRE
            assert float(bleed[0] - media[0]) >= 5 * MILLIMETRE


def test_the_ground_of_the_back_cover_reaches_into_the_bleed(printed):
    picture = pictures(printed[0], 72, LAST)[0]
    edge = round(10 * MILLIMETRE)
    inside, over = picture.getpixel((300, edge + 10)), picture.getpixel((300, edge - 8))
    assert inside == over != (255, 255, 255)


def test_crop_marks_stand_at_the_corners(printed):
    picture = pictures(printed[0], pages=slice(1, 2))[0].convert("L")
    corner = picture.crop((0, 0, 70, 70))
    assert corner.getextrema()[0] < 100


def test_photographs_have_300_dots_an_inch(printed):
    with pikepdf.open(io.BytesIO(printed[0])) as pdf:
        widths = [
            int(image.Width)
            for page in pdf.pages
            for image in page.Resources.XObject.values()
            if image.get("/Subtype") == "/Image"
        ]
    assert max(widths) == pytest.approx(170 / 25.4 * 300, abs=2)


def test_the_code_reads_from_the_printed_page(printed):
    assert read_all(pictures(printed[0], pages=LAST)[0]) == [printed[3].composition.issue.address]


def test_a_picture_of_enough_pixels_is_not_complained_of(printed):
    assert list(printed[2]) == []


def test_a_picture_too_small_for_its_place_is_a_warning_with_its_line(tmp_path):
    root = paper("brief", tmp_path)
    photograph(root / "2026-11" / "images" / "ngang.jpg", (600, 400))
    (finding,) = PrintEdition().make(job_of(root, tmp_path), tmp_path)
    assert finding.code is COARSE_PICTURE
    assert str(finding.span) == "2026-11/01-bai.md:3:15"
    assert "96 dots an inch" in finding.message


def test_the_booklet_folds_into_the_right_order(printed):
    text = words(printed[1])
    assert len(text) == 2
    whole = words(printed[0])
    assert len(whole) == 4
    outside, inside = pictures(printed[1], 72)
    assert outside.size == inside.size == (842, 596)
    assert [word in text[0] for word in ("UBND xã Nhỏ", "Bản tin nhỏ")] == [True, True]
    assert text[1].index("Trong số này") < text[1].index("Câu thứ nhất")


@pytest.mark.parametrize("count", range(2, 30))
def test_every_page_is_in_the_booklet_once_and_the_back_cover_is_last(count):
    order = list(sides(count))
    assert len(order) % 2 == 0
    flat = [page for side in order for page in side]
    assert sorted(page for page in flat if page is not None) == list(range(count))
    assert order[0] == (count - 1, 0)
    assert order[1][0] == (1 if count > 2 else None)


def test_a_leaf_has_its_two_pages_back_to_back():
    order = list(sides(8))
    for front, back in zip(order[::2], order[1::2], strict=True):
        assert {abs(front[1] - back[0]), abs(front[0] - back[1])} == {1}


@pytest.mark.usefixtures("nothing_kept")
def test_the_same_issue_gives_the_same_files(printed, tmp_path):
    root = paper("brief", tmp_path)
    another_article(root)
    photograph(root / "2026-11" / "images" / "ngang.jpg", (2400, 1600))
    PrintEdition().make(job_of(root, tmp_path), tmp_path)
    again = [file.read_bytes() for file in sorted(tmp_path.glob("*.pdf"))]
    assert again == [printed[1], printed[0]]


def test_it_is_made_only_when_asked_for():
    assert not editions()["print"].standard
