"""A publication's own readings: the lexicon before the rules, the editor's word before both."""

from unicodedata import normalize

import pytest

from bulletin.languages import reader_for
from bulletin.reading import Fixed, Lexicon, LexiconEntry, Run, spoken_text


def say(text: str, fixed=(), language: str = "vi", **entries: str | LexiconEntry) -> str:
    return spoken_text(reader(language, **entries).read(text, fixed))


def reader(language: str = "vi", **entries: str | LexiconEntry):
    made = {
        key.replace("__", " "): value if isinstance(value, LexiconEntry) else LexiconEntry(value)
        for key, value in entries.items()
    }
    return reader_for(language, Lexicon(made))


def at(text: str, part: str, reading: str, language: str | None = None) -> Fixed:
    start = text.index(part)
    return Fixed(start, start + len(part), reading, language)


def test_the_lexicon_goes_before_the_rules():
    assert say("đường QL13", QL13="cu eo mười ba") == "đường cu eo mười ba"


def test_a_word_of_the_lexicon_is_whole_and_in_its_own_case():
    assert say("QL130 và ql13 cùng Gò Dưa", QL13="x", Dư="y", gò="z") == (
        "quốc lộ một trăm ba mươi và quốc lộ mười ba cùng Gò Dưa"
    )


def test_a_word_of_the_lexicon_keeps_its_case_in_a_line_of_capitals():
    assert say("HỌP BÀN VIỆC THA NỢ LÚC 8H", THA="tê hát a") == (
        "HỌP BÀN VIỆC tê hát a NỢ LÚC tám giờ"
    )


def test_a_word_of_the_lexicon_never_begins_or_ends_inside_accented_letters():
    assert say("đường Hoà và à", H="hát", o="o", Ho="hồ") == "đường Hoà và à"


def test_the_longest_word_of_the_lexicon_wins():
    entries = {"Phú": "một", "Phú__Lợi": "hai", "Phú__Lợi__Đông": "ba"}
    assert say("Phú Lợi Đông, Phú Lợi, Phú", **entries) == "ba, hai, một"


def test_a_space_in_the_lexicon_is_any_space_in_the_text():
    assert say("ở Gò\u00a0Dưa\nnày", Gò__Dưa="gò gió") == "ở gò gió\nnày"


def test_a_number_in_the_lexicon_is_not_cut_out_of_a_longer_one():
    number = {"115": "một một năm"}
    assert say("1.115 hộ, 115,5 kg và 115", **number) == (
        "một nghìn một trăm mười lăm hộ, một trăm mười lăm phẩy năm ki lô gam và một một năm"
    )


def test_the_lexicon_is_used_inside_a_document_number():
    assert say("1234/UBND-XYZ", XYZ="phòng tiếp dân") == (
        "một nghìn hai trăm ba mươi tư, Ủy ban nhân dân, phòng tiếp dân"
    )


def test_a_lexicon_in_decomposed_letters_is_the_same_lexicon():
    key, text = normalize("NFD", "Gò Dưa"), "chợ Gò Dưa"
    readings = Lexicon({key: LexiconEntry(normalize("NFD", "gò gió"))})
    assert spoken_text(reader_for("vi", readings).read(text)) == "chợ gò gió"


def test_a_reading_in_another_language_is_a_run_of_its_own():
    runs = reader(OpenAI=LexiconEntry("open A I", "en")).read("công ty OpenAI ra mắt")
    assert runs == (Run("công ty "), Run("open A I", "en"), Run(" ra mắt"))


def test_a_reading_in_the_issues_own_language_is_no_run_of_its_own():
    assert reader(OpenAI=LexiconEntry("ô pân ây ai", "vi")).read("gặp OpenAI") == (
        Run("gặp ô pân ây ai"),
    )


def test_what_the_editor_fixed_goes_before_the_lexicon_and_the_rules():
    text = "đường QL13 và QL14"
    assert say(text, [at(text, "QL13", "đường đất")], QL13="x", QL14="y") == "đường đường đất và y"


def test_an_empty_reading_keeps_a_stretch_silent():
    text = "Lúa chín (xem hình 3) rồi."
    assert say(text, [at(text, "(xem hình 3) ", "")]) == "Lúa chín rồi."


def test_rules_see_what_stands_around_a_fixed_reading():
    text = "TP. Gò Dưa"
    assert say(text, [at(text, "Gò Dưa", "gò gió")]) == "thành phố gò gió"


def test_a_rule_does_not_read_over_a_fixed_stretch():
    text = "1234/UBND-VX"
    assert say(text, [at(text, "VX", "văn phòng")]).endswith("văn phòng")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_are_those_of_the_text_as_given(form):
    text = normalize(form, "Hỏi đường về Gò Dưa, số 5")
    part = normalize(form, "Gò Dưa")
    assert say(text, [at(text, part, "gò gió")]) == "Hỏi đường về gò gió, số năm"


def test_the_lexicon_and_fixed_readings_make_an_abbreviation_known():
    text = "Tổ QZX gặp QZY"
    assert [found.text for found in reader().unknown(text)] == ["QZX", "QZY"]
    assert [found.text for found in reader(QZX="quang").unknown(text)] == ["QZY"]
    assert reader(QZX="quang").unknown(text, [at(text, "QZY", "y")]) == ()


def test_a_language_without_rules_says_so_and_passes_text_through():
    french = reader("fr", UE="union européenne")
    assert not french.has_rules
    assert spoken_text(french.read("L'UE compte 27 États & 5 %.")) == (
        "L'union européenne compte 27 États & 5 %."
    )
    assert french.unknown("La SNCF") == ()


@pytest.mark.parametrize("language", ["vi", "vi-VN", "VI", "en", "en-GB"])
def test_a_language_with_rules_has_them_in_every_region(language):
    assert reader(language).has_rules


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "–"])
def test_text_without_a_word_says_nothing(text):
    assert reader().read(text) == ()


def test_one_sentence_of_many_kinds_keeps_its_punctuation():
    assert say("Sáng 20/11, UBND xã (ấp 3) hỏi: “Đã nộp 5% chưa?”") == (
        "Sáng ngày hai mươi tháng mười một, Ủy ban nhân dân xã (ấp ba) "
        "hỏi: “Đã nộp năm phần trăm chưa?”"
    )
