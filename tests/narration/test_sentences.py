"""Where sentences end, and that nothing is lost between them."""

from pathlib import Path
from unicodedata import normalize

import pytest

from bulletin.languages import sentences_of as split

HERE = Path(__file__).parent


def paragraphs(language: str) -> list[str]:
    lines = (HERE / f"sentences-{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def sentences(text: str, language: str) -> list[str]:
    return [normalize("NFC", text[start:end]) for start, end in split(text, language)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("language", "marked"),
    [(language, line) for language in ("vi", "en") for line in paragraphs(language)],
)
def test_a_paragraph_is_cut_where_its_sentences_end(language, marked, form):
    written = normalize(form, " ".join(part.strip() for part in marked.split("|")))
    assert sentences(written, language) == [part.strip() for part in marked.split("|")]


def test_two_sentences_without_a_space_between_are_two():
    assert sentences("Dọn dẹp xong.Sau đó về nhà.", "vi") == ["Dọn dẹp xong.", "Sau đó về nhà."]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not():
    assert sentences("Tiêu đề\n\nĐoạn văn\ndài.", "vi") == ["Tiêu đề", "Đoạn văn\ndài."]


def test_a_numbered_point_on_a_line_of_its_own_is_a_sentence():
    assert sentences("a. Dọn nhà\nb. Kê đồ\nII. Họp", "vi") == ["a. Dọn nhà", "b. Kê đồ", "II. Họp"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_empty_text_has_no_sentences(text):
    assert split(text, "vi") == ()


def test_a_language_without_a_table_is_cut_by_the_common_rules():
    assert sentences("M. A est là. Il part à 7.5 h ! Oui ?", "fr") == [
        "M. A est là.",
        "Il part à 7.5 h !",
        "Oui ?",
    ]


def test_a_long_sentence_is_not_cut_inside():
    long = "Bà con " + "rất " * 200 + "vui."
    assert split(long, "vi") == ((0, len(long)),)


SCRIPTS = [
    "យើងខ្ញុំសូមអរគុណ។|ថ្ងៃនេះភូមិយើងប្រជុំ៕|តើបងប្អូនយល់យ៉ាងណា?",
    "မင်္ဂလာပါ။|ကျေးဇူးတင်ပါတယ်။",
    "नमस्ते।|आज हम मिलते हैं॥",
    "今天开会。|「好！」|明天见？",
    "今天开会。!!|明天见。……|好！！!!",
    "هل أنت بخير؟|نعم.",
]


@pytest.mark.parametrize("between", ["", " "])
def test_marks_of_other_scripts_end_sentences_with_a_space_and_without(between):
    for marked in SCRIPTS:
        parts = [normalize("NFC", part) for part in marked.split("|")]
        assert sentences(between.join(parts), "km") == parts
