"""The proof-reader names slips, and says nothing of what is right."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.check.prose.telephones import telephones
from bulletin.check.prose.wording import placings, wording
from bulletin.check.registry import check
from bulletin.source.load import load
from tests.findings.cases import BASE

PROOF = Path(__file__).parent / "proof"
ISSUE = "2026-11"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    root = tmp_path_factory.mktemp("wording") / "issues"
    shutil.copytree(BASE, root)
    return root


def said(root, text, language="vi", title="Tin"):
    """What is found in the wording of a text, as a number and the words that are meant."""
    settings = (BASE / "publication.yaml").read_text(encoding="utf-8")
    (root / "publication.yaml").write_text(
        settings.replace("language: vi", f"language: {language}"), encoding="utf-8"
    )
    written = f"# {title}\n\n{text}\n"
    (root / ISSUE / "01-bai-mot.md").write_text(written, encoding="utf-8")
    rows, issue = written.split("\n"), load(root, ISSUE).issue
    return [
        (f.code.number, rows[f.span.line - 1][f.span.column - 1 : f.span.end_column - 1])
        for f in sorted(
            (*wording(issue), *placings(issue), *telephones(issue)), key=lambda f: f.order
        )
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_said_of_pages_of_news_that_are_right(base, language):
    text = (PROOF / f"clean-{language}.txt").read_text(encoding="utf-8")
    assert said(base, text.replace("\n", "\n\n"), language) == []


def test_nothing_is_said_in_a_language_that_brings_no_tables(base):
    text = "Der der Zug fährt am Montag, 15-10-2026, nghành, Tel. 0912 345 67, 31/6/2026. Oui !"
    assert said(base, text, "de") == []


SLIPS = {
    "Họp sáng thứ Hai, ngày 26-11-2026.": ("B416", "thứ Hai, ngày 26-11-2026"),
    "Họp Chủ nhật (28/11/2026).": ("B416", "Chủ nhật (28/11/2026"),
    "Chiều T6, 26/11 nghỉ.": ("B416", "T6, 26/11"),
    "Ngày 26/11 (thứ Sáu) nghỉ.": ("B416", "Ngày 26/11 (thứ Sáu)"),
    "Lúc 7h30 thứ tư, 26 tháng 11 năm 2026.": ("B416", "thứ tư, 26 tháng 11 năm 2026"),
    "Khai mạc **thứ Hai**, ngày 26.11.2026.": ("B416", "thứ Hai**, ngày 26.11.2026"),
    "Hạn nộp ngày 31/9.": ("B417", "ngày 31/9"),
    "Trước ngày 30-2-2027.": ("B417", "ngày 30-2-2027"),
    "Đến 29/2/2027.": ("B417", "29/2/2027"),
    "Sinh ngày 15/13/1990.": ("B417", "ngày 15/13/1990"),
    "Hội thi sẽ diễn ra lúc 8h ngày 6/12/2062.": ("B418", "ngày 6/12/2062"),
    "Mời bà con tham dự ngày 6/12/2025.": ("B418", "ngày 6/12/2025"),
    "Điện thoại: 0912 345 67.": ("B419", "0912 345 67"),
    "Gọi anh Ba, số 09123456789.": ("B419", "09123456789"),
    "Hotline 1900 90955.": ("B419", "1900 90955"),
    "ĐT: 0252.3821.23": ("B419", "0252.3821.23"),
    "Zalo 01234 567 890": ("B419", "01234 567 890"),
    "Liên hệ: +84 91 234 567": ("B419", "+84 91 234 567"),
    "Ý kiến của của bà con.": ("B420", "của của"),
    "Các các hộ dân.": ("B420", "Các các"),
    "Trong khi khi đó.": ("B420", "khi khi"),
    "Ủy ban nhân dân xã ủy ban nhân dân xã họp.": (
        "B420",
        "Ủy ban nhân dân xã ủy ban nhân dân xã",
    ),
    "Bà con nguời Kinh.": ("B421", "nguời"),
    "Chuơng trình mới.": None,
    "Các chuơng trình.": ("B421", "chuơng"),
    "Bàn ghê gổ, cái gế.": ("B421", "gế"),
    "Ra đựơc.": ("B421", "đựơc"),
    "Cây qúy.": ("B421", "qúy"),
    "Nước lũ về lớn, ngiêng ngả.": ("B421", "ngiêng"),
    "Một, hai,, ba.": ("B423", ",,"),
    "Một , hai.": ("B423", " ,"),
    "Ấp 3 ,xã họp.": ("B423", " ,"),
    "Ấp 3 . Bà con về.": ("B423", " ."),
    "Bà con về  .": ("B423", "  ."),
    "Xem [đây](http://xa.example), rồi **về** .": ("B423", " ."),
    "Kết quả như sau :": ("B423", " :"),
    "Ở đâu ? Ở ấp.": ("B423", " ?"),
    "Đạt 98% ; còn ít.": ("B423", " ;"),
    "Lúc 8 : 00, tỷ lệ 1 : 3, tệp .docx, `a` , . . . . và :) thôi.": None,
    "Đoàn về xã Tân Hòa Đông.": ("B430", "xã Tân Hòa Đông"),
    "Khách từ tỉnh Hậu Giang sang.": ("B430", "tỉnh Hậu Giang"),
    "Xe đi huyện Cai Lậy.": ("B430", "huyện Cai Lậy"),
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_named_at_its_words(base, text):
    wanted = SLIPS[text]
    assert said(base, text) == ([wanted] if wanted else [])


ENGLISH = {
    "We meet on Monday, 26 November 2026.": ("B416", "Monday, 26 November 2026"),
    "Closed Tue 26 Nov.": ("B416", "Tue 26 Nov"),
    "It ends on June 31, 2027.": ("B417", "June 31, 2027"),
    "Join us at the fair on 3 December 2025.": ("B418", "3 December 2025"),
    "This is the the hall.": ("B420", "the the"),
}


@pytest.mark.parametrize("text", ENGLISH)
def test_a_slip_in_english_is_named_at_its_words(base, text):
    assert said(base, text, "en") == [ENGLISH[text]]


def test_the_publication_s_own_place_is_called_as_it_calls_itself(base):
    assert len(said(base, "Ở phường Hòa Phú và huyện Cai Lậy.")) == 2
    settings = {"title": "Bản tin Phường Hòa Phú"}
    issue = load(base, ISSUE).issue
    own = replace(issue, publication=issue.publication.model_copy(update=settings))
    assert [f.message for f in wording(own)] == ["huyện Cai Lậy is a name from before July 2025"]


def test_the_second_of_two_like_words_is_told_from_the_first(base):
    text = "nghành `nghành` **nghành**,\nrồi nghành"
    issue_text = said(base, text)
    assert issue_text == [("B421", "nghành")] * 3
    spans = [f.span for f in check(load(base, ISSUE).issue) if f.code.number == "B421"]
    assert [(s.line, s.column) for s in spans] == [(3, 1), (3, 19), (4, 5)]


def test_tone_marks_in_one_way_are_not_spoken_of(base):
    assert said(base, "Hòa giải, thủy lợi, sức khỏe; xã Hoà Bình, ông Thuỷ.") == []
    assert said(base, "Hoà giải, thuỷ lợi, hoà thuận, khỏe.")[0][0] == "B422"


def test_of_many_slips_only_the_first_are_named(base):
    assert len(said(base, "kưi " * 2000)) == 20
