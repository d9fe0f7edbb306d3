"""Proof-listening by exception: what is worth hearing is decided without any browser."""

from __future__ import annotations

import pytest

from bulletin.languages import language_of, reader_for
from bulletin.narration.hearing import spots_of
from bulletin.narration.pace import odd_paces
from bulletin.narration.syllables import syllables
from bulletin.reading import Fixed, Lexicon, LexiconEntry

IS_WORD = language_of("vi").dots().is_word


def _spots(text, lexicon=None, fixed=()):
    entries = {word: LexiconEntry(say) for word, say in (lexicon or {}).items()}
    reading = reader_for("vi", Lexicon(entries)).reading(text, fixed)
    return [(one.text, one.doubt) for one in spots_of(reading, IS_WORD)]


WORTH = {
    "Họp lúc 7h30 sáng.": [("7h30", "number")],
    "Sáng 15-10-2026 bà con họp.": [("15-10-2026", "number")],
    "Gọi số 0274 3822 100 nhé.": [("0274 3822 100", "number")],
    "Thu 1.200 đồng một hộ.": [("1.200", "number")],
    "Công văn 57-NQ/TW nói rõ.": [("57-NQ/TW", "number")],
    "Khóa XIV đã bầu.": [("XIV", "number")],
    "Xã mời UBND và bà con.": [("UBND", "abbreviation")],
    "Hội XYZQW họp.": [("XYZQW", "unknown")],
    "Nhắn qua Zalo cho ấp.": [("Zalo", "foreign")],
    "Đoàn đi Singapore về.": [("Singapore", "foreign")],
    "Hôm qua ông Trần Quốc Bảo nói.": [("Trần Quốc Bảo", "name")],
    "Về ấp Rạch Chanh chơi.": [("Rạch Chanh", "name")],
    "Lớp KTS khai giảng.": [("KTS", "guess")],
}


@pytest.mark.parametrize("text", WORTH)
def test_what_a_voice_may_say_wrong_is_worth_hearing(text):
    found = _spots(text)
    for spot in WORTH[text]:
        assert spot in found


@pytest.mark.parametrize(
    "text",
    [
        "Bà con kê cao đồ đạc trước khi nước lên.",
        "Ấp 3 có 12 hộ.",
        "Nước lên “rất nhanh” – ai cũng lo!",
        "",
        "...",
    ],
)
def test_plain_words_and_small_numbers_are_not(text):
    assert _spots(text) == []


def test_what_an_editor_has_decided_is_not_asked_again():
    assert _spots("Lớp KTS mở cửa.", {"KTS": "kỹ thuật số"}) == []
    assert _spots("Kỹ thuật số (KTS) cần lớp KTS.") == []
    assert _spots("Nhắn qua Zalo nhé.", {"Zalo": "da lô"}) == []
    assert _spots("Gọi 0274 nhé.", fixed=[Fixed(4, 8, "không hai bảy bốn")]) == []


def test_what_was_set_in_another_language_is_heard_in_it():
    assert _spots("Xem Facebook nhé.", fixed=[Fixed(4, 12, "Facebook", "en")]) == [
        ("Facebook", "foreign")
    ]


def test_spots_stand_where_they_are_written_whatever_the_form_of_the_text():
    text = "Chie\u0302\u0300u 15-10-2026 UBND xa\u0303 ho\u0323p."
    reading = reader_for("vi", Lexicon({})).reading(text)
    spots = spots_of(reading, IS_WORD)
    assert [text[one.start : one.end] for one in spots] == [one.text for one in spots]
    assert "UBND" in [one.text for one in spots]


def test_a_language_without_rules_has_its_names_and_nothing_invented():
    reading = reader_for("xx", Lexicon({})).reading("Vidis hieraŭ Johano Petro kaj 12 kg.")
    assert [(one.text, one.doubt) for one in spots_of(reading)] == [("Johano Petro", "name")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nước chưa lên", 3),
        ("nghiêng khuỷu quyển", 3),
        ("water rises", 4),
        ("TH", 1),
        ("", 0),
        ("北京", 2),
        ("e\u0302m", 1),
    ],
)
def test_syllables_are_counted_as_they_are_said(text, count):
    assert syllables(text) == count


SENTENCE = "một hai ba bốn năm sáu"


def test_an_odd_number_of_seconds_a_syllable_is_found_either_way():
    even = [(SENTENCE, 1.2 + 0.01 * (number % 5)) for number in range(20)]
    paces = odd_paces([*even, (SENTENCE, 3.6), (SENTENCE, 0.4)])
    assert paces[:20] == [None] * 20
    assert paces[20] == pytest.approx(3, rel=0.1)
    assert paces[21] == pytest.approx(0.33, rel=0.1)


def test_a_slow_voice_is_not_odd_and_few_sentences_tell_nothing():
    assert odd_paces([(SENTENCE, 6.0)] * 20) == [None] * 20
    assert odd_paces([(SENTENCE, 1.2)] * 3 + [(SENTENCE, 9.0)]) == [None] * 4


def test_what_nobody_has_spoken_and_what_is_too_short_has_no_pace():
    even = [(SENTENCE, 1.2)] * 20
    assert odd_paces([*even, (SENTENCE, None), ("một", 9.0)])[20:] == [None, None]
