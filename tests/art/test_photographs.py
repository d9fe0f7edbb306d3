"""A photograph that the judge takes is one that every edition can use, however odd its bytes."""

import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from tinycss2.color5 import parse_color

from bulletin.art import photographs, pictures
from bulletin.art.drawings.css.wide import in_srgb
from bulletin.diagnostics import BulletinError

FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}


def sample(form):
    ramp = Image.linear_gradient("L").resize((60, 40))
    image = Image.merge("RGB", (ramp, ramp.rotate(180), ramp))
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(stream, form, **({} if form == "GIF" else {"exif": exif}))
    return stream.getvalue()


def damaged(data, seed):
    """The same bytes, some of them changed, left out or doubled."""
    chance = random.Random(seed)  # noqa: S311, the same each time
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(made))
        match chance.randrange(4):
            case 0:
                made[place] = chance.randrange(256)
            case 1:
                made[place] ^= 1 << chance.randrange(8)
            case 2:
                del made[place : place + chance.randint(1, 30)]
            case _:
                made[place:place] = made[place : place + chance.randint(1, 30)]
    return bytes(made)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_the_judge_takes_every_edition_can_use(suffix, tmp_path):
    file: Path = tmp_path / f"a{suffix}"
    whole = sample(FORMATS[suffix])
    taken = 0
    for seed in range(120):
        file.write_bytes(damaged(whole, seed))
        if photographs.fault_of(file):
            continue
        taken += 1
        width, height = pictures.size_of(file)
        for wanted in (None, "jpeg", "webp", "png"):
            made = pictures.derive(file, 30, wanted)
            assert made.width <= 30
            assert abs(made.width / made.height - width / height) < 0.2
    assert taken


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_an_edition_would_refuse_the_judge_refuses(suffix, tmp_path):
    file: Path = tmp_path / f"a{suffix}"
    whole = sample(FORMATS[suffix])
    for seed in range(120, 200):
        file.write_bytes(damaged(whole, seed))
        try:
            pictures.derive(file, 30, "jpeg")
        except BulletinError:
            assert photographs.fault_of(file)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("size", [(40, 30), (48, 32)])
def test_a_jpeg_that_lacks_its_end_mark_alone_is_whole(tmp_path, size, progressive):
    file = tmp_path / "a.jpg"
    for seed in range(12):
        noise = random.Random(seed).randbytes(size[0] * size[1])  # noqa: S311, the same each time
        stream = io.BytesIO()
        Image.frombytes("L", size, noise).save(stream, "JPEG", quality=95, progressive=progressive)
        data = stream.getvalue()
        for cut in (1, 2):
            file.write_bytes(data[:-cut])
            assert photographs.fault_of(file) is None, (seed, cut)
            assert pictures.derive(file, size[0], "png").width == size[0]
        for cut in (3, 4, 5, 8, 60):
            file.write_bytes(data[:-cut])
            assert photographs.fault_of(file), (seed, cut)


def test_only_exif_turns_a_picture_as_in_browsers(tmp_path):
    file = tmp_path / "a.jpg"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a tiff:Orientation="6"/></x:xmpmeta>'
    Image.new("RGB", (30, 20)).save(file, xmp=xmp)
    assert pictures.size_of(file) == (30, 20)
    assert pictures.derive(file, 30, "png").width == 30
    exif = Image.Exif()
    exif[0x0112] = 8
    Image.new("RGB", (30, 20)).save(file, xmp=xmp, exif=exif)
    assert pictures.size_of(file) == (20, 30)
    file = tmp_path / "a.webp"
    Image.new("RGB", (30, 20)).save(file, exif=exif)
    assert pictures.size_of(file) == (30, 20)


def exif_of(order, kind, count, value):
    """EXIF with one entry, that of the orientation."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entry = struct.pack(f"{order}IHHHI", 8, 1, 0x0112, kind, count) + value.ljust(4, b"\0")
    return head + entry + bytes(4)


TURNS = {
    "a SHORT": (exif_of("<", 3, 1, b"\6\0"), (2, 3)),
    "a SHORT, the large end first": (exif_of(">", 3, 1, b"\0\6"), (2, 3)),
    "a LONG": (exif_of("<", 4, 1, b"\6\0"), (3, 2)),
    "two of them": (exif_of("<", 3, 2, b"\6\0\1"), (3, 2)),
    "a letter": (exif_of("<", 2, 2, b"6"), (3, 2)),
    "a value that there is not": (exif_of("<", 3, 1, b"\11\0"), (3, 2)),
    "cut short": (exif_of("<", 3, 1, b"\6\0")[:16], (3, 2)),
}


@pytest.mark.parametrize(("exif", "size"), TURNS.values(), ids=TURNS)
def test_exif_turns_a_picture_by_one_short_number_alone_as_in_browsers(exif, size):
    stream = io.BytesIO()
    Image.new("RGB", (3, 2)).save(stream, "JPEG", exif=b"Exif\0\0" + exif)
    with photographs.opened(stream) as image:
        assert photographs.upright_size(image) == photographs.plain(image).size == size


_P3_PLACES = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)


@pytest.mark.parametrize(
    "chunks",
    [
        {b"cICP": bytes([12, 13, 0, 1])},
        {b"gAMA": struct.pack(">I", 45455), b"cHRM": struct.pack(">8I", *_P3_PLACES)},
    ],
    ids=["cICP", "cHRM"],
)
def test_a_png_has_the_colours_that_its_chunks_name(tmp_path, chunks):
    file = tmp_path / "a.png"
    file.write_bytes(with_chunks(Image.new("RGB", (2, 2), (200, 100, 50)), chunks))
    with photographs.opened(file) as image:
        made = photographs.plain(image).getpixel((0, 0))
    shown = in_srgb(parse_color(f"color(display-p3 {200 / 255} {100 / 255} {50 / 255})"))
    assert made == pytest.approx([255 * part for part in shown], abs=1.5)


@pytest.mark.parametrize(("curve", "light"), [(1, 53), (4, 62), (8, 137), (13, 64), (17, 48)])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_png_whose_curve_is_numbered_is_as_light_as_that_makes_it(mode, curve, light):
    grey = Image.new("L", (1, 1), 64).convert(mode)
    data = with_chunks(grey, {b"cICP": bytes([1, curve, 0, 1])})
    with photographs.opened(io.BytesIO(data)) as image:
        made = photographs.plain(image).convert("L")
    assert made.getpixel((0, 0)) == pytest.approx(light, abs=1)


def test_a_png_with_a_profile_for_other_than_red_green_and_blue_is_refused(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for name, fault in (("a.png", photographs.OTHER_COLOURS), ("a.webp", "None")):
        Image.new("RGB", (2, 2)).save(tmp_path / name, icc_profile=lab)
        assert str(photographs.fault_of(tmp_path / name)) == fault


def test_a_png_for_hdr_screens_is_refused(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(with_chunks(Image.new("RGB", (2, 2)), {b"cICP": bytes([9, 16, 0, 1])}))
    assert str(photographs.fault_of(file)) == photographs.HDR


def with_chunks(image, chunks):
    """A PNG with some chunks before its pixels."""
    stream = io.BytesIO()
    image.save(stream, "PNG")
    head, pixels = stream.getvalue()[:33], stream.getvalue()[33:]
    for name, data in chunks.items():
        body = name + data
        head += struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return head + pixels


DISGUISED = {
    b"II*\0rest": "TIFF",
    b"BM" + bytes(60): "BMP",
    b"\0\0\0\x18ftypheic" + bytes(60): "HEIC",
    b"\0\0\0\x18ftypqt  " + bytes(60): "MP4",
    b"\0\0\0\x18ftypavis" + bytes(60): "AVIF",
    b"\0\0\0\x18ftypcrx " + bytes(60): "CR3",
    b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(60): "EMF",
    b"<!doctype html><title>404</title>": "HTML",
    b"\xef\xbb\xbf<?xml version='1.0'?><svg/>": "SVG",
}


@pytest.mark.parametrize("data", DISGUISED, ids=DISGUISED.values())
def test_what_has_a_pictures_name_only_is_told_by_what_it_is(data, tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    assert DISGUISED[data] in str(photographs.fault_of(file))


def linear_grey():
    """A profile of greys that grow with the light (ICC.1:2022, 7 and 10)."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, 0x100) + bytes(2)
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    name = b"desc" + bytes(4) + struct.pack(">I", 5) + b"grey\0" + bytes(81)
    parts = ((b"kTRC", curve), (b"wtpt", white), (b"desc", name))
    offset = 132 + 12 * len(parts)
    listed, body = struct.pack(">I", len(parts)), b""
    for tag, data in parts:
        listed += tag + struct.pack(">II", offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4sI", offset + len(body), b"lcms", 0x2100000) + b"mntrGRAYXYZ "
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061) + bytes(48)
    return head + listed + body


def test_greys_are_taken_as_a_profile_that_browsers_read_has_them():
    newer = linear_grey()[:8] + b"\5" + linear_grey()[9:]
    unread = [(other, 100) for other in (newer, linear_grey()[:-1], b"nonsense", None)]
    for profile, shown in ((linear_grey(), 168), *unread):
        stream = io.BytesIO()
        Image.new("L", (4, 4), 100).save(stream, "PNG", icc_profile=profile)
        with photographs.opened(io.BytesIO(stream.getvalue())) as image:
            made = photographs.plain(image)
        assert made.mode == "L"
        assert made.getpixel((1, 1)) == pytest.approx(shown, abs=2)


@pytest.mark.parametrize(
    ("mode", "colour", "options"),
    [
        ("LA", (100, 128), {}),
        ("L", 100, {"transparency": 100}),
        ("I;16", 100 * 257, {"transparency": 100 * 257}),
    ],
)
def test_what_is_clear_stays_so_under_a_profile(mode, colour, options):
    stream = io.BytesIO()
    image = Image.new(mode, (4, 4), colour)
    image.save(stream, "PNG", icc_profile=linear_grey(), **options)
    with photographs.opened(io.BytesIO(stream.getvalue())) as image:
        made = photographs.plain(image)
    assert made.getpixel((1, 1)) == pytest.approx((168,) * 3 + (0 if options else 128,), abs=2)


def test_a_photograph_of_one_pixel_is_one(tmp_path):
    file = tmp_path / "a.jpg"
    Image.new("RGB", (1, 1)).save(file)
    assert photographs.fault_of(file) is None


def test_a_gif_is_clear_where_its_screen_is_larger_than_it():
    stream = io.BytesIO()
    Image.new("P", (2, 2), 0).save(stream, "GIF")
    data = stream.getvalue()[:6] + struct.pack("<HH", 4, 3) + stream.getvalue()[10:]
    with photographs.opened(io.BytesIO(data)) as image:
        alpha = photographs.plain(image).getchannel("A")
    assert alpha.tobytes() == bytes([255, 255, 0, 0]) * 2 + bytes(4)


def test_a_png_may_hold_a_whole_drawing_among_its_words_but_not_lack_its_colours(tmp_path):
    file = tmp_path / "a.png"
    words = b"mxfile\0\0" + zlib.compress(bytes(2_000_000))
    file.write_bytes(with_chunks(Image.new("RGB", (2, 2)), {b"zTXt": words}))
    assert photographs.fault_of(file) is None
    whole = with_chunks(Image.new("P", (2, 2)), {})
    file.write_bytes(whole[: whole.index(b"PLTE") - 4] + whole[whole.index(b"IDAT") - 4 :])
    assert str(photographs.fault_of(file)) == photographs.DAMAGED


def test_the_curve_that_a_png_names_is_taken_into_account():
    stream = io.BytesIO()
    Image.new("RGB", (1, 1), (64, 64, 64)).save(stream, "PNG")
    start = b"\x89PNG\r\n\x1a\n"
    size = len(start) + 25  # the header's chunk
    gamma = struct.pack(">I4sI", 4, b"gAMA", 100_000)
    data = stream.getvalue()
    curved = data[:size] + gamma + struct.pack(">I", zlib.crc32(gamma[4:])) + data[size:]
    with photographs.opened(io.BytesIO(curved)) as image:
        assert photographs.plain(image).getpixel((0, 0)) == (136, 136, 136)
    assert photographs.stripped(data)[1] == data
    assert photographs.stripped(curved)[1] != curved


@pytest.mark.parametrize(("bits", "clear"), [(1, 1), (2, 2), (4, 5), (8, 5)])
def test_the_grey_that_a_png_calls_clear_is_clear(bits, clear):
    def part(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    row = bytes([0, clear << (8 - bits), 0])  # one dot of that grey, and more that is black
    head = part(b"IHDR", struct.pack(">IIBBBBB", 8 // bits + 1, 1, bits, 0, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + part(b"tRNS", struct.pack(">H", clear))
    data += part(b"IDAT", zlib.compress(row)) + part(b"IEND", b"")
    with photographs.opened(io.BytesIO(data)) as image:
        alpha = photographs.plain(image).getchannel("A")
    assert alpha.tobytes() == bytes([0]) + bytes([255]) * (8 // bits)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*parts, bits=8, colour=2, pixels=b"\x50\x90\x30" * 4):
    """A PNG of four pixels in a row, with chunks before these."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 1, bits, colour, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0" + pixels))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(parts) + data + chunk(b"IEND", b"")


def shown(file, data):
    file.write_bytes(data)
    assert photographs.fault_of(file) is None
    with photographs.opened(file) as image:
        return [*photographs.plain(image).getdata()]


def swapped():
    """A profile that makes green what is red, so that nobody can miss it."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = made.replace("sRGB".encode("utf-16-be"), "PNG ".encode("utf-16-be"))
    made = made.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ")
    return made.replace(b"?XYZ", b"gXYZ")


PROFILE = zlib.compress(swapped())
FAR = swapped()[:136] + struct.pack(">I", 10**8) + swapped()[140:]


@pytest.mark.parametrize(
    ("parts", "counts"),
    [
        ([chunk(b"iCCP", b"a\0\0" + PROFILE)], True),
        ([chunk(b"iCCP", b"a" * 79 + b"\0\0" + PROFILE)], True),
        ([chunk(b"iCCP", b"a" * 90 + b"\0\0" + PROFILE)], False),
        ([chunk(b"iCCP", b"\0\0" + PROFILE)], False),
        ([chunk(b"iCCP", b"a\0\0" + PROFILE[:-90])], False),
        ([chunk(b"iCCP", b"a\0\0" + zlib.compress(FAR))], False),
        ([chunk(b"iCCP", b"a\0\0" + PROFILE), chunk(b"iCCP", b"b\0\0" + zlib.compress(FAR))], True),
    ],
)
def test_a_profile_that_browsers_pass_over_changes_no_colour(parts, counts, tmp_path):
    file = tmp_path / "a.png"
    assert (shown(file, png(*parts)) != shown(file, png())) == counts


def test_a_profile_behind_the_pixels_changes_no_colour(tmp_path):
    late = png()[:-12] + chunk(b"iCCP", b"a\0\0" + PROFILE) + png()[-12:]
    assert shown(tmp_path / "a.png", late) == shown(tmp_path / "a.png", png())


def test_a_profile_whose_parts_lie_outside_it_changes_no_colour(tmp_path):
    for suffix in (".jpg", ".webp"):
        file = tmp_path / f"a{suffix}"
        seen = []
        for profile in (None, FAR, swapped()):
            Image.new("RGB", (4, 4), (80, 144, 48)).save(file, icc_profile=profile)
            seen.append(shown(file, file.read_bytes()))
        assert seen[0] == seen[1] != seen[2]


@pytest.mark.parametrize(("colour", "count"), [(0, 1), (2, 3)])
def test_one_clear_colour_of_16_bits_is_clear(colour, count, tmp_path):
    values = [struct.pack(">H", value) * count for value in (0, 10_000, 30_000, 60_000)]
    clear = chunk(b"tRNS", values[1])
    seen = shown(tmp_path / "a.png", png(clear, bits=16, colour=colour, pixels=b"".join(values)))
    assert [pixel[3] for pixel in seen] == [255, 0, 255, 255]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_picture_that_lacks_its_last_scans_is_damaged(mode, tmp_path):
    file, stream = tmp_path / "a.jpg", io.BytesIO()
    Image.linear_gradient("L").convert(mode).save(stream, "JPEG", progressive=True)
    data = stream.getvalue()
    scans = [at for at in range(len(data)) if data[at : at + 2] == b"\xff\xda"]
    for end in scans[1:]:
        file.write_bytes(data[:end])
        assert photographs.fault_of(file), end
    file.write_bytes(data[:-2])
    assert photographs.fault_of(file) is None
