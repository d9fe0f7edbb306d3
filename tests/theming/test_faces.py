"""What a font file says of itself, before any edition prints with it."""

from __future__ import annotations

import struct
from pathlib import Path

import fontpkg_be_vietnam_pro
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from bulletin.theming.faces import FaceError, read_face


def built(folder: Path, *, family: str = "Thử", weight: int = 400, **tables: bytes) -> Path:
    """A font of one empty glyph, with raw tables beside its own."""
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef"])
    font.setupCharacterMap({})
    font.setupGlyf({".notdef": Glyph()})
    font.setupHorizontalMetrics({".notdef": (500, 0)})
    font.setupHorizontalHeader()
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2(usWeightClass=weight)
    font.setupPost()
    for tag, data in tables.items():
        font.font[tag] = DefaultTable(tag)
        font.font[tag].data = data
    file = folder / "chu.ttf"
    font.save(file)
    return file


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Chữ Việt", "Chữ Việt"),
        ('a"b\\', "ab"),
        ("a\nb", "ab"),
        ("</style>", "/style"),
        ('"', "chu"),
    ],
)
def test_a_familys_name_ends_no_quotation_in_which_it_stands(tmp_path, said, read):
    assert read_face(built(tmp_path, family=said)).family == read


@pytest.mark.parametrize(
    ("said", "read"), [(1, 100), (380, 400), (720, 700), (1000, 900), (0, 400), (65535, 400)]
)
def test_a_weight_is_one_that_every_program_takes(tmp_path, said, read):
    face = read_face(built(tmp_path, weight=said))
    assert face.weight == read


def test_damage_in_tables_that_only_the_drawing_of_letters_reads_is_found(tmp_path):
    with pytest.raises(FaceError, match="broken"):
        read_face(built(tmp_path, vhea=b"\xff" * 5))


def test_a_font_without_a_scale_is_broken(tmp_path):
    file = built(tmp_path)
    data = bytearray(file.read_bytes())
    (entry,) = [at for at in range(12, 12 + 16 * data[5], 16) if data[at : at + 4] == b"head"]
    (start,) = struct.unpack_from(">L", data, entry + 8)
    data[start + 18 : start + 20] = b"\0\0"
    file.write_bytes(data)
    with pytest.raises(FaceError, match="broken"):
        read_face(file)


DAMAGED = {
    "a program that does not end": {"fpgm": b"\xb1\x00\x00\x2c\x2c"},
    "a table whose name is no word": {"wxyz": b"x"},
}


@pytest.mark.parametrize("name", ["nothing", *DAMAGED])
def test_what_fails_only_once_a_font_is_used_is_found_before(tmp_path, name):
    regular = Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-Regular.ttf"
    with TTFont(regular) as font:
        for tag, data in DAMAGED.get(name, {}).items():
            font[tag] = DefaultTable(tag)
            font[tag].data = data
        file = tmp_path / "chu.ttf"
        font.save(file)
    file.write_bytes(file.read_bytes().replace(b"wxyz", b"\xca\xcbyz", 1))
    if name == "nothing":
        assert read_face(file).family == "Be Vietnam Pro"
    else:
        with pytest.raises(FaceError, match="it is broken"):
            read_face(file)
