"""What a text defines it means from there on, below the lexicon and above the tables."""

import pytest

from bulletin.languages import reader_for
from bulletin.reading import Fixed, Lexicon, LexiconEntry, Reader, spoken_text


def reader(**entries: str) -> Reader:
    return reader_for("vi", Lexicon({word: LexiconEntry(say) for word, say in entries.items()}))


def say(text: str, **entries: str) -> str:
    return spoken_text(reader(**entries).read(text))


@pytest.mark.parametrize(
    "definition",
    [
        "Kỹ thuật số (KTS) là hướng đi.",
        "Kỹ thuật số (viết tắt: KTS) là hướng đi.",
        "Kỹ thuật số (viết tắt là KTS) là hướng đi.",
        "Kỹ thuật số (gọi tắt là KTS) là hướng đi.",
        "Kỹ thuật số (sau đây gọi là KTS) là hướng đi.",
        "Kỹ thuật số (sau đây gọi tắt là “KTS”) là hướng đi.",
        "Kỹ thuật số (dưới đây viết tắt là KTS) là hướng đi.",
        "Kỹ thuật số [KTS] là hướng đi.",
        "Kỹ thuật số, sau đây gọi tắt là KTS, là hướng đi.",
        "Kỹ thuật số – viết tắt KTS – là hướng đi.",
        "“Kỹ thuật số” (KTS) là hướng đi.",
        "Kỹ thuật số (hay còn gọi là KTS) là hướng đi.",
        "Kỹ thuật số (KTS, tiếng Anh là digital) là hướng đi.",
        "Kỹ thuật số (digital - KTS) là hướng đi.",
        "Kỹ thuật số, còn gọi là KTS, là hướng đi.",
        "Kỹ thuật số hay KTS là hướng đi.",
        "Kỹ thuật số/KTS là hướng đi.",
        "KTS (kỹ thuật số) là hướng đi.",
        "KTS (viết tắt của kỹ thuật số) là hướng đi.",
        "KTS (tức kỹ thuật số) là hướng đi.",
        "KTS là chữ viết tắt của kỹ thuật số.",
        "KTS là viết tắt của cụm từ “kỹ thuật số”.",
        "KTS: kỹ thuật số.",
        "Trong bài, KTS là kỹ thuật số.",
        "“KTS” ở đây là kỹ thuật số.",
        "Kỹ thuật số Hòn Cau (KTS Hòn Cau) là hướng đi.",
        "Kỹ thuật số — KTS — là hướng đi.",
        "Kỹ thuật số – sau đây là KTS – là hướng đi.",
        "Kỹ thuật số, tên tắt KTS, là hướng đi.",
        "Kỹ “thuật số” (KTS) là hướng đi.",
        "KTS trong bài này được hiểu là kỹ thuật số.",
        "KTS viết đầy đủ là kỹ thuật số.",
        "Chữ KTS có nghĩa kỹ thuật số.",
        "KTS: là kỹ thuật số.",
        "Viết tắt: KTS; Nghĩa: kỹ thuật số.",  # a row of a table, as it is read
        "KTS. Cụm từ đầy đủ: kỹ thuật số.",
        "Nghĩa: kỹ thuật số; Chữ viết tắt: KTS.",
        "KTS được dùng thay cho kỹ thuật số.",
        "Trong bài, viết KTS thay cho kỹ thuật số.",
        "Tên viết tắt của kỹ thuật số là KTS.",
        "KTS = kỹ thuật số.",
        "Giải thích từ viết tắt: 1. CT: chủ tịch; 2. KTS: kỹ thuật số.",
    ],
)
def test_a_definition_holds_from_there_on_however_it_is_put(definition):
    assert say(f"{definition} Cả xã bàn dự án KTS.").endswith("Cả xã bàn dự án kỹ thuật số.")


@pytest.mark.parametrize(
    "text",
    [
        "Phía nam (KTS) có mưa.",  # other words
        "Số kỹ thuật (KTS) mới.",  # another order
        "Kỹ thuật cao số (KTS) mới.",  # a word too many
        "Kỹ thuật số. (KTS) Ban Biên tập.",  # another sentence
        "KTS là kỹ sư thủy lợi.",
        "MC: Minh Châu.",  # two letters before a colon may be anything
        "Ông Kiên (KTS Võ Tâm Sơn) vẽ.",
        "Ông Kiều Tấn Sơn (KTS) vẽ.",  # the letters of a person's name, which are a title besides
        "Lớp: KTS; Họ tên: Kiều Thị Sen.",
    ],
)
def test_what_does_not_spell_the_letters_defines_nothing(text):
    assert say(f"{text} Gặp KTS Lê Hòa.").endswith("Gặp kiến trúc sư Lê Hòa.")


@pytest.mark.parametrize(
    "legend",
    [
        "Ghi chú: CB: cán bộ; TS: tổng số.",
        "Từ viết tắt: 1. CB: cán bộ; 2. TS: tổng số.",
        "CB = cán bộ; TS = tổng số.",
        "“TS” chỉ tổng số.",
    ],
)
def test_a_legend_may_explain_two_letters(legend):
    assert say(f"{legend} Cột TS ghi 5.").endswith("Cột tổng số ghi năm.")


def test_before_its_definition_an_abbreviation_means_what_it_meant():
    told = say("Bệnh THA nguy hiểm. Thi hành án (THA) là việc khác. Người phải THA.")
    assert told == (
        "Bệnh tăng huyết áp nguy hiểm. thi hành án là việc khác. Người phải thi hành án."
    ).replace("thi hành án là", "Thi hành án là")


def test_a_later_definition_takes_the_place_of_an_earlier_one():
    told = say("Hội viên (HV) đóng phí. Mỗi HV một thẻ. Học viên (HV) nhận bằng. Mỗi HV một lớp.")
    assert "Mỗi hội viên một thẻ" in told
    assert "Mỗi học viên một lớp" in told


def test_the_lexicon_stays_above_what_a_text_defines():
    assert say("Kỹ thuật số (KTS) và KTS", KTS="ca tê ét").endswith("và ca tê ét")


def test_what_the_editor_fixed_stays_above_it_too():
    text = "Kỹ thuật số (KTS) và KTS"
    fixed = [Fixed(len(text) - 3, len(text), "ka")]
    assert spoken_text(reader().read(text, fixed)) == "Kỹ thuật số và ka"


def test_a_memory_goes_from_text_to_text():
    voice = reader()
    first = voice.reading("Kỹ thuật số (KTS) là hướng đi.")
    second = voice.reading("Lớp KTS.", memory=first.memory)
    assert spoken_text(second.runs) == "Lớp kỹ thuật số."
    assert spoken_text(voice.read("Lớp KTS.")) != "Lớp kỹ thuật số."


def test_a_defined_word_inside_a_document_number_stays_a_code():
    told = say("Quỹ đất (QĐ) mới. Quyết định số 12/QĐ-UBND. Góp vào QĐ.")
    assert "mười hai, quyết định Ủy ban nhân dân" in told
    assert told.endswith("Góp vào quỹ đất.")


def test_the_words_of_a_definition_are_read_by_the_lexicon():
    assert say("Gò Dưa (GD) xanh, chợ GD", **{"Gò Dưa": "gò gió"}).endswith("chợ gò gió")


def test_a_language_without_definitions_has_none():
    english = reader_for("en", Lexicon({}))
    assert not english.reading("World Health Organization (WHO)").memory


@pytest.mark.parametrize(
    ("definition", "use", "senses"),
    [
        ("Bệnh tăng huyết áp (THA).", "Chi cục THA dân sự.", ["tăng huyết áp", "thi hành án"]),
        ("Bệnh tăng huyết áp (THA).", "Người bệnh THA ăn nhạt.", []),
        ("Kỹ thuật số (KTS).", "KTS Lê Hòa vẽ.", ["kỹ thuật số", "kiến trúc sư"]),
        ("Thời gian (TG) nộp.", "Công tác TG của Đảng ủy.", ["thời gian", "tuyên giáo"]),
    ],
)
def test_what_neighbours_tell_against_a_definition_is_asked_about(definition, use, senses):
    voice = reader()
    first = voice.reading(definition)
    guesses = voice.reading(use, memory=first.memory).guesses
    assert [say for guess in guesses for say in guess.senses] == senses


def test_a_document_that_is_cited_is_none_of_the_text():
    told = say("Trung tâm (TT) mở cửa. Theo TT 22/2021, TT có bốn phòng.")
    assert told.endswith(
        "Theo thông tư hai mươi hai năm hai nghìn không trăm hai mươi mốt, trung tâm có bốn phòng."
    )
