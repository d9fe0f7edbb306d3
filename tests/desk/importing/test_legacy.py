"""Texts of before Unicode: every letter both ways, and nothing converted that should not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.desk.importing.characters.decoding import decoded
from bulletin.desk.importing.remarks import Remarks, report
from bulletin.desk.legacy.detector import detected, is_unicode_already
from bulletin.desk.legacy.fonts import is_unknown, meaning_of
from bulletin.desk.legacy.letters import CAPITAL, SMALL
from bulletin.desk.legacy.tcvn3 import TCVN3
from bulletin.desk.legacy.viqr import VIQR
from bulletin.desk.legacy.vni import VNI

LETTERS = Path(__file__).with_name("letters.tsv")
"""Each letter with its byte in TCVN3 (H: in a font of capitals), its form in VNI and in VIQR.

Held against two conversion tables by others (xvnkb's for VNI, a converter's for TCVN3).
"""
ROWS = [row.split("\t") for row in LETTERS.read_text("utf-8").splitlines()[1:]]
ENCODINGS = (TCVN3, VNI, VIQR)
SENTENCE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập – Tự do – Hạnh phúc. Bà con ở ấp 3 được tiêm "
    "phòng ngày 15-10-2026 tại trạm y tế. Mỗi hộ khuya khoắt ưỡn ngoằn ngoèo quýt huỳnh."
)


@pytest.mark.parametrize("cut", ["ế".encode()[:1], "ế".encode()[:2], b"\x96", b"\xe9", b"\xff\xff"])
@pytest.mark.parametrize("place", [0, 20, -1])
def test_damaged_bytes_cost_their_own_letters_alone(cut, place):
    data = SENTENCE.encode()
    while place > 0 and data[place] & 0xC0 == 0x80:
        place += 1
    place = len(data) if place < 0 else place
    remarks = Remarks()
    text = decoded(data[:place] + cut + data[place:], remarks)
    assert text.replace("\ufffd", "") == SENTENCE
    assert "damaged" in report("tin.txt", [], remarks)


@pytest.mark.parametrize("words", ["Lịch ph", "Lịch tiêm ph"])
@pytest.mark.parametrize("letter", ["ò", "ờ"])
def test_a_file_that_was_cut_off_within_a_letter_loses_that_alone(words, letter):
    for end in range(1, len(letter.encode())):
        remarks = Remarks()
        text = decoded(words.encode() + letter.encode()[:end], remarks)
        assert text == f"{words}\ufffd"
        assert "damaged" in report("tin.txt", [], remarks)


@pytest.mark.parametrize("code", ["cp1252", "latin-1"])
def test_a_letter_of_windows_makes_no_text_utf_8(code):
    text = "Le maire a reçu Müller à la fête."
    assert decoded(text.encode(code), Remarks()) == text


def test_the_table_has_all_134_letters():
    assert [row[0] for row in ROWS] == [*SMALL, *CAPITAL]
    assert len(set(SMALL + CAPITAL)) == 134


def test_every_letter_is_read_and_written_in_tcvn3():
    for letter, code, _, _ in ROWS:
        byte, _, capitals = code.partition(" ")
        char = bytes.fromhex(byte).decode("latin-1")
        assert TCVN3.decode(char, capitals=bool(capitals)) == letter
        assert TCVN3.encode(letter) == char
        assert TCVN3.decode(chr(0xF000 + ord(char)), capitals=bool(capitals)) == letter


def test_every_letter_is_read_and_written_in_vni():
    for letter, _, code, _ in ROWS:
        assert VNI.decode(code) == letter
        assert VNI.encode(letter) == code
        assert VNI.decode(code[0] + code[1:].swapcase()) == letter


def test_every_letter_is_read_and_written_in_viqr():
    for letter, _, _, code in ROWS:
        assert VIQR.decode(code) == letter
        assert VIQR.encode(letter) == code


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda one: one.name)
def test_a_text_comes_back_whole_and_is_known_without_its_font(encoding):
    written = encoding.encode(SENTENCE)
    assert encoding.decode(written) == SENTENCE
    reader = detected([written])[0]
    assert reader is not None
    assert reader.decode(written) == SENTENCE


@pytest.mark.parametrize(
    ("encoding", "written", "meant"),
    [
        (TCVN3, "B¸o c¸o T×nh h×nh n«ng th«n míi", "Báo cáo Tình hình nông thôn mới"),
        (VNI, "Baùo caùo Tình hình noâng thoân môùi", "Báo cáo Tình hình nông thôn mới"),
        (VIQR, "Ba'o ca'o Ti`nh hi`nh no^ng tho^n mo+'i", "Báo cáo Tình hình nông thôn mới"),
        (VIQR, "O^ng ta di dda^u?", "Ông ta di đâu?"),
        (VIQR, "Ba. mo+? tu?. Ma.", "Bạ mở tủ. Ma."),
    ],
)
def test_words_are_read_as_they_were_meant(encoding, written, meant):
    assert encoding.decode(written) == meant


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_letter_in_two_runs_is_one_letter(cut):
    written = VNI.encode("Phước Tân")
    runs = VNI.decode_runs([written[:cut], written[cut:]], capitals=[False, False])
    assert "".join(runs) == "Phước Tân"


@pytest.mark.parametrize(
    "text",
    [
        "Don't you'll we're at 5 a.m. what? No. e.g. this, i.e. that.",
        "The café sold naïve résumés; © 2026, 5 µm ± 3, ½ °C ®",
        "été à la carte, très déjà vu",
        "Für die Größe über Öl, schön süß",
        "Niño José, señor, ¿qué?",
        "a^2 + b^2 = c^2, f(a(x)), o(n), C++, e+f",
        "a(n-1) + a(n-2) = a(n), a(m)",
        "a^n + e^n = o^n",
        "ba.na@xa.example https://a.example/e?f=o+u",
        "xã hòa và có lúc là má cá ý à ì",
        "Ô tô, cô gái, hé hé, hà hà",
        SENTENCE,
        "10 × 5 = 50",
        "§ 5, điều 3",
        "",
    ],
)
def test_english_other_languages_and_unicode_are_left_alone(text):
    assert detected([text]) == [None]


def test_encodings_in_one_paragraph_are_told_apart_word_by_word():
    parts = [
        "Sáng nay đảng viên trong ấp được",
        "nghe báo cáo về mùa lũ",
        "thông báo mọi người được",
    ]
    mixed = ", ".join(e.encode(part) for e, part in zip(ENCODINGS, parts, strict=True))
    text = f"{mixed}, rồi ghi bằng Unicode: xã hòa của bà con."
    reader = detected([text])[0]
    assert reader.decode(text) == f"{', '.join(parts)}, rồi ghi bằng Unicode: xã hòa của bà con."


def test_a_title_of_one_odd_word_follows_the_text_around_it():
    texts = ["B×nh yªn", "X· B×nh", TCVN3.encode(SENTENCE), "Plain English, café"]
    readers = detected(texts)
    assert readers[1].decode(texts[1]) == "Xã Bình"
    assert readers[3] is None


@pytest.mark.parametrize(
    ("font", "name", "capitals"),
    [
        (".VnTime", "TCVN3", False),
        (".VnTimeH", "TCVN3", True),
        (".VnArial NarrowH", "TCVN3", True),
        (".vntime", "TCVN3", False),
        ("'.VnAvant'", "TCVN3", False),
        ("VnTime", "TCVN3", False),
        ("VNI-Times", "VNI", False),
        ("vni-helve", "VNI", False),
        ("VIQR Times", "VIQR", False),
    ],
)
def test_a_font_tells_its_encoding(font, name, capitals):
    meaning = meaning_of(font)
    assert (meaning.encoding.name, meaning.capitals) == (name, capitals)


@pytest.mark.parametrize(
    "font", ["Times New Roman", "Arial", "UVN Bay Buom", "Verdana", "Vivaldi", ""]
)
def test_fonts_of_unicode_tell_nothing(font):
    assert meaning_of(font) is None
    assert not is_unknown(font)


@pytest.mark.parametrize("font", ["VPS Times", "VNtimes new roman", "VI Times"])
def test_fonts_of_further_encodings_are_known_as_such(font):
    assert meaning_of(font) is None
    assert is_unknown(font)


def test_unicode_in_an_old_font_is_known():
    assert is_unicode_already("chữ đã sửa", TCVN3)
    assert is_unicode_already("xã hòa có lúc", TCVN3)
    assert not is_unicode_already(TCVN3.encode("có từ số hộ nhỏ"), TCVN3)
    assert not is_unicode_already("English", TCVN3)
