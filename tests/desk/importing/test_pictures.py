"""Pictures of an import: stripped, scaled, named, each once; what cannot be shown is said."""

from __future__ import annotations

import base64
import io
import zipfile
from unicodedata import normalize

import docx
import pytest
from docx.oxml import parse_xml
from lxml import etree
from PIL import Image as Pillow

from bulletin.desk.importing.docx.pictures import as_shown
from bulletin.desk.importing.docx.wordml import DRAWING, RELATIONS
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.pages import opener_in
from bulletin.desk.importing.pictures import Album
from bulletin.desk.importing.remarks import Remarks, report
from bulletin.desk.importing.shaping.illustrations import illustrated, note_missing
from bulletin.desk.importing.tree import Illustration, Image, Para, TextRun, Wall
from bulletin.desk.importing.writer import ArticleWriter
from tests.desk.importing.word import saved

EMF = b"\x01\x00\x00\x00" + b"\0" * 36 + b" EMF" + b"\0" * 60
WMF = b"\xd7\xcd\xc6\x9a" + b"\0" * 60


def _picture(kind="PNG", size=(60, 40), mode="RGB", **more):
    stream = io.BytesIO()
    Pillow.new(mode, size, "#0b5d3b" if mode == "RGB" else 0).save(stream, kind, **more)
    return stream.getvalue()


def _album(taken=(), **sources):
    return Album("bai", sources.get, Remarks(), set(taken))


def _placed(album, source, alt="Cầu ấp 3"):
    return album.placed((Illustration(Image(source, alt)),))


def _said(album, kind):
    return " ".join(remark.text for remark in album.remarks.all() if remark.kind == kind)


def test_what_tells_of_a_place_is_stripped_and_large_pictures_are_scaled():
    exif = Pillow.Exif()
    exif[0x8825] = {1: "N"}
    album = _album(a=_picture("JPEG", (3000, 30), exif=exif))
    (figure,) = _placed(album, "a")
    assert figure.image.source == "images/bai-1.jpg"
    with Pillow.open(io.BytesIO(album.files["images/bai-1.jpg"])) as made:
        assert made.size == (2400, 24)
        assert not made.getexif()
    assert "stripped" in _said(album, "changed")
    assert "smaller" in _said(album, "changed")


def test_a_picture_is_turned_upright_as_it_was_seen():
    exif = Pillow.Exif()
    exif[0x0112] = 6
    album = _album(a=_picture("JPEG", (60, 40), exif=exif))
    _placed(album, "a")
    with Pillow.open(io.BytesIO(album.files["images/bai-1.jpg"])) as made:
        assert made.size == (40, 60)


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("BMP", ".png"), ("TIFF", ".png"), ("GIF", ".png"), ("PNG", ".png"), ("WEBP", ".jpg")],
)
def test_pictures_of_any_program_become_what_editions_take(kind, ending):
    album = _album(a=_picture(kind))
    _placed(album, "a")
    assert list(album.files) == [f"images/bai-1{ending}"]


@pytest.mark.parametrize("data", [EMF, WMF, b"no picture", _picture()[:60]])
def test_what_cannot_be_shown_is_said_and_its_caption_stays(data):
    album = _album(a=data)
    caption = (TextRun("Chú thích"),)
    assert album.placed((Illustration(Image("a", "Sơ đồ kênh"), caption),)) == (Para(caption),)
    assert album.files == {}
    assert "A picture that" in _said(album, "lost")
    assert "Sơ đồ kênh" in str([*album.remarks.all()])


@pytest.mark.parametrize(
    ("caption", "kept"), [("", "Ảnh: Lê Thử"), ("Kênh mới.", "Kênh mới. Ảnh: Lê Thử")]
)
def test_whose_a_lost_picture_is_stays_with_its_caption(caption, kept):
    line = (TextRun(caption),) if caption else ()
    picture = Illustration(Image("a"), line, "Ảnh: Lê Thử")
    assert _album(a=EMF).placed((picture,)) == (Para((TextRun(kept),)),)


def test_a_drawing_is_taken_without_its_programs():
    safe = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    unsafe = safe.replace(b"<rect", b"<script>alert(1)</script><rect")
    album = _album(a=safe, b=unsafe)
    assert _placed(album, "a")
    assert _placed(album, "b")
    assert list(album.files) == ["images/bai-1.svg", "images/bai-2.svg"]
    assert b"alert" not in album.files["images/bai-2.svg"]


def test_the_same_picture_is_kept_once_and_no_name_is_taken_twice():
    album = _album(taken={"images/bai-1.png"}, a=_picture(), b=_picture(), c=_picture(size=(9, 9)))
    names = [_placed(album, source)[0].image.source for source in "abc"]
    assert names == ["images/bai-2.png", "images/bai-2.png", "images/bai-3.png"]


def test_a_picture_inside_the_text_itself_is_taken_out():
    album = _album()
    address = f"data:image/png;base64,{base64.b64encode(_picture()).decode()}"
    assert _placed(album, address)[0].image.source == "images/bai-1.png"


def test_a_picture_on_the_web_is_not_fetched_but_asked_for():
    album = _album()
    assert _placed(album, "https://xa.example/a.jpg") == ()
    assert "on the web" in _said(album, "missing")


@pytest.mark.parametrize(
    "written", ["ảnh/Đò.jpg", "anh/../ảnh/đò.JPG", "%E1%BA%A3nh/Đò.jpg", "ảnh\\đò.jpg"]
)
def test_a_picture_is_found_whatever_form_and_capitals_its_name_is_written_in(written, tmp_path):
    folder = tmp_path / normalize("NFD", "ảnh")
    folder.mkdir()
    (folder / normalize("NFD", "Đò.jpg")).write_bytes(b"x")
    (tmp_path / "anh").mkdir()
    (tmp_path / "Ngoài.jpg").write_bytes(b"x")
    assert opener_in(tmp_path)(normalize("NFC", written)) == b"x"
    assert opener_in(folder)("../ngoài.jpg") is None


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2034.jpg", "IMG 2034", "image1", "Picture 3", "Hình ảnh 2", "DSC00123", "...",
        "A person riding a boat Description automatically generated",
        "Một người. Mô tả được tạo tự động", "20261105_073512", "https://xa.example/a.jpg",
    ],
)  # fmt: skip
def test_alternative_text_that_nobody_wrote_is_none(alt):
    assert _placed(_album(a=_picture()), "a", alt)[0].image.alt == ""


@pytest.mark.parametrize("alt", ["Hình ảnh ruộng lúa", "Ảnh chụp 3 em nhỏ", "Cầu Ấp 3", "Bác Hai"])
def test_alternative_text_of_a_person_stays(alt):
    assert _placed(_album(a=_picture()), "a", alt)[0].image.alt == alt


def test_a_picture_that_only_adorns_is_written_as_such():
    image = Image("images/a.png", decorative=True)
    assert ":decorative: true" in ArticleWriter("a", Remarks()).body((Illustration(image),))
    assert "{.decorative}" in ArticleWriter("a", Remarks()).body((Para((TextRun("x "), image)),))


def _in_word(crop="", frame=""):
    """What a Word file with a red and blue picture that is cut and turned so holds, as shown."""
    half = Pillow.new("RGB", (80, 40), "red")
    half.paste("blue", (40, 0, 80, 40))
    stream = io.BytesIO()
    half.save(stream, "PNG")
    document = docx.Document()
    shape = document.add_paragraph("Cầu").add_run().add_picture(stream)
    picture = shape._inline.graphic.graphicData.pic  # noqa: SLF001, no public way to it
    if crop:
        cut = parse_xml(f'<a:srcRect xmlns:a="{DRAWING}" {crop}/>')
        picture.blipFill.insert(1, cut)
    for said in frame.split():
        key, _, value = said.partition("=")
        picture.spPr.find(f"{{{DRAWING}}}xfrm").set(key, value)
    remarks, package = Remarks(), Package.opened("a.docx", saved(document))
    tree = package.xml("word/document.xml")
    made = as_shown(tree, package, "word/document.xml", remarks)
    pictures = [data for name, data in made.items() if name.endswith(".png")]
    return pictures, remarks, tree


@pytest.mark.parametrize(
    ("crop", "frame", "size", "first"),
    [
        ('l="50000" b="25000"', "", (40, 30), (0, 0, 255)),
        ("", "rot=5400000", (40, 80), (255, 0, 0)),
        ("", "rot=16200000", (40, 80), (0, 0, 255)),
        ("", "flipH=1", (80, 40), (0, 0, 255)),
        ('l="-50000" r="50000"', "rot=10800000", (40, 40), (255, 0, 0)),
    ],
)
def test_a_picture_is_cut_and_turned_as_word_shows_it(crop, frame, size, first):
    ((data,), _, tree) = _in_word(crop, frame)
    with Pillow.open(io.BytesIO(data)) as made:
        assert (made.size, made.convert("RGB").getpixel((2, 2))) == (size, first)
    assert b"shown-document1" in etree.tostring(tree)


def test_a_picture_that_word_shows_whole_is_left_and_a_slanted_one_is_told():
    assert _in_word()[0] == []
    pictures, remarks, _ = _in_word(frame="rot=2700000")
    assert pictures == []
    assert ["slanted" in remark.text for remark in remarks.all()] == [True]


def test_a_picture_that_word_only_links_to_is_asked_for():
    name = "word/_rels/document.xml.rels"
    link = '<Relationship Id="l" Target="file:///C:/cau.jpg" TargetMode="External"/>'
    stream, remarks = io.BytesIO(), Remarks()
    with zipfile.ZipFile(stream, "w") as archive:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(name, f'<Relationships xmlns="{space}">{link}</Relationships>')
    tree = parse_xml(
        f'<p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"'
        f' xmlns:a="{DRAWING}" xmlns:r="{RELATIONS}"><a:blip r:link="l"/></p:pic>'
    )
    package = Package.opened("a.docx", stream.getvalue())
    assert as_shown(tree, package, "word/document.xml", remarks) == {}
    assert [remark.places for remark in remarks.all()] == [("file:///C:/cau.jpg",)]


def test_a_picture_in_a_sentence_takes_no_part_in_the_caption_of_the_next():
    remarks = Remarks()
    line = (TextRun("Nhấn "), Image("a.png"), TextRun(" để gọi."))
    after = Illustration(Image("b.png"), (TextRun("Cầu ấp 3"),))
    _, moved, figure = illustrated((Para(line), after), remarks)
    assert (moved.caption, figure.caption) == ((), after.caption)
    assert "A picture in a sentence stands below its paragraph now" in report("", [], remarks)


def test_what_a_picture_of_a_gallery_lacks_is_asked_for_where_it_belongs():
    remarks = Remarks()
    note_missing([Wall((Illustration(Image("a.png")),))], remarks)
    assert "in its brackets ![...](...): a.png" in report("", [], remarks)
