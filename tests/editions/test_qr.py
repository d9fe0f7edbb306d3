"""QR codes hold what they should, in both forms, and small damage does not matter."""

import io

import pytest
from lxml import etree
from PIL import Image, ImageFilter

from bulletin.art import qr_symbol as qr
from bulletin.diagnostics import BulletinError

ADDRESS = "https://bantin.tanphuoc.example/2026-11/"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("text", [ADDRESS, "https://a.vn/", ADDRESS + "x" * 150, "xã Tân Phước"])
def test_a_code_reads_back_from_png_and_svg(text, level):
    code = qr.checked_qr(text, level)
    assert code.text == text
    assert qr.read_back(code.png) == text


@pytest.mark.parametrize("length", range(1, 120, 17))
def test_svg_and_png_show_the_same_modules(length):
    text = ADDRESS + "x" * length
    drawn = Image.open(io.BytesIO(qr.rasterised(qr.qr_svg(text)))).convert("1")
    assert drawn.tobytes() == Image.open(io.BytesIO(qr.qr_png(text, scale=8))).tobytes()


def test_svg_is_one_path_on_white_with_a_name():
    tree = etree.fromstring(qr.qr_svg(ADDRESS, title="Bản điện tử & <nghe>"))
    assert [child.tag for child in tree] == [f"{SVG}title", f"{SVG}path", f"{SVG}path"]
    assert tree.findtext(f"{SVG}title") == "Bản điện tử & <nghe>"
    assert tree.get("role") == "img"
    assert len(qr.qr_svg(ADDRESS)) < 2000


def test_four_modules_around_the_code_are_white():
    image = Image.open(io.BytesIO(qr.qr_png(ADDRESS, scale=1))).convert("L")
    left, top, right, bottom = image.point(lambda value: 255 - value).getbbox()
    assert (left, top, image.width - right, image.height - bottom) == (4, 4, 4, 4)


@pytest.mark.parametrize(
    "damage",
    [
        lambda image: image.resize(
            (image.width // 4, image.height // 4), Image.Resampling.BILINEAR
        ),
        lambda image: image.rotate(10, expand=True, fillcolor=255),
        lambda image: image.filter(ImageFilter.GaussianBlur(6)),
    ],
    ids=["quarter", "turned", "blurred"],
)
def test_a_poster_code_reads_when_small_turned_or_blurred(damage):
    image = Image.open(io.BytesIO(qr.qr_png(ADDRESS, "Q", 16))).convert("L")
    assert qr.read_back(damage(image)) == ADDRESS


def test_a_picture_without_a_code_reads_back_as_nothing():
    assert qr.read_back(Image.new("L", (200, 200), 255)) == ""


@pytest.mark.usefixtures("nothing_kept")
def test_a_code_that_reads_back_wrongly_is_refused(monkeypatch):
    wrong = qr.qr_svg(ADDRESS + "x")
    monkeypatch.setattr(qr, "qr_svg", lambda *_args, **_options: wrong)
    with pytest.raises(BulletinError, match="does not read back from its SVG"):
        qr.checked_qr(ADDRESS)


def test_a_text_that_no_code_can_hold_is_refused():
    with pytest.raises(BulletinError, match="too many"):
        qr.qr_svg("x" * 5000)
