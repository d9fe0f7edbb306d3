"""Pictures come out upright, small, in sRGB and without what a phone wrote into them."""

import io
import random

import pytest
from PIL import Image, ImageCms, ImageFile

from bulletin.art import photographs, pictures
from bulletin.art.drawings import markup
from bulletin.diagnostics import BulletinError

pytestmark = pytest.mark.usefixtures("things_once")

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
RED, BLUE = (200, 30, 30), (30, 30, 200)


def photograph(file, size=(400, 200), **options):
    """Red on the left, blue on the right, with grain, so that it is no flat graphic."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    grain = random.Random(1).randbytes(size[0] * size[1])  # noqa: S311, the same each time
    noise = Image.frombytes("L", size, grain).convert("RGB")
    image = Image.blend(image, noise, 0.1)
    image.save(file, **options)
    return file


def opened(derived):
    return Image.open(io.BytesIO(derived.data))


def close(pixel, expected, by=45):
    return all(abs(a - b) <= by for a, b in zip(pixel, expected, strict=True))


def exif(orientation):
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[MAKE] = "Phone of Bà Sáu"
    data.get_ifd(GPS).update({1: "N", 2: (10.0, 45.0, 30.0), 3: "E", 4: (106.0, 40.0, 0.0)})
    return data


def test_a_turned_photograph_comes_out_upright(tmp_path):
    file = photograph(tmp_path / "a.jpg", exif=exif(6))
    assert pictures.size_of(file) == (200, 400)
    derived = pictures.derive(file, 100)
    assert (derived.width, derived.height) == opened(derived).size == (100, 200)
    assert close(opened(derived).getpixel((50, 20)), RED)
    assert close(opened(derived).getpixel((50, 180)), BLUE)


@pytest.mark.parametrize("wanted", [None, "jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_no_place_and_no_phone_is_left(tmp_path, suffix, wanted):
    file = photograph(tmp_path / f"a{suffix}", exif=exif(1))
    assert "Phone" in file.read_bytes().decode("latin-1")
    derived = pictures.derive(file, 300, wanted)
    image = opened(derived)
    assert not image.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)
    assert b"Phone" not in derived.data
    assert derived.format == (wanted or "jpeg")
    assert image.format.lower() == derived.format
    assert derived.media_type == f"image/{derived.format}"


def test_a_picture_is_never_made_larger(tmp_path):
    derived = pictures.derive(photograph(tmp_path / "a.jpg"), 4000)
    assert (derived.width, derived.height) == (400, 200)


def test_the_height_may_be_limited_too(tmp_path):
    derived = pictures.derive(photograph(tmp_path / "a.jpg"), 400, max_height=50)
    assert (derived.width, derived.height) == (100, 50)


def test_flat_graphics_stay_png_and_photographs_become_jpeg(tmp_path):
    flat = Image.new("RGB", (300, 200), "white")
    flat.paste(RED, (20, 20, 200, 60))
    flat.save(tmp_path / "flat.png")
    assert pictures.derive(tmp_path / "flat.png", 300).format == "png"
    assert pictures.derive(photograph(tmp_path / "photo.png"), 300).format == "jpeg"


def test_transparent_parts_stay_in_png_and_are_white_in_jpeg(tmp_path):
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    image.save(tmp_path / "a.png")
    assert opened(pictures.derive(tmp_path / "a.png", 100)).getpixel((5, 5))[3] == 0
    flattened = opened(pictures.derive(tmp_path / "a.png", 100, "jpeg"))
    assert close(flattened.getpixel((5, 5)), (255, 255, 255), by=3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_can_be_used(tmp_path, mode):
    suffix = ".jpg" if mode == "CMYK" else ".png"
    Image.new("L", (60, 40), 128).convert(mode).save(tmp_path / f"a{suffix}")
    for wanted in (None, "jpeg", "webp", "avif", "png"):
        assert opened(pictures.derive(tmp_path / f"a{suffix}", 60, wanted)).size == (60, 40)


def test_sixteen_bits_of_grey_keep_their_lightness(tmp_path):
    Image.new("I;16", (60, 40), 128 * 257).save(tmp_path / "a.png")
    grey = opened(pictures.derive(tmp_path / "a.png", 60, "png")).convert("L").getpixel((5, 5))
    assert abs(grey - 128) <= 1


def profile_with_red_and_blue_exchanged():
    """An RGB profile in which what is called red is blue, and the other way round."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = data.replace(b"rXYZ", b"xXYZ").replace(b"bXYZ", b"rXYZ").replace(b"xXYZ", b"bXYZ")
    return data.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))


def test_colours_are_turned_into_srgb(tmp_path):
    file = photograph(tmp_path / "a.jpg", icc_profile=profile_with_red_and_blue_exchanged())
    for wanted in ("png", "jpeg"):
        image = opened(pictures.derive(file, 400, wanted))
        assert close(image.getpixel((20, 100)), BLUE)
        assert close(image.getpixel((380, 100)), RED)


def test_a_profile_that_does_not_serve_is_passed_over(tmp_path):
    wide = ImageCms.createProfile("LAB")
    file = photograph(tmp_path / "lab.jpg", icc_profile=ImageCms.ImageCmsProfile(wide).tobytes())
    assert close(opened(pictures.derive(file, 400)).getpixel((20, 100)), RED)


@pytest.mark.usefixtures("nothing_kept")
def test_the_same_picture_gives_the_same_bytes(tmp_path):
    file = photograph(tmp_path / "a.jpg", exif=exif(3))
    for wanted in (None, "jpeg", "png", "webp", "avif"):
        assert pictures.derive(file, 333, wanted) == pictures.derive(file, 333, wanted)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read(tmp_path, monkeypatch):
    file = photograph(tmp_path / "a.png")
    monkeypatch.setattr(photographs, "MAX_PIXELS", 50_000)
    monkeypatch.setattr(photographs, "read", lambda _image: pytest.fail("was read"))
    for use in (pictures.size_of, lambda file: pictures.derive(file, 100)):
        with pytest.raises(BulletinError, match="pixels"):
            use(file)


@pytest.mark.parametrize("cut", [0, 10, 2000])
def test_broken_pictures_are_refused(tmp_path, cut, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    whole = photograph(tmp_path / "whole.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[:cut])
    with pytest.raises(BulletinError, match=r"a\.jpg"):
        pictures.derive(tmp_path / "a.jpg", 100)


def test_what_is_no_picture_is_refused(tmp_path):
    (tmp_path / "a.jpg").write_text("<html>")
    for file in (tmp_path / "a.jpg", tmp_path / "none.jpg"):
        with pytest.raises(BulletinError):
            pictures.size_of(file)


def svg(tmp_path, text):
    file = tmp_path / "a.svg"
    file.write_text(text, encoding="utf-8")
    return file


HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 640 360"', (640, 360)),
        ('width="210mm" height="297mm"', (794, 1123)),
        ('width="100%" height="100%" viewBox="0,0,12.5,50"', (12, 50)),
        ('width="320" viewBox="0 0 640 360"', (320, 180)),
        ('height="1in" viewBox="0 0 10 5"', (192, 96)),
        ("", (300, 150)),
        ("width='2.5em' height='auto' viewBox='0 0 10 5'", (40, 20)),
    ],
)
def test_the_size_of_a_drawing(tmp_path, attributes, size):
    assert pictures.size_of(svg(tmp_path, f"{HEAD} {attributes}/>")) == size


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://elsewhere.example/a.png"/>',
        '<image xlink:href="../secret.png"/>',
        '<use xlink:href="other.svg#a"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        "<style>@import url(https://elsewhere.example/a.css);</style>",
        '<rect style="fill: url(https://elsewhere.example/a.svg#b)"/>',
        "<rect fill=\"url( '//elsewhere.example/a.svg#b')\"/>",
    ],
)
def test_a_drawing_that_runs_or_loads_something_is_refused(tmp_path, inside):
    with pytest.raises(BulletinError, match=r"drawing a\.svg"):
        pictures.derive(svg(tmp_path, f"{HEAD}>{inside}</svg>"), 100)


def test_a_drawing_with_a_program_is_shown_without_it(tmp_path):
    drawn = svg(tmp_path, f'{HEAD}><rect onclick="alert(1)" width="9" height="9"/></svg>')
    assert b"alert" not in pictures.derive(drawn, 100).data


def test_entities_in_a_drawing_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    text = f'<!DOCTYPE svg [<!ENTITY s SYSTEM "{tmp_path}/secret">]>{HEAD}><text>&s;</text></svg>'
    with pytest.raises(BulletinError, match="another file"):
        pictures.derive(svg(tmp_path, text), 100)


@pytest.mark.parametrize("text", ["", "<svg", "<svg/>", "<html/>"])
def test_a_drawing_that_is_none_is_refused(tmp_path, text):
    with pytest.raises(BulletinError, match="drawing"):
        pictures.size_of(svg(tmp_path, text))


def test_a_drawing_stays_a_drawing_without_the_traces_of_its_program(tmp_path):
    text = f"""<?xml version="1.0"?><!-- by hand -->
{HEAD} xmlns:ink="http://www.inkscape.org/namespaces/inkscape" width="40" height="20"
  ink:export-filename="C:\\Users\\Sau\\a.png">
  <metadata><name>Sáu</name></metadata>
  <ink:view name="x"/>
  <defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
  <rect width="40" height="20" fill="url(#g)" ink:label="sky"/>
  <text> Lũ <tspan>về</tspan> </text>
</svg>"""
    derived = pictures.derive(svg(tmp_path, text), 10)
    assert (derived.format, derived.width, derived.height) == ("svg", 40, 20)
    assert derived.data.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-size="16" viewBox="0 0 40 20">'
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        '<rect width="40" height="20" fill="url(#g)"/><text> Lũ <tspan>về</tspan> </text></svg>\n'
    )


def test_a_drawing_becomes_pixels_where_they_are_asked_for(tmp_path):
    text = f'{HEAD} viewBox="0 0 40 20"><rect width="20" height="20" fill="#c81e1e"/></svg>'
    derived = pictures.derive(svg(tmp_path, text), 400, "jpeg")
    assert (derived.width, derived.height) == (400, 200)
    assert close(opened(derived).getpixel((100, 100)), RED, by=8)
    assert close(opened(derived).getpixel((300, 100)), (255, 255, 255), by=8)


def test_a_drawing_of_too_many_bytes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(markup, "MAX_BYTES", 100)
    with pytest.raises(BulletinError, match="MB"):
        pictures.size_of(svg(tmp_path, f"{HEAD}><!--{'x' * 100}--></svg>"))
