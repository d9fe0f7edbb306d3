"""Captions: short enough to be read, cut where one would pause, timed by what is said."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bulletin.languages import reader_for, words_for
from bulletin.narration.captions import MOST_CHARACTERS, MOST_SECONDS, captions_of
from bulletin.narration.model import Cue
from bulletin.narration.script.article import script_of
from bulletin.narration.script.beats import beats_of, caption_of
from bulletin.reading import Fixed, Lexicon
from tests.narration.spoken import article

TEN = "một hai ba bốn năm sáu bảy tám chín mười"
LONG = {
    "commas": (", ".join([TEN] * 6) + ".", 24.0),
    "no comma": (" ".join([TEN] * 6) + ".", 24.0),
    "commas at the edges alone": ("Vậy, " + " ".join([TEN] * 5) + ", nhé.", 20.0),
    "short and slow": ("Một hai ba.", 40.0),
    "long and fast": (" ".join([TEN] * 4), 3.0),
    "an address": ("https://example.vn/" + "a-b/" * 90, 50.0),
    "one sign": ("☎", 61.0),
    "a sign on a letter": ("e\u0301" * 130, 30.0),
    "pictures of several signs": ("\U0001f468\u200d\U0001f469" * 90, 30.0),
    "letters that do not come out even": ("a" * 400, 280.0),
    "letters below letters": ("ក" + "ស្ត" * 80, 30.0),
    "nothing": ("", 30.0),
    "no time": (" ".join([TEN] * 9), 0.0),
    "lines": ((TEN + "\n") * 7, 12.5),
    "very long": (" ".join([TEN] * 3000), 9000.0),
    "just too long": ("a " * 60 + "a", 5.0),
}


@pytest.mark.parametrize("kind", [kind for kind in LONG if kind != "nothing"])
def test_no_caption_is_longer_than_can_be_read_and_none_of_the_text_is_lost(kind):
    text, seconds = LONG[kind]
    captions = list(captions_of(Cue("a-s1", text, 100.0, 100.0 + seconds), "vi"))
    assert all(len(one.text) <= MOST_CHARACTERS for one in captions)
    assert all(one.end - one.start <= MOST_SECONDS for one in captions)
    assert captions[0].start == 100.0
    assert captions[-1].end == 100.0 + seconds
    assert all(one.end == two.start for one, two in pairwise(captions))
    if kind != "one sign":
        shown = "".join("".join(one.text.split()) for one in captions)
        assert shown == "".join(text.split())
    assert not any(one.text.startswith(("\u0301", "\u200d")) for one in captions)
    assert not any(one.text.endswith("\u17d2") for one in captions)


@pytest.mark.parametrize(
    ("text", "seconds"), [("Một câu ngắn, hai vế.", 11.9), ("a " * 59 + "ab", 5.0), ("", 4.0)]
)
def test_what_fits_stays_one_caption(text, seconds):
    (caption,) = captions_of(Cue("a-s1", text, 1.0, 1.0 + seconds), "vi")
    assert (caption.start, caption.end, caption.text) == (1.0, 1.0 + seconds, text.strip())


def test_it_is_cut_at_commas_where_there_are_some_else_between_words():
    for kind in ("commas", "no comma"):
        *before, _ = captions_of(Cue("a-s1", LONG[kind][0], 0.0, 24.0), "vi")
        assert before
        assert all(one.text.endswith(",") for one in before) == (kind == "commas")
    captions = list(captions_of(Cue("a-s1", LONG["commas at the edges alone"][0], 0.0, 20.0), "vi"))
    assert min(len(one.text) for one in captions) > 20


HALF = "Đoàn công tác vừa trở về sau chuyến thăm và làm việc kéo dài ba ngày tại"
OTHER_HALF = "với nhiều kết quả tốt cho bà con các dân tộc trong toàn huyện."


@pytest.mark.parametrize(
    "name", ["TP. Pleiku", "Q. 1", "ThS. Trần Ba", "H. Ia Grai", "ông V. Hùng"]
)
def test_a_name_stays_with_the_dot_before_it(name):
    text = f"{HALF} {name} {OTHER_HALF}"
    captions = list(captions_of(Cue("a-s1", text, 0.0, 11.0), "vi"))
    assert len(captions) == 2
    assert any(name in one.text for one in captions)


@pytest.mark.parametrize("end", [".", "...", "!"])
def test_what_ends_within_a_caption_ends_it(end):
    text = f"{HALF} thôn Hai{end} Tác giả: bà Lê Thị Hoa và hai cán bộ trẻ cùng đi với đoàn hôm ấy"
    first, _ = captions_of(Cue("a-s1", text, 0.0, 11.0), "vi")
    assert first.text.endswith(f"thôn Hai{end}")


def test_words_without_a_space_between_them_that_shows_are_cut_between():
    word = "សន្និបាត"
    text = "\u200b".join([word] * 25)
    captions = list(captions_of(Cue("a-s1", text, 0.0, 11.0), "km"))
    assert len(captions) > 1
    assert all(set(one.text.split("\u200b")) <= {word, ""} for one in captions)


def test_times_are_those_of_the_syllables_that_are_said():
    """The first half is written short and said long."""
    text = "Từ 1.234.567 đến 7.654.321 là số của năm 2026, " + " ".join(["dài"] * 21)
    reading = reader_for("vi", Lexicon({})).reading(text)
    beats = beats_of(reading)
    assert len(beats) == len(text.split())
    assert beats[1] > 9
    assert beats[2] == 1
    first, second = captions_of(Cue("a", text, 0.0, 16.0, caption=text, beats=beats), "vi")
    assert first.text.endswith("2026,")
    assert first.end == pytest.approx(16.0 * sum(beats[:9]) / sum(beats))
    assert first.end > 16.0 * 9 / 30 + 4
    assert second.text.startswith("dài")


def test_beats_follow_silences_and_readings_that_the_editor_fixed():
    reader = reader_for("vi", Lexicon({}))
    text = "Gặp WHO ở xã (kín)."
    fixed = (Fixed(4, 7, "tổ chức y tế thế giới"), Fixed(13, 19, ""))
    assert beats_of(reader.reading(text, fixed)) == (1, 6, 1, 1, 0)


SAID = """---
title: Nước lên
authors: [Lê Thị Hoa, Trần Văn Ba]
summary: Bà con kê đồ lên cao.
---
## Việc cần làm

1. Kê đồ.
2. Gọi 114.
"""


def test_the_first_captions_hold_what_is_spoken_there():
    made = article(SAID, "nuoc-len")
    script = script_of(made, reader_for("vi", Lexicon({})), words_for("vi"))
    title, lead, heading, first, second = script.utterances
    assert title.caption == "Nước lên. Tác giả: Lê Thị Hoa và Trần Văn Ba."
    assert title.written == "Nước lên"
    assert lead.caption == "Bà con kê đồ lên cao."
    assert heading.caption == "Việc cần làm"
    assert first.caption == "Thứ nhất, Kê đồ."
    assert second.caption == "Thứ hai, Gọi 114."
    assert all(len(one.caption.split()) == len(one.beats) for one in script.utterances)


def test_a_stop_that_only_makes_the_voice_fall_is_not_shown():
    reader = reader_for("vi", Lexicon({}))
    assert caption_of(reader.reading("Việc cần làm."), "Việc cần làm") == "Việc cần làm"
    assert caption_of(reader.reading("Xong rồi."), "Xong rồi.") == "Xong rồi."
